"""The judgement: the granules that a CSV dirties against QEMU's own bitmaps."""
import gzip
import json

from .form import Refused, read_csv

GRANULARITIES = (4096, 65536, 1048576)


class Granules:
    """One byte for each granule of a disk: 1 where it is dirty."""

    def __init__(self, size, granularity):
        self.granularity = granularity
        self.bytes = bytearray(-(-size // granularity))

    def mark(self, offset, length):
        first, end = offset // self.granularity, (offset + length - 1) // self.granularity + 1
        self.bytes[first:end] = b"\1" * (end - first)

    def count(self):
        return self.bytes.count(1)

    def without(self, other):
        """(how many are dirty here and clean in the other, the first of them)"""
        left = [i for i, (a, b) in enumerate(zip(self.bytes, other.bytes)) if a > b]
        return len(left), left[:3]


def dirty_of_csv(rows, granularity, size):
    dirty = Granules(size, granularity)
    for _, offset, length, op in rows:
        if op != "F":
            if offset + length > size:
                raise Refused("operation (%d, %d) beyond the device of %d bytes" % (offset, length, size))
            dirty.mark(offset, length)
    return dirty


def dirty_of_extents(path, granularity, size):
    dirty, end = Granules(size, granularity), 0
    with gzip.open(path, "rt") as f:
        extents = json.load(f)
    for e in extents:
        if e["offset"] != end:
            raise Refused("extents have a gap at %d" % end)
        end = e["offset"] + e["length"]
        if e["type"] == 1:
            if end > size:
                raise Refused("extents beyond the device at %d" % e["offset"])
            if e["offset"] % granularity or (end % granularity and end != size):
                raise Refused("dirty extent not aligned to %d at %d" % (granularity, e["offset"]))
            dirty.mark(e["offset"], e["length"])
    if end != size:
        raise Refused("the extents cover %d of %d bytes" % (end, size))
    return dirty


def verify_name(name):
    size, rows = read_csv(name + ".csv.gz")
    result = {}
    for g in GRANULARITIES:
        ours = dirty_of_csv(rows, g, size)
        truth = dirty_of_extents("%s.g%d.extents.json.gz" % (name, g), g, size)
        if ours.bytes != truth.bytes:
            raise Refused("granularity %d: %d granules only in the CSV (first: %s), %d only in QEMU's bitmap (first: %s)" % (
                (g,) + ours.without(truth) + truth.without(ours)))
        result[g] = truth.count()
    return size, rows, result
