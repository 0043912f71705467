"""When a report was published, across time zones and however odd the date."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.link.when import hours, moment, order
from reportedly.types import Teller


def teller(published: str | None, id_: str = "r1") -> Teller:
    return Teller(id_, "a.txt", published=published)


@pytest.mark.parametrize(("published", "expected"), [
    ("2025-03-01", datetime(2025, 3, 1, 12, tzinfo=UTC)),
    ("2025-03-01T08:00:00Z", datetime(2025, 3, 1, 8, tzinfo=UTC)),
    ("2025-03-01T08:00:00+04:00", datetime(2025, 3, 1, 4, tzinfo=UTC)),
    ("2025-03-01T08:00", datetime(2025, 3, 1, 8, tzinfo=UTC)),
    ("2025-03-01T08:00:00.25+0400", datetime(2025, 3, 1, 4, 0, 0, 250_000, tzinfo=UTC)),
])
def test_moments(published: str, expected: datetime) -> None:
    assert moment(published) == expected


@pytest.mark.parametrize("published",
                         [None, "", "soon", "2025", "2025-13-01", "2025-03-01T25:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00+14:00",
                                       "٢٠٢٥-٠٣-٠١", "2025-03-01\x00"])
def test_no_moments(published: str | None) -> None:
    assert moment(published) is None


def test_order() -> None:
    dates = ["2025-03-01T23:30:00+04:00", "2025-03-01T20:00:00Z", "2025-03-02", None, "soon"]
    tellers = [teller(d, f"r{i}") for i, d in enumerate(dates)]
    assert [t.published for t in sorted((tellers[i] for i in (3, 1, 4, 0, 2)), key=order)] == dates


def test_equal_dates_go_by_id() -> None:
    assert [t.id for t in sorted([teller("2025-03-01", "rb"), teller("2025-03-01", "ra")], key=order)] == ["ra", "rb"]


def test_hours() -> None:
    assert hours(teller("2025-03-01T08:00:00Z"), teller("2025-03-01T08:00:00+04:00")) == -4
    assert hours(teller(None), teller("2025-03-01")) is None


@given(st.none() | st.text(max_size=30) | st.datetimes().map(datetime.isoformat) | st.dates().map(str), st.none() | st.text(max_size=30))
def test_anything_has_its_place(a: str | None, b: str | None) -> None:
    one, other = teller(a, "ra"), teller(b, "rb")
    assert (order(one) < order(other)) != (order(other) < order(one))
    apart = hours(one, other)
    assert apart is None or apart == -(hours(other, one) or 0.0)
