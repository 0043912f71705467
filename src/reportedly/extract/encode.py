"""Text -> windows of word pieces with shape features: the one encoder that training and running share.

MiniLM's tokenizer is uncased and knows neither lines nor quotations, so every piece also carries a *shape*: whether it
lies inside quotation marks, how it is cased, and whether it opens a line. A window is a run of whole paragraphs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

PROTOCOL = 2
CLS, SEP = 101, 102
MAX_PIECES = 142  # swept 110-254 on PolNeAR dev: training/LOG.md
SHAPES = 36  # quotation (3) x case (4) x line (3)
_MARK = re.compile(r"\[(?=(?:CLS|SEP|MASK|PAD|UNK)\])")  # the tokenizer's own marks, should a text hold them
_OPENING, _CLOSING = "“«„", "”»"

Ints = NDArray[np.int32]


@dataclass(frozen=True)
class Window:
    """A run of word pieces. `ids`, `shapes`: pieces with [CLS] and [SEP]; `starts`, `ends`: characters, without them."""

    ids: Ints
    shapes: Ints
    starts: Ints
    ends: Ints

    def __len__(self) -> int:
        return len(self.starts)


def quotation_states(text: str) -> bytearray:
    """0 outside, 1 inside, 2 on a quotation mark, for each character. An open quotation ends with its paragraph."""
    states = bytearray(len(text))
    inside = False
    for i, char in enumerate(text):
        if char == "\n":
            inside = False
        elif char == '"':
            inside = not inside
            states[i] = 2
        elif char in _OPENING:
            inside = True
            states[i] = 2
        elif char in _CLOSING:
            inside = False
            states[i] = 2
        elif inside:
            states[i] = 1
    return states


def _case(word: str) -> int:
    if word.islower() or not any(map(str.isalpha, word)):
        return 3 if word[:1].isdigit() else 0
    if len(word) > 1 and word.isupper():
        return 2
    return 1 if word[:1].isupper() else 0


def encode(text: str, tokenizer: Tokenizer, max_pieces: int = MAX_PIECES) -> list[Window]:
    """Cut a text into windows of at most `max_pieces` word pieces; their spans cover every word of the text."""
    plain = "".join(c if not 0xD800 <= ord(c) < 0xE000 else "\ufffd" for c in text) if not text.isascii() else text
    encoding = tokenizer.encode(_MARK.sub("(", plain), add_special_tokens=False)
    if not encoding.ids:
        return []
    ids = np.asarray(encoding.ids, dtype=np.int32)
    offsets = np.asarray(encoding.offsets, dtype=np.int32)
    starts, ends = offsets[:, 0], offsets[:, 1]
    states = quotation_states(text)
    words = np.asarray(encoding.word_ids, dtype=np.int32)
    first = np.flatnonzero(np.diff(words, prepend=-1))  # the first piece of each word
    which = np.cumsum(np.diff(words, prepend=-1) != 0) - 1
    stops = ends[np.append(first[1:], len(ids)) - 1]
    cases = np.array([_case(text[a:b]) for a, b in zip(starts[first].tolist(), stops.tolist(), strict=True)], dtype=np.int32)
    newlines = np.cumsum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32) == ord("\n"))
    lines = np.zeros(len(ids), dtype=np.int32)
    lines[1:] = np.minimum(2, newlines[starts[1:]] - newlines[ends[:-1] - 1])
    lines[0] = 2
    shapes = (np.frombuffer(states, dtype=np.uint8)[starts].astype(np.int32) * 4 + cases[which]) * 3 + lines
    return [
        Window(np.concatenate(([CLS], ids[a:b], [SEP])).astype(np.int32),
               np.concatenate(([0], shapes[a:b], [0])).astype(np.int32), starts[a:b], ends[a:b])
        for a, b in _cuts(text, starts, ends, lines, states, max_pieces)
    ]


def _cuts(text: str, starts: Ints, ends: Ints, lines: Ints, states: bytearray, size: int) -> Iterator[tuple[int, int]]:
    """Cut where it hurts least: before a paragraph that opens no quotation, any paragraph, a sentence, anywhere."""
    first, total = 0, len(starts)
    while total - first > size:
        best, rank = first + size, 0
        for i in range(first + size, first + size // 3, -1):
            if lines[i]:
                found = 3 if states[starts[i]] != 2 else 2
            elif text[ends[i - 1] - 1] in ".!?" and starts[i] > ends[i - 1] and states[starts[i]] == 0:
                found = 1
            else:
                continue
            if found > rank:
                best, rank = i, found
                if rank == 3:
                    break
        yield first, best
        first = best
    yield first, total
