"""Words from reports made harmless for a terminal: they are untrusted, and control characters never reach it."""

import re

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def printable(words: str) -> str:
    """Words without control characters, so that a report cannot write escape codes or turn the line around."""
    return CONTROL.sub("�", words.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(words: str, width: int = 400) -> str:
    """Words on one line, cut at `width` characters."""
    words = re.sub(r"\s+", " ", printable(words)).strip()
    return words if len(words) <= width else words[:width - 1].rstrip() + "…"
