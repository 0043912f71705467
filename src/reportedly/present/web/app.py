"""Puts the web app together: the pages, REST, what guards them, and what becomes of errors."""

from http import HTTPStatus
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from reportedly.errors import ReportedlyError
from reportedly.present.web import api
from reportedly.present.web.api.answers import status_of
from reportedly.present.web.desk import Desk
from reportedly.present.web.pages import claim, claims, compare, forecasts, judging, log, places, reading, report, source
from reportedly.present.web.rendering import render
from reportedly.present.web.safety.guard import Guard

STATIC = Path(__file__).parent / "static"
PAGES: tuple[APIRouter, ...] = (claims.router, claim.router, report.router, source.router, forecasts.router, places.router, compare.router,
                                reading.router, judging.router, log.router)


def make_app(desk: Desk, guard: Guard) -> FastAPI:
    """The app over a ledger; `guard` says who may do what."""
    app = FastAPI(title="Reportedly", openapi_url=None, docs_url=None, redoc_url=None)
    app.state.desk, app.state.guard = desk, guard
    for router in PAGES:
        app.include_router(router, include_in_schema=False)
    app.include_router(guard.router, include_in_schema=False)
    app.mount("/api/v1", api.make(desk, guard))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_exception_handler(ReportedlyError, _refused)
    app.add_exception_handler(HTTPException, _failed)
    app.add_middleware(GZipMiddleware, minimum_size=2000)
    guard.protect(app)
    return app


def _refused(request: Request, error: Exception) -> Response:
    status = status_of(error)
    heading = {HTTPStatus.NOT_FOUND: "Not here", HTTPStatus.CONFLICT: "It changed meanwhile"}.get(status, "That does not work")
    return render(request, "message.html", status=status, heading=heading, message=str(error))


def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": error.detail}, error.status_code, headers=error.headers)
    heading = "Not here" if error.status_code == HTTPStatus.NOT_FOUND else "That does not work"
    words = "There is no such page." if error.status_code == HTTPStatus.NOT_FOUND else str(error.detail)
    return render(request, "message.html", status=error.status_code, heading=heading, message=words, headers=error.headers)
