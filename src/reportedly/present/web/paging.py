"""A list in pages, each with its address."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request

from reportedly.present.web.rendering import address

SIZE = 40  # rows on a page
FURTHEST = 100_000  # pages


@dataclass(frozen=True)
class Page:
    """Where in a list one is. `number` from 1; `offset` in rows."""

    number: int
    pages: int
    href: Callable[[int], str]
    size: int = SIZE

    @property
    def offset(self) -> int:
        """Rows before this page."""
        return (self.number - 1) * self.size


def page_of(request: Request, total: int, size: int = SIZE) -> Page:
    """The page that `?page=` asks for; one that is not there becomes the nearest that is."""
    asked = request.query_params.get("page", "1")
    pages = max(1, -(-total // size))
    number = min(max(int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1, 1), pages)
    return Page(number, pages, lambda n: here(request, page=n if n > 1 else None), size)


def here(request: Request, **changed: object) -> str:
    """The address of this page with some of its query changed; None takes a part out."""
    asked: dict[str, object] = {k: v for k, v in request.query_params.items() if k != "page"}
    return address(request.url.path, **(asked | changed))
