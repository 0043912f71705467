"""What the API answers with: JSON with an ETag, pages of lists, and errors."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from reportedly import codec
from reportedly.errors import Changed, LedgerBusy, NotInLedger, TooLarge
from reportedly.ledger import ClaimRow, ReportRow, StatementRow

Offset = Annotated[int, Query(ge=0, le=10_000_000, description="Items before the first that is given.")]
Limit = Annotated[int, Query(ge=1, le=200, description="At most so many items.")]
Words = Annotated[str | None, Query(max_length=1000, description='Words, "a phrase", begin*: all must be there.')]


class Problem(BaseModel):
    """What went wrong, in one line."""

    detail: str | list[dict[str, Any]]


class Listed(BaseModel):
    """One page of a list. `total`: of all pages."""

    total: int = Field(ge=0)
    offset: int = Field(ge=0)
    items: list[dict[str, Any]]


FAILURES: dict[int | str, dict[str, Any]] = {
    401: {"model": Problem, "description": "Nobody is logged in."}, 403: {"model": Problem, "description": "The role does not allow it."},
    404: {"model": Problem, "description": "Nothing of this id or name is here."},
    413: {"model": Problem, "description": "More is sent than is taken."},
    422: {"model": Problem, "description": "What was asked cannot be."},
    503: {"model": Problem, "description": "Another writer holds the ledger."}}
UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "It is as `If-None-Match` has it."}}


def status_of(error: Exception) -> HTTPStatus:
    """The status that an error of ours is answered with."""
    match error:
        case NotInLedger():
            return HTTPStatus.NOT_FOUND
        case Changed():
            return HTTPStatus.CONFLICT
        case LedgerBusy():
            return HTTPStatus.SERVICE_UNAVAILABLE
        case TooLarge():
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return HTTPStatus.UNPROCESSABLE_ENTITY


def answer(request: Request, data: Any, *, tag: str | None = None, status: int = 200) -> Response:
    """JSON; or nothing but 304, if the client has it already. `tag`: instead of a hash of the answer."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    etag = f'"{tag or hashlib.sha256(body).hexdigest()[:20]}"'
    known = {part.strip().removeprefix("W/") for part in request.headers.get("If-None-Match", "").split(",")}
    if status == HTTPStatus.OK and (etag in known or "*" in known):
        return Response(status_code=304, headers={"ETag": etag})
    return Response(body, status, {"ETag": etag}, "application/json")


def listed(request: Request, items: Sequence[dict[str, Any]], total: int, offset: int) -> Response:
    """One page of a list."""
    return answer(request, {"total": total, "offset": offset, "items": list(items)})


def claim_json(row: ClaimRow) -> dict[str, Any]:
    """A claim as `reportedly claims --json` has it, and what else a list shows."""
    return {
        "id": row.id, "text": row.text, "mode": row.mode, "statements": row.statements, "reports": row.reports, "outlets": row.outlets,
        "first": {"report": row.first.id, "name": row.first.name, "outlet": row.first.outlet, "published": row.first.published},
        "latest": row.latest,
        "origins": {"established": row.established, "possible": row.possible, "expected": row.expected, "interval": [row.low, row.high],
                    "circular": row.circular, "names": [name for name, _ in row.names]},
        "window": None if row.window is None else {"start": row.window[0], "end": row.window[1]},
        "outcome": row.outcome, "settled": row.settled, "grade": row.grade, "suggested": row.suggested,
        "denied": row.denied, "corrected": row.corrected, "hardened": row.hardened, "drifts": row.drifts,
        "worst": None if row.worst is None else row.worst._asdict()}


def report_json(row: ReportRow) -> dict[str, Any]:
    """A report without its text."""
    return asdict(row)


def statement_json(row: StatementRow) -> dict[str, Any]:
    """A statement and its report, as `reportedly statements --json` has them."""
    return {"report": report_json(row.report), "statement": codec.encode_statement(row.statement)}
