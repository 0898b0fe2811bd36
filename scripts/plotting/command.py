"""The command line of scripts/plot."""
import argparse
import importlib
import re
import sys
from pathlib import Path

KINDS = ("scaling", "density", "memory", "pareto", "forest", "history", "portrait")
FORMATS = ("svg", "pdf", "png")
EPILOG = """\
kinds (default: each that the runs have data for):
  scaling   time against the number of bits: granularities or sizes of one trace, or traces of several sizes
  density   time against the share of dirty bits
  memory    bytes per GiB of disk: heap, off-heap, serialised, the backend's own form
  pareto    time against memory, with the front that nothing beats in both
  forest    ratios of times: of the runs if several are given, else of the backends
  history   scores over commits (results/history.csv), with the changes that dirtybench history finds
  portrait  each trace, address over time

One file for each operation, series or trace; several runs are drawn side by side.
Exit code 0: drawn; 2: the call or a file was wrong, or a kind that was asked for has no data.
"""


def parser():
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            self.exit(2, f"plot: {message}; see: scripts/plot --help\n")

    made = Parser(prog="scripts/plot", description="Draws runs for papers.", epilog=EPILOG,
                  formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("runs", nargs="+", metavar="RUN", help="run folder, such as results/runs/ID")
    made.add_argument("--kind", action="append", choices=KINDS, help="what to draw; may be repeated")
    made.add_argument("--format", choices=FORMATS, default="pdf", help="default: pdf")
    made.add_argument("--out", type=Path, default=Path("plots"), metavar="DIR", help="default: plots")
    made.add_argument("--history", type=Path, metavar="FILE", help="default: results/history.csv of the checkout")
    return made


def main(arguments):
    options = parser().parse_args(arguments)
    from plotting.faults import Fault

    try:
        return draw(options)
    except Fault as e:
        return refuse(e)
    except OSError as e:
        return refuse(f"{e.filename}: {e.strerror}" if e.filename else e)


def draw(options):
    from plotting import runs, style
    from plotting.faults import NoData

    read = runs.read(options.runs)
    source = " ".join(run.source for run in read)
    nothing = []
    drawn = 0
    for kind in dict.fromkeys(options.kind or KINDS):
        module = importlib.import_module("plotting.kinds." + kind)
        try:
            for name, figure in module.figures(read, options):
                options.out.mkdir(parents=True, exist_ok=True)
                path = options.out / f"{file_name(kind, name)}.{options.format}"
                style.save(figure, path, options.format, source)
                print(path)
                drawn += 1
        except NoData as e:
            nothing.append(kind)
            print(f"plot: no {kind}: {e}", file=sys.stderr)
    return 2 if not drawn or (options.kind and nothing) else 0


def file_name(kind, name):
    return "-".join([kind, re.sub(r"[^A-Za-z0-9.+-]+", "-", name).strip("-")]).rstrip("-")


def refuse(why):
    print(f"plot: {why}", file=sys.stderr)
    return 2
