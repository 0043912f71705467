"""What stands before every page: each request is looked at here, and goes on to the app only if nothing is against it.

In this order: the name that it asks for, how much it sends, who it comes from, whether a page of ours sent it, whether one must log in.
What a role may do is for the handlers to ask: `reader`, `editor`, `admin`. A page that asks nothing still takes somebody who is logged in.
"""

from urllib.parse import urlsplit

from fastapi import APIRouter, FastAPI
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.present.web.rendering import address, render
from reportedly.present.web.safety import csrf, hosts, limits, logging_in
from reportedly.present.web.safety.accounts import Accounts
from reportedly.present.web.safety.headers import SafeHeaders
from reportedly.present.web.safety.person import Person, Role, admin, editor, reader
from reportedly.present.web.safety.visits import VISITOR, Local, Visit, WithAccounts, cookie_name, is_api, set_cookie

__all__ = ["Guard", "Person", "Role", "admin", "editor", "reader"]
OPEN = "/static/"  # what looks alike for everybody
UNKNOWN = "The pages do not answer to this name. Whoever serves them can allow it: reportedly serve --allow-host NAME"
STALE = ("This form is not one that these pages sent you, or you have logged in or out since, or it took longer than a session lasts. "
         "Go back, load the page again, and send it once more. Cookies have to be allowed.")
ELSEWHERE = "This was sent by another site's page, and is not done. Go to the page itself."


class Guard:
    """Who may come in, and under which names the pages answer."""

    router: APIRouter = logging_in.router

    def __init__(self, door: Local | WithAccounts, names: frozenset[str] = hosts.LOOPBACK) -> None:
        self.door = door
        self.names = names

    @classmethod
    def local(cls, user: str) -> "Guard":
        """For this machine alone: everybody on it is this user, and may do all."""
        return cls(Local(user))

    @classmethod
    def with_accounts(cls, accounts: Accounts, names: frozenset[str] = hosts.LOOPBACK) -> "Guard":
        """By name and password."""
        return cls(WithAccounts(accounts), names)

    def protect(self, app: FastAPI) -> None:
        """Stand before an app. Call it once, when the app is complete."""
        app.state.guard = self
        app.add_middleware(Gate, guard=self)
        app.add_middleware(SafeHeaders)

    async def admit(self, request: Request, receive: Receive) -> tuple[Visit, Receive]:
        """Who a request comes from and what to read it by. Raises HTTPException if it may not go on."""
        path, safe = request.url.path, request.method in csrf.SAFE
        most = limits.most_of(path)
        if limits.announces_more(request.headers, most):
            raise limits.too_large(most)
        receive = limits.limited(receive, most)
        visit = await self.door.visit(request)
        request.state.visit, request.state.person, request.state.csrf = visit, visit.person, visit.csrf
        if not safe:
            receive = await _sent_by_us(request, visit, receive)
        if visit.person is None and path != "/login":
            raise HTTPException(401, "Log in first.", {"WWW-Authenticate": 'Basic realm="Reportedly"'})
        return visit, receive


async def _sent_by_us(request: Request, visit: Visit, receive: Receive) -> Receive:
    """Let what changes something pass only if a page of ours sent it, or a program."""
    if not csrf.from_here(request.headers):
        raise HTTPException(403, ELSEWHERE)
    if is_api(request) and (visit.person is None or visit.by_password or (visit.session is None and csrf.by_program(request.headers))):
        return receive
    given = request.headers.get(csrf.HEADER)
    if given is None and not is_api(request):
        given, receive = await csrf.peek(request.headers, receive)
    if not csrf.is_same(given, visit.csrf):
        raise HTTPException(403, f"The header {csrf.HEADER} is missing or not of this session." if is_api(request) else STALE)
    return receive


class Gate:
    """Has the guard look at each request. ASGI middleware."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self.app = app
        self.guard = guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; what goes wrong is answered here, with our headers, and then goes on to the log."""
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._answer(scope, receive, sending)
        except Exception:
            if not started:
                await _failed(Request(scope))(scope, receive, send)
            raise

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if not hosts.is_known(request.headers, self.guard.names):
            await PlainTextResponse(UNKNOWN, 421)(scope, receive, send)
            return
        if scope["path"].startswith(OPEN) and request.method in csrf.SAFE:
            await self.app(scope, receive, send)
            return
        try:
            visit, receive = await self.guard.admit(request, receive)
        except HTTPException as refusal:
            await _refused(request, refusal)(scope, receive, send)
            return
        await self.app(scope, receive, _with_visitor(request, visit, send))


def _with_visitor(request: Request, visit: Visit, send: Send) -> Send:
    """Sends, and has a visitor without a session remember the cookie that the forms of this page are bound to."""
    if visit.visitor is None or is_api(request) or visit.visitor == request.cookies.get(cookie_name(request, VISITOR)):
        return send
    bearer = Response()
    set_cookie(request, bearer, VISITOR, visit.visitor)

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if headers.get("content-type", "").startswith("text/html"):
                headers.append("set-cookie", bearer.headers["set-cookie"])
        await send(message)

    return sending


def _refused(request: Request, refusal: HTTPException) -> Response:
    """What is said instead of a page."""
    if is_api(request):
        return JSONResponse({"detail": refusal.detail}, refusal.status_code, refusal.headers)
    if refusal.status_code == 401:
        return _to_login(request)
    if not hasattr(request.state, "visit"):  # not known who asks, so nothing of the ledger is shown, not even its name
        return PlainTextResponse(refusal.detail, refusal.status_code, refusal.headers)
    return render(request, "message.html", status=refusal.status_code, headers=refusal.headers, heading="That is not done",
                  message=refusal.detail)


def _to_login(request: Request) -> Response:
    """To the page for it, and afterwards back to where one was."""
    by_script = "hx-request" in request.headers
    if request.method in csrf.SAFE and not by_script:
        back = _path(str(request.url))
    else:
        back = _path(request.headers.get("hx-current-url") or request.headers.get("referer") or "/")
    to = address("/login", next=back if back != "/" else None)
    return Response(status_code=401, headers={"HX-Redirect": to}) if by_script else RedirectResponse(to, 303)


def _path(url: str) -> str:
    """Path and query of an address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "/"
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def _failed(request: Request) -> Response:
    words = "The program made a mistake, and nothing came of this. The terminal in which it runs says more."
    if is_api(request):
        return JSONResponse({"detail": words}, 500)
    if getattr(request.state, "person", None) is None:
        return PlainTextResponse(words, 500)
    return render(request, "message.html", status=500, heading="That went wrong", message=words)
