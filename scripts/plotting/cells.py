"""The measured cells of runs, ready to be drawn: one row each, times in nanoseconds, with their bars."""
import pandas as pd

from plotting.faults import NoData

NANOSECONDS = {"ns": 1.0, "us": 1e3, "µs": 1e3, "ms": 1e6, "s": 1e9}
YARDSTICKS = ("noop", "plain", "copy")  # floors and roofs, not bitmaps to choose
GIB = 1 << 30


def timed(runs):
    """Cells that were timed: run, task, trace, granularity, size_bits, density, backend, value, lo, hi, bars, per."""
    rows = []
    for run in runs:
        forks = _fork_ranges(run)
        table = run.summary
        for row in table[(table["status"] == "measured") & (table["metric"] == "time")].itertuples():
            unit, _, per = row.unit.partition("/")
            if unit not in NANOSECONDS or not row.hl_or_median > 0:
                continue
            scale = NANOSECONDS[unit]
            lo, hi, bars = _bars(row, forks.get(row.cell_id), scale)
            rows.append(dict(_names(run, row), value=row.hl_or_median * scale, lo=lo, hi=hi, bars=bars, per=per))
    return _frame(rows, "no cell of these runs was timed")


def weighed(runs):
    """Footprints: run, trace, granularity, size_bits, density, backend, and bytes: heap, off_heap, serialized, native."""
    rows = []
    for run in runs:
        table = run.summary[run.summary["metric"].str.endswith("_bytes") & (run.summary["status"] == "measured")]
        for _, cell in table.groupby("cell_id", sort=False):
            row = dict(_names(run, next(cell.itertuples())))
            for metric in ("heap", "off_heap", "serialized", "native"):
                found = cell.loc[cell["metric"] == metric + "_bytes", "hl_or_median"]
                row[metric] = found.iloc[0] if len(found) else float("nan")
            row["memory"] = row["heap"] + row["off_heap"]
            row["gib"] = row["size_bits"] * granule(row["granularity"]) / GIB
            rows.append(row)
    return _frame(rows, "these runs have no footprints")


def granule(text):
    """Bytes of a granularity such as 64K."""
    return int(text.rstrip("KMGT")) << 10 * (" KMGT".index(text[-1]) if text[-1] in "KMGT" else 0)


def choices(table):
    """The rows of bitmaps that one can choose, without floors and roofs."""
    return table[~table["backend"].isin(YARDSTICKS)]


def _frame(rows, reason):
    if not rows:
        raise NoData(reason)
    return pd.DataFrame(rows)


def _names(run, row):
    return {
        "run": run.label,
        "cell": row.cell_id,
        "task": " ".join(part for part in (row.op, row.parameters) if part),
        "trace": row.trace,
        "granularity": row.granularity,
        "size_bits": row.size_bits,
        "density": row.density,
        "backend": row.backend,
    }


def _fork_ranges(run):
    """Lowest and highest value over the median of each cell, and over how many what."""
    if run.tidy is None:
        return {}
    ranges = {}
    table = run.tidy[(run.tidy["metric"] == "time") & (run.tidy["excluded"] == "")]
    for cell, values in table.groupby("cell_id", sort=False):
        by_fork = values.groupby("fork")["value"].median()
        spread = by_fork if len(by_fork) > 1 else values["value"]
        middle = by_fork.median()
        if len(spread) > 1 and middle > 0:
            word = "fork" if len(by_fork) > 1 else "iteration"
            ranges[cell] = (spread.min() / middle, spread.max() / middle, "lowest and highest " + word)
    return ranges


def _bars(row, forks, scale):
    """The best that is known of a score's uncertainty, and what it is called."""
    score = row.hl_or_median
    if row.ci_lo > 0 and row.ci_hi > 0:
        return row.ci_lo * scale, row.ci_hi * scale, "95 % interval over forks"
    if forks is not None:
        return forks[0] * score * scale, forks[1] * score * scale, forks[2]
    if row.spread >= 0:
        count = row.spread_of.rpartition(" ")[2].rstrip("s") or "value"
        return max(score - row.spread, score * 1e-3) * scale, (score + row.spread) * scale, f"half the range of {count}s"
    return score * scale, score * scale, ""
