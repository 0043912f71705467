"""The facets of the report that the project starts from (published 2024-06-27), each on a short quotation, from a reading given by hand."""

import re
from dataclasses import replace

from marks import marked, report
from reportedly.resolve import resolve
from reportedly.types import Name, Span, Statement

NAMES = {"North Korea": "location", "South Korea": "location", "Donetsk Oblast": "location", "Donetsk": "location", "TV Chosun": "organization",
         "Ukraine": "location", "Russia": "location", "ISW": "organization", "Kim Jong Un": "person", "Putin": "person", "Vietnam": "location"}
ANTICIPATES = (
    "[TV Chosun]s1 [reported]c1 on 21 June, [citing]c2 [a South Korean government official]s2, [that [South Korea]s3 [anticipates]c3 "
    "[North Korea will deploy a large-scale engineering force to occupied Donetsk Oblast as early as July 2024 to assist in "
    "rebuilding infrastructure in the occupied city of Donetsk]t3]t1,t2.")
BRIGADES = (
    "According to the report, ⟨the North Korean military operates 10 engineering brigades⟩ and [TV Chosun]s1 [estimated]c1 [that "
    "deploying three or four of these brigades to occupied parts of Ukraine could earn North Korea up to US$115 million annually in "
    "unspecified foreign currency from Russia]t1.")
SEEMS = "[ISW]s1 [pointed out]c1 [that Russia seems to be fostering a coalition of friendly states such as North Korea and Vietnam]t1."
NO_REPORTS = (
    "While [ISW]s1 [has not seen any reports suggesting]c1 [that North Korean military personnel intend to engage in combat operations "
    "in Ukraine]t1, it went on.")
SIGNED = (
    "⟨The agreement signed by Putin and North Korean leader Kim Jong Un on Wednesday, 19 June obliges each side to provide immediate "
    "military assistance⟩.")


def statements(words: str, parents: dict[int, int] | None = None) -> list[Statement]:
    """What is found in marked words, as if the tagger had seen the names."""
    text, reading = marked(words, parents)
    names = tuple(Name(Span(*m.span()), NAMES[m[0]], 0.99)  # type: ignore[arg-type]
                  for m in re.finditer("|".join(sorted(NAMES, key=len, reverse=True)) + r"(?!n\b)", text) if text[m.end():m.end() + 1] != "n")
    return list(resolve(replace(report(text), published="2024-06-27"), replace(reading, names=names)).statements)


def test_the_forecast_and_who_told_it_when() -> None:
    [found] = statements(ANTICIPATES, {2: 1, 3: 2})
    assert (found.mode, found.polarity, found.certainty.words) == ("forecast", "affirmed", "anticipates")
    assert [(t.text, t.start, t.end, t.grain) for t in found.times] == [("as early as July 2024", "2024-07-01", None, "month")]
    channel, official, state = found.chain
    assert channel.when is not None
    assert (channel.when.text, channel.when.start, channel.when.end) == ("21 June", "2024-06-21", "2024-06-22")
    assert official.when is None
    assert official.anonymity is not None
    assert (official.anonymity.role, official.anonymity.affiliation, official.anonymity.low) == ("official", "South Korean government", 1)
    assert (state.name, state.entity) == ("South Korea", "Q884")


def test_the_region_and_the_city_are_two_places_that_the_text_calls_occupied() -> None:
    [found] = statements(ANTICIPATES, {2: 1, 3: 2})
    region, city = found.places
    assert (region.name, region.geonames, region.country, region.precision, region.control) == (
        "Donetsk Oblast", 709716, "UA", "admin1", "occupied")
    assert (city.name, city.country, city.precision, city.control) == ("Donetsk", "UA", "city", "occupied")
    assert [(a.name, a.kind, a.entity) for a in found.actors] == [("North Korea", "country", "Q423")]


def test_numbers_ranges_and_bounds() -> None:
    operates, could = statements(BRIGADES)
    assert [(q.low, q.high, q.unit) for q in operates.quantities] == [(10, 10, "brigade")]
    some, money = could.quantities
    assert (some.low, some.high, some.unit, some.of) == (3, 4, "brigade", 10)
    assert (money.low, money.high, money.unit, money.per) == (None, 115_000_000, "USD", "year")
    assert [(p.name, p.control) for p in could.places] == [("Ukraine", "occupied")]


def test_what_seems_is_an_assessment() -> None:
    [found] = statements(SEEMS)
    assert (found.mode, found.polarity, found.certainty.words, found.certainty.likelihood) == ("assessment", "affirmed", "seems to be", None)
    assert found.certainty.level == "hedged"


def test_no_reports_seen_is_no_denial() -> None:
    [found] = statements(NO_REPORTS)
    assert (found.polarity, found.certainty.level) == ("absent", "open")


def test_the_agreement_has_its_day() -> None:
    [found] = statements(SIGNED)
    assert [(t.start, t.end) for t in found.times] == [("2024-06-19", "2024-06-20")]
    assert found.mode == "assertion"
    assert [(a.name, a.kind) for a in found.actors] == [("Vladimir Putin", "person"), ("Kim Jong Un", "person")]
