"""What the reports of simulated cascades are written with: outlets, sources, the wording of claims and facts, and the page itself.

A sentence is a row of slots with three or four wordings each (`a | b | c`); two writers choose for themselves, so that they share phrases by
chance as real ones do, and whoever copies keeps the other's choices. Everything here is invented.
"""

import hashlib
from dataclasses import dataclass, field
from random import Random

from reportedly.types import Act, Attribution, Extraction, Hop, Kind, Link, Polarity, Report, Span, Statement

Sentence = tuple[tuple[str, ...], ...]
Wording = tuple[int, ...]


def _sentence(slots: str) -> Sentence:
    return tuple(tuple(w.strip() for w in slot.split("|")) for slot in slots.split("/"))


# The first of each topic is the claim, a clause; the others are what reports tell around it.
TOPICS: tuple[tuple[Sentence, ...], ...] = tuple(tuple(map(_sentence, topic)) for topic in ((
    "the port of Lipno will close | Lipno's harbour is going to shut | the harbour at Lipno is to lose | the docks in Lipno will do without | "
    "ships calling at Lipno must go without | harbour masters in Lipno are to take out of use / "
    "two of its five berths | two berths out of five | a pair of its five quays | berths three and four | two moorings in five | quays three and four / "
    "as early as May | from the first week of May | at the start of May | before the summer season | not later than in May | once April is over / "
    "while the basin is dredged | so that the basin can be deepened | for dredging work | to let the dredgers in | for as long as diggers clear the "
    "bottom | with the silt being taken out / "
    "and bring them back in two stages | which will return one by one | and reopen them in turn | with one of them back by winter | "
    "until the larger one is ready again | and give one back after ten weeks",
    "The work is put at eleven million crowns | Some eleven million crowns have been set aside | The bill comes to eleven million crowns / "
    "most of it from a loan | to be paid largely with borrowed money | a sum that is mainly credit / "
    "that was signed in the autumn | agreed upon last autumn | which dates from the autumn",
    "Ferries to the outer islands | Boats serving the islands further out | The island ferries / "
    "would sail from the old coal pier | are to leave from the former coal pier | will use the pier where coal was once loaded / "
    "until the first ships can moor again | as long as the berths are shut | for the time of the works",
    "Last year the harbour handled | Over the past year the docks moved | In the year before it had dealt with / "
    "four million tonnes of freight | some four million tonnes of goods | around four million tonnes / "
    "a third of it timber | of which timber made up a third | one tonne in three being timber",
    "Dockers fear for their shifts | Those who work the cranes worry about their hours | Among crane drivers there is concern over pay / "
    "and want a guarantee in writing | and ask for it to be put on paper that nobody goes | and demand a written promise / "
    "before the first barge arrives | ahead of the arrival of the barges | by the time that barges come",
    "A survey in March had shown | Soundings taken in March revealed | Divers found in March / "
    "that silt stands two metres high | two metres of silt | a layer of mud two metres thick / "
    "along the western wall | at the foot of the west wall | on the side of the western mole",
    "Neighbouring Vask has offered | The port of Vask, next along the coast, offers | From Vask comes the offer / "
    "to take in the larger freighters | of room for bigger ships | to let the big vessels moor there / "
    "at the usual fees | without charging more | for the same dues",
    "It would be the first time | Never has it happened | Not once has it occurred / "
    "since the storm of 1987 | since a storm tore the gates in 1987 | in the decades since the 1987 storm / "
    "that so much of the quay stands idle | that ships find so little room | that the quay is empty for so long",
), (
    "the tram line to Orlet will not open | trams to Orlet are not going to run | the new line to Orlet is to stay shut | no tram will reach Orlet | "
    "Orlet has to go without its trams | the opening of Orlet's tram line is put off / "
    "before the end of next year | until late next year | for at least another year | within the coming twelve months | this year or in most of next "
    "| for twelve months and more / "
    "because cracks were found | after cracks came to light | since cracks have shown up | owing to cracks | on account of fissures | "
    "now that fissures were discovered / "
    "in three of nine viaducts | on three viaducts out of nine | in a third of the viaducts | under three of the nine bridges | beneath the deck of "
    "three bridges | where three of nine spans meet the piers / "
    "that must be braced with steel | which have to be propped up | and need steel supports | that will get new bearings | and are to be shored up first | "
    "whose concrete has to be renewed",
    "The line is seven kilometres long | Its tracks stretch over seven kilometres | Seven kilometres of rail have been laid / "
    "and has eleven stops | with stops at eleven places | and will call at eleven stations / "
    "between the market and the hospital | from the market hall to the new hospital | linking hospital and market",
    "Buses are to fill the gap | In place of trams there will be buses | Passengers are asked to take the bus / "
    "every twelve minutes | five times an hour | at intervals of twelve minutes / "
    "on a road that is full as it is | along streets already crowded | though the road there is jammed by day",
    "The builder won the contract | It was six years ago that the contract went to the builder | The works were awarded / "
    "with the lowest of four bids | as the cheapest among four | after underbidding three rivals / "
    "and has since been paid in part | and part of the money has flowed | which has been met in instalments",
    "Engineers drilled forty cores | Forty samples were taken by engineers | Drills brought up forty cores / "
    "from the pillars in the valley | out of the valley pillars | where the pillars stand in the valley / "
    "and sent them to a laboratory | which a laboratory will examine | now lying in a laboratory",
    "Shopkeepers along the route | Those who have shops on the way | Traders beside the tracks / "
    "say they have lost a third of their custom | complain of sales down by a third | speak of a third fewer customers / "
    "since digging began | from the day the diggers came | in the time of the works",
    "The old line had been torn up | Rails of the earlier line were removed | They had taken up the former tracks / "
    "in the nineteen-seventies | some fifty years ago | half a century back / "
    "to make room for cars | so that cars had more space | in favour of the motor car",
    "A second opinion is expected | An outside expert is to report | Another firm will look at it / "
    "by the end of the month | before the month is out | in the coming weeks / "
    "and could cost a good deal more | and may add to the bill | which might make it dearer still",
), (
    "the mill at Tarn will lay off | Tarn's paper mill is to dismiss | the paper maker in Tarn is about to part with | job cuts at Tarn will hit | "
    "Tarn's biggest employer intends to let go | notice is to be given in Tarn to / "
    "four hundred of its workers | some 400 people | around four hundred employees | four hundred men and women | a staff of four hundred | "
    "close to four hundred hands / "
    "by the autumn | before autumn begins | no later than September | until the end of September | in the course of the summer | when the holidays are over / "
    "as orders have collapsed | because orders dried up | after a collapse in orders | with hardly an order left | since customers stay away | for want of "
    "buyers / "
    "and run a single machine | while one machine goes on | leaving one machine at work | with only the newest machine kept | and stop all machines but one | "
    "so that one machine remains",
    "The mill has made paper | Paper has come from the mill | For newspapers the mill has worked / "
    "since the days of the railway | ever since the railway came | from the year of the first train / "
    "and is the town's largest employer | and nobody in town employs more | giving work to one household in four",
    "A kiln was switched off in spring | In spring one kiln went cold | One of the kilns has stood still since spring / "
    "when gas had doubled in price | after the price of gas had doubled | because gas cost twice as much / "
    "and was never lit again | and remains out of use | which nobody expects to see in use again",
    "The owners bought it nine years ago | It came to its owners nine years back | For nine years it has had the same owners / "
    "for a token sum | at a price of one crown | next to nothing being paid / "
    "and promised new machines | with a promise to modernise | who spoke of new machines then",
    "Severance would be paid | There is to be severance pay | Whoever goes will get money / "
    "for each year of service | by years worked | according to length of service / "
    "up to a ceiling of eighteen months | though no more than eighteen months' wages | capped at a year and a half's pay",
    "The river below the mill | Downstream of the works the river | Below the weir the water / "
    "has carried less and less foam | shows hardly any foam now | is clearer than it was / "
    "as anglers are glad to note | to the delight of those who fish | which anglers have welcomed",
    "Two other mills in the valley | A pair of mills further up | Up the valley two more mills / "
    "gave up in the past decade | have closed within ten years | ceased work over the last ten years / "
    "and stand empty to this day | and nothing has moved in since | their halls unused",
    "A meeting has been called | Workers are to meet | The staff will gather / "
    "in the sports hall on Thursday | at the town's sports hall on Thursday | on Thursday evening at the gymnasium / "
    "with the management invited | to which the managers are asked | and bosses are to answer there",
)))

