"""The register: the packaged file is sound, names are found however they are spelled, shared ones stand for nobody."""

import contextlib
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import RegisterError
from reportedly.resolve.actors.register import SHIPPED, Layer, Register, entity, outlet_country
from reportedly.resolve.actors.spelling import key
from reportedly.resolve.actors.table import COLUMNS, entries, read
from reportedly.resolve.lexicon import CAPITALS, STATES
from reportedly.types import ActorKind, Kind

ROOT = Path(__file__).parents[2]
REGISTER = Register.shipped()
# Names that two rows claim, looked at one by one: each is used for both in the news, so it stands for neither.
SHARED = {
    "ABC", "ADF", "AFC", "CBI", "CNA", "CPC", "Congo", "DRC", "IAF", "Insider", "NRC", "ORF", "PA", "PTI", "RSF", "SDF",
}


def test_packaged_file_is_generated() -> None:
    run = subprocess.run([sys.executable, "resources/generate_register.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_packaged_file_has_its_columns_and_is_large() -> None:
    header, *rows = SHIPPED.read_text(encoding="utf-8").splitlines()
    assert tuple(header.split("\t")) == COLUMNS
    assert all(row.count("\t") == len(COLUMNS) - 1 for row in rows)
    kinds = [entry.kind for entry in REGISTER]
    assert kinds.count("country") == 198  # 193 members, Holy See and Vatican, Palestine, Taiwan, Kosovo
    assert kinds.count("outlet") > 500
    assert kinds.count("government") > 250
    assert kinds.count("armed group") > 90


def test_ids_and_domains_belong_to_one_row() -> None:
    claims: defaultdict[str, list[str]] = defaultdict(list)
    for entry in REGISTER:
        for claim in (*((entry.entity,) if entry.entity else ()), *entry.domains):
            claims[claim].append(entry.name)
    assert {claim: names for claim, names in claims.items() if len(names) > 1} == {}


def test_no_name_is_shared_unnoticed() -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for entry in REGISTER:
        for name in (entry.name, *entry.aliases):
            assert key(name), entry
            owners[key(name)].add(f"{entry.name}/{entry.kind}")
    assert {name for name, rows in owners.items() if len(rows) > 1} <= SHARED


def test_every_state_of_the_lexicon_is_a_country() -> None:
    assert [state for state in STATES if state != "Congo" and REGISTER.find(state, "country") is None] == []
    assert all(e.entity and e.country for e in REGISTER if e.kind == "country")


def test_every_capital_is_that_of_one_state() -> None:
    open_ones = {city for city in CAPITALS if REGISTER.seat(city) is None}
    assert open_ones == {"Brussels", "The Hague"}


@pytest.mark.parametrize(("name", "expected"), [
    ("the US", "United States"), ("U.S.", "United States"), ("U.S", "United States"), ("DPRK", "North Korea"), ("D.P.R.K.", "North Korea"),
    ("Russia’s", "Russia"), ("Türkiye", "Turkey"), ("Turkiye", "Turkey"), ("Côte d’Ivoire", "Ivory Coast"), ("NORTH KOREA", "North Korea"),
    ("WHO", "World Health Organization"), ("World Health Organisation", "World Health Organization"), ("Nato", "NATO"),
    ("Al Qaeda", "al-Qaeda"), ("Al-Qaida", "al-Qaeda"), ("the Houthis'", "Houthis"), ("the Elysee", "Elysée Palace"),
    ("Russia’s Ministry of Defense", "Russian Defence Ministry"), ("Russian Defence Ministry", "Russian Defence Ministry"),
    ("Ministry of Defence of the Russian Federation", "Russian Defence Ministry"),
    ("Chinese Ministry of National Defense", "Chinese Defence Ministry"),
    ("Ukraine's Ministry of Internal Affairs", "Ukrainian Interior Ministry"),
    ("Israel's Mossad", "Mossad"), ("Lebanon's Hezbollah", "Hezbollah"), ("South Korea's Yonhap", "Yonhap"),
    ("New York Times", "The New York Times"), ("ISW", "Institute for the Study of War"),
    ("Institute for the Study of War", "Institute for the Study of War"),
])
def test_found_by_name_alias_and_spelling(name: str, expected: str) -> None:
    found = REGISTER.find(name)
    assert found is not None
    assert found.name == expected


@pytest.mark.parametrize("name", ["who", "Who", "us", "", "  ", "Peru's Health Ministry", "Congo", "ABC", "the",
                                  "Ministry of Defence", "x" * 500])
def test_not_found(name: str) -> None:
    assert REGISTER.find(name) is None


def test_kind_tells_between_those_who_share_a_name() -> None:
    assert REGISTER.find("RSF") is None
    armed, group = REGISTER.find("RSF", "armed group"), REGISTER.find("DRC", "country")
    assert armed is not None
    assert armed.name == "Rapid Support Forces"
    assert group is not None
    assert group.country == "CD"
    assert REGISTER.find("ABC", "outlet") is None


@pytest.mark.parametrize(("name", "kind", "expected"), [
    ("South Korea", "government", "Q884"), ("Kyiv", "government", "Q212"), ("South Korean government", "government", "Q884"),
    ("the government of Mali", "government", "Q912"), ("Russia's authorities", "government", "Q159"), ("Kinshasa", "government", "Q974"),
    ("Taliban", "government", "Q42418"), ("AP", "outlet", "Q40469"), ("Reuters", "organization", "Q130879"),
    ("Pentagon", "government", "Q11209"),
    ("Peru's Health Ministry", "government", None), ("Brussels", "government", None), ("Congo", "government", None), ("Kyiv", "person", None),
    ("United States", "document", None), ("US official", "anonymous", None), (None, "government", None), ("Kremlin", "government", None),
])
def test_entity_of_a_source(name: str | None, kind: Kind, expected: str | None) -> None:
    assert entity(name, kind, REGISTER) == expected


def test_outlets_by_name_and_site() -> None:
    assert outlet_country("Reuters", REGISTER) == "GB"
    assert outlet_country("https://www.bbc.co.uk/news/world-1", REGISTER) == "GB"
    assert outlet_country("Sea Gazette", REGISTER) is None
    assert outlet_country(None, REGISTER) is None
    yonhap = REGISTER.site("https://en.yna.co.kr/view/1?x=y")
    assert yonhap is not None
    assert yonhap.name == "Yonhap"
    assert [REGISTER.site(u) for u in ("", "https://", "notreuters.com", "com", "//[::1]/")] == [None] * 5


def test_a_users_file_stands_first(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("# mine\nkind\tname\taliases\tcountry\tmy notes\noutlet\tHarbour Monitor\tHM|ABC\tge\tgood\narmed group\tSea Front\n",
                    encoding="utf-8")
    register = REGISTER.extended(path)
    found, shared = register.find("HM"), register.find("ABC")
    assert found is not None
    assert shared is not None
    assert (found.name, found.kind, found.country) == ("Harbour Monitor", "outlet", "GE")
    assert shared.name == "Harbour Monitor"
    assert register.find("NATO") == REGISTER.find("NATO")
    assert REGISTER.find("HM") is None


@pytest.mark.parametrize(("text", "line", "says"), [
    ("name\tcountry\nX\tGE\n", 1, "missing: kind"),
    ("name\tkind\n\tperson\n", 2, "no name"),
    ("name\tkind\nX\tcompany\n", 2, "kind 'company' is none of"),
    ("name\tkind\tcountry\nX\toutlet\tGeorgia\n", 2, "two-letter"),
    ("name\tkind\twikidata\n# c\nX\toutlet\t884\n", 3, "Q42"),
    ("name\tkind\tdomains\nX\toutlet\thttps://x.org/\n", 2, "host name"),
    ("name\tkind\nX\toutlet\tGE\n", 2, "3 cells"),
    ("name\tkind\nX\toutlet\nX\toutlet\n", 3, "line 2 already"),
])
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegisterError) as error:
        read(path)
    assert str(error.value).startswith(f"{path}:{line}: ")
    assert says in str(error.value)


def test_files_that_are_no_register(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("", encoding="utf-8")
    (tmp_path / "bytes").write_bytes(b"name\tkind\n\xff\xfe\toutlet\n")
    for name, says in (("empty", "empty"), ("bytes", "UTF-8"), ("none", "cannot be read")):
        with pytest.raises(RegisterError, match=says):
            read(tmp_path / name)


@settings(max_examples=200)
@given(st.text(max_size=60), st.sampled_from([None, "government", "organization", "outlet", "armed group", "country", "person"]))
def test_any_words_can_be_looked_up(words: str, kind: ActorKind | None) -> None:
    found = REGISTER.find(words, kind)
    assert found is None or found.name
    assert key(key(words)) == key(words) or len(words) < 3 or key(words) != ""
    REGISTER.site(words)
    entity(words, kind or "unknown", REGISTER)
    outlet_country(words, REGISTER)


@given(st.text(max_size=120))
def test_any_text_is_a_register_or_a_clear_mistake(text: str) -> None:
    with contextlib.suppress(RegisterError):
        assert all(entry.name for entry in entries(text, "mine.tsv"))


def test_the_register_is_read_fast() -> None:
    start = time.process_time()
    Register((Layer(read(SHIPPED)),))
    assert time.process_time() - start < 2  # some 20 ms on a free core; timing never gates, so this is only against a blunder
