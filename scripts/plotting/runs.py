"""Reads run folders: summary.csv and tidy.csv, whose columns results/README.md describes."""
import hashlib
import json
from pathlib import Path

import pandas as pd

from plotting.faults import Fault

SCHEMA_VERSION = 1
NUMBERS = {"size_bits", "density", "n_forks", "hl_or_median", "ci_lo", "ci_hi", "ratio", "ratio_lo", "ratio_hi",
           "spread", "value", "fork", "iteration"}
NEEDED = {
    "summary.csv": {"run_id", "git_sha", "cell_id", "op", "backend", "trace", "size_bits", "density", "granularity",
                    "metric", "unit", "better", "n_forks", "hl_or_median", "spread", "spread_of", "status"},
    "tidy.csv": {"cell_id", "metric", "unit", "fork", "value", "excluded"},
}


class Run:
    """One run: `summary` has a row for each metric of a cell, `tidy` one for each raw value, or is None."""

    def __init__(self, folder):
        self.folder = Path(folder)
        if not self.folder.is_dir():
            raise Fault(f"{folder}: expected a run folder, found {'a file' if self.folder.exists() else 'nothing'}")
        self.name = self.folder.resolve().name
        self.label = self.name
        self._check_version()
        self.summary = self._read("summary.csv")
        if self.summary is None:
            raise Fault(f"{folder}: expected a run folder with summary.csv, found none; a run that was killed has"
                        " none either")
        if not (self.summary["status"] == "measured").any():
            raise Fault(f"{folder}: expected a run with measured cells, found none in summary.csv")
        self.tidy = self._read("tidy.csv")
        # Stands in the picture's metadata, so that one can tell whether it is of these numbers.
        self.source = "sha256:" + hashlib.sha256((self.folder / "summary.csv").read_bytes()).hexdigest()
        self.sha = self.summary["git_sha"].iloc[0]

    def _check_version(self):
        manifest = self.folder / "manifest.json"
        if not manifest.is_file():
            raise Fault(f"{self.folder}: expected a run folder with manifest.json, found none")
        try:
            version = json.loads(manifest.read_text(encoding="utf-8"))["schemaVersion"]
        except (ValueError, KeyError, TypeError, OSError) as e:
            raise Fault(f"{manifest}: expected the manifest of a run, found none: {e!r}")
        if version != SCHEMA_VERSION:
            raise Fault(f"{manifest}: expected schemaVersion {SCHEMA_VERSION}, found {version};"
                        " use the plot script of the version that made the run")

    def _read(self, name):
        path = self.folder / name
        if not path.is_file():
            return None
        try:
            # Text first: a backend may be called "NA", and a version "1.10" is no number.
            table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
        except (ValueError, OSError) as e:
            raise Fault(f"{path}: expected a CSV file, found none: {e}")
        lost = sorted(NEEDED[name] - set(table.columns))
        if lost:
            raise Fault(f"{path}: expected the columns of schemaVersion {SCHEMA_VERSION}, found no {', '.join(lost)}")
        for column in NUMBERS & set(table.columns):
            try:
                table[column] = pd.to_numeric(table[column].where(table[column] != ""))
            except ValueError as e:
                raise Fault(f"{path}: expected numbers in column {column}: {e}")
        if "parameters" not in table.columns:  # runs from before it was a column
            table["parameters"] = ""
        return table


def read(folders):
    """The runs of some folders, labelled by commit where that tells them apart, else by folder."""
    runs = [Run(folder) for folder in folders]
    if len({run.folder.resolve() for run in runs}) < len(runs):
        raise Fault("expected each run once, found one twice")
    for label in (lambda run: run.sha[:7], lambda run: run.name, lambda run: str(run.folder)):
        if len({label(run) for run in runs}) == len(runs):
            for run in runs:
                run.label = label(run)
            break
    return runs
