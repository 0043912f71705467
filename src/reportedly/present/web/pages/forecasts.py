"""Forecasts: when each is due, on a calendar line and in a table, with what later reports propose as its outcome, and a form to settle it."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.ledger import ClaimRow, Ledger
from reportedly.link.outcome import PERHAPS
from reportedly.present import phrases
from reportedly.present.web.desk import desk_of
from reportedly.present.web.draw.calendar import Planned, calendar
from reportedly.present.web.paging import page_of
from reportedly.present.web.rendering import address, render
from reportedly.types import Claim, Related

router = APIRouter()
SIZE = 25  # forecasts on a page, each with its form
SHOWN = 3  # of what later reports say came of one
STATES = {"overdue": "Overdue", "due": "Due", "proposed": "Outcome proposed", "pending": "Pending", "settled": "Settled"}
SIGNS = {"overdue": "◆", "due": "◇", "proposed": "?", "pending": "◷", "settled": "✓"}


@dataclass(frozen=True)
class Tab:
    """A state of forecasts: its address, its name, how many there are."""

    href: str
    words: str
    count: int
    taken: bool


@dataclass(frozen=True)
class Row:
    """A forecast, its claim and the claim's tag as it is shown, and what later reports propose, the likeliest first."""

    head: ClaimRow
    claim: Claim
    tag: str
    urgency: str
    came: tuple[Related, ...]
    more: int


@router.get("/forecasts")
def forecasts(request: Request) -> Response:
    """The forecasts, all or in one state (`?state=`), the most urgent first."""
    desk = desk_of(request)
    asked = request.query_params.get("state", "")
    state = asked if asked in STATES else None
    counted = desk.store.count_forecasts(desk.today)
    counts = {name: counted.get(name, 0) for name in STATES}
    page = page_of(request, counts[state] if state else sum(counts.values()), SIZE)
    rows = [_row(desk.store, head, desk.today)
            for head in desk.store.forecast_rows(desk.today, state=state, offset=page.offset, limit=page.size)]
    tabs = [Tab(address("/forecasts"), "All", sum(counts.values()), state is None),
            *(Tab(address("/forecasts", state=name), words, counts[name], name == state) for name, words in STATES.items())]
    drawn = calendar([Planned(f"#f-{row.head.id}", row.head.text, row.head.window or (None, None), row.urgency) for row in rows], desk.today)
    return render(request, "forecasts.html", rows=rows, page=page, tabs=tabs, state=state, states=STATES, calendar=drawn, signs=SIGNS)


def _row(store: Ledger, head: ClaimRow, today: str) -> Row:
    claim = store.claim(head.id)
    came = sorted((r for r in claim.related if r.kind == "outcome" and r.probability >= PERHAPS), key=lambda r: -r.probability)
    return Row(head, claim, store.claim_tag(head.id), phrases.urgency(head.outcome, head.settled, head.window, today), tuple(came[:SHOWN]),
               len(came[SHOWN:]))
