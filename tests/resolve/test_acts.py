"""A cue -> its act."""

import time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.resolve.acts import Cue, act, plainly
from reportedly.types import Act, Kind


@pytest.mark.parametrize(("words", "content", "kind", "expected"), [
    ("said", "that it rained", "person", "say"),
    ("did not rule out", "a strike", "person", "say"),
    ("ruled out", "a strike", "person", "intend"),
    ("has not yet confirmed", "the deaths", "government", "say"),
    ("flatly denied", "any role", "person", "deny"),
    ("wrote", "that the king was ill", "outlet", "report"),
    ("wrote", "that she was ill", "person", "say"),
    ("according to", "the port is shut", "document", "report"),
    ("according to", "the port is shut", "person", "say"),
    ("found", "that one in three was unpaid", "document", "report"),
    ("now expects", "a fall of 2 percent", "organization", "predict"),
    ("is expected", "to reopen", "unknown", "predict"),
    ("are widely believed", "to have left", "unknown", "believe"),
    ("is accused of", "taking bribes", "unknown", "accuse"),
    ("put", "the cost at €3 million", "government", "estimate"),
    ("plans", "to close two schools", "government", "intend"),
    ("declined", "to comment", "organization", "intend"),
    ("is considering", "a ban", "government", "intend"),
    ("hopes", "to reopen", "organization", "intend"),
    ("hopes", "that the truce holds", "person", "attitude"),
    ("called for", "a ceasefire", "organization", "demand"),
    ("called", "the vote “a joke”", "person", "say"),
    ("asked", "whether anyone was hurt", "person", "say"),
    ("asked", "for more time", "person", "demand"),
    ("told", "residents to leave", "government", "demand"),
    ("told", "that residents had left", "government", "say"),
    ("wants", "the state to pay", "organization", "demand"),
    ("wants", "to sell its ships", "organization", "intend"),
    ("agreed", "to pay", "organization", "promise"),
    ("vowed", "to fight on", "person", "promise"),
    ("cautioned", "that ice was thin", "government", "warn"),
    ("blamed", "rebels for the fire", "government", "accuse"),
    ("has seen no sign of", "troops", "group", "perceive"),
    ("is not aware of", "any leak", "person", "perceive"),
    ("was unable to verify", "the video", "outlet", "perceive"),
    ("sees", "a chance of rain", "organization", "believe"),
    ("saw", "smoke over the port", "group", "perceive"),
    ("welcomed", "the ruling", "organization", "attitude"),
    ("does not recognise", "the court", "government", "attitude"),
    ("reportedly", "the king left", "unknown", "report"),
])
def test_act(words: str, content: str, kind: Kind, expected: str) -> None:
    found, why = act(Cue(words, content, "", kind), "assess")
    assert found == expected
    assert words in why


def test_a_cue_that_no_rule_knows_keeps_the_answer_of_the_model() -> None:
    assert act(Cue("zzz", "it", "", "person"), "warn") == ("warn", "“zzz”: the model's answer")


@pytest.mark.parametrize(("cue", "expected"), [
    ("didn't rule out", "say"), ("can’t rule out", "say"), ("couldn’t confirm", "perceive"), ("couldn't confirm", "perceive"),
    ("won't comment on", "say"), ("“flatly” denied", "deny"), ("regretted", "attitude"), ("preferred", "intend"),
])
def test_contractions_and_quotation_marks(cue: str, expected: str) -> None:
    assert act(Cue(plainly(cue), "it", "", "person"), "warn")[0] == expected


@pytest.mark.parametrize("content", ["he planned to resign", "she wants to leave", "that guards had to leave"])
def test_telling_what_somebody_plans_is_no_order(content: str) -> None:
    assert act(Cue("told", content, "", "person"), "warn")[0] == "say"


def test_a_court_finds_and_a_study_finds() -> None:
    assert act(Cue("found", "that the mine was to blame", "The court", "government"), "say")[0] == "assess"
    assert act(Cue("found", "that bees were dying", "Researchers in Lima", "group"), "say")[0] == "report"


