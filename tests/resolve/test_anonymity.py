"""What is told of an unnamed source. Written inline: "[a diplomat]s [said]c …"."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.resolve.actors import anonymity
from reportedly.types import Anonymity, Kind, Span


def read(marked: str) -> tuple[str, Span, Span]:
    """The text, the source's span and the cue's."""
    spans: dict[str, Span] = {}
    text, at = "", 0
    for found in re.finditer(r"\[([^\[\]]*)\]([sc])", marked):
        text += marked[at:found.start()]
        spans[found[2]] = Span(len(text), len(text) + len(found[1]))
        text += found[1]
        at = found.end()
    return text + marked[at:], spans["s"], spans["c"]


def told(marked: str, kind: Kind = "anonymous", name: str | None = None) -> Anonymity:
    text, hop, cue = read(marked)
    found = anonymity(text, hop, cue, Span(0, len(text)), kind, name)
    assert found is not None
    assert all(0 <= s.start < s.end <= len(text) for s in found.spans)
    for words in (found.reason, found.basis):
        assert words is None or words in text
    return found


@pytest.mark.parametrize(("marked", "affiliation", "role", "low", "high"), [
    ("[citing]c [a South Korean government official]s, that", "South Korean government", "official", 1, 1),
    ("[two Western officials]s [said]c so", "Western", "officials", 2, 2),
    ("[A senior diplomat]s [said]c so", None, "senior diplomat", 1, 1),
    ("[three or four current and former CIA officers]s [said]c so", "CIA", "current and former officers", 3, 4),
    ("[officials]s [said]c so", None, "officials", 2, None),
    ("[Several executives at the bank]s [said]c so", "bank", "executives", 2, None),
    ("[at least five sources]s [said]c so", None, "sources", 5, None),
    ("[dozens of soldiers]s [said]c so", None, "soldiers", 24, None),
    ("[half a dozen lawmakers]s [said]c so", None, "lawmakers", 6, 6),
    ("[an official of the finance ministry]s [said]c so", "finance ministry", "official", 1, 1),
    ("[a source in the prosecutor’s office]s [said]c so", "prosecutor’s office", "source", 1, 1),
    ("[a colonel in Tmutarakan]s [said]c so", None, "colonel", 1, 1),
    ("[one of the negotiators]s [said]c so", None, "negotiators", 1, 1),
    ("[A diplomat and two officials from the foreign ministry]s [said]c so", "foreign ministry", "diplomat and officials", 3, 3),
    ("[an adviser to the governor]s [said]c so", "governor", "adviser", 1, 1),
    ("[a Georgian security source]s [said]c so", "Georgian security", "source", 1, 1),
    ("[someone]s [said]c so", None, None, 1, 1),
    ("[people familiar with the plan]s [said]c so", None, None, 2, None),
    ("[a navy test pilot]s [said]c so", "navy", "test pilot", 1, 1),
    ("[unnamed Dutch and Belgian officials]s [said]c so", "Dutch and Belgian", "officials", 2, None),
    ("[residents of Lindau]s [said]c so", None, "residents", 2, None),
])
def test_affiliation_role_and_number(marked: str, affiliation: str | None, role: str | None, low: int | None, high: int | None) -> None:
    found = told(marked)
    assert (found.affiliation, found.role, found.low, found.high) == (affiliation, role, low, high)


@pytest.mark.parametrize(("marked", "reason"), [
    ("[a clerk who was not authorised to discuss the case]s [said]c so", "who was not authorised to discuss the case"),
    ("[a trustee who asked not to be named]s [said]c so", "who asked not to be named"),
    ("[a clerk who spoke on condition of anonymity]s [said]c so", "on condition of anonymity"),
    ("[two aides]s [said]c on condition of anonymity because they were not allowed to brief the press.",
     "because they were not allowed to brief the press"),
    ("Speaking on condition of anonymity to discuss private talks, [an aide]s [said]c so", "to discuss private talks"),
    ("[a guard]s, who declined to be identified for fear of reprisals, [said]c so", "for fear of reprisals"),
    ("[a broker]s [said]c so, requesting anonymity as the deal is not public.", "as the deal is not public"),
    ("[a nurse]s [said]c so because she was not authorized to speak to the media.", "because she was not authorized to speak to the media"),
    ("[an aide]s [said]c so", None),
    ("[an aide]s [said]c that prisoners are not allowed to speak to relatives", None),
    ("[an aide]s [told]c a clerk who asked not to be named", None),
    ("[an aide]s [said]c so, citing a clerk who spoke on condition of anonymity", None),
])
def test_reason(marked: str, reason: str | None) -> None:
    assert told(marked).reason == reason


@pytest.mark.parametrize(("marked", "basis"), [
    ("[people familiar with the sale]s [said]c so", "familiar with the sale"),
    ("[a person who saw the document]s [said]c so", "who saw the document"),
    ("[two officials briefed on the matter]s [said]c so", "briefed on the matter"),
    ("[an aide with direct knowledge of the plan]s [said]c so", "with direct knowledge of the plan"),
    ("[a guard at the scene]s [said]c so", "at the scene"),
    ("[a source close to the minister]s [said]c so", "close to the minister"),
    ("[an official]s [said]c, citing internal data, that it failed", "citing internal data"),
    ("[an official]s [said]c so", None),
])
def test_basis(marked: str, basis: str | None) -> None:
    assert told(marked).basis == basis


def test_who_stands_for_somebody_unnamed() -> None:
    found = told("[She]s [said]c so, asking not to be named.", name="senior White House official")
    assert (found.affiliation, found.role, found.low, found.high) == ("White House", "senior official", 1, 1)
    assert found.reason == "asking not to be named"
    assert len(found.spans) == 1
    found = told("[The officials]s [said]c so", name="Dutch and Belgian officials")
    assert (found.affiliation, found.low, found.high, found.spans) == ("Dutch and Belgian", 2, None, ())


def test_groups_too_but_nobody_else() -> None:
    assert told("[analysts]s [said]c so", "group").role == "analysts"
    others: tuple[Kind, ...] = ("person", "government", "organization", "outlet", "document", "unknown")
    for kind in others:
        assert anonymity("a man said", Span(0, 5), Span(6, 10), Span(0, 10), kind) is None
    assert anonymity("said", None, Span(0, 4), Span(0, 4), "anonymous") is None


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from("a two officials of who because not “,.\n"), st.characters()), max_size=160), st.data())
def test_never_raises_and_spans_lie_in_the_text(text: str, data: st.DataObject) -> None:
    edge = st.integers(0, len(text))
    a, b, c, d, e, f = (data.draw(edge) for _ in range(6))
    name = data.draw(st.one_of(st.none(), st.text(max_size=30)))
    found = anonymity(text, Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d)), Span(min(e, f), max(e, f)), "anonymous", name)
    assert found is not None
    assert all(0 <= s.start < s.end <= len(text) for s in found.spans)


@pytest.mark.parametrize("unit", [
    "a", "1", " ", "(", "a ", "official ", "who ", "not to be ", "on condition of ", "two or ", "and two ", "ask to ", ", "])
def test_no_text_takes_long(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    start = time.process_time()
    anonymity(text, Span(0, len(text)), Span(0, 1), Span(0, len(text)), "anonymous")
    anonymity(text, Span(50_000, 50_020), Span(50_021, 50_025), Span(0, len(text)), "group", text)
    assert time.process_time() - start < 2
