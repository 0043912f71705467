"""NewsQuant against our quantities. `python bench/quantities.py --data DIR [--errors]`, DIR holding newsquant/newsquant_first200.json.

What is compared. Each sentence's quantities of NewsQuant (value, change, unit, normalized_unit) and what
`quantities(sentence, every=True)` gives for it are paired greedily, one to one, best first; F1 is micro over all 200.

- `value F1`: the numbers agree within 0.5 percent. Their value is one number or a range `a-b`. Ours is `low` or `high` where
  only one bound is known, so that `more than 60` gives 60 as theirs does (the bound itself, their change `>` or `<`, is not
  scored, nor `up`, `down`, `~`). A range matches a range, end by end; ours without an upper end (dozens, tens of thousands)
  matches theirs if it lies in their range, because they close it by convention (12-120) and we leave it open. They give
  shares as parts of one (0.33, 0.25) where we give percent: equal either way.
- `value and unit F1`: besides, the units agree. Both are made comparable: lower case, the last word (our unit is the head
  noun, theirs the noun phrase: `FA Cup final`, so a modifier is never scored), singular; % and percentage are percent;
  currency symbols and names are ISO codes, and what they call cent is 0.01 of the currency, so that 19 cents is 0.19 USD
  or 19 cent; people is person; British and American spellings are one; a rate is its unit and its `per`. Where they name no
  unit (`-`) only no unit of ours agrees, but an age may be a year; a quantity of theirs in pounds, say, whose sign was lost
  from the text has no unit, and neither has ours.

`every` is the documented option of `quantities` that also gives what our labels leave out and NewsQuant has: ages, a lone
*one*, the last two years. NewsQuant gives *one* only as a pronoun or determiner of a noun, and some of what it gives
(`5G`, `.500 record`, the `10 picks or another`) we never give; what we find and they did not label counts against us.
"""

import argparse
import json
import re
from pathlib import Path
from typing import Any

from reportedly.resolve.quantities import quantities
from reportedly.resolve.quantities.nouns import singular
from reportedly.resolve.quantities.units import CENTS, MONEY, NAMES, SIGNS, SYMBOLS
from reportedly.types import Quantity, Span

ALIASES = {
    "%": "percent",
    "&": "percent",
    "percentage": "percent",
    "people": "person",
    "dollar": "USD",
    "meter": "metre",
    "liter": "litre",
    "celsius": "degree celsius",
    "fahrenheit": "degree fahrenheit",
    "count": "time",
    "american": "American",
    "point": "point",
    "krone": "DKK",
    "hp": "horsepower",
}


def same_number(a: float, b: float) -> bool:
    """Equal within 0.5 percent, or as a share and a percentage."""
    return abs(a - b) <= max(0.005 * abs(a), 1e-9)


def same_value(theirs: str, ours: Quantity) -> bool:
    """Whether the numbers agree."""
    if theirs == "-" or (ours.low is None and ours.high is None):
        return False
    ends = [float(x) for x in re.findall(r"\d+(?:\.\d+)?", theirs)]
    if len(ends) == 2:
        if ours.low is not None and ours.high is not None and ours.low != ours.high:
            return same_number(ends[0], ours.low) and same_number(ends[1], ours.high)
        return ours.high is None and ours.low is not None and ends[0] <= ours.low <= ends[1]
    if ours.low is not None and ours.high is not None and ours.low != ours.high:
        return False
    value = ours.low if ours.low is not None else ours.high
    assert value is not None
    value = abs(value)
    forms = [value]
    if ours.unit == "percent":
        forms.append(value / 100)
    if ours.unit and len(ours.unit) == 3 and ours.unit.isupper():
        forms.append(value * 100)
    return any(same_number(ends[0], form) for form in forms)


