"""outlets.tsv and the outlets of register.tsv -> src/reportedly/link/outlets.tsv, checked, sorted and without comments. `--check` only compares.

Refused: an outlet twice in outlets.tsv, a cell in `agency` other than yes. Names that two outlets claim stand for neither when read.
"""

import csv
import sys
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "reportedly" / "link" / "outlets.tsv"
COLUMNS = ("name", "house", "agency", "aliases", "domains")


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one table of this folder, without comments."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if line.strip() and not line.startswith("#")]
    return [{column: cell or "" for column, cell in row.items()} for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def joined() -> list[tuple[str, ...]]:
    """The rows to package."""
    found = {row["name"]: row for row in rows("register.tsv") if row["kind"] == "outlet"}
    packaged = {name: (name, "", "", row["aliases"], row["domains"]) for name, row in found.items()}
    seen = set[str]()
    for row in rows("outlets.tsv"):
        name = row["name"]
        if name in seen or row["agency"] not in ("", "yes"):
            sys.exit(f"outlets.tsv: {name}: " + ("stands there twice" if name in seen else f"agency is yes or empty, not {row['agency']!r}"))
        seen.add(name)
        aliases = [alias for cell in (found.get(name, {}).get("aliases", ""), row["aliases"]) for alias in cell.split("|") if alias]
        packaged[name] = (name, row["house"], row["agency"], "|".join(dict.fromkeys(aliases)), found.get(name, {}).get("domains", ""))
    return [packaged[name] for name in sorted(packaged)]


def text() -> str:
    """The packaged file's text."""
    return "\n".join("\t".join(row) for row in (COLUMNS, *joined())) + "\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        same = OUT.exists() and OUT.read_text(encoding="utf-8") == text()
        sys.exit(0 if same else "link/outlets.tsv is not what resources/generate_outlets.py makes: run `make generate`")
    OUT.write_text(text(), encoding="utf-8")
