"""A small ledger for the tests of judging: four reports of a crane that is to go (one says it twice), one of it gone, two of other things."""

from dataclasses import replace
from pathlib import Path
from unittest import mock

from link.story import WordsLinker, by, own, report
from reportedly import pipeline
from reportedly.ledger import Ledger, open_ledger
from reportedly.pipeline import Linking
from reportedly.present.web.desk import Desk
from reportedly.types import Claim, Extraction

CRANE = "the old crane at berth four will be taken down in June"
TODAY = "2025-06-15"


def _long(one: Extraction) -> Extraction:
    """With so many words of its own that a sentence in common is no copy."""
    own_words = "".join(f" {one.report.id}{n}" for n in range(40))
    return replace(one, report=replace(one.report, text=f"{one.report.text}\n\nMore:{own_words}."))


SABLE, ADRIA, ECHO, QUAY, DUNE, LEDGER, LATER = (_long(one) for one in (
    report("Sable TV", f"A harbour clerk told Sable TV that [{CRANE}].",
           by(("A harbour clerk", "anonymous", "say", "Sable TV"), mode="forecast", times=(("2025-06-01", "2025-07-01"),)),
           at="2025-03-01T08:00:00Z", name="sable.html", title="Crane to go"),
    report("Adria Wire", f"Sable TV said [{CRANE}].", by(("Sable TV", "outlet", "report"), mode="forecast"), at="2025-03-02", name="adria.html"),
    report("Island Echo", f"[{CRANE}], Adria Wire reported.", by(("Adria Wire", "outlet", "report"), mode="forecast"), at="2025-03-03",
           name="echo.html"),
    report("Quaysider", f"Mayor Ana Brkic said [{CRANE}]. Once more: [{CRANE}], she said.", by(("Ana Brkic", "person"), mode="forecast"),
           by(("Ana Brkic", "person"), mode="forecast"), at="2025-03-04", name="quay.html"),
    report("Dune Herald", "[The old crane at berth four was taken down in June].", own(), at="2025-06-09", name="dune.html"),
    report("Morning Ledger", "[Seed potatoes will be dear], the Far Gazette reported.",
           by(("the Far Gazette", "outlet", "report"), mode="forecast", times=((None, "2025-05-01"),)), at="2025-03-05", name="ledger.html"),
    report("Night Letter", "[A ferry to the island will sail every hour], the company said.",
           by(("the company", "organization"), mode="forecast", times=(("2025-09-01", None),)), at="2025-03-06", name="letter.html")))
STORY = (SABLE, ADRIA, ECHO, QUAY, DUNE, LEDGER, LATER)


def linking() -> Linking:
    """A linking that counts words."""
    with mock.patch.object(pipeline, "Linker", WordsLinker):
        return Linking()


def fill(path: Path) -> None:
    """Make the ledger, linked."""
    with open_ledger(path) as store:
        for one in STORY:
            store.add(one, extractor="by hand")
        linking().link(store)


def desk_over(store: Ledger) -> Desk:
    """A desk whose linking counts words."""
    desk = Desk(store, today=TODAY)
    desk.__dict__["_linking"] = linking()
    return desk


def claim_with(store: Ledger, words: str) -> Claim:
    """The one claim with these words in its text."""
    (found,) = [c for c in store.claims() if words in c.text]
    return found
