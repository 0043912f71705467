"""What somebody would try against the pages from another site, another machine, or with another's role. Each of it must come to nothing."""

import time
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated, Any

import pytest
from argon2 import PasswordHasher
from fastapi import Depends, FastAPI, Form, Request, UploadFile
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException

from reportedly.present.web.rendering import render
from reportedly.present.web.safety import limits, sessions
from reportedly.present.web.safety.accounts import Accounts
from reportedly.present.web.safety.guard import Guard, Person, admin, editor

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = {"rea": "reader reader 1", "eda": "editor editor 2", "ada": "admin admin 33"}
HERE = "http://localhost:8631"
SENT: list[object] = []


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    made = Accounts(tmp_path / "x.accounts.json", QUICK)
    made.add("rea", "reader", PASSWORD["rea"])
    made.add("eda", "editor", PASSWORD["eda"])
    made.add("ada", "admin", PASSWORD["ada"])
    return made


def app_with(guard: Guard, folder: Path) -> FastAPI:
    """A tiny app: a page with a form, what the form does, a page that asks for nothing, one that fails, an interface, a file."""
    app, below = FastAPI(openapi_url=None), FastAPI()
    app.state.desk = SimpleNamespace(today="2025-11-03", store=SimpleNamespace(name="x.db"))
    below.state.guard = guard
    SENT.clear()

    @app.get("/")
    def home(request: Request) -> HTMLResponse:
        return HTMLResponse(f"<p>{request.state.person.name} {request.state.csrf}</p>")

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("secret words")

    @app.post("/judge")
    def judge(person: Annotated[Person, Depends(editor)], word: Annotated[str, Form()]) -> str:
        SENT.append(word)
        return person.name

    @app.post("/read")
    def read(file: UploadFile) -> int:
        SENT.append(size := len(file.file.read()))
        return size

    @below.post("/judge")
    def judged(person: Annotated[Person, Depends(editor)], what: dict[str, str]) -> str:
        SENT.append(what)
        return person.name

    @below.get("/claims")
    def claims() -> list[str]:
        return ["words of a claim"]

    @below.get("/people")
    def people(person: Annotated[Person, Depends(admin)]) -> str:
        return person.name

    (folder / "static").mkdir(exist_ok=True)
    (folder / "static" / "a.css").write_text("p {}")
    app.include_router(guard.router)
    app.mount("/api/v1", below)
    app.mount("/static", StaticFiles(directory=folder / "static"))
    app.add_exception_handler(HTTPException, lambda request, error: render(
        request, "message.html", status=getattr(error, "status_code", 500), heading="No", message=str(getattr(error, "detail", ""))))
    guard.protect(app)
    return app


def client(app: FastAPI, base: str = HERE) -> TestClient:
    return TestClient(app, base_url=base, follow_redirects=False, raise_server_exceptions=False)


@pytest.fixture
def local(tmp_path: Path) -> TestClient:
    return client(app_with(Guard.local("ana"), tmp_path))


@pytest.fixture
def guarded(accounts: Accounts, tmp_path: Path) -> FastAPI:
    return app_with(Guard.with_accounts(accounts), tmp_path)


@pytest.fixture
def web(guarded: FastAPI) -> TestClient:
    return client(guarded)


def field(page: Any) -> str:
    """The token in a page's form."""
    token: str = page.text.split('name="csrf" value="')[1].split('"')[0]
    return token


def log_in(web: TestClient, name: str, password: str | None = None, onward: str = "/") -> Any:
    token = field(web.get("/login"))
    return web.post("/login", data={"csrf": token, "next": onward, "name": name, "password": password or PASSWORD.get(name, "x" * 12)})


def token_of(web: TestClient) -> str:
    return web.get("/").text.split()[1].split("<")[0]


def basic(name: str, password: str | None = None) -> dict[str, str]:
    return {"Authorization": "Basic " + b64encode(f"{name}:{password or PASSWORD[name]}".encode()).decode()}