def plain_unit(words: str | None) -> str:
    """A unit made comparable."""
    words = (words or "-").strip()
    if words in SIGNS:
        words = SIGNS[words]
    words = words.replace("$", "USD") if words == "$" else words
    low = words.lower().replace("generation wireless", "generation")
    money = MONEY.get(low) or CENTS.get(low)
    if money:
        return "USD" if money == "$" else money
    if words in SYMBOLS or low in NAMES:
        words = SYMBOLS.get(words) or NAMES[low]
    low = words.lower()
    if low.startswith("% ") or low == "% -":
        return "percent"
    if words.isupper() and len(words) == 3:
        return words
    if " per " in low:
        unit, per = low.split(" per ", 1)
        return f"{plain_unit(unit)}/{plain_unit(per)}"
    if low in ("year of age", "year-old"):
        return "year"
    if low in ALIASES:
        return ALIASES[low]
    last = singular(low.split()[-1]) if low.split() else "-"
    if low.startswith("degree "):
        return low
    return ALIASES.get(last, last)


def same_unit(theirs: dict[str, Any], ours: Quantity) -> bool:
    """Whether the units agree."""
    unit = plain_unit(ours.unit)
    if ours.per:
        unit += f"/{plain_unit(ours.per)}"
    wanted = {plain_unit(theirs["normalized_unit"]), plain_unit(theirs["unit"])}
    if theirs["unit"].startswith("%"):
        wanted.add("percent")
    if "those" in theirs["unit"] and ours.unit == "percent":
        wanted.add("percent")
    return unit in wanted or (theirs["normalized_unit"] == "year of age" and unit in ("year", "-", "person"))


def pairs(theirs: list[dict[str, Any]], ours: tuple[Quantity, ...], *, units: bool) -> list[tuple[int, int]]:
    """A greedy one-to-one pairing; pairs whose unit agrees too go first."""
    fits = [(same_unit(t, o), i, j) for i, t in enumerate(theirs) for j, o in enumerate(ours) if same_value(t["value"], o)]
    out: list[tuple[int, int]] = []
    for agrees, i, j in sorted(fits, key=lambda f: (not f[0], f[1], f[2])):
        if (agrees or not units) and all(i != a and j != b for a, b in out):
            out.append((i, j))
    return out


def newsquant(data: Path, *, errors: bool = False) -> dict[str, float]:
    """Value F1 and value-and-unit F1, in percent, on the first 200 sentences of NewsQuant."""
    items = json.loads((data / "newsquant" / "newsquant_first200.json").read_text(encoding="utf-8"))
    hits = {False: 0, True: 0}
    gold = found = 0
    for item in items:
        text = item["text"]
        ours = quantities(text, [Span(0, len(text))], every=True)
        gold += len(item["quantities"])
        found += len(ours)
        for units in hits:
            hits[units] += len(pairs(item["quantities"], ours, units=units))
        if errors:
            show(text, item["quantities"], ours)
    value, unit = (200 * hits[units] / (gold + found) for units in (False, True))
    return {"NewsQuant first 200, value F1": value, "NewsQuant first 200, value and unit F1": unit}


def show(text: str, theirs: list[dict[str, Any]], ours: tuple[Quantity, ...]) -> None:
    """Print what one sentence has wrong."""
    values, both = pairs(theirs, ours, units=False), pairs(theirs, ours, units=True)
    if len(both) == len(theirs) == len(ours):
        return
    print(text)
    for i, j in values:
        if (i, j) not in both:
            print(f"    unit: theirs {theirs[i]['unit']!r} {theirs[i]['normalized_unit']!r}, ours {ours[j].unit!r} per {ours[j].per!r}")
    for i, t in enumerate(theirs):
        if all(i != a for a, _ in values):
            print(f"    missed: {t['change']} {t['value']} {t['unit']!r}")
    for j, o in enumerate(ours):
        if all(j != b for _, b in values):
            print(f"    spurious: {o.text!r} {o.low} {o.high} {o.unit!r}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    for name, value in newsquant(args.data, errors=args.errors).items():
        print(f"{name:45} {value:6.2f}")
