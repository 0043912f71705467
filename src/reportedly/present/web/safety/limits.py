"""How much may be sent at once, and how often a password may be guessed."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_network

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

from reportedly.present.web.safety.hosts import is_address

MOST, MOST_UPLOADED = 1_000_000, 50_000_000  # bytes of a body; the second where reports are given
UPLOADS = ("/read", "/api/v1/read", "/api/v1/reports")
FREE, WINDOW = 5, 60.0  # wrong passwords, with less than so many seconds between them, before one has to wait
FIRST, LONGEST, LONGEST_FOR_NAME = 15.0, 900.0, 60.0  # seconds to wait; less for a name, since anybody can make a name wait
MOST_WATCHED = 10_000


def most_of(path: str) -> int:
    """The bytes that may be sent to a path."""
    return MOST_UPLOADED if path in UPLOADS else MOST


def limited(receive: Receive, most: int) -> Receive:
    """Receives no more than so many bytes, whatever was announced; then raises 413 where the body is read."""
    come = 0

    async def counting() -> Message:
        nonlocal come
        message = await receive()
        come += len(message.get("body", b""))
        if come > most:
            raise too_large(most)
        return message

    return counting


def announces_more(headers: Headers, most: int) -> bool:
    """Whether a request says that it has more bytes than that."""
    told = headers.get("content-length", "0")
    return not (told.isascii() and told.isdigit() and len(told) < 20 and int(told) <= most)


def too_large(most: int) -> HTTPException:
    """What is answered to it."""
    return HTTPException(413, f"This is more than {most // 1_000_000} MB at once. Give less, or add files on the command line: reportedly add.")


@dataclass
class _Failures:
    """Wrong passwords of a name or from an address: how many in a row, when last, and until when no other is looked at."""

    count: int = 0
    last: float = 0.0
    until: float = 0.0


class Attempts:
    """Counts wrong passwords by name and by address. After five in a row one waits; with each more, twice as long."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._watched: OrderedDict[str, _Failures] = OrderedDict()

    def begin(self, name: str, address: str) -> int:
        """Count an attempt as failed until `succeeded` is called; or the seconds to wait, and then it may not be made."""
        now, keys = self._clock(), _keys(name, address)
        wait = max((self._watched[k].until - now for k, _ in keys if k in self._watched), default=0.0)
        if wait > 0:
            return int(wait) + 1
        for key, longest in keys:
            self._fail(key, longest, now)
        return 0

    def succeeded(self, name: str, address: str) -> None:
        """The password was right: the name is as new; the address is as it was before, or else one's own account would buy guesses."""
        (by_name, _), (by_address, _) = _keys(name, address)
        self._watched.pop(by_name, None)
        if found := self._watched.get(by_address):
            found.count -= 1
            found.until = 0.0

    def _fail(self, key: str, longest: float, now: float) -> None:
        found = self._watched.setdefault(key, _Failures())
        self._watched.move_to_end(key)
        if now - max(found.last, found.until) > (WINDOW if found.count < FREE else LONGEST):
            found.count = 0
        found.count += 1
        found.last = now
        if found.count >= FREE:
            found.until = now + min(FIRST * 2 ** min(found.count - FREE, 20), longest)
        if len(self._watched) > MOST_WATCHED:
            self._watched.popitem(last=False)


def _keys(name: str, address: str) -> tuple[tuple[str, float], tuple[str, float]]:
    """What is watched, and how long it is made to wait at most. An IPv6 address stands for its network: one customer has all of it."""
    if ":" in address and is_address(address):
        address = str(ip_network((address, 64), strict=False))
    return (f"name {name[:100]}", LONGEST_FOR_NAME), (f"from {address}", LONGEST)
