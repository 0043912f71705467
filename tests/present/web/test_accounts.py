"""The file of accounts: who is in it, what is refused, what stands on the disk."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from reportedly.errors import AccountsError
from reportedly.present.web.safety.accounts import LONGEST, SHORTEST, Accounts

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
RIGHT, OTHER = "seven green boats", "eight green boats"


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    found = Accounts(tmp_path / "x.db.accounts.json", QUICK)
    found.add("ana", "admin", RIGHT)
    return found


def test_only_the_right_password_is_right(accounts: Accounts) -> None:
    found = accounts.verify("ana", RIGHT)
    assert found
    assert (found.name, found.role) == ("ana", "admin")
    for name, password in (("ana", OTHER), ("ana", ""), ("ana", RIGHT + " "), ("Ana", RIGHT), ("ben", RIGHT), ("", RIGHT),
                           ("ana", "\udc80" * 9)):
        assert accounts.verify(name, password) is None, (name, password)


def test_a_name_that_is_not_there_takes_a_hash_too(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]  # noqa: A002
            hashed.append(str(hash))
            return super().verify(hash, password)

    monkeypatch.setattr(accounts, "_hasher", Counting())
    accounts.verify("ana", OTHER)
    accounts.verify("nobody", OTHER)
    assert [h.split("$")[1:4] for h in hashed] == [["argon2id", "v=19", "m=8,t=1,p=1"]] * 2, "of the same cost"


def test_the_same_letters_are_the_same_however_typed(accounts: Accounts) -> None:
    accounts.add("zo\u00eb", "reader", "caf\u00e9 caf\u00e9 caf\u00e9")
    assert accounts.verify("zoe\u0308", "cafe\u0301 cafe\u0301 cafe\u0301")


@pytest.mark.parametrize("name", ["", " ana", "a  b", "a\nb", "a\u202eb", "a:b", "<b>", "a\0", "x" * 61])
def test_what_is_no_name_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(AccountsError, match="is no name for an account"):
        accounts.add(name, "reader", RIGHT)


@pytest.mark.parametrize("password", ["", "x" * (SHORTEST - 1), "x" * (LONGEST + 1)])
def test_a_password_that_is_too_short_or_long_is_refused(accounts: Accounts, password: str) -> None:
    with pytest.raises(AccountsError, match=f"{SHORTEST} to {LONGEST}"):
        accounts.add("ben", "reader", password)
    with pytest.raises(AccountsError, match=f"{SHORTEST} to {LONGEST}"):
        accounts.set_password("ana", password)


def test_a_name_is_had_once_and_changed_only_if_it_is_there(accounts: Accounts) -> None:
    with pytest.raises(AccountsError, match="ana has an account already"):
        accounts.add("ana", "reader", OTHER)
    acts: list[Callable[[], None]] = [lambda: accounts.remove("ben"), lambda: accounts.set_role("ben", "admin"),
                                      lambda: accounts.set_password("ben", OTHER)]
    for act in acts:
        with pytest.raises(AccountsError, match="'ben' has no account"):
            act()
    assert [a.name for a in accounts.people()] == ["ana"]


def test_the_last_admin_stays_one(accounts: Accounts) -> None:
    accounts.add("ben", "editor", OTHER)
    acts: list[Callable[[], None]] = [lambda: accounts.remove("ana"), lambda: accounts.set_role("ana", "reader")]
    for act in acts:
        with pytest.raises(AccountsError, match="the only admin"):
            act()
    accounts.set_role("ben", "admin")
    accounts.remove("ana")
    assert [(a.name, a.role) for a in accounts.people()] == [("ben", "admin")]


def test_a_new_password_is_a_new_stamp_and_a_new_role_is_not(accounts: Accounts) -> None:
    def stamp() -> str:
        found = accounts.find("ana")
        assert found
        return found.stamp

    first = stamp()
    accounts.set_role("ana", "admin")
    assert stamp() == first
    accounts.set_password("ana", RIGHT)
    assert stamp() != first, "even for the same password"


def test_the_file_holds_no_password_and_only_its_owner_reads_it(accounts: Accounts) -> None:
    text = accounts.path.read_text()
    assert RIGHT not in text
    assert json.loads(text)["people"]["ana"]["password"].startswith("$argon2id$")
    assert len(json.loads(text)["secret"]) == 64
    assert accounts.path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in accounts.path.parent.iterdir()] == [accounts.path.name], "nothing is left beside it"
    assert "$argon2" not in repr(accounts.people())


def test_what_another_process_changes_is_seen(accounts: Accounts) -> None:
    secret = accounts.secret
    other = Accounts(accounts.path, QUICK)
    other.add("ben", "reader", OTHER)
    assert accounts.verify("ben", OTHER)
    assert other.secret == accounts.secret == secret
    other.remove("ben")
    assert accounts.find("ben") is None
    accounts.path.unlink()
    assert accounts.people() == []


def test_many_at_once_lose_nobody(accounts: Accounts) -> None:
    def add(number: int) -> None:
        Accounts(accounts.path, QUICK).add(f"p{number}", "reader", OTHER)

    threads = [threading.Thread(target=add, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(accounts.people()) == 13


def test_a_file_that_others_can_read_is_refused(accounts: Accounts) -> None:
    accounts.path.chmod(0o640)
    with pytest.raises(AccountsError, match="chmod 600"):
        accounts.people()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"people": {}}', '{"secret": "short", "people": {}}', '{"secret": 1, "people": []}',
                                  '{"secret": "%s", "people": {"ana": {"role": "king", "password": "x"}}}' % ("x" * 64)])
def test_what_is_no_file_of_accounts_is_told(accounts: Accounts, text: str) -> None:
    accounts.path.write_text(text)
    with pytest.raises(AccountsError, match=r"x\.db\.accounts\.json"):
        accounts.people()


def test_a_write_that_fails_leaves_the_file_as_it_was(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    before = accounts.path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(AccountsError, match="No space left"):
        accounts.add("ben", "reader", OTHER)
    assert accounts.path.read_bytes() == before
    assert len(list(accounts.path.parent.iterdir())) == 1
    assert [a.name for a in accounts.people()] == ["ana"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(AccountsError, match="cannot be written"):
        Accounts(tmp_path / "no" / "x.json", QUICK).add("ana", "admin", RIGHT)
