"""Prints what a run's manifest says of how to make the run again, as lines of key, tab, value."""
import json
import sys
from pathlib import Path

SCHEMA_VERSION = 1
REPLACED = {"--out", "--jvm", "--resume"}  # where and on what, which is decided anew


def refuse(why):
    print(f"reproduce: {why}", file=sys.stderr)
    sys.exit(2)


def read(folder):
    path = folder / "manifest.json"
    if not path.is_file():
        refuse(f"{folder}: expected a run folder with manifest.json, found none")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        version = manifest["schemaVersion"]
    except (ValueError, KeyError, TypeError, OSError) as e:
        refuse(f"{path}: expected the manifest of a run, found none: {e!r}")
    if version != SCHEMA_VERSION:
        refuse(f"{path}: expected schemaVersion {SCHEMA_VERSION}, found {version}; use the version that made the run")
    return manifest


def options(manifest, path):
    """The options as they were given, with what they left to defaults filled in from what was measured."""
    words = list(manifest["options"])
    if not words or words.pop(0) != "bench":
        refuse(f"{path}: expected a run of dirtybench bench, found one of {manifest['profile']}")
    kept, given = [], set()
    while words:
        name, equals, value = words.pop(0).partition("=")
        if not equals and words and not words[0].startswith("-"):
            value = words.pop(0)
        if name in REPLACED:
            continue
        if ".../" in value:
            refuse(f"{path}: {name} was a path of which only the end is kept, {value}; give dirtybench bench the file"
                   f" itself: {' '.join(manifest['options'][1:])}")
        given.add(name)
        kept += [name, value] if value else [name]
    # Defaults may change from version to version; a profile's own traces go with its operations, and stay its.
    for name, value in (("--profile", manifest["profile"]), ("--seed", str(manifest["seed"])),
                        ("--backends", ",".join(backend["name"] for backend in manifest["backends"]))):
        if name not in given:
            kept += [name, value]
    if "--backends" not in given and "--yardsticks" not in given:
        kept += ["--yardsticks", "usual"]  # as they are measured where --backends is not given
    return kept


def main(folder):
    folder = Path(folder)
    manifest = read(folder)
    path = folder / "manifest.json"
    if not (folder / "jmh.json").is_file():
        refuse(f"{folder}: expected jmh.json, with the forks to compare with, found none")
    try:
        for word in options(manifest, path):
            print("option", word, sep="\t")
        print("jdk", manifest["jdk"]["version"], sep="\t")
        print("commit", manifest["git"]["sha"], sep="\t")
        print("comparable", folder, sep="\t")
    except (KeyError, TypeError, AttributeError, IndexError) as e:
        refuse(f"{path}: expected the manifest of a run, found none: {e!r}")


main(sys.argv[1])
