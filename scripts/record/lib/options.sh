# The command line, and the folders that follow from it.

GRANULARITIES=(4096 65536 1048576)
WORK='' CACHE='' OUT=. OUT_DIR='' NAME='' IMAGE='' PARTITION='' SHARE='' QMP='' DEVICE='' KEEP=no
ACCEL_CHOICE=auto MEMORY=3072 TIMEOUT_CHOICE='' MINUTES_CHOICE='' DISK_SIZE_CHOICE='' FILE_SYSTEM_CHOICE=''
LICENCE_CHOICE='' WORKLOAD_NAME='' RUN_COMMAND='' FIO_JOB=''

parse_options() {
    while [ $# -gt 0 ]; do
        case $1 in
            --keep) KEEP=yes; shift; continue ;;
            --list) list_workloads; exit 0 ;;
            -h|--help) usage; exit 0 ;;
            --*) [ $# -ge 2 ] || usage_error "$1 is unknown or needs a value" ;;
            -*) usage_error "unknown option $1" ;;
            *) usage_error "unexpected '$1'; did you mean --workload $1?" ;;
        esac
        case $1 in
            --workload) WORKLOAD_NAME=$2 ;;
            --run) RUN_COMMAND=$2 ;;
            --fio) FIO_JOB=$2 ;;
            --qmp) QMP=$2 ;;
            --device) DEVICE=$2 ;;
            --image) IMAGE=$2 ;;
            --partition) PARTITION=$2 ;;
            --share) SHARE=$2 ;;
            --out) OUT=$2 ;;
            --disk-size) DISK_SIZE_CHOICE=$2 ;;
            --file-system) FILE_SYSTEM_CHOICE=$2 ;;
            --minutes) MINUTES_CHOICE=$2 ;;
            --accel) ACCEL_CHOICE=$2 ;;
            --memory) MEMORY=$2 ;;
            --timeout) TIMEOUT_CHOICE=$2 ;;
            --licence) LICENCE_CHOICE=$2 ;;
            --work) WORK=$2 ;;
            --cache) CACHE=$2 ;;
            *) usage_error "unknown option $1" ;;
        esac
        shift 2
    done
    check_options
}

check_options() {
    local kinds=0 text
    for text in "$WORKLOAD_NAME" "$RUN_COMMAND" "$FIO_JOB" "$QMP"; do [ -z "$text" ] || kinds=$((kinds + 1)); done
    [ $kinds = 1 ] || usage_error "name exactly one of --workload, --run, --fio and --qmp; the workloads are: $(workload_names)"
    [[ $ACCEL_CHOICE =~ ^(auto|tcg|kvm)$ ]] || usage_error "--accel must be auto, tcg or kvm, not '$ACCEL_CHOICE'"
    [[ $MEMORY =~ ^[1-9][0-9]*$ ]] || usage_error "--memory must be a number of megabytes, not '$MEMORY'"
    [[ $MINUTES_CHOICE =~ ^([1-9][0-9]*)?$ ]] || usage_error "--minutes must be a whole number from 1, not '$MINUTES_CHOICE'"
    [[ $TIMEOUT_CHOICE =~ ^([1-9][0-9]*)?$ ]] || usage_error "--timeout must be a whole number of seconds, not '$TIMEOUT_CHOICE'"
    [[ $PARTITION =~ ^([1-9][0-9]*)?$ ]] || usage_error "--partition must be a number from 1, not '$PARTITION'"
    [[ $DISK_SIZE_CHOICE =~ ^([1-9][0-9]*[MGT])?$ ]] || usage_error "--disk-size must be like 512M, 8G or 1T, not '$DISK_SIZE_CHOICE'"
    if [ -n "$IMAGE" ]; then
        [ -z "$WORKLOAD_NAME$QMP" ] || usage_error "--image goes with --run or --fio"
        [ -z "$DISK_SIZE_CHOICE$FILE_SYSTEM_CHOICE" ] || usage_error "an image has its own size and file system: leave out --disk-size and --file-system"
        [ -f "$IMAGE" ] || die "--image: no such file: $IMAGE"
        IMAGE=$(realpath "$IMAGE")
    elif [ -n "$FILE_SYSTEM_CHOICE" ] && [ -z "$RUN_COMMAND$FIO_JOB" ]; then
        usage_error "--file-system goes with --run or --fio"
    elif [ -n "$PARTITION" ]; then usage_error "--partition goes with --image"; fi
    if [ -n "$FIO_JOB" ]; then
        [ -f "$FIO_JOB" ] || die "--fio: no such file: $FIO_JOB"
        FIO_JOB=$(realpath "$FIO_JOB")
    fi
    if [ -n "$SHARE" ]; then
        [ -d "$SHARE" ] || die "--share: no such directory: $SHARE"
        SHARE=$(realpath "$SHARE")
        [[ $SHARE != *,* ]] || die "--share: QEMU takes no path with a comma: $SHARE"
    fi
    if [ -n "$QMP" ]; then
        [ -S "$QMP" ] || die "--qmp: no such socket: $QMP"
        QMP=$(realpath "$QMP")
    elif [ -n "$DEVICE" ]; then usage_error "--device goes with --qmp"; fi
}

