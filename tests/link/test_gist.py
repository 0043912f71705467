"""What matching compares of a statement."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from link.gists import NOWHERE, day, figure, of, said
from reportedly.link.gist import hours
from reportedly.link.terms import fold, name_key, rarity, stem, words


@pytest.mark.parametrize(("one", "other"), [
    ("slovenia", "slovenian"), ("ukraine", "ukrainian"), ("kharkiv", "kharkov"), ("zelensky", "zelenskyy"),
    ("norwegian", "norway"), ("british", "britain")])
def test_spellings_and_peoples_meet(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("austria", "australia"), ("niger", "nigeria"), ("mali", "malawi"), ("ireland", "iceland")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_forms_of_a_word_meet() -> None:
    assert stem("shipped") == stem("ships") == stem("shipping")
    assert stem("deaths") == stem("died")
    assert stem("built") == stem("build")


def test_rare_words_tell_more() -> None:
    assert rarity("the") < rarity("minister") < rarity("barracks") < rarity("twyfelkopje")
    assert rarity("278") > rarity("60")


def test_names_words_and_numbers_are_kept_apart() -> None:
    g = of("The harbour of Gdynia lost 400 cranes", quantities=(figure("400 cranes", 400, 400, "crane"),), vector=NOWHERE)
    assert name_key("gdynia") in g.names
    assert set(g.words) == {stem("harbour"), stem("lost"), stem("cranes")}
    assert [(n.low, n.high, n.unit) for n in g.numbers] == [(400, 400, stem("crane"))]


def test_like_units_are_one() -> None:
    soldiers = of("x", quantities=(figure("60 soldiers", 60, 60, "soldier"),), vector=NOWHERE)
    people = of("x", quantities=(figure("60 people", 60, 60, "person"),), vector=NOWHERE)
    assert soldiers.numbers[0].unit == people.numbers[0].unit
    week = of("x", quantities=(figure("two weeks", 2, 2, "week"),), vector=NOWHERE)
    assert (week.numbers[0].low, week.numbers[0].unit) == (14, "day")


def test_the_sentence_tells_of_whom_a_fragment_speaks() -> None:
    g = of("to leave before the vote", sentence="Ms Orlova was expected to leave before the vote.", vector=NOWHERE)
    assert name_key("orlova") in g.wide
    assert name_key("orlova") not in g.names


def test_speaker_is_the_furthest_who_has_a_name() -> None:
    g = of("x", chain=(said("Adria Wire", "outlet", "report"), said("Mara Vell"), said("an aide", "anonymous")), vector=NOWHERE)
    assert g.speaker == {name_key("mara"), name_key("vell")}
    assert len(g.voices) == 3


def test_times_and_what_is_long_ago() -> None:
    g = of("It burned in July", times=(day("in July", "2024-07-01", "2024-08-01"),), vector=NOWHERE)
    assert g.age is not None
    assert g.age > 200


@pytest.mark.parametrize("published", [None, "", "yesterday", "2025-13-40", "0000"])
def test_odd_dates_are_none(published: str | None) -> None:
    assert hours(published) is None


def test_time_zones_count() -> None:
    assert hours("2025-03-04T09:00:00+01:00") == hours("2025-03-04T08:00:00Z") == hours("2025-03-04T08:00:00")


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_a_gist(text: str) -> None:
    g = of(text, sentence=text + " more", outlet=text[:20] or "x", vector=NOWHERE)
    assert all(0 <= v <= 1.2 for v in (*g.words.values(), *g.names.values()))
    for word in words(text):
        assert word.folded
        assert stem(word.folded)
        assert fold(word.folded) == fold(fold(word.folded))
