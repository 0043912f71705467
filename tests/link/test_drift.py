"""What a telling changed against the one it came from.

Each pair is the words of the report it came from, and of the one that has it from there.
"""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.link.drift import WORST, drift
from reportedly.types import Act, Certainty, Hop, Kind, Mode, Place, Polarity, Precision, Quantity, Span, Statement, Teller, Time

FIRST = Teller("r1", "first.html", "Alder Post", "2024-05-14T08:00:00+00:00")
LATER = Teller("r2", "later.html", "Brine Echo", "2024-05-14T15:00:00+00:00")
Number = tuple[str, float | None, float | None, str | None]
When = tuple[str, str | None, str | None]


def by(name: str, kind: Kind = "person", act: Act = "say") -> Hop:
    return Hop(name, kind, Span(0, 1), Span(0, 1), act)


def tell(text: str, *numbers: Number, when: Sequence[When] = (), where: Sequence[Place] = (), chain: Sequence[Hop] = (),
         mode: Mode = "assertion", polarity: Polarity = "affirmed", words: str | None = None, factuality: float | None = None,
         id_: str = "s1", at: int = 0) -> Statement:
    span = Span(at, at + len(text))
    sure = factuality if factuality is not None else -2.5 if polarity == "denied" else 2.6
    times = tuple(Time(span, words_, start, end, "day" if any(c.isdigit() for c in words_) else "month") for words_, start, end in when)
    return Statement(id_, text, (span,), "a1" if chain else None, tuple(chain), mode=mode, polarity=polarity,
                     certainty=Certainty(sure, words=words), times=times,
                     quantities=tuple(Quantity(span, words_, low, high, unit) for words_, low, high, unit in numbers), places=tuple(where))


def at(text: str, country: str | None, latitude: float | None, longitude: float | None, precision: Precision) -> Place:
    return Place(Span(0, 1), text, text, None, country, latitude, longitude, precision)


def found(parent: Statement | Sequence[Statement], child: Statement | Sequence[Statement], *, sourced: bool = True, parent_sourced: bool = True,
          elsewhere: Sequence[Statement] = (), shared_source: bool = False) -> list[str]:
    parent = [parent] if isinstance(parent, Statement) else parent
    child = [child] if isinstance(child, Statement) else child
    changes = drift(child, parent, report=LATER, against=FIRST, sourced=sourced, parent_sourced=parent_sourced, elsewhere=elsewhere,
                    shared_source=shared_source)
    assert all(d.detail and (d.before or d.facet == "attribution") and d.report == "r2" and d.against == "r1" for d in changes)
    return [f"{d.facet} {d.direction}" for d in changes]


@pytest.mark.parametrize(("before", "after", "expected"), [
    (tell("the ferry line to close", mode="forecast", words="expects"), tell("The ferry line will close", mode="forecast"), "hardened"),
    (tell("The ferry line is expected to close", mode="forecast"), tell("The ferry line will close", mode="forecast"), "hardened"),
    (tell("selling the quarry", mode="intention", words="is considering", factuality=0.0),
     tell("sell the quarry", mode="intention", words="wants"), "hardened"),
    (tell("sell the quarry", mode="intention", words="wants"), tell("The firm will sell the quarry", mode="forecast"), "hardened"),
    (tell("The firm plans to sell the quarry", mode="intention"), tell("The firm will sell the quarry", mode="forecast"), "hardened"),
    (tell("The well may have been poisoned", factuality=0.4), tell("The well has been poisoned"), "hardened"),
    (tell("The fire was most likely set on purpose", mode="assessment"), tell("The fire was set on purpose"), "hardened"),
    (tell("Walking could lower the risk"), tell("Walking lowers the risk"), "hardened"),
    (tell("The latch can slip"), tell("The latch will slip", mode="forecast"), "hardened"),
    (tell("The tolls will rise", mode="forecast"), tell("The tolls may rise", mode="forecast", factuality=0.4), "softened"),
    (tell("The club is close to signing Iker Sanz"), tell("Iker Sanz will join the club", mode="forecast"), "hardened"),
    (tell("The tolls will rise", mode="forecast"), tell("The tolls are to rise", mode="forecast"), None),
    (tell("The tolls are set to rise", mode="forecast"), tell("The tolls will rise", mode="forecast"), None),
    (tell("The tolls would rise", mode="forecast"), tell("The tolls will rise", mode="forecast"), None),
    (tell("raise the tolls", mode="intention", words="plans"), tell("raise the tolls", mode="intention", words="intends"), None),
    (tell("The tolls will rise", mode="forecast"), tell("raise the tolls", mode="intention", words="plans"), None),
    (tell("the tolls to rise", mode="forecast", words="expects"), tell("that the tolls will rise", mode="forecast", words="anticipates"), None),
    (tell("The bridge is expected to open", mode="forecast"), tell("The bridge opened with a brass band"), None),
    (tell("merge with a dairy"), tell("The bakery could merge with a dairy", factuality=0.4), None),
])
def test_certainty(before: Statement, after: Statement, expected: str | None) -> None:
    assert found(before, after) == ([f"certainty {expected}"] if expected else [])


