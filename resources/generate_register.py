"""register.tsv -> src/reportedly/resolve/actors/register.tsv, checked, sorted and without comments. `--check` only tells the difference.

Refused: rows that the package could not read, a Wikidata id or a domain that two rows claim. Names that two rows of one kind claim are
printed: they stand for neither.
"""

import sys
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "reportedly" / "resolve" / "actors" / "register.tsv"
sys.path.insert(0, str(HERE.parent / "src"))

from reportedly.resolve.actors.spelling import key  # noqa: E402
from reportedly.resolve.actors.table import COLUMNS, KINDS, Entry, read  # noqa: E402


def packaged(entries: tuple[Entry, ...]) -> str:
    """The packaged file's text."""
    rows = sorted((KINDS.index(e.kind), e.name, line(e)) for e in entries)
    return "\n".join(["\t".join(COLUMNS), *(row[2] for row in rows)]) + "\n"


def line(entry: Entry) -> str:
    """One row; an alias that only repeats the spelling of another is left out."""
    known, aliases = {key(entry.name)}, []
    for alias in entry.aliases:
        if key(alias) not in known:
            known.add(key(alias))
            aliases.append(alias)
    return "\t".join([entry.name, entry.kind, entry.country or "", entry.entity or "", "|".join(aliases), "|".join(entry.domains)])


def twice(entries: tuple[Entry, ...]) -> list[str]:
    """Wikidata ids and domains that two rows claim."""
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for claim in (*((entry.entity,) if entry.entity else ()), *entry.domains):
            owners[claim].append(entry.name)
    return [f"{claim}: {', '.join(names)}" for claim, names in owners.items() if len(names) > 1]


def clashes(entries: tuple[Entry, ...]) -> dict[str, list[str]]:
    """Names that two rows claim, and which rows."""
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for name in {key(n) for n in (entry.name, *entry.aliases)}:
            owners[name].append(f"{entry.name} ({entry.kind})")
    return {name: rows for name, rows in owners.items() if len(rows) > 1}


if __name__ == "__main__":
    source = read(HERE / "register.tsv")
    if wrong := twice(source):
        sys.exit("register.tsv: claimed by two rows: " + "; ".join(wrong))
    if "--check" in sys.argv:
        same = OUT.exists() and OUT.read_text(encoding="utf-8") == packaged(source)
        sys.exit(0 if same else "actors/register.tsv is not what resources/generate_register.py makes: run `make generate`")
    for shared, rows in sorted(clashes(source).items()):
        sys.stdout.write(f"{shared}: {', '.join(rows)}\n")
    OUT.write_text(packaged(source), encoding="utf-8")