# Logging in, and what a session is worth


def test_one_logs_in_and_goes_where_one_was_going(web: TestClient) -> None:
    sent_away = web.get("/?q=a b&page=2")
    assert (sent_away.status_code, sent_away.headers["location"]) == (303, "/login?next=%2F%3Fq%3Da%2520b%26page%3D2")
    answer = log_in(web, "eda", onward="/?q=a")
    assert (answer.status_code, answer.headers["location"]) == (303, "/?q=a")
    assert web.get("/").text.startswith("<p>eda ")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "secure" not in cookie


def test_over_tls_the_cookie_is_for_tls_only(guarded: FastAPI) -> None:
    cookie = log_in(client(guarded, "https://localhost"), "eda").headers["set-cookie"]
    assert cookie.startswith("__Host-")
    assert "secure" in cookie.lower()


@pytest.mark.parametrize(("name", "password"), [("eda", "editor editor 3"), ("nobody", "x" * 12), ("", ""), ("eda", PASSWORD["rea"]),
                                                ("EDA", None), ("eda\0", PASSWORD["eda"]), ("eda", PASSWORD["eda"] + "\0")])
def test_a_wrong_password_logs_nobody_in(web: TestClient, name: str, password: str | None) -> None:
    answer = log_in(web, name, password or PASSWORD["eda"])
    assert answer.status_code == 401
    assert "The name or the password is wrong." in answer.text
    assert web.get("/").status_code == 303


def session_of(web: TestClient) -> tuple[str, str]:
    return next((c.name, c.value or "") for c in web.cookies.jar if "session" in c.name)


def test_a_cookie_that_was_changed_is_worth_nothing(web: TestClient, guarded: FastAPI) -> None:
    log_in(web, "rea")
    name, value = session_of(web)
    changed = [value[:n] + ("A" if value[n] != "A" else "B") + value[n + 1:] for n in range(0, len(value) - 1, 7)]
    for other in [*changed, "", "x", value + "x", value[:-3], ".".join(value.split(".")[:2]),
                  sessions.Sessions("another secret").start("ada", "x")]:
        assert client(guarded).get("/", headers={"Cookie": f"{name}={other}"}).status_code == 303, other
    assert client(guarded).get("/", headers={"Cookie": f"{name}={value}"}).status_code == 200


def test_a_session_ends_after_twelve_hours(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(web, "rea")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 12 * 3600 - 60)
    assert web.get("/").status_code == 200
    monkeypatch.setattr(time, "time", lambda: now + 12 * 3600 + 2)
    assert web.get("/").status_code == 303


def test_a_new_password_ends_sessions_and_a_removed_account_too(web: TestClient, guarded: FastAPI, accounts: Accounts) -> None:
    other = client(guarded)
    log_in(web, "rea")
    log_in(other, "eda")
    accounts.set_password("rea", "another password")
    accounts.remove("eda")
    assert (web.get("/").status_code, other.get("/").status_code) == (303, 303)
    accounts.add("eda", "admin", PASSWORD["eda"])  # somebody else of that name
    assert other.get("/").status_code == 303


def test_another_role_counts_at_once(web: TestClient, accounts: Accounts) -> None:
    log_in(web, "eda")
    accounts.set_role("eda", "reader")
    assert web.post("/judge", data={"csrf": token_of(web), "word": "w"}).status_code == 403


def test_who_has_logged_out_is_out_though_they_kept_the_cookie(web: TestClient, guarded: FastAPI) -> None:
    log_in(web, "rea")
    name, value = session_of(web)
    assert web.post("/logout").status_code == 403
    assert web.post("/logout", data={"csrf": token_of(web)}).headers["location"] == "/login"
    assert client(guarded).get("/", headers={"Cookie": f"{name}={value}"}).status_code == 303


