"""Who a source phrase stands for, inside one report."""

import pytest

from marks import marked, report
from reportedly.resolve import resolve


def names(words: str, parents: dict[int, int] | None = None) -> list[str | None]:
    text, reading = marked(words, parents)
    extraction = resolve(report(text), reading)
    by_id = {s.attribution: s for s in extraction.statements}
    return [by_id[a.id].chain[-1].name for a in reading.attributions if a.id in by_id]


@pytest.mark.parametrize(("words", "expected"), [
    # a pronoun: the one named last who can be meant
    ("[Ana Ruiz, a nurse]s1{person} [said]c1 [the ward was full]t1. [She]s2{person} [blamed]c2 [the ministry]t2.",
     ["Ana Ruiz", "Ana Ruiz"]),
    ("[The Institute for Sea Studies (ISS)]s1 [said]c1 [ice had gone]t1. [It]s2 [expects]c2 [floods]t2.",
     ["Institute for Sea Studies", "Institute for Sea Studies"]),
    ("[Two people on board]s1{anonymous} [said]c1 [so]t1. [They]s2 [saw]c2 [smoke]t2.", ["Two people on board", "Two people on board"]),
    ("[Analysts]s3{group} [said]c3 [so]t3. [Two people on board]s1{anonymous} [agreed]c1 [so]t1. [They]s2 [saw]c2 [smoke]t2.",
     ["Two people on board", "Two people on board", "Analysts"]),
    # what its words or an earlier pronoun tell of a person
    ("[A woman from Bergen]s1{anonymous} [said]c1 [so]t1. [The captain]s2{person} [denied]c2 [it]t2. [She]s3{person} [wept]c3 [for days]t3.",
     ["woman from Bergen", "captain", "woman from Bergen"]),
    ("[Ana Ruiz]s1{person} [said]c1 [so]t1. [A spokesman, Per Dahl]s2{person}, [said]c2 [no]t2. [She]s3{person} [hoped]c3 [for rain]t3.",
     ["Ana Ruiz", "Per Dahl", "Ana Ruiz"]),
    ("[Ana Ruiz]s1{person} [said]c1 [so]t1. [She]s2 [left]c2 [it]t2. [The pilot]s3{person} [denied]c3 [it]t3. [She]s4 [saw]c4 [it]t4.",
     ["Ana Ruiz", "Ana Ruiz", "pilot", "Ana Ruiz"]),
    # several named together are one source; each is met again
    ("[The website Glas and the weekly Kurs]s1{outlet} [reported]c1 [so]t1. [Glas]s2{government} [wrote]c2 [more of it]t2.",
     ["Glas and Kurs", "Glas"]),
    ("[Websites Glas and Kurs]s1{document} [report]c1 [so]t1.", ["Glas and Kurs"]),
    ("[The Herald, the Post and the agency RIA]s1{outlet} [report]c1 [so]t1.", ["Herald, Post and RIA"]),
    ("[Bosnia and Herzegovina]s1{government} [said]c1 [so]t1.", ["Bosnia and Herzegovina"]),
    ("Peru and Its Friends: Evening Note\n\n[Peruvian outlet Lima TV]s1{outlet} [reported]c1 [so]t1.", ["Lima TV"]),
    # a surname, an acronym
    ("[The agent, Peter Lund]s1{person}, [said]c1 [no]t1. [Lund]s2{person} [added]c2 [that talks went on]t2.",
     ["Peter Lund", "Peter Lund"]),
    ("[The Institute for Sea Studies (ISS)]s1 [said]c1 [ice had gone]t1. [ISS]s2 [expects]c2 [floods]t2.",
     ["Institute for Sea Studies", "Institute for Sea Studies"]),
    # a definite phrase
    ("[Peru's Health Ministry]s1 [said]c1 [nine died]t1. [The ministry]s2 [denied]c2 [a cover-up]t2.",
     ["Peru's Health Ministry", "Peru's Health Ministry"]),
    ("[A western diplomat]s1{anonymous} [said]c1 [it was over]t1. [The diplomat]s2{anonymous} [hoped]c2 [for talks]t2.",
     ["western diplomat", "western diplomat"]),
    ("[Radio Norte]s1 [said]c1 [a bridge fell]t1. [According to]c2 [the report]s2, [nobody was hurt]t2.", ["Radio Norte", "Radio Norte"]),
    ("[An audit report]s1 [found]c1 [gaps]t1, [Radio Norte]s2 [said]c2 [so]t2. [According to]c3 [the report]s3, [money is gone]t3.",
     ["audit report", "Radio Norte", "audit report"]),
    ("[The striker Anders Mo]s1{person} [said]c1 [yes]t1. [The 24-year-old]s2{person} [wants]c2 [to go]t2.", ["Anders Mo", "Anders Mo"]),
    # the ministry of another is not meant by nobody's name
    ("[The army]s1 [said]c1 [it had won]t1.", ["army"]),
])
def test_names(words: str, expected: list[str]) -> None:
    assert names(words) == expected


def test_inside_a_content_the_pronoun_is_the_speaker() -> None:
    assert names("[Nordbank]s1{organization} [said]c1 [[it]s2 [expects]c2 [a loss]t2]t1.", {2: 1})[-1] == "Nordbank"
    assert names("[“[We]s2 [know]c2 [nothing]t2,”]t1 [Ana Ruiz]s1{person} [said]c1.", {2: 1})[-1] == "Ana Ruiz"


def test_where_two_candidates_remain_it_abstains() -> None:
    words = ("[The Lima ministry]s1{government} and [the Quito ministry]s2{government} [agreed]c1 [so]t1, [said]c2 [so]t2. "
             "[The ministry]s3 [left]c3 [it]t3.")
    assert names(words)[-1] == "ministry"


def test_each_hop_says_why() -> None:
    text, reading = marked("[Ana Ruiz]s1{person} [said]c1 [so]t1. [She]s2{person} [denied]c2 [the rest of it]t2.")
    hop = resolve(report(text), reading).statements[-1].chain[0]
    assert "“she” stands for the one named last" in hop.detail
    assert text[hop.span.start:hop.span.end] == "She" if hop.span else False


def test_the_outlet_that_was_told_is_no_hop() -> None:
    text, reading = marked("[The mayor]s1{person} [told]c1 Reuters [that the bridge was shut]t1.")
    chain = resolve(report(text), reading).statements[0].chain
    assert [(h.name, h.to) for h in chain] == [("mayor", "Reuters")]
