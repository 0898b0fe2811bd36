# ext4 mounted with online discard: unpack a package tree (dpkg, with its fsyncs)
# and the kernel's source tree (tar), git operations and the beginning of a build
# in it, then delete everything.
DISK_SIZE=64G
FILE_SYSTEM=ext4
MOUNT_OPTIONS=discard
SOURCE_PACKAGE=linux-source-6.1
GIT_DIRS="kernel mm block lib fs/ext4 fs/xfs fs/btrfs include/linux"
USUAL_SECONDS=780
MINUTES=2     # limit of the build; under TCG it hardly gets beyond the preparation
VERSION_PACKAGES="dpkg tar git make gcc-12 binutils flex bison"
SUMMARY="ext4 with online discard: dpkg --unpack, tar -x of a source tree, git, the beginning of a build (cut off by its time limit), rm -rf"
need git git
need gcc gcc
need make make
need flex flex
need bison bison
need bc bc
need xz xz-utils
need ld binutils

# Runs on the recording machine before the recording.
host_prepare() {
    local deb p abi
    deb=$(fetch_package "$SOURCE_PACKAGE"); note_package "$deb"
    say "unpacking $SOURCE_PACKAGE"
    dpkg-deb --fsys-tarfile "$deb" | tar -xO --wildcards './usr/src/linux-source-*.tar.xz' | xz -dc > share/source.tar
    abi=${KPKG#linux-image-} abi=${abi%-amd64}
    for p in "linux-headers-$abi-common" "linux-headers-$abi-amd64" linux-kbuild-6.1; do
        deb=$(fetch_package "$p"); note_package "$deb"
        cp "$deb" share/
    done
}

guest_job() {
    local D=/mnt/d R=/mnt/d/root p S
    step dpkg
    mkdir -p $R/var/lib/dpkg/info $R/var/lib/dpkg/updates
    : > $R/var/lib/dpkg/status
    for p in /w/*.deb; do
        dpkg --root=$R --force-all --force-script-chrootless --log=/dev/null --unpack "$p"
    done
    sync
    step tar
    tar -C $D -xf /w/source.tar --no-same-owner
    S=$(echo $D/linux-source-*)
    sync
    step git-add
    cd "$S"
    export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
    git -c init.defaultBranch=main init -q .
    git config core.fsync committed
    git config core.fsyncMethod fsync
    git config gc.auto 0
    # -f: Debian's source tree comes with a .gitignore that ignores everything
    # shellcheck disable=SC2086
    git add -f $GIT_DIRS
    git commit -q -m one
    step git-branch
    git checkout -q -b two
    find kernel mm -name '*.c' -exec sed -i 's/[[:space:]]*$//; 1s/^/ /' {} +
    git commit -q -a -m two
    git checkout -q main
    git checkout -q two
    git branch three main
    sync
    step git-gc
    git gc -q --prune=now
    sync
    git checkout -q main
    step build
    make -s tinyconfig >/w/build.log 2>&1 || note "make tinyconfig: $?"
    timeout $((MINUTES * 60)) make -s -j2 kernel/ lib/ mm/ >>/w/build.log 2>&1 || note "build ended with $? (124: its time limit)"
    sync
    step build-clean
    timeout 60 make -s clean >/dev/null 2>&1 || :
    sync
    step delete
    cd /
    for p in drivers arch include tools fs net sound Documentation; do
        rm -rf "${S:?}/$p"
        sync
    done
    rm -rf "${S:?}"
    sync
    step again
    tar -C $D -xf /w/source.tar --no-same-owner --wildcards '*/fs/*' '*/include/*' '*/kernel/*'
    sync
    rm -rf "${S:?}" $R
    sync
}
