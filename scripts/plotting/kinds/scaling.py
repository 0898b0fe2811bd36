"""Time against the number of bits, log-log."""
from plotting import cells, style, trend
from plotting.faults import NoData


def figures(runs, options):
    """For each task: one figure for each trace that was measured at several sizes, else one of all traces."""
    table = cells.timed(runs)
    # Random bits are named by size and density: those of one density are one subject at several sizes.
    table["subject"] = table["trace"].str.replace(r"^bits-[^-]+-", "bits-*-", regex=True)
    drawn = False
    for task, mine in table.groupby("task", sort=False):
        several = [subject for subject, part in mine.groupby("subject", sort=False) if part["size_bits"].nunique() > 1]
        for subject in several:
            part = mine[mine["subject"] == subject]
            drawn = True
            yield f"{task}-{subject}", _figure(part, f"bits of {subject}", "subject")
        if not several and mine["size_bits"].nunique() > 1:
            drawn = True
            yield task, _figure(mine, "bits; a point is a trace", None)
    if not drawn:
        raise NoData("no operation was timed at more than one number of bits (--granularity 4K,64K,1M measures such)")


def _figure(table, label, joined):
    fig, axes = trend.draw(table, "size_bits", label, joined)
    style.log_axis(axes.xaxis, list(table["size_bits"]), base=2)
    return fig
