"""The README's pictures: drawn by scripts/plot, kept in results/docs/plots."""
import hashlib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from readme.reference import Fault

FOLDER = "results/docs/plots"
SHOWN = {
    "pareto-set": "time of set against memory, each as the ratio to the best backend",
    "memory-64K": "memory of each backend for each trace, in bytes per GiB of disk",
}


def part(references):
    """Markdown that shows them."""
    images = [f'<img src="{FOLDER}/{name}.svg" width="49%" alt="{text}">' for name, text in SHOWN.items()]
    return "\n".join(images) + "\n\n" + (
        "Down and left is better. More of them, and in the sizes and fonts of papers: [scripts/plot](scripts/plotting/README.md).\n"
    )


def draw(references):
    folder = references.root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as new:
        reason = _plot(references, Path(new))
        if reason:
            raise Fault(reason)
        for name in SHOWN:
            os.replace(Path(new) / f"{name}.svg", folder / f"{name}.svg")


def mismatches(references):
    """Pictures that are missing, of other numbers, or drawn otherwise where the same matplotlib can tell."""
    source = "sha256:" + hashlib.sha256((references.shown / "summary.csv").read_bytes()).hexdigest()
    wrong = []
    with tempfile.TemporaryDirectory() as new:
        reason = _plot(references, Path(new))
        for name in SHOWN:
            kept = references.root / FOLDER / f"{name}.svg"
            text = kept.read_text(encoding="utf-8") if kept.is_file() else ""
            again = Path(new) / kept.name
            same_maker = not reason and again.is_file() and _maker(text) == _maker(again.read_text(encoding="utf-8"))
            if f"<dc:identifier>{source}</dc:identifier>" not in text:
                wrong.append(f"{FOLDER}/{name}.svg")
            elif same_maker and again.read_text(encoding="utf-8") != text:
                wrong.append(f"{FOLDER}/{name}.svg, as scripts/plot draws it now,")
    return wrong


def _maker(svg):
    found = re.search(r"matplotlib [\d.]+", svg)
    return found.group() if found else None


def _plot(references, folder):
    """Draws the pictures; gives the reason where that cannot be."""
    kinds = [word for name in SHOWN for word in ("--kind", name.split("-")[0])]
    command = [sys.executable, str(references.root / "scripts" / "plot"), str(references.shown), *kinds, "--format", "svg",
               "--out", str(folder)]
    ended = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8")
    if ended.returncode:
        return (ended.stderr.splitlines() or ["scripts/plot failed"])[-1]
    missing = [name for name in SHOWN if not (folder / f"{name}.svg").is_file()]
    return f"scripts/plot drew no {', '.join(missing)} of {references.shown.name}" if missing else None
