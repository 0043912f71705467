"""Scores of a window -> attributions and statements, in characters.

Cues are runs of pieces above a threshold. Each cue's source and content come from a Viterbi pass over its role
emissions with the CRF's trained transitions. Spans are put on word edges; what no rule refuses stays.
"""

import re
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from reportedly.extract.encode import Window
from reportedly.extract.model import LABELS, Config, Floats, Model, Scores
from reportedly.extract.refuse import Find, refuse
from reportedly.types import Span

_KINDS, _ACTS = LABELS["kinds"], LABELS["acts"]

_BREAK = re.compile(r"\s*\n\s*\n\s*")


@dataclass(frozen=True)
class Found:
    """An attribution before it has an id and a parent; spans in characters."""

    cue: Span
    sources: tuple[Span, ...]
    contents: tuple[Span, ...]
    score: float
    source_kind: str
    act: str


def decode(text: str, windows: list[Window], scores: list[Scores], model: Model) -> tuple[list[Found], list[Span]]:
    """The attributions and the runs of statement in a text's windows, both in the order of the text."""
    cues = [_cues(w, s, model.config) for w, s in zip(windows, scores, strict=True)]
    statements = [run for w, s in zip(windows, scores, strict=True) for run in _statements(w, s)]
    paths = _paths(windows, scores, cues, model)
    found: list[Found] = []
    for window, score, spans, tags in zip(windows, scores, cues, paths, strict=True):
        here = [one for span, row in zip(spans, tags, strict=True) if (one := _found(text, window, score, span, row, model.config))]
        found += [_uncrossed(text, one, here) for one in here if _stands(text, one, here, model.config)]
    return found, statements


def _stands(text: str, one: Found, here: list[Found], config: Config) -> bool:
    """Whether no rule refuses it and, inside another's content, the model is sure enough of it."""
    find = _find(text, one, here)
    return not refuse(find) and not (find.nested and one.score < config.nested_threshold)


def _find(text: str, one: Found, found: list[Found]) -> Find:
    others = [b for b in found if b is not one]
    return Find(
        text[one.cue.start:one.cue.end], text[one.sources[0].start:one.sources[0].end] if one.sources else "", sourced=bool(one.sources),
        source_in_a_cue=any(b.cue.start <= s.start and s.end <= b.cue.end for s in one.sources for b in others),
        nested=any(s.start <= one.cue.start and one.cue.end <= s.end for b in others for s in b.contents))


def _uncrossed(text: str, one: Found, found: list[Found]) -> Found:
    """A source holds nobody else's cue and keeps to its paragraph: of "a firefighter said the driver | had told", the part next to the own
    cue stays.
    """
    sources = []
    for span in one.sources:
        start, end = span
        for other in found:
            if start < other.cue.start and other.cue.end < end and other.cue != one.cue:
                start, end = (other.cue.end, end) if one.cue.start >= end else (start, other.cue.start)
        for gap in _BREAK.finditer(text, start, end):  # a headline is no part of the first paragraph's source
            if one.cue.start >= gap.end():
                start = gap.end()
            else:
                end = gap.start()
                break
        words = text[start:end]
        sources.append(Span(end - len(words.lstrip()), start + len(words.rstrip())))
    return replace(one, sources=tuple(sources))


def _found(text: str, window: Window, scores: Scores, cue: tuple[int, int], tags: NDArray[np.int64], config: Config) -> Found | None:
    """An attribution from the roles of a cue's pieces; None where nothing is its content."""
    a, b = cue
    tags[a:b] = 0
    contents = _spans(text, window, tags >= config.roles.index("B-content"))
    if not contents:
        return None
    at = (tags == 1) | (tags == 2)
    return Found(
        _whole_words(text, Span(int(window.starts[a]), int(window.ends[b - 1]))), _spans(text, window, at), contents,
        float(1 - scores.cues[a:b, 0].mean()),
        _KINDS[int(scores.kinds[at].mean(axis=0).argmax())] if at.any() else "unknown",
        _ACTS[int(scores.acts[a:b].mean(axis=0).argmax())],
    )


