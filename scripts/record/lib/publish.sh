# From the raw logs to the files of a recording; nothing is published that was not verified.

python() { /usr/bin/python3 -B "$HERE/trace_tool.py" "$@"; }

# QEMU's own bitmaps of d.qcow2, as nbdinfo prints them.
read_truth() {
    local g bitmaps=()
    say "reading QEMU's bitmaps"
    qemu-img info --output=json d.qcow2 > info.json
    for g in "${GRANULARITIES[@]}"; do bitmaps+=(-B "g$g"); done
    logged qemu-nbd -r -t -f qcow2 "${bitmaps[@]}" -k "$PWD/nbd.sock" -e 4 --pid-file "$PWD/nbd.pid" --fork d.qcow2
    for g in "${GRANULARITIES[@]}"; do
        printf '%s\n' "nbdinfo --json --map=qemu:dirty-bitmap:g$g 'nbd+unix:///?socket=\$PWD/nbd.sock'" >> commands.txt
        nbdinfo --json --map="qemu:dirty-bitmap:g$g" "nbd+unix:///?socket=$PWD/nbd.sock" > "$NAME.g$g.extents.json"
    done
    kill "$(cat nbd.pid)"
    rm -f nbd.pid
}

# publish: NAME.csv and NAME.gN.extents.json packed, verified, described, and moved to OUT_DIR.
publish() {
    gzip -9n "$NAME.csv" "$NAME".g*.extents.json
    say "verifying against QEMU's bitmaps"
    python verify "$NAME" || die "NOT published: the trace does not explain QEMU's bitmap"
    python provenance "$NAME" "$@" > "$NAME.provenance.json"
    if [ $KIND = workload ] && grep -aqwF -e "$RUN" -e "$WORK" -e "$OUT_DIR" -e "$HERE" -e "$(uname -n)" \
            "$NAME.provenance.json" <(gzip -dc "$NAME.csv.gz" | head -50); then
        die "NOT published: a path or the name of this machine got into the provenance or the CSV comments"
    fi
    mv -f "$NAME".g*.extents.json.gz "$NAME.provenance.json" "$NAME.csv.gz" "$OUT_DIR/"
    [ $KEEP = yes ] || remove_scratch
    say "done: $OUT_DIR/$NAME.csv.gz, with its provenance and QEMU's bitmaps beside it"
}
