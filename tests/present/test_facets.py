"""A statement's facets on a terminal: every one of them, with its words; the reasons only when asked."""

from dataclasses import replace

import pytest

from reportedly.present.facets import how_many, when, where
from reportedly.present.terminal import statement_lines
from reportedly.types import (
    Actor,
    Anonymity,
    Certainty,
    Hop,
    Place,
    Quantity,
    Span,
    Statement,
    Time,
)

AT = Span(0, 1)
MAY = Time(AT, "as early as May", "2025-05-01", None, "month", "from its first day on")
PILES = Quantity(AT, "three of the piles", 3, 3, "pile", of=12, detail="a plain number")
SARN = Place(AT, "occupied Sarn", "Sarn", 1, "GE", 41.5, 42.25, "city", "occupied", "Nowhere", "the only one of this name")
DIVER = Hop("diver", "anonymous", AT, AT, "say", when=replace(MAY, text="on Monday", start="2025-03-31", end="2025-04-01", grain="day"),
            anonymity=Anonymity("the port", "diver", 1, 1, "for fear of his job", "who saw the survey", (AT,)), detail="anonymous: unnamed")
STATEMENT = Statement(
    "s1", "the pier will fall", (AT,), "a1", (DIVER,), "content of a1", "forecast", "denied",
    Certainty(1.25, (55, 80), "probably", (AT,), "moderate", (), "a hedge"), (MAY,), (PILES,), (SARN,),
    (Actor(AT, "Inge\x1b[31m Dahl", "person", "Q1", "a full name"),))


def test_every_facet_has_its_line() -> None:
    assert statement_lines(STATEMENT, "Post").plain == "\n".join((
        "“the pier will fall”",
        "  Post → diver (anonymous, say)",
        "  mode      forecast, denied · hedged +1.2 “probably” 55–80 % moderate confidence",
        "  told      diver “on Monday” 2025-03-31",
        "  unnamed   diver: number 1; role “diver”; of “the port”; unnamed because “for fear of his job”; knows it “who saw the survey”",
        "  time      “as early as May” from 2025-05-01, open",
        "  quantity  “three of the piles” = 3 pile of 12",
        "  place     “occupied Sarn” = Sarn, GE (city) 41.50 42.25, called occupied by Nowhere",
        "  actors    Inge�[31m Dahl (person, Q1)"))


def test_reasons_are_told_when_asked() -> None:
    told = statement_lines(STATEMENT, "Post", why=True).plain
    assert all(f"— {reason}" in told for reason in ("anonymous: unnamed", "a hedge", "from its first day on", "a plain number",
                                                    "the only one of this name", "a full name"))


def test_what_was_not_judged_says_nothing() -> None:
    bare = Statement("s1", "the pier fell", (AT,), None, (), "own voice")
    assert statement_lines(bare, None).plain == "“the pier fell”\n  this report in its own voice"


@pytest.mark.parametrize(("quantity", "words"), [
    (Quantity(AT, "x", 3, 4, "brigade"), "= 3 to 4 brigade"),
    (Quantity(AT, "x", None, 115_000_000, "USD", per="year"), "= at most 115,000,000 USD per year"),
    (Quantity(AT, "x", 24, None, None, approximate=True), "= about at least 24"),
    (Quantity(AT, "x", 33.33, 33.33, "percent"), "= 33.33 percent"),
    (Quantity(AT, "x", None, None, "soldier"), "= an unknown number soldier"),
])
def test_how_many(quantity: Quantity, words: str) -> None:
    assert how_many(quantity) == words


@pytest.mark.parametrize(("start", "end", "grain", "words"), [
    (None, "2025-05-06", "day", "until 2025-05-05"),
    ("2025-05-01", "2025-06-01", "month", "2025-05-01 to 2025-05-31"),
    ("2025-05-01", "2025-05-02", "day", "2025-05-01"),
    ("9999-12-31", "x", "day", "9999-12-31 to x"),
    (None, "0001-01-01", "day", "until 0001-01-01"),
])
def test_when(start: str | None, end: str | None, grain: str, words: str) -> None:
    assert when(replace(MAY, start=start, end=end, grain=grain)) == words  # type: ignore[arg-type]


def test_a_place_that_is_not_found() -> None:
    assert where(Place(AT, "Nix", "Nix", None, None, None, None, None)) == "= Nix, not located"
