# The directory shared with the guest, and the guest's run.

# share/: the job, its workload and settings, and the little of /etc that programs ask for.
make_shared_directory() {
    mkdir -p share/etc
    cp -a /etc/alternatives share/etc/ 2>/dev/null || :
    printf '%s\n' 'root:x:0:0:root:/root:/bin/bash' 'user:x:1000:1000:user:/tmp:/bin/bash' \
        'nobody:x:65534:65534:nobody:/:/bin/false' > share/etc/passwd
    printf '%s\n' 'root:x:0:' 'user:x:1000:' 'nogroup:x:65534:' > share/etc/group
    printf '127.0.0.1 localhost guest\n' > share/etc/hosts
    [ -z "$WORKLOAD" ] || cp "$WORKLOAD" share/workload.sh
    cp "$HERE/guest/job.sh" share/job.sh
    printf '%s=%q\n' MINUTES "$MINUTES" FILE_SYSTEM "$FILE_SYSTEM" MOUNT_OPTIONS "$MOUNT_OPTIONS" PARTITION "$PARTITION" \
        > share/settings.sh
}

# request-merging=off: QEMU merges requests up to 1024 pieces of memory, blklogwrites adds one for its
# own entry, and 7.2 then fails the write; besides, what the guest asked for is what gets recorded.
# Runs the guest until it switches itself off, showing progress.  Leaves d.qcow2, log.raw, trace.log.
run_guest() {
    local extra=() append='console=ttyS0 panic=-1 quiet' rc=0
    if [ -n "$SHARE" ]; then
        extra=(-virtfs "local,path=$SHARE,mount_tag=share,security_model=none,readonly=on,multidevs=remap")
        append="$append record_trace_share"
    fi
    : > log.raw
    RECORDED=$(date -u +%Y-%m-%dT%H:%M:%SZ)
    local qemu=(timeout -k 5 "$TIMEOUT" qemu-system-x86_64 -accel "$ACCEL_ARG" -cpu "$CPU" -smp 2 -m "$MEMORY" \
        -nodefaults -display none -serial file:console.log -no-reboot \
        -kernel vmlinuz -initrd ird.gz -append "$append" \
        -virtfs local,path=/usr,mount_tag=usr,security_model=none,readonly=on,multidevs=remap \
        -virtfs local,path=share,mount_tag=w,security_model=none ${extra[@]+"${extra[@]}"} \
        -blockdev driver=file,filename=d.qcow2,node-name=f0,discard=unmap,cache.no-flush=on \
        -blockdev driver=qcow2,file=f0,node-name=q0,discard=unmap \
        -blockdev driver=file,filename=log.raw,node-name=l0,cache.no-flush=on \
        -blockdev driver=blklogwrites,file=q0,log=l0,log-sector-size=512,node-name=lw0,discard=unmap \
        -device virtio-blk-pci,drive=lw0,discard=on,write-zeroes=on,request-merging=off \
        -msg timestamp=on -trace blk_co_pwritev -trace bdrv_co_pwritev_part -D trace.log)
    note_command "${qemu[@]}"
    "${qemu[@]}" 2>qemu.err &
    BACKGROUND=($!)
    watch_guest "${BACKGROUND[0]}"
    wait "${BACKGROUND[0]}" || rc=$?
    BACKGROUND=()
    end_progress
    if [ $rc != 0 ]; then
        tail -n 5 qemu.err console.log >&2 || :
        [ $rc != 124 ] || die "the guest was stopped at its time limit of $TIMEOUT s; see --timeout"
        die "QEMU ended with $rc"
    fi
    grep -aq '^JOB DONE$' share/job.log 2>/dev/null || {
        tail -n 20 console.log share/job.log >&2 || :
        die "the guest's job did not finish"; }
}
# watch_guest PID: what it does, for how long, how long still.
watch_guest() {
    local start=$SECONDS expected=$((USUAL_SECONDS + ${MINUTES:-0} * 60)) passed left now
    while kill -0 "$1" 2>/dev/null; do
        passed=$((SECONDS - start))
        now=$(grep -a '^== ' share/job.log 2>/dev/null | tail -n 1 | cut -d' ' -f3-) || :
        if [ $USUAL_SECONDS = 0 ]; then left="time left not known"
        elif [ $passed -lt $expected ]; then left="about $(minutes $((expected - passed))) left"
        else left="longer than usual"; fi
        progress "recording: ${now:-the guest boots}, $(minutes $passed) so far, $left (limit $(minutes "$TIMEOUT")), $(du -m log.raw | cut -f1) MiB logged"
        sleep 1
    done
}
