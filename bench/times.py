"""How many of the dates in Microsoft Recognizers' English specs come out right. `python bench/times.py --data DIR [--errors N]`

DIR holds `recognizers_specs/DateTimeModel.json` (MIT). A case is one result of one input.

*Supported*, by the type of the result alone: `datetimeV2.date` and `datetimeV2.daterange` of inputs with a reference date,
where the specs resolve it at all. Not: clock times and anything with one (time, timerange, datetime, datetimerange),
durations, sets (*every Monday*), time zones, results without a resolution, and dates in figures that begin with the month or
the day (*7/6*, *10-1-2018*): the specs read them in the American order, we in the European.

*Right*: just one of our times overlaps the words of the result, with the start and the end of one of the result's values. A
date is the day `[d, d + 1)`. An end that the specs leave out is open. One convention is carried over: *from A to B* ends
in the specs where B begins, with us where B ends, so there the end is B's (by the unit of the specs' own length: P4Y a year
more). The others are kept as they are, against us: *the next three days* begin tomorrow, *two months ago* is a day,
*late May* is its second half. `strict` leaves out the carrying over, too.
"""

import argparse
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from reportedly.resolve.times import Calendar
from reportedly.types import Span

SUPPORTED = ("datetimeV2.date", "datetimeV2.daterange")
Interval = tuple[str | None, str | None]


_FIGURES = re.compile(r"(?<![0-9-])[0-9]{1,2}[/.-][0-9]{1,2}(?![0-9]|[/.-][a-z])")
_JOINT = re.compile(r"^(?!.*\b(?:now|date)\b).*(?:\b(?:to|till|until|through|thru|and)\b|[-–~](?!q[1-4]|h[12]))", re.IGNORECASE)
_LENGTH = re.compile(r",P[0-9]+([DWMY])\)")


def ending_with(day: str, unit: str) -> str:
    """The end of the day, week, month or year that begins on that day."""
    start = date.fromisoformat(day)
    if unit in "DW":
        return (start + timedelta(days=1)).isoformat()
    if unit == "M":  # 2018-05-01 is all of May, 2018-05-02 that day
        if start.day > 1:
            return (start + timedelta(days=1)).isoformat()
        return start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1).isoformat()
    return start.replace(year=start.year + 1).isoformat()


def wanted(result: dict[str, Any], *, strict: bool = False) -> set[Interval]:
    """The intervals that count as right for a result; empty where the specs do not resolve it."""
    out: set[Interval] = set()
    for value in (result.get("Resolution") or {}).get("values", []):
        if value.get("type") == "daterange" and ("start" in value or "end" in value):
            start, end = value.get("start"), value.get("end")
            length = _LENGTH.search(value.get("timex", ""))
            joined = not strict and start and end and length and _JOINT.search(result["Text"])
            out.add((start, ending_with(end, length[1]) if joined and length else end))
        elif value.get("type") == "date" and value.get("value", "")[:1].isdigit():
            day = date.fromisoformat(value["value"])
            out.add((day.isoformat(), (day + timedelta(days=1)).isoformat()))
    return out


def cases(data: Path, *, strict: bool = False) -> Iterator[tuple[str, str, dict[str, Any], set[Interval]]]:
    """Input, reference date, result and accepted intervals of every supported case."""
    specs = json.loads((data / "recognizers_specs" / "DateTimeModel.json").read_text(encoding="utf-8-sig"))
    for spec in specs:
        reference = spec.get("Context", {}).get("ReferenceDateTime")
        for result in spec["Results"]:
            if reference and result.get("TypeName") in SUPPORTED and not _FIGURES.search(result["Text"]) and (
                    values := wanted(result, strict=strict)):
                yield spec["Input"], reference, result, values


def ours(text: str, reference: str, result: dict[str, Any]) -> set[Interval]:
    """What we make of the words of the result."""
    start = result.get("Start", text.lower().find(result["Text"]))
    end = start + len(result["Text"])
    times = Calendar(text, reference).times([Span(0, len(text))])
    return {(t.start, t.end) for t in times if t.span.start < end and start < t.span.end}


def is_right(got: set[Interval], values: set[Interval]) -> bool:
    """Whether one interval was given, and it is accepted."""
    return len(got) == 1 and got <= values


def share(data: Path, *, strict: bool = False) -> tuple[float, int]:
    """The share of supported cases that come out right (0 … 1), and how many there are."""
    right = [is_right(ours(text, reference, result), values) for text, reference, result, values in cases(data, strict=strict)]
    return sum(right) / len(right), len(right)


def main() -> None:
    """Print the share, and some of the cases that come out wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    args = parser.parse_args()
    found, count = share(args.data)
    print(f"Recognizers specs, dates and date ranges right: {100 * found:.1f} % of {count}")
    print(f"to the letter of the specs: {100 * share(args.data, strict=True)[0]:.1f} %")
    wrong = [(t, r, x, v, o) for t, r, x, v in cases(args.data) if not is_right(o := ours(t, r, x), v)]
    for text, reference, result, values, got in wrong[:args.errors]:
        print(f"{text!r} on {reference[:10]}: {result['Text']!r} is {sorted(values, key=str)}, we say {sorted(got, key=str)}")


if __name__ == "__main__":
    main()
