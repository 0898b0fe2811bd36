# A large file copied onto the disk and there once more; then a tenth of the copy
# rewritten in blocks of 8 KiB at random, as a virtual machine in the file would.
DISK_SIZE=64G
FILE_SYSTEM=ext4
MOUNT_OPTIONS=
USUAL_SECONDS=240
FILE_MIB=2560
VERSION_PACKAGES="coreutils python3"
SCRATCH_GB=16
SUMMARY="a file of $FILE_MIB MiB copied onto ext4 and there once more, then a tenth of the copy rewritten in blocks of 8 KiB at random"
need python3 python3

# The bytes do not matter to a bitmap; random ones cannot be stored as holes.
host_prepare() { head -c "${FILE_MIB}M" /dev/urandom > share/source.img; }

guest_job() {
    local round=0
    step copy
    cp --sparse=never /w/source.img /mnt/d/source.img
    sync
    step "copy again"
    cp --sparse=never --reflink=never /mnt/d/source.img /mnt/d/copy.img
    sync
    while [ $round = 0 ] || time_left; do
        round=$((round + 1))
        step "rewrite a tenth, round $round"
        python3 - /mnt/d/copy.img $round <<'PY'
import os, random, sys

BLOCK = 8192
chance = random.Random(int(sys.argv[2]))
fd = os.open(sys.argv[1], os.O_WRONLY)
blocks = os.fstat(fd).st_size // BLOCK
for n, block in enumerate(chance.sample(range(blocks), blocks // 10), 1):
    os.pwrite(fd, chance.randbytes(BLOCK), block * BLOCK)
    if n % 200 == 0:
        os.fdatasync(fd)
os.fsync(fd)
print("NOTE: %d blocks of %d bytes rewritten" % (blocks // 10, BLOCK))
PY
    done
}
