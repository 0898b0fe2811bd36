# PostgreSQL with pgbench (TPC-B-like transactions) on xfs.
DISK_SIZE=64G
FILE_SYSTEM=xfs
MOUNT_OPTIONS=
USUAL_SECONDS=90
MINUTES=3
PG_SCALE=25
PG_BIN=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)
if ! [ -x "$PG_BIN/pgbench" ]; then
    MISSING+=("pgbench and initdb below /usr/lib/postgresql")
    MISSING_PACKAGES+=(postgresql postgresql-contrib)
fi
PG_MAJOR=$(basename "$(dirname "${PG_BIN:-/x/y}")")
VERSION_PACKAGES="postgresql-$PG_MAJOR"
SUMMARY="PostgreSQL $PG_MAJOR with pgbench (scale $PG_SCALE, 6 clients) on xfs"

guest_job() {
    local D=/mnt/d/pg
    as() { setpriv --reuid=1000 --regid=1000 --clear-groups env PATH="$PG_BIN:$PATH" "$@"; }
    mkdir $D /run/pg; chown 1000:1000 $D /run/pg; cd $D
    step initdb
    as initdb -D $D -A trust -U postgres --no-locale -E UTF8 >/dev/null
    printf "%s\n" "listen_addresses = ''" "unix_socket_directories = '/run/pg'" \
        "shared_buffers = 256MB" "checkpoint_timeout = 60s" "max_wal_size = 512MB" >> $D/postgresql.conf
    as pg_ctl -D $D -w -l $D/server.log -t 300 start >/dev/null
    step load
    as pgbench -h /run/pg -U postgres -q -i -s $PG_SCALE postgres
    step run
    as pgbench -h /run/pg -U postgres -c 6 -j 2 -T $((MINUTES * 60)) postgres
    step vacuum
    as psql -h /run/pg -U postgres -q -c 'VACUUM' postgres
    step stop
    as pg_ctl -D $D -w -t 300 stop
}
