"""Templates -> pages. Whatever a report says is escaped, and its control characters are made visible, on every page and in every drawing."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportedly.present import phrases
from reportedly.present.rulings import just_judged
from reportedly.present.web.desk import desk_of
from reportedly.present.web.draw.spark import spark

# Controls, and the characters that turn a line around beyond their own words; marks of direction that change nothing else stay.
_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def shown(words: str) -> str:
    """Words with control characters replaced one by one, so that offsets stay."""
    return _UNSHOWN.sub("�", words)


def _shown(value: object) -> object:
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def clipped(words: str, width: int = 240) -> str:
    """Words on one line, cut at `width` characters."""
    line = " ".join(words.split())
    return line if len(line) <= width else line[:width - 1].rstrip() + "…"


def address(path: str, **asked: object) -> str:
    """A path with a query; what is None or empty is left out, lists are given once each."""
    pairs = [(k, str(v)) for k, value in asked.items() for v in (value if isinstance(value, (list, tuple)) else [value]) if v not in {None, ""}]
    return quote(path) + (f"?{urlencode(pairs, errors='replace')}" if pairs else "")


def day(published: str | None) -> str:
    """The day of a date or time; `no date`."""
    return phrases.moment(published).split(" ")[0] if published else "no date"


def long_day(iso: str | None) -> str:
    """`6 October 2025`; what is no date stays as it is."""
    try:
        found = date.fromisoformat((iso or "")[:10])
    except ValueError:
        return iso or "no date"
    return f"{found.day} {found:%B %Y}"


_TEMPLATES = Environment(loader=PackageLoader("reportedly.present.web"), autoescape=True, finalize=_shown, undefined=StrictUndefined,
                         trim_blocks=True, lstrip_blocks=True, auto_reload=False)
_TEMPLATES.globals.update(address=address, phrases=phrases)
_TEMPLATES.filters.update(clipped=clipped, spark=lambda row: spark(row.told), moment=phrases.moment, day=day, long_day=long_day,
                          plural=phrases.plural, window=phrases.window_words)


def render(request: Request, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **context: Any) -> Response:
    """A page. Templates see beside their context: `request`, `person`, `csrf` (the token for forms), `today`, `ledger` (its name)."""
    desk, person = desk_of(request), getattr(request.state, "person", None)
    asked = request.query_params.getlist("judged") if person else []  # a stranger is not told what was judged
    page = _TEMPLATES.get_template(template).render(
        {"request": request, "person": person, "csrf": getattr(request.state, "csrf", ""),
         "today": desk.today, "ledger": desk.store.name, "judged": just_judged(desk.store, asked), **context})
    return HTMLResponse(page, status, dict(headers or {}))
