"""A socket, and the server on it: one process, quiet, gone two seconds after Ctrl-C at the latest."""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from types import FrameType

import uvicorn
from fastapi import FastAPI

from reportedly.errors import ServeError

IDLE = 15  # seconds that a connection is kept for the next request
MOST_AT_ONCE = 500  # connections; 50 browsers have 300 at most
GRACE = 1.8  # seconds from Ctrl-C until whatever still runs is dropped; the ledger's transactions are whole or not there


@dataclass(frozen=True)
class Bound:
    """A port that is ours."""

    socket: socket.socket
    host: str
    address: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine reaches it."""
        return ip_address(self.address).is_loopback

    def url(self, names: Sequence[str] | None) -> str:
        """The address for a browser."""
        host = names[0] if names else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"


@contextmanager
def bind(host: str, port: int) -> Iterator[Bound]:
    """Take a port before anything else is done, so that one in use is told at once."""
    try:
        family, _, _, _, where = socket.getaddrinfo("127.0.0.1" if host == "localhost" else host, port, type=socket.SOCK_STREAM)[0]
        made = socket.create_server((str(where[0]), int(where[1])), family=family)
    except (OSError, UnicodeError) as error:
        code = getattr(error, "errno", None)
        why = os.strerror(code) if code and code > 0 else getattr(error, "strerror", None) or error  # the names of addresses have codes below 0
        raise ServeError(f"cannot serve at {host}, port {port}: {why}; choose others with --host and --port") from None
    with made:
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # asyncio does it only for sockets of its own; else each answer waits 40 ms
        address, taken = made.getsockname()[:2]
        yield Bound(made, host, address, taken)


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and only then say so: signals are heard by now."""
        await super().startup(sockets)
        self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop, without a word; a report that a thread is in the middle of is not waited for."""
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        super().handle_exit(sig, frame)
        last = threading.Timer(GRACE, os._exit, [0])
        last.daemon = True
        last.start()


def run(app: FastAPI, bound: Bound, proxy: str | None, ready: Callable[[], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; `ready` is called when requests are answered.

    `proxy`: the address whose X-Forwarded-For and -Proto are believed.
    """
    server = _Server(uvicorn.Config(
        app, log_level="error", access_log=False, server_header=False, ws="none", lifespan="off", proxy_headers=proxy is not None,
        forwarded_allow_ips=proxy or "", timeout_keep_alive=IDLE, timeout_graceful_shutdown=1, limit_concurrency=MOST_AT_ONCE), ready)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # uvicorn sends itself once more what ended it
    try:
        with suppress(KeyboardInterrupt):
            server.run(sockets=[bound.socket])
    finally:
        signal.signal(signal.SIGTERM, before)
