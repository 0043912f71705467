"""Who speaks after a sentence says all of it; who speaks in it, or in another, does not."""

import pytest

from marks import marked
from reportedly.extract.decode import Found
from reportedly.extract.scope import narrow, parted, unnumbered, widen


def contents(words: str) -> list[str]:
    """The contents of marked attributions after widening, in the order of their cues."""
    text, reading = marked(words)
    found = [Found(a.cue, a.sources, a.contents, 0.9, "unknown", "say") for a in sorted(reading.attributions, key=lambda a: a.cue)]
    return [text[slice(*f.contents[0])] for f in widen(text, found)]


@pytest.mark.parametrize(("words", "expected"), [
    ("[Oslo]s1 [expects]c1 [that [the pier will fall]t2]t1, [an aide]s2 [said]c2.",
     ["that the pier will fall", "Oslo expects that the pier will fall"]),
    ("[Oslo]s1 [expects]c1 [the pier to fall]t1,t2, [according to]c2 [an aide]s2.", ["the pier to fall", "Oslo expects the pier to fall"]),
    ("[An aide]s2 [said]c2 [Oslo]s1 [expects]c1 [the pier to fall]t1,t2.", ["the pier to fall", "the pier to fall"]),
    ("[Oslo]s1 [expects]c1 [the pier to fall]t1. [The ferry stopped]t2, [an aide]s2 [said]c2.", ["the pier to fall", "The ferry stopped"]),
    # one who is cited says what was reported, not that it was
    ("[Radio Norte]s1 [reported]c1 [that the pier fell]t1,t2, [citing]c2 [an aide]s2.", ["that the pier fell", "that the pier fell"]),
    ("[The pier will fall]t1, [Oslo]s1 [said]c1. [It]s2 [added]c2 [more]t2.", ["The pier will fall", "more"]),
])
def test_widen(words: str, expected: list[str]) -> None:
    assert contents(words) == expected


@pytest.mark.parametrize(("words", "expected"), [
    ("[Ferry to stop]t1\n\n[Oslo]s1 [said]c1 [the ferry would stop]t1.", ["the ferry would stop"]),
    ("[“We waited,”]t1 [Ana]s1 [said]c1.\n\n[“Nobody came.”]t1", ["“We waited,”", "“Nobody came.”"]),
    ("[Oslo]s1 [said]c1:\n[the ferry would stop]t1\n[the pier would close]t1", ["the ferry would stop", "the pier would close"]),
    ("[Ferry to stop]t1\n[says]c1 [Oslo]s1.", ["Ferry to stop"]),
])
def test_narrow(words: str, expected: list[str]) -> None:
    text, reading = marked(words)
    [one] = narrow(text, [Found(a.cue, a.sources, a.contents, 0.9, "unknown", "say") for a in reading.attributions])
    assert [text[slice(*s)] for s in one.contents] == expected


@pytest.mark.parametrize(("words", "expected"), [
    ("[One. The harbour master]s1 [said]c1 [it was shut]t1.", ("The harbour master", "it was shut")),
    ("[2) More than 40 boats are out]t1, [he]s1 [said]c1.", ("he", "More than 40 boats are out")),
    ("[One of the pilots]s1 [said]c1 [“Two.”]t1", ("One of the pilots", "“Two.”")),
])
def test_the_number_of_an_item_is_nobody(words: str, expected: tuple[str, str]) -> None:
    text, reading = marked(words)
    [one] = unnumbered(text, [Found(a.cue, a.sources, a.contents, 0.9, "unknown", "say") for a in reading.attributions])
    assert (text[slice(*one.sources[0])], text[slice(*one.contents[0])]) == expected


@pytest.mark.parametrize("words", [
    "It rained. The channel Kurs [writes with reference to]c1 [the pilots' union]s1 [that two boats sank]t1.",
    "It rained. [The channel Kurs]s1 [writes with reference to]c1 [the pilots' union that two boats sank]t1.",
])
def test_one_who_writes_and_one_who_is_cited(words: str) -> None:
    text, reading = marked(words)
    found = parted(text, [Found(a.cue, a.sources, a.contents, 0.9, "unknown", "say") for a in reading.attributions])
    assert [[text[slice(*s)] for s in (*f.sources, f.cue, *f.contents)] for f in found] == [
        ["The channel Kurs", "writes", "that two boats sank"], ["the pilots' union", "with reference to", "that two boats sank"]]


def test_one_who_is_cited_alone_stays() -> None:
    text, reading = marked("[Kurs]s1 [wrote]c1, [citing]c2 [the pilots' union]s2, [that two boats sank]t1,t2.")
    found = [Found(a.cue, a.sources, a.contents, 0.9, "unknown", "say") for a in reading.attributions]
    assert parted(text, found) == found