workload_names() {
    local file
    for file in "$HERE"/workloads/*.sh; do printf '%s ' "$(basename "$file" .sh)"; done
}
list_workloads() {
    local file
    for file in "$HERE"/workloads/*.sh; do
        (
            # shellcheck disable=SC2034
            MINUTES='' USUAL_SECONDS=0
            need() { :; }
            # shellcheck source=/dev/null
            . "$file"
            printf '%-16s %4s min  %5s  %-4s  %s\n' "$(basename "$file" .sh)" \
                $(((USUAL_SECONDS + ${MINUTES:-0} * 60 + 59) / 60)) "$DISK_SIZE" "$FILE_SYSTEM" "$SUMMARY"
        )
    done
}

# Sets OUT_DIR and NAME; makes WORK, CACHE and RUN, and goes there: from here on all
# names in commands are relative, so that no path of this machine gets recorded.
prepare_folders() {
    local file free_kb
    if [ -d "$OUT" ] || [[ $OUT == */ ]]; then
        OUT_DIR=$OUT NAME=$DEFAULT_NAME
    else
        OUT_DIR=$(dirname "$OUT") NAME=$(basename "$OUT")
        NAME=${NAME%.gz} NAME=${NAME%.csv}
    fi
    [[ $NAME =~ ^[A-Za-z0-9][A-Za-z0-9._-]*$ ]] || die "--out: a recording's name has letters, digits, dot, dash and underscore, not '$NAME'"
    mkdir -p "$OUT_DIR"
    OUT_DIR=$(cd "$OUT_DIR" && pwd)
    for file in "$OUT_DIR/$NAME".{csv.gz,provenance.json}; do
        [ ! -e "$file" ] || die "already there: $file; remove it or choose another --out"
    done
    if [ -z "$WORK" ]; then
        WORK=/var/tmp/record-trace.$(id -u)
        [ -d "$WORK" ] || mkdir -m 700 "$WORK"
        [ -O "$WORK" ] || die "$WORK belongs to somebody else; choose another --work"
    fi
    mkdir -p "$WORK" "${CACHE:-$WORK/cache}"
    WORK=$(cd "$WORK" && pwd)
    CACHE=$(cd "${CACHE:-$WORK/cache}" && pwd)
    free_kb=$(df -Pk "$WORK" | awk 'NR==2{print $4}')
    [ "$free_kb" -gt $((SCRATCH_GB << 20)) ] || die "less than $SCRATCH_GB GiB free in $WORK; choose another --work"
    RUN=$(mktemp -d "$WORK/run.XXXXXX")
    [ ${#RUN} -le 90 ] || die "the path of the scratch space is too long for a unix socket; choose a shorter --work"
    cd "$RUN"
}
