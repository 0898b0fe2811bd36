# The guest's disk: formatted first, bitmaps added afterwards, because mkfs discards
# the whole disk and would make every granule dirty.

# note_command COMMAND...: notes it for the provenance, without paths of this machine.
note_command() {
    local line=$*
    line=${line//"$RUN"/\$PWD}
    [ -z "$IMAGE" ] || line=${line//"$IMAGE"/IMAGE}
    [ -z "$SHARE" ] || line=${line//"$SHARE"/DIRECTORY}
    printf '%s\n' "$line" >> commands.txt
}
# logged COMMAND...: notes and runs it.
logged() {
    note_command "$@"
    "$@"
}

# An empty disk of DISK_SIZE with FILE_SYSTEM, as d.qcow2.
make_disk() {
    say "formatting a disk of $DISK_SIZE ($FILE_SYSTEM)"
    logged truncate -s "$DISK_SIZE" d.raw
    case $FILE_SYSTEM in
        ext4) logged mkfs.ext4 -q -F -E lazy_itable_init=0,lazy_journal_init=0 d.raw ;;
        xfs)  logged mkfs.xfs -q -f d.raw ;;
    esac
    logged qemu-img convert -f raw -O qcow2 d.raw d.qcow2
    rm d.raw
}
# An overlay over the user's image, as d.qcow2: the image itself is only read.
make_overlay() {
    local format
    qemu-img info --output=json "$IMAGE" > image.json \
        || die "qemu-img cannot read $IMAGE (is a running machine using it? then see --qmp)"
    format=$(python image_format image.json)
    say "recording into an overlay; $IMAGE ($format) is only read"
    logged qemu-img create -q -f qcow2 -F "$format" -b "$IMAGE" d.qcow2
}
add_bitmaps() {
    local g
    for g in "${GRANULARITIES[@]}"; do logged qemu-img bitmap --add -g "$g" d.qcow2 "g$g"; done
}