def count(words: str, low: float | None, high: float | None, unit: str | None = "person") -> Statement:
    return tell(f"{words} were on the pier", (words, low, high, unit))


@pytest.mark.parametrize(("before", "after", "expected"), [
    (count("up to 90 people", None, 90), count("90 people", 90, 90), "narrowed"),
    (count("at least 14 people", 14, None), count("Fourteen people", 14, 14), "narrowed"),
    (count("about 300 people", 300, 300), count("300 people", 300, 300), "narrowed"),
    (count("70 people", 70, 70), count("more than 70 people", 70, None), "raised"),
    (count("as many as 70 people", None, 70), count("more than 70 people", 70, None), "raised"),
    (count("341 people", 341, 341), count("more than 400 people", 400, None), "raised"),
    (count("11,300 people", 11300, 11300), count("more than 11,000 people", 11000, None), "widened"),
    (count("61.4 percent", 61.4, 61.4, "percent"), count("more than 61 percent", 61, None, "percent"), "widened"),
    (count("70 people", 70, 70), count("around 70 people", 70, 70), "widened"),
    (count("18,700 lamps", 18700, 18700, "lamp"), count("nearly 19,000 lamps", 19000, 19000, "lamp"), "widened"),
    (count("0.8 percent", 0.8, 0.8, "percent"), count("less than 1 percent", None, 1, "percent"), "widened"),
    (count("six guards", 6, 6, "guard"), tell("several guards were on the pier"), "widened"),
    (count("fourteen people", 14, 14), count("dozens of people", 24, None), "raised"),
    (count("140 people", 140, 140), count("120 people", 120, 120), "lowered"),
    (count("between 20 and 30 people", 20, 30), count("thirty people", 30, 30), "narrowed"),
    (count("8 million pounds", 8e6, 8e6, "GBP"), count("8 million euros", 8e6, 8e6, "EUR"), "changed"),
    (count("about 900 hectares", 900, 900, "hectare"), count("about 900 acres", 900, 900, "acre"), "changed"),
    (tell("Two of the three sluices are open", ("Two of the three sluices", 2, 2, "sluice")),
     tell("All three sluices are open", ("three sluices", 3, 3, "sluice")), "raised"),
    (tell("A drone fell into the reservoir"), tell("Drones fell into the reservoir"), "raised"),
    (tell("It had burned a barge"), tell("It had burned barges at the quay"), "raised"),
    (tell("The Foss bridge is closed"), tell("Two bridges are closed", ("Two bridges", 2, 2, "bridge")), "raised"),
    (tell("The quake had a magnitude of 5.4"), tell("The quake had a magnitude of more than 5"), "widened"),
    (count("8 million pounds", 8e6, 8e6, "GBP"), count("about 9.3 million euros", 9.3e6, 9.3e6, "EUR"), None),
    (count("60 days", 60, 60, "day"), count("two months", 2, 2, "month"), None),
    (count("12 kilometres", 12, 12, "kilometre"), count("7.5 miles", 7.5, 7.5, "mile"), None),
    (count("about 300 people", 300, 300), count("roughly 300 people", 300, 300), None),
    (count("up to 90 people", None, 90), count("as many as 90 people", None, 90), None),
    (count("14 people", 14, 14), count("fourteen residents", 14, 14, "resident"), None),
    (count("14 people", 14, 14), count("three boats", 3, 3, "boat"), None),
    (count("14 people", 14, 14), tell("People were on the pier"), None),
    (tell("It plans a harbour"), tell("The plan is for a harbour; it plans to dig"), None),
    (tell("14 people died and 30 people were hurt", ("14 people", 14, 14, "person"), ("30 people", 30, 30, "person")),
     tell("30 people were hurt", ("30 people", 30, 30, "person")), None),
])
def test_quantity(before: Statement, after: Statement, expected: str | None) -> None:
    assert found(before, after) == ([f"quantity {expected}"] if expected else [])


