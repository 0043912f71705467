"""Places that statements name: on a map, and in a table that says the same."""

from collections.abc import Sequence
from math import isfinite

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.ledger import PlaceRow
from reportedly.present.web.desk import desk_of
from reportedly.present.web.draw.atlas import units
from reportedly.present.web.draw.mapview import FITTED, Focus, Point, focus_of
from reportedly.present.web.draw.worldmap import NAMES, SIGNS, draw
from reportedly.present.web.paging import here, page_of
from reportedly.present.web.rendering import address, render
from reportedly.types import Precision

router = APIRouter()


@router.get("/places")
def places(request: Request) -> Response:
    """The places, the most named first; words, country and view stand in the address."""
    query, country = (request.query_params.get(name, "").strip() for name in ("q", "country"))
    found = desk_of(request).store.place_rows(query or None)
    codes = {row.country for row in found if row.country} | ({country} if country else set())
    rows = [row for row in found if country in {"", row.country}]
    page = page_of(request, len(rows))
    names = {unit.iso: unit.name for unit in units() if unit.iso}
    return render(
        request, "places.html", query=query, country=country, country_name=names.get(country, country), names=names, total=len(rows),
        countries=sorted(((code, names.get(code, code)) for code in codes), key=lambda choice: choice[1]),
        rows=rows[page.offset:page.offset + page.size], page=page, without_country=here(request, country=None), kinds=NAMES,
        map=draw(points(rows), focus=focus_of(request.query_params.get("at"), request.query_params.get("zoom"))),
        focus_on=focus_on, to=lambda focus: here(request, at=focus.at if focus else None, zoom=focus.zoom if focus else None))


def points(rows: Sequence[PlaceRow]) -> list[Point]:
    """The rows that have a place on earth."""
    return [Point(row.name, row.latitude, row.longitude, precision_of(row.precision), row.statements, address("/", place=row.name), row.control,
                  row.by, row.country)
            for row in rows if row.latitude is not None and row.longitude is not None]


def precision_of(words: str | None) -> Precision | None:
    """What a stored word stands for; None for one that is not known."""
    return next((known for known in SIGNS if known == words), None)


def focus_on(row: PlaceRow) -> Focus:
    """A view of one place."""
    latitude, longitude = row.latitude or 0.0, row.longitude or 0.0
    return Focus(latitude, longitude, FITTED) if isfinite(latitude) and isfinite(longitude) else Focus(0.0, 0.0, 0)
