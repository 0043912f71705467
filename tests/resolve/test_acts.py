"""A cue -> its act."""

import pytest

from reportedly.resolve.acts import Cue, act, plainly
from reportedly.types import Kind


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
