"""Spans written inline: "[Ms Li]s1 [said]c1 [that rates will fall]t1" -> the text and its attributions."""

import re

from reportedly.types import Attribution, Kind, Reading, Report, Span


def report(text: str) -> Report:
    """A report with this text."""
    return Report(id="r0", name="test.txt", text=text, sha256="0" * 64)


def marked(words: str, parents: dict[int, int] | None = None) -> tuple[str, Reading]:
    """The text without its marks, and a reading. `{kind}` after a source is the model's answer; ⟨…⟩ marks a model's statement run."""
    text, opened, runs = "", [], []
    spans: dict[int, dict[str, list[Span]]] = {}
    kinds: dict[int, Kind] = {}
    last = 0
    for m in re.finditer(r"\[|⟨|⟩|\]([sct]\d(?:,[sct]\d)*)(?:\{(\w+)\})?", words):
        text += words[last:m.start()]
        last = m.end()
        if m[0] in "[⟨":
            opened.append(len(text))
        elif m[0] == "⟩":
            runs.append(Span(opened.pop(), len(text)))
        else:
            span = Span(opened.pop(), len(text))
            for label in m[1].split(","):
                spans.setdefault(int(label[1]), {"s": [], "c": [], "t": []})[label[0]].append(span)
                if label[0] == "s" and m[2]:
                    kinds[int(label[1])] = m[2]  # type: ignore[assignment]
    text += words[last:]
    above = parents or {}
    attributions = tuple(
        Attribution(f"a{n}", found["c"][0], tuple(found["s"]), tuple(found["t"]), f"a{above[n]}" if n in above else None, "indirect", 0.9,
                    kinds.get(n, "unknown"), "say")
        for n, found in sorted(spans.items())
    )
    return text, Reading(attributions, tuple(runs))
