"""Calls dirtybench for what the CSV files do not hold: the writes of a trace, the changes in a history."""
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JAR = ROOT / "benchmarks" / "target" / "dirtybench.jar"


def dirtybench(*arguments):
    """Runs the built dirtybench; gives its output and, if there is none, the reason in one line."""
    if not JAR.is_file():  # not built here: a picture should not take a build
        return None, "dirtybench is not built; scripts/dirtybench --help builds it"
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
    command = [java, f"-Ddirtybench.home={ROOT}", "-jar", str(JAR), *map(str, arguments)]
    try:
        ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    except OSError as e:
        return None, f"{java}: {e.strerror}"
    if ended.returncode == 0:
        return ended.stdout, None
    said = [line for line in ended.stderr.splitlines() if line.startswith("dirtybench:")] or ended.stderr.splitlines()
    return None, said[0] if said else f"dirtybench {arguments[0]} ended with {ended.returncode}"
