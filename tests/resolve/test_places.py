"""Places: where a name is, whether it counts as a place, what the text calls its status."""

import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.resolve.places import Places, resolve_toponyms
from reportedly.resolve.places.gazetteer import gazetteer
from reportedly.types import Name, Place, Span

ROOT = Path(__file__).parents[2]
SEED = ROOT / "shared" / "seed" / "report.txt"


def read(marked: str) -> tuple[str, list[Name]]:
    """`in [Kyiv]` -> the text and its locations; `{Hamas}` is an organization."""
    text, names = "", []
    for part in re.split(r"(\[[^\]]*\]|\{[^}]*\})", marked):
        words = part[1:-1] if part[:1] in {"[", "{"} else part
        if part[:1] in {"[", "{"}:
            names.append(Name(Span(len(text), len(text) + len(words)), "location" if part[0] == "[" else "organization", 0.9))
        text += words
    return text, names


def found(marked: str) -> tuple[Place, ...]:
    text, names = read(marked)
    return Places(text, names).places([Span(0, len(text))])


def texts(marked: str) -> list[str]:
    return [re.sub(r"^[Tt]he ", "", place.text) for place in found(marked)]


IN_PLACE = [
    ("Two shells fell on a market in [Kramatorsk] on Tuesday.", ["Kramatorsk"]),
    ("A drone was shot down over the [Rostov] region overnight.", ["Rostov region"]),
    ("A convoy crossed from [Rwanda] into eastern [Congo].", ["Rwanda", "eastern Congo"]),
    ("Missiles hit a tanker in the [Red Sea] off [Hodeidah].", ["Red Sea", "Hodeidah"]),
    ("The [Rafah] crossing has been closed since May.", ["Rafah crossing"]),
    ("The ferry to [Lesbos] was delayed.", ["Lesbos"]),
    ("Oil exports from [Iran] to [China] rose.", ["Iran", "China"]),
    ("Migrants reached [Lampedusa] from [Tunisia].", ["Lampedusa", "Tunisia"]),
    ("Floods cut off villages in [Asti], [Alba] and [Cuneo].", ["Asti", "Alba", "Cuneo"]),
    ("Gunmen ambushed a patrol between [Gao] and [Ansongo] in northern [Mali].", ["Gao", "Ansongo", "northern Mali"]),
    ("[Kharkiv] was hit by ten missiles.", ["Kharkiv"]),
    ("The [Geneva] talks collapsed.", ["Geneva"]),
    ("A storm battered [Taiwan] before moving to [Fujian].", ["Taiwan", "Fujian"]),
    ("Police arrested ten in [Nigeria]'s [Borno] state.", ["Nigeria's Borno state"]),
    ("The boat sank in [Greece]'s waters.", ["Greece"]),
    ("The plant in [Lima], [Ohio], builds tanks.", ["Lima, Ohio"]),
    ("A jury in [Athens], [Ga.], indicted two students.", ["Athens, Ga."]),
    ("French soldiers left [Bamako].", ["Bamako"]),
    ("Pupils were taken from a school in [Kuriga], [Kaduna] state.", ["Kuriga, Kaduna state"]),
]
NOT_IN_PLACE = [
    "[Iran] and [Israel] exchanged threats after the attack.",
    "[Serbia] does not recognise [Kosovo].",
    "[Georgia]'s parliament passed the law.",
    "The [Dallas] police chief resigned.",
    "[Turkey] hosts talks between [Russia] and [Ukraine].",
    "The union imposed sanctions on [Russia].",
    "The [Kyiv] Independent reported losses.",
    "The governor of [Texas] signed the bill.",
    "He will play against [Leeds] next month.",
    "[Paris] said it would recall its ambassador to [Peru].",
    "The [U.S.] election was close, and the [U.S.] economy grew.",
    "[Israeli] jets and [Parisian] cafes.",
    "{Oromo Liberation Army} fighters laid down arms.",
]


@pytest.mark.parametrize(("marked", "want"), IN_PLACE)
def test_places_where_something_is_happens_comes_from_or_goes_to(marked: str, want: list[str]) -> None:
    assert texts(marked) == want


@pytest.mark.parametrize("marked", NOT_IN_PLACE)
def test_what_acts_owns_plays_or_names_something_else_is_no_place(marked: str) -> None:
    assert texts(marked) == []


def test_the_seed_keeps_the_region_and_the_city_apart() -> None:
    region, city = found("forces will go to occupied [Donetsk Oblast] to rebuild infrastructure in the occupied city of [Donetsk].")
    assert (region.name, region.geonames, region.country, region.precision) == ("Donetsk Oblast", 709716, "UA", "admin1")
    assert region.control == "occupied"
    assert (city.name, city.geonames, city.precision, city.control) == ("Donetsk", 709717, "city", "occupied")


