#!/usr/bin/python3
"""Convert and verify recordings of block writes (standard library only).

  trace_tool.py convert       blklogwrites log + QEMU trace log -> CSV
  trace_tool.py verify        NAME.csv.gz against NAME.gN.extents.json.gz
  trace_tool.py provenance    NAME.provenance.json on standard output
  trace_tool.py live          record a disk of a running QEMU over QMP
  trace_tool.py image_format  the format in the output of qemu-img info
"""
import argparse
import json
import os
import sys

from tracetool import live, provenance
from tracetool.blklog import read_log
from tracetool.extents import verify_name
from tracetool.form import Refused, write_csv
from tracetool.qemulog import MEANING, timed_rows


def convert(args):
    with open(args.info) as info:
        size = json.load(info)["virtual-size"]
    rows, clamped = timed_rows(read_log(args.log), args.trace, size)
    write_csv(args.csv, args.name, args.summary, args.recorded, args.licence, MEANING, size, rows)
    print("operations: %d, timestamps clamped: %d" % (len(rows), clamped), file=sys.stderr)


def verify(args):
    _, _, result = verify_name(args.name)
    for g, n in result.items():
        print("%s g%d: %d dirty granules, equal to QEMU's bitmap" % (os.path.basename(args.name), g, n))


def image_format(args):
    with open(args.info) as info:
        print(json.load(info)["format"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = parser.add_subparsers(dest="command", required=True)
    p = sub.add_parser("convert")
    for a in ("log", "trace", "info", "name", "summary", "recorded", "licence", "csv"):
        p.add_argument("--" + a, required=True)
    p.set_defaults(run=convert)
    p = sub.add_parser("verify")
    p.add_argument("name", help="path without the suffix .csv.gz")
    p.set_defaults(run=verify)
    p = sub.add_parser("provenance")
    provenance.add_arguments(p)
    p.set_defaults(run=provenance.write)
    p = sub.add_parser("live")
    live.add_arguments(p)
    p.set_defaults(run=live.record)
    p = sub.add_parser("image_format")
    p.add_argument("info")
    p.set_defaults(run=image_format)
    args = parser.parse_args()
    try:
        args.run(args)
    except (Refused, OSError) as e:
        print("record-trace: refused: %s" % e, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
