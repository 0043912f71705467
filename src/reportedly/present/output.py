"""What leaves the program: JSON lines and listings on standard output, one line for each complaint on standard error.

Text from reports is untrusted, so control characters are replaced in words and escaped in JSON. Errors of writing end the
program with `OUTPUT`; they are told apart from errors of reading, which never get here as OSError.
"""

import json
import re
import sys
from typing import Any, NoReturn

from rich.console import Console

from reportedly.present.words import CONTROL, one_line

FAILED, USAGE, LEDGER, MODEL, OUTPUT, INTERRUPTED = 1, 2, 3, 4, 5, 130
EXITS = ("Exit codes: 0 all done; 1 some reports failed, the rest is done; 2 wrong usage; 3 the ledger cannot be used, or does not "
         "have the report; 4 the model cannot be loaded; 5 the output cannot be written; 130 interrupted.")
_PIPE_WIDTH = 1_000  # columns: a listing in a file is not cut
_ESCAPED = re.compile(f"{CONTROL.pattern}|[\u2028\u2029]")


class OutputClosed(Exception):
    """Whoever read our output has seen enough (`reportedly … | head`)."""


class _Console(Console):
    def on_broken_pipe(self) -> NoReturn:
        raise OutputClosed


def prepare_streams() -> None:
    """UTF-8 whatever the locale; what is no character is written as its code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def console() -> Console:
    """Standard output. In a file or a pipe there is no width, and no colour."""
    made = _Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    return made if made.is_terminal else _Console(highlight=False, markup=False, emoji=False, soft_wrap=True, width=_PIPE_WIDTH)


def has_colour(made: Console) -> bool:
    """Whether colours are seen: not in a pipe, a dumb terminal, or where NO_COLOR is set."""
    return made.color_system is not None and not made.no_color


def complain(words: str) -> None:
    """One line on standard error, if there is one (`2>&-` closes it)."""
    if sys.stderr is not None:
        print(f"reportedly: {one_line(words, 1000)}", file=sys.stderr, flush=True)  # noqa: T201


def print_json(data: dict[str, Any]) -> None:
    """One line of JSON, flushed: who reads along sees it at once."""
    line = json.dumps(data, ensure_ascii=False)
    if sys.stdout is None:
        raise OSError("standard output is closed")
    try:
        sys.stdout.write(_ESCAPED.sub(_escape, line) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise OutputClosed from None


def _escape(match: re.Match[str]) -> str:
    r"""U+009B begins an escape code on some terminals; in JSON it may as well be \u009b."""
    return f"\\u{ord(match[0]):04x}"