Place = tuple[int, int]  # a topic and a sentence of it; sentence 0 is the claim
FACTS: tuple[Place, ...] = tuple((topic, sentence) for topic, sentences in enumerate(TOPICS) for sentence in range(1, len(sentences)))

# A body, one who speaks for it, and as what: whoever hears the one has heard the other.
NAMED: tuple[tuple[str, Kind, str, str], ...] = (
    ("the Lipno Port Authority", "organization", "Ivo Kran", "spokesman"), ("the Transport Ministry", "government", "Mara Selin", "minister"),
    ("Adria Lines", "organization", "Tomas Belk", "chief executive"), ("the Dockers' Union", "organization", "Petra Holm", "chairwoman"),
    ("the Tarn city council", "government", "Jon Arvad", "deputy mayor"), ("the Coast Guard", "organization", "Anna Reith", "commander"),
    ("the Fisheries Institute", "organization", "Paul Dremmer", "director"), ("the State Audit Office", "government", "Lena Voss", "president"),
    ("the Finance Ministry", "government", "Karl Onder", "spokesman"), ("Orlet Rail", "organization", "Ruth Tanner", "spokeswoman"))
UNNAMED = ("a senior official", "a person familiar with the plans", "two people briefed on the matter", "a government source", "an engineer",
           "a foreign diplomat", "an official who asked not to be named", "a member of the board", "people close to the talks", "a manager",
           "a former minister", "two engineers", "a consultant on the project", "a regional official", "an employee", "three members of staff",
           "a lawyer involved in the matter", "an aide to the mayor", "a union member", "a banker with knowledge of the loan")
