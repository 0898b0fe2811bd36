"""Time against memory, and the front: the backends that no other beats in both."""
import numpy as np

from plotting import cells, style, trend
from plotting.faults import NoData

SUBJECT = ["run", "trace", "granularity"]


def figures(runs, options):
    """One figure for each task: geometric means, over the traces that all backends did, of ratios to the best of all runs."""
    weights = cells.weighed(runs)[SUBJECT + ["backend", "memory"]]
    times = cells.choices(cells.timed(runs))
    drawn = False
    for task, mine in times.groupby("task", sort=False):
        both = mine.merge(weights, on=SUBJECT + ["backend"])
        both = both[both["memory"] > 0]
        count = both["backend"].nunique()
        both = both.groupby(SUBJECT).filter(lambda part: part["backend"].nunique() == count)
        if both.empty or count < 2:
            continue
        for of, ratio in (("value", "time"), ("memory", "bytes")):
            both[ratio] = both[of] / both.groupby(["trace", "granularity"])[of].transform("min")
        drawn = True
        yield task, _figure(both, task)
    if not drawn:
        raise NoData("no trace was both timed and weighed with two backends")


def front(points):
    """Those of (x, y) points that no other one beats in both, from left to right."""
    best = []
    for x, y in sorted(points):
        if not best or y < best[-1][1]:
            best.append((x, y))
    return best


def _figure(table, task):
    fig, axes = style.figure()
    looks = style.looks(set(table["backend"]))
    runs = list(dict.fromkeys(table["run"]))
    means = np.exp(np.log(table.set_index(["run", "backend"])[["bytes", "time"]]).groupby(level=[0, 1]).mean())
    for number, run in enumerate(runs):
        mine = means.loc[run]
        line = style.LINES[number % len(style.LINES)]
        steps = front([(row.bytes, row.time) for row in mine.itertuples()])
        x, y = zip(*steps)
        top, right = means["time"].max() * 3, means["bytes"].max() * 3
        axes.step((x[0],) + x + (right,), (top,) + y + (y[-1],), where="post", color=style.GREY, linestyle=line,
                  linewidth=0.8, zorder=1)
        for backend, row in mine.iterrows():
            color, marker = looks[backend]
            each = table[(table["run"] == run) & (table["backend"] == backend)]
            if len(each) > 1:
                axes.plot(each["bytes"], each["time"], marker=marker, color=color, linestyle="none", alpha=0.3,
                          markersize=2.2, zorder=2)
            axes.plot(row["bytes"], row["time"], marker=marker, color=color, linestyle="none", markersize=5.5,
                      markerfacecolor=color if number == 0 else "white", zorder=3)
    axes.set_xlabel("memory, ratio to the smallest")
    axes.set_ylabel("time, ratio to the fastest")
    for axis, ratio in ((axes.xaxis, "bytes"), (axes.yaxis, "time")):
        style.log_axis(axis, list(table[ratio]))
    axes.set_xlim(table["bytes"].min() / 1.4, table["bytes"].max() * 1.4)
    axes.set_ylim(table["time"].min() / 1.15, max(table["time"].max() * 1.15, 2))
    style.legend(axes, task, trend.handles(looks, runs))
    traces = table["trace"].nunique()
    style.note(axes, f"geometric means over {traces} traces; small marks: each trace" if traces > 1 else "")
    return fig
