"""Text -> sentences as spans. nupunkt's boundaries, and those it misses in news: lines, and sentences glued together."""

import re
from itertools import pairwise

from nupunkt import sent_spans

from reportedly.types import Span

_GLUED = re.compile(r"(?<=[a-z\d%)”\"])[.!?][”\"’]?(?=[“\"]?[A-Z][a-z])")  # "fled overnight.Officials said"
_QUOTE_END = re.compile(r"[.!?][”\"]\s+(?=[“\"A-Z])")  # “Nobody came.” He left
_ABBREVIATED = re.compile(r"(?:\b(?:[A-Z]\.){2,}|\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|St|Prof)\.)\s*$")  # U.S. Secretary of State
_OPENS = re.compile(r"[“\"]?(?:The|A|An|He|She|It|They|We|I|But|And|In|On|At|This|That|There|His|Her|Its|Their|If|When|While|For)\b")


def sentences(text: str) -> list[Span]:
    """The sentences of a text, in order, without white space at their edges; none crosses a line."""
    out = []
    for line in re.finditer(r"[^\r\n]+", text):
        cuts = {line.start(), line.end()}
        cuts |= {line.start() + end for _, end in sent_spans(line[0]) if not _ABBREVIATED.search(line[0], max(0, end - 12), end)
                 or _OPENS.match(line[0], end)}
        cuts |= {m.end() for m in _GLUED.finditer(text, line.start(), line.end())}
        cuts |= {m.end() for m in _QUOTE_END.finditer(text, line.start(), line.end())}
        edges = sorted(cuts)
        for start, end in pairwise(edges):
            words = text[start:end]
            if words.strip():
                out.append(Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())))
    return out
