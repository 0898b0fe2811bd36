# What must be installed, and Debian packages that are only downloaded and unpacked.

MISSING=() MISSING_PACKAGES=()
# need COMMAND PACKAGE: remembers the package when the command is not there.
need() {
    if ! command -v "$1" >/dev/null 2>&1; then
        MISSING+=("$1")
        MISSING_PACKAGES+=("$2")
    fi
}
# Ends the script when something is missing, with the line that installs it.
require_needs() {
    if [ ${#MISSING[@]} -gt 0 ]; then
        printf 'record-trace: error: not found: %s\nInstall with:\n  apt-get install --no-install-recommends %s\n' \
            "${MISSING[*]}" "$(printf '%s\n' "${MISSING_PACKAGES[@]}" | sort -u | tr '\n' ' ')" >&2
        exit 1
    fi
}
need_common() {
    need qemu-img qemu-utils
    need nbdinfo libnbd-bin
    need /usr/bin/python3 python3
    need gzip gzip
    need dpkg-query dpkg
}
need_guest() {
    need qemu-system-x86_64 qemu-system-x86
    need qemu-nbd qemu-utils
    need busybox busybox-static
    need cpio cpio
    need depmod kmod
    need modprobe kmod
    need dpkg-deb dpkg
    need apt-get apt
    need timeout coreutils
}
need_file_system() {
    case $1 in
        ext4) need mkfs.ext4 e2fsprogs ;;
        xfs) need mkfs.xfs xfsprogs ;;
        *) usage_error "the file system must be ext4 or xfs, not '$1'" ;;
    esac
}

# fetch_package NAME: the newest package file as apt knows it, downloaded once.  Prints the file.
fetch_package() {
    local file
    file=$(find "$CACHE" -maxdepth 1 -name "${1}_*.deb" | sort -V | tail -1)
    if [ -z "$file" ]; then
        say "downloading the package $1 (into the cache, not installed)"
        rm -rf "$CACHE/download"
        mkdir "$CACHE/download"
        ( cd "$CACHE/download" && apt-get -q -o APT::Sandbox::User="$(id -un)" download "$1" >&2 ) \
            || die "cannot download the Debian package $1; is there a network, and has 'apt-get update' been run?"
        mv "$CACHE/download/"*.deb "$CACHE/"
        file=$(find "$CACHE" -maxdepth 1 -name "${1}_*.deb" | sort -V | tail -1)
        [ -n "$file" ] || die "apt-get download $1 left no file"
    fi
    printf '%s\n' "$file"
}
# note_package FILE: its name and version for the provenance.
note_package() { dpkg-deb -f "$1" Package Version | awk '{v[NR]=$2} END{print v[1]" "v[2]}' >> packages.txt; }
# note_installed PACKAGE...: the same of installed packages.
note_installed() {
    local package
    for package; do dpkg-query -W -f '${Package} ${Version}\n' "$package" >> packages.txt; done
}
