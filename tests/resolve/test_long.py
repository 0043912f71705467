"""One endless sentence, and thousands of short ones: the work grows with the text, not with its square."""

import re
import time
from dataclasses import replace

import pytest

from marks import report
from reportedly.resolve import resolve
from reportedly.resolve.times import Calendar
from reportedly.types import Attribution, Name, Reading, Span, Tone

SIZE = 8_000  # characters; and four times as many
SLACK = 8.5  # four times the text in less than this: the square would be 16, and machines are busy
LEAST = 0.02  # seconds: what takes less tells nothing
TRIES = 5  # a busy machine spoils a measurement now and then; a square spoils every one


def model(text: str) -> Reading:
    """What the model may say of a text: a run for every clause, a name for every capital, an attribution for every "X said"."""
    runs = [m.span() for m in re.finditer(r"(?:; )?[^;]{1,40}", text)]
    capitals = re.finditer(r"\b[A-Z]\w{3,20}(?: [A-Z]\w{3,20})?", text)
    names = [Name(Span(*m.span()), "person" if " " in m[0] else "location", 0.9) for m in capitals]
    said = [Attribution(f"a{n}", Span(*m.span(2)), (Span(*m.span(1)),), (Span(*m.span(3)),), None, "indirect", 0.9, "unknown", "say")
            for n, m in enumerate(re.finditer(r"\b(\w{1,20}) (said) (\w{1,20})", text))]
    certain = 2.0, (1.0, *6 * (0.0,)), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)
    tones = tuple(Tone(m.start(), *certain) for m in re.finditer(r"\w+", text))
    return Reading(tuple(said), tuple(Span(*r) for r in runs), tuple(names), tones)


def seconds(text: str) -> float:
    """What one run takes, of the processor."""
    given, reading = replace(report(text), published="2025-03-10"), model(text)
    start = time.process_time()
    resolve(given, reading)
    return time.process_time() - start


def numbered(words: str) -> str:
    """The words again and again, # being another name each time."""
    return re.sub("#", lambda m: "B" + "".join("aeiou"[int(c) % 5] + "bdfgklmnrs"[int(c)] for c in str(m.start())), words * (SIZE // 2))


@pytest.mark.parametrize("words", [
    "may not ", "1 ", "Paris, ", "said ", "North ", "(", "( ", "according to ", "„ ", "a1", "a 1 ", "abcdefghij", "He said so.\n\n", "he will ",
    "he was open; ", "and he went ", "a-", "on 3 May ",
    "who will open in May, ", "the official said the ministry said ", "an official said so, ",
    "John # , ", "# Smith, ", "Russia's # Ministry, ", "Radio # (AB), ", "the bank said so. ", "a year earlier, ", "$1,000,", '"yes" ',
])
def test_four_times_the_text_is_not_sixteen_times_the_work(words: str) -> None:
    text = "The mayor said it " + (numbered(words) if "#" in words else words * SIZE)
    took = []
    for _ in range(TRIES):
        took.append((seconds(text[:SIZE]), seconds(text[:4 * SIZE])))
        if min(long for _, long in took) < SLACK * max(min(short for short, _ in took), LEAST):
            return
    pytest.fail(f"seconds for the text and for four times the text: {took}")


def test_times_that_lean_on_the_one_before_are_settled_in_order() -> None:
    text = "It closed on 3 May 2021. " + "It reopened the next day. " * 1000
    (last,) = Calendar(text, "2025-03-10").times((Span(len(text) - 30, len(text)),))
    assert last.start == "2024-01-28"


def test_an_endless_statement_is_judged_by_its_beginning() -> None:
    text = "The port will close " + "and reopen and close " * 5000
    found = resolve(replace(report(text), published="2025-03-10"), Reading((), (Span(0, len(text)),)))
    assert [s.mode for s in found.statements] == ["forecast"]
