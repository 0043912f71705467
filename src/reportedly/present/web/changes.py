"""Two texts in, what changed from one to the other out, by words: first the lines that differ are found, then the words within them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MOST = 2_000    # lines, or words within changed lines, that are compared one by one: difflib's time grows with their product
_AROUND = 60     # characters of what stayed that are shown on either side of a change


@dataclass(frozen=True, slots=True)
class Change:
    """Words that stayed, went or came; `left_out`: characters of a longer stretch that stayed, in the middle of `words`' two ends."""

    how: Literal["same", "gone", "new"]
    words: str
    left_out: int = 0
    rest: str = ""


def changes(before: str, after: str) -> list[Change]:
    """What became of `before` in `after`. Without those that came it is `before`, without those that went it is `after`."""
    return list(_joined(_by_lines(_LINE.findall(before), _LINE.findall(after))))


def shortened(found: Sequence[Change]) -> list[Change]:
    """The same with long stretches that stayed cut to their ends."""
    return [_cut(change, first=n == 0, last=n == len(found) - 1) for n, change in enumerate(found)]


def different(a: str, b: str) -> list[tuple[int, int]]:
    """Where words of `a` stand that are not, in this order, in `b`: characters `[start, end)`. Nothing where both are very long."""
    words_a, words_b = list(re.finditer(r"\w+", a)), list(re.finditer(r"\w+", b))
    if max(len(words_a), len(words_b)) > _MOST:
        return []
    plain_a, plain_b = [w[0].casefold() for w in words_a], [w[0].casefold() for w in words_b]
    return [(words_a[i].start(), words_a[j - 1].end())
            for how, i, j, _, _ in SequenceMatcher(None, plain_a, plain_b, autojunk=False).get_opcodes() if how != "equal" and j > i]


def _by_lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    for how, old, new in _opcodes(before, after):
        if how == "equal":
            yield Change("same", "".join(old))
        else:
            yield from _by_words(_WORD.findall("".join(old)), _WORD.findall("".join(new)))


def _by_words(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    for how, old, new in _opcodes(before, after):
        if how == "equal":
            yield Change("same", "".join(old))
            continue
        if old:
            yield Change("gone", "".join(old))
        if new:
            yield Change("new", "".join(new))


def _opcodes(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """What both begin and end with is set aside first; what is left is compared, unless it is too long."""
    first = _alike(before, after)
    last = _alike(before[:first - 1 if first else None:-1], after[:first - 1 if first else None:-1])
    old, new = before[first:len(before) - last], after[first:len(after) - last]
    yield "equal", before[:first], after[:first]
    if max(len(old), len(new)) > _MOST:
        yield "replace", old, new
    else:
        for how, i, j, x, y in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            yield how, old[i:j], new[x:y]
    yield "equal", before[len(before) - last:], after[len(after) - last:]


def _alike(a: Sequence[str], b: Sequence[str]) -> int:
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _joined(found: Iterator[Change]) -> Iterator[Change]:
    """Neighbours of one kind as one."""
    last: Change | None = None
    for change in found:
        if not change.words:
            continue
        if last is not None and last.how == change.how:
            last = Change(last.how, last.words + change.words)
            continue
        if last is not None:
            yield last
        last = change
    if last is not None:
        yield last


def _cut(change: Change, *, first: bool, last: bool) -> Change:
    left_out = len(change.words) - 2 * _AROUND
    if change.how != "same" or left_out <= _AROUND:
        return change
    return Change("same", "" if first else change.words[:_AROUND], left_out + _AROUND * (first + last), "" if last else change.words[-_AROUND:])
