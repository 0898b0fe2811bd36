"""How every figure looks: one column of a paper, colours that colour-blind eyes tell apart, a marker each."""
import os
import tempfile

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter  # noqa: E402

COLUMN = 3.35  # inches; one column of the usual two-column paper
HEIGHT = 2.6
DPI = 300

# Okabe and Ito, "Color Universal Design"
BLACK, ORANGE, SKY, GREEN, YELLOW, BLUE, VERMILLION, PURPLE = (
    "#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7")
GREY = "#767676"

# Ours keep their looks from picture to picture; others take what is left.
KNOWN = {
    "hbitmap": (BLUE, "o"),
    "roaring": (VERMILLION, "s"),
    "agrona": (ORANGE, "^"),
    "bitset": (GREEN, "D"),
    "chronicle": (PURPLE, "v"),
    "chronicle-mapped": (SKY, "P"),
    "noop": (GREY, "_"),
    "plain": (GREY, "x"),
    "copy": (GREY, "+"),
}
SPARE = [(BLACK, "*"), (YELLOW, "h"), (BLACK, "<"), (ORANGE, ">"), (GREEN, "X"), (PURPLE, "d"), (BLUE, "p")]
LINES = ["-", "--", ":", "-."]

matplotlib.rcParams.update({
    "font.family": "DejaVu Sans",
    "font.size": 7,
    "axes.labelsize": 7,
    "xtick.labelsize": 6.5,
    "ytick.labelsize": 6.5,
    "legend.fontsize": 6.5,
    "legend.frameon": False,
    "legend.handletextpad": 0.4,
    "legend.columnspacing": 1.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#DDDDDD",
    "grid.linewidth": 0.5,
    "axes.linewidth": 0.6,
    "lines.linewidth": 1.0,
    "lines.markersize": 3.6,
    "pdf.fonttype": 42,  # TrueType, as publishers ask
    "svg.fonttype": "path",  # the same letters on every machine
    "svg.hashsalt": "dirtybench",  # the same ids in every run
    "figure.constrained_layout.use": True,
})


def looks(backends):
    """Colour and marker of each backend."""
    chosen = {}
    spare = iter(SPARE * (1 + len(backends) // len(SPARE)))
    for name in sorted(backends):
        chosen[name] = KNOWN[name] if name in KNOWN else next(spare)
    return chosen


def figure(height=HEIGHT, rows=1, **grid):
    """A figure of one column's width and its axes."""
    return plt.subplots(rows, 1, figsize=(COLUMN, height), **grid)


def legend(axes, title, handles, columns=3):
    """Above the axes, where no point is, with what is shown as its title."""
    axes.legend(handles, [handle.get_label() for handle in handles], ncol=columns, title=title, alignment="left",
                title_fontproperties={"weight": "bold", "size": 7}, loc="lower left", bbox_to_anchor=(-0.12, 1.01),
                borderaxespad=0.0)


def note(axes, text):
    """What bars and lines mean, small, under the axes' label."""
    if text:
        axes.set_xlabel(axes.get_xlabel() + "\n" + text, linespacing=1.5)


def log_axis(axis, values, base=10):
    """A logarithmic axis whose ticks are read without powers where it is short."""
    values = [value for value in values if value > 0]
    getattr(axis.axes, f"set_{axis.axis_name}scale")("log", base=base)
    span = max(values) / min(values) if values else 1
    if base != 10 or span > 1e5:
        return
    steps = (1, 2, 3, 5, 7) if span < 12 else (1, 2, 5) if span < 300 else (1,)
    axis.set_major_locator(LogLocator(subs=steps, numticks=20))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.6g}"))
    axis.set_minor_formatter(NullFormatter())
    if span < 2:  # too short for ticks of its own
        low, high = min(values), max(values)
        getattr(axis.axes, f"set_{'xlim' if axis.axis_name == 'x' else 'ylim'}")(low / 2, high * 2)


def time_unit(values):
    """The unit that shows most of these nanoseconds as numbers from 1 on, and nanoseconds in it."""
    middle = sorted(values)[len(values) // 2]
    for unit, scale in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if middle >= scale:
            return unit, scale
    return "ns", 1.0


def save(fig, path, form, source):
    """Writes a figure as a whole, the same bytes for the same data, and closes it; `source` tells the data."""
    maker = "dirtybench scripts/plot, matplotlib " + matplotlib.__version__
    metadata = {
        "svg": {"Date": None, "Creator": maker, "Identifier": source},
        "pdf": {"CreationDate": None, "Creator": maker, "Producer": None, "Keywords": source},
        "png": {"Software": maker, "Source": source},
    }[form]
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            fig.savefig(out, format=form, dpi=DPI, metadata=metadata)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
    finally:
        plt.close(fig)
