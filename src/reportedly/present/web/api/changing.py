"""What can be done: read a report with or without keeping it, judge, and take a judgement back."""

import hashlib
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from reportedly import codec
from reportedly.errors import ManifestError, ReadError
from reportedly.ledger import given_key
from reportedly.pipeline import Source
from reportedly.present import rulings
from reportedly.present.web.api.answers import Problem, answer
from reportedly.present.web.desk import Desk, desk_of
from reportedly.present.web.safety.guard import Person, editor
from reportedly.read import Given
from reportedly.read.given import is_iso
from reportedly.types import Claim, Extraction, Failure, Judgement

router = APIRouter()
Editor = Annotated[Person, Depends(editor)]
LONGEST = 900_000  # characters of a report that is sent as JSON


class Sent(BaseModel):
    """A report. `text`: as text or HTML; all else what is known of it otherwise."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=LONGEST)
    name: str | None = Field(None, max_length=1000)
    outlet: str | None = Field(None, max_length=1000)
    title: str | None = Field(None, max_length=2000)
    url: str | None = Field(None, max_length=4000)
    published: str | None = Field(None, max_length=40, description="ISO 8601.")


class Ruled(BaseModel):
    """A judgement. Which fields it takes follows from its kind:

    accept (claim; or claim, report, parent), reject (claim, report; or claim, report, parent), merge (claim, other), split (claim, report),
    date (report, value), source (name, value), grade (claim, value), outcome (claim, value), withdraw (judgement).
    `parent`: a report, or source:NAME.
    """

    model_config = ConfigDict(extra="forbid")
    kind: Literal["accept", "reject", "merge", "split", "date", "source", "grade", "outcome", "withdraw"]
    claim: str = Field("", max_length=300)
    other: str = Field("", max_length=300)
    report: str = Field("", max_length=2000)
    parent: str = Field("", max_length=2000)
    judgement: str = Field("", max_length=100)
    name: str = Field("", max_length=1000)
    value: str = Field("", max_length=100)
    note: str | None = Field(None, max_length=rulings.NOTE)


@router.post("/read", response_model=dict[str, Any], summary="Read a report and say what is in it, without keeping it")
def read(request: Request, sent: Sent) -> Response:
    """As `reportedly extract` prints it."""
    return answer(request, codec.encode_extraction(_extracted(desk_of(request), _source(sent))))


@router.post("/reports", response_model=dict[str, Any], status_code=201, summary="Read a report, keep it and tie it into claims",
             responses={200: {"description": "It was here already."}})
def add(request: Request, sent: Sent, person: Editor) -> Response:  # noqa: ARG001 - the role is what is asked
    """The same report twice changes nothing. One that cannot be read is recorded as a failure."""
    desk, source = desk_of(request), _source(sent)
    try:
        found = _extracted(desk, source)
    except ReadError as error:
        desk.store.fail(Failure(source.name, str(error), hashlib.sha256(source.data or b"").hexdigest()))
        raise
    new = desk.store.add(found, extractor=desk.pipeline.version, given=given_key(**asdict(source.given)))
    desk.link()
    return answer(request, codec.encode_extraction(found), status=201 if new else 200)


@router.post("/judgements", response_model=list[dict[str, Any]], status_code=201, summary="Judge",
             responses={409: {"model": Problem, "description": "The claim is no longer as `If-Match` has it."}})
def judge(request: Request, ruled: Ruled, person: Editor,
          if_match: Annotated[str | None, Header(description="The ETag of the claim as you saw it.")] = None) -> Response:
    """What was judged: split and reject judge each of a report's tellings. With `If-Match` nothing is judged that changed meanwhile."""
    desk = desk_of(request)
    claim = desk.store.claim(ruled.claim) if ruled.claim else None
    seen = {claim.id: if_match.strip().removeprefix("W/").strip('"')} if claim is not None and if_match else {}
    made: list[Judgement] = []
    for r in _rulings(desk, ruled, claim):
        made.append(desk.judge(r.kind, person.name, about=r.about, name=r.name, value=r.value, note=rulings.noted(ruled.note),
                               seen={} if made else seen))
    return answer(request, [codec.encode_judgement(j) for j in made], status=201)


def _rulings(desk: Desk, ruled: Ruled, claim: Claim | None) -> tuple[rulings.Ruling, ...]:
    store = desk.store
    match ruled.kind:
        case "date":
            return (rulings.date(store, ruled.report, ruled.value),)
        case "source":
            return (rulings.source(ruled.name, ruled.value),)
        case "withdraw":
            return (rulings.withdraw(store.judgements(), ruled.judgement),)
    if claim is None:
        raise ManifestError(f"{ruled.kind}: say of which claim")
    match ruled.kind:
        case "merge":
            return (rulings.merge(claim, store.claim(ruled.other)),)
        case "split":
            return rulings.split(store, claim, ruled.report)
        case "grade":
            return (rulings.grade(claim, ruled.value),)
        case "outcome":
            return (rulings.outcome(claim, ruled.value),)
    if ruled.parent:
        return (rulings.edge(store, ruled.kind, claim, ruled.report, ruled.parent),)
    return (rulings.accept(claim),) if ruled.kind == "accept" else rulings.reject(store, claim, ruled.report)


def _source(sent: Sent) -> Source:
    if sent.published is not None and not is_iso(sent.published):
        raise ManifestError(f"published: {sent.published!r} is no ISO 8601 date; write it like 2024-06-27 or 2024-06-27T14:30:00Z")
    data = sent.text.encode("utf-8", "replace")
    name = sent.name or sent.url or f"text {hashlib.sha256(data).hexdigest()[:8]}"
    return Source(name, Given(outlet=sent.outlet, title=sent.title, url=sent.url, published=sent.published), data)


def _extracted(desk: Desk, source: Source) -> Extraction:
    found = desk.pipeline.process(source)
    if isinstance(found, Failure):
        raise ReadError(found.reason)
    return found