def _paths(windows: list[Window], scores: list[Scores], cues: list[list[tuple[int, int]]], model: Model) -> list[NDArray[np.int64]]:
    """For each window the roles [C, T] of its cues' near pieces: one Viterbi pass for all cues of the text."""
    rows = [model.roles(s, c) if c else None for s, c in zip(scores, cues, strict=True)]
    size = max((r[1].sum(axis=1).max() for r in rows if r), default=0)
    if not size:
        return [np.zeros((0, len(w)), dtype=np.int64) for w in windows]
    emissions = np.concatenate([_front(r[0], r[1], size) for r in rows if r])
    seen = np.arange(size) < np.concatenate([r[1].sum(axis=1) for r in rows if r])[:, None]
    best = viterbi(emissions, seen, model.config)
    out, done = [], 0
    for window, row in zip(windows, rows, strict=True):
        count = len(row[1]) if row else 0
        tags = np.zeros((count, len(window)), dtype=np.int64)
        if row:
            tags[row[1]] = best[done:done + count][seen[done:done + count]]
        done += count
        out.append(tags)
    return out


def _front(emissions: Floats, near: NDArray[np.bool_], size: int) -> Floats:
    """Each row's near pieces moved to its front, the rest zero: [C, T, n] -> [C, size, n]."""
    out = np.zeros((len(emissions), size, emissions.shape[2]), dtype=np.float32)
    out[np.arange(size) < near.sum(axis=1)[:, None]] = emissions[near]
    return out


def _cues(window: Window, scores: Scores, config: Config) -> list[tuple[int, int]]:
    """Runs of pieces that are more likely a cue than the threshold asks; a likely B inside a run opens a new one."""
    inside = (1 - scores.cues[:, 0]) > config.cue_threshold
    opens = scores.cues[:, 1] > scores.cues[:, 2]
    out: list[tuple[int, int]] = []
    for i in np.flatnonzero(inside).tolist():
        joined = i > 0 and window.starts[i] == window.ends[i - 1]  # the same word
        if out and out[-1][1] == i and (not opens[i] or joined):
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    return out


def viterbi(emissions: Floats, seen: NDArray[np.bool_], config: Config) -> NDArray[np.int64]:
    """The best path [C, L] for each row of emissions [C, L, roles]; rows end where they are no longer seen."""
    rows, size, n = emissions.shape
    between = np.array(config.between, dtype=np.float32)
    total = emissions[:, 0] + np.array(config.first, dtype=np.float32)
    back = np.tile(np.arange(n), (rows, size, 1))
    for t in range(1, size):
        step = total[:, :, None] + between[None]
        here = seen[:, t, None]
        back[:, t] = np.where(here, step.argmax(axis=1), back[:, t])
        total = np.where(here, step.max(axis=1) + emissions[:, t], total)
    path = np.empty((rows, size), dtype=np.int64)
    path[:, -1] = total.argmax(axis=1)
    for t in range(size - 1, 0, -1):
        path[:, t - 1] = back[np.arange(rows), t, path[:, t]]
    return path


def _spans(text: str, window: Window, tagged: NDArray[np.bool_]) -> tuple[Span, ...]:
    """Runs of tagged pieces, widened to whole words and joined where only white space parts them."""
    out: list[Span] = []
    for i in np.flatnonzero(tagged).tolist():
        start, end = int(window.starts[i]), int(window.ends[i])
        if out and not text[out[-1].end:start].strip():
            out[-1] = Span(out[-1].start, end)
        else:
            out.append(Span(start, end))
    whole = [_whole_words(text, span) for span in out]
    return tuple(s for s in whole if any(map(str.isalnum, text[s.start:s.end])))


def _whole_words(text: str, span: Span) -> Span:
    start, end = span
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def _statements(window: Window, scores: Scores) -> list[Span]:
    """Runs of pieces tagged as statement; a B opens a new one."""
    tags = scores.statements.argmax(axis=1)
    out: list[Span] = []
    last = -2
    for i in np.flatnonzero(tags).tolist():
        start, end = int(window.starts[i]), int(window.ends[i])
        if last == i - 1 and (tags[i] == 2 or start == int(window.ends[last])):
            out[-1] = Span(out[-1].start, end)
        else:
            out.append(Span(start, end))
        last = i
    return out