def test_sessions_without_a_secret_are_refused(tmp_path: Path) -> None:
    """An empty file of accounts has no secret, and anybody could sign."""
    from reportedly.errors import AccountsError

    with pytest.raises(AccountsError):
        Guard.with_accounts(Accounts(tmp_path / "none.json", QUICK))


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
                                    "evil", "/\t/evil.example", "///evil.example", "http:evil.example", " //evil.example", "/login", "/logout",
                                    "/\r\nX: y", "/..//evil.example", "/.//evil.example", "//[", ""])
def test_one_is_sent_nowhere_else_after_logging_in(web: TestClient, onward: str) -> None:
    to = log_in(web, "rea", onward=onward).headers["location"]
    assert to.startswith("/")
    assert not to.startswith(("//", "/\\"))
    assert "\n" not in to


# Who sent a form


@pytest.mark.parametrize("who", ["local", "web"])
def test_a_form_of_ours_is_taken_and_read_whole(who: str, request: pytest.FixtureRequest) -> None:
    web: TestClient = request.getfixturevalue(who)
    if who == "web":
        log_in(web, "eda")
    token = token_of(web)
    assert web.post("/judge", data={"csrf": token, "word": "a&b=ü"}).status_code == 200
    assert web.post("/judge", data={"csrf": token, "word": "m"}, files={"more": b"x"}).status_code == 200
    assert web.post("/judge", data={"word": "h"}, headers={"X-CSRF-Token": token}).status_code == 200
    assert web.post("/read", data={"csrf": token}, files={"file": b"y" * 300_000}).json() == 300_000
    assert SENT == ["a&b=ü", "m", "h", 300_000]


@pytest.mark.parametrize("who", ["local", "web"])
def test_a_form_without_the_right_token_does_nothing(who: str, request: pytest.FixtureRequest) -> None:
    web: TestClient = request.getfixturevalue(who)
    if who == "web":
        log_in(web, "eda")
    token = token_of(web)
    for data in ({}, {"csrf": ""}, {"csrf": token[:-1] + ("0" if token[-1] != "0" else "1")}, {"xcsrf": token},
                 {"word": f"csrf={token}"}, {"csrf": token.upper() + "x"}):
        for files in (None, {"more": b"x"}):
            assert web.post("/judge", data={"word": "w", **data}, files=files).status_code == 403, data
    assert web.post("/judge", data={"word": "w"}, headers={b"X-CSRF-Token": "ünique".encode()}).status_code == 403
    assert web.post("/judge", data={"word": "w"}, params={"csrf": token}).status_code == 403
    assert web.post("/judge", json={"csrf": token, "word": "w"}).status_code == 403
    for method in ("PUT", "PATCH", "DELETE", "BREW"):
        assert web.request(method, "/judge").status_code == 403
    assert SENT == []


def test_another_s_token_does_nothing(web: TestClient, guarded: FastAPI) -> None:
    mallory = client(guarded)
    before = field(mallory.get("/login"))
    log_in(mallory, "rea")
    log_in(web, "eda")
    for token in (token_of(mallory), before):
        assert web.post("/judge", data={"csrf": token, "word": "w"}).status_code == 403
    assert SENT == []


def test_one_cannot_be_logged_in_as_somebody_else_by_their_form(web: TestClient, guarded: FastAPI) -> None:
    theirs = field(client(guarded).get("/login"))
    web.get("/login")
    assert web.post("/login", data={"csrf": theirs, "name": "rea", "password": PASSWORD["rea"]}).status_code == 403


ELSEWHERE = [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://localhost:9999"}, {"Sec-Fetch-Site": "cross-site"},
             {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "cross-site", "Origin": HERE}, {"Referer": "http://evil.example/localhost:8631"},
             {"Origin": "http://localhost:8631.evil.example"}, {"Origin": "http://["}]


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_what_another_site_sends_does_nothing_even_with_the_token(local: TestClient, web: TestClient, headers: dict[str, str]) -> None:
    log_in(web, "eda")
    for one in (local, web):
        token = token_of(one)
        assert one.post("/judge", data={"csrf": token, "word": "w"}, headers=headers).status_code == 403
        assert one.post("/api/v1/judge", json={"a": "b"}, headers={"X-CSRF-Token": token, **headers}).status_code == 403
        assert one.post("/api/v1/judge", json={"a": "b"}, headers={**basic("eda"), **headers}).status_code == 403
    assert SENT == []


