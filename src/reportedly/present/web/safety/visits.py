"""Who a request comes from, by what it brings: nothing but being on this machine, a session's cookie, or (for programs) a name and password."""

import binascii
import re
import secrets
import time
from base64 import b64decode
from dataclasses import dataclass
from hashlib import sha256

import anyio
from anyio.to_thread import run_sync
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reportedly.errors import AccountsError
from reportedly.present.web.safety import csrf
from reportedly.present.web.safety.accounts import Account, Accounts
from reportedly.present.web.safety.hosts import is_address
from reportedly.present.web.safety.limits import Attempts
from reportedly.present.web.safety.person import Person
from reportedly.present.web.safety.sessions import LASTS, Session, Sessions

SESSION, VISITOR = "reportedly-session", "reportedly-visitor"  # cookies
BELIEVED = 60.0  # seconds in which a program's password is not hashed again
MOST_BELIEVED = 100
AT_ONCE = 2  # passwords hashed at a time: each takes a core and 19 MB
PROXIED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
_VISITOR = re.compile(r"[\da-f]{32}")


@dataclass(frozen=True)
class Visit:
    """Who asks; `csrf`: the token that their forms must have; `visitor`: the cookie that it is bound to, if there is no session."""

    person: Person | None
    csrf: str
    visitor: str | None = None
    session: Session | None = None
    by_password: bool = False


class Local:
    """Whoever is at this machine is the one who started the program, and may do all."""

    def __init__(self, user: str) -> None:
        self.person = Person(user, "admin", logged_in=False)
        self._secret = secrets.token_hex(32)

    async def visit(self, request: Request) -> Visit:
        """The user of this machine. What a proxy passes on comes from elsewhere."""
        client = request.client.host if request.client else ""
        if any(name in request.headers for name in PROXIED) or (is_address(client) and not _is_here(client)):
            raise HTTPException(403, "This comes from another machine, and there are no accounts here: reportedly account add NAME --role admin")
        visitor = visitor_of(request)
        return Visit(self.person, csrf.token(self._secret, visitor), visitor)


class WithAccounts:
    """Whoever has an account may come in by their password."""

    def __init__(self, accounts: Accounts) -> None:
        if not accounts.secret:
            raise AccountsError(f"{accounts.path}: there is no account in it; make one: reportedly account add NAME --role admin")
        self.accounts = accounts
        self.attempts = Attempts()
        self._sessions = Sessions(accounts.secret)
        self._secret = accounts.secret
        self._hashing = anyio.CapacityLimiter(AT_ONCE)
        self._believed: dict[bytes, tuple[Account, float]] = {}

    async def visit(self, request: Request) -> Visit:
        """By a session; or for the programs' interface by a password."""
        if is_api(request) and (given := basic(request)):
            return Visit(_person(await self._by_password(request, *given)), "", by_password=True)
        cookie = request.cookies.get(cookie_name(request, SESSION))
        session = self._sessions.read(cookie) if cookie else None
        account = self.accounts.find(session.name) if session else None
        if session and account and account.stamp == session.stamp:
            return Visit(_person(account), csrf.token(self._secret, session.id), session=session)
        visitor = visitor_of(request)
        return Visit(None, csrf.token(self._secret, visitor), visitor)

    async def verify(self, request: Request, name: str, password: str) -> Account | None:
        """The account of a name and password. Raises 429 when too many were wrong."""
        address = request.client.host if request.client else ""
        if wait := self.attempts.begin(name, address):
            raise HTTPException(429, f"Too many wrong passwords. Wait {wait} seconds, then try again.", {"Retry-After": str(wait)})
        found = await run_sync(self.accounts.verify, name, password, limiter=self._hashing)
        if found:
            self.attempts.succeeded(name, address)
        return found

    def log_in(self, request: Request, response: Response, account: Account) -> None:
        """Start a session on a response."""
        set_cookie(request, response, SESSION, self._sessions.start(account.name, account.stamp), LASTS)

    def log_out(self, request: Request, response: Response) -> None:
        """End the session of a request, here and in the browser."""
        if session := request.state.visit.session:
            self._sessions.end(session)
        response.delete_cookie(cookie_name(request, SESSION), secure=is_https(request), httponly=True, samesite="strict")

    async def _by_password(self, request: Request, name: str, password: str) -> Account:
        """The account; for a minute it is believed without hashing."""
        key = sha256(f"{self._secret}\0{name}\0{password}".encode("utf-8", "replace")).digest()
        account, until = self._believed.get(key, (None, 0.0))
        if account and until > time.monotonic() and self._still(account):
            return self.accounts.find(name) or account
        account = await self.verify(request, name, password)
        if account is None:
            raise HTTPException(401, "The name or the password is wrong.", {"WWW-Authenticate": 'Basic realm="Reportedly"'})
        if len(self._believed) >= MOST_BELIEVED:
            self._believed.clear()
        self._believed[key] = account, time.monotonic() + BELIEVED
        return account

    def _still(self, account: Account) -> bool:
        now = self.accounts.find(account.name)
        return now is not None and now.stamp == account.stamp


def is_api(request: Request) -> bool:
    """Whether this is the interface of programs, not a page."""
    return request.url.path.startswith("/api/")


def is_https(request: Request) -> bool:
    """Whether the browser speaks TLS, to us or to the proxy that we believe."""
    return request.url.scheme == "https"


def cookie_name(request: Request, name: str) -> str:
    """Over TLS a name that only this very host can set."""
    return f"__Host-{name}" if is_https(request) else name


def set_cookie(request: Request, response: Response, name: str, value: str, lasts: int | None = None) -> None:
    """A cookie that scripts cannot read. The session's goes with nothing that begins at another site. The visitor's, which lets nobody in, also
    with a link from there, or else following one would make the forms of other tabs stale.
    """
    response.set_cookie(cookie_name(request, name), value, max_age=lasts, path="/", secure=is_https(request), httponly=True,
                        samesite="strict" if name == SESSION else "lax")


def visitor_of(request: Request) -> str:
    """What forms are bound to before there is a session: the visitor's cookie, or a new one."""
    told = request.cookies.get(cookie_name(request, VISITOR), "")
    return told if _VISITOR.fullmatch(told) else secrets.token_hex(16)


def basic(request: Request) -> tuple[str, str] | None:
    """The name and password that a program gives (RFC 7617)."""
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        name, _, password = b64decode(given.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return name, password


def _person(account: Account) -> Person:
    return Person(account.name, account.role, logged_in=True)


def _is_here(client: str) -> bool:
    return client.startswith(("127.", "::ffff:127.")) or client == "::1"
