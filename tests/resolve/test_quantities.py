"""Quantities: phrase by phrase as news writes them; then what must always hold."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.resolve.quantities import dollar_of, quantities
from reportedly.types import Quantity, Span


def found(text: str, **options: object) -> tuple[Quantity, ...]:
    return quantities(text, [Span(0, len(text))], **options)  # type: ignore[arg-type]


def short(q: Quantity) -> str:
    """`low..high unit /per <of ~`, with one number where both ends are the same."""
    ends = f"{q.low:g}" if q.low is not None and q.low == q.high else "..".join("" if x is None else f"{x:g}" for x in (q.low, q.high))
    return " ".join(
        [
            ends,
            q.unit or "?",
            *([f"/{q.per}"] if q.per else []),
            *([f"<{q.of:g}"] if q.of is not None else []),
            *(["~"] if q.approximate else []),
        ]
    )


PHRASES = [
    # bounds and approximators
    ("At least 17 people drowned.", ["17.. person"]),
    ("More than a dozen ships are waiting.", ["12.. ship"]),
    ("As many as 90 flats burned.", ["..90 flat"]),
    ("Up to 400 lorries a day crossed.", ["..400 lorry /day"]),
    ("No fewer than 14 ministers resigned.", ["14.. minister"]),
    ("Under 10 percent voted.", ["..10 percent"]),
    ("Some 2,000 protesters marched.", ["2000 protester ~"]),
    ("Ten or more vehicles were lost.", ["10.. vehicle"]),
    ("Fifty or so people came.", ["50 person ~"]),
    ("The court heard 100-plus witnesses.", ["100.. witness"]),
    ("He waited for over two years.", ["2.. year"]),
    ("Over two days of talks, the three sides made progress.", ["2 day", "3 side"]),
    ("The storm left three dead, thousands without power.", ["3 person", "2000.. person ~"]),
    # numbers in words, round numbers
    ("One hundred and twenty-five prisoners were swapped.", ["125 prisoner"]),
    ("Two thousand five hundred sailors came.", ["2500 sailor"]),
    ("Half a dozen witnesses testified.", ["6 witness"]),
    ("She served three and a half years.", ["3.5 year"]),
    ("The talks lasted half an hour.", ["0.5 hour"]),
    ("Dozens of farmers were held.", ["24.. farmer ~"]),
    ("Tens of thousands fled the fighting.", ["20000.. person ~"]),
    ("Several hundred people gathered.", ["200.. person ~"]),
    ("A few thousand troops remain.", ["2000.. troop ~"]),
    ("It cost hundreds of millions of dollars.", ["2e+08.. USD ~"]),
    ("About 1.5m people left.", ["1.5e+06 person ~"]),
    ("A 10m wave hit the quay.", ["10 metre"]),
    # ranges, and what is no range
    ("Between 12 and 15 missiles were launched.", ["12..15 missile"]),
    ("Russia fired 12-15 rockets.", ["12..15 rocket"]),
    ("Four to five thousand people marched.", ["4000..5000 person"]),
    ("Two or three hundred men gathered.", ["200..300 man"]),
    ("It costs $3-5 million a year.", ["3e+06..5e+06 USD /year"]),
    ("It is worth £1.2 billion to £1.5 billion.", ["1.2e+09..1.5e+09 GBP"]),
    ("Rates stay at 5.25-5.5 percent.", ["5.25..5.5 percent"]),
    ("Unemployment rose from 5.2% to 5.4% in May.", ["5.2 percent", "5.4 percent"]),
    ("The index rose 40 points to 8,200.", ["40 point", "8200 point"]),
    ("The fleet grew from 10 to 12 ships.", ["10 ship", "12 ship"]),
    ("He was jailed for between 12 and 15 years.", ["12..15 year"]),
    # shares and wholes
    ("Two-thirds of voters back it.", ["66.67 percent"]),
    ("One in five children goes hungry.", ["20 percent"]),
    ("Nine out of 10 voters want it.", ["90 percent"]),
    ("Nearly half of the 450 lawmakers abstained.", ["50 percent <450 ~"]),
    ("Air defences downed 40 of 45 drones.", ["40 drone <45"]),
    ("They sent home 600 of their 2,000 workers.", ["600 worker <2000"]),
    ("All but three of the 27 member states agreed.", ["24 state <27"]),
    ("Seven people died, five of them children.", ["7 person", "5 child <7"]),
    ("Five of the eight crew were saved; two of the eight are missing.", ["5 crew <8", "2 crew <8"]),
    ("Of the 120 passengers, 80 survived.", ["120 passenger", "80 passenger <120"]),
    ("The ferry had 90 people aboard, eight of whom were young women.", ["90 person", "8 woman <90"]),
    ("They hold 70 soldiers, nine of whom were wounded.", ["70 soldier", "9 soldier <70"]),
    ("A third of the workforce walked out.", ["33.33 percent"]),
    # money
    ("The loan is 300 million Swiss francs.", ["3e+08 CHF"]),
    ("It paid 20 million Danish crowns ($2.9 million).", ["2e+07 DKK", "2.9e+06 USD"]),
    ("A$30 million came from Canberra and C$5m from Ottawa.", ["3e+07 AUD", "5e+06 CAD"]),
    ("Petrol costs 40 cents a litre.", ["0.4 USD /litre"]),
    ("Shares fell 4.5p.", ["0.045 GBP"]),
    ("A $20-a-barrel discount was offered.", ["20 USD /barrel"]),
    ("South Korea will give 10 billion won.", ["1e+10 KRW"]),
    ("The profit (€64 million) was shared.", ["6.4e+07 EUR"]),
    ("The monthly fee of £10 will rise.", ["10 GBP /month"]),
    # measures
    ("The 10,000-ton ship sailed.", ["10000 ton"]),
    ("The reserve covers 1,200 sq km.", ["1200 square kilometre"]),
    ("The park spans 300 km2.", ["300 square kilometre"]),
    ("Winds of up to 120 mph were recorded.", ["..120 mile /hour"]),
    ("The field pumps 2 million bpd.", ["2e+06 barrel /day"]),
    ("It was -12C at dawn.", ["-12 degree Celsius"]),
    ("The cut was 25 basis points, or a quarter of a percentage point.", ["25 basis point", "0.25 percentage point"]),
    ("Support fell two percentage points.", ["2 percentage point"]),
    ("It emits 3,000 tonnes of dust annually.", ["3000 tonne /year"]),
    ("The bank cut rates by a quarter point.", ["0.25 percentage point"]),
    ("A quarter-point rise would be the first.", ["0.25 percentage point"]),
    ("A half-point cut is likelier.", ["0.5 point"]),
    ("It moved three quarters of a point.", ["0.75 percentage point"]),
    # what is counted
    ("The blast killed 12 and wounded more than 30.", ["12 person", "30.. person"]),
    ("Two soldiers died and six were wounded.", ["2 soldier", "6 person"]),
    ("The death toll rose to 1,234.", ["1234 person"]),
    ("The number of new cases rose to 500.", ["500 case"]),
    ("Two armed customs officials were shot.", ["2 official"]),
    ("Germany sends 10 Leopard 2 tanks and 32 F-35 jets.", ["10 tank", "32 jet"]),
    ("A 3 million-strong army waits.", ["3e+06 person"]),
    ("40 dead, 100 missing in floods", ["40 person", "100 person"]),
    ("The city of 2.5 million lies in ruins.", ["2.5e+06 person"]),
    ("Kenya reported 5 deaths per 100,000 people.", ["5 death /100,000 people"]),
]


@pytest.mark.parametrize(("text", "expected"), PHRASES, ids=[p[0] for p in PHRASES])
def test_phrase(text: str, expected: list[str]) -> None:
    assert [short(q) for q in found(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The 72nd Brigade moved on 5 May.",
        "Resolution 1701 ended it.",
        "The G7 met at 7 p.m. in 2023.",
        "Flight 370 vanished.",
        "A Boeing 737 crashed.",
        "John Smith, 44, was held.",
        "A 34-year-old man fled.",
        "Children aged 6 and 9 play.",
        "He turned 80.",
        "The Lakers won 112-98.",
        "Madrid lost 3-1.",
        "The euro stood at 1.08 to the dollar.",
        "There is one way out.",
        "One of the men died.",
        "Several people and many dogs came.",
        "The two-state solution is dead.",
        "It was the third time.",
        "Profits doubled in 2024-25.",
        "June 19-21 was warm.",
        "The 1990s were better.",
        "He left three years ago.",
        "A third man was held.",
        "In the first half it rained.",
        "Windows 10 is out.",
        "Covid-19 spread.",
        "The Group of Seven met.",
        "The scores were level.",
        "It lasted from 1914 to 1918.",
    ],
)
def test_counts_nothing(text: str) -> None:
    assert found(text) == ()


def test_seed() -> None:
    text = (
        "the North Korean military operates 10 engineering brigades and TV Chosun estimated that deploying three or four of these brigades to "
        "occupied parts of Ukraine could earn North Korea up to US$115 million annually"
    )
    ten, three, money = found(text)
    assert short(ten) == "10 brigade"
    assert short(three) == "3..4 brigade <10"
    assert three.text == "three or four of these brigades"
    assert short(money) == "..1.15e+08 USD /year"
    assert money.text == "up to US$115 million annually"


def test_only_in_the_spans() -> None:
    text = "Two boats sank. Three boats came, he said."
    inside = quantities(text, [Span(16, 32)])
    assert [q.text for q in inside] == ["Three boats"]


def test_the_noun_of_a_number_may_lie_outside_the_spans() -> None:
    text = "Four monks were held. Two of the four were freed."
    (two,) = quantities(text, [Span(22, len(text))])
    assert short(two) == "2 monk <4"


def test_a_date_that_is_given_counts_nothing() -> None:
    text = "In 2050 boats will be electric."
    assert found("He came with 12 boats.", dates=[Span(13, 15)]) == ()
    assert found(text, dates=[Span(3, 7)]) == ()


def test_dollar_of_the_outlet() -> None:
    assert (dollar_of("ca"), dollar_of("AU"), dollar_of("UA"), dollar_of(None)) == ("CAD", "AUD", "USD", "USD")
    assert short(found("It cost $5.", dollar="CAD")[0]) == "5 CAD"
    assert short(found("Reserves in Hong Kong dollars fell by $5 million.", dollar="USD")[0]) == "5e+06 HKD"


def test_every_gives_what_the_labels_leave_out() -> None:
    assert short(found("One man of 34 years of age came.", every=True)[0]).startswith("1 man")
    assert [short(q) for q in found("He left three years ago.", every=True)] == ["3 year"]


def test_each_says_why() -> None:
    assert all(q.detail for text, _ in PHRASES for q in found(text))


WORDS = st.sampled_from(
    "3 12 1,302 2024 $ US$ % - – to and or of between up from more than half a third one two hundred million m bn km days people "
    "years old ( ) , . these them per / 19 June killed \n £ 1.5 in out dozens aged ½ 5G :".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(WORDS, st.sampled_from(["", " "])), max_size=40).map(lambda ws: "".join(a + b for a, b in ws)) | st.text(max_size=200))
def test_never_raises_and_text_is_the_span(text: str) -> None:
    cut = Span(len(text) // 4, len(text))
    for every in (False, True):
        for q in quantities(text, [cut], every=every):
            assert cut.start <= q.span.start < q.span.end <= cut.end
            assert q.text == text[q.span.start : q.span.end]
            assert q.low is not None or q.high is not None
            assert q.low is None or q.high is None or q.low <= q.high


@pytest.mark.parametrize("text", ["minus", "It was minus ", "-", "$", "a half of a", "between", "one in", "5 of", "12 per", "one in every"])
def test_a_text_may_end_anywhere(text: str) -> None:
    found(text, every=True)


def test_a_table_counts_nothing() -> None:
    assert found("Lions 3 Bears 4 " * 40) == ()
    assert [short(q) for q in found("Three lions ate four bears. " * 2)] == ["3 lion", "4 bear"] * 2


@pytest.mark.parametrize(
    "unit",
    [
        "9", "9 ", "1 ", "a", "A ", "(", " ", "1,", "$", "$1-", "-1", "- ", "1-", "1/", "1\n", "1. ", "1 a ", "1 to ", "one or ", "one in ",
        "three of ", "five of the ", "in ", "between 1 and ", "of the ", "hundred ", "million ", "half ", "a half ", "x-", "“", "’", "U.",
        "Canadian dollars $5 ", "5 won ", "1 of the big ", "At least 3 of the men ", "5 Aa 1 ", "minus ",
    ],
)
def test_long_nonsense_takes_linear_time(unit: str) -> None:
    began = time.process_time()
    found((unit * 100_000)[:100_000])
    assert time.process_time() - began < 10  # under 1 s on a free core; quadratic time would take minutes