# The interface of programs


def test_a_program_on_this_machine_may_but_no_browser_s_form(local: TestClient) -> None:
    program = {"content-type": "application/json"}
    assert local.post("/api/v1/judge", content=b'{"a": "b"}', headers=program).json() == "ana"
    assert local.post("/api/v1/judge", content=b'{"a": "b"}', headers={"content-type": "application/json; charset=utf-8"}).json() == "ana"
    SENT.clear()
    for headers in ({"content-type": "text/plain"}, {"content-type": "application/x-www-form-urlencoded"},
                    {"content-type": "multipart/form-data"}, {}, {"content-type": "text/plain; a=application/json"}, {**program, "Origin": HERE},
                    {**program, "Sec-Fetch-Site": "same-origin"}, {**program, "Sec-Fetch-Site": "none"}):
        assert local.post("/api/v1/judge", content=b'{"a": "b"}', headers=headers).status_code == 403, headers
    assert SENT == []
    token = token_of(local)
    assert local.post("/api/v1/judge", json={"a": "b"}, headers={"Origin": HERE, "X-CSRF-Token": token}).status_code == 200


def test_programs_elsewhere_come_by_name_and_password(web: TestClient) -> None:
    assert web.get("/api/v1/claims").status_code == 401
    assert web.get("/api/v1/claims").json()["detail"]
    assert web.get("/api/v1/claims", headers=basic("rea")).status_code == 200
    assert web.get("/api/v1/claims", headers=basic("rea", "wrong wrong 1")).status_code == 401
    for header in ("Basic !!!", "Basic " + b64encode(b"\xff:x").decode(), "Bearer x"):
        assert web.get("/api/v1/claims", headers={"Authorization": header}).status_code == 401, header
    assert web.post("/api/v1/judge", json={"a": "b"}, headers=basic("eda")).json() == "eda"
    assert web.post("/api/v1/judge", json={"a": "b"}, headers=basic("rea")).status_code == 403
    assert web.get("/api/v1/people", headers=basic("eda")).status_code == 403
    assert web.get("/", headers=basic("eda")).status_code == 303  # a page is not for programs


def test_a_believed_password_is_not_believed_after_it_changed(web: TestClient, accounts: Accounts) -> None:
    assert web.get("/api/v1/claims", headers=basic("rea")).status_code == 200
    accounts.set_password("rea", "another password")
    assert web.get("/api/v1/claims", headers=basic("rea")).status_code == 401
    assert web.get("/api/v1/claims", headers=basic("rea", "another password")).status_code == 200
    accounts.remove("rea")
    assert web.get("/api/v1/claims", headers=basic("rea", "another password")).status_code == 401


def test_a_session_at_the_interface_needs_the_header_to_change_anything(web: TestClient) -> None:
    log_in(web, "eda")
    assert web.get("/api/v1/claims").status_code == 200
    assert web.post("/api/v1/judge", json={"a": "b"}).status_code == 403
    assert web.post("/api/v1/judge", json={"a": "b"}, headers={"X-CSRF-Token": ""}).status_code == 403
    assert web.post("/api/v1/judge", json={"a": "b"}, headers={"X-CSRF-Token": token_of(web)}).status_code == 200


# Roles, and pages that ask for nothing


@pytest.mark.parametrize(("name", "judges", "manages"), [("rea", 403, 403), ("eda", 200, 403), ("ada", 200, 200)])
def test_a_role_may_what_it_may(web: TestClient, name: str, judges: int, manages: int) -> None:
    log_in(web, name)
    assert web.post("/judge", data={"csrf": token_of(web), "word": "w"}).status_code == judges
    assert web.get("/people").status_code == manages
    data = {"csrf": token_of(web), "act": "add", "name": "new", "role": "reader", "password": "new new new 1"}
    assert web.post("/people", data=data).status_code == manages


