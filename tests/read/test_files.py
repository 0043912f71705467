import hashlib
import os
import socket
from pathlib import Path

import pytest

from reportedly.errors import EmptyReport, ReadError, TooLarge
from reportedly.read import LIMIT, Given, find, read

TEXT = "The river authority will lower the dam."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/z.html", "a/y.HTM", "a/deep/er/x.md", "c.xhtml", "d.text", "a.txt", "manifest.tsv", "manifest.txt",
                 ".hidden.txt", ".git/e.txt", "picture.png", "notes", "README.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT)
    return tmp_path


def found(*paths: Path, base: Path) -> list[str]:
    return [str(path.relative_to(base)) for path in find(paths)]


def test_read_gives_the_file_and_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "dam.txt"
    path.write_text(TEXT)
    report = read(path, given=Given(outlet="Valley Times"))
    assert (report.text, report.name, report.outlet) == (TEXT, str(path), "Valley Times")
    assert report.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert read(str(path)).name == str(path)


def test_find_opens_folders_in_order(folder: Path) -> None:
    assert found(folder, base=folder) == ["a/deep/er/x.md", "a/y.HTM", "a/z.html", "a.txt", "b.txt", "c.xhtml", "d.text"]


def test_find_yields_what_is_named_and_what_is_missing(folder: Path) -> None:
    named = [folder / name for name in ("picture.png", ".hidden.txt", "missing.txt", "manifest.tsv", "b.txt")]
    assert list(find(named)) == named
    assert list(find([str(folder / "b.txt")])) == [folder / "b.txt"]


def test_find_is_not_caught_in_a_loop(folder: Path) -> None:
    (folder / "a" / "loop").symlink_to(folder)
    (folder / "e.txt").symlink_to(folder / "b.txt")
    (folder / "f.txt").symlink_to(folder / "nowhere.txt")
    names = found(folder, base=folder)
    assert names == ["a/deep/er/x.md", "a/y.HTM", "a/z.html", "a.txt", "b.txt", "c.xhtml", "d.text", "e.txt", "f.txt"]


def test_find_passes_over_pipes(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert "pipe.txt" not in found(folder, base=folder)


def problem(path: Path | str) -> str:
    with pytest.raises(ReadError) as caught:
        read(path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.split(": ", 1)[0].strip("'") in str(path) or "\0" in str(path)
    return message


def test_what_is_no_file_is_refused_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(tmp_path)
        server.bind("socket")
        assert "device or socket" in problem("socket")
    assert "no such file" in problem(tmp_path / "missing.txt")
    assert "a folder" in problem(tmp_path)
    assert "a pipe" in problem(tmp_path / "pipe")
    assert "device" in problem("/dev/null")
    assert "no path" in problem("a\0b")
    assert "cannot be read" in problem("x" * 5000)


def test_permission_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TEXT)
    path.chmod(0)
    if os.access(path, os.R_OK):  # root may read everything
        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied", str(path))
        monkeypatch.setattr(Path, "open", refuse)
    assert "permission denied; make the file readable" in problem(path)


def test_a_file_that_vanishes_between_listing_and_reading(tmp_path: Path) -> None:
    path = tmp_path / "dam.txt"
    path.write_text(TEXT)
    listed = list(find([tmp_path]))
    path.unlink()
    assert listed == [path]
    assert "no such file" in problem(path)


def test_fifty_megabytes_are_refused_by_their_size(tmp_path: Path) -> None:
    path = tmp_path / "big.html"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(TooLarge, match=r"big\.html: 50\.0 MB, and a report may have at most 32 MB; "):
        read(path)
    assert LIMIT < 50_000_000


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    with pytest.raises(EmptyReport, match=r"empty\.txt: the file is empty; "):
        read(path)


def test_one_bad_file_among_many_spoils_no_other(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\0\0\0")
    outcomes = []
    for path in find([folder]):
        try:
            outcomes.append(read(path).text)
        except ReadError as error:
            outcomes.append(type(error).__name__)
    assert outcomes == [TEXT, TEXT, TEXT, "NotText", TEXT, TEXT, TEXT]


def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(path).write_text(TEXT)
    assert read(path).name == f"{tmp_path}/caf\ufffd.txt"
