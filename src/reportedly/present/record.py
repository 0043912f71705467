"""What a source said over time and how it fared: its claims, the outcomes of its forecasts, its grade."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.text import Text

from reportedly.present.tracing import counts, states
from reportedly.present.words import one_line
from reportedly.types import Claim, Judgement

if TYPE_CHECKING:
    from reportedly.ledger import Ledger, SourceRow

SHOWN = 12  # claims of a source on a terminal
_OUTCOMES = ("happened", "did_not_happen", "contested", "pending")


@dataclass(frozen=True)
class Record:
    """The claims in whose chains a source stands, in the order in which they were first told; its grade with who gave it."""

    claims: tuple[Claim, ...]
    grade: Judgement | None

    def forecasts(self) -> dict[str, int]:
        """How many of its forecasts came to what. Those that nobody has settled are counted as what later reports propose."""
        found: Counter[str] = Counter(c.outcome for c in self.claims if c.outcome)
        return {outcome: found[outcome] for outcome in _OUTCOMES}

    def encoded(self) -> dict[str, Any]:
        """As `sources NAME --json` prints it."""
        return {"grade": self.grade.value if self.grade else None, "forecasts": self.forecasts(), "claims": [c.id for c in self.claims]}

    def lines(self, name: str, today: str) -> Text:
        """What it said, and how that fared."""
        line = Text(one_line(name), style="bold")
        if self.grade:
            line.append(f"  grade {self.grade.value} by {one_line(self.grade.who)}", style="default")
        told = [f"{n} {outcome.replace('_', ' ')}" for outcome, n in self.forecasts().items() if n]
        if told:
            line.append(f"\n  forecasts {', '.join(told)}", style="default")
        for claim in self.claims[-SHOWN:]:
            line.append(f"\n  {one_line((claim.first.published or 'no date')[:10])} ", style="dim").append(f"“{one_line(claim.text, 140)}”",
                                                                                                           style="not bold")
            line.append(f"  {counts(claim)}{''.join(f' · {s}' for s in states(claim, today))} [{claim.id}]", style="not bold dim")
        if len(self.claims) > SHOWN:
            line.append(f"\n  and {len(self.claims) - SHOWN} earlier", style="dim")
        return line


def records(store: "Ledger", query: str, rows: Sequence["SourceRow"]) -> dict["SourceRow", Record]:
    """The records of the sources that a query found."""
    from reportedly.link import standing  # noqa: PLC0415

    claims = list(store.claims_from(query))
    grades = {j.name.casefold(): j for j in standing(store.judgements(), "source") if j.name}
    found = {}
    for row in rows:
        said = tuple(c for c in claims if any(hop.name == row.name and hop.kind == row.kind and row.report in {None, t.report.id}
                                              for t in c.tellings for hop in t.statement.chain))
        found[row] = Record(said, grades.get(row.name.casefold()))
    return found
