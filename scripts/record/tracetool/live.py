"""Records a disk of a running QEMU: a log filter and three dirty bitmaps, put in and taken out over QMP.

The machine is paused (stop, cont) while the filter goes in and while it comes out, so that the log and the
bitmaps see exactly the same operations.  Times come from polling the log, because the events of a QEMU that
was started without -msg timestamp=on carry none.
"""
import contextlib
import datetime
import json
import os
import signal
import subprocess
import sys
import time

from .blklog import kind_of, read_entry, read_head
from .extents import GRANULARITIES
from .form import Refused, write_csv
from .qmp import Monitor

LIMIT, FILTER, LOG, EXPORT = "record-trace-limit", "record-trace-filter", "record-trace-log", "record-trace"
# A device may merge requests up to 1024 pieces of memory; the log filter adds one for its entry, and QEMU 7.2 then
# fails the guest's write.  So requests are cut to a size that cannot have so many: pieces are 512 bytes or more.
MAX_TRANSFER = 256 << 10
SECTOR = 512
POLL_SECONDS = 0.001
PUNCH_BYTES = 64 << 20
MEANING = "when the completed operation was seen in the log, polled about every millisecond; ns since the first record"


def add_arguments(parser):
    for a in ("socket", "log", "name", "summary", "licence", "csv", "nbd", "facts", "commands"):
        parser.add_argument("--" + a, required=True)
    parser.add_argument("--device")
    parser.add_argument("--seconds", type=int)


def bitmap_name(granularity):
    return "record-trace-g%d" % granularity


class LogTail:
    """Reads the log while QEMU writes it, and frees the space of what was read."""

    def __init__(self, path):
        self.rows = []
        self._path = path
        self._file = open(path, "rb", buffering=0)
        self._position = SECTOR
        self._punched = 1 << 20  # the head stays

    def poll(self):
        now = time.time_ns()
        while True:
            found = read_entry(self._file, self._position, SECTOR)
            if found is None:
                return
            entry, following = found
            if not entry.length and not entry.flags:
                return  # space of an entry whose write has not ended yet
            op = kind_of(entry)
            self.rows.append((now, 0 if op == "F" else entry.offset, entry.length, op))
            self._position = following
            if following - self._punched > PUNCH_BYTES:
                self._punch(following // 4096 * 4096)

    def _punch(self, end):
        subprocess.run(["fallocate", "-p", "-o", str(self._punched), "-l", str(end - self._punched), self._path], check=True)
        self._punched = end

    def bytes(self):
        return self._position

    def finish(self):
        """After QEMU closed the log: the number of its entries must be the number of ours."""
        self.poll()
        self._file.seek(0)
        count, _ = read_head(self._file.read(28))
        if count != len(self.rows):
            raise Refused("the log's header says %d entries, seen %d" % (count, len(self.rows)))


class Disk:
    """One disk of the machine: the device, and the node that it uses."""

    def __init__(self, monitor, wanted):
        disks = [d for d in monitor("query-block")
                 if d.get("qdev") and "inserted" in d and not d["inserted"]["ro"]]
        names = {d["qdev"]: {d["qdev"], d["qdev"].replace("/machine/peripheral/", "").replace("/virtio-backend", ""),
                             d["device"], d["inserted"].get("node-name")} - {"", None} for d in disks}
        chosen = [d for d in disks if wanted is None or wanted in names[d["qdev"]]]
        if len(chosen) != 1:
            listing = "; ".join(" = ".join(sorted(n)) for n in names.values()) or "none"
            raise Refused("%s; the writable disks of this machine: %s" % (
                "no disk %s" % wanted if wanted else "choose a disk with --device" if disks else "nothing to record", listing))
        found = chosen[0]
        qdev = found["qdev"]
        self.path = qdev if qdev.startswith("/") else "/machine/peripheral/" + qdev
        self.node = found["inserted"]["node-name"]
        self.size = found["inserted"]["image"]["virtual-size"]
        self.format = found["inserted"]["drv"]


@contextlib.contextmanager
def paused(monitor):
    running = monitor("query-status")["running"]
    if running:
        monitor("stop")
    try:
        yield
    finally:
        if running:
            monitor("cont")


def attach(monitor, disk, log, undo):
    """Undo steps are noted as each thing is done, so that a failure leaves the machine as it was."""
    with paused(monitor):
        monitor("blockdev-add", driver="file", filename=log, node_name=LOG)
        undo.callback(monitor, "blockdev-del", node_name=LOG)
        monitor("blockdev-add", driver="blklogwrites", node_name=FILTER, file=disk.node, log=LOG,
                log_sector_size=SECTOR, discard="unmap")
        undo.callback(monitor, "blockdev-del", node_name=FILTER)
        monitor("blockdev-add", driver="blkdebug", node_name=LIMIT, image=FILTER, max_transfer=MAX_TRANSFER, discard="unmap")
        undo.callback(monitor, "blockdev-del", node_name=LIMIT)
        for g in GRANULARITIES:
            monitor("block-dirty-bitmap-add", node=disk.node, name=bitmap_name(g), granularity=g)
            undo.callback(monitor, "block-dirty-bitmap-remove", node=disk.node, name=bitmap_name(g))
        monitor("qom-set", path=disk.path, property="drive", value=LIMIT)
        undo.callback(monitor, "qom-set", path=disk.path, property="drive", value=disk.node)


def wait(monitor, tail, seconds):
    """Until the time is over or Ctrl-C; the monitor is asked once a second whether QEMU is still there."""
    stop = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.append(1))
    start = shown = asked = time.monotonic()
    show_every = 1 if sys.stderr.isatty() else 15
    while not stop:
        tail.poll()
        now = time.monotonic()
        if seconds and now - start >= seconds:
            break
        if now - asked >= 1:
            monitor("query-status")
            asked = now
        if now - shown >= show_every:
            shown = now
            left = "%d s left" % (seconds - (now - start)) if seconds else "until Ctrl-C"
            print("%srecord-trace: recording: %d s so far, %s, %d operations, %d MiB written%s" % (
                "\r\033[K" if show_every == 1 else "", now - start, left, len(tail.rows), tail.bytes() >> 20,
                "" if show_every == 1 else "\n"), end="", file=sys.stderr, flush=True)
        time.sleep(POLL_SECONDS)
    if show_every == 1:
        print(file=sys.stderr)


