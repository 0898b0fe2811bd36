"""The reference runs: which one the README shows, and its table."""
import json
import re

DETAILS = {"native-serialize", "native-deserialize", "heap", "off-heap", "serialised"}  # in the report only
PEER_MARK = "\u2020"
PROFILES = ["smoke", "quick", "standard", "full"]


class Fault(Exception):
    """What stands in the way, in one line."""


class References:
    """The runs of a folder, the one to show first: the oldest JDK, then the most thorough, then the one
    with the most rows, then the latest."""

    def __init__(self, root, folder):
        self.root = root
        found = []
        for path in sorted(folder.glob("*/manifest.json"), reverse=True):
            try:
                manifest = json.loads(path.read_text(encoding="utf-8"))
                rank = PROFILES.index(manifest["profile"]) if manifest["profile"] in PROFILES else -1
                jdk = int(re.match(r"\d+", manifest["jdk"]["version"]).group())
                rows = len((path.parent / "summary.csv").read_text(encoding="utf-8").splitlines())
                found.append((jdk, -rank, -rows, path.parent, manifest))
            except (ValueError, KeyError, TypeError, AttributeError) as e:
                raise Fault(f"{path}: expected the manifest of a run, found none: {e!r}")
            except OSError as e:
                raise Fault(f"{e.filename}: expected the summary of a run: {e.strerror}")
        if not found:
            raise Fault(f"{folder}: expected a run, found none")
        self.runs = sorted(found, key=lambda run: run[:3])

    @property
    def shown(self):
        return self.runs[0][3]

    def table(self):
        """The tables of the shown run's report, without details, and where they are from."""
        jdk, _, _, folder, manifest = self.runs[0]
        lines = self._report_tables(folder)
        if any(PEER_MARK in line for line in lines):
            lines += ["", f"{PEER_MARK} A peer of ours is the best: see [Known losses](#known-losses)."]
        others = [f"[JDK {other}, {facts['profile']} profile]({self._link(path)})" for other, _, _, path, facts in self.runs[1:]]
        lines += [
            "",
            f"JDK {jdk}, {manifest['cpu']['cores']} cores of {manifest['cpu']['model']}, {manifest['profile']} profile; the"
            " whole report, its machine and its numbers are in",
            f"[{folder.relative_to(self.root).as_posix()}]({self._link(folder)})"
            + (", others beside it: " + ", ".join(others) + "." if others else "."),
        ]
        return "\n".join(lines) + "\n"

    def _link(self, folder):
        return (folder / "report.md").relative_to(self.root).as_posix()

    def losses(self):
        """Of each run that measured peers: its JDK, profile, link and the section of its report, without details."""
        found = []
        for jdk, _, _, folder, manifest in self.runs:
            section = self._section(folder / "report.md", "Known losses")
            if section is not None:
                kept = [line for line in section.splitlines() if line[:1] != "|" or line.split("|")[1].strip() not in DETAILS]
                found.append((jdk, manifest["profile"], self._link(folder), "\n".join(kept)))
        return found

    @staticmethod
    def _section(report, title):
        """The text of a section of a report, None if it has none."""
        if not report.is_file():
            raise Fault(f"{report}: expected the report of a run, found none")
        found = re.search(
            rf"^## {title}\n(.*?)(?=^## |\Z)", report.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
        return None if found is None else found.group(1).strip()

    def _report_tables(self, folder):
        report = folder / "report.md"
        section = self._section(report, "Results")
        if section is None:
            raise Fault(f"{report}: expected a section 'Results', found none")
        kept = []
        for line in section.splitlines():
            if line.startswith("|") and line.split("|")[1].strip() not in DETAILS:
                kept.append(re.sub(r"\b(skipped|failed) \(\d+\)", r"\1", line))  # the reasons are in the report
            elif not line and kept and kept[-1]:
                kept.append("")
        while kept and not kept[-1]:
            kept.pop()
        if not kept:
            raise Fault(f"{report}: expected a table under 'Results', found none")
        return kept
