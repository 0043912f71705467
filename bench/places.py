"""Places: `python bench/places.py --data DIR`. Toponyms of LGL and GeoVirus, given where they stand in the text.

Counted: the gold toponyms with coordinates; right if the point given lies within 161 km (100 miles) of gold's. One that is left unresolved is
wrong. LGL's toponyms hold adjectives and peoples (`Georgian`), which stand for their country. Nothing but the text is given.
"""

import argparse
import math
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reportedly.resolve.places import resolve_toponyms
from reportedly.types import Place, Span

NEAR_KM = 161


class Gold(NamedTuple):
    """One gold toponym."""

    span: Span
    latitude: float
    longitude: float


def lgl(path: Path) -> Iterator[tuple[str, list[Gold]]]:
    """Each article's text and toponyms."""
    for article in ET.parse(path).getroot():  # noqa: S314  our own copy
        found = []
        for t in article.iter("toponym"):
            tag = t.find("gaztag")
            if tag is not None and tag.findtext("lat"):
                span = Span(int(t.findtext("start", "")), int(t.findtext("end", "")))
                found.append(Gold(span, float(tag.findtext("lat", "")), float(tag.findtext("lon", ""))))
        yield article.findtext("text", ""), found


def geovirus(path: Path) -> Iterator[tuple[str, list[Gold]]]:
    """Each article's text and toponyms."""
    for article in ET.parse(path).getroot():  # noqa: S314
        text = article.findtext("text", "")
        found = []
        for t in article.iter("location"):
            start, name = int(t.findtext("start", "")) - 1, t.findtext("name", "")
            at = min((i for i in range(max(0, start - 3), start + 4) if text.startswith(name, i)), key=lambda i: abs(i - start), default=start)
            if t.findtext("lat"):
                found.append(Gold(Span(at, at + len(name)), float(t.findtext("lat", "")), float(t.findtext("lon", ""))))
        yield text, found


def kilometres(place: Place, gold: Gold) -> float:
    """The distance, infinite where the place has no point."""
    if place.latitude is None or place.longitude is None:
        return math.inf
    f = math.pi / 180
    h = (math.sin((place.latitude - gold.latitude) * f / 2) ** 2
         + math.cos(place.latitude * f) * math.cos(gold.latitude * f) * math.sin((place.longitude - gold.longitude) * f / 2) ** 2)
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def within(articles: Iterator[tuple[str, list[Gold]]]) -> float:
    """The share of toponyms within 161 km."""
    right = total = 0
    for text, golds in articles:
        places = resolve_toponyms(text, [g.span for g in golds])
        right += sum(kilometres(p, g) <= NEAR_KM for p, g in zip(places, golds, strict=True))
        total += len(golds)
    return right / total


def toponyms(data: Path) -> dict[str, float]:
    """The shares of gold toponyms with coordinates within 161 km, in percent, for LGL and for GeoVirus."""
    return {"LGL, within 161 km": 100 * within(lgl(data / "places" / "lgl.xml")),
            "GeoVirus, within 161 km": 100 * within(geovirus(data / "places" / "GeoVirus.xml"))}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    for name, value in toponyms(parser.parse_args().data).items():
        print(f"{name:30} {value:6.2f}")


if __name__ == "__main__":
    main()