def test_another_figure_of_one_source_is_its_later_one() -> None:
    before, after = count("at least 14 people", 14, None), count("19 people", 19, 19)
    assert found(before, after) == ["quantity raised"]
    assert found(before, after, shared_source=True) == []
    assert found(count("70 people", 70, 70), count("more than 70 people", 70, None), shared_source=True) == ["quantity raised"]


@pytest.mark.parametrize(("before", "after", "expected"), [
    (("as early as March", "2025-03-01", None), ("March", "2025-03-01", "2025-04-01"), "narrowed"),
    (("by 15 April", None, "2025-04-16"), ("15 April", "2025-04-15", "2025-04-16"), "narrowed"),
    (("from 1 November", "2024-11-01", None), ("from November", "2024-11-01", None), "widened"),
    (("16 May", "2025-05-16", "2025-05-17"), ("May", "2025-05-01", "2025-06-01"), "widened"),
    (("Friday", "2024-05-17", "2024-05-18"), ("Saturday", "2024-05-18", "2024-05-19"), "changed"),
    (("2016", "2016-01-01", "2017-01-01"), ("2006", "2006-01-01", "2007-01-01"), "changed"),
    (("Friday", "2024-05-17", "2024-05-18"), ("Friday", "2024-05-10", "2024-05-11"), None),
    (("in April", "2024-04-01", "2024-05-01"), ("in April", "2025-04-01", "2025-05-01"), None),
    (("over the next two years", "2024-05-14", "2026-05-14"), ("within two years", "2024-05-15", "2026-05-15"), None),
    (("before 10 June", None, "2024-06-10"), ("by 10 June", None, "2024-06-11"), None),
    (("since 1 January", "2024-01-01", None), ("since the start of the year", "2024-01-01", None), None),
])
def test_time(before: When, after: When, expected: str | None) -> None:
    one = tell(f"The ferry sails again {before[0]}", when=[before], mode="forecast")
    two = tell(f"The ferry sails again {after[0]}", when=[after], mode="forecast")
    assert found(one, two) == ([f"time {expected}"] if expected else [])
    assert found(one, tell("The ferry sails again", mode="forecast")) == []


def test_the_time_at_which_it_was_said_is_another() -> None:
    before = tell("The dam broke on Monday", when=[("Monday", "2024-05-13", "2024-05-14")])
    after = tell("The dam broke, Ida Roos said on Tuesday", when=[("Tuesday", "2024-05-14", "2024-05-15")])
    assert found(before, after) == []


GERMANY = at("Germany", "DE", 51.0, 9.0, "country")
LEIPZIG = at("Leipzig", "DE", 51.34, 12.37, "city")
SAXONY = at("Saxony", "DE", 51.0, 13.2, "admin1")
LISBON = at("Lisbon", "PT", 38.7, -9.1, "city")
PORTO = at("Porto", "PT", 41.15, -8.6, "city")


@pytest.mark.parametrize(("before", "after", "expected"), [
    (tell("The yard in Germany will close", where=[GERMANY]), tell("The yard near Leipzig will close", where=[LEIPZIG]), "narrowed"),
    (tell("People in Leipzig must boil water", where=[LEIPZIG]), tell("People in Saxony must boil water", where=[SAXONY]), "widened"),
    (tell("A shell fell in Leipzig", where=[LEIPZIG]), tell("A shell fell in Lisbon", where=[LISBON]), "changed"),
    (tell("A shell fell in Leipzig", where=[LEIPZIG]), tell("A shell fell", where=[]), None),
    (tell("A shell fell in Leipzig", where=[LEIPZIG]), tell("A shell fell in Leipzig in Saxony", where=[LEIPZIG, SAXONY]), None),
    (tell("A shell fell in Leipzig", where=[LEIPZIG]), tell("The mayor of Lisbon spoke of a shell", where=[LISBON]), None),
    (tell("Troops entered the outskirts of Leipzig", where=[LEIPZIG]), tell("Troops entered Leipzig", where=[LEIPZIG]), "widened"),
    (tell("People in the north of the town must boil water"), tell("People in Leipzig must boil water", where=[LEIPZIG]), "widened"),
])
def test_place(before: Statement, after: Statement, expected: str | None) -> None:
    assert found(before, after) == ([f"place {expected}"] if expected else [])


