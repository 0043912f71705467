"""What two texts share, and under which keys they meet."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.link.reuse import KEYS, covers, reuse, sketch
from reportedly.types import Span

DAM = ("The old dam above Lipno gave way shortly after midnight on Sunday, and the water reached the first houses within a quarter of an hour. "
       "Fire crews from three districts brought some two hundred people to the sports hall, where volunteers had put up beds and cooked soup.")
WEIR = ("Engineers had warned the district council in March that the spillway was too narrow for a wet spring. "
        "The council put the repair off until the autumn because no firm had offered to do the work for the money at hand.")
OTHER = ("Prices of seed potatoes rose again in the hill villages this week as growers waited for a dry spell. "
         "Traders at the market in Krupina expect them to fall when lorries can use the pass, which is still closed by snow.")


def meet(a: str, b: str) -> bool:
    return bool(set(sketch(a)) & set(sketch(b)))


def test_a_copy_is_whole_and_its_runs_are_the_words_themselves() -> None:
    a, b = f"{DAM}\n\n{WEIR}", f"Water in the valley\n\n{DAM}\n\n{OTHER}"
    found = reuse(a, b)
    assert found is not None
    assert found.extent == "whole"
    assert a[found.longest.a.start:found.longest.a.end] == DAM[:-1] == b[found.longest.b.start:found.longest.b.end]
    assert (round(found.a_in_b, 2), round(found.b_in_a, 2)) == (0.54, 0.52)
    assert "longest run 48 words" in found.detail
    assert meet(a, b)


def test_different_reports_share_nothing_and_do_not_meet() -> None:
    assert reuse(DAM, OTHER) is None
    assert not meet(DAM, OTHER)


@pytest.mark.parametrize(("before", "after"), [
    ("on Sunday, and", "on Sunday morning, and"),
    ("the first houses within", "the first houses of the lower town, which lie by the mill, within"),
    ("some two hundred people", "two hundred people"),
    ("The old dam above", "THE OLD DAM ABOVE"),
    ("where volunteers had", "where   volunteers –\nhad"),
    ("put up beds", "set up beds"),
], ids=["a word more", "a clause more", "a word less", "case", "spacing and dashes", "a word exchanged"])
def test_light_rewriting_stays_one_run(before: str, after: str) -> None:
    assert before in DAM
    rewritten = DAM.replace(before, after)
    found = reuse(DAM, rewritten)
    assert found is not None
    assert len(found.runs) == 1
    assert found.a_in_b > 0.9
    assert meet(DAM, rewritten)


def test_apostrophes_and_points_of_abbreviations_make_no_difference() -> None:
    plain = "The U.S. envoy said Kabul's airport would open again before the week was out, whatever the Taliban's council decided."
    found = reuse(plain, plain.replace("U.S.", "US").replace("'", "’"))
    assert found is not None
    assert found.a_in_b == 1


def test_two_sentences_within_a_longer_report_meet() -> None:
    long = "\n\n".join(f"In parish number {n} the {name} of {name}field and its {n * 7} neighbours went about their {name} business as ever."
                       for n, name in enumerate("miller cooper baker tinker weaver potter smith fuller tanner carter".split() * 6))
    assert meet(f"{long}\n\n{DAM}", f"{OTHER} {DAM} {OTHER}")
    assert len(sketch(f"{long}\n\n{DAM}")) <= KEYS


SPEECH = "We will rebuild every single house in this valley before the first snow falls, and nobody will have to pay a crown for it"


def test_the_same_quotation_is_no_reuse() -> None:
    a = f"The governor went to the hall at noon. “{SPEECH},” she told the families."
    b = f'Help is on its way to Lipno. Jana Malá promised: "{SPEECH}."'
    assert reuse(a, b) is None
    assert not meet(a, b)


def test_quotations_within_a_copy_are_counted_apart() -> None:
    a = f"{DAM} “{SPEECH},” the governor told the families."
    found = reuse(a, f"{DAM} “{SPEECH},” the governor told the families. {OTHER}")
    assert found is not None
    assert found.a_in_b == 1
    assert found.quoted == 24
    assert "24 words that both quote are not counted" in found.detail
    assert covers(found, Span(a.index("We will"), a.index(",” the"))) == 1


def test_scare_quotes_are_running_text() -> None:
    found = reuse(DAM, DAM.replace("gave way", "“gave way”"))
    assert found is not None
    assert found.a_in_b == 1


def test_a_post_that_both_show_is_a_quotation() -> None:
    post = "Just back from the valley, what brave people we have there, the whole country is with them — Jana Malá (@janamala) May 5, 2024"
    assert reuse(f"{DAM}\n\n{post}", f"{OTHER}\n\n{post}") is None
    name = post.replace(" — ", "\n\n— ")
    assert reuse(f"{DAM}\n\n{name}", f"{OTHER}\n\n{name}") is None


@pytest.mark.parametrize("furniture", [
    "All rights reserved. This material may not be published, broadcast, rewritten or redistributed in any form without prior permission.",
    "Sign up for our morning newsletter and get the five stories that you need to know before your first coffee of the day.",
    "Follow us on Twitter for the latest news from the valley and beyond, at any hour of the day or of the night.",
    "Copyright 2024 Adria Press Agency and its partners in the region, who reserve whatever there is to be reserved in such a line.",
    "The spokesman, who spoke on condition of anonymity because he was not authorized to discuss the matter with reporters, left.",
    "The district office in Lipno did not immediately respond to requests for comment on the matter.",
])
def test_furniture_and_stock_sentences_tie_nobody(furniture: str) -> None:
    a, b = f"{DAM}\n\n{furniture}", f"{OTHER}\n\n{furniture}"
    assert reuse(a, b) is None
    assert not meet(a, b)


def test_the_rest_of_a_sentence_with_stock_words_counts() -> None:
    told = "An official who asked for anonymity because he was not allowed to speak said " + DAM[0].lower() + DAM[1:]
    found = reuse(told, f"{DAM} {OTHER}")
    assert found is not None
    assert found.a_in_b > 0.8


def test_skipped_spans_do_not_count() -> None:
    a = f"{DAM}\n\n{WEIR}"
    skipped = [Span(0, len(DAM))]
    assert reuse(a, DAM, skipped) is None
    assert sketch(a, skipped) == sketch(WEIR)


def test_a_phrase_is_no_more_than_a_phrase() -> None:
    found = reuse(f"{DAM} The minister of the interior and public order, Karel Novotny, came.",
                  f"{OTHER} Nobody saw the minister of the interior and public order, Karel Novotny.")
    assert found is not None
    assert found.extent == "phrase"


def test_one_sentence_of_a_report_is_a_passage() -> None:
    first = DAM[:DAM.index(". ") + 1]
    found = reuse(f"{first} {OTHER} {OTHER}", f"{WEIR} {WEIR} {first} {WEIR} {WEIR}")
    assert found is not None
    assert found.extent == "passage"


def test_what_a_statement_shares() -> None:
    a = f"{OTHER} {DAM}"
    found = reuse(a, DAM)
    assert found is not None
    assert covers(found, Span(len(OTHER) + 1, len(a) - 1)) == 1
    assert covers(found, Span(0, len(OTHER))) == 0
    assert covers(found, Span(len(OTHER) + 1 - 50, len(OTHER) + 1 + 50)) == 0.5
    assert covers(found.flipped(), Span(0, len(DAM) - 1)) == 1
    assert covers(found, Span(5, 5)) == 0


SENTENCES = [*DAM.split(". "), *WEIR.split(". "), *OTHER.split(". ")]
PIECES = st.lists(st.sampled_from([*SENTENCES, "“", "”", '"', "\n\n", "’", "‘", "— A (@b)"]), max_size=12)


@settings(deadline=None, max_examples=60)
@given(PIECES, PIECES)
def test_symmetric_and_within_bounds(one: list[str], other: list[str]) -> None:
    a, b = " ".join(one), ". ".join(other)
    found, back = reuse(a, b), reuse(b, a)
    assert (found is None) == (back is None)
    if found and back:
        assert found.flipped() == back
        assert 0 < found.a_in_b <= 1
        assert 0 < found.b_in_a <= 1
        assert all(0 <= run.a.start < run.a.end <= len(a) and 0 <= run.b.start < run.b.end <= len(b) and run.words >= 8 for run in found.runs)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text(a: str, b: str) -> None:
    keys = sketch(a)
    assert all(0 <= key < 1 << 63 for key in keys)
    assert sketch(a) == keys
    reuse(a, b)


@pytest.mark.parametrize("hostile", [
    "a " * 25000, "a b c d e " * 5000, "‘" * 50000, '"\'' * 25000, "“a " * 17000, "\n" * 50000, "— A (@b) " * 5000, "reporting by " * 4000,
    "did not respond " * 3000, " ".join(str(n % 997) for n in range(12000))])
def test_hostile_text_does_not_hang(hostile: str) -> None:
    start = time.perf_counter()
    reuse(hostile, hostile[7:] + "x")
    sketch(hostile)
    assert time.perf_counter() - start < 5  # a hang, not a measurement: each takes well under a second


def test_keys_are_the_same_on_every_machine() -> None:
    assert sketch(DAM)[0] == 155754772368358344
