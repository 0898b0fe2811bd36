"""Scores over commits, from results/history.csv, with the changes that dirtybench history finds in them."""
import io
import sys

import pandas as pd

from plotting import style, trend
from plotting.cells import choices
from plotting.faults import Fault, NoData
from plotting.launcher import ROOT, dirtybench

COLUMNS = {"commit", "author_date", "profile", "machine", "cell_id", "metric", "unit", "score"}


def figures(runs, options):
    """One figure for each task, trace and granularity that the runs measured, on one kind of machine and profile."""
    path = options.history or ROOT / "results" / "history.csv"
    if not path.is_file():
        raise NoData(f"there is no {path.name}; dirtybench history add RUN makes it")
    table = _read(path)
    cells = {cell for run in runs for cell in run.summary["cell_id"]}
    table = table[table["cell_id"].isin(cells) & (table["metric"] == "time")]
    series = [(key, part) for key, part in choices(table).groupby(["subject", "machine", "profile"], sort=False)
              if part["commit"].nunique() > 1]
    if not series:
        raise NoData(f"{path.name} holds no cell of these runs at two commits, on one kind of machine and profile")
    changes = _changes(path)
    many = len({key[1:] for key, _ in series}) > 1
    for (subject, machine, profile), part in series:
        name = subject + (f" {machine} {profile}" if many else "")
        mine = changes[(changes["machine"] == machine) & (changes["profile"] == profile)]
        yield name, _figure(part, mine, subject)


def _read(path):
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
    except ValueError as e:
        raise Fault(f"{path}: expected a CSV file, found none: {e}")
    if not COLUMNS <= set(table.columns):
        raise Fault(f"{path}: expected a history with the columns {', '.join(sorted(COLUMNS))}")
    try:
        table["score"] = pd.to_numeric(table["score"])
    except ValueError as e:
        raise Fault(f"{path}: expected numbers in column score: {e}")
    parts = table["cell_id"].str.split("/", n=2)
    if (parts.str.len() < 3).any():
        raise Fault(f"{path}: expected cells such as set/hbitmap/postgres/64K, found others")
    table["backend"] = parts.str[1]
    table["subject"] = parts.map(lambda part: f"{part[0]} {part[2]}")
    return table


def _changes(path):
    text, reason = dirtybench("history", "show", "--file", path, "--filter", "metric:time", "--format", "csv")
    if reason:
        print(f"plot: history without its changes: {reason}", file=sys.stderr)
        return pd.DataFrame(columns=["cell_id", "commit", "machine", "profile"])
    return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)


def _figure(table, changes, subject):
    fig, axes = style.figure()
    looks = style.looks(set(table["backend"]))
    commits = list(dict.fromkeys(table.sort_values("author_date", kind="stable")["commit"]))
    unit = table["unit"].iloc[0]
    for cell, part in table.groupby("cell_id", sort=False):
        color, marker = looks[part["backend"].iloc[0]]
        scores = part.groupby("commit")["score"].median()
        known = [commit for commit in commits if commit in scores.index]
        axes.plot([commits.index(commit) for commit in known], scores[known], color=color, marker=marker,
                  markersize=2.5)
        for commit in changes.loc[changes["cell_id"] == cell, "commit"]:
            if commit in scores.index:
                axes.plot(commits.index(commit), scores[commit], marker="o", markersize=8, markerfacecolor="none",
                          color=style.BLACK, linestyle="none")
    step = max(1, -(-len(commits) // 8))
    axes.set_xticks(range(0, len(commits), step), [commit[:7] for commit in commits[::step]], rotation=30, ha="right")
    axes.set_ylabel(unit)
    style.log_axis(axes.yaxis, list(table["score"]))
    axes.set_xlabel("commit" + ("; ringed: a change of level" if len(changes) else ""))
    style.legend(axes, subject, trend.handles(looks, []))
    return fig
