# What is said on the screen, and how the script ends.  Sourced by record-trace.

die() { printf 'record-trace: error: %s\n' "$*" >&2; exit 1; }
usage_error() { printf 'record-trace: %s\nSee record-trace --help.\n' "$*" >&2; exit 2; }
say() { end_progress; printf 'record-trace: %s\n' "$*" >&2; }

# progress TEXT: replaces the line of before on a terminal; elsewhere one line in 15 seconds.
PROGRESS_SHOWN=no PROGRESS_LAST=-15
progress() {
    if [ -t 2 ]; then
        printf '\r\033[Krecord-trace: %s' "$1" >&2
        PROGRESS_SHOWN=yes
    elif [ $((SECONDS - PROGRESS_LAST)) -ge 15 ]; then
        printf 'record-trace: %s\n' "$1" >&2
        PROGRESS_LAST=$SECONDS
    fi
}
end_progress() { if [ $PROGRESS_SHOWN = yes ]; then printf '\n' >&2; PROGRESS_SHOWN=no; fi; }

# minutes SECONDS: as m:ss.
minutes() { printf '%d:%02d' $(($1 / 60)) $(($1 % 60)); }

# What runs in the background is ended by its own id; the scratch space is named when it stays.
BACKGROUND=() RUN=''
stop_background() {
    local pid
    for pid in ${BACKGROUND[@]+"${BACKGROUND[@]}"}; do kill "$pid" 2>/dev/null || :; done
    if [ -n "$RUN" ] && [ -s "$RUN/nbd.pid" ]; then kill "$(cat "$RUN/nbd.pid")" 2>/dev/null || :; fi
    for pid in ${BACKGROUND[@]+"${BACKGROUND[@]}"}; do wait "$pid" 2>/dev/null || :; done
    BACKGROUND=()
}
remove_scratch() {
    rm -rf "$RUN"
    RUN=''
}
on_exit() {
    local rc=$?
    trap - EXIT INT TERM HUP
    end_progress
    stop_background
    if [ -n "$RUN" ] && [ -d "$RUN" ]; then
        say "scratch space kept: $RUN (rm -r it when you are done; what was downloaded stays in $CACHE)"
    fi
    exit $rc
}
on_signal() {
    end_progress
    printf 'record-trace: interrupted; nothing was published\n' >&2
    exit 130
}
