#!/usr/bin/python3
"""Convert and verify recordings of block writes (standard library only).

  trace_tool.py convert     blklogwrites log + QEMU trace log -> CSV
  trace_tool.py verify      NAME.csv.gz against NAME.gN.extents.json.gz
  trace_tool.py provenance  NAME.provenance.json on standard output

Times.  For every log entry (write, write-zeroes, discard, flush) blklogwrites
writes one record into its log file, and QEMU's trace event bdrv_co_pwritev_part
reports that write with its position in the log.  The time of an operation is the
time of that event: when the operation completed, which is also when QEMU sets the
dirty bit.  The order is that of the log.

Write-zeroes.  The log does not tell them from writes of zeros; the trace event
blk_co_pwritev does (flags & 2).  Every write in the log must match exactly one
such event (same offset and length) and the other way round, else the conversion
is refused.
"""
import argparse
import collections
import datetime
import glob
import gzip
import hashlib
import json
import os
import re
import struct
import sys

LOG_MAGIC = 0x006A736677736872
FLUSH, DISCARD = 1, 4
REQ_ZERO = 2
HEADER = "timestamp_ns,offset_bytes,length_bytes,op"
GRANULARITIES = (4096, 65536, 1048576)


class Refused(Exception):
    pass


def read_log(path):
    """Entries of a blklogwrites log: (position in the log, offset, length, flags)."""
    entries = []
    size = os.path.getsize(path)
    with open(path, "rb", buffering=0) as f:
        head = f.read(28)
        if len(head) < 28:
            raise Refused("the log is empty: did the guest write at all?")
        magic, version, count, sector = struct.unpack("<QQQI", head)
        if magic != LOG_MAGIC or version != 1:
            raise Refused("not a blklogwrites log (magic %#x, version %d)" % (magic, version))
        position = sector
        while position < size:
            f.seek(position)
            record = f.read(32)
            if len(record) < 32:
                raise Refused("the log ends inside an entry")
            first, sectors, flags, _ = struct.unpack("<QQQQ", record)
            entries.append((position, first * sector, sectors * sector, flags))
            position += sector
            if not flags & DISCARD:
                position += sectors * sector
    if len(entries) != count:
        raise Refused("the log's header says %d entries, walked %d: no clean shutdown?" % (count, len(entries)))
    return entries


def read_trace(path):
    """The guest's writes, and for each node the times of its writes by position."""
    issued = collections.defaultdict(collections.deque)  # (offset, length) -> (time, flags)
    nodes = collections.defaultdict(dict)                # bs pointer -> {offset: ns}
    stamp = r"^\d+@(\d+)\.(\d{6}):"
    guest = re.compile(stamp + r"blk_co_pwritev blk \S+ bs \S+ offset (\d+) bytes (\d+) flags (0x[0-9a-f]+)")
    node = re.compile(stamp + r"bdrv_co_pwritev_part bs (\S+) offset (\d+) bytes (\d+) flags")
    with open(path, "r", errors="replace") as f:
        for line in f:
            m = node.match(line)
            if m:
                ns = int(m[1]) * 1000000000 + int(m[2]) * 1000
                nodes[m[3]].setdefault(int(m[4]), ns)
                continue
            m = guest.match(line)
            if m:
                ns = int(m[1]) * 1000000000 + int(m[2]) * 1000
                issued[(int(m[3]), int(m[4]))].append((ns, int(m[5], 16)))
    if not issued or not nodes:
        raise Refused("no usable events in the QEMU trace: is QEMU built with the 'log' trace backend?")
    return issued, nodes


