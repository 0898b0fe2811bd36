# Distribution packages unpacked and configured in a private root: the essential
# packages of Debian first, as an installer does it, then a small server's.
DISK_SIZE=32G
FILE_SYSTEM=ext4
MOUNT_OPTIONS=
USUAL_SECONDS=900
MORE_PACKAGES="apt git openssh-server python3 vim-tiny man-db cron rsyslog"
VERSION_PACKAGES="dpkg tar"
SUMMARY="Debian's essential packages and a small server's, unpacked and configured by dpkg in a private root on ext4, some purged again"

# All packages with what they depend on, as apt resolves it for an empty system.
host_prepare() {
    local deb
    mkdir -p "$CACHE/closure/partial" share/debs
    : > no-packages
    closure() {
        apt-get -q -y -o Dir::State::status="$PWD/no-packages" -o Dir::Cache::archives="$CACHE/closure" \
            -o Debug::NoLocking=true -o APT::Sandbox::User="$(id -un)" -o APT::Install-Recommends=false "$@"
    }
    say "downloading packages (into the cache, not installed)"
    # shellcheck disable=SC2086
    closure --download-only install '?essential' $MORE_PACKAGES > apt.log 2>&1 \
        || die "apt-get cannot download the packages: $(tail -n 1 apt.log)"
    # A simulated installation names them: Inst NAME (VERSION SUITE [ARCHITECTURE]) ...
    # shellcheck disable=SC2086
    closure --simulate install '?essential' $MORE_PACKAGES |
        sed -n 's/^Inst \([^ ]*\) (\([^ ]*\) .*\[\([a-z0-9]*\)\]).*/\1 \2 \3/p' | sed 's/:/%3a/' |
        while read -r name version architecture; do
            deb=$CACHE/closure/${name}_${version}_$architecture.deb
            cp "$deb" share/debs/
            note_package "$deb"
            printf '%s\n' "${deb##*/}"
        done > share/order.txt
}

guest_job() {
    local R=/mnt/d/root file fields all=() essential=()
    inside() { chroot $R /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }
    mkdir -p $R
    # As an installer does it: what dpkg itself needs is extracted without dpkg first.
    step "extract the essential packages"
    while read -r file; do
        all+=("/debs/$file")
        fields=$(dpkg-deb -f "/w/debs/$file" Priority Essential)
        case $fields in
            *required*|*"Essential: yes"*) essential+=("/debs/$file") ;;
            *) case $file in lib*|zlib1g_*|gcc-*-base_*|debconf_*) ;; *) continue ;; esac ;;
        esac
        dpkg-deb -x "/w/debs/$file" $R
    done < /w/order.txt
    sync
    mkdir -p $R/var/lib/dpkg/info $R/var/lib/dpkg/updates $R/proc $R/dev $R/debs
    : > $R/var/lib/dpkg/status
    printf 'root:x:0:0:root:/tmp:/bin/bash\n' > $R/etc/passwd
    printf 'root:x:0:\nmail:x:8:\nutmp:x:43:\nshadow:x:42:\n' > $R/etc/group
    printf '#!/bin/sh\nexit 101\n' > $R/usr/sbin/policy-rc.d
    chmod 755 $R/usr/sbin/policy-rc.d
    mount --bind /w/debs $R/debs
    mount -t proc p $R/proc
    mount --bind /dev $R/dev
    step "unpack the essential packages"
    inside dpkg --force-depends --unpack "${essential[@]}" > /w/dpkg.log 2>&1 || note "dpkg --unpack of the essential packages: $?"
    step "configure the essential packages"
    inside dpkg --force-depends --configure -a >> /w/dpkg.log 2>&1 || note "dpkg --configure of the essential packages: $?"
    sync
    step "unpack all packages"
    inside dpkg --force-depends --unpack "${all[@]}" >> /w/dpkg.log 2>&1 || note "dpkg --unpack: $?"
    step "configure all packages"
    inside dpkg --configure -a >> /w/dpkg.log 2>&1 || note "dpkg --configure: $?"
    sync
    note "installed and configured: $(inside dpkg-query -W -f '${db:Status-Abbrev}\n' | grep -c '^ii') of ${#all[@]} packages"
    step "purge some"
    inside dpkg --purge rsyslog openssh-server man-db >> /w/dpkg.log 2>&1 || note "dpkg --purge: $?"
    sync
    umount $R/debs $R/dev $R/proc
}
