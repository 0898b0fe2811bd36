"""Time against the share of dirty bits."""
from plotting import cells, style, trend
from plotting.faults import NoData


def figures(runs, options):
    """For each task and number of bits: one figure, if it was measured at several densities."""
    table = cells.timed(runs)
    if not (table["density"] > 0).any():
        raise NoData("these runs do not tell the density of their traces; runs of newer versions do")
    table = table[table["density"] > 0]
    drawn = False
    for (task, bits), mine in table.groupby(["task", "size_bits"], sort=False):
        if mine["density"].nunique() > 1:
            drawn = True
            label = f"share of dirty bits; a disk of {bits:,.0f} bits"
            fig, axes = trend.draw(mine, "density", label, "size_bits")
            style.log_axis(axes.xaxis, [1e-9, 1])
            axes.set_xlim(mine["density"].min() / 2, min(mine["density"].max() * 2, 1.3))
            yield f"{task}-{bits:.0f}", fig
    if not drawn:
        raise NoData("no operation was timed at two densities of disks of one size")
