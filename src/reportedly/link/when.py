"""When a report was published, as a moment that can be compared across time zones."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from reportedly.types import Teller

_LAST = datetime.max.replace(tzinfo=UTC) - timedelta(days=2)


@lru_cache(maxsize=16384)
def moment(published: str | None) -> datetime | None:
    """The moment in UTC of an ISO 8601 date or time; a day without a time is its noon, a time without a zone is UTC's."""
    if not published:
        return None
    try:
        found = datetime.fromisoformat(published)
    except ValueError:
        return None
    if len(published) <= len("2024-01-01"):
        found = found.replace(hour=12)
    try:
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except OverflowError:
        return None


def order(teller: Teller) -> tuple[datetime, str]:
    """The key by which reports stand in the order of publication: those without a date come last, ties go by id."""
    return moment(teller.published) or _LAST, teller.id


def hours(a: Teller, b: Teller) -> float | None:
    """Hours from a to b, negative if b came first; None if either has no date."""
    first, second = moment(a.published), moment(b.published)
    return None if first is None or second is None else (second - first).total_seconds() / 3600
