"""REST under /api/v1, described at /api/v1/openapi.json: what the pages show, as the JSON of docs/json.md, in pages and with ETags."""

from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from reportedly.errors import ReportedlyError
from reportedly.present.web.api import changing, reading
from reportedly.present.web.api.answers import FAILURES, status_of
from reportedly.present.web.desk import Desk
from reportedly.present.web.safety.guard import Guard, reader

VERSION = "1"


def make(desk: Desk, guard: Guard) -> FastAPI:
    """The API as an app of its own, to be mounted at /api/v1."""
    api = FastAPI(title="Reportedly", version=VERSION, summary="Who said what, on whose word, and what became of it", docs_url=None,
                  redoc_url=None, dependencies=[Depends(reader)], responses=FAILURES, servers=[{"url": "/api/v1"}], root_path_in_servers=False)
    api.state.desk, api.state.guard = desk, guard
    api.include_router(reading.router)
    api.include_router(changing.router)
    api.add_exception_handler(ReportedlyError, _refused)
    api.add_exception_handler(HTTPException, _failed)
    return api


def _refused(_: Request, error: Exception) -> Response:
    return JSONResponse({"detail": str(error)}, status_of(error))


def _failed(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    return JSONResponse({"detail": error.detail}, error.status_code, headers=error.headers)
