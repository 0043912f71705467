"""PolNeAR's brat files and our own marked-up items -> windows with labels.

A label of -100 is "not known": PolNeAR marks only outermost attributions, so whether a word inside one of its contents
is a cue is left open, and it says nothing of statements, kinds and acts.
"""

import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from markup import ACTS, KINDS, Event, read_items
from reportedly.extract.encode import Window, encode

SENTENCE = re.compile(r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St|No))(?<!\bMrs)[.!?][”\"’]?\s+[“\"‘]?(?=[A-Z])")
UNKNOWN = -100
REACH = 96  # word pieces on each side of a cue that its role head sees: 99 % of PolNeAR's attributions fit
ROLES = ("O", "B-source", "I-source", "B-content", "I-content")


@dataclass
class Document:
    """A text with its attributions; `complete`: nested ones, own-voice statements and splits are marked too."""

    name: str
    text: str
    events: list[Event]
    complete: bool
    own: list[tuple[int, int]]
    splits: list[int]


@dataclass
class Example:
    """A window with labels for each of its pieces (without [CLS] and [SEP])."""

    window: Window
    cues: np.ndarray  # [T] 0 O, 1 B, 2 I
    statements: np.ndarray  # [T] 0 O, 1 B, 2 I
    kinds: np.ndarray  # [T]
    acts: np.ndarray  # [T]
    spans: list[tuple[int, int]]  # the cues, in pieces
    roles: list[np.ndarray]  # for each cue [T]


def read_polnear(folder: Path) -> Iterator[Document]:
    """Yield the documents of a PolNeAR split, its spans merged as the scorer merges them."""
    sys.path.insert(0, str(folder.resolve().parents[2] / "score"))
    from score_attributions import merge, read_ann

    for ann in sorted(folder.glob("*.ann")):
        text = ann.with_suffix(".txt").read_text(encoding="utf-8")
        events = []
        for raw in read_ann(ann):
            spans = {role: merge(found, text) for role, found in raw.items()}
            if len(spans["cue"]) == 1 and spans["content"]:
                events.append(Event(spans["source"], spans["cue"][0], spans["content"]))
        yield Document(ann.stem, text, events, False, [], [])


def read_own(folder: Path) -> Iterator[Document]:
    """Yield our own items; a faulty file stops the training with its line."""
    for path in sorted(folder.glob("*.txt")):
        for n, item in enumerate(read_items(path)):
            yield Document(f"{path.stem}{n}", item.text, item.events, True, item.own, item.splits)


def statement_labels(doc: Document) -> np.ndarray:
    """For each character 0 outside, 1 first of a statement, 2 inside (DESIGN.md: the innermost content, trimmed)."""
    marks = np.zeros(len(doc.text) + 1, dtype=np.int8)
    for start, end in doc.own:
        marks[start:end] = 2
        marks[start] = 1
    order = sorted(range(len(doc.events)), key=lambda i: -sum(e - s for s, e in doc.events[i].contents))
    for i in order:
        before = 0
        for n, (start, end) in enumerate(doc.events[i].contents):
            first = start
            while first < end and doc.text[first] in "“\"'‘ ":
                first += 1
            for opener in ("that ", "to ", "whether ", "of "):
                if n == 0 and doc.text.startswith(opener, first):
                    marks[start:first + len(opener)] = 0
                    first += len(opener)
                    break
            marks[first:end] = 2
            if first < end and (n == 0 or SENTENCE.search(doc.text, before - 2, first + 1)):
                marks[first] = 1
            for match in SENTENCE.finditer(doc.text, first, end):
                marks[match.end()] = 1
            before = end
    for event in doc.events:
        for start, end in [*event.sources, *([event.cue] if event.cue else [])]:
            marks[start:end] = 0
    for at in doc.splits:
        marks[at] = 1
    for run in re.finditer(rb"\x02+", marks.tobytes()):  # scraps that an inner attribution leaves of an outer content
        if (not run.start() or marks[run.start() - 1] == 0) and len(doc.text[run.start():run.end()].split()) < 3:
            marks[run.start():run.end()] = 0
    return marks


def examples(doc: Document, tokenizer: Tokenizer, max_pieces: int) -> Iterator[Example]:
    """Label the windows of a document. An attribution whose cue lies in a window keeps the parts that lie in it."""
    marks = statement_labels(doc) if doc.complete else None
    for window in encode(doc.text, tokenizer, max_pieces):
        size = len(window)

        def pieces(span: tuple[int, int], window: Window = window) -> tuple[int, int]:
            return (int(np.searchsorted(window.ends, span[0], side="right")),
                    int(np.searchsorted(window.starts, span[1], side="left")))

        cues = np.zeros(size, dtype=np.int64)
        kinds, acts = np.full(size, UNKNOWN), np.full(size, UNKNOWN)
        if not doc.complete:
            for event in doc.events:
                for span in event.contents:
                    a, b = pieces(span)
                    cues[a:b] = UNKNOWN
        spans, roles = [], []
        for event in doc.events:
            assert event.cue is not None
            a, b = pieces(event.cue)
            if a >= b:
                continue
            cues[a] = 1
            cues[a + 1:b] = 2
            for beside in (a - 1, b):  # the word next to a cue is known to be none: "said [that"
                if 0 <= beside < size and cues[beside] == UNKNOWN:
                    cues[beside] = 0
            if event.act:
                acts[a:b] = ACTS.index(event.act)
            tags = np.zeros(size, dtype=np.int64)
            for base, parts in ((1, event.sources), (3, event.contents)):
                for part in parts:
                    c, d = pieces(part)
                    if c < d:
                        tags[c] = base
                        tags[c + 1:d] = base + 1
                    if base == 1 and event.kind:
                        kinds[c:d] = KINDS.index(event.kind)
            tags[a:b] = 0
            if b < size and tags[b] in (2, 4):  # a content that its own cue interrupts
                tags[b] -= 1
            spans.append((a, b))
            roles.append(tags)
        statements = np.full(size, UNKNOWN)
        if marks is not None:
            statements = np.array([1 if 1 in marks[s:e] else marks[s] for s, e in zip(window.starts, window.ends, strict=True)],
                                  dtype=np.int64)
        yield Example(window, cues, statements, kinds, acts, spans, roles)


def batches(items: list[Example], pieces: int, seed: int) -> list[list[Example]]:
    """Group windows of like length into batches of about `pieces` word pieces, in a random order."""
    rng = random.Random(seed)
    order = sorted(items, key=lambda x: (len(x.window) + rng.randint(0, 24)))
    out: list[list[Example]] = [[]]
    for item in order:
        if out[-1] and (len(out[-1]) + 1) * (max(len(x.window) for x in [*out[-1], item]) + 2) > pieces:
            out.append([])
        out[-1].append(item)
    rng.shuffle(out)
    return out
