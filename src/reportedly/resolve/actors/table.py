"""A register's file -> its rows: tab-separated, UTF-8, one entry a line, `#` opens a comment (docs/register.md)."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, get_args

from reportedly.errors import RegisterError
from reportedly.types import ActorKind

COLUMNS = ("name", "kind", "country", "wikidata", "aliases", "domains")
NEEDED = ("name", "kind")
KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
_COUNTRY = re.compile(r"[A-Z]{2}")
_WIKIDATA = re.compile(r"Q[1-9]\d{0,9}")
_DOMAIN = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One that the register knows. `country`: ISO 3166-1 alpha-2, or None; `entity`: a Wikidata id, or None."""

    name: str
    kind: ActorKind
    country: str | None = None
    entity: str | None = None
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


def read(path: Path) -> tuple[Entry, ...]:
    """The entries of a file, or a RegisterError that says what is wrong in which line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RegisterError(f"{path}: the register cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise RegisterError(f"{path}: the register is not UTF-8 text: save it as UTF-8") from error
    return entries(text, str(path))


def entries(text: str, name: str) -> tuple[Entry, ...]:
    """The entries in a file's text. The first line that is no comment names the columns, in any order; other columns are passed over."""
    columns: list[str] | None = None
    found: list[Entry] = []
    seen: dict[tuple[str, str], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if columns is None:
            columns = [cell.lower() for cell in cells]
            missing = [c for c in NEEDED if c not in columns]
            if missing:
                _refuse(name, number, f"the first line must name the columns, parted by tabs ({' '.join(COLUMNS)}); "
                                      f"missing: {', '.join(missing)}")
            continue
        if len(cells) > len(columns):
            _refuse(name, number, f"{len(cells)} cells where the first line names {len(columns)} columns")
        entry = _entry(dict(zip(columns, cells, strict=False)), name, number)
        before = seen.setdefault((entry.name, entry.kind), number)
        if before != number:
            _refuse(name, number, f"{entry.name!r} stands in line {before} already as {entry.kind}: give its aliases in one row")
        found.append(entry)
    if columns is None:
        raise RegisterError(f"{name}: the register is empty: its first line must name the columns ({' '.join(COLUMNS)})")
    return tuple(found)


def _entry(row: dict[str, str], name: str, number: int) -> Entry:
    if not row.get("name"):
        _refuse(name, number, "no name")
    kind = next((k for k in KINDS if k == row.get("kind", "").lower()), None)
    if kind is None:
        _refuse(name, number, f"kind {row.get('kind', '')!r} is none of: {', '.join(KINDS)}")
    country, entity = row.get("country", "").upper(), row.get("wikidata", "")
    if country and not _COUNTRY.fullmatch(country):
        _refuse(name, number, f"country {country!r} is no two-letter code (ISO 3166-1 alpha-2)")
    if entity and not _WIKIDATA.fullmatch(entity):
        _refuse(name, number, f"wikidata {entity!r} is no id such as Q42")
    domains = _list(row.get("domains", "").lower())
    for domain in domains:
        if not _DOMAIN.fullmatch(domain):
            _refuse(name, number, f"domain {domain!r} is no host name such as example.org")
    return Entry(row["name"], kind, country or None, entity or None, _list(row.get("aliases", "")), domains)


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in cell.split("|")) if part) if cell else ()


def _refuse(name: str, line: int, why: str) -> NoReturn:
    raise RegisterError(f"{name}:{line}: {why}")
