from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import ManifestError
from reportedly.read import Given, load_manifest

VALLEY = Given("2024-05-06", "Valley Times", "https://valley.example/dam", "Dam to be lowered")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "manifest.tsv"


@pytest.mark.parametrize("text", [
    "file\tpublished\toutlet\turl\ttitle\ndam.txt\t2024-05-06\tValley Times\thttps://valley.example/dam\tDam to be lowered\n",
    "title,url,outlet,published,file\r\nDam to be lowered,https://valley.example/dam,Valley Times,2024-05-06,dam.txt\r\n",
    '\ufeffFile;Published;Outlet;URL;Title;Note\n"dam.txt";2024-05-06;"Valley Times";https://valley.example/dam;Dam to be lowered;x\n\n',
    "id\tpublished\toutlet\turl\ttitle\ndam\t2024-05-06\tValley Times\thttps://valley.example/dam\tDam to be lowered",
    'file\tpublished\toutlet\turl\ttitle\ndam.txt\t2024-05-06\t"Valley Times"\thttps://valley.example/dam\tDam to be lowered\n',
])
def test_forms(table: Path, text: str) -> None:
    table.write_text(text, encoding="utf-8", newline="")
    manifest = load_manifest(table)
    for name in ("dam.txt", "./dam.txt", "/data/news/dam.txt"):
        assert manifest.given(name) == VALLEY
    assert manifest.given("other.txt") == Given()


def test_keys_from_the_most_exact_to_the_least(table: Path) -> None:
    table.write_text("file,outlet\nnorth/a.txt,North\nsouth/a.txt,South\nb.html,B\nwsj_0001,W\nhttps://valley.example/c?x=1,C\n")
    manifest = load_manifest(table)
    assert manifest.given("north/a.txt").outlet == "North"
    assert manifest.given("/data/south/a.txt").outlet == "South"
    assert manifest.given("a.txt") == Given()  # two rows fit: none is taken
    assert manifest.given("east/a.txt") == Given()
    assert manifest.given("pages/b.html").outlet == "B"
    assert manifest.given("pages/b.txt").outlet == "B"
    assert manifest.given("dev/wsj_0001.txt").outlet == "W"
    assert manifest.given("https://valley.example/c?x=1").outlet == "C"


def test_a_row_is_found_by_its_url(table: Path) -> None:
    table.write_text("file,outlet,url\na.txt,A,https://valley.example/a\n")
    assert load_manifest(table).given("https://valley.example/a").outlet == "A"


def test_missing_cells_are_unknown(table: Path) -> None:
    table.write_text("id\tpublished\toutlet\na\n b \t\t  \nc\t2024\tC\n")
    manifest = load_manifest(table)
    assert manifest.given("a.txt") == Given()
    assert manifest.given("b.txt") == Given()
    assert manifest.given("c.txt") == Given(published="2024", outlet="C")


@pytest.mark.parametrize(("data", "problem"), [
    (b"", "is empty"), (b"\n \n", "is empty"), (b"name\toutlet\na\tA\n", "no column 'file' or 'id'"), (b"just a sentence\n", "no column"),
    (b"file\toutlet\na.txt\tA\tB\n", "line 2: 3 cells, but the header has 2"), (b"file,outlet\n,A\n", "line 2: no 'file'"),
    (b"file,published\na.txt,soon\n", "line 2: 'soon' is no ISO 8601 date"), (b"file,outlet\na,A\na,B\n", "line 3: 'a' was given before"),
    (b'file,outlet\n"a,A\n', "is no CSV"), (b"file\toutlet\na\tCaf\xe9\n", "not UTF-8"), (b"file\0outlet\n", "null bytes"),
])
def test_a_bad_table_is_refused_in_a_line(table: Path, data: bytes, problem: str) -> None:
    table.write_bytes(data)
    with pytest.raises(ManifestError) as caught:
        load_manifest(table)
    message = str(caught.value)
    assert problem in message
    assert message.startswith(str(table))
    assert ";" in message
    assert "\n" not in message


def test_a_missing_table_or_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.tsv", tmp_path):
        with pytest.raises(ManifestError, match="cannot be read"):
            load_manifest(path)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_manifest_or_its_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("manifest") / "m.csv"
    path.write_bytes(b"file,published\n" + data)
    try:
        manifest = load_manifest(path)
    except ManifestError:
        return
    assert isinstance(manifest.given("a.txt"), Given)