def test_the_seed_has_no_place_in_those_who_act() -> None:
    assert texts("the agreement between [Russia] and the [DPRK] demonstrated coherence") == []
    assert texts("sending brigades to occupied parts of [Ukraine] could earn [North Korea] money from [Russia]") == [
        "occupied parts of Ukraine"]


@pytest.mark.parametrize(("marked", "control", "by"), [
    ("A blast near Russian-occupied [Melitopol].", "occupied", "Russia"),
    ("Explosions in annexed [Simferopol].", "occupied", None),
    ("Beaches in [Crimea], occupied by Russia since 2014, were empty.", "occupied", "Russia"),
    ("Settlers attacked a village in the Israeli-occupied [West Bank].", "occupied", "Israel"),
    ("Shells fell in rebel-held [Idlib].", None, None),
    ("Shells fell in the liberated city of [Kherson].", None, None),
    ("A parade in the breakaway region of [Transnistria].", None, None),
    ("Shells fell in [Kherson].", None, None),
])
def test_control_is_what_the_text_says(marked: str, control: str | None, by: str | None) -> None:
    place, = found(marked)
    assert (place.control, place.by) == (control, by)


def test_another_status_is_told_in_the_detail() -> None:
    assert "rebel-held" in found("Shells fell in rebel-held [Idlib].")[0].detail


@pytest.mark.parametrize(("marked", "name", "country", "precision"), [
    ("a fire in [Artemivsk]", "Bakhmut", "UA", "city"),
    ("a fire in [Kiev]", "Kyiv", "UA", "city"),
    ("shelling in the [Luhansk] region", "Luhansk Oblast", "UA", "admin1"),
    ("shelling in [Luhansk]", "Luhansk", "UA", "city"),
    ("a raid in eastern [Chad]", "Chad", "TD", "country"),
    ("an oil spill in the [Baltic Sea]", "Baltic Sea", None, "sea"),
    ("an attack in [Kashmir]", "Kashmir", None, "region"),
    ("a blast in [Simferopol]", "Simferopol", "UA", "city"),
    ("troops on the [Golan Heights]", "Golan Heights", "SY", "region"),
    ("a vote in [Tskhinvali] in [South Ossetia]", "Ts’khinvali", "GE", "city"),
    ("troops in [Nagorno-Karabakh]", "Nagorno-Karabakh", "AZ", "region"),
    ("a rally in [Transnistria]", "Transnistria", "MD", "admin1"),
    ("a raid in the [West Bank]", "West Bank", "PS", "admin1"),
    ("a mine in [Western Sahara]", "Western Sahara", "EH", "country"),
    ("inspectors at the [Zaporizhzhia nuclear power plant]", "Zaporizhzhia Nuclear Power Plant", "UA", "site"),
    ("a fire in [Harris County], [Texas]", "Harris County", "US", "admin2"),
])
def test_names_countries_and_precision(marked: str, name: str, country: str | None, precision: str) -> None:
    place = found(marked)[0]
    assert (place.name, place.country, place.precision) == (name, country, precision)


@pytest.mark.parametrize(("marked", "country", "degrees"), [
    ("in [Paris]; the French minister", "FR", (49, 2)),
    ("in [Paris], Texas", "US", (34, -96)),
    ("near [Paris] and [Reno], [Texas], and [Bonham]", "US", (34, -96)),
    ("Police in [Tbilisi], [Georgia]", "GE", (42, 45)),
    ("Voters in [Atlanta], [Georgia]", "US", (34, -84)),
    ("a fair in [Merida], in [Mexico]'s [Yucatan] state", "MX", (21, -90)),
    ("floods in [Valencia]; the Spanish army", "ES", (39, 0)),
    ("clashes in [Tripoli] and [Beirut]; the Lebanese army", "LB", (34, 36)),
    ("clashes in [Tripoli] and [Misrata]", "LY", (33, 13)),
    ("The American envoy arrived in [Athens].", "GR", (38, 24)),
])
def test_company_tells_which_of_many(marked: str, country: str, degrees: tuple[int, int]) -> None:
    place = found(marked)[0]
    assert place.country == country
    assert place.latitude is not None
    assert place.longitude is not None
    assert (abs(place.latitude - degrees[0]) < 2, abs(place.longitude - degrees[1]) < 2) == (True, True)


def test_one_sense_in_a_text() -> None:
    text, names = read("A jury in [Athens], [Georgia], met. The fire in [Athens] was out.")
    assert len({p.geonames for p in Places(text, names).places([Span(0, len(text))])}) == 1