def convert(args):
    entries = read_log(args.log)
    issued, nodes = read_trace(args.trace)
    size = json.load(open(args.info))["virtual-size"]
    # The log's own node is the one that wrote at the position of every entry.
    logs = [times for times in nodes.values() if all(e[0] in times for e in entries)]
    if len(logs) != 1:
        raise Refused("%d nodes in the trace wrote at every position of the log; exactly 1 expected" % len(logs))
    times = logs[0]
    rows, last, clamped = [], 0, 0
    for position, offset, length, flags in entries:
        ns = times[position]
        if flags & DISCARD:
            op = "D"
        elif length == 0:
            if not flags & FLUSH:
                raise Refused("an empty log entry that is no flush at log offset %d" % position)
            op, offset = "F", 0
        else:
            queue = issued.get((offset, length))
            if not queue:
                raise Refused("the log has a write (%d, %d) that the trace lacks" % (offset, length))
            started, request = queue.popleft()
            if started > ns:
                raise Refused("write (%d, %d) completed before it started" % (offset, length))
            op = "Z" if request & REQ_ZERO else "W"
        if offset + length > size:
            raise Refused("operation (%d, %d) beyond the device" % (offset, length))
        if ns < last:
            if last - ns > 1000000:
                raise Refused("time went back by %d ns: was the clock set during the run?" % (last - ns))
            ns = last
            clamped += 1
        last = ns
        rows.append((ns, offset, length, op))
    left = sum(len(q) for q in issued.values())
    if left:
        raise Refused("%d writes of the trace are not in the log" % left)
    zero = rows[0][0]
    with open(args.csv, "w") as out:
        out.write("# block write trace v1\n")
        out.write("# name: %s\n" % args.name)
        out.write("# device_size_bytes: %d\n" % size)
        out.write("# source: %s; real recording of a guest's disk with QEMU (blklogwrites), made with record-trace\n" % args.summary)
        out.write("# recorded: %s\n" % args.recorded)
        out.write("# licence: CC0-1.0\n")
        out.write("# time: completion of the operation, ns since the first record (resolution 1 us)\n")
        out.write("# op: W=write Z=write-zeroes D=discard F=flush (offset and length 0)\n")
        out.write(HEADER + "\n")
        for ns, offset, length, op in rows:
            out.write("%d,%d,%d,%s\n" % (ns - zero, offset, length, op))
    print("operations: %d, timestamps clamped: %d" % (len(rows), clamped), file=sys.stderr)


def read_csv(path):
    """(device size, rows) of a published CSV; strict."""
    size, rows, header, last = None, [], False, 0
    with gzip.open(path, "rt") as f:
        for n, line in enumerate(f, 1):
            line = line.rstrip("\n")
            if line.startswith("#"):
                if header:
                    raise Refused("line %d: comment after the header" % n)
                if line.startswith("# device_size_bytes: "):
                    size = int(line.split(": ")[1])
                continue
            if not header:
                if line != HEADER:
                    raise Refused("line %d: header expected" % n)
                header = True
                continue
            t, offset, length, op = line.split(",")
            t, offset, length = int(t), int(offset), int(length)
            if t < last or offset < 0 or length < 0 or op not in "WZDF" or len(op) != 1:
                raise Refused("line %d: bad record" % n)
            if (op == "F") != (length == 0) or (op == "F" and offset != 0):
                raise Refused("line %d: bad length or offset for %s" % (n, op))
            last = t
            rows.append((t, offset, length, op))
    if size is None or not rows:
        raise Refused("no device size or no records")
    return size, rows


