"""The log: everything that people judged, the newest first, by whom, whether it stands, and a way to undo it."""

from typing import get_args

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from reportedly.errors import NotInLedger
from reportedly.link import meant, standing
from reportedly.present import rulings
from reportedly.present.web.desk import desk_of
from reportedly.present.web.paging import page_of
from reportedly.present.web.rendering import render
from reportedly.types import JudgementKind

router = APIRouter()
STANDING = {"yes": "standing", "no": "withdrawn"}


@router.get("/log")
def log(request: Request) -> Response:
    """The log; `?who=`, `?kind=` and `?stands=yes|no` narrow it."""
    store = desk_of(request).store
    who, kind, stands = (request.query_params.get(name, "") for name in ("who", "kind", "stands"))
    every = store.judgements()
    still = {j.id for j in standing(every)}
    found = [j for j in reversed(every) if who in {"", j.who} and kind in {"", j.kind} and stands in {"", "yes" if j.id in still else "no"}]
    page = page_of(request, len(found))
    return render(request, "log.html", entries=rulings.entries(store, every, found[page.offset:page.offset + page.size]), total=len(found),
                  page=page, who=who, kind=kind, stands=stands, authors=sorted({j.who for j in every}, key=str.casefold),
                  kinds=get_args(JudgementKind), standing=STANDING)


@router.get("/log/{id_}/claim")
def claim(request: Request, id_: str) -> Response:
    """Leads to the claim that a judgement is about, as it is now; to the report where it tells none any more."""
    store = desk_of(request).store
    judgement = next((j for j in store.judgements() if j.id == id_ and j.about), None)
    if judgement is None:
        raise NotInLedger(f"there is no judgement {id_[:40]!r} about a claim: the log lists those that are there")
    about = judgement.about[0]
    statement = meant(about, store.extraction(about.report).statements)
    if statement is None:
        return RedirectResponse(f"/reports/{about.report}", 303)
    return RedirectResponse(f"/claims/{store.claim(f'{about.report}/{statement.id}').id}", 303)
