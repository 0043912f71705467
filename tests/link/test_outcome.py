"""The window of a forecast, what later reports say came of it, and when it is due."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.link.outcome import due, outcome, window
from reportedly.types import Mode, Polarity, Quantity, Related, Span, Statement, Teller, Time

Day = str | None


def said(mode: Mode, *times: tuple[Day, Day], text: str = "it will rain", quantities: tuple[tuple[float, str], ...] = ()) -> Statement:
    at = Span(0, 4)
    return Statement("s1", text, (at,), None, (), mode=mode, times=tuple(Time(at, "then", a, b, "day") for a, b in times),
                     quantities=tuple(Quantity(at, "six months", n, n, unit) for n, unit in quantities))


def seen(statement: Statement, *more: Statement, published: str | None = "2025-03-10T09:00:00Z") -> tuple[Day, Day] | None:
    return window([(Teller(f"r{i}", "a", published=published), s) for i, s in enumerate((statement, *more))])


@pytest.mark.parametrize(("time", "expected"), [
    (("2025-09-01", None), ("2025-09-01", None)),  # as early as September
    (("2025-03-12", "2025-03-13"), ("2025-03-12", "2025-03-13")),  # on Wednesday
    ((None, "2025-03-15"), ("2025-03-10", "2025-03-15")),  # by Friday
    (("2025-03-12T08:00", "2025-03-12T09:00"), ("2025-03-12", "2025-03-13")),
], ids=["open", "day", "by", "minute"])
def test_windows(time: tuple[Day, Day], expected: tuple[Day, Day]) -> None:
    assert seen(said("forecast", time)) == expected


def test_a_window_of_minutes_is_not_over_before_its_day() -> None:
    found = seen(said("forecast", ("2025-03-12T08:00", "2025-03-12T09:00")))
    assert due(found, "pending", "2025-03-12") == "due"


def test_no_window_without_a_time_or_where_it_is_no_forecast() -> None:
    assert seen(said("forecast")) is None
    assert seen(said("assertion", ("2025-09-01", None))) is None
    assert seen(said("attitude", ("2025-09-01", None)), said("forecast", ("2025-09-01", None))) is None


def test_a_time_that_is_past_is_not_when_it_will_be() -> None:
    assert seen(said("forecast", ("2024-01-01", "2025-01-01"))) is None
    assert seen(said("forecast", ("2024-01-01", "2025-01-01"), ("2025-09-01", None))) == ("2025-09-01", None)


def test_the_first_telling_that_gives_one() -> None:
    assert seen(said("forecast"), said("forecast", ("2025-09-01", "2025-10-01"))) == ("2025-09-01", "2025-10-01")


def test_what_begins_and_lasts() -> None:
    statement = said("intention", ("2025-09-01", None), text="the bridge will be closed from September for six months",
                     quantities=((6, "month"),))
    assert seen(statement) == ("2025-09-01", "2026-03-01")


def test_a_length_that_is_no_duration_of_it() -> None:
    assert seen(said("intention", ("2025-09-01", None), text="a bridge of six months will open", quantities=((6, "month"),))) == ("2025-09-01",
                                                                                                                                  None)


@pytest.mark.parametrize("published", [None, "", "soon"])
def test_reports_without_a_date(published: str | None) -> None:
    assert seen(said("forecast", ("2025-09-01", None)), published=published) == ("2025-09-01", None)
    assert seen(said("forecast", (None, "2025-09-01")), published=published) == (None, "2025-09-01")


def related(polarity: Polarity | None, published: str | None, kind: str = "outcome") -> Related:
    return Related("c1", kind, "it rained", "r9", 0.9, "", polarity, published)  # type: ignore[arg-type]


FIRST = [(Teller("r0", "a", published="2025-03-10"), said("forecast"))]
OPENS = ("2025-03-12", "2025-03-20")


@pytest.mark.parametrize(("later", "expected"), [
    ([], "pending"),
    ([related("affirmed", "2025-03-13")], "happened"),
    ([related("denied", "2025-03-21")], "did_not_happen"),
    ([related("affirmed", "2025-03-13"), related("denied", "2025-03-14")], "contested"),
    ([related("denied", "2025-03-11")], "pending"),
    ([related("absent", "2025-03-13")], "pending"),
    ([related(None, "2025-03-13")], "pending"),
    ([related("affirmed", None)], "pending"),
    ([related("affirmed", "2025-03-13", "rival")], "pending"),
])
def test_outcomes(later: list[Related], expected: str) -> None:
    assert outcome(OPENS, FIRST, later) == expected


def test_no_window_no_outcome() -> None:
    assert outcome(None, FIRST, [related("affirmed", "2025-03-13")]) is None


@pytest.mark.parametrize(("today", "expected"),
                         [("2025-03-11", "pending"), ("2025-03-12", "due"), ("2025-03-19", "due"), ("2025-03-20", "overdue")])
def test_due(today: str, expected: str) -> None:
    assert due(OPENS, "pending", today) == expected
    assert due(OPENS, "happened", today) is None


def test_open_ends() -> None:
    assert due(("2025-03-12", None), "pending", "2030-01-01") == "due"
    assert due((None, "2025-03-12"), "pending", "2025-03-12") == "overdue"
    assert due((None, None), "pending", "2025-03-12") == "pending"


@given(st.none() | st.text(max_size=12), st.none() | st.text(max_size=12), st.none() | st.text(max_size=12), st.floats(), st.sampled_from(
    ["day", "week", "month", "year", "person"]))
def test_anything(start: str | None, end: str | None, published: str | None, many: float, unit: str) -> None:
    statement = said("forecast", (start, end), text="it will last for long", quantities=((many, unit),))
    found = seen(statement, published=published)
    outcome(found, [(Teller("r0", "a", published=published), statement)], [related("affirmed", published)])
    due(found, "pending", "2025-03-12")