def detach(monitor, disk):
    with paused(monitor):
        for g in GRANULARITIES:
            monitor("block-dirty-bitmap-disable", node=disk.node, name=bitmap_name(g))
        monitor("qom-set", path=disk.path, property="drive", value=disk.node)
    for node in (LIMIT, FILTER, LOG):
        monitor("blockdev-del", node_name=node)


def read_bitmaps(monitor, disk, nbd, name):
    with contextlib.ExitStack() as undo:
        monitor("nbd-server-start", addr={"type": "unix", "data": {"path": nbd}})
        undo.callback(monitor, "nbd-server-stop")
        monitor("block-export-add", type="nbd", id=EXPORT, name=EXPORT, node_name=disk.node,
                bitmaps=[bitmap_name(g) for g in GRANULARITIES])
        for g in GRANULARITIES:
            with open("%s.g%d.extents.json" % (name, g), "w") as out:
                subprocess.run(["nbdinfo", "--json", "--map=qemu:dirty-bitmap:" + bitmap_name(g),
                                "nbd+unix:///%s?socket=%s" % (EXPORT, nbd)], stdout=out, check=True)
    for g in GRANULARITIES:
        monitor("block-dirty-bitmap-remove", node=disk.node, name=bitmap_name(g))


def record(args):
    monitor = Monitor(args.socket)
    disk = Disk(monitor, args.device)
    print("record-trace: QEMU %s, node %s (%s, %d bytes)" % (monitor.version.strip(), disk.node, disk.format, disk.size), file=sys.stderr)
    recorded = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    with contextlib.ExitStack() as undo:
        attach(monitor, disk, args.log, undo)
        tail = LogTail(args.log)
        wait(monitor, tail, args.seconds)
        undo.pop_all()
        detach(monitor, disk)
    read_bitmaps(monitor, disk, args.nbd, args.name)
    tail.finish()
    if not tail.rows:
        raise Refused("the disk was not written to: nothing was recorded")
    write_csv(args.csv, args.name, args.summary, recorded, args.licence, MEANING, disk.size, tail.rows)
    with open(args.facts, "w") as out:
        json.dump({"recorded": recorded, "qemu": monitor.version.strip(), "image_format": disk.format}, out)
    folder = os.path.dirname(args.log)
    with open(args.commands, "w") as out:
        out.writelines(c.replace(folder, "$PWD") + "\n" for c in monitor.commands)
    print("record-trace: operations: %d" % len(tail.rows), file=sys.stderr)
