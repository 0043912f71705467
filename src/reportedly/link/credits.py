"""A report in, whom it credits out: the agency of its dateline or byline, closing credits, copyright lines, Source lines, notes of origin.

Ordinary attributions in sentences (*according to the Lipno Herald*) are not here: `extract` finds them. A credit that names the
report's own outlet is `own`: it is no citation, but tells the code that the outlet goes by.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportedly.link.credit_forms import FORMS, RIGHTS, Found
from reportedly.link.credit_names import AGENCIES, CreditKind
from reportedly.link.outlets import code, known, same_outlet, short_for
from reportedly.types import Report, Span

__all__ = ["AGENCIES", "Credit", "CreditKind", "code", "credited", "credits", "same_outlet", "short_for"]

Scope = Literal["report", "paragraph"]

@dataclass(frozen=True, slots=True)
class Credit:
    """Whom a report credits. `span`: the words of the name, None for a byline that stands outside the text.

    `scope`: for all of the report, or only for the paragraphs in `covered`. `also`: a further name that is given, mostly an abbreviation.
    """

    name: str
    span: Span | None
    kind: CreditKind
    scope: Scope
    own: bool
    detail: str
    also: tuple[str, ...] = ()
    covered: Span | None = None

    @property
    def unnamed(self) -> bool:
        """Whether it says that agencies were used and not which."""
        return self.name == AGENCIES


def credits(report: Report) -> tuple[Credit, ...]:  # noqa: A001 - the word of the trade; the builtin of that name is the shell's
    """Everyone whom the report credits, in the order of the text; bylines first. Each name once for each kind."""
    paragraphs = _paragraphs(report)
    found = [each for form in FORMS for each in form(report, paragraphs)]
    found.sort(key=lambda each: (each.span is not None, each.span or Span(0, 0)))
    first = dict[tuple[str, CreditKind, int], Found]()
    for each in found:
        first.setdefault((each.name.casefold(), each.kind, each.at if each.here else -1), each)
    return tuple(_credit(each, list(first.values()), report, paragraphs) for each in first.values())


def credited(report: Report, outlet: str, found: Sequence[Credit]) -> Credit | None:
    """The credit by which `report` names `outlet`, of its `credits`: the whole report's before a paragraph's. None where it does not name it.

    *Agencies* names none. A short form (*the Tribune*) will do, since only this outlet is asked for.
    """
    if not outlet or same_outlet(report.outlet or "", outlet):
        return None
    naming = [each for each in found if not each.own and not each.unnamed and any(_names(name, outlet) for name in (each.name, *each.also))]
    return min(naming, key=lambda each: each.scope != "report", default=None)


def _names(name: str, outlet: str) -> bool:
    """Whether a credit means this outlet. A real agency's code may also be that of an outlet that the table does not know."""
    return same_outlet(name, outlet) or short_for(name, outlet) or (not known(outlet) and name in code(outlet))


def _credit(each: Found, every: Sequence[Found], report: Report, paragraphs: Sequence[Span]) -> Credit:
    own = bool(report.outlet) and (same_outlet(each.name, report.outlet or "") or each.name in code(report.outlet or ""))
    covered = paragraphs[each.at] if each.here else _reach(each, every, paragraphs)
    detail = f"{each.detail}: its own outlet" if own else each.detail
    return Credit(each.name, each.span, each.kind, "paragraph" if covered else "report", own, detail, each.also, covered)


def _reach(each: Found, every: Sequence[Found], paragraphs: Sequence[Span]) -> Span | None:
    """The paragraphs that a line covers where a report has several of its kind (a digest); None if it covers the report.

    A credit at the end of a paragraph covers the report if it stands late in it.
    """
    if not each.parts:
        return None
    places = sorted({other.at for other in every if other.kind == each.kind and other.parts})
    if len(places) == 1:
        early = each.kind == "credit line" and len(paragraphs) > 3 and each.at < len(paragraphs) / 2
        return paragraphs[each.at] if early else None
    if each.kind == "dateline":
        following = [place for place in places if place > each.at]
        return Span(paragraphs[each.at].start, paragraphs[following[0] - 1 if following else -1].end)
    before = [place for place in places if place < each.at]
    return Span(paragraphs[before[-1] + 1 if before else 0].start, paragraphs[each.at].end)


def _paragraphs(report: Report) -> list[Span]:
    """The lines of the text, without those that begin in what is skipped (a copyright line stays)."""
    skipped, lines = sorted(report.skipped), list[Span]()
    for found in re.finditer(r"[^\s][^\n]*", report.text):
        while skipped and skipped[0].end <= found.start():
            skipped.pop(0)
        if not skipped or found.start() < skipped[0].start or RIGHTS.search(found[0][:300]):
            lines.append(Span(*found.span()))
    return lines
