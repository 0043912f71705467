"""Names in a text -> actors. Names are written inline: {p:…} person, {o:…} organization, {l:…} location."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.resolve import mentions
from reportedly.resolve.actors import Register, actors, everyone, within
from reportedly.types import Actor, Name, NameKind, Span

REGISTER = Register.shipped()
KINDS: dict[str, NameKind] = {"p": "person", "o": "organization", "l": "location"}


def named(marked: str, score: float = 0.95) -> tuple[str, list[Name]]:
    """The text and the names marked in it."""
    text, names = "", []
    for piece in re.split(r"(\{[plo]:[^}]*\})", marked):
        if found := re.fullmatch(r"\{([plo]):([^}]*)\}", piece):
            names.append(Name(Span(len(text), len(text) + len(found[2])), KINDS[found[1]], score))
            text += found[2]
        else:
            text += piece
    return text, names


def found(marked: str, score: float = 0.95) -> tuple[Actor, ...]:
    text, names = named(marked, score)
    return everyone(text, names, REGISTER, mentions.acronyms(text))


def told(marked: str) -> list[tuple[str, str, str | None]]:
    text, names = named(marked)
    return [(a.name, a.kind, a.entity) for a in actors(text, [Span(0, len(text))], names, REGISTER, mentions.acronyms(text))]


def names_of(marked: str) -> list[str]:
    return [a.name for a in found(marked)]


def test_states_that_act_are_countries() -> None:
    assert told("{l:North Korea} will deploy engineers to the occupied city of {l:Donetsk}") == [("North Korea", "country", "Q423")]
    assert told("the agreement between {l:Russia} and the {l:DPRK}") == [("Russia", "country", "Q159"), ("North Korea", "country", "Q423")]


def test_a_storm_is_nobody() -> None:
    assert names_of("Storm {p:Brenda} struck the coast, {p:Brenda Lund} said") == ["Brenda Lund"]


def test_the_seed_report() -> None:
    marked = ("The {p:Biden} administration said that {p:Putin}'s meeting with {p:Kim Jong Un} demonstrated {l:Moscow}'s desire to build a "
              "coalition with {l:North Korea}, {l:Iran}, {l:Syria} and, to some extent, {l:China}.")
    assert told(marked) == [
        ("Biden administration", "government", None), ("Vladimir Putin", "person", "Q7747"), ("Kim Jong Un", "person", "Q56226"),
        ("Moscow", "government", "Q159"), ("North Korea", "country", "Q423"), ("Iran", "country", "Q794"), ("Syria", "country", "Q858"),
        ("China", "country", "Q148")]
    assert told("The {o:Pentagon} believes that the {l:North Korean} troops in {l:Ukraine} will become cannon fodder") == [
        ("Pentagon", "government", "Q11209")]
    assert told("{o:Institute for the Study of War} ({o:ISW}): {o:ISW} pointed out that {l:Russia} seems to be fostering a coalition") == [
        ("Institute for the Study of War", "organization", None), ("Russia", "country", "Q159")]
    assert told("could earn {l:North Korea} up to US$115 million in unspecified foreign currency from {l:Russia}") == [
        ("North Korea", "country", "Q423"), ("Russia", "country", "Q159")]
    assert told("{o:NATO} Secretary General {p:Jens Stoltenberg}") == [
        ("NATO", "organization", "Q7184"), ("Jens Stoltenberg", "person", "Q57665")]


@pytest.mark.parametrize("marked", [
    "fighting in {l:Sudan} goes on", "in eastern {l:Chad}", "across {l:Mali}", "in neighbouring {l:Niger}", "the families fled {l:Syria}",
    "travelled to {l:Poland}", "in {l:Mali}, {l:Niger} and {l:Burkina Faso}", "parts of {l:Ukraine}", "the harbour of Sur, near {l:Oman}",
    "in {l:Russia}'s {l:Perm} region", "returned from {l:Peru}", "a {l:Kenya}-based firm", "{l:Goma}, {l:Rwanda}",
    "in both {l:Iraq} and {l:Syria}", "landed at {o:Lindau Airport}, {l:Germany}, at dawn"])
def test_states_that_are_only_places_are_left_out(marked: str) -> None:
    assert [a for a in found(marked) if a.kind == "country"] == []


@pytest.mark.parametrize("marked", [
    "sanctions against {l:Iran}", "aid to {l:Ukraine}", "sold missiles to {l:Egypt}", "gas from {l:Qatar}", "a treaty with {l:Japan}",
    "the president of {l:Ghana}", "{l:Peru}'s navy", "urged {l:Israel} to stop", "bought by {l:India}", "threats from {l:China}",
    "{l:Chile}'s central bank", "{l:Malaysia}'s eastern fleet", "officers in {l:Mali}'s army", "envoys from {l:Laos}"])
def test_states_that_act_own_or_are_acted_on(marked: str) -> None:
    assert [a.kind for a in found(marked)] == ["country"]


@pytest.mark.parametrize("marked", [
    "{l:Minsk} denied it", "pressure on {l:Minsk} grew", "allies of {l:Minsk}", "accused {l:Minsk} of it", "{l:Minsk}'s plans",
    "ties with {l:Minsk}", "a report that {l:Minsk} may yield", "it blames {l:Minsk}'s army"])
def test_capitals_stand_for_their_governments(marked: str) -> None:
    actor, = found(marked)
    assert (actor.name, actor.kind, actor.entity) == ("Minsk", "government", "Q184")
    assert "Belarus" in actor.detail


@pytest.mark.parametrize("marked", [
    "in {l:Minsk}", "drones hit {l:Minsk}", "{l:Minsk} was hit by drones", "an attack on {l:Minsk}", "{l:Minsk} airport",
    "{l:Minsk}'s mayor spoke",
    "left for {l:Minsk}", "the streets of {l:Minsk}", "{l:Minsk} region", "{l:Minsk}, {l:Belarus}", "{l:MINSK} (Agency) — Snow fell",
    "the road to {l:Minsk}", "{l:Victoria} banned it", "{l:Minsk} Gazette",
    "the {l:Minsk} weekly", "{l:Minsk}'s last hospital"])
def test_capitals_as_cities_are_left_out(marked: str) -> None:
    assert found(marked) == ()


def test_a_seat_of_several_bodies_has_no_entity() -> None:
    actor, = found("{l:Brussels} wants a cap")
    assert (actor.kind, actor.entity) == ("government", None)


@pytest.mark.parametrize("marked", [
    "{l:Russian} troops", "the {l:French}", "{o:Syrians} voted", "{l:US} officials", "{l:U.S.} troops", "{p:Israeli} jets",
    "{o:European} leaders",
    "{o:We} saw", "{l:Donetsk} fell", "{o:...}", "{p: }"])
def test_adjectives_peoples_and_noise_are_no_actors(marked: str) -> None:
    assert found(marked) == ()


@pytest.mark.parametrize(("marked", "name", "kind"), [
    ("the {l:US} government", "United States", "government"), ("the {o:South Korean Government}", "South Korean Government", "government"),
    ("{o:Hamas}", "Hamas", "armed group"), ("the {o:Northern Liberation Front}", "Northern Liberation Front", "armed group"),
    ("the {o:Sea Martyrs Brigades}", "Sea Martyrs Brigades", "armed group"),
    ("the {o:41st Motor Rifle Brigade}", "41st Motor Rifle Brigade", "government"),
    ("{o:Ministry of Fisheries}", "Ministry of Fisheries", "government"), ("the {o:Court of Cassation}", "Court of Cassation", "government"),
    ("{o:Radio Norte}", "Radio Norte", "outlet"), ("{o:Nordbank}", "Nordbank", "organization"), ("{o:EU}", "European Union", "organization"),
    ("the {l:EU} agreed", "European Union", "organization"), ("{l:Kremlin} sources", "Kremlin", "government"),
    ("{p:President Ana Ruiz}", "Ana Ruiz", "person"), ("{p:Iraqi Foreign Minister Dr Sami Haddad}", "Sami Haddad", "person"),
    ("{p:Pope Francis}", "Pope Francis", "person")])
def test_kinds(marked: str, name: str, kind: str) -> None:
    actor, = found(marked)
    assert (actor.name, actor.kind) == (name, kind)
    assert actor.detail


def test_a_house_that_is_only_a_place() -> None:
    assert found("met at the {l:White House}") == ()
    assert names_of("the {l:White House} denied it") == ["White House"]


def test_surnames_go_back_to_full_names() -> None:
    assert names_of("{p:Ana Ruiz} spoke. {p:Ruiz} left. {p:Mr Ruiz}") == ["Ana Ruiz"] * 3
    assert names_of("{p:Ana Ruiz} met {p:Li Ruiz}. {p:Ruiz} left.") == ["Ana Ruiz", "Li Ruiz", "Ruiz"]
    assert names_of("{p:Park Min-jun} spoke. {p:Park} left. {p:Min-jun}") == ["Park Min-jun"] * 3
    assert names_of("{p:Sami al-Haddad} spoke. {p:Haddad} left.") == ["Sami al-Haddad"] * 2
    assert names_of("{p:Igor Putin} spoke. {p:Putin} left.") == ["Igor Putin"] * 2


def test_abbreviations_of_the_report_come_first() -> None:
    assert names_of("the {o:World Horse Order} ({o:WHO}) … {o:WHO}")[-1] == "World Horse Order"
    assert names_of("{o:WHO}") == ["World Health Organization"]


def test_torn_and_half_names_are_mended() -> None:
    assert names_of("{p:Kim Jong} {p:Un}") == ["Kim Jong Un"]
    assert names_of("{o:Human Rights} Watch said") == ["Human Rights Watch"]
    assert names_of("Institute for the Study of {o:War}") == ["Institute for the Study of War"]
    assert names_of("{l:Kyiv} Independent wrote") == ["Kyiv Independent"]
    assert names_of("{l:Russia}'s {o:Defence Ministry}; the {o:Defence Ministry}") == ["Russian Defence Ministry"] * 2
    assert names_of("{o:NATO} {o:UN} rows") == ["NATO", "United Nations"]


def test_the_register_overrules_an_unsure_person() -> None:
    assert [a.kind for a in found("{p:Hamas} denied it", score=0.4)] == ["armed group"]
    assert [a.kind for a in found("{p:Stern} denied it")] == ["person"]


def test_one_actor_per_name_and_statement() -> None:
    text, names = named("{l:Iran} said {l:Iran} would talk to {o:NATO}. {l:Iran} left.")
    everybody = everyone(text, names, REGISTER, {})
    assert [a.name for a in within(everybody, [Span(0, 34)])] == ["Iran", "NATO"]
    assert [a.name for a in within(everybody, [Span(35, len(text))])] == ["Iran"]
    assert within(everybody, []) == ()


@settings(max_examples=150, deadline=None)
@given(st.text(st.one_of(st.sampled_from("Russia’s Kyiv US, (NATO) of the and in Mr. Kim\n"), st.characters()), max_size=160), st.data())
def test_never_raises_and_spans_lie_in_the_text(text: str, data: st.DataObject) -> None:
    edge = st.integers(-5, len(text) + 5)
    spans = data.draw(st.lists(st.tuples(edge, edge, st.sampled_from(list(KINDS.values())), st.floats(0, 1)), max_size=8))
    names = [Name(Span(a, b), kind, score) for a, b, kind, score in spans]
    for actor in everyone(text, names, REGISTER, mentions.acronyms(text)):
        assert 0 <= actor.span.start < actor.span.end <= len(text)
        assert actor.name
        assert text[actor.span.start:actor.span.end].strip()


@pytest.mark.parametrize("text", [
    "A" * 100_000, "Ab " * 33_000, " " * 100_000, "of the " * 15_000, "1" * 100_000, "(" * 100_000, "’s " * 33_000, "A of the " * 11_000])
def test_no_text_takes_long(text: str) -> None:
    names = [Name(Span(n, n + 5), "organization", 0.9) for n in range(0, 5000, 50)]
    start = time.process_time()
    everyone(text, names, REGISTER, {})
    assert time.process_time() - start < 2
