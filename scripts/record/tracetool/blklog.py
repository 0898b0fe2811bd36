"""The log of QEMU's blklogwrites node: what was written, in order of completion, without times."""
import collections
import os
import struct

from .form import Refused

LOG_MAGIC = 0x006A736677736872
FLUSH, DISCARD = 1, 4

# position: of the entry in the log, in bytes.
Entry = collections.namedtuple("Entry", "position offset length flags")


def read_head(head):
    """(number of entries, bytes per sector) from the log's first 28 bytes."""
    if len(head) < 28:
        raise Refused("the log is empty: was nothing written at all?")
    magic, version, count, sector = struct.unpack("<QQQI", head[:28])
    if magic != LOG_MAGIC or version != 1:
        raise Refused("not a blklogwrites log (magic %#x, version %d)" % (magic, version))
    return count, sector


def read_entry(file, position, sector):
    """(entry, position of the next one), or None where the file ends before."""
    file.seek(position)
    record = file.read(32)
    if len(record) < 32:
        return None
    first, sectors, flags, _ = struct.unpack("<QQQQ", record)
    following = position + sector + (0 if flags & DISCARD else sectors * sector)
    return Entry(position, first * sector, sectors * sector, flags), following


def read_log(path):
    """All entries; their number is what the log's header says."""
    entries = []
    size = os.path.getsize(path)
    with open(path, "rb", buffering=0) as f:
        count, sector = read_head(f.read(28))
        position = sector
        while position < size:
            found = read_entry(f, position, sector)
            if found is None:
                raise Refused("the log ends inside an entry")
            entries.append(found[0])
            position = found[1]
    if len(entries) != count:
        raise Refused("the log's header says %d entries, walked %d: no clean shutdown?" % (count, len(entries)))
    return entries


def kind_of(entry):
    """D, F, or W for a write, which may be of zeroes."""
    if entry.flags & DISCARD:
        return "D"
    if entry.length:
        return "W"
    if not entry.flags & FLUSH:
        raise Refused("an empty log entry that is no flush at log offset %d" % entry.position)
    return "F"
