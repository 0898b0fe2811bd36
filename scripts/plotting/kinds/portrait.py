"""A trace as a picture: where it writes when, and how much.

The CSV files of a run hold results, not writes, so the trace itself is read: the bundled recordings are CSV files,
and of any other that dirtybench can open by its name, dirtybench trace convert makes one.
"""
import gzip
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D

from plotting import style
from plotting.cells import GIB
from plotting.faults import NoData
from plotting.launcher import ROOT, dirtybench

MARKS = {"W": ("write", style.BLUE, "."), "Z": ("write-zeroes", style.ORANGE, "^"), "D": ("discard", style.VERMILLION, "x")}


def figures(runs, options):
    """One figure for each trace that can be read."""
    drawn = False
    reasons = []
    for name in dict.fromkeys(name for run in runs for name in run.summary["trace"]):
        trace, size, reason = _read(name)
        if reason:
            reasons.append(f"{name}: {reason}")
        else:
            drawn = True
            yield name, _figure(trace, size, name)
    if not drawn:
        raise NoData("; ".join(reasons))


def _read(name):
    bundled = ROOT / "workloads" / "traces" / (name + ".csv.gz")
    if bundled.is_file():
        return _parse(bundled)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trace.csv"
        _, reason = dirtybench("trace", "convert", name, path)
        return (None, 0, reason) if reason else _parse(path)


def _parse(path):
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        size = 0
        for line in lines:
            if not line.startswith("#"):
                break
            if line.startswith("# device_size_bytes:"):
                size = int(line.partition(":")[2])
    table = pd.read_csv(path, comment="#")
    table = table[table["op"].isin(list(MARKS))]
    if table.empty or not size:
        return None, 0, "it writes nothing"
    return table, size, None


def _figure(table, size, name):
    fig, (where, rate) = style.figure(rows=2, sharex=True, gridspec_kw={"height_ratios": [3, 1]})
    seconds = (table["timestamp_ns"] - table["timestamp_ns"].min()) / 1e9
    timed = seconds.max() > 0
    x = seconds if timed else pd.Series(range(len(table)), index=table.index)
    for op, (label, color, marker) in MARKS.items():
        mine = table["op"] == op
        if mine.any():
            # As pixels: tens of thousands of shapes make a page of a paper slow to open.
            where.plot(x[mine], table.loc[mine, "offset_bytes"] / GIB, linestyle="none", marker=marker, color=color,
                       markersize=1.6, markeredgewidth=0.4, rasterized=True)
    where.set_ylabel("address, GiB")
    where.set_ylim(0, size / GIB)
    bins = np.linspace(0, max(x.max(), 1e-9), 101)
    amount, _ = np.histogram(x, bins=bins, weights=table["length_bytes"].where(table["op"] == "W", 0) / (1 << 20))
    rate.stairs(amount / (bins[1] - bins[0]), bins, fill=True, color=style.GREY)
    rate.set_xlabel("time, s" if timed else "number of the operation")
    rate.set_ylabel("written,\nMiB/s" if timed else "written,\nMiB/op")
    rate.set_xlim(0, bins[-1])
    style.legend(where, name, [Line2D([], [], linestyle="none", marker=marker, color=color, label=label)
                         for op, (label, color, marker) in MARKS.items() if (table["op"] == op).any()])
    fig.align_ylabels()
    return fig
