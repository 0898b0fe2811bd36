# A short one: a little of everything that a disk sees, in a few seconds.
DISK_SIZE=2G
FILE_SYSTEM=ext4
MOUNT_OPTIONS=discard
USUAL_SECONDS=15
SCRATCH_GB=2
VERSION_PACKAGES="coreutils util-linux"
SUMMARY="files written, overwritten, zeroed and removed on ext4 with online discard; for checking the recorder"

guest_job() {
    local i
    cd /mnt/d
    step "small files"
    mkdir small
    for i in $(seq 300); do echo "file $i" > small/$i; [ $((i % 20)) != 0 ] || sync small/$i; done
    step "a large file"
    dd if=/dev/urandom of=large bs=1M count=32 conv=fsync status=none
    for i in 3 17 9 28 1 22; do dd if=/dev/urandom of=large bs=4k count=5 seek=$((i * 256 + i)) conv=notrunc,fsync status=none; done
    step "zeroes and holes"
    fallocate -l 8M zeroes
    fallocate -z -o 1M -l 2M large
    fallocate -p -o 20M -l 4M large
    sync
    step remove
    rm -r small zeroes
    sync
}