def dirty_of_csv(rows, granularity):
    dirty = set()
    for _, offset, length, op in rows:
        if op != "F":
            dirty.update(range(offset // granularity, (offset + length - 1) // granularity + 1))
    return dirty


def dirty_of_extents(path, granularity, size):
    dirty, end = set(), 0
    with gzip.open(path, "rt") as f:
        extents = json.load(f)
    for e in extents:
        if e["offset"] != end:
            raise Refused("extents have a gap at %d" % end)
        end = e["offset"] + e["length"]
        if e["type"] == 1:
            if e["offset"] % granularity or (end % granularity and end != size):
                raise Refused("dirty extent not aligned to %d at %d" % (granularity, e["offset"]))
            dirty.update(range(e["offset"] // granularity, (end - 1) // granularity + 1))
    if end != size:
        raise Refused("the extents cover %d of %d bytes" % (end, size))
    return dirty


def verify_name(name):
    size, rows = read_csv(name + ".csv.gz")
    result = {}
    for g in GRANULARITIES:
        ours = dirty_of_csv(rows, g)
        truth = dirty_of_extents("%s.g%d.extents.json.gz" % (name, g), g, size)
        if ours != truth:
            raise Refused("granularity %d: %d granules only in the CSV (first: %s), %d only in QEMU's bitmap (first: %s)" % (
                g, len(ours - truth), sorted(ours - truth)[:3], len(truth - ours), sorted(truth - ours)[:3]))
        result[g] = len(truth)
    return size, rows, result


def verify(args):
    _, rows, result = verify_name(args.name)
    for g, n in result.items():
        print("%s g%d: %d dirty granules, equal to QEMU's bitmap" % (os.path.basename(args.name), g, n))


def sha256(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


def provenance(args):
    size, rows, granules = verify_name(args.name)
    ops, amount = collections.Counter(), collections.Counter()
    for _, _, length, op in rows:
        ops[op] += 1
        amount[op] += length
    names = {"W": "write", "Z": "write_zeroes", "D": "discard", "F": "flush"}
    packages = collections.OrderedDict(line.split(None, 1) for line in open(args.packages).read().splitlines())
    files = [args.name + ".csv.gz"] + sorted(glob.glob(args.name + ".g*.extents.json.gz"))
    document = collections.OrderedDict()
    document["name"] = args.name
    document["summary"] = args.summary
    document["kind"] = "real recording; nothing invented, padded or removed"
    document["licence"] = "CC0-1.0"
    document["recorded"] = args.recorded
    document["device_size_bytes"] = size
    document["file_system"] = args.file_system
    document["mount_options"] = args.mount_options
    document["accelerator"] = args.accel
    document["guest_kernel"] = args.kernel
    document["package_versions"] = packages
    document["operations"] = dict([("total", len(rows))] + [(names[o], ops[o]) for o in "WZDF"])
    document["bytes"] = dict((names[o], amount[o]) for o in "WZD")
    document["span_seconds"] = round((rows[-1][0] - rows[0][0]) / 1e9, 6)
    document["dirty_granules"] = dict((str(g), n) for g, n in granules.items())
    document["verification"] = ("granules of all W, Z and D operations of the CSV equal QEMU's own persistent dirty bitmaps "
                                "exactly at granularities 4096, 65536 and 1048576")
    document["time_meaning"] = ("completion of the operation as logged by QEMU's blklogwrites (microseconds, given in ns), "
                                "in order of completion; D: QEMU logs an unaligned discard of the guest in several parts")
    document["tool"] = "record-trace %s" % args.name
    steps = [line.rstrip("\n") for line in open(args.job_log, errors="replace")]
    document["steps_uptime_seconds"] = [line[3:] for line in steps if line.startswith("== ")]
    document["notes_of_the_job"] = [line[6:] for line in steps if line.startswith("NOTE: ")]
    document["commands"] = open(args.commands).read().splitlines()
    document["workload_script"] = open(args.workload).read().splitlines()
    document["sha256"] = collections.OrderedDict((os.path.basename(f), sha256(f)) for f in files)
    json.dump(document, sys.stdout, indent=1)
    print()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = parser.add_subparsers(dest="command", required=True)
    p = sub.add_parser("convert")
    for a in ("log", "trace", "info", "name", "summary", "recorded", "csv"):
        p.add_argument("--" + a, required=True)
    p.set_defaults(run=convert)
    p = sub.add_parser("verify")
    p.add_argument("name", help="path without the suffix .csv.gz")
    p.set_defaults(run=verify)
    p = sub.add_parser("provenance")
    for a in ("name", "summary", "recorded", "file-system", "mount-options", "accel", "kernel", "commands", "packages", "workload", "job-log"):
        p.add_argument("--" + a, required=True)
    p.set_defaults(run=provenance)
    args = parser.parse_args()
    try:
        args.run(args)
    except (Refused, OSError) as e:
        print("trace_tool.py: refused: %s" % e, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