@pytest.mark.parametrize("path", ["/", "/people", "/nothing", "/broken", "/login/", "/login/x", "/loginx", "/logout", "/%2e%2e/", "//", "/LOGIN",
                                  "/static", "/staticx", "/static/../", "/api/v1/claims", "/api/v1/docs", "/api/v1/openapi.json", "/api",
                                  "/static/%2e%2e/people"])
def test_without_a_login_nothing_is_seen(web: TestClient, path: str) -> None:
    answer = web.get(path)
    assert answer.status_code in {303, 401, 404}
    assert "words of a claim" not in answer.text
    assert "x.db" not in answer.text
    if answer.status_code == 303:
        assert answer.headers["location"].startswith("/login")


def test_a_page_of_somebody_who_is_not_logged_in_says_nothing_of_the_ledger(web: TestClient) -> None:
    assert "x.db" not in web.get("/login").text
    assert web.get("/login?judged=abc").status_code == 200  # whoever is not logged in is not told what was judged


# Names


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "127.0.0.1:8631", "[::1]:8631", "LOCALHOST", "localhost."])
def test_this_machine_s_names_are_answered(local: TestClient, host: str) -> None:
    assert local.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8631", "localhost.evil.example", "127.0.0.1.evil.example", "testserver", "",
                                  "localhost@evil", "localhost:x", "[::1", "127.0.0.2", "192.168.0.7", "local_host",
                                  "localhost/evil", "a localhost"])
def test_another_name_is_not_answered(local: TestClient, host: str) -> None:
    for path in ("/", "/static/a.css", "/api/v1/claims", "/login"):
        answer = local.get(path, headers={"Host": host})
        assert 400 <= answer.status_code < 500
        assert "ana" not in answer.text
        assert "p {}" not in answer.text


def test_two_names_are_none(local: TestClient) -> None:
    answer = local.get("/", headers=[("Host", "localhost"), ("Host", "evil.example")])
    assert 400 <= answer.status_code < 500