_STEMS = ("Vask", "Tarn", "Lipno", "Orlet", "Sable", "Halyard", "Brennet", "Cordel", "Mirno", "Estwick", "Dovar", "Quellen")
_SORTS = ("Herald", "Courier", "TV", "Radio", "Press Agency", "Post", "Gazette", "Echo")
OUTLETS = tuple(f"{stem} {sort}" for stem in _STEMS for sort in _SORTS)
GENERIC = ("a local newspaper", "local media", "a regional broadcaster")
WITNESSED = ("as our correspondent could see", "as our reporter saw", "as this newspaper saw on the spot")
FILLER = ("Rain is forecast for the rest of the week.", "The town has some forty thousand inhabitants.",
          "The matter will be taken up again on Monday.",
          "Nobody was at the office on Sunday.", "Calls went unanswered in the evening.")


@dataclass(frozen=True)
class Source:
    """A source as one report calls it: `words` in the sentence, `name` and `kind` of the hop."""

    words: str
    name: str
    kind: Kind


@dataclass(frozen=True)
class Lead:
    """How a report puts the claim: by which `form`, on whose word; `own` for a first line in its own voice before that."""

    form: str  # own, witnessed, said, cited, told, generic, denied
    wording: Wording
    outlet: str | None = None
    source: Source | None = None
    own: Wording | None = None


@dataclass(frozen=True)
class Copy:
    """What a report says, so that another can copy or rewrite it: its lead and its facts."""

    lead: Lead
    facts: tuple[tuple[Place, Wording], ...]


def worded(mix: Random, place: Place) -> Wording:
    """A writer's own choice: whether the last slot comes first, and one of each slot."""
    topic, sentence = place
    return (mix.randrange(2), *(mix.randrange(len(slot)) for slot in TOPICS[topic][sentence]))


def edited(mix: Random, place: Place, wording: Wording, share: float) -> Wording:
    """Another's words, a `share` of them chosen anew."""
    return tuple(new if mix.random() < share else old for new, old in zip(worded(mix, place), wording, strict=True))


def words(place: Place, wording: Wording) -> str:
    """The sentence in these words, without its stop, in lower case unless it opens with a name."""
    topic, sentence = place
    slots = [slot[w] for slot, w in zip(TOPICS[topic][sentence], wording[1:], strict=True)]
    if wording[0]:
        first = slots[0] if slots[0].split("'")[0].split()[0] in _NAMES else slots[0][0].lower() + slots[0][1:]
        slots = [f"{slots[-1]},", first, *slots[1:-1]]
    return " ".join(slots)


_NAMES = {"Tarn", "Lipno", "Vask"}


def code(outlet: str) -> str:
    """How an outlet is credited: an agency by its initials."""
    return "".join(w[0] for w in outlet.split()) if outlet.endswith("Agency") else outlet


