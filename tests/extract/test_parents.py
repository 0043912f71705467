"""Spans -> which attribution lies in which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marks import marked
from reportedly.extract.decode import Found
from reportedly.extract.parents import parents
from reportedly.types import Span


def found(words: str) -> tuple[str, list[Found]]:
    text, reading = marked(words)
    return text, [Found(a.cue, a.sources, a.contents, 1.0, "unknown", "say") for a in reading.attributions]


@pytest.mark.parametrize(("words", "expected"), [
    ("[Rome]s1 [said]c1 [the port would close]t1", [None]),
    ("[The clerk]s1 [said]c1 [[the judge]s2 [had warned]c2 [that nobody would come]t2]t1", [None, 0]),
    # the one cited is a child of the one who cites, and what he says lies under him
    ("[Radio Uno]s1 [reported]c1, [citing]c2 [an aide]s2, [that [Rome]s3 [plans]c3 [to sell the port]t3]t1,t2", [None, 0, 1]),
    ("[Radio Uno]s1 [cited]c1 [an aide]s2 [as saying]c2 [that the port was sold]t1,t2", [None, 0]),
    # the outer one comes last
    ("[[The port is sold]t1, [an aide]s1 [said]c1]t2, [according to]c2 [Radio Uno]s2", [1, None]),
    ("[[The mayor]s1 [denied]c1 [it]t1]t2, [police]s2 [said]c2. [He]s3 [left]c3 [it open]t3", [1, None, None]),
    # one subject, two cues
    ("[The mayor]s1,s2 [denied]c1 [the theft]t1 and [said]c2 [he was ill]t2", [None, None]),
])
def test_parents(words: str, expected: list[int | None]) -> None:
    assert parents(*found(words)) == expected


_SPAN = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda x: Span(x[0], x[0] + x[1]))
_CUE = st.sampled_from(["said", "citing", "as saying", "told"])


@given(st.lists(st.tuples(_SPAN, _SPAN, _SPAN), max_size=7), st.lists(_CUE, min_size=90, max_size=90))
def test_walking_up_always_ends(spans: list[tuple[Span, Span, Span]], words: list[str]) -> None:
    text = " ".join(words)
    some = sorted((Found(cue, (), (a, b), 1.0, "unknown", "say") for cue, a, b in spans), key=lambda f: f.cue)
    above = parents(text, some)
    for i in range(len(some)):
        seen, at = set(), above[i]
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = above[at]
        assert i not in seen
