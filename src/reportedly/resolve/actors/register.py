"""The register: who a name stands for, as far as it is known without the report. Shipped, and extended by a user's file.

A name that two entries of the kind asked for share stands for neither. States' adjectives and capitals come from the lexicon.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

from reportedly.resolve.actors.spelling import key, loud
from reportedly.resolve.actors.table import Entry, read
from reportedly.resolve.lexicon import ADJECTIVES, CAPITALS
from reportedly.types import ActorKind, Kind

__all__ = ["Entry", "Register", "entity", "outlet_country"]

Key = TypeVar("Key")
SHIPPED = Path(__file__).with_name("register.tsv")
_ANY: tuple[tuple[ActorKind, ...], ...] = (("person", "organization", "country", "government", "outlet", "armed group"),)
# What a label may stand for in the register, nearest first: a movement that governs is a government to one report, a group to another.
_FITS: dict[str, tuple[tuple[ActorKind, ...], ...]] = {
    "person": (("person",),),
    "organization": (("organization", "armed group"), ("outlet",), ("government",)),
    "outlet": (("outlet",), ("organization",)),
    "government": (("government", "country"), ("armed group", "organization")),
    "country": (("country",),),
    "armed group": (("armed group",), ("organization",)),
    "unknown": _ANY, "group": (), "anonymous": (), "document": (),
}
_SEATS = {"Kinshasa": "CD", "Brazzaville": "CG", "Brussels": "", "The Hague": "", "Geneva": ""}  # two Congos; seats of international bodies
_GOVERNMENT = re.compile(r"(.+?)(?:'s|s')? (?:[Gg]overnment|[Aa]uthorities)|(?:[Gg]overnment|[Aa]uthorities) (?:of|in) (.+)")
_DROPPED = frozenset("of the for and affairs main federal".split())
_SAME = {"external": "foreign", "internal": "interior", "defense": "defence", "department": "ministry"}
_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^/@]*@)?([^/:?#]+)", re.I)


class Layer:
    """One file's entries by key. Built once, never changed."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self.names: dict[str, list[Entry]] = {}
        self.domains: dict[str, Entry] = {}
        for entry in self.entries:
            for name in (entry.name, *entry.aliases):
                _put(self.names, key(name), entry)
            for domain in entry.domains:
                self.domains.setdefault(domain, entry)
        self._loud: dict[str, list[Entry]] = {}
        self._owned: dict[tuple[str, str], list[Entry]] = {}

    def loud(self) -> dict[str, list[Entry]]:
        """The entries by key in capitals, made when first asked for."""
        if not self._loud:
            for name, entries in self.names.items():
                for entry in entries:
                    _put(self._loud, name.upper(), entry)
        return self._loud

    def owned(self, states: "States") -> dict[tuple[str, str], list[Entry]]:
        """The entries by country and the words beside it: ("RU", "defence ministry"); made when first asked for."""
        if not self._owned:
            for name, entries in self.names.items():
                for entry in entries:
                    if entry.country and entry.kind != "country":
                        found = states.owner(name)
                        _put(self._owned, (entry.country, _words(found[1] if found else name)), entry)
        return self._owned


class States:
    """The words for states, as `key` spells them: names, adjectives, "South Korea", "South Korean" -> KR."""

    def __init__(self, layers: Iterable[Layer]) -> None:
        self.codes: dict[str, str] = {}
        for layer in layers:
            for name, entries in layer.names.items():
                codes = {e.country for e in entries if e.kind == "country" and e.country}
                if len(codes) == 1:
                    self.codes.setdefault(name, codes.pop())
        for adjective, state in ADJECTIVES.items():
            if code := self.codes.get(key(state)):
                self.codes.setdefault(key(adjective), code)
        self.nouns = {e.country: e for layer in reversed(list(layers)) for e in layer.entries if e.kind == "country" and e.country
                      and e.name != "Holy See"}

    def owner(self, name: str) -> tuple[str, str] | None:
        """The state in a body's name and the rest of it: "Russia's Defence Ministry", "Ministry of Defence of the Russian Federation"."""
        words = name.split()
        for size in (3, 2, 1):
            if len(words) > size:
                front = " ".join(words[:size])
                code = self.codes.get(front.removesuffix("'s").removesuffix("'"))
                if code:
                    return code, " ".join(words[size:])
        front, of, state = name.rpartition(" of ")
        code = self.codes.get(key(state)) if of else None
        return (code, front) if code else None


