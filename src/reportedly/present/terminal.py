"""Extractions and ledger rows -> words on a terminal. It renders what the rooms computed, and nothing more."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from reportedly.present.facets import facet_lines, reasons
from reportedly.present.words import CONTROL, one_line, printable
from reportedly.types import Attribution, Extraction, Hop, Statement

if TYPE_CHECKING:  # the ledger's library is slow to load, and `extract` needs none of it
    from reportedly.ledger import ReportRow, SourceRow

SOURCE = Style(color="cyan", bold=True)
CUE = Style(color="yellow", italic=True)
MOST_VIA = 4
CONTENTS = (Style(color="green"), Style(color="green", underline=True), Style(color="green", underline=True, bold=True))


def chain_line(chain: tuple[Hop, ...], outlet: str | None) -> Text:
    """outlet → TV Chosun (outlet, report) → … ; the furthest source last."""
    line = Text().append(one_line(outlet or "this report"), style="dim")
    if not chain:
        line.append(" in its own voice", style="dim")
    for hop in chain:
        line.append(" → ", style="dim")
        line.append(one_line(hop.name) if hop.name else "nobody named", style=SOURCE if hop.name else "dim")
        line.append(f" ({hop.kind}, {hop.act})", style="dim")
    return line


def statement_lines(statement: Statement, outlet: str | None, *, why: bool = False) -> Text:
    """A statement, below it its chain and its facets; with `why` the reason of each."""
    line = Text("“")
    line.append(one_line(statement.text))
    line.append("”\n  ")
    line.append_text(chain_line(statement.chain, outlet))
    for more in (*(reasons(statement.chain) if why else ()), *facet_lines(statement, why=why)):
        line.append("\n").append_text(more)
    return line


def marked_text(extraction: Extraction, *, colour: bool) -> Text:
    """The report's text with its sources, cues and contents: in colour, or with marks like [Ana]s1 [said]c1 [that …]t1."""
    text = extraction.report.text
    if not colour:
        return Text(printable(_with_marks(text, extraction.attributions)))
    out = Text(CONTROL.sub("�", text.replace("\r", " ")))  # of the same length, so that the spans fit
    depth = {a.id: _depth(a, extraction.attributions) for a in extraction.attributions}
    for a in sorted(extraction.attributions, key=lambda a: depth[a.id]):
        for span in a.contents:
            out.stylize(CONTENTS[min(depth[a.id], 2)], *span)
    for a in extraction.attributions:
        for span in a.sources:
            out.stylize(SOURCE, *span)
        out.stylize(CUE, *a.cue)
    for span in extraction.report.skipped:
        out.stylize(Style(dim=True, strike=True), *span)
    return out


def show(console: Console, extraction: Extraction, *, colour: bool, why: bool = False) -> None:
    """Print a report: what it says of itself, its marked text, its statements with their chains and facets."""
    report = extraction.report
    known = [one_line(str(x)) for x in (report.outlet, report.published, report.byline, report.url) if x]
    console.print(Text(one_line(report.title or report.name), style="bold"))
    console.print(Text(" · ".join([*known, report.id]), style="dim"))
    console.print()
    console.print(marked_text(extraction, colour=colour), soft_wrap=True)
    console.print()
    if extraction.attributions:
        console.print(_legend(colour=colour), soft_wrap=True)
        console.print()
    if not extraction.statements:
        console.print("no statement was found in it")
    for statement in extraction.statements:
        console.print(statement_lines(statement, report.outlet, why=why), soft_wrap=True)


def sources_table(rows: "Iterable[SourceRow]") -> Table:
    """Who was cited, the most cited first; of those on whose word, the first few."""
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for name, numeric in (("source", False), ("kind", False), ("statements", True), ("reports", True), ("outlets", True)):
        table.add_column(name, justify="right" if numeric else "left", overflow="fold")
    table.add_column("on whose word", overflow="fold")
    table.columns[0].min_width = 18  # on a narrow terminal words are broken in two, but nothing is cut
    for row in rows:
        via = [f"{one_line(name, 60)} ({count})" for name, count in row.via[:MOST_VIA]]
        if len(row.via) > MOST_VIA:
            via.append(f"{len(row.via) - MOST_VIA} more")
        cells = one_line(row.name, 80), row.kind, str(row.statements), str(row.reports), str(row.outlets), ", ".join(via)
        table.add_row(*map(Text, cells))
    return table


def report_line(row: "ReportRow") -> Text:
    """A report in a listing: when, who, what; and its id, by which `show` finds it."""
    known = (row.published, row.outlet, row.title or row.name)
    return Text(" · ".join(one_line(words) for words in known if words)).append(f"  [{row.id}]", style="dim")


def _legend(*, colour: bool) -> Text:
    if not colour:
        return Text("s source   c cue   t content; those of one number belong together")
    legend = Text().append("source", style=SOURCE).append("  ").append("cue", style=CUE)
    for words, style in zip(("content", "content in it", "deeper"), CONTENTS, strict=True):
        legend.append("  ").append(words, style=style)
    return legend


def _depth(a: Attribution, every: tuple[Attribution, ...]) -> int:
    by_id = {b.id: b for b in every}
    depth, at = 0, a.parent
    while at is not None:
        depth, at = depth + 1, by_id[at].parent
    return depth


def _with_marks(text: str, attributions: tuple[Attribution, ...]) -> str:
    edges: list[tuple[int, int, int, str]] = []
    for a in attributions:
        for role, spans in (("s", a.sources), ("c", (a.cue,)), ("t", a.contents)):
            for start, end in spans:
                edges.append((start, 1, -end, "["))
                edges.append((end, 0, -start, f"]{role}{a.id[1:]}"))
    out, last = [], 0
    for at, _, _, mark in sorted(edges):
        out += [text[last:at], mark]
        last = at
    return "".join([*out, text[last:]])
