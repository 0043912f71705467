"""Training items written by hand: marked-up text -> text with spans.

An item file (`training/items/*.txt`) holds items that each open with a line `@ 2025-03-08 | Outlet`, followed by the
text with inline marks; `training/items/README.md` describes the marks. `python training/markup.py FILE…` checks files.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

KINDS = "person organization outlet government group document anonymous unknown".split()
ACTS = "say report deny predict estimate assess believe intend promise demand warn accuse perceive attitude".split()
LABEL = re.compile(r"([sct])(\d+)(?:\{([^{}]*)\})?")


@dataclass
class Event:
    """One attribution: character spans into the item's text."""

    sources: list[tuple[int, int]] = field(default_factory=list)
    cue: tuple[int, int] | None = None
    contents: list[tuple[int, int]] = field(default_factory=list)
    kind: str | None = None
    name: str | None = None
    act: str | None = None
    parent: int | None = None  # index into the item's events


@dataclass
class Item:
    """A short report with its attributions, own-voice statements, statement splits and boilerplate lines."""

    published: str
    outlet: str
    text: str
    events: list[Event]
    own: list[tuple[int, int]]
    splits: list[int]
    boilerplate: list[tuple[int, int]]


def parse(header: str, marked: str) -> Item:
    """Raise ValueError, saying what is wrong, when the marks do not fit together."""
    published, _, outlet = header.partition("|")
    out: list[str] = []
    size = 0
    opened: list[int] = []
    statement: int | None = None
    events: dict[int, Event] = {}
    parents: dict[int, int] = {}
    own, splits, boilerplate = [], [], []
    for n, line in enumerate(marked.split("\n")):
        if n:
            out.append("\n")
            size += 1
        start = size
        junk = line.startswith("~ ")
        i = 2 if junk else 0
        while i < len(line):
            char = line[i]
            i += 1
            if char == "[":
                opened.append(size)
            elif char == "]":
                if not opened:
                    raise ValueError(f"a ']' without '[' near {line[max(0, i - 40):i]!r}")
                span = (opened.pop(), size)
                found = False
                while match := LABEL.match(line, i):
                    found = True
                    i = match.end()
                    _mark(events, parents, match, span)
                    if line[i:i + 1] == "," and LABEL.match(line, i + 1):
                        i += 1
                    else:
                        break
                if not found:
                    raise ValueError(f"a ']' without a label near {line[max(0, i - 40):i]!r}")
            elif char == "⟨":
                if statement is not None or opened:
                    raise ValueError(f"'⟨' inside another mark near {line[max(0, i - 5):i + 40]!r}")
                statement = size
            elif char == "⟩":
                if statement is None:
                    raise ValueError(f"'⟩' without '⟨' near {line[max(0, i - 40):i]!r}")
                own.append((statement, size))
                statement = None
            elif char == "|":
                splits.append(size)
            else:
                out.append(char)
                size += 1
        if junk:
            boilerplate.append((start, size))
    text = "".join(out)
    if opened or statement is not None:
        raise ValueError(f"a mark is not closed in {text[:60]!r}")
    order = sorted(events)
    for key, event in events.items():
        if event.cue is None:
            raise ValueError(f"attribution {key} has no cue in {text[:60]!r}")
        if not event.contents:
            raise ValueError(f"attribution {key} has no content in {text[:60]!r}")
        if event.sources and event.kind not in KINDS:
            raise ValueError(f"source {key}: kind {event.kind!r} is not one of {KINDS}")
        if event.act not in ACTS:
            raise ValueError(f"cue {key}: act {event.act!r} is not one of {ACTS}")
        for span in [*event.sources, event.cue, *event.contents]:
            words = text[span[0]:span[1]]
            if not words.strip() or words != words.strip():
                raise ValueError(f"attribution {key}: empty or white space at the edge of {words!r}")
    for key, event in events.items():
        parent = parents.get(key, _container(events, key))
        if parent is not None and parent not in events:
            raise ValueError(f"attribution {key}: its parent {parent} does not exist")
        event.parent = None if parent is None else order.index(parent)
    return Item(published.strip(), outlet.strip(), text, [events[k] for k in order], own, splits, boilerplate)


def _mark(events: dict[int, Event], parents: dict[int, int], match: re.Match[str], span: tuple[int, int]) -> None:
    role, key, note = match[1], int(match[2]), match[3]
    event = events.setdefault(key, Event())
    if role == "s":
        event.sources.append(span)
        if note:
            event.kind, _, name = note.partition(":")
            event.name = name or None
    elif role == "c":
        if event.cue is not None:
            raise ValueError(f"attribution {key} has two cues")
        event.cue = span
        if note:
            event.act, _, parent = note.partition("<")
            if parent:
                parents[key] = int(parent)
    else:
        event.contents.append(span)


def _container(events: dict[int, Event], key: int) -> int | None:
    """The innermost other attribution that has this one's cue in its content; of equals (citing) the later-numbered."""
    cue = events[key].cue
    assert cue is not None
    holders = [(end - start, -other) for other, event in events.items() if other != key
               for start, end in event.contents if start <= cue[0] and cue[1] <= end]
    return -min(holders)[1] if holders else None


def read_items(path: Path) -> Iterator[Item]:
    """Yield the items of one file; a faulty item raises ValueError with its line number."""
    header, lines, first = "", [], 0
    for n, line in enumerate([*path.read_text(encoding="utf-8").split("\n"), "@ "], 1):
        if line.startswith("@ "):
            if header:
                try:
                    yield parse(header, "\n".join(lines).strip("\n"))
                except ValueError as error:
                    raise ValueError(f"{path}:{first}: {error}") from None
            header, lines, first = line[2:], [], n
        else:
            lines.append(line.rstrip())


def check(path: Path) -> int:
    """Print what is wrong with each item of a file, and how many are right."""
    blocks = re.split(r"^(?=@ )", path.read_text(encoding="utf-8"), flags=re.M)
    good = bad = 0
    for block in blocks:
        if not block.startswith("@ "):
            continue
        header, _, body = block.partition("\n")
        try:
            parse(header[2:], body.strip("\n"))
            good += 1
        except ValueError as error:
            bad += 1
            print(f"{path.name}: {header}: {error}")
    print(f"{path.name}: {good} items, {bad} faulty")
    return bad


if __name__ == "__main__":
    sys.exit(min(1, sum(check(Path(name)) for name in sys.argv[1:])))
