"""The people who may log in: a JSON file of names, roles and argon2 hashes that only its owner can read.

Every change reads the file, changes it and puts a new one in its place, one process at a time; a server that runs sees it with its next
request.
"""

import fcntl
import json
import os
import secrets
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from reportedly.errors import AccountsError
from reportedly.present.web.safety.person import ROLES, Role

SHORTEST, LONGEST = 12, 1024  # characters of a password
LONGEST_NAME = 60
HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)  # what OWASP asks at least; 0.07 s and 19 MB each
State = tuple[int, int, int]  # of a file: when changed, which, how long


@dataclass(frozen=True)
class Account:
    """One who may log in. `password` is the argon2 hash."""

    name: str
    role: Role
    password: str = field(repr=False)

    @property
    def stamp(self) -> str:
        """Another one with each new password: a session that bears an old one has ended."""
        return sha256(self.password.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class _Kept:
    """What the file says."""

    secret: str
    people: dict[str, Account]


class Accounts:
    """The accounts in a file, which need not be there. Raises `AccountsError` for a file that is none, and for what may not be."""

    def __init__(self, path: Path, hasher: PasswordHasher = HASHER) -> None:
        self.path = path
        self._hasher = hasher
        self._nobody = hasher.hash(secrets.token_hex())
        self._lock = RLock()
        self._read_at: State | None = None
        self._kept = _Kept("", {})

    @property
    def secret(self) -> str:
        """What sessions are signed with; empty before there is an account."""
        return self._now().secret

    def people(self) -> list[Account]:
        """Everybody, by name."""
        return sorted(self._now().people.values(), key=lambda a: a.name.casefold())

    def find(self, name: str) -> Account | None:
        """The account of this name."""
        return self._now().people.get(unicodedata.normalize("NFC", name))

    def verify(self, name: str, password: str) -> Account | None:
        """The account, if the password is right. It takes as long for a name that is not there."""
        found = self.find(name)
        try:
            self._hasher.verify(found.password if found else self._nobody, _plain(password[:LONGEST]))
        except (VerificationError, InvalidHashError):
            return None
        return found

    def add(self, name: str, role: Role, password: str) -> None:
        """A new account."""
        checked = _checked_name(name)
        made = Account(checked, role, self._hash(password))
        with self._changing() as people:
            if checked in people:
                raise AccountsError(f"{checked} has an account already; change it: reportedly account password {checked}")
            people[checked] = made

    def remove(self, name: str) -> None:
        """End an account, and its sessions."""
        with self._changing() as people:
            found = self._one(people, name)
            self._not_the_last(people, found)
            del people[found.name]

    def set_role(self, name: str, role: Role) -> None:
        """Give another role."""
        with self._changing() as people:
            found = self._one(people, name)
            if role != "admin":
                self._not_the_last(people, found)
            people[found.name] = replace(found, role=role)

    def set_password(self, name: str, password: str) -> None:
        """Give another password; the sessions by the old one end."""
        made = self._hash(password)
        with self._changing() as people:
            found = self._one(people, name)
            people[found.name] = replace(found, password=made)

    def _hash(self, password: str) -> str:
        plain = _plain(password)
        if not SHORTEST <= len(plain) <= LONGEST:
            raise AccountsError(f"a password has {SHORTEST} to {LONGEST} characters; this one has {len(plain)}")
        return self._hasher.hash(plain)

    def _one(self, people: dict[str, Account], name: str) -> Account:
        found = people.get(unicodedata.normalize("NFC", name))
        if found is None:
            raise AccountsError(f"{name[:LONGEST_NAME]!r} has no account in {self.path}; see who has: reportedly account list")
        return found

    def _not_the_last(self, people: dict[str, Account], found: Account) -> None:
        if found.role == "admin" and not any(a.role == "admin" for a in people.values() if a != found):
            raise AccountsError(f"{found.name} is the only admin; make somebody else one first (to do without accounts, delete {self.path})")

    def _now(self) -> _Kept:
        """What the file says now; read again only when it is another one."""
        with self._lock:
            state = _state(self.path)
            if state != self._read_at:
                self._kept = _load(self.path) if state else _Kept("", {})
                self._read_at = state
            return self._kept

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Account]]:
        """The accounts, to be changed by nobody else meanwhile, and written when the block is left in order."""
        with self._lock, _alone(self.path.parent):
            before = self._now()
            people = dict(before.people)
            yield people
            _save(self.path, _Kept(before.secret or secrets.token_hex(32), people))
            self._read_at = None


def _plain(password: str) -> str:
    """The same characters, however a keyboard makes them."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace").decode()


def _checked_name(name: str) -> str:
    plain = unicodedata.normalize("NFC", name)
    if not 0 < len(plain) <= LONGEST_NAME or plain != " ".join(plain.split()) or not all(c.isalnum() or c in " ._@+-'" for c in plain):
        raise AccountsError(f"{name[:LONGEST_NAME]!r} is no name for an account: take 1 to {LONGEST_NAME} letters, digits and . _ @ + - '")
    return plain


def _state(path: Path) -> State | None:
    """What changes whenever the file is replaced; None if there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise AccountsError(f"{path}: accounts cannot be read: {error.strerror}") from None
    if found.st_mode & 0o077:
        raise AccountsError(f"{path}: others on this machine can read it, and it holds secrets: chmod 600 {path}")
    return found.st_mtime_ns, found.st_ino, found.st_size


def _load(path: Path) -> _Kept:
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        people = {name: Account(name, _role(told["role"]), str(told["password"])) for name, told in data["people"].items()}
        secret = str(data["secret"])
    except OSError as error:
        raise AccountsError(f"{path}: accounts cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise AccountsError(f"{path} is no file of accounts; `reportedly account add NAME` makes one") from None
    if len(secret) < 32:
        raise AccountsError(f"{path}: its secret is missing or short, so that sessions could be forged; make it anew")
    return _Kept(secret, people)


def _role(told: str) -> Role:
    for role in ROLES:
        if role == told:
            return role
    raise ValueError(told)


def _save(path: Path, kept: _Kept) -> None:
    """Put a new file in the place of the old; a crash leaves one or the other."""
    people = {name: {k: v for k, v in asdict(a).items() if k != "name"} for name, a in sorted(kept.people.items())}
    words = json.dumps({"secret": kept.secret, "people": people}, ensure_ascii=False, indent=1) + "\n"
    made = ""
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            made = file.name  # is made with mode 0600
            file.write(words)
            file.flush()
            os.fsync(file.fileno())
        Path(made).replace(path)
    except OSError as error:
        with suppress(OSError):
            Path(made).unlink()
        raise AccountsError(f"{path}: accounts cannot be written: {error.strerror}") from None


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time changes accounts in a folder."""
    try:
        held = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise AccountsError(f"{folder}: accounts cannot be written: {error.strerror}") from None
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)
