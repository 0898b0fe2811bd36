# The kinds of recordings: a workload, a command, an fio job, a running QEMU.

# Sets what a workload file sets (README.md beside this folder says what), and
# KIND, RECORDER, LICENCE, TIMEOUT and DEFAULT_NAME.
define_workload() {
    DISK_SIZE=8G FILE_SYSTEM=ext4 MOUNT_OPTIONS='' SUMMARY='' VERSION_PACKAGES='' MINUTES='' USUAL_SECONDS=0 SCRATCH_GB=12
    LICENCE="not stated" WORKLOAD='' RECORDER=guest
    host_prepare() { :; }
    need_common
    if [ -n "$QMP" ]; then
        define_running
        return
    fi
    need_guest
    if [ -n "$WORKLOAD_NAME" ]; then
        define_named
    else
        KIND=own
        DEFAULT_NAME=own
        SUMMARY="a command of the user's"
        if [ -n "$FIO_JOB" ]; then
            SUMMARY="an fio job of the user's"
            DEFAULT_NAME=$(basename "$FIO_JOB" .fio)
            need fio fio
            VERSION_PACKAGES=fio
        fi
        host_prepare() { write_own_workload; }
    fi
    LICENCE=${LICENCE_CHOICE:-$LICENCE}
    MINUTES=${MINUTES_CHOICE:-$MINUTES}
    DISK_SIZE=${DISK_SIZE_CHOICE:-$DISK_SIZE}
    TIMEOUT=${TIMEOUT_CHOICE:-$((900 + (USUAL_SECONDS + ${MINUTES:-0} * 60) * 3))}
    if [ -n "$IMAGE" ]; then
        FILE_SYSTEM='' SUMMARY="$SUMMARY, on an image of theirs"
    else
        FILE_SYSTEM=${FILE_SYSTEM_CHOICE:-$FILE_SYSTEM}
        need_file_system "$FILE_SYSTEM"
        [ $KIND = workload ] || SUMMARY="$SUMMARY, on $FILE_SYSTEM"
    fi
}
define_named() {
    KIND=workload DEFAULT_NAME=$WORKLOAD_NAME LICENCE=CC0-1.0
    [[ $WORKLOAD_NAME =~ ^[a-z0-9-]+$ ]] && [ -f "$HERE/workloads/$WORKLOAD_NAME.sh" ] \
        || usage_error "no workload '$WORKLOAD_NAME'; there are: $(workload_names)"
    WORKLOAD=$HERE/workloads/$WORKLOAD_NAME.sh
    # shellcheck source=/dev/null
    . "$WORKLOAD"
}
define_running() {
    KIND=own RECORDER=running DEFAULT_NAME=running
    SCRATCH_GB=1
    SUMMARY="a disk of a running QEMU"
    LICENCE=${LICENCE_CHOICE:-$LICENCE}
    MINUTES=$MINUTES_CHOICE
    need fallocate util-linux
}

# The workload file of --run and --fio, in the scratch space.
write_own_workload() {
    local limit=''
    [ -z "$MINUTES" ] || limit="timeout $((MINUTES * 60)) "
    {
        printf 'guest_job() {\n    cd /mnt/d\n    step run\n'
        if [ -n "$FIO_JOB" ]; then
            cp "$FIO_JOB" share/job.fio
            printf '    %sfio /w/job.fio > /w/own.log 2>&1 || note "fio ended with $?"\n' "$limit"
        else
            printf '    %sbash -c %q > /w/own.log 2>&1 || note "the command ended with $?"\n' "$limit" "$RUN_COMMAND"
        fi
        printf '    sync\n}\n'
    } > share/workload.sh
    WORKLOAD=$RUN/share/workload.sh
}

# Runs the guest and publishes what it wrote.
record_guest() {
    local file_systems=("$FILE_SYSTEM")
    [ -z "$IMAGE" ] || file_systems=(ext4 xfs btrfs vfat nls_cp437 nls_ascii)
    prepare_kernel
    build_initramfs "${file_systems[@]}"
    choose_accelerator "$ACCEL_CHOICE"
    make_shared_directory
    host_prepare
    if [ -n "$IMAGE" ]; then make_overlay; else make_disk; fi
    add_bitmaps
    run_guest
    if [ -s share/own.log ]; then
        say "the last lines that it printed:"
        tail -n 5 share/own.log >&2
    fi
    grep '^NOTE: ' share/job.log | sed 's/^NOTE/record-trace/' >&2 || :
    read_truth
    # shellcheck disable=SC2086
    note_installed qemu-system-x86 qemu-utils libnbd-bin $VERSION_PACKAGES
    case $FILE_SYSTEM in ext4) note_installed e2fsprogs ;; xfs) note_installed xfsprogs ;; esac
    say "converting"
    python convert --log log.raw --trace trace.log --info info.json \
        --name "$NAME" --summary "$SUMMARY" --recorded "$RECORDED" --licence "$LICENCE" --csv "$NAME.csv"
    publish --summary "$SUMMARY" --recorded "$RECORDED" --licence "$LICENCE" \
        --file-system "$FILE_SYSTEM" --mount-options "$MOUNT_OPTIONS" --accel "$ACCEL" --kernel "$KVER" \
        --commands commands.txt --packages packages.txt --workload "$WORKLOAD" --job-log share/job.log \
        --time-meaning qemu --tool "record-trace $(own_command_line)"
}
own_command_line() {
    local line=''
    [ -z "$WORKLOAD_NAME" ] || line="--workload $WORKLOAD_NAME"
    [ -z "$RUN_COMMAND" ] || line="--run CMD"
    [ -z "$FIO_JOB" ] || line="--fio JOBFILE"
    [ -z "$IMAGE" ] || line="--image FILE $line"
    [ -z "$DISK_SIZE_CHOICE" ] || line="$line --disk-size $DISK_SIZE_CHOICE"
    [ -z "$MINUTES_CHOICE" ] || line="$line --minutes $MINUTES_CHOICE"
    printf '%s\n' "$line"
}

# Attaches to a running QEMU and publishes what its disk wrote meanwhile.
record_running() {
    local options=() rc=0
    : > log.raw
    [ -z "$DEVICE" ] || options+=(--device "$DEVICE")
    [ -z "$MINUTES" ] || options+=(--seconds $((MINUTES * 60)))
    # Ctrl-C reaches the tool, which then ends the recording in an orderly way.
    trap '' INT
    python live --socket "$QMP" ${options[@]+"${options[@]}"} --log "$RUN/log.raw" --name "$NAME" --summary "$SUMMARY" \
        --licence "$LICENCE" --csv "$NAME.csv" --nbd "$RUN/nbd.sock" --facts facts.json --commands commands.txt || rc=$?
    trap on_signal INT
    if [ $rc != 0 ]; then
        [ -s log.raw ] || remove_scratch
        die "NOT published (see above)"
    fi
    note_installed qemu-utils libnbd-bin
    publish --facts facts.json --summary "$SUMMARY" --licence "$LICENCE" \
        --commands commands.txt --packages packages.txt --time-meaning polled --tool "record-trace --qmp SOCKET"
}
