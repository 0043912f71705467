"""Stretches of a text -> pieces: every character once, well nested, whatever overlaps with whatever."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from reportedly.present.web.marking import DEEPEST, Line, Piece, Stretch, marked

STRETCHES = st.lists(st.builds(lambda start, length, kind, layer: Stretch(start, start + length, kind, layer=layer), st.integers(-3, 60),
                               st.integers(-2, 40), st.sampled_from(["content", "source", "cue"]), st.integers(0, 2)), max_size=12)


def words(lines: list[Line]) -> str:
    return "".join(piece.words for line in lines for piece in line.pieces)


def drawn(lines: list[Line]) -> str:
    """`(a one (b two)b)a`, with a `~` at the places where a stretch is only interrupted."""
    def draw(piece: Piece) -> str:
        if piece.stretch is None:
            return piece.words
        edge = "" if piece.edge else "~"
        return f"({edge}{piece.stretch.id} " if piece.does == "open" else f"{edge}){piece.stretch.id}"
    return "".join(draw(piece) for line in lines for piece in line.pieces)


@given(st.text(alphabet="ab \n\r\t😀\x00\u202e", max_size=60), STRETCHES)
def test_every_character_comes_out_once(text: str, stretches: list[Stretch]) -> None:
    lines = marked(text, stretches)
    assert words(lines) == text
    assert all(text[line.start:line.end] == "".join(p.words for p in line.pieces) for line in lines)
    assert all(not words([line]).strip() for line in lines if line.gap)


@given(st.text(alphabet="ab \n😀", max_size=60), STRETCHES)
def test_what_opens_closes_within_its_line_and_in_order(text: str, stretches: list[Stretch]) -> None:
    for line in marked(text, stretches):
        stack: list[Stretch] = []
        for piece in line.pieces:
            if piece.does == "open":
                assert piece.stretch is not None
                assert all(outer.layer <= piece.stretch.layer for outer in stack)
                stack.append(piece.stretch)
            elif piece.does == "close":
                assert stack.pop() == piece.stretch
        assert not stack


@given(st.text(alphabet="ab \n", max_size=60), STRETCHES)
def test_each_character_lies_in_the_stretches_that_cover_it(text: str, stretches: list[Stretch]) -> None:
    at = 0
    for line in marked(text, stretches):
        stack: list[Stretch] = []
        for piece in line.pieces:
            if piece.stretch is not None:
                stack = [*stack, piece.stretch] if piece.does == "open" else stack[:-1]
            for _ in piece.words:
                if not line.gap:
                    assert len(stack) == sum(s.start <= at < s.end for s in stretches)
                at += 1


def test_the_longer_lies_outside_and_the_first_given_of_two_on_the_same_words() -> None:
    assert drawn(marked("one two", [Stretch(4, 7, "k", "b"), Stretch(0, 7, "k", "a"), Stretch(4, 7, "k", "c")])) == "(a one (b (c two)c)b)a"


def test_of_two_that_cross_the_later_is_split() -> None:
    assert drawn(marked("one two three", [Stretch(0, 7, "k", "a"), Stretch(4, 13, "k", "b")])) == "(a one (b two~)b)a(~b  three)b"


def test_a_lower_layer_lies_outside_though_it_is_shorter() -> None:
    assert drawn(marked("one two", [Stretch(0, 7, "k", "a"), Stretch(0, 3, "k", "link", layer=0)])) == "(link (a one~)a)link(~a  two)a"


def test_a_stretch_over_lines_is_opened_in_each_and_not_between() -> None:
    assert drawn(marked("one\n\ntwo\n", [Stretch(0, 9, "k", "a")])) == "(a one~)a\n\n(~a two)a\n"


def test_a_stretch_of_nothing_but_white_space_is_left_out() -> None:
    assert drawn(marked("one\n \ntwo", [Stretch(3, 6, "k", "a"), Stretch(8, 8, "k", "b"), Stretch(40, 50, "k", "c")])) == "one\n \ntwo"


def test_contents_within_one_another_know_their_depth() -> None:
    pieces = marked("one two three", [Stretch(0, 13, "content"), Stretch(4, 13, "content"), Stretch(8, 13, "content")])[0].pieces
    assert [p.depth for p in pieces if p.does == "open"] == [0, 1, 2]
    assert [p.depth for p in pieces if p.does == "close"] == [2, 1, 0]


def test_too_many_within_one_another_are_left_out_and_the_text_is_not() -> None:
    lines = marked("x" * 200, [Stretch(n, 200 - n, "content", str(n)) for n in range(90)])
    assert words(lines) == "x" * 200
    assert sum(p.does == "open" for p in lines[0].pieces) == DEEPEST


def test_a_long_text_with_many_stretches_is_done_at_once() -> None:
    draw = random.Random(1)  # noqa: S311
    text = ("word " * 79 + "word\n") * 1250
    starts = [draw.randrange(len(text)) for _ in range(5000)]
    began = time.perf_counter()
    lines = marked(text, [Stretch(s, s + draw.randrange(1, 3000), "content") for s in starts])
    assert words(lines) == text
    assert time.perf_counter() - began < 10  # 0.5 s on two busy cores; only a growth that is not linear passes this