class Register:
    """Look-ups by name; a user's layer stands before the shipped one."""

    def __init__(self, layers: Iterable[Layer]) -> None:
        self._layers = tuple(layers)
        self.states = States(self._layers)

    @classmethod
    def shipped(cls) -> "Register":
        """The register that comes with the package; read once."""
        return _shipped()

    def extended(self, path: Path) -> "Register":
        """The register with a user's file before it; a RegisterError says file and line of what is wrong."""
        return Register((Layer(read(path)), *self._layers))

    def __iter__(self) -> Iterator[Entry]:
        for layer in self._layers:
            yield from layer.entries

    def find(self, name: str, kind: Kind | ActorKind | None = None) -> Entry | None:
        """The entry of that name or alias that fits the kind; None where none or two do."""
        tiers = _FITS[kind] if kind else _ANY
        if not tiers:
            return None
        for layer in self._layers:
            found = layer.names.get(key(name)) or (layer.loud().get(high) if (high := loud(name)) else None)
            if found:
                return _pick(found, tiers)
        return self._owned(key(name), tiers)

    def clashing(self, name: str, kind: Kind | ActorKind | None = None) -> bool:
        """Whether the name is known, but two share it."""
        tiers = _FITS[kind] if kind else _ANY
        found = next((f for layer in self._layers if (f := layer.names.get(key(name)))), [])
        return len(found) > 1 and _pick(found, tiers) is None

    def _owned(self, name: str, tiers: tuple[tuple[ActorKind, ...], ...]) -> Entry | None:
        """By state and words: "Russia's Defense Ministry", "Israel's Mossad"."""
        found = self.states.owner(name)
        if found is None:
            return None
        for layer in self._layers:
            entries = layer.owned(self.states).get((found[0], _words(found[1])))
            if entries:
                return _pick(entries, tiers)
        return None

    def seat(self, name: str) -> Entry | None:
        """The state that a capital speaks for: Kyiv -> Ukraine. None for what is no capital, or the seat of others too (Brussels)."""
        capital = CAPITALS.get(name) or CAPITALS.get(" ".join(name.split()).removeprefix("the ").title() if name.isupper() else name)
        if capital is None:
            return None
        if (code := _SEATS.get(name)) is not None:
            return self.states.nouns.get(code)
        return self.find(capital, "country")

    def is_capital(self, name: str) -> bool:
        """Whether the name is that of a capital, or of a city that stands for bodies that sit there."""
        return name in CAPITALS or name in _SEATS

    def government(self, name: str) -> Entry | None:
        """The state whose government a name is: South Korean government, Russia's authorities, the Government of Mali."""
        found = _GOVERNMENT.fullmatch(key(name))
        code = self.states.codes.get(key(found[1] or found[2])) if found else None
        return self.states.nouns.get(code) if code else None

    def site(self, address: str) -> Entry | None:
        """The outlet at a URL or host: https://www.reuters.com/world -> Reuters."""
        found = _HOST.match(address.strip().lower()[:300])
        parts = found[1].split(".") if found else []
        for start in range(max(0, len(parts) - 1)):
            domain = ".".join(parts[start:])
            for layer in self._layers:
                if entry := layer.domains.get(domain):
                    return entry
        return None


def entity(name: str | None, kind: Kind | ActorKind, register: Register) -> str | None:
    """The Wikidata id of a resolved source: a state also by its capital or its government. An organ has its own or none, never its state's."""
    if not name:
        return None
    found = register.find(name, kind)
    if found is None and kind == "government" and not register.clashing(name, kind):
        found = register.seat(name) or register.government(name)
    return found.entity if found else None


def outlet_country(outlet: str | None, register: Register) -> str | None:
    """The country (ISO 3166-1 alpha-2) of an outlet, by its name or its site."""
    if not outlet:
        return None
    found = register.find(outlet, "outlet") or (register.site(outlet) if "." in outlet else None)
    return found.country if found and found.kind == "outlet" else None


@cache
def _shipped() -> Register:
    return Register((Layer(read(SHIPPED)),))


def _put(index: dict[Key, list[Entry]], at: Key, entry: Entry) -> None:
    entries = index.setdefault(at, [])
    if entry not in entries:
        entries.append(entry)


def _pick(found: list[Entry], tiers: tuple[tuple[ActorKind, ...], ...]) -> Entry | None:
    for tier in tiers:
        fit = [e for e in found if e.kind in tier]
        if fit:
            return fit[0] if len(fit) == 1 else None
    return None


def _words(name: str) -> str:
    """What a body is called beside its state, order and wording aside: Ministry of Defence, Defence Ministry."""
    words = {_SAME.get(w, w) for w in name.lower().replace(",", " ").split()} - _DROPPED
    if "defence" in words:
        words.discard("national")
    return " ".join(sorted(words))
