"""Names and tones from hand-made scores: whole words, one kind a name, none across a line."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from reportedly.extract.encode import Window, encode
from reportedly.extract.model import LABELS, NAMES, Model, Scores
from reportedly.extract.words import names, tones, words

TEXT = "Inge Dahl-Berg left Sarn\nOslo."


@pytest.fixture(scope="module")
def window() -> Window:
    """One window of whole words and of pieces of words, cut by hand."""
    pieces = [(0, 2), (2, 4), (5, 9), (9, 10), (10, 14), (15, 19), (20, 24), (25, 29), (29, 30)]
    starts, ends = (np.array(x, dtype=np.int32) for x in zip(*pieces, strict=True))
    ids = np.zeros(len(pieces) + 2, dtype=np.int32)
    return Window(ids, ids, starts, ends)


def scores(tags: list[str | dict[str, float]], facts: list[float] | None = None) -> Scores:
    """Scores that are sure of these tags of names; a dict gives probabilities."""
    rows: NDArray[np.float32] = np.full((len(tags), len(NAMES)), -9, dtype=np.float32)
    for row, tag in zip(rows, tags, strict=True):
        for name, likely in ({tag: 1.0} if isinstance(tag, str) else tag).items():
            row[NAMES.index(name)] = np.log(likely)
    def nothing(label: str) -> NDArray[np.float32]:
        return np.zeros((len(tags), len(LABELS[label])), dtype=np.float32)

    presented = nothing("facts")
    presented[:, 0] = facts or [0.0] * len(tags)
    return Scores(nothing("cues"), nothing("statements"), nothing("kinds"), nothing("acts"), nothing("modes"), nothing("polarities"),
                  nothing("signs"), presented, rows, nothing("cues"))


def found(window: Window, tags: list[str | dict[str, float]]) -> list[tuple[str, str]]:
    return [(TEXT[slice(*name.span)], name.kind) for name in names(TEXT, window, scores(tags))]


def test_words_are_runs_of_letters(window: Window) -> None:
    assert [int(i) for i in words(TEXT, window)] == [0, 2, 3, 4, 5, 6, 7, 8]


def test_a_name_is_whole_words(window: Window) -> None:
    assert found(window, ["B-person", "B-person", "I-person", "I-person", "I-person", "O", "B-location", "O", "O"]) == [
        ("Inge Dahl-Berg", "person"), ("Sarn", "location")]


def test_a_name_has_one_kind(window: Window) -> None:
    doubtful: dict[str, float] = {"I-person": 0.45, "I-location": 0.5, "O": 0.05}
    assert found(window, ["B-person", "I-person", doubtful, "I-person", "I-person", "O", "O", "O", "O"]) == [("Inge Dahl-Berg", "person")]


def test_no_name_goes_on_in_the_next_line(window: Window) -> None:
    tags: list[str | dict[str, float]] = ["O", "O", "O", "O", "O", "O", "B-location", "I-location", "O"]
    assert found(window, tags) == [("Sarn", "location"), ("Oslo", "location")]


def test_no_name_is_only_a_mark(window: Window) -> None:
    assert found(window, [*["O"] * 8, "B-location"]) == []


def test_scores_are_what_the_model_was_sure_of(window: Window) -> None:
    [name] = names(TEXT, window, scores([*["O"] * 5, "O", {"B-location": 0.8, "O": 0.2}, "O", "O"]))
    assert name.score == pytest.approx(0.8, abs=1e-3)


def test_a_tone_is_its_word_s_first_piece(window: Window) -> None:
    found = tones(TEXT, window, scores(["O"] * 9, [1.0, 2.0, 3.0, 0, 0, 0, 0, 0, 0]))
    assert [(t.start, t.factuality) for t in found[:2]] == [(0, 1.0), (5, 3.0)]
    assert sum(found[0].modes) == pytest.approx(1, abs=1e-3)


def test_the_model_s_windows_have_a_tone_for_each_word() -> None:
    model = Model()
    text = "Inge Dahl said the ferry would sail on Sunday."
    [window] = encode(text, model.tokenizer)
    assert [text[t.start:].split(maxsplit=1)[0].strip(".") for t in tones(text, window, model(window))][:9] == text.strip(".").split()


def test_nothing_is_found_in_nothing(window: Window) -> None:
    empty = replace(window, starts=window.starts[:0], ends=window.ends[:0])
    assert names("", empty, scores([])) == []
    assert tones("", empty, scores([])) == []
