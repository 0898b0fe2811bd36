"""The command, and how parts are put between their markers."""
import re
import sys
from pathlib import Path

from readme import losses, pictures
from readme.reference import Fault, References

ROOT = Path(__file__).resolve().parents[2]


def main(arguments):
    if arguments not in ([], ["--check"]):
        known = arguments in (["-h"], ["--help"])
        print("readme-tables: call it without arguments, or with --check", file=sys.stdout if known else sys.stderr)
        return 0 if known else 2
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    try:
        references = References(ROOT, ROOT / "results" / "reference")
        parts = {"table": references.table(), "losses": losses.part(references),
                 "pictures": pictures.part(references)}
        wanted = text
        for name, part in parts.items():
            wanted = put(wanted, name, part)
        if not arguments:
            pictures.draw(references)
            readme.write_text(wanted, encoding="utf-8")
            return 0
        wrong = [f"README.md: the part '{name}'" for name, part in parts.items() if put(text, name, part) != text]
        wrong += pictures.mismatches(references)
    except Fault as e:
        print(f"readme-tables: {e}", file=sys.stderr)
        return 2
    for each in wrong:
        print(f"readme-tables: {each} is not of results/reference; scripts/readme-tables writes it", file=sys.stderr)
    return 1 if wrong else 0


def put(text, name, part):
    """The text with a part between its markers, of which there must be one pair."""
    begin, end = f"<!-- begin {name}: scripts/readme-tables -->\n", f"<!-- end {name} -->\n"
    if text.count(begin) != 1 or text.count(end) != 1:
        raise Fault(f"README.md: expected one '{begin.strip()}' and one '{end.strip()}'")
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    return pattern.sub(lambda _: f"{begin}\n{part}\n{end}", text)