@pytest.mark.parametrize(("words", "content", "expected"), [
    ("can see", "the bridge from here", "perceive"),
    ("could not see", "the bus", "perceive"),
    ("sees no need for", "a new pier", "believe"),
    ("sees no sign of", "a thaw", "perceive"),
    ("does not see", "any risk to bathers", "believe"),
    ("saw", "in the vote a rebuke of the mayor", "believe"),
    ("is seen", "as a test of the mayor", "believe"),
    ("sees", "growth at 3 percent", "predict"),
    ("pleaded not guilty to", "two counts of theft", "deny"),
    ("pleaded", "guilty", "say"),
    ("pleaded", "that she had been ill", "say"),
    ("pleaded with", "the crew to wait", "demand"),
    ("assured", "that the water was clean", "say"),
    ("assured", "that it would repay the loan", "promise"),
    ("assured", "of its support", "promise"),
    ("swears", "he locked the gate", "say"),
    ("swore", "to rebuild the pier", "promise"),
    ("swore", "revenge", "promise"),
    ("offered", "to mediate", "promise"),
    ("offered", "“it was a bad day for ferries.”", "say"),
    ("threatened", "to close the port", "intend"),
    ("threatened", "a strike", "warn"),
    ("told", "“lock your doors,”", "demand"),
    ("told", "“the doors were locked,”", "say"),
    ("shouted", "“get out of the water!”", "demand"),
    ("had told", "it to lower the gate", "demand"),
    ("had advised", "her to “rest”", "demand"),
    ("told", "the decision to close was wrong", "say"),
    ("would not speculate about", "the cause", "say"),
    ("neither confirmed nor denied", "the sale", "say"),
    ("does not dispute", "the bill", "say"),
    ("do not want", "a quarrel", "intend"),
    ("do not want", "the town to pay", "demand"),
    ("is seeking", "more boats", "demand"),
    ("wished", "her luck", "attitude"),
    ("would like", "the pier to stay open", "demand"),
    ("would prefer", "the talks to be held in Lima", "demand"),
    ("would like", "to sell it", "intend"),
    ("protested", "that he had paid", "say"),
    ("protests", "his innocence", "say"),
    ("protested against", "the fee", "attitude"),
    ("lamented", "the loss of the pier", "attitude"),
    ("lamented", "“we have lost our pier”", "say"),
    ("declared", "“the pier is open”", "say"),
    ("declared", "the contract void", "assess"),
    ("ruled out", "arson", "deny"),
    ("ruled out", "any link to the earlier fire", "deny"),
    ("ruled out", "closing the pier", "intend"),
    ("ruled nothing out", "“not even that”", "say"),
    ("holds", "the owner responsible for the fire", "accuse"),
    ("holds", "that the lease has ended", "believe"),
    ("reckons", "that 900 tickets were sold", "estimate"),
    ("reckons", "that she will go", "believe"),
    ("cut", "its forecast to 2 percent", "predict"),
    ("raised", "the toll to 80", "estimate"),
    ("considered", "closing the pier", "intend"),
    ("means", "to rebuild", "intend"),
    ("remembers", "a smell of tar", "perceive"),
    ("could not recall", "the meeting", "perceive"),
    ("recalled", "“it was dark”", "say"),
    ("would not agree", "to pay", "intend"),
    ("agreed", "not to sell", "promise"),
    ("expressed doubts about", "the plan", "believe"),
    ("put the blame on", "the crew", "accuse"),
    ("came to the conclusion", "that it was safe", "assess"),
    ("said in a report", "that it was safe", "say"),
    ("wrote back", "that it was safe", "say"),
    ("gave no reason for", "the delay", "say"),
    ("would not be drawn on", "the price", "say"),
    ("brushed aside", "such fears", "deny"),
    ("are reported", "to have left", "report"),
])
def test_the_same_verb_with_another_content(words: str, content: str, expected: str) -> None:
    assert act(Cue(words, content, "", "person"), "estimate" if expected != "estimate" else "say")[0] == expected


@pytest.mark.parametrize(("words", "kind", "expected"), [
    ("said", "outlet", "say"), ("wrote", "outlet", "report"), ("said", "person", "say"), ("did not mention", "document", "say"),
    ("described", "document", "say"), ("found no trace of", "document", "perceive"), ("gives", "document", "report"),
    ("called for", "document", "demand"), ("puts", "document", "estimate"), ("warned", "outlet", "warn"),
])
def test_outlets_and_documents_report(words: str, kind: Kind, expected: str) -> None:
    assert act(Cue(words, "the pier at 80 metres", "", kind), "attitude")[0] == expected


@given(st.text(max_size=80), st.text(max_size=200), st.text(max_size=40), st.sampled_from(get_args(Kind)))
def test_any_words_have_an_act(words: str, content: str, source: str, kind: Kind) -> None:
    found, why = act(Cue(plainly(words), content.lower(), source, kind), "say")
    assert found in get_args(Act)
    assert why


@pytest.mark.parametrize("piece", ["not ", "told to ", "a", "1", " ", "see any ", "ruled out that ", "“", "in the "])
def test_long_cues_take_no_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.perf_counter()
    for words in ("told", "sees", "ruled out", "protested", "swore", "would like", "reckoned", "raised"):
        act(Cue(words, text, text, "person"), "say")
    act(Cue(plainly(text), text, text, "person"), "say")
    assert time.perf_counter() - start < 5