def test_the_place_may_stand_in_the_next_sentence() -> None:
    before, after = tell("The mill will cut 90 jobs"), tell("The mill will cut 90 jobs in Lisbon", where=[LISBON])
    beside = tell("Most of them are in Leipzig", where=[LEIPZIG], id_="s2", at=40)
    assert found(before, after) == []
    assert found(before, after, elsewhere=[beside]) == ["place changed"]
    assert found(before, after, elsewhere=[beside, tell("The mill has a shop in Lisbon", where=[LISBON], id_="s3", at=90)]) == []


SAID = "The lock is unsafe"


@pytest.mark.parametrize(("before", "after", "expected"), [
    (by("South Korean port official", "anonymous"), by("North Korean port official", "anonymous"), "changed"),
    (by("senior Irish official", "anonymous"), by("Irish officials", "anonymous"), "widened"),
    (by("trader in Bergen", "anonymous"), by("Traders", "group"), "widened"),
    (by("nurse on the night shift", "anonymous"), by("Nurses at the clinic", "group"), "widened"),
    (by("doctor at the clinic", "anonymous"), by("soldier", "anonymous"), "changed"),
    (by("Lund University", "organization"), by("researchers at Umea University", "group"), "changed"),
    (by("Health Ministry", "government"), by("Transport Ministry", "government"), "changed"),
    (by("Ida Roos"), by("mayor"), None),
    (by("mayor"), by("Ida Roos"), None),
    (by("Health Ministry", "government"), by("spokesman for the Health Ministry", "person"), None),
    (by("person familiar with the matter", "anonymous"), by("banker", "anonymous"), None),
    (by("South Korean port official", "anonymous"), by("unnamed official at a port in South Korea", "anonymous"), None),
    (by("Ida Roos"), by("Alder Post", "outlet", "report"), None),
])
def test_source(before: Hop, after: Hop, expected: str | None) -> None:
    assert found(tell(SAID, chain=[before]), tell(SAID, chain=[after])) == ([f"source {expected}"] if expected else [])


def test_a_source_that_the_other_report_hears_too_is_no_other_source() -> None:
    one, two = by("doctor at the clinic", "anonymous"), by("soldier", "anonymous")
    assert found(tell(SAID, chain=[one]), tell(SAID, chain=[two]), elsewhere=[tell("The lock is old", chain=[two], id_="s2")]) == []


def test_not_seen_is_not_no() -> None:
    unseen = tell("the letter was forged", polarity="absent", words="have seen no sign", factuality=0.0)
    assert found(unseen, tell("The letter was not forged", polarity="denied")) == ["polarity changed"]
    assert found(unseen, tell("There is no sign that the letter was forged", polarity="absent")) == []
    assert found(tell("The letter was forged"), tell("The letter was not forged", polarity="denied")) == ["polarity changed"]


def test_a_denial_tells_what_it_denies() -> None:
    denied = tell("the letter was forged", polarity="denied", chain=[by("Ida Roos", act="deny")])
    assert found(tell("The letter was forged"), denied) == []
    undecided = tell("close the mill", mode="intention", polarity="absent", words="has not decided", factuality=-0.4)
    assert found(undecided, tell("The mill will not close", polarity="denied", mode="forecast")) == []


def test_attribution() -> None:
    parent, bare = tell(SAID, chain=[by("Ida Roos")]), tell(SAID)
    assert found(parent, bare, sourced=False) == ["attribution dropped"]
    assert found(parent, bare) == []
    assert found(bare, parent, parent_sourced=False) == ["attribution added"]
    assert found(bare, tell(SAID, chain=[by("Alder Post", "outlet", "report")]), parent_sourced=False) == []
    assert found(parent, tell("The lock is unsafe, according to Ida Roos"), sourced=False) == []
    assert found(tell("I have resigned", chain=[by("Ida Roos")]), tell("Ida Roos has resigned"), sourced=False) == []