def test_it_abstains_where_the_gazetteer_has_nothing() -> None:
    place, = found("a camp in [Qwxyzzabad]")
    assert (place.name, place.geonames, place.latitude, place.precision) == ("Qwxyzzabad", None, None, None)
    assert "not in the gazetteer" in place.detail


def test_a_hamlet_with_its_region_is_placed_in_the_region_and_says_so() -> None:
    place, = found("a school in [Kuriga], [Kaduna] state")
    assert (place.name, place.geonames, place.country, place.precision) == ("Kuriga", None, "NG", "admin1")
    assert "middle of" in place.detail


def test_what_the_tagger_missed_after_a_word_of_place_is_added() -> None:
    assert texts("Shells fell near Kramatorsk.") == ["Kramatorsk"]
    assert texts("He agreed in March, in English, in Parliament.") == []


def test_what_the_tagger_took_for_an_organization_after_in() -> None:
    assert texts("Shells fell in {Kharkiv} on Monday.") == ["Kharkiv"]


def test_only_places_in_the_spans() -> None:
    text, names = read("A fire in [Lyon]. A flood in [Turin].")
    assert [p.name for p in Places(text, names).places([Span(18, len(text))])] == ["Turin"]


def test_given_toponyms_come_back_in_order_also_peoples() -> None:
    text = "Georgian troops left Tbilisi for Batumi"
    places = resolve_toponyms(text, [Span(33, 39), Span(0, 8)])
    assert [(p.name, p.country) for p in places] == [("Batumi", "GE"), ("Georgia", "GE")]


def test_the_iso_and_the_geonames_code_of_luhansk_and_donetsk_are_not_mixed() -> None:
    assert {(e.name, e.geonames) for e in gazetteer().find("donetsk oblast")} == {("Donetsk Oblast", 709716)}
    assert {(e.name, e.geonames) for e in gazetteer().find("luhansk oblast")} == {("Luhansk Oblast", 702657)}


def test_kept_tsv_is_what_the_tables_make() -> None:
    subprocess.run([sys.executable, ROOT / "resources" / "generate_places.py", "--check"], check=True)


def test_the_hand_kept_tables_hold_only_known_words() -> None:
    for entries in (gazetteer().kept(key) for key in ("africa", "crimea", "donbas", "azovstal", "black sea")):
        assert all(e.precision in {"country", "admin1", "admin2", "city", "site", "region", "sea"} for e in entries)
    kinds = {line.split("\t")[2] for line in (ROOT / "src/reportedly/resolve/places/kept.tsv").read_text(encoding="utf-8").splitlines()
             if line.startswith("place\t")}
    assert kinds <= {"country", "admin1", "admin2", "city", "site", "region", "sea"}


def test_threads_get_the_same_answers() -> None:
    answers: list[tuple[Place, ...]] = []
    marked = "Floods hit [Vienna], [Linz] and [Graz] in [Austria]."
    threads = [threading.Thread(target=lambda: answers.append(found(marked))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(answers)) == 1


@pytest.mark.parametrize("long", ["1" * 100_000, "A" * 100_000, "(" * 100_000, " " * 100_000, "in A" * 25_000, "of the " * 14_000,
                                  "Aa " * 33_000, "port " * 20_000, "A, " * 33_000, "a-" * 50_000])
def test_long_lines_cost_little(long: str) -> None:
    begun = time.process_time()
    text = long + " in Kyiv."
    Places(text, [Name(Span(len(text) - 5, len(text) - 1), "location", 0.9)]).places([Span(0, len(text))])
    assert time.process_time() - begun < 5


def test_a_long_list_of_towns_costs_little() -> None:
    towns = sorted(gazetteer().capitals) * 2 + [f"San {c}{d}" for c in "abcdefghijklmnopqrstuvwxyz" for d in "aeiou"]
    begun = time.process_time()
    assert len(found(" in ".join(f"[{town.title()}]" for town in towns))) > 100
    assert time.process_time() - begun < 10


WORDS = st.sampled_from([
    *"in the [Kyiv] [Paris] , Texas of occupied region 's and to from . U.S. “ ” ’ 12 [Iran] (AP) — against é İ 🙂 al-".split(), "\n", " "])


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=25).map(" ".join)))
def test_it_never_raises_and_spans_hold_their_text(marked: str) -> None:
    text, names = read(marked)
    names = [n for n in names if n.span.end > n.span.start]
    for place in Places(text, names).places([Span(0, len(text))]):
        assert 0 <= place.span.start < place.span.end <= len(text)
        assert place.text == text[place.span.start:place.span.end]
        assert place.detail
