"""Who is asking, and what a handler may demand of them."""

from dataclasses import dataclass
from typing import Literal, get_args

from fastapi import Request
from starlette.exceptions import HTTPException

Role = Literal["reader", "editor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)  # each may do what those before it may


@dataclass(frozen=True)
class Person:
    """Somebody at the pages. `logged_in`: by a password, not by sitting at this machine."""

    name: str
    role: Role
    logged_in: bool


def reader(request: Request) -> Person:
    """Who may look. A dependency; so are the others."""
    return _at_least(request, "reader")


def editor(request: Request) -> Person:
    """Who may add reports and judge."""
    return _at_least(request, "editor")


def admin(request: Request) -> Person:
    """Who may also say who else may."""
    return _at_least(request, "admin")


def _at_least(request: Request, role: Role) -> Person:
    person: Person | None = getattr(request.state, "person", None)
    if person is None:
        raise HTTPException(401, "Log in first.", {"WWW-Authenticate": 'Basic realm="Reportedly"'})
    if ROLES.index(person.role) < ROLES.index(role):
        raise HTTPException(403, f"This takes the role of {role}; {person.name} has that of {person.role}. An admin can change it.")
    return person
