"""Two statements: one claim or two."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from link.gists import NOWHERE, day, figure, of, said
from reportedly.link.compare import FEATURES, features
from reportedly.link.gist import Gist
from reportedly.link.match import Between, Matcher, shortlist

MATCHER = Matcher()
ANCHORS = ("brnt", "lndch", "dam", "gate", "slzch", "jam")
CITES = Between(cites=True, hours=3.0)
INDEPENDENT = Between(hours=5.0)


def told(text: str, count: float | None = None, who: str = "Mara Vell", outlet: str = "Vistula Monitor") -> Gist:
    quantities = () if count is None else (figure(f"{count:g} people", count, count, "person"),)
    return of(text, quantities=quantities, chain=(said(who),), outlet=outlet, anchors=ANCHORS)


def test_a_rewording_is_the_same_claim() -> None:
    a = told("1,200 people were led out of Lindach on Sunday night", 1200)
    b = told("Rescuers evacuated 1,200 residents from Lindach on Sunday", 1200, outlet="Adria Wire")
    assert MATCHER(a, b, INDEPENDENT).same > 0.5


def test_another_figure_from_an_independent_source_is_another_claim() -> None:
    a = told("1,200 people were led out of Lindach", 1200)
    revised = told("1,300 people were led out of Lindach", 1300)
    rival = told("300 people were led out of Lindach", 300, who="Jon Oda", outlet="Adria Wire")
    assert MATCHER(a, rival, INDEPENDENT).same < MATCHER(a, revised, CITES).same


def test_a_denial_is_the_same_claim() -> None:
    a = told("The dam at Brenta is leaking")
    b = of("The dam at Brenta is leaking", chain=(said("the water board", "organization", "deny"),), polarity="denied", outlet="Adria Wire",
           anchors=ANCHORS)
    assert MATCHER(a, b, CITES).same > 0.5


def test_a_forecast_and_what_came_of_it_are_two() -> None:
    monday = (day("Monday", "2025-03-10", "2025-03-11"),)
    plan = of("The Brenta dam will be closed to lorries from Monday", mode="forecast", times=monday, anchors=ANCHORS)
    again = of("The Brenta dam is to be shut to lorries on Monday", mode="forecast", times=monday, anchors=ANCHORS, outlet="Adria Wire")
    fact = of("The Brenta dam was closed to lorries on Monday", times=monday, anchors=ANCHORS, outlet="Adria Wire",
              published="2025-03-11T09:00:00Z")
    assert MATCHER(plan, again, INDEPENDENT).same > MATCHER(plan, fact, INDEPENDENT).same


def test_what_has_nothing_in_common_is_not_the_same() -> None:
    a, b = told("The dam at Brenta is leaking"), of("A bakery in Turku won a prize", outlet="Turku News")
    assert MATCHER(a, b, INDEPENDENT).same < 0.02


def test_the_detail_says_what_agrees_and_what_does_not() -> None:
    a, b = told("1,200 people were led out of Lindach", 1200), told("300 people were led out of Lindach", 300, outlet="Adria Wire")
    detail = MATCHER(a, b, INDEPENDENT).detail
    assert "both name Lindach" in detail
    assert "numbers differ (1200 people / 300 people)" in detail
    assert detail.endswith(".")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.booleans(), st.none() | st.floats(0, 1e6), st.floats(0, 1))
def test_likeness_is_symmetric(one: str, two: str, cites: bool, hours: float | None, shared: float) -> None:  # noqa: FBT001
    a = of(one, vector=NOWHERE, quantities=(figure("7", 7, None, "day"),), outlet="Ö")
    b = of(two, vector=NOWHERE, quantities=(figure("7", None, 7, "day"),), chain=(said(two),))
    between = Between(containment=shared, cites=cites, hours=hours)
    assert MATCHER(a, b, between) == MATCHER(b, a, between)
    assert 0 <= MATCHER(a, b, between).same <= 1


def test_features_are_finite_and_named() -> None:
    values = features(told("x", 3), told(""), Between(same_report=True))
    assert len(values) == len(FEATURES)
    assert np.isfinite(values).all()


@pytest.mark.parametrize("count", [0, 1, 5])
def test_shortlists_of_any_size(count: int) -> None:
    one = [told(f"The dam at Brenta leaks, board says {i}") for i in range(count)]
    two = [told("The dam at Brenta leaks"), of("A bakery in Turku won a prize")]
    assert shortlist(one, two) == sorted((i, j) for j, i in shortlist(two, one))
    assert all(j == 0 for _, j in shortlist(one, two))


def test_a_shared_telling_number_makes_the_shortlist() -> None:
    a = of("it would shed 1,200 posts", quantities=(figure("1,200 posts", 1200, 1200, "post"),), vector=NOWHERE)
    b = of("Bank will cut 1,200 jobs", quantities=(figure("1,200 jobs", 1200, 1200, "job"),), vector=NOWHERE)
    assert shortlist([a], [b]) == [(0, 0)]
