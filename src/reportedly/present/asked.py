"""What was typed for a filter -> what the ledger is asked; a word that is no label is a line that names the labels."""

import re
from datetime import date, timedelta
from typing import Any, get_args

from reportedly.errors import ManifestError

_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def one_of(labels: object, option: str, typed: str | None) -> Any:
    """The label that was typed, or None where nothing was."""
    if typed is not None and typed not in get_args(labels):
        raise ManifestError(f"{option} {typed!r}: take one of {', '.join(get_args(labels))}")
    return typed


def interval(typed: str) -> tuple[str | None, str | None]:
    """[start, end) of `2024`, `2024-07`, `2024-07-01`, or of two of them with `..` between, either of which may be left out."""
    first, dots, last = typed.partition("..")
    if not first and not last:
        raise _wrong(typed)
    start = _bounds(first, typed)[0] if first else None
    end = _bounds(last if dots else first, typed)[1] if last or not dots else None
    if start and end and end <= start:
        raise _wrong(typed)
    return start, end


def _bounds(words: str, typed: str) -> tuple[str, str]:
    found = _DAY.fullmatch(words.strip())
    try:
        if found is None:
            raise _wrong(typed)
        year, month, day = (int(part) if part else None for part in found.groups())
        start = date(year or 0, month or 1, day or 1)
        if day:
            end = start + timedelta(days=1)
        elif month:
            end = date(start.year + start.month // 12, start.month % 12 + 1, 1)
        else:
            end = date(start.year + 1, 1, 1)
    except (ValueError, OverflowError):
        raise _wrong(typed) from None
    return start.isoformat(), end.isoformat()


def _wrong(typed: str) -> ManifestError:
    return ManifestError(f"--time {typed!r} is no time; write 2024, 2024-07, 2024-07-01 or 2024-07-01..2024-08-15")
