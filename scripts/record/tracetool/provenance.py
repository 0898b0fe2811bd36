"""NAME.provenance.json: how a recording was made, what it holds, and the checksums of its files."""
import collections
import glob
import hashlib
import json
import os
import sys

from .extents import verify_name

KINDS = {"W": "write", "Z": "write_zeroes", "D": "discard", "F": "flush"}
TIME_MEANING = {
    "qemu": "completion of the operation as logged by QEMU's blklogwrites (microseconds, given in ns), "
            "in order of completion; D: QEMU logs an unaligned discard of the guest in several parts",
    "polled": "when the operation was seen in the log of QEMU's blklogwrites, which is polled about every millisecond, "
              "in order of completion; W may be a write-zeroes: the log does not tell them apart",
}


def add_arguments(parser):
    parser.add_argument("name", help="path without the suffix .csv.gz")
    for a in ("summary", "licence", "commands", "packages", "time-meaning", "tool"):
        parser.add_argument("--" + a, required=True)
    for a in ("recorded", "file-system", "mount-options", "accel", "kernel", "workload", "job-log"):
        parser.add_argument("--" + a)
    parser.add_argument("--facts", help="JSON with more entries for the document")


def sha256(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


def lines_of(path):
    with open(path, errors="replace") as f:
        return f.read().splitlines()


def write(args):
    size, rows, granules = verify_name(args.name)
    operations, amount = collections.Counter(), collections.Counter()
    for _, _, length, op in rows:
        operations[op] += 1
        amount[op] += length
    document = {
        "name": os.path.basename(args.name),
        "summary": args.summary,
        "kind": "real recording; nothing invented, padded or removed",
        "licence": args.licence,
        "recorded": args.recorded,
        "device_size_bytes": size,
        "file_system": args.file_system,
        "mount_options": args.mount_options,
        "accelerator": args.accel,
        "guest_kernel": args.kernel,
        "package_versions": dict(line.split(None, 1) for line in lines_of(args.packages)),
        "operations": {"total": len(rows), **{KINDS[o]: operations[o] for o in "WZDF"}},
        "bytes": {KINDS[o]: amount[o] for o in "WZD"},
        "span_seconds": round((rows[-1][0] - rows[0][0]) / 1e9, 6),
        "dirty_granules": {str(g): n for g, n in granules.items()},
        "verification": "granules of all W, Z and D operations of the CSV equal QEMU's own dirty bitmaps "
                        "exactly at granularities 4096, 65536 and 1048576",
        "time_meaning": TIME_MEANING[args.time_meaning],
        "tool": args.tool,
    }
    if args.facts:
        with open(args.facts) as facts:
            document.update(json.load(facts))
    if args.job_log:
        steps = lines_of(args.job_log)
        document["steps_uptime_seconds"] = [line[3:] for line in steps if line.startswith("== ")]
        document["notes_of_the_job"] = [line[6:] for line in steps if line.startswith("NOTE: ")]
    document["commands"] = lines_of(args.commands)
    if args.workload:
        document["workload_script"] = lines_of(args.workload)
    files = [args.name + ".csv.gz"] + sorted(glob.glob(args.name + ".g*.extents.json.gz"))
    document["sha256"] = {os.path.basename(f): sha256(f) for f in files}
    json.dump({k: v for k, v in document.items() if v is not None}, sys.stdout, indent=1)
    print()
