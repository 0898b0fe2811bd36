# Which accelerator runs the guest: KVM only where it has just booted this very guest.
# A device node that opens, even one that creates a VM, need not run a stock kernel.

PROBE_SECONDS=20
# choose_accelerator auto|tcg|kvm: sets ACCEL, ACCEL_ARG, CPU and ACCEL_WHY, and says so.
choose_accelerator() {
    ACCEL=tcg ACCEL_ARG=tcg,thread=multi CPU=max
    case $1 in
        tcg) ACCEL_WHY="asked for" ;;
        *)
            if [ ! -e /dev/kvm ]; then
                ACCEL_WHY="there is no /dev/kvm"
            elif [ ! -r /dev/kvm ] || [ ! -w /dev/kvm ]; then
                ACCEL_WHY="/dev/kvm is not open to this user"
            elif kvm_boots; then
                ACCEL=kvm ACCEL_ARG=kvm CPU=host
                ACCEL_WHY="the probe booted the guest's kernel with it"
            else
                ACCEL_WHY="KVM did not boot the guest's kernel: $PROBE_FAULT"
            fi
            [ "$1" = auto ] || [ $ACCEL = kvm ] || die "--accel kvm: $ACCEL_WHY; use --accel tcg"
            ;;
    esac
    say "accelerator: $ACCEL ($ACCEL_WHY)"
}
# Sets PROBE_FAULT where it fails.
kvm_boots() {
    local rc=0
    say "probing KVM (at most $PROBE_SECONDS s)"
    : > probe.log
    timeout -k 2 $PROBE_SECONDS qemu-system-x86_64 -accel kvm -cpu host -smp 2 -m 512 -nodefaults -display none \
        -serial file:probe.log -no-reboot -kernel vmlinuz -initrd ird.gz \
        -append 'console=ttyS0 panic=-1 quiet record_trace_probe' >probe.err 2>&1 &
    BACKGROUND=($!)
    wait "${BACKGROUND[0]}" 2>/dev/null || rc=$?
    BACKGROUND=()
    if [ $rc = 124 ]; then PROBE_FAULT="no answer within $PROBE_SECONDS s"
    else PROBE_FAULT="QEMU ended with $rc: $(tail -n 1 probe.err)"; fi
    grep -aq '^GUEST: alive' probe.log
}
