# Logs of several services on xfs: lines appended with and without fsync, rotated by
# size, packed, the oldest removed, and one log trimmed at its head by punching holes.
# The file system discards what becomes free (online, not by fstrim: that would discard
# all free space of a disk that has never been used, and so make nearly all of it dirty).
DISK_SIZE=64G
FILE_SYSTEM=xfs
MOUNT_OPTIONS=discard
USUAL_SECONDS=40
MINUTES=5
VERSION_PACKAGES="python3 gzip util-linux"
SUMMARY="six logs growing on xfs: appended with and without fsync, rotated, packed, removed, the head of one punched out, with online discard"
need python3 python3
need fallocate util-linux

guest_job() {
    mkdir /mnt/d/log
    cat > /run/services.py <<'PY'
"""Six services that log.  services.py FOLDER SECONDS; stops by itself."""
import os, random, subprocess, sys, threading, time

folder, end = sys.argv[1], time.monotonic() + float(sys.argv[2])
#         name     line bytes   lines per fsync   rotate at  keep  pause of a batch
SERVICES = [("audit", (150, 400), 1, 2 << 20, 4, 0.000),
            ("mail", (80, 300), 4, 2 << 20, 4, 0.004),
            ("auth", (80, 200), 1, 1 << 20, 3, 0.050),
            ("web", (120, 900), 2000, 24 << 20, 3, 0.050),
            ("app", (200, 4000), 500, 48 << 20, 2, 0.100)]
counts = {}
WORDS = [b"%08x" % random.Random(1).getrandbits(32) for _ in range(1000)]


def path(name, number=0):
    return os.path.join(folder, name + ".log" + (".%d" % number if number else ""))


def rotate(name, keep):
    """NAME.log becomes NAME.log.1, older ones are packed, the oldest goes."""
    if os.path.exists(path(name, keep) + ".gz"):
        os.unlink(path(name, keep) + ".gz")
    for n in range(keep - 1, 1, -1):
        if os.path.exists(path(name, n) + ".gz"):
            os.rename(path(name, n) + ".gz", path(name, n + 1) + ".gz")
    if os.path.exists(path(name, 1)):
        os.rename(path(name, 1), path(name, 2))
        subprocess.run(["gzip", "-1", path(name, 2)], check=True)
    os.rename(path(name), path(name, 1))


def service(name, line_bytes, per_sync, limit, keep, pause):
    chance, lines, rotations = random.Random(name), 0, 0
    out = open(path(name), "ab", buffering=0)
    while time.monotonic() < end:
        batch = []
        for _ in range(per_sync):
            words = b" ".join(chance.choices(WORDS, k=chance.randint(*line_bytes) // 9))
            batch.append(b"%.6f %s %s\n" % (time.time(), name.encode(), words))
        out.write(b"".join(batch))
        if per_sync < 2000:
            os.fsync(out.fileno())
        lines += per_sync
        if out.tell() > limit:
            out.close()
            rotate(name, keep)
            rotations += 1
            out = open(path(name), "ab", buffering=0)
        time.sleep(pause)
    out.close()
    counts[name] = "%d lines, %d rotations" % (lines, rotations)


def ring(name, keep_bytes):
    """One log that is never rotated: space is reserved ahead, its head is punched out."""
    fd = os.open(path(name), os.O_RDWR | os.O_CREAT)
    chance, position, reserved, punched = random.Random(name), 0, 0, 0
    while time.monotonic() < end:
        record = chance.randbytes(chance.randint(500, 9000))
        if position + len(record) > reserved:
            os.posix_fallocate(fd, reserved, 8 << 20)
            reserved += 8 << 20
        position += os.pwrite(fd, record, position)
        if chance.random() < 0.2:
            os.fdatasync(fd)
        if position - punched > keep_bytes + (4 << 20):
            subprocess.run(["fallocate", "-p", "-o", str(punched), "-l", str(4 << 20), path(name)], check=True)
            punched += 4 << 20
        time.sleep(0.01)
    os.close(fd)
    counts[name] = "%d bytes, %d of them punched out" % (position, punched)


threads = [threading.Thread(target=service, args=s) for s in SERVICES] + [threading.Thread(target=ring, args=("ring", 16 << 20))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for name in sorted(counts):
    print("NOTE: %s: %s" % (name, counts[name]))
PY
    step services
    python3 /run/services.py /mnt/d/log $((MINUTES * 60))
}
