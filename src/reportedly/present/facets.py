"""A statement's facets -> lines on a terminal: what was decided, on which words, and if asked why."""

from collections.abc import Iterator
from datetime import date, timedelta

from rich.text import Text

from reportedly.present.words import one_line
from reportedly.types import Actor, Anonymity, Certainty, Hop, Place, Quantity, Statement, Time

_LABEL = 10  # columns


def facet_lines(statement: Statement, *, why: bool) -> Iterator[Text]:
    """A line for how it is put, then one a time, quantity, place and actor; with `why` the reason after each."""
    if statement.mode is None or statement.polarity is None:
        return
    stance = statement.mode if statement.polarity == "affirmed" else f"{statement.mode}, {statement.polarity}"
    sure = certainty_words(statement.certainty)
    yield _line("mode", f"{stance} · {sure}" if sure else stance, statement.certainty.detail if why else "")
    for hop in statement.chain:
        if hop.when is not None:
            by = one_line(hop.name or "somebody")
            yield _line("told", f"{by} “{one_line(hop.when.text)}” {when(hop.when)}", hop.when.detail if why else "")
        if hop.anonymity is not None and (words := anonymity_words(hop.anonymity)):
            yield _line("unnamed", f"{one_line(hop.name or '')}: {words}", "")
    for time in statement.times:
        yield _line("time", f"“{one_line(time.text)}” {when(time)}", time.detail if why else "")
    for quantity in statement.quantities:
        yield _line("quantity", f"“{one_line(quantity.text)}” {how_many(quantity)}", quantity.detail if why else "")
    for place in statement.places:
        yield _line("place", f"“{one_line(place.text)}” {where(place)}", place.detail if why else "")
    if statement.actors and not why:
        yield _line("actors", ", ".join(who(actor) for actor in statement.actors), "")
    for actor in statement.actors if why else ():
        yield _line("actor", who(actor), actor.detail)


def reasons(chain: tuple[Hop, ...]) -> Iterator[Text]:
    """Why each hop has its name, kind and act."""
    for hop in chain:
        yield _line("source", one_line(hop.name or "nobody named"), hop.detail)


def _line(label: str, words: str, detail: str) -> Text:
    line = Text("  ").append(label.ljust(_LABEL), style="dim").append(words)
    return line.append(f"  — {one_line(detail)}", style="dim") if detail else line


def certainty_words(certainty: Certainty) -> str:
    """hedged +1.2 “appears to be”, 55–80 %, moderate confidence."""
    parts = []
    if certainty.level is not None:
        parts.append(f"{certainty.level} {certainty.factuality:+.1f}")
    if certainty.words:
        parts.append(f"“{one_line(certainty.words)}”")
    if certainty.likelihood is not None:
        parts.append(f"{certainty.likelihood[0]}–{certainty.likelihood[1]} %")
    if certainty.confidence is not None:
        parts.append(f"{certainty.confidence} confidence")
    return " ".join(parts)


def when(time: Time) -> str:
    """[start, end) as people say it: with its last day; one day as itself."""
    last = _day_before(time.end) if time.end else None
    if time.start is None:
        return f"until {last}"
    if last is None:
        return f"from {time.start}, open"
    return time.start if time.start == last else f"{time.start} to {last}"


def _day_before(day: str) -> str:
    """The last day of an interval that ends before `day`; what is no day stays as it is."""
    try:
        return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return day


def how_many(quantity: Quantity) -> str:
    """3 to 4 brigade of 10; at most 115000000 USD a year."""
    low, high = quantity.low, quantity.high
    if low is not None and high is not None:
        number = _number(low) if low == high else f"{_number(low)} to {_number(high)}"
    elif low is not None:
        number = f"at least {_number(low)}"
    else:
        number = f"at most {_number(high)}" if high is not None else "an unknown number"
    about = "about " if quantity.approximate else ""
    return "= " + about + " ".join(part for part in (
        number, quantity.unit or "", f"of {_number(quantity.of)}" if quantity.of is not None else "",
        f"per {quantity.per}" if quantity.per else "") if part)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def where(place: Place) -> str:
    """= Donetsk Oblast, UA (admin1) 48.00 37.80, called occupied."""
    named = ", ".join(part for part in (one_line(place.name), place.country) if part)
    exact = f" ({place.precision})" if place.precision else ""
    at = f" {place.latitude:.2f} {place.longitude:.2f}" if place.latitude is not None and place.longitude is not None else ", not located"
    by = f" by {one_line(place.by)}" if place.by else ""
    return f"= {named}{exact}{at}" + (f", called {place.control}{by}" if place.control else "")


def who(actor: Actor) -> str:
    """North Korea (country, Q423)."""
    return f"{one_line(actor.name)} ({', '.join(part for part in (actor.kind, actor.entity) if part)})"


def anonymity_words(anonymity: Anonymity) -> str:
    """What is told of a source that is not named."""
    a = anonymity
    if a.low is None and a.high is None:
        number = ""
    elif a.low == a.high:
        number = str(a.low)
    else:
        number = f"{a.low} or more" if a.high is None else f"{a.low or 0} to {a.high}"
    told = (("number", number), ("role", a.role), ("of", a.affiliation), ("unnamed because", a.reason), ("knows it", a.basis))
    return "; ".join(f"{label} “{one_line(words)}”" if label != "number" else f"{label} {words}" for label, words in told if words)
