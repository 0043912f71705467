"""Scores of a window -> the names in it and the tone of each word, in characters."""

from typing import get_args

import numpy as np
from numpy.typing import NDArray

from reportedly.extract.encode import Window
from reportedly.extract.model import LABELS, NAMES, Floats, Scores, softmax
from reportedly.types import Name, NameKind, Span, Tone

_KINDS: tuple[NameKind, ...] = get_args(NameKind)
_SURELY_NONE = 0.999
_NEVER = -1e4
_FIRST = np.array([_NEVER if tag[0] == "I" else 0 for tag in NAMES])
_BETWEEN = np.array([[_NEVER if to[0] == "I" and back[1:] != to[1:] else 0 for to in NAMES] for back in NAMES])  # [back, to]
_ROUND = 4  # digits: int8 differs between processors beyond


def words(text: str, window: Window) -> NDArray[np.int64]:
    """The first piece of each word [W]: a piece that no letter or digit ties to the one before."""
    starts, ends = window.starts.tolist(), window.ends.tolist()
    joined = [a == b and text[a:a + 1].isalnum() and text[a - 1:a].isalnum() for b, a in zip(ends, starts[1:], strict=False)]
    return np.flatnonzero(~np.array([False, *joined][:len(starts)], dtype=bool))


def names(text: str, window: Window, scores: Scores) -> list[Name]:
    """Names in the order of the text: the likeliest row of tags in which an I follows only its own kind."""
    first = words(text, window)
    if not len(first):
        return []
    counts = np.diff(np.append(first, len(window)))
    likely = softmax((np.add.reduceat(scores.names, first, axis=0) / counts[:, None]).astype(np.float32))
    tags = _path(likely)
    edges = [*first.tolist(), len(window)]
    out: list[tuple[int, int, int]] = []  # first word, end, kind
    for w in np.flatnonzero(tags).tolist():
        kind, inside = (int(tags[w]) - 1) // 2, tags[w] % 2 == 0
        if inside and out and "\n" not in text[window.ends[edges[w] - 1]:window.starts[edges[w]]]:  # no name goes on in the next line
            out[-1] = (out[-1][0], w + 1, kind)
        else:
            out.append((w, w + 1, kind))
    found = []
    for a, b, kind in out:
        span = Span(int(window.starts[edges[a]]), int(window.ends[edges[b] - 1]))
        score = likely[a:b, 1 + 2 * kind:3 + 2 * kind].sum(axis=1).mean()
        if any(map(str.isalnum, text[span.start:span.end])):
            found.append(Name(span, _KINDS[kind], round(float(score), _ROUND)))
    return found


def _path(likely: Floats) -> NDArray[np.int64]:
    """The likeliest tags [W] of probabilities [W, NAMES], runs of sure words without names passed over."""
    tags = np.zeros(len(likely), dtype=np.int64)
    unsure = np.flatnonzero(likely[:, 0] < _SURELY_NONE)
    for run in np.split(unsure, np.flatnonzero(np.diff(unsure) > 1) + 1) if len(unsure) else ():
        scores = np.log(likely[run] + 1e-9)
        total, back = scores[0] + _FIRST, []
        for row in scores[1:]:
            step = total[:, None] + _BETWEEN
            back.append(step.argmax(axis=0))
            total = step.max(axis=0) + row
        at = int(total.argmax())
        for n in range(len(run) - 1, -1, -1):
            tags[run[n]] = at
            if n:
                at = int(back[n - 1][at])
    return tags


def tones(text: str, window: Window, scores: Scores) -> list[Tone]:
    """The tone of each word, from its first piece."""
    first = words(text, window)
    columns = [np.round(softmax(x[first]), _ROUND).tolist() for x in (scores.modes, scores.polarities, scores.signs)]
    facts = np.round(scores.facts[first, LABELS["facts"].index("presented")], _ROUND).tolist()
    return [Tone(start, fact, tuple(mode), tuple(polarity), tuple(sign))
            for start, fact, mode, polarity, sign in zip(window.starts[first].tolist(), facts, *columns, strict=True)]
