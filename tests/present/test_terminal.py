"""Words on a terminal: marks and styles stand where the spans are, and nothing of a report's is obeyed."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from marks import marked, report
from reportedly.ledger import SourceRow
from reportedly.present.terminal import CUE, SOURCE, chain_line, marked_text, show, sources_table
from reportedly.present.words import one_line, printable
from reportedly.types import Extraction, Hop, Span, Statement

NESTED = "[Reuters]s1 [said]c1 [that [Ana]s2 [denied]c2 [having left]t2]t1."


def extraction(words: str) -> Extraction:
    text, reading = marked(words, {2: 1})
    return Extraction(report(text), reading.attributions, ())


def test_marks_nest() -> None:
    assert marked_text(extraction(NESTED), colour=False).plain == NESTED


@pytest.mark.parametrize("before", ["", "Rain.\r\n\r\n", "\x07\x08\x0b\x0c\r", "\x1b[31m", "e\u0301 😀 "])
def test_styles_stand_on_their_words(before: str) -> None:
    """rich drops some control characters, which would move every span behind them."""
    found = marked_text(extraction(before + NESTED), colour=True)
    styled = [(found.plain[span.start:span.end], span.style) for span in found.spans]
    assert [(words, style) for words, style in styled if style in {SOURCE, CUE}] == [
        ("Reuters", SOURCE), ("said", CUE), ("Ana", SOURCE), ("denied", CUE)]
    assert [words for words, style in styled if style not in {SOURCE, CUE}] == ["that Ana denied having left", "having left"]
    assert not set(found.plain) & set("\x07\x08\x0b\x0c\r\x1b")


def test_one_line() -> None:
    assert one_line(" a\r\nb\tc\u2028d ") == "a b c d"
    assert one_line("abcdef", 4) == "abc…"
    assert printable("a\x1b[2Jb\u202e") == "a�[2Jb�"


def test_chain_line() -> None:
    hops = (Hop("TV Chosun", "outlet", Span(0, 1), Span(1, 2), "report"), Hop(None, "unknown", None, Span(1, 2), "say"))
    assert chain_line(hops, "Herald").plain == "Herald → TV Chosun (outlet, report) → nobody named (unknown, say)"
    assert chain_line((), None).plain == "this report in its own voice"


def printed(found: Extraction, *, colour: bool) -> str:
    out = io.StringIO()
    show(Console(file=out, force_terminal=colour, color_system="standard" if colour else None, width=60), found, colour=colour)
    return out.getvalue()


def test_show_explains_its_marks_and_says_what_it_lacks() -> None:
    found = extraction(NESTED)
    assert "s source   c cue   t content" in printed(found, colour=False)
    assert "no statement was found in it" in printed(found, colour=False)
    assert "content in it" in printed(found, colour=True)
    empty = printed(Extraction(report("Rain."), (), ()), colour=False)
    assert "s source" not in empty
    stated = replace(found, statements=(Statement("s1", "having left", (Span(0, 1),), None, ()),))
    assert printed(stated, colour=False).endswith("“having left”\n  this report in its own voice\n")


def test_skipped_text_is_struck_through() -> None:
    found = extraction("Subscribe now.")
    out = marked_text(replace(found, report=replace(found.report, skipped=(Span(0, 9),))), colour=True)
    assert [(span.start, span.end, getattr(span.style, "strike", None)) for span in out.spans] == [(0, 9, True)]


def test_sources_table_on_a_narrow_terminal_loses_no_word() -> None:
    via = tuple((f"Outlet {n}", 9 - n) for n in range(6))
    out = io.StringIO()
    Console(file=out, width=70).print(sources_table([SourceRow("Intergovernmental Committee", "organization", 12, 3, 2, via)]))
    assert all(len(line) <= 70 for line in out.getvalue().splitlines())
    assert {"Committee", "organization", "12", "3", "2"} <= set(out.getvalue().split())
    assert "".join(line[:18].strip() for line in out.getvalue().splitlines()[1:]) == "IntergovernmentalCommittee"
    assert "…" not in out.getvalue()
    assert " ".join(out.getvalue().split()).endswith("2 more")


def test_only_what_is_said_of_a_source_is_dim() -> None:
    line = chain_line((Hop("TV Chosun", "outlet", Span(0, 1), Span(1, 2), "report"),), "Herald")
    assert not line.style
    assert [line.plain[span.start:span.end] for span in line.spans if span.style == SOURCE] == ["TV Chosun"]