def test_what_the_other_report_said_itself_is_inherited() -> None:
    loose = tell("The yard will cut 90 jobs", ("90 jobs", 90, 90, "job"), mode="forecast")
    exact = tell("the yard to cut up to 90 jobs", ("up to 90 jobs", None, 90, "job"), mode="forecast", words="expects", id_="s2", at=60)
    assert found(exact, [loose, exact]) == ["certainty hardened", "quantity narrowed"]
    assert found([loose, exact], loose) == []
    assert found([exact, loose], exact) == []


def test_the_worst_comes_first_and_each_once() -> None:
    before = tell("up to 90 jobs to go as early as March", ("up to 90 jobs", None, 90, "job"),
                  when=[("as early as March", "2025-03-01", None)], mode="forecast", words="expects", chain=[by("Ida Roos")])
    number, when = ("90 jobs", 90, 90, "job"), [("March", "2025-03-01", "2025-04-01")]
    after = tell("90 jobs will go in March", number, when=when, mode="forecast")
    twice = [after, tell("In all 90 jobs will go in March", number, when=when, mode="forecast", id_="s2", at=50)]
    assert found(before, twice, sourced=False) == ["certainty hardened", "attribution dropped", "quantity narrowed", "time narrowed"]


def test_the_same_words_cut_otherwise_have_not_drifted() -> None:
    assert found(tell("he believes such tolls are of use"), tell("such tolls are of use", words="believes", mode="assessment")) == []
    assert found(tell("It is the matter of tolls that could decide the vote"), tell("It is the matter of tolls")) == []
    assert found(tell("Roos's denials"), tell("Roos may deny it", factuality=0.4)) == []
    swapped = tell("wanting it back", chain=[by("Ivo Kran")]), tell("wanting it back", chain=[by("Ida Roos")])
    assert found(*swapped) == []


def test_beside_what_is_to_come_what_came_about_is_another_thing() -> None:
    coming = tell("up to 40 barges to sail", ("up to 40 barges", None, 40, "barge"), mode="forecast", words="expects")
    gone = tell("40 barges had sailed in July", ("40 barges", 40, 40, "barge"), id_="s2", at=50)
    assert found(coming, [coming, gone]) == []


def test_a_time_that_names_another_thing_is_not_when_it_was() -> None:
    before = tell("Divers searched the lock on Friday", when=[("Friday", "2024-05-17", "2024-05-18")])
    assert found(before, tell("Divers searched the lock before Monday's vote", when=[("Monday", "2024-05-20", "2024-05-21")])) == []
    assert found(before, tell("Divers searched the lock of the 2016 flood year", when=[("2016", "2016-01-01", "2017-01-01")])) == []


def test_nothing_to_compare() -> None:
    assert found([], [tell(SAID)]) == []
    assert found([tell(SAID)], []) == []


TEXTS = st.text(max_size=60) | st.sampled_from(
    ["may " * 40, "not, " * 40, "a b c " * 30, "…", "up to " * 30, "two of them", "several s", "\u202e٣"])
MARKS = st.none() | st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    text = draw(TEXTS)
    part = text[:draw(st.integers(0, 20))]
    unit = draw(st.sampled_from([None, "person", "EUR", "metre", "foot", "percent", ""]) | st.text(max_size=5))
    start = draw(st.sampled_from([None, "", "2024-01-01", "nonsense", "0001-01-01", "2024-01-01T10:00"]))
    end = draw(st.sampled_from([None, "9999-12-31"]))
    return tell(text, (part, draw(MARKS), draw(MARKS), unit), when=[(part, start, end)],
                where=[at(part, None, None, None, "city")],
                chain=draw(st.sampled_from([(), (by(""),), (by("officials", "anonymous"),), (by(text, "group"),)])),
                polarity=draw(st.sampled_from(["affirmed", "denied", "absent"])), words=draw(st.none() | TEXTS))


@given(st.lists(statements(), max_size=2), st.lists(statements(), max_size=2))
@settings(max_examples=150, deadline=None)
def test_any_text_is_compared_and_nothing_drifts_from_itself(child: list[Statement], parent: list[Statement]) -> None:
    changes = drift(child, parent, report=LATER, against=FIRST, sourced=True, parent_sourced=True)
    keys = [f"{d.facet} {d.direction}" for d in changes]
    assert len(keys) == len(set(keys))
    assert sorted(keys, key=WORST.index) == keys
    assert drift(child, child, report=LATER, against=FIRST, sourced=True, parent_sourced=True) == ()
