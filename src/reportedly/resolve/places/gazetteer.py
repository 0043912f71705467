"""A name -> the places that bear it. Offline; read once, when first asked; safe from several threads.

`gazetteer.bin` (GeoNames' cities, admin-1, admin-2) stays compressed in memory, in sorted blocks of which a lookup unpacks one or two.
`kept.tsv` (countries, regions, seas, sites, other names, peoples; hand-kept) is a dictionary. Both are made by
resources/generate_places.py, which holds the notice of GeoNames' licence (CC BY 4.0).
"""

import json
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from reportedly.resolve.places.names import fold
from reportedly.types import Precision

_PRECISIONS: dict[str, Precision] = {"c": "city", "1": "admin1", "2": "admin2"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer. `main`: the name asked for is its main name, not another; `people`: its population, 0 if not known."""

    name: str
    geonames: int | None
    latitude: float
    longitude: float
    country: str | None
    admin1: str
    people: int
    precision: Precision
    main: bool = True
    kept: bool = False


class Gazetteer:
    """Look-ups by name."""

    def __init__(self, data: bytes, kept: str) -> None:
        size = int.from_bytes(data[:4], "big")
        header: dict[str, Any] = json.loads(zlib.decompress(data[4:4 + size]))
        self._data = data
        at = 4 + size
        self._firsts: dict[str, list[str]] = {}
        self._starts: dict[str, list[int]] = {}
        self._edges: dict[str, list[tuple[int, int]]] = {}
        for part, index in header["parts"].items():
            self._firsts[part], self._starts[part], edges = index["firsts"], index["starts"], []
            for length in index["sizes"]:
                edges.append((at, at + length))
                at += length
            self._edges[part] = edges
        self.countries: dict[str, Entry] = {}
        self.capitals: dict[str, str] = {}
        self.people: dict[str, str] = {}
        self._kept: dict[str, list[Entry]] = {}
        self._other: dict[str, list[str]] = {}
        self._shown: dict[str, str] = {}
        self._block = lru_cache(maxsize=256)(self._unpack)
        self.find = lru_cache(maxsize=4096)(self._find)
        self._read_kept(kept, header["countries"])

    def _read_kept(self, text: str, facts: dict[str, tuple[int, int, str]]) -> None:
        for line in text.splitlines():
            what, *cells = line.split("\t")
            if what == "country":
                iso, name, latitude, longitude, others, people, seats = cells
                number, population, capital = facts[iso]
                entry = Entry(name, number, float(latitude), float(longitude), iso, "", population, "country", kept=True)
                self.countries[iso] = entry
                self._keep(entry, others)
                for word in filter(None, people.split("|")):
                    self.people.setdefault(fold(word), iso)
                    self.people.setdefault(fold(word) + "s", iso)
                for seat in filter(None, [capital, *seats.split("|")]):
                    self.capitals.setdefault(fold(seat), iso)
            elif what == "place":
                name, precision, country, latitude, longitude, others, geonames = cells
                kind: Precision = precision  # type: ignore[assignment]  # the tables' test holds the column to the words of Precision
                known = int(geonames) if geonames else None
                self._keep(Entry(name, known, float(latitude), float(longitude), country or None, "", 0, kind, kept=True), others)
            elif what == "names":
                code, name, others, people = cells
                if name and code.isdigit():
                    self._shown[code] = name
                for word in filter(None, others.split("|")):
                    self._other.setdefault(fold(word), []).append(f"{code}\t{name}")
                for word in filter(None, people.split("|")):
                    self.people.setdefault(fold(word), f"{code}\t{name}")
                    self.people.setdefault(fold(word) + "s", f"{code}\t{name}")

    def _keep(self, entry: Entry, others: str) -> None:
        self._kept.setdefault(fold(entry.name), []).append(entry)
        for other in filter(None, others.split("|")):
            key = fold(other)
            if key != fold(entry.name):
                self._kept.setdefault(key, []).append(replace(entry, main=entry.precision == "country"))

    def _unpack(self, part: str, number: int) -> str:
        start, end = self._edges[part][number]
        return zlib.decompress(self._data[start:end]).decode()

    def _lines(self, part: str, key: str) -> list[str]:
        """The lines that open with this key."""
        firsts = self._firsts[part]
        number = max(0, bisect_left(firsts, key) - 1)
        out: list[str] = []
        mark = f"\n{key}\t"
        while number < len(firsts) and firsts[number] <= key:
            block = self._block(part, number)
            at = block.find(mark)
            while at >= 0:
                end = block.index("\n", at + 1)
                out.append(block[at + 1:end])
                at = block.find(mark, end)
            number += 1
        return out

    def _row(self, number: int) -> str:
        starts = self._starts["places"]
        block = bisect_right(starts, number) - 1
        return self._block("places", block).split("\n", number - starts[block] + 2)[number - starts[block] + 1]

    def _entry(self, line: str, *, main: bool) -> Entry:
        key, name, geonames, latitude, longitude, country, admin1, people, precision = line.split("\t")
        shown = self._shown.get(geonames) or name or key.title()
        return Entry(shown, int(geonames) if geonames else None, int(latitude) / 100, int(longitude) / 100, country, admin1, int(people),
                     _PRECISIONS[precision], main)

    def _find(self, key: str) -> tuple[Entry, ...]:
        """All places with this key as a name; none twice."""
        out = [self._entry(line, main=True) for line in self._lines("places", key)]
        for line in self._lines("others", key):
            out += [self._entry(self._row(int(number)), main=False) for number in line.split("\t")[1].split()]
        for other in self._other.get(key, ()):
            code, name = other.split("\t")
            out += self._named(code, name)
        out += [k for k in self._kept.get(key, ()) if k.geonames or not any(_same(k, e) for e in out)]
        unique: dict[object, Entry] = {}
        for entry in out:
            same = entry.geonames or (entry.name, entry.latitude, entry.longitude)
            if same not in unique or (entry.main and not unique[same].main):
                unique[same] = entry
        return tuple(unique.values())

    def _named(self, code: str, name: str) -> list[Entry]:
        """The place with this GeoNames id or admin-1 code, which bears that name."""
        if code == name:
            return list(self._kept.get(fold(name), ()))
        places = [self._entry(line, main=True) for line in self._lines("places", fold(name))]
        if code.isdigit():
            return [p for p in places or self.find(fold(name)) if p.geonames == int(code)]
        country, admin1 = code.split(".")
        return [p for p in places if p.precision == "admin1" and (p.country, p.admin1) == (country, admin1)]

    def kept(self, key: str) -> Sequence[Entry]:
        """The hand-kept places alone."""
        return self._kept.get(key, ())

    def people_of(self, key: str) -> Entry | None:
        """The country, region or city whose people or adjective this is: `georgians`, `ohioan`, `parisian`."""
        code = self.people.get(key)
        if code is None:
            return None
        if code in self.countries:
            return self.countries[code]
        number, name = code.split("\t")
        return next(iter(self._named(number, name)), None)


def _same(kept: Entry, other: Entry) -> bool:
    """A hand-kept region that GeoNames holds too, with an id."""
    return (kept.country == other.country and other.precision in {"admin1", "admin2"} and kept.precision in {"admin1", "admin2", "region"}
            and abs(kept.latitude - other.latitude) + abs(kept.longitude - other.longitude) < 3)


@cache
def gazetteer() -> Gazetteer:
    """The packaged gazetteer, read when first asked for."""
    folder = files("reportedly.resolve.places")
    return Gazetteer(folder.joinpath("gazetteer.bin").read_bytes(), folder.joinpath("kept.tsv").read_text(encoding="utf-8"))
