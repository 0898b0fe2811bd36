"""One module for each kind: figures(runs, options) yields names and figures, or raises NoData."""
