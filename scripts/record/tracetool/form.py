"""The CSV form of a recording, as workloads/README.md defines it."""
import gzip

HEADER = "timestamp_ns,offset_bytes,length_bytes,op"


class Refused(Exception):
    """Why a recording is not published."""


def write_csv(path, name, summary, recorded, licence, time_meaning, size, rows):
    """rows: (ns, offset, length, op) in order; the first one becomes time 0."""
    zero = rows[0][0]
    with open(path, "w") as out:
        out.write("# block write trace v1\n")
        out.write("# name: %s\n" % name)
        out.write("# device_size_bytes: %d\n" % size)
        out.write("# source: %s; real recording of a guest's disk with QEMU (blklogwrites), made with record-trace\n" % summary)
        out.write("# operations: %d\n" % len(rows))
        out.write("# recorded: %s\n" % recorded)
        out.write("# licence: %s\n" % licence)
        out.write("# time: %s\n" % time_meaning)
        out.write("# op: W=write Z=write-zeroes D=discard F=flush (offset and length 0)\n")
        out.write(HEADER + "\n")
        for ns, offset, length, op in rows:
            out.write("%d,%d,%d,%s\n" % (ns - zero, offset, length, op))


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
