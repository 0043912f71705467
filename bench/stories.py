"""Invented news in quantity, as extraction would give it: what the speed of linking is measured on (linking.py). No text is read by a model.

A theme has eight stories; a story is told by six to twelve outlets within days, in words of their own, a fifth of
them copied from an agency. A report tells the story's claim on somebody's word, others of its facts, and background of the theme. Words come
from the tokenizer's vocabulary and names from syllables, so that stories share few; countries and their leaders are in a great many reports.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from reportedly.link.terms import VOCABULARY
from reportedly.types import Actor, Attribution, Certainty, Extraction, Hop, Kind, Mode, Place, Quantity, Report, Span, Statement, Time

STORIES = 8  # of a theme
DAYS_APART = 0.03  # between the beginnings of two stories: some 300 reports a day
LOCAL = 0.5  # of the themes: a region and a politician of their own, where the others have a country and its leader
_BEGAN = datetime(2024, 1, 1, 5, tzinfo=UTC)
_COUNTRIES = """America Russia China Ukraine Israel Britain France Germany Iran Turkey India Japan Poland Italy Spain Egypt Syria Mexico Canada
    Brazil Lebanon Iraq Pakistan Australia Hungary Greece Sweden Norway Finland Denmark Austria Belgium Romania Serbia Georgia Armenia Qatar
    Sudan Nigeria Kenya Ethiopia Somalia Libya Algeria Morocco Argentina Chile Peru Colombia Venezuela Cuba Vietnam Thailand Indonesia Malaysia
    Philippines Bangladesh Nepal Afghanistan Kazakhstan""".split()
_LEADERS = """Trump Putin Xi Zelensky Netanyahu Starmer Macron Merz Khamenei Erdogan Modi Ishiba Tusk Meloni Sanchez Sisi Sharaa Sheinbaum Carney
    Lula Aoun Sudani Sharif Albanese Orban Mitsotakis Kristersson Store Orpo Frederiksen Stocker Wever Ciolacu Vucic Kobakhidze Pashinyan Thani
    Burhan Tinubu Ruto Abiy Mohamud Dbeibah Tebboune Akhannouch Milei Boric Boluarte Petro Maduro Canel Lam Shinawatra Prabowo Anwar Marcos
    Yunus Oli Akhundzada Tokayev""".split()
_BODIES: tuple[tuple[str, Kind], ...] = tuple((b, "government" if b.endswith(("Ministry", "council", "police")) else "organization") for b in (
    "Transport Ministry,Health Ministry,city council,police,port authority,teachers' union,court,university,hospital,fire service,"
    "water board,chamber of commerce,rail operator,power company,tax office,environment agency").split(","))
_SORTS = "Herald Courier TV Radio Post Gazette Echo Times Tribune Monitor".split()
_UNNAMED = ("a senior official of", "two people close to", "a source in", "a diplomat from", "an engineer in")
_DOES = (("will close", "is to shut", "is closing"), ("has bought", "acquired", "took over"), ("will cut", "is to reduce", "plans to cut"),
         ("killed", "left dead", "took the lives of"), ("has arrested", "detained", "took into custody"), ("found", "discovered", "came upon"),
         ("will build", "is to construct", "plans to build"), ("has lost", "lost out on", "goes without"), ("rejected", "turned down", "refused"),
         ("approved", "passed", "agreed to"), ("destroyed", "wrecked", "laid waste to"), ("will deliver", "hands over", "promised"))
_FUTURE = frozenset(d for does in _DOES for d in does if d.startswith(("will", "is to", "is going", "plans")))
_UNITS = """people workers houses tonnes vehicles kilometres soldiers students jobs homes schools families patients passengers voters farms shops
    barrels litres acres hectares miles ships trucks planes drones tanks doses beds teachers nurses drivers farmers miners refugees migrants
    protesters prisoners books trees cows sheep trains buses bridges wells pumps lamps panels turbines""".split()
_SAID = ("said", "said", "announced", "stated", "told reporters")
_MONTHS = "January February March April May June July August September October November December".split()


@cache
def _vocabulary() -> tuple[str, ...]:
    """Common words, the frequent first."""
    import json

    ranked = json.loads(VOCABULARY.read_text(encoding="utf-8"))["model"]["vocab"]
    words = [w for w, rank in sorted(ranked.items(), key=lambda item: item[1]) if rank > 3500 and w.isascii() and w.isalpha() and len(w) > 4]
    return tuple(words)


@cache
def _zipf(size: int) -> tuple[float, ...]:
    return tuple(accumulate(1 / (rank + 3) for rank in range(size)))


def _frequent(mix: Random, names: Sequence[str]) -> int:
    return mix.choices(range(len(names)), cum_weights=_zipf(len(names)))[0]


def _name(mix: Random, syllables: int) -> str:
    """A name that is hardly met twice: 60 syllables of a kind."""
    return "".join(mix.choice("bdfghjklmnprstvz") + mix.choice("aeiou") + mix.choice(("", "", "n", "r", "l", "s")) for _ in range(syllables)).capitalize()


@dataclass(frozen=True)
class Fact:
    """What is told, with two or three wordings of each part; `source`: on whose word."""

    subject: tuple[str, ...]
    does: tuple[str, ...]
    what: tuple[str, ...]
    number: int | None
    unit: str
    day: datetime | None
    place: str | None
    geonames: int
    source: tuple[str, Kind] | None
    actors: tuple[str, ...]


@dataclass
class Page:
    """A report while it is written."""

    text: str = ""
    statements: list[Statement] = field(default_factory=list)

    def add(self, more: str) -> Span:
        """Write on, and say where it stands."""
        self.text += more
        return Span(len(self.text) - len(more), len(self.text))

    def tell(self, mix: Random, fact: Fact, outlet: str | None) -> None:
        """A sentence with one statement. `outlet`: whom the report has it from."""
        source = (outlet, "outlet") if outlet else fact.source
        chain: tuple[Hop, ...] = ()
        if source and mix.random() < 0.5:
            who = self.add(source[0][0].upper() + source[0][1:])
            self.add(" ")
            chain = (Hop(source[0], source[1], who, self.add(mix.choice(_SAID[:4])), "say"),)
            self.add(" that ")
        statement = self._state(mix, fact)
        if source and not chain:
            self.add(", ")
            who = self.add(source[0])
            self.add(" ")
            chain = (Hop(source[0], source[1], who, self.add("said"), "say"),)
        number = len(self.statements) + 1
        self.statements.append(Statement(
            f"s{number}", self.text[slice(*statement.spans[0])], statement.spans, f"a{number}" if chain else None, chain, mode=statement.mode,
            polarity="affirmed", certainty=Certainty(2.5), times=statement.times, quantities=statement.quantities, places=statement.places,
            actors=statement.actors))
        self.add(mix.choice((". ", ". ", ".\n\n")))

    def _state(self, mix: Random, fact: Fact) -> Statement:
        start, times, quantities, places, actors = len(self.text), [], [], [], []
        subject = self.add(mix.choice(fact.subject))
        actors = [Actor(subject, a, "organization") for a in fact.actors]
        does = mix.choice(fact.does)
        self.add(f" {does} ")
        if fact.number is not None:
            words = self.add(f"{fact.number:,} {fact.unit}")
            quantities.append(Quantity(words, self.text[slice(*words)], float(fact.number), float(fact.number), fact.unit.rstrip("s")))
            self.add(" of ")
        self.add(mix.choice(fact.what))
        if fact.place and mix.random() < 0.8:
            self.add(" in ")
            at = self.add(fact.place)
            places.append(Place(at, fact.place, fact.place, fact.geonames, "XX", 50.0, 20.0, "city"))
        if fact.day and mix.random() < 0.8:
            self.add(" on ")
            at = self.add(f"{_MONTHS[fact.day.month - 1]} {fact.day.day}")
            times.append(Time(at, self.text[slice(*at)], f"{fact.day:%Y-%m-%d}", f"{fact.day + timedelta(days=1):%Y-%m-%d}", "day"))
        mode: Mode = "forecast" if does in _FUTURE else "assertion"
        return Statement("", "", (Span(start, len(self.text)),), None, (), mode=mode, times=tuple(times), quantities=tuple(quantities),
                         places=tuple(places), actors=tuple(actors))


class Theme:
    """A running matter: its country, its own words and names, background that its reports repeat."""

    def __init__(self, number: int) -> None:
        self.mix = mix = Random(f"theme {number}")
        self.first = _BEGAN + timedelta(days=number * STORIES * DAYS_APART)
        at = _frequent(mix, _COUNTRIES)
        local = mix.random() < LOCAL
        self.country, self.leader = (_name(mix, 3), f"{_name(mix, 2)} {_name(mix, 2)}") if local else (_COUNTRIES[at], _LEADERS[at])
        self.topic = _drawn(mix, 6)
        self.background = [_fact(self, self.first - timedelta(days=400), (self.country, self.leader)) for _ in range(8)]


@dataclass
class Story:
    """An event: its claim first, then what else is told of it."""

    theme: Theme
    mix: Random
    began: datetime
    town: str
    geonames: int
    words: list[str]
    people: list[str]
    facts: list[Fact] = field(default_factory=list)


def _drawn(mix: Random, many: int) -> list[str]:
    """Words, the frequent ones more often, as in the news."""
    known = _vocabulary()
    return [known[int(len(known) * mix.random() ** 1.6)] for _ in range(many)]


def _fact(about: Theme | Story, day: datetime, frequent: Sequence[str] = ()) -> Fact:
    mix = about.mix
    own = about.words if isinstance(about, Story) else about.topic
    body, kind = mix.choice(_BODIES)
    town = about.town if isinstance(about, Story) else about.country
    people = about.people if isinstance(about, Story) else [about.leader]
    person, noun, other = mix.choice(people), mix.choice(own), mix.choice(own)
    named = mix.random() < 0.4
    subject = (person, f"{person} of {town}", person.split()[-1]) if named else (f"the {town} {body}", f"the {noun} {body} of {town}", f"{town}'s {body}")
    if frequent and mix.random() < 0.7:
        subject = (frequent[0], f"{frequent[0]}'s government", f"{frequent[-1]}'s government")
    what = (f"the {noun} {other}", f"the {other} with its {noun}", f"the {noun}'s {other}")
    source = mix.choices(((f"the {town} {body}", kind), (person, "person"), (f"{mix.choice(_UNNAMED)} {town}", "anonymous"), None), (4, 2, 2, 3))[0]
    return Fact(subject, mix.choice(_DOES), what, mix.choice((None, mix.randrange(3, 40), mix.randrange(100, 9000))), mix.choice(_UNITS),
                mix.choice((None, day + timedelta(days=mix.randrange(-3, 20)))), town, about.geonames if isinstance(about, Story) else 0,
                source, (person,) if named else ())  # type: ignore[arg-type]


def _story(theme: Theme, number: int) -> Story:
    mix = Random(f"story {number}")
    began = _BEGAN + timedelta(days=number * DAYS_APART)
    people = [f"{_name(mix, 2)} {_name(mix, mix.randint(2, 3))}" for _ in range(4)]
    story = Story(theme, mix, began, _name(mix, mix.randint(2, 3)), 10 ** 6 + number, [*_drawn(mix, 10), *mix.sample(theme.topic, 2)], people)
    story.facts = [_fact(story, began) for _ in range(14)]
    return story


def outlets() -> list[str]:
    """Two hundred outlets, of which the first are agencies."""
    mix = Random("outlets")
    return [f"{_name(mix, 2)} {'Press Agency' if i < 12 else mix.choice(_SORTS)}" for i in range(200)]


def reports(first: int = 0) -> Iterator[Extraction]:
    """Reports without end, in the order of their stories, from a story on."""
    press, theme, number = outlets(), Theme(first // STORIES), first
    while True:
        if number % STORIES == 0:
            theme = Theme(number // STORIES)
        yield from _told(_story(theme, number), press)
        number += 1


def _told(story: Story, press: Sequence[str]) -> Iterator[Extraction]:
    mix, at = story.mix, story.began
    wire: Page | None = None
    agency = mix.choice(press[:12])
    for place, outlet in enumerate([agency, *mix.sample(press[12:], mix.randint(5, 11))]):
        page = Page()
        if wire is not None and place > 1 and mix.random() < 0.2:
            keep = wire.text[:wire.statements[-2].spans[-1].end] if len(wire.statements) > 4 else wire.text
            page = Page(keep + f". ({agency})", [s for s in wire.statements if s.spans[-1].end <= len(keep) and all(h.cue.end <= len(keep) for h in s.chain)])
        else:
            page.add(f"{mix.choice(story.facts[0].subject)} {mix.choice(story.facts[0].does)} {mix.choice(story.facts[0].what)}\n\n")
            page.tell(mix, story.facts[0], agency if place and mix.random() < 0.3 else None)
            others = [f for f in story.facts[1:] if mix.random() < 0.6]
            mix.shuffle(others)
            for fact in [*others, *mix.sample(story.theme.background, 2), *(_fact(story, at) for _ in range(2))]:
                page.tell(mix, fact, None)
        wire = wire or page
        yield _published(page, outlet, at)
        at += timedelta(hours=mix.expovariate(1 / 8))


def _published(page: Page, outlet: str, at: datetime) -> Extraction:
    text = page.text.rstrip()
    title = text.split("\n", maxsplit=1)[0]
    id_ = "r" + hashlib.sha256(f"{outlet} {text}".encode()).hexdigest()[:16]
    attributions = tuple(Attribution(s.attribution, s.chain[0].cue, (), s.spans, None, "indirect", 0.9, "unknown", "say") for s in page.statements
                         if s.attribution)
    return Extraction(Report(id_, f"{id_}.html", text, hashlib.sha256(text.encode()).hexdigest(), url=f"https://{outlet.split(maxsplit=1)[0].lower()}.example/{id_}",
                             outlet=outlet, title=title, published=at.isoformat(timespec="minutes"), language="en"), attributions, tuple(page.statements))
