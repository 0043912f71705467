"""The pages to log in and out, and the one where admins say who may."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from reportedly.errors import AccountsError
from reportedly.present.web.rendering import render
from reportedly.present.web.safety.accounts import LONGEST, LONGEST_NAME, SHORTEST
from reportedly.present.web.safety.person import ROLES, Person, Role, admin
from reportedly.present.web.safety.visits import WithAccounts

if TYPE_CHECKING:
    from reportedly.present.web.safety.guard import Guard

router = APIRouter()
_NEVER_KEPT = {"Cache-Control": "no-store"}
_DONE = {"add": "{} can log in now.", "remove": "{} cannot log in any more, and is logged out.", "role": "The role of {} is another one now.",
         "password": "{} has a new password, and is logged out everywhere."}


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form."""
    form = await request.form(max_files=0, max_fields=10, max_part_size=8 * LONGEST)
    return {name: value for name, value in form.items() if isinstance(value, str)}


Form = Annotated[dict[str, str], Depends(form_of)]
Admin = Annotated[Person, Depends(admin)]


def local_path(told: str) -> str:
    """Where to go after logging in: a path of these pages, or the first page for anything else."""
    if not told.startswith("/") or told.startswith(("//", "/login", "/logout")) or "\\" in told or not told.isprintable():
        return "/"
    try:
        parts = urlsplit(told)
    except ValueError:
        return "/"
    return "/" if parts.scheme or parts.netloc or parts.path.startswith("//") else told


@router.get("/login")
def login_page(request: Request) -> Response:
    """The form; who is logged in goes on."""
    onward = local_path(request.query_params.get("next", "/"))
    if _with_accounts(request) and request.state.person:
        return RedirectResponse(onward, 303)
    return _login_page(request, onward)


@router.post("/login")
async def login(request: Request, form: Form) -> Response:
    """Log in by name and password."""
    door, onward = _with_accounts(request), local_path(form.get("next", "/"))
    if door is None:
        return _login_page(request, onward)
    try:
        account = await door.verify(request, form.get("name", ""), form.get("password", ""))
    except HTTPException as refusal:
        return _login_page(request, onward, refusal.detail, refusal.status_code, refusal.headers, name=form.get("name", ""))
    if account is None:
        return _login_page(request, onward, "The name or the password is wrong.", 401, name=form.get("name", ""))
    response = RedirectResponse(onward, 303, _NEVER_KEPT)
    door.log_in(request, response, account)
    return response


@router.post("/logout")
def logout(request: Request) -> Response:
    """End the session."""
    response = RedirectResponse("/login", 303, _NEVER_KEPT)
    if door := _with_accounts(request):
        door.log_out(request, response)
    return response


@router.get("/people")
def people(request: Request, person: Admin) -> Response:  # noqa: ARG001 - who may see it
    """Who has an account."""
    return _people_page(request)


@router.post("/people")
def change(request: Request, person: Admin, form: Form) -> Response:
    """Add somebody, remove them, or give them another role or password."""
    door, act, name = _with_accounts(request), form.get("act", ""), form.get("name", "").strip()
    if door is None:
        return _people_page(request, wrong="There are no accounts here.")
    try:
        _change(door, act, name, form)
    except AccountsError as error:
        return _people_page(request, wrong=str(error), name=name if act == "add" else "")
    response = _people_page(request, done=_DONE[act].format(name))
    if act == "password" and name == person.name and (account := door.accounts.find(name)):
        response = RedirectResponse("/people", 303, _NEVER_KEPT)  # by a session of the new password
        door.log_in(request, response, account)
    return response


def _change(door: WithAccounts, act: str, name: str, form: dict[str, str]) -> None:
    match act:
        case "add":
            door.accounts.add(name, _role(form), form.get("password", ""))
        case "remove":
            door.accounts.remove(name)
        case "role":
            door.accounts.set_role(name, _role(form))
        case "password":
            door.accounts.set_password(name, form.get("password", ""))
        case _:
            raise AccountsError("the form does not say what to do: add, remove, role or password")


def _role(form: dict[str, str]) -> Role:
    for role in ROLES:
        if role == form.get("role"):
            return role
    raise AccountsError(f"take a role: {', '.join(ROLES)}")


def _with_accounts(request: Request) -> WithAccounts | None:
    guard: Guard = request.app.state.guard
    return guard.door if isinstance(guard.door, WithAccounts) else None


def _login_page(request: Request, onward: str, wrong: str = "", status: int = 200, headers: Mapping[str, str] | None = None,
                name: str = "") -> Response:
    return render(request, "login.html", status=status, headers={**(headers or {}), **_NEVER_KEPT}, onward=onward, wrong=wrong, name=name,
                  needed=_with_accounts(request) is not None,
                  from_elsewhere=request.headers.get("sec-fetch-site") in {"cross-site", "same-site"})


def _people_page(request: Request, *, wrong: str = "", done: str = "", name: str = "") -> Response:
    door = _with_accounts(request)
    return render(request, "people.html", status=422 if wrong else 200, headers=_NEVER_KEPT, wrong=wrong, done=done, name=name, roles=ROLES,
                  accounts=door.accounts.people() if door else None, shortest=SHORTEST, longest=LONGEST, longest_name=LONGEST_NAME)
