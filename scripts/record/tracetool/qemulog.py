"""QEMU's trace log: the times of the operations in a blklogwrites log, and which writes were write-zeroes.

Times.  For every log entry blklogwrites writes one record into its log file, and QEMU's trace event
bdrv_co_pwritev_part reports that write with its position in the log.  The time of an operation is the time of
that event: when the operation completed, which is also when QEMU sets the dirty bit.  The order is the log's.

Write-zeroes.  The log does not tell them from writes of zeros; the trace event blk_co_pwritev does (flags & 2).
Every write in the log must match exactly one such event (same offset and length) and the other way round.
"""
import collections
import re

from .blklog import kind_of
from .form import Refused

REQ_ZERO = 2
MEANING = "completion of the operation, ns since the first record (resolution 1 us)"


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


def timed_rows(entries, trace_path, size):
    """(rows of (ns, offset, length, op), how many times were put forward by up to a millisecond to keep the order)."""
    issued, nodes = read_trace(trace_path)
    # The log's own node is the one that wrote at the position of every entry.
    logs = [times for times in nodes.values() if all(e.position in times for e in entries)]
    if len(logs) != 1:
        raise Refused("%d nodes in the trace wrote at every position of the log; exactly 1 expected" % len(logs))
    times = logs[0]
    rows, last, clamped = [], 0, 0
    for entry in entries:
        ns, op, offset = times[entry.position], kind_of(entry), entry.offset
        if op == "F":
            offset = 0
        elif op == "W":
            queue = issued.get((offset, entry.length))
            if not queue:
                raise Refused("the log has a write (%d, %d) that the trace lacks" % (offset, entry.length))
            started, request = queue.popleft()
            if started > ns:
                raise Refused("write (%d, %d) completed before it started" % (offset, entry.length))
            op = "Z" if request & REQ_ZERO else "W"
        if offset + entry.length > size:
            raise Refused("operation (%d, %d) beyond the device" % (offset, entry.length))
        if ns < last:
            if last - ns > 1000000:
                raise Refused("time went back by %d ns: was the clock set during the run?" % (last - ns))
            ns = last
            clamped += 1
        last = ns
        rows.append((ns, offset, entry.length, op))
    left = sum(len(q) for q in issued.values())
    if left:
        raise Refused("%d writes of the trace are not in the log" % left)
    return rows, clamped
