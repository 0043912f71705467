"""A table of what files do not say of themselves in, a `Given` for each report out.

TSV or CSV, told apart by the header; one row a file. A row is found by the whole name, by the end of its path, by the file's
name or by its stem, in this order, and only where one row fits.
"""

import csv
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from pathlib import Path, PurePosixPath

from reportedly.errors import ManifestError

FIELDS = ("published", "outlet", "url", "title")
_LIMIT = 256_000_000  # bytes: a row for each of a million reports


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller knows of a report; it wins over what the file says. `published` is an ISO 8601 date or time."""

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None


_NOTHING = Given()


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows of a manifest by every key that leads to one; a key that leads to two different ones is None."""

    rows: Mapping[str, Given | None]

    def given(self, name: str) -> Given:
        """What the manifest says of the report of this name (path or URL); an empty `Given` where no row, or two, fit."""
        for key in _names(name):
            if key in self.rows:
                return self.rows[key] or _NOTHING
        return _NOTHING


def _names(name: str) -> Iterator[str]:
    """The keys to look for, the most exact first: `a/b/c.txt`, `b/c.txt`, `c.txt`, `c`."""
    yield name
    path = PurePosixPath(os.path.normpath(name)) if name else PurePosixPath()
    parts = path.parts
    for start in range(len(parts)):
        yield "/".join(parts[start:])
    yield path.stem


def load_manifest(path: str | os.PathLike[str]) -> Manifest:
    """The manifest in a TSV or CSV file, UTF-8, with a header.

    Columns: `file` (path, file name or URL) or `id` (file name without ending); optional `published`, `outlet`, `url`,
    `title`; others are passed over. Raises `ManifestError`, naming the line.
    """
    name = os.fspath(path)
    text = _text(name)
    header_line = text.lstrip("\r\n").split("\n", 1)[0]
    rows = _cells(text, header_line, name)
    header = [cell.strip().lower() for cell in next(rows, (0, []))[1]]
    column = next((known for known in ("file", "id") if known in header), None)
    if column is None:
        raise ManifestError(f"{name}: the header has no column 'file' or 'id'; its first line must name the columns, "
                            f"such as file, {', '.join(FIELDS)}")
    whole: dict[str, Given] = {}
    for number, cells in rows:
        key, given = _row(header, column, cells, f"{name}, line {number}")
        if whole.setdefault(key, given) != given:
            raise ManifestError(f"{name}, line {number}: {key!r} was given before with other values; keep one of the rows")
    return Manifest(_index(whole))


def _text(name: str) -> str:
    try:
        with Path(name).open("rb") as file:
            data = file.read(_LIMIT + 1)
    except OSError as error:
        raise ManifestError(f"{name}: cannot be read ({error.strerror or error}); check the path of the manifest") from error
    except ValueError as error:
        raise ManifestError(f"{name!r}: is no path ({error}); check the name of the manifest") from error
    if len(data) > _LIMIT:
        raise ManifestError(f"{name}: larger than {_LIMIT // 1_000_000} MB; split the manifest")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ManifestError(f"{name}: not UTF-8 (byte {error.start}); save the table as UTF-8") from None
    if "\0" in text:
        raise ManifestError(f"{name}: holds null bytes, so it is no table; save it as TSV or CSV in UTF-8")
    if not text.strip():
        raise ManifestError(f"{name}: is empty; its first line must name the columns, such as file, {', '.join(FIELDS)}")
    return text


def _cells(text: str, header: str, name: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Each row that is not blank, with the number of its last line. TSV is read without quoting, as it is mostly written."""
    if "\t" in header:
        lines = text.replace("\r\n", "\n").split("\n")
        yield from ((number, [_unquoted(cell) for cell in line.split("\t")])
                    for number, line in enumerate(lines, 1) if line.strip())
        return
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from ((reader.line_num, row) for row in reader if any(cell.strip() for cell in row))
    except csv.Error as error:
        raise ManifestError(f"{name}, line {reader.line_num}: is no CSV ({error}); check its quotation marks") from error


def _unquoted(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def _row(header: Sequence[str], column: str, cells: Sequence[str], where: str) -> tuple[str, Given]:
    if len(cells) > len(header):
        raise ManifestError(f"{where}: {len(cells)} cells, but the header has {len(header)}; quote or remove the extra delimiter")
    row = {name: cell.strip() for name, cell in zip_longest(header, cells, fillvalue="") if name}
    if not row[column]:
        raise ManifestError(f"{where}: no {column!r}; name the file that the row is about")
    published = row.get("published") or None
    if published and not is_iso(published):
        raise ManifestError(f"{where}: {published!r} is no ISO 8601 date; write it like 2024-06-27 or 2024-06-27T14:30:00Z")
    return row[column], Given(published, *(row.get(field) or None for field in FIELDS[1:]))


def is_iso(text: str) -> bool:
    """Whether this is an ISO 8601 date or time: `2024-06-27`, `2024-06-27T14:30Z`, also the parts `2024-06` and `2024`."""
    for whole in (text, f"{text}-01", f"{text}-01-01"):
        try:
            datetime.fromisoformat(whole)
        except ValueError:
            continue
        return True
    return False


def _index(whole: Mapping[str, Given]) -> dict[str, Given | None]:
    """Every key that leads to a row: exact ones first, then URLs, then file names and stems, each None where rows disagree."""
    index: dict[str, Given | None] = dict(whole)
    loose: dict[str, Given | None] = {}
    for key, given in whole.items():
        path = PurePosixPath(os.path.normpath(key))
        for other in {given.url, str(path), path.name, path.stem} - {None, key}:
            if other and loose.setdefault(other, given) != given:
                loose[other] = None
    return loose | index
