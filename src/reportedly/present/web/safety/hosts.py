"""The names under which the pages answer. Another name may be somebody's page that points its own name at this machine (DNS rebinding)."""

import re
from collections.abc import Iterable
from ipaddress import ip_address

from starlette.datastructures import Headers

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
ADDRESSES = "any address"  # as long as it is no name: an address cannot be pointed elsewhere
_HOST = re.compile(r"([\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?", re.IGNORECASE | re.ASCII)


def names_for(address: str, allowed: Iterable[str] = ()) -> frozenset[str]:
    """The names for a server bound to an address: this machine's, that address (every one, if it is bound to all), and those allowed."""
    bound = ip_address(address)
    own = ADDRESSES if bound.is_unspecified else f"[{bound}]" if bound.version == 6 else str(bound)
    return LOOPBACK | {own} | {name.lower().rstrip(".") for name in allowed}


def is_known(headers: Headers, names: frozenset[str]) -> bool:
    """Whether a request asks for one of these names, with any port."""
    told = headers.getlist("host")
    match = _HOST.fullmatch(told[0]) if len(told) == 1 else None
    name = match[1].lower().rstrip(".") if match else ""
    return name in names or (ADDRESSES in names and is_address(name.strip("[]")))


def is_address(name: str) -> bool:
    """Whether this is an IP address."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
