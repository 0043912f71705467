"""The first page: every claim in a line, those that most need a look first, narrowed by facets and words."""

from dataclasses import dataclass
from typing import get_args

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.ledger import WantedClaims
from reportedly.present.web.desk import desk_of
from reportedly.present.web.paging import here, page_of
from reportedly.present.web.rendering import render
from reportedly.types import Level, Mode

router = APIRouter()
ORDERS = {"need": "what needs a look", "retold": "most retold", "newest": "newest", "oldest": "oldest"}
STATES = ("overdue", "due", "pending", "denied", "corrected", "circular", "hardened")
FACETS = {"outlet": "Outlet", "source": "Source", "kind": "Kind of source", "actor": "Actor", "place": "Place", "month": "First told",
          "mode": "Mode", "level": "How sure", "state": "State", "grade": "Grade"}


@dataclass(frozen=True)
class Choice:
    """A value of a facet: how many claims have it, and the address that takes it, or leaves it if it is taken."""

    value: str
    count: int | None
    href: str
    taken: bool


@router.get("/")
def claims(request: Request) -> Response:
    """The list; every choice stands in the query, so that a view can be sent to somebody."""
    desk = desk_of(request)
    asked = {name: value for name in FACETS if (value := request.query_params.get(name))}
    query = request.query_params.get("q", "").strip()
    order = request.query_params.get("order", "need")
    order = order if order in ORDERS else "need"
    wanted = wanted_of(asked, desk.today)
    total = desk.store.count_claims(query, wanted)
    page = page_of(request, total)
    rows = desk.store.claim_rows(query, wanted, order=order, offset=page.offset, limit=page.size)
    counted = desk.store.claim_facets(query, wanted)
    facets = {title: _choices(request, name, asked.get(name), counted.get(name, [])) for name, title in FACETS.items()}
    kept = {**asked, **({"order": order} if order != "need" else {})}
    return render(request, "claims.html", rows=rows, total=total, page=page, query=query, order=order, orders=ORDERS, asked=asked, kept=kept,
                  facets={title: choices for title, choices in facets.items() if choices},
                  without=[(FACETS[name], value, here(request, **{name: None})) for name, value in asked.items()])


def wanted_of(asked: dict[str, str], today: str) -> WantedClaims:
    """What a query asks of claims; a value that no claim can have finds none."""
    grade = asked.get("grade")
    return WantedClaims(
        outlet=asked.get("outlet"), mode=asked.get("mode"),  # type: ignore[arg-type]
        state=asked.get("state"), today=today, source=asked.get("source"), kind=asked.get("kind"),  # type: ignore[arg-type]
        actor=asked.get("actor"), place=asked.get("place"), level=asked.get("level"),  # type: ignore[arg-type]
        month=asked.get("month"), grade=(int(grade) if grade in set("123456") else 0) if grade else None)


def _choices(request: Request, name: str, taken: str | None, counted: list[tuple[str, int]]) -> list[Choice]:
    found = [Choice(value, count, here(request, **{name: None if value == taken else value}), value == taken)
             for value, count in _in_order(name, counted)]
    if taken is not None and not any(c.taken for c in found):
        found.insert(0, Choice(taken, None, here(request, **{name: None}), taken=True))
    return found


def _in_order(name: str, counted: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Scales keep their order; all else is by how many."""
    scales: dict[str, tuple[str, ...]] = {"mode": get_args(Mode), "level": get_args(Level), "state": STATES, "grade": tuple("123456")}
    if name in scales:
        return sorted(counted, key=lambda c: (*scales[name], c[0]).index(c[0]))
    return sorted(counted, reverse=True) if name == "month" else counted
