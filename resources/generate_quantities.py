"""CLDR (babel), pint and the hand-kept quantities.tsv -> src/reportedly/resolve/quantities/units.py.

    python resources/generate_quantities.py --check    units.py is made from this file and quantities.tsv as they are (needs no library; CI)
    python resources/generate_quantities.py            write units.py (needs pint and babel: make generate)

The program itself needs neither library: importing them costs more than a second of start-up. CLDR gives the units' names in
British and American English and the currencies' names; pint gives symbols and prefixes. units.py carries a hash of what it was
made from, the rest of its own text among it, so that an edit of any of the three shows.
"""

import hashlib
import pprint
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "reportedly" / "resolve" / "quantities" / "units.py"
MARK = "\n# ruff: noqa\n"  # the line that the hash follows
BRITISH = {"meter": "metre", "liter": "litre", "metric_ton": "tonne", "ton": "ton"}


def rows() -> dict[str, dict[str, str]]:
    """The sections of quantities.tsv: key -> value."""
    out: dict[str, dict[str, str]] = {}
    for line in (HERE / "quantities.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            section, key, value = [*line.split("\t"), ""][:3]
            out.setdefault(section, {})[key] = value
    return out


def digest(body: str) -> str:
    """A hash of this file, of quantities.tsv, and of the text of units.py without its line of the hash."""
    sources = (Path(__file__).read_text(encoding="utf-8"), (HERE / "quantities.tsv").read_text(encoding="utf-8"), body)
    return hashlib.sha256("\0".join(sources).encode()).hexdigest()


def signed(body: str) -> str:
    """The text of units.py with its hash in the line behind the docstring."""
    return body.replace(MARK, f"{MARK}# sources: {digest(body)}\n", 1)


def is_current(text: str) -> bool:
    """Whether the text of units.py carries the hash of what it should be made from."""
    return signed(re.sub(r"^# sources: \w+\n", "", text, count=1, flags=re.MULTILINE)) == text


def cldr_units(hand: dict[str, dict[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Names and symbols of CLDR's units, each with its British name in the singular."""
    from babel import Locale  # noqa: PLC0415 - `--check` works without it

    british, american = (dict(Locale("en", land)._data["unit_patterns"]) for land in ("GB", "US"))
    names: dict[str, str] = {}
    symbols: dict[str, str] = {}
    for key in sorted(british):
        patterns = british[key].get("long", {})
        if key in hand["skip"] or "one" not in patterns:
            continue
        canonical = bare(patterns["one"])
        canonical = hand["rename"].get(canonical, canonical)
        for locale in (british, american):
            names.update({bare(locale[key]["long"][form]).lower(): canonical for form in ("one", "other")})
            for style in ("short", "narrow"):
                for form in ("one", "other"):
                    symbols.setdefault(bare(locale[key].get(style, {}).get(form, "")), canonical)
    return names, symbols


def bare(pattern: str) -> str:
    """`{0} kilometres` -> kilometres."""
    return pattern.replace("{0}", "").strip().replace("\u202f", " ").replace("\xa0", " ")


def pint_units(hand: dict[str, dict[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Names and symbols of the prefixed units of the `pint` rows."""
    from pint import UnitRegistry  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - `--check` works without it

    registry: Any = UnitRegistry()
    names: dict[str, str] = {}
    symbols: dict[str, str] = {}
    for base, prefixes in sorted(hand["pint"].items()):
        definition = registry._units[base] if base in registry._units else registry._units[registry.get_name(base)]
        noun = BRITISH.get(base, base.replace("watt_hour", "watt-hour").replace("_", ""))
        for prefix in ["", *prefixes.split()]:
            name = prefix + noun
            names |= {name: name, name + "s": name} if not noun.endswith("hertz") else {name: name}
            if noun in BRITISH.values() and base != "metric_ton":
                names |= {prefix + base: name, prefix + base + "s": name}
            symbol = (registry._prefixes[prefix].symbol if prefix else "") + definition.symbol
            symbols[symbol] = name
    return names, symbols


def countries() -> list[str]:
    """CLDR's territories of two letters."""
    from babel import Locale  # noqa: PLC0415 - `--check` works without it

    return sorted(t for t in map(str, Locale("en").territories) if len(t) == 2 and t.isalpha())


def currencies(hand: dict[str, dict[str, str]]) -> tuple[dict[str, str], list[str]]:
    """The names of the currencies in use, lower case, and their codes."""
    from babel.numbers import get_currency_name, get_territory_currencies  # noqa: PLC0415 - `--check` works without it

    names: dict[str, str] = {}
    codes = set()
    for country in countries():
        codes.update(get_territory_currencies(country))
    for code in sorted(codes):
        for count in (1, 2):
            names[get_currency_name(code, locale="en", count=count).lower()] = code
    last: dict[str, set[str]] = {}
    for words, code in names.items():
        last.setdefault(words.split()[-1], set()).add(code)
    names |= {word: min(owners) for word, owners in last.items() if len(owners) == 1 and word not in hand["common"]}
    return names, sorted(codes - set(hand["word"]))


def dollars() -> dict[str, str]:
    """The countries whose own currency is a dollar."""
    from babel.numbers import get_currency_name, get_territory_currencies  # noqa: PLC0415 - `--check` works without it

    out = {}
    for country in countries():
        used = get_territory_currencies(country)
        if used and get_currency_name(used[0], locale="en").endswith("Dollar"):
            out[country] = used[0]
    return out


def module() -> str:
    """The text of units.py."""
    hand = rows()
    names, symbols = cldr_units(hand)
    more_names, more_symbols = pint_units(hand)
    names = names | more_names | hand["name"]
    symbols = {k: v for k, v in (symbols | more_symbols).items() if k.lower() not in names and k and k[0] not in "#/" and k not in hand["drop"]}
    symbols |= {k: v for k, v in names.items() if len(k) <= 3} | hand["symbol"]
    money, codes = currencies(hand)
    money |= hand["money"]
    parts = {
        "NAMES: dict[str, str]": names, "SYMBOLS: dict[str, str]": symbols, "MONEY: dict[str, str]": money,
        "CENTS: dict[str, str]": hand["cents"], "SIGNS: dict[str, str]": hand["sign"] | {code: code for code in codes},
        "DOLLARS: dict[str, str]": dollars(),
    }
    body = "\n".join(f"{name} = {pprint.pformat(value, width=140, compact=True)}" for name, value in parts.items())
    head = ('"""Generated by resources/generate_quantities.py from CLDR, pint and quantities.tsv. Do not edit.\n\n'
            "NAMES (lower case) and SYMBOLS (case matters) -> unit; MONEY, CENTS (lower case) and SIGNS -> ISO 4217 or `$`;\n"
            'DOLLARS: country -> its dollar.\n"""\n' + MARK)
    return f"{head}{body}\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        current = is_current(OUT.read_text(encoding="utf-8"))
        sys.exit(0 if current else "units.py, quantities.tsv or generate_quantities.py has changed by hand: run `make generate`")
    OUT.write_text(signed(module()), encoding="utf-8")