def test_what_a_proxy_passes_on_is_not_this_machine(local: TestClient) -> None:
    assert local.get("/", headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 403
    assert local.get("/api/v1/claims", headers={"Forwarded": "for=203.0.113.7"}).status_code == 403


# Limits


def chunks(size: int) -> Iterator[bytes]:
    for _ in range(size // 10_000):
        yield b"x" * 10_000


@pytest.mark.parametrize("path", ["/judge", "/api/v1/judge", "/login", "/nothing", "/readers", "/read/x"])
def test_a_body_that_is_too_large_is_refused(local: TestClient, path: str) -> None:
    token = token_of(local)
    headers = {"X-CSRF-Token": token, "content-type": "application/json" if "api" in path else "application/x-www-form-urlencoded"}
    assert local.post(path, content=b"x" * 1_100_000, headers=headers).status_code == 413
    assert local.post(path, content=b"x", headers={**headers, "Content-Length": "-1"}).status_code in {400, 413}
    if path in {"/judge", "/api/v1/judge", "/login"}:  # where nothing reads it, it is not read
        assert local.post(path, content=chunks(1_100_000), headers=headers).status_code == 413
    assert SENT == []


def test_an_upload_may_be_larger_but_not_without_end(local: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert limits.most_of("/read") == 50_000_000
    headers = {"X-CSRF-Token": token_of(local)}
    assert local.post("/read", files={"file": b"x" * 2_000_000}, headers=headers).json() == 2_000_000
    assert local.post("/read", content=b"", headers={**headers, "Content-Length": "50000001"}).status_code == 413


def test_a_body_without_a_token_is_not_read_to_its_end(local: TestClient) -> None:
    read = 0

    def endless() -> Iterator[bytes]:
        nonlocal read
        for _ in range(100):
            read += 10_000
            yield b"x" * 10_000

    answer = local.post("/read", content=endless(), headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 403


def test_passwords_cannot_be_guessed_quickly(web: TestClient, guarded: FastAPI) -> None:
    for _ in range(5):
        assert log_in(web, "eda", "wrong wrong 1").status_code == 401
    waits = log_in(web, "eda")  # right, and too late
    assert waits.status_code == 429
    assert 0 < int(waits.headers["Retry-After"]) <= 900
    assert web.get("/").status_code == 303
    assert web.get("/api/v1/claims", headers=basic("eda")).status_code == 429
    assert log_in(web, "rea").status_code == 429  # from the same address


def test_programs_cannot_guess_either(web: TestClient) -> None:
    for _ in range(5):
        assert web.get("/api/v1/claims", headers=basic("eda", "wrong wrong 1")).status_code == 401
    assert web.get("/api/v1/claims", headers=basic("eda", "wrong wrong 2")).status_code == 429


def test_the_wait_grows_and_what_is_remembered_does_not() -> None:
    now = [0.0]
    attempts = limits.Attempts(lambda: now[0])
    waits = []
    for _ in range(9):
        if wait := attempts.begin("", "203.0.113.7"):
            waits.append(wait)
            now[0] += wait
            assert attempts.begin("", "203.0.113.7") == 0
    assert waits == sorted(waits)
    assert len(waits) > 2
    for n in range(2 * limits.MOST_WATCHED):
        attempts.begin(f"name {n}", f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}")
    assert len(attempts._watched) <= limits.MOST_WATCHED


def test_a_name_is_not_shut_out_by_whoever_guesses_at_it_from_elsewhere() -> None:
    """Else anybody could lock an editor out for good; a name waits a minute at most."""
    now = [0.0]
    attempts = limits.Attempts(lambda: now[0])
    for n in range(40):
        attempts.begin("eda", f"203.0.113.{n}")
        now[0] += 1
    assert attempts.begin("eda", "198.51.100.1") <= 61


# What goes with every answer


WITH_ALL = {"content-security-policy": "default-src 'none'", "x-content-type-options": "nosniff", "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin", "permissions-policy": "camera=()"}


@pytest.mark.parametrize("path", ["/", "/login", "/nothing", "/broken", "/static/a.css", "/static/nothing", "/api/v1/claims",
                                  "/api/v1/nothing", "/people"])
@pytest.mark.parametrize("who", ["local", "web", "stranger"])
def test_every_answer_has_the_headers(who: str, path: str, request: pytest.FixtureRequest) -> None:
    web: TestClient = request.getfixturevalue("web" if who == "stranger" else who)
    if who == "web":
        log_in(web, "rea")
    for answer in (web.get(path), web.post(path, content=b"x"), web.get(path, headers={"Host": "evil.example"})):
        for name, value in WITH_ALL.items():
            assert answer.headers[name].startswith(value), (name, answer.status_code)
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["referrer-policy"] in {"no-referrer", "same-origin"}
        assert "secret words" not in answer.text
        is_file = path == "/static/a.css" and answer.status_code == 200
        assert ("public" if is_file else "no-") in answer.headers["cache-control"]


def test_accounts_that_break_while_it_runs_show_nothing(web: TestClient, accounts: Accounts) -> None:
    log_in(web, "rea")
    accounts.path.write_text("{", encoding="utf-8")
    answer = web.get("/")
    assert answer.status_code >= 500
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert str(accounts.path) not in answer.text


def test_a_name_full_of_script_stays_words(web: TestClient, accounts: Accounts) -> None:
    answer = log_in(web, '"><script>alert(1)</script>', onward='/"><script>alert(2)</script>')
    assert "<script>alert" not in answer.text
    assert "<script>alert" not in web.get('/login?next=/"><script>alert(2)</script>').text
