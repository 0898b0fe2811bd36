"""Ratios of times with their ranges: a row for each cell."""
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from plotting import cells, style
from plotting.faults import NoData

GREY_BAND = "#E4E4E4"
BAND = 1.03  # the gate's margin: smaller differences are not called worse or better
WORSE, BETTER, UNCLEAR = (style.VERMILLION, ">"), (style.BLUE, "<"), (style.GREY, "o")
WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
JUDGED = {"REGRESSION": WORSE, "IMPROVEMENT": BETTER, "EQUIVALENT": (style.GREEN, "D")}


def figures(runs, options):
    """One figure for each task: further runs against the first, or backends against one of them."""
    judged = _judged(runs)
    if judged:
        table, text = judged
    elif len(runs) > 1:
        table, text = _of_runs(cells.timed(runs), runs)
    else:
        table, text = _of_backends(cells.choices(cells.timed(runs)))
    if not table:
        raise NoData("no cell is in both of what would be compared")
    for task in dict.fromkeys(row["task"] for row in table):
        yield task, _figure([row for row in table if row["task"] == task], task, text)


def _judged(runs):
    """The ratios that a summary holds, with the verdicts that came with them."""
    rows = []
    for run in runs:
        if {"ratio", "ratio_lo", "ratio_hi", "verdict"} <= set(run.summary.columns):
            for row in run.summary[(run.summary["metric"] == "time") & (run.summary["ratio"] > 0)].itertuples():
                task = " ".join(part for part in (row.op, row.parameters) if part)
                rows.append({"task": task, "group": f"{row.trace} {row.granularity}", "name": row.backend,
                             "ratio": row.ratio, "lo": row.ratio_lo, "hi": row.ratio_hi, "verdict": row.verdict})
    return (rows, "ratio of times with its interval") if rows else None


def _of_runs(table, runs):
    first = table[table["run"] == runs[0].label].set_index("cell")
    rows = []
    for run in runs[1:]:
        for row in table[table["run"] == run.label].itertuples():
            if row.cell in first.index:
                name = row.backend if len(runs) == 2 else f"{row.backend} @ {run.label}"
                rows.append(_row(row, first.loc[row.cell], name))
    later = runs[1].label if len(runs) == 2 else "each run"
    return rows, f"time of {later} / {runs[0].label}"


def _of_backends(table):
    names = list(dict.fromkeys(table["backend"]))
    if len(names) < 2:
        return [], ""
    base = "hbitmap" if "hbitmap" in names else names[0]
    rows = []
    for _, part in table.groupby(["task", "trace", "granularity"], sort=False):
        against = part[part["backend"] == base]
        if not against.empty:
            rows += [_row(row, against.iloc[0], row.backend)
                     for row in part[part["backend"] != base].sort_values("backend").itertuples()]
    return rows, f"time / time of {base}"


def _row(row, base, name):
    # The widest that the bars of both allow: no statistics here, those are dirtybench compare's and gate's.
    return {"task": row.task, "group": f"{row.trace} {row.granularity}", "name": name,
            "ratio": row.value / base["value"], "lo": row.lo / base["hi"], "hi": row.hi / base["lo"],
            "verdict": "", "bars": row.bars}


def _look(row):
    if row["verdict"]:
        return JUDGED.get(row["verdict"].upper(), UNCLEAR)
    return WORSE if row["lo"] > BAND else BETTER if row["hi"] < 1 / BAND else UNCLEAR


def _figure(rows, task, text):
    groups = list(dict.fromkeys(row["group"] for row in rows))
    fig, axes = style.figure(height=0.85 + 0.13 * (len(rows) + 1.4 * len(groups)))
    y = 0.0
    ticks = []
    for group in groups:
        axes.text(0.01, y, group, transform=axes.get_yaxis_transform(), fontsize=6.5, fontweight="bold", va="center", bbox=WHITE)
        y += 1
        for row in (row for row in rows if row["group"] == group):
            color, marker = _look(row)
            axes.plot([row["lo"], row["hi"]], [y, y], color=color, linewidth=1)
            axes.plot(row["ratio"], y, color=color, marker=marker)
            ticks.append((y, row["name"]))
            y += 1
        y += 0.4
    axes.axvline(1, color=style.BLACK, linewidth=0.7)
    axes.axvspan(1 / BAND, BAND, color=GREY_BAND, zorder=0)
    axes.set_yticks([place for place, _ in ticks], [name for _, name in ticks])
    axes.set_ylim(y - 0.2, -0.9)
    axes.grid(axis="y", visible=False)
    axes.set_xlabel(text)
    ends = [row[end] for row in rows for end in ("lo", "hi")] + [1 / BAND ** 2, BAND ** 2]
    style.log_axis(axes.xaxis, ends)
    axes.set_xlim(min(ends) / 1.05, max(ends) * 1.05)
    bars = next((row["bars"] for row in rows if row.get("bars")), "")
    style.note(axes, f"widest of {bars}" if bars else "")
    style.legend(axes, task, _handles(rows))
    return fig


def _handles(rows):
    names = [(WORSE, "slower"), (BETTER, "faster"), (UNCLEAR, "unclear")]
    if any(row["verdict"] for row in rows):
        names = [(WORSE, "regression"), (BETTER, "improvement"), (JUDGED["EQUIVALENT"], "equivalent"),
                 (UNCLEAR, "inconclusive")]
    marks = [Line2D([], [], color=look[0], marker=look[1], label=name) for look, name in names]
    return marks + [Patch(color=GREY_BAND, label="within 3 %")]
