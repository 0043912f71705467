"""What the readers of plain text and of HTML hand to `read_bytes`: a report without its name, id and hash."""

from dataclasses import dataclass

from reportedly.types import Link, Span


@dataclass(frozen=True, slots=True)
class Parts:
    """The text and what the file says of itself; the fields are those of `Report`."""

    text: str
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    links: tuple[Link, ...] = ()
    skipped: tuple[Span, ...] = ()
