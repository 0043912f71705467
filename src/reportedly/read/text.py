"""Plain text in, its `Parts` out, kept to the letter.

Nothing is deleted: lines that are no part of the report (advertising, appeals) are named in `skipped`, and the first line is
the title when it stands as a headline does.
"""

import re

from reportedly.errors import EmptyReport
from reportedly.read.boilerplate import is_boilerplate, is_structure
from reportedly.read.parts import Parts
from reportedly.types import Span

_LINE = re.compile(r"[^\r\n]+")
_HEADLINE = re.compile(r"\s*(?:#{1,6} )?([^\r\n]{1,150}?)[ \t]*(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)\s*\S")


def read_text(text: str, name: str) -> Parts:
    """The parts of a plain text. Raises `EmptyReport` where there is only white space."""
    if not text.strip():
        raise EmptyReport(f"{name}: no text in it; leave it out or give the report itself")
    return Parts(text=text, title=_title(text), skipped=tuple(_boilerplate(text)))


def _boilerplate(text: str) -> list[Span]:
    """The spans of boilerplate lines, without the white space around them."""
    spans = []
    for line in _LINE.finditer(text):
        words = line[0].strip()
        if is_boilerplate(words):
            start = line.start() + line[0].index(words)
            spans.append(Span(start, start + len(words)))
    return spans


def _title(text: str) -> str | None:
    """The first line, when it is short, has no full stop at its end, and a blank line and more text follow."""
    if not (match := _HEADLINE.match(text)):
        return None
    line = match[1].strip()
    if not line or line[-1] in ".:;," or is_boilerplate(line) or is_structure(line):
        return None
    return line
