"""PolNeAR's brat files and our own marked-up items -> documents; documents -> windows with labels.

A label of -100 is "not known": PolNeAR marks only outermost attributions, so whether a word inside one of its contents
is a cue is left open, and it says nothing of statements, kinds and acts.
"""

import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from markup import ACTS, KINDS, Event, read_items
from reportedly.extract.encode import Window, encode
from reportedly.extract.model import LABELS

SENTENCE = re.compile(r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St|No))(?<!\bMrs)[.!?][”\"’]?\s+[“\"‘]?(?=[A-Z])")
UNKNOWN = -100
REACH = 96  # word pieces on each side of a cue that its role head sees: 99 % of PolNeAR's attributions fit
ROLES = ("O", "B-source", "I-source", "B-content", "I-content")
NAMES, MODES, POLARITIES, SIGNS = (LABELS[k] for k in ("names", "modes", "polarities", "signs"))


@dataclass
class Toned:
    """The spans of one statement and what was judged of it."""

    spans: list[tuple[int, int]]
    mode: str
    polarity: str
    sign: str


@dataclass
class Document:
    """A text and what is known of it; None is "not known", and left out of that task's loss.

    `complete`: nested attributions, own-voice statements and splits are marked too. `names`: start, end, kind; `unknown`: where it
    is not known whether there is a name. `facts`, `happened`: predicates with −3 … +3, as their source
    presents them (UW), and as readers think they came about (UDS-IH2: a plan is −). `tones`: statements with mode, polarity and sign.
    """

    name: str
    text: str
    events: list[Event] | None = None
    complete: bool = False
    own: list[tuple[int, int]] = field(default_factory=list)
    splits: list[int] = field(default_factory=list)
    names: list[tuple[int, int, str]] | None = None
    unknown: list[tuple[int, int]] = field(default_factory=list)
    facts: list[tuple[int, int, float]] = field(default_factory=list)
    happened: list[tuple[int, int, float]] = field(default_factory=list)
    tones: list[Toned] = field(default_factory=list)


@dataclass
class Example:
    """A window with labels for each of its pieces (without [CLS] and [SEP])."""

    window: Window
    cues: np.ndarray  # [T] 0 O, 1 B, 2 I
    statements: np.ndarray  # [T] 0 O, 1 B, 2 I
    kinds: np.ndarray  # [T]
    acts: np.ndarray  # [T]
    names: np.ndarray  # [T] of NAMES
    modes: np.ndarray  # [T] of MODES
    polarities: np.ndarray  # [T] of POLARITIES
    signs: np.ndarray  # [T] of SIGNS
    facts: np.ndarray  # [T, 2] −3 … +3, as presented and as come about; NaN where not known
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
    """Yield our own items with their tones; a faulty file stops the training with its line."""
    for path in sorted(folder.glob("*.txt")):
        tones = read_tones(path.parent.parent / "tones" / f"{path.stem}.tsv")
        for n, item in enumerate(read_items(path)):
            yield Document(f"{path.stem}{n}", item.text, item.events, True, item.own, item.splits, tones=tones.get(n, []))


def read_tones(path: Path) -> dict[int, list[Toned]]:
    """The judged statements of a file of items, by the item's number: `item TAB start-end,… TAB mode TAB polarity TAB sign TAB words`."""
    out: dict[int, list[Toned]] = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            item, spans, mode, polarity, sign, _ = line.split("\t")
            pairs = [s.split("-") for s in spans.split(",")]
            out.setdefault(int(item), []).append(Toned([(int(a), int(b)) for a, b in pairs], mode, polarity, sign))
    return out


def statement_labels(doc: Document) -> np.ndarray:
    """For each character 0 outside, 1 first of a statement, 2 inside (DESIGN.md: the innermost content, trimmed)."""
    marks = np.zeros(len(doc.text) + 1, dtype=np.int8)
    for start, end in doc.own:
        marks[start:end] = 2
        marks[start] = 1
    events = doc.events or []
    for event in sorted(events, key=lambda e: -sum(end - start for start, end in e.contents)):
        before = 0
        for n, (start, end) in enumerate(event.contents):
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
    for event in events:
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
    events = doc.events or []
    for window in encode(doc.text, tokenizer, max_pieces):
        size = len(window)

        def pieces(span: tuple[int, int], window: Window = window) -> tuple[int, int]:
            return (int(np.searchsorted(window.ends, span[0], side="right")),
                    int(np.searchsorted(window.starts, span[1], side="left")))

        cues = np.full(size, UNKNOWN if doc.events is None else 0)
        kinds, acts = np.full(size, UNKNOWN), np.full(size, UNKNOWN)
        if not doc.complete:
            for event in events:
                for span in event.contents:
                    a, b = pieces(span)
                    cues[a:b] = UNKNOWN
        spans, roles = [], []
        for event in events:
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
        modes, polarities, signs = _tones(doc, pieces, size)
        facts = np.full((size, 2), np.nan, dtype=np.float32)
        for column, known in enumerate((doc.facts, doc.happened)):
            for start, end, value in known:
                a, b = pieces((start, end))
                facts[a:b, column] = value
        yield Example(window, cues, statements, kinds, acts, _names(doc, pieces, size), modes, polarities, signs, facts, spans, roles)


def _names(doc: Document, pieces: Callable[[tuple[int, int]], tuple[int, int]], size: int) -> np.ndarray:
    out = np.full(size, UNKNOWN if doc.names is None else 0)
    for span in doc.unknown:
        a, b = pieces(span)
        out[a:b] = UNKNOWN
    for start, end, kind in doc.names or []:
        a, b = pieces((start, end))
        if a < b:
            out[a:b] = NAMES.index(f"I-{kind}")
            out[a] = NAMES.index(f"B-{kind}")
    return out


def _tones(doc: Document, pieces: Callable[[tuple[int, int]], tuple[int, int]], size: int) -> list[np.ndarray]:
    modes, polarities, signs = (np.full(size, UNKNOWN) for _ in range(3))
    for toned in doc.tones:
        for span in toned.spans:
            a, b = pieces(span)
            modes[a:b] = MODES.index(toned.mode)
            polarities[a:b] = POLARITIES.index(toned.polarity)
            signs[a:b] = SIGNS.index(toned.sign) if toned.sign in SIGNS else UNKNOWN
    return [modes, polarities, signs]


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
