"""That a form was sent from a page of ours: where a browser says that it comes from, and a token that only our pages have.

The token is bound to the session, or to a random cookie before there is one. Forms have it as their first field, `csrf`; scripts and
programs as a header. It is looked for in the first bytes of a body, which then goes on as it came, so no handler can forget to ask.
"""

import hmac
import re
from urllib.parse import urlsplit

from python_multipart.multipart import parse_options_header
from starlette.datastructures import Headers
from starlette.types import Message, Receive

HEADER = "X-CSRF-Token"
SAFE = {"GET", "HEAD", "OPTIONS"}
LOOKED_AT = 65_536  # bytes in which the token has to stand; ours is the first field
_FIELD = re.compile(rb"(?:^|&)csrf=([\w-]{1,200})(?:&|$)")
_PART = rb'--%b\r\ncontent-disposition: form-data; name="csrf"\r\n(?:content-[^\r\n]*\r\n)*\r\n([\w-]{1,200})\r\n'


def token(secret: str, bound_to: str) -> str:
    """The token of whoever has this session or cookie."""
    return hmac.digest(secret.encode(), b"csrf " + bound_to.encode(), "sha256").hex()


def is_same(given: str | None, right: str) -> bool:
    """Whether a token is the right one."""
    return given is not None and hmac.compare_digest(given.encode("utf-8", "replace"), right.encode())


def from_here(headers: Headers) -> bool:
    """Whether a browser says that a page of ours sent this, or it is no browser that says anything of it.

    `Sec-Fetch-Site` is the browser's own word, and exact; over plain HTTP it is left out, and `Origin` has to do.
    """
    if site := headers.get("sec-fetch-site"):
        return site in {"same-origin", "none"}
    came_from = headers.get("origin", headers.get("referer"))
    return came_from is None or _host(came_from) == headers.get("host", "").lower()


def by_program(headers: Headers) -> bool:
    """Whether no browser sent this: it says nothing that every browser says, and has JSON, which no site's form can send elsewhere."""
    told = any(name in headers for name in ("origin", "referer", "sec-fetch-site", "sec-fetch-mode", "cookie"))
    return not told and parse_options_header(headers.get("content-type", ""))[0] == b"application/json"


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).netloc.lower() or None
    except ValueError:
        return None


async def peek(headers: Headers, receive: Receive) -> tuple[str | None, Receive]:
    """The token in the form that is coming, and what to go on receiving the form by."""
    pattern, seen, messages = _pattern(headers.get("content-type", "")), b"", list[Message]()
    found: re.Match[bytes] | None = None
    while pattern and not found and len(seen) < LOOKED_AT:
        messages.append(message := await receive())
        seen += message.get("body", b"")[:LOOKED_AT]
        ended = not message.get("more_body", False)
        found = pattern.search(seen) if ended or pattern is not _FIELD else pattern.search(seen, 0, seen.rfind(b"&") + 1)
        if ended:
            break

    async def again() -> Message:
        return messages.pop(0) if messages else await receive()

    return found[1].decode() if found else None, again


def _pattern(content_type: str) -> re.Pattern[bytes] | None:
    """How the field stands in a body of this type."""
    kind, options = parse_options_header(content_type)
    if kind == b"application/x-www-form-urlencoded":
        return _FIELD
    boundary = options.get(b"boundary")
    return re.compile(_PART % re.escape(boundary), re.IGNORECASE) if kind == b"multipart/form-data" and boundary else None
