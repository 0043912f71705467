"""Attributions and the model's runs -> the spans of single statements."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marks import marked, report
from reportedly.resolve import resolve
from reportedly.resolve.sentences import sentences


def texts(words: str, parents: dict[int, int] | None = None) -> list[str]:
    text, reading = marked(words, parents)
    return [s.text for s in resolve(report(text), reading).statements]


def test_what_stands_before_an_inner_attribution_ends_without_its_and_that() -> None:
    assert texts("[He]s1 [said]c1 [that ⟨it was very late⟩ and that [he]s2 [saw]c2 [no end]t2]t1.", {2: 1}) == ["it was very late", "no end"]


@pytest.mark.parametrize(("words", "expected"), [
    ("[Rome]s1 [said]c1 [that the port would close]t1.", ["the port would close"]),
    ("[Rome]s1 [plans]c1 [to close the port]t1.", ["close the port"]),
    ("[“We waited,”]t1 [he]s1 [said]c1. [“Nobody came.”]t1", ["We waited", "Nobody came"]),
    ("[About one in eight]t1 [are thought]c1 [to have left]t1.", ["About one in eight … to have left"]),
    # a joined clause, where the model sees it open
    ("[Rome]s1 [said]c1 [⟨the port was shut⟩ ⟨and ships were waiting⟩]t1.", ["the port was shut", "ships were waiting"]),
    ("[Rome]s1 [said]c1 [⟨the port was shut and empty⟩]t1.", ["the port was shut and empty"]),
    # what opens a quotation, or a condition, belongs to it
    ("[“That was a mistake,”]t1 [he]s1 [said]c1.", ["That was a mistake"]),
    ("[He]s1 [said]c1 [if the port closed, prices would rise]t1.", ["if the port closed, prices would rise"]),
    ("[He]s1 [said]c1 [that it would never do that]t1.", ["it would never do that"]),
    # two who say the same are two witnesses
    ("[The mayor]s1 [said]c1, and [police]s2 [confirmed]c2, [that the bridge was shut]t1,t2.", ["the bridge was shut", "the bridge was shut"]),
    ("KYIV, Ukraine (AP) — ⟨Shares fell sharply⟩.", ["Shares fell sharply"]),
    ("⟨By Monday, 40 people had died⟩.", ["By Monday, 40 people had died"]),
    ("By Ana Ruiz and Li Wei\n\n⟨It rained⟩.", ["It rained"]),
    # the report's own voice
    ("⟨Shares fell⟩ after [the bank]s1 [said]c1 [it would close]t1.", ["Shares fell", "it would close"]),
    ("⟨Junta to expel soldiers⟩\n\n⟨It rained⟩.", ["Junta to expel soldiers", "It rained"]),
    # labels and lines of sources are no statements
    ("Source: ⟨Radio Norte; the mayor⟩\n\nDetails: ⟨The bridge is shut⟩.", ["The bridge is shut"]),
    ("Background:\n\n⟨The bridge was built in 1931⟩.", ["The bridge was built in 1931"]),
])
def test_statements(words: str, expected: list[str]) -> None:
    assert texts(words) == expected


def test_an_inner_attribution_takes_its_words() -> None:
    assert texts("[The clerk]s1 [said]c1 [that [Rome]s2 [plans]c2 [to close the port]t2]t1.", {2: 1}) == ["close the port"]


def test_the_chain_runs_from_the_nearest_to_the_furthest() -> None:
    words = "[Radio Uno]s1 [reported]c1, [citing]c2 [an aide]s2{anonymous}, [that [Rome]s3 [plans]c3 [to close the port]t3]t1,t2."
    text, reading = marked(words, {2: 1, 3: 2})
    [statement] = resolve(report(text), reading).statements
    assert [(h.name, h.kind, h.act) for h in statement.chain] == [
        ("Radio Uno", "outlet", "report"), ("aide", "anonymous", "say"), ("Rome", "government", "intend")]
    assert statement.attribution == "a3"


@given(st.text(max_size=300))
def test_sentences_are_in_order_and_lose_no_word(text: str) -> None:
    found = sentences(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    covered = {i for s in found for i in range(s.start, s.end)}
    assert all(i in covered or char.isspace() for i, char in enumerate(text))


@pytest.mark.parametrize(("text", "count"), [
    ("They fled overnight.Officials said so.", 2),
    ("“Nobody came.” He left.", 2),
    ("Dr. Li met U.S. officials on Jan. 3 in St. Louis.", 1),
    ("One line\nand another", 2),
])
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize("line", ["ALL CAPS " * 20_000, "it said a blue tram was late; " * 4_000, "Foo of " * 15_000, "A (NATO) " * 10_000])
def test_a_long_line_takes_no_time(line: str) -> None:
    words = "".join(f"{line}[it]s{n} [said]c{n} [so]t{n} " if n == 9 else f"[The bank]s{n} [said]c{n} [so]t{n}. " for n in range(1, 10))
    began = time.perf_counter()
    texts(words)
    assert time.perf_counter() - began < 20  # quadratic look-ups took minutes