@dataclass
class Page:
    """A report while it is written."""

    text: str = ""
    links: list[Link] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def add(self, more: str) -> Span:
        """Write on, and say where it stands."""
        start = len(self.text)
        self.text += more
        return Span(start, len(self.text))

    def state(self, topic: int, wording: Wording, *, begins: bool = False) -> Span:
        """Write the claim."""
        told = words((topic, 0), wording)
        return self.add(told[0].upper() + told[1:] if begins else told)

    def keep(self, span: Span, chain: tuple[Hop, ...], polarity: Polarity = "affirmed") -> None:
        """Note a statement that stands there."""
        number = len(self.statements) + 1
        self.statements.append(Statement(f"s{number}", self.text[slice(*span)], (span,), f"a{number}" if chain else None, chain, mode="forecast",
                                         polarity=polarity))

    def lead(self, topic: int, lead: Lead, url: str | None, *, heard: bool) -> None:
        """The first paragraphs. `url`: where the words of the claim link to; `heard`: whether extraction finds whose word it is."""
        if lead.own is not None:
            self.keep(self.state(topic, lead.own, begins=True), ())
            self.add(".\n\n")
        span, chain = getattr(self, f"_{lead.form}")(topic, lead)
        if url:
            self.links.append(Link(url, Span(span.end - 8, span.end)))
        self.keep(span, chain if heard else (), "denied" if lead.form == "denied" else "affirmed")
        self.add(".\n\n")

    def _own(self, topic: int, lead: Lead) -> tuple[Span, tuple[Hop, ...]]:
        return self.state(topic, lead.wording, begins=True), ()

    def _witnessed(self, topic: int, lead: Lead) -> tuple[Span, tuple[Hop, ...]]:
        span = self.state(topic, lead.wording, begins=True)
        self.add(f", {WITNESSED[sum(lead.wording) % len(WITNESSED)]}")
        return span, ()

    def _hop(self, source: Source, act: Act, cue: str, *, begins: bool, to: str | None = None) -> Hop:
        told = source.words[0].upper() + source.words[1:] if begins else source.words
        at = self.add(told)
        self.add(" ")
        start = at.start + told.casefold().find(source.name.casefold())
        return Hop(source.name, source.kind, Span(start, start + len(source.name)), self.add(cue), act, to)

    def _said(self, topic: int, lead: Lead) -> tuple[Span, tuple[Hop, ...]]:
        assert lead.source is not None
        if sum(lead.wording) % 2:
            hop = self._hop(lead.source, "say", "said", begins=True)
            self.add(" that ")
            return self.state(topic, lead.wording), (hop,)
        span = self.state(topic, lead.wording, begins=True)
        self.add(", ")
        return span, (self._hop(lead.source, "say", "said", begins=False),)

    def _denied(self, topic: int, lead: Lead) -> tuple[Span, tuple[Hop, ...]]:
        assert lead.source is not None
        hop = self._hop(lead.source, "deny", "denied", begins=True)
        self.add(" that ")
        return self.state(topic, lead.wording), (hop,)

    def _told(self, topic: int, lead: Lead) -> tuple[Span, tuple[Hop, ...]]:
        assert lead.source is not None
        hop = self._hop(lead.source, "say", "told", begins=True, to=lead.outlet)
        self.add(f" {lead.outlet} that ")
        return self.state(topic, lead.wording), (hop,)

    def _cited(self, topic: int, lead: Lead) -> tuple[Span, tuple[Hop, ...]]:
        hops = [self._hop(Source(lead.outlet or "", lead.outlet or "", "outlet"), "report", "reported", begins=True)]
        if lead.source is not None:
            self.add(", citing ")
            at = self.add(lead.source.words)
            hops.append(Hop(lead.source.name, lead.source.kind, at, hops[0].cue, "say"))
            self.add(",")
        self.add(" that ")
        return self.state(topic, lead.wording), tuple(hops)

    def _generic(self, topic: int, lead: Lead) -> tuple[Span, tuple[Hop, ...]]:
        span = self.state(topic, lead.wording, begins=True)
        self.add(", ")
        return span, (self._hop(Source(lead.outlet or "", lead.outlet or "", "outlet"), "report", "reported", begins=False),)

    def published(self, outlet: str, name: str, at: str | None, url: str) -> Extraction:
        """The finished report."""
        text = self.text.rstrip()
        attributions = tuple(Attribution(s.attribution, s.chain[0].cue, (), s.spans, None, "indirect", 0.9, "unknown", "say")
                             for s in self.statements if s.attribution)
        id_ = "r" + hashlib.sha256(f"{name} {outlet} {text}".encode()).hexdigest()[:16]
        return Extraction(Report(id_, name, text, hashlib.sha256(text.encode()).hexdigest(), url=url, outlet=outlet, published=at, language="en",
                                 links=tuple(self.links)), attributions, tuple(self.statements))
