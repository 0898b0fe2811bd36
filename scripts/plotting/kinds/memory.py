"""Memory per GiB of disk, against density where it is known, else by trace."""
from matplotlib.lines import Line2D

from plotting import cells, style, trend

OWN_FORM = "own serialised form"


def figures(runs, options):
    """One figure for each granularity."""
    table = cells.weighed(runs)
    for granularity, mine in table.groupby("granularity", sort=False):
        yield granularity, _figure(mine.copy(), granularity)


def _figure(table, granularity):
    fig, axes = style.figure(height=2.9)
    dense = (table["density"] > 0).all() and table["density"].nunique() > 1
    traces = list(dict.fromkeys(table.sort_values("density", kind="stable")["trace"]))
    looks = style.looks(set(table["backend"]))
    runs = list(dict.fromkeys(table["run"]))
    spread = trend.jitter(len(looks))
    for number, run in enumerate(runs):
        for place, backend in enumerate(sorted(looks)):
            mine = table[(table["run"] == run) & (table["backend"] == backend)]
            color, marker = looks[backend]
            for row in mine.itertuples():
                x = row.density * spread[place] ** 2 if dense else _step(traces.index(row.trace), place, len(looks))
                face = color if row.heap >= row.off_heap else "white"
                size = 3.6 if number == 0 else 5.5
                axes.plot(x, row.memory / row.gib, marker=marker, color=color, markerfacecolor=face, markersize=size)
                if row.native > 0:
                    axes.plot(x, row.native / row.gib, marker=(4, 2), color=color)
    _bits(axes, table, dense, traces)
    if dense:
        axes.set_xlabel("share of dirty bits")
        style.log_axis(axes.xaxis, [1e-9, 1])
        axes.set_xlim(table["density"].min() / 2, min(table["density"].max() * 2, 1.3))
    else:
        axes.set_xticks(range(len(traces)), traces, rotation=30, ha="right")
        axes.grid(axis="x", visible=False)
    axes.set_ylabel("bytes per GiB of disk")
    values = list(table["memory"] / table["gib"]) + list((table["native"] / table["gib"]).dropna())
    style.log_axis(axes.yaxis, values)
    style.legend(axes, f"memory, {granularity} per bit", _handles(looks, runs, table))
    return fig


def _step(trace, place, count):
    return trace + 0.6 * ((place + 0.5) / count - 0.5)


def _bits(axes, table, dense, traces):
    """The serialised bits: what a bitmap takes that neither skips nor compresses."""
    for row in table.drop_duplicates("trace").itertuples():
        x = row.density if dense else traces.index(row.trace)
        axes.plot(x, row.serialized / row.gib, marker="_", markersize=14, color=style.BLACK, zorder=1)


def _handles(looks, runs, table):
    marks = trend.handles(looks, [])
    marks.append(Line2D([], [], color=style.BLACK, marker="_", markersize=9, linestyle="none", label="serialised bits"))
    if (table["native"] > 0).any():
        marks.append(Line2D([], [], color=style.GREY, marker=(4, 2), linestyle="none", label=OWN_FORM))
    if (table["off_heap"] > table["heap"]).any():
        marks.append(Line2D([], [], color=style.GREY, marker="o", markerfacecolor="white", linestyle="none",
                            label="hollow: off the heap"))
    if len(runs) > 1:
        marks.append(Line2D([], [], linestyle="none", label=f"small: {runs[0]}, large: {', '.join(runs[1:])}"))
    return marks
