"""Points of backends over something, with bars, floors as lines: what scaling and density have in common."""
from plotting import style
from plotting.cells import YARDSTICKS


def draw(table, column, label, joined):
    """Times of one task over a column. a line joins equal values of `joined`, if any."""
    fig, axes = style.figure()
    unit, scale = style.time_unit(list(table["value"]))
    runs = list(dict.fromkeys(table["run"]))
    looks = style.looks(set(table["backend"]))
    spread = jitter(len(looks) * len(runs))
    place = 0
    for number, run in enumerate(runs):
        for backend in sorted(looks, key=lambda name: (name in YARDSTICKS, name)):
            mine = table[(table["run"] == run) & (table["backend"] == backend)]
            shift = spread[place]
            place += 1
            if mine.empty:
                continue
            color, marker = looks[backend]
            line = style.LINES[number % len(style.LINES)]
            for part in parts(mine, joined):
                part = part.sort_values(column)
                x, y = part[column] * shift, part["value"] / scale
                bars = [(part["value"] - part["lo"]) / scale, (part["hi"] - part["value"]) / scale]
                axes.errorbar(x, y, yerr=[bar.clip(lower=0) for bar in bars], color=color, marker=marker,
                              linestyle=line if joined and len(part) > 1 else "none", elinewidth=0.6,
                              markerfacecolor=color if number == 0 else "white", alpha=0.9)
    axes.set_xlabel(label)
    task = table["task"].iloc[0]
    axes.set_ylabel(f"{unit} per {table['per'].iloc[0]}")
    style.log_axis(axes.yaxis, list(table["lo"] / scale) + list(table["hi"] / scale))
    style.legend(axes, task, handles(looks, runs))
    style.note(axes, bars_note(table))
    return fig, axes


def parts(table, column):
    """The rows that a line joins: those of one value of the column, or none apart."""
    return [table] if column is None else [part for _, part in table.groupby(column, sort=False)]


def jitter(count):
    """Factors that lay the marks of one place beside each other."""
    return [1.015 ** (i - (count - 1) / 2) for i in range(count)]


def handles(looks, runs):
    """What a legend shows: a mark for each backend, and a line for each run if there are several."""
    from matplotlib.lines import Line2D

    marks = [Line2D([], [], color=color, marker=marker, linestyle="none", label=name)
             for name, (color, marker) in sorted(looks.items(), key=lambda item: (item[0] in YARDSTICKS, item[0]))]
    if len(runs) > 1:
        marks += [Line2D([], [], color=style.BLACK, linestyle=style.LINES[i % len(style.LINES)], marker="o",
                         markerfacecolor=style.BLACK if i == 0 else "white", label=run)
                  for i, run in enumerate(runs)]
    return marks


def bars_note(table):
    named = [bars for bars in dict.fromkeys(table["bars"]) if bars]
    return "bars: " + ", ".join(named) if named else ""
