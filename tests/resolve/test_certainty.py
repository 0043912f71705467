"""Mode, polarity, likelihood, factuality, confidence and distance of a statement. Inline: {source} [cue]act ⟨statement⟩."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.resolve.certainty import Context, judge
from reportedly.resolve.certainty.clause import main_clause
from reportedly.resolve.certainty.context import plain
from reportedly.resolve.certainty.likelihood import likelihood
from reportedly.types import Act, Hop, Mode, Polarity, Span, Time, Tone

ACTS: tuple[Act, ...] = (
    "say", "report", "deny", "predict", "estimate", "assess", "believe", "intend", "promise", "demand", "warn", "accuse", "perceive", "attitude")


def context(marked: str, times: tuple[tuple[str | None, str | None], ...] = (), tones: tuple[Tone, ...] = ()) -> Context:
    """`{who}` is the source of the cue that comes next; hops run in the order of the cues; ⟨…⟩ are the statement's pieces."""
    text, hops, pieces, opened = "", [], [], 0
    source: Span | None = None
    last = 0
    for m in re.finditer(r"[{\[⟨]|\}|\](\w+)|⟩", marked):
        text += marked[last:m.start()]
        last = m.end()
        if m[0] in "{[⟨":
            opened = len(text)
        elif m[0] == "}":
            source = Span(opened, len(text))
        elif m[0] == "⟩":
            pieces.append(Span(opened, len(text)))
        else:
            hops.append(Hop("x" if source else None, "person", source, Span(opened, len(text)), m[1]))  # type: ignore[arg-type]
            source = None
    text += marked[last:]
    found = tuple(Time(Span(pieces[-1].end - 1, pieces[-1].end), "", start, end, "day") for start, end in times)
    return Context(text, tuple(pieces), tuple(hops), found, "2025-03-10", tones)


def sign(value: float | None) -> str:
    return "n" if value is None else "+" if value >= 0.5 else "-" if value <= -0.5 else "0"


@pytest.mark.parametrize(("marked", "expected"), [
    # the cue asks, feels, intends
    ("{The union} [urged]demand ⟨its members to stay at home⟩.", "demand"),
    ("{The embassy} [warned]warn ⟨tourists to keep away⟩.", "demand"),
    ("{He} [warned]warn against ⟨travelling by night⟩.", "demand"),
    ("{She} [said]say ⟨the state must pay⟩.", "demand"),
    ("{He} [said]say ⟨buses would have to wait⟩.", "demand"),
    ("“⟨Do not drink the water⟩,” {he} [said]say.", "demand"),
    ("“⟨Leave your bags⟩,” {the guard} [shouted]say.", "demand"),
    ("{She} [said]say ⟨the guards must have slept⟩.", "assessment"),
    ("{The mayor} [welcomed]attitude ⟨the verdict⟩.", "attitude"),
    ("{The firm} [plans]intend to ⟨sell two ferries⟩.", "intention"),
    ("{He} [promised]promise ⟨he would pay⟩.", "intention"),
    # what lies ahead
    ("⟨The bridge will reopen in May⟩.", "forecast"),
    ("{The firm} [said]say ⟨the bridge would reopen in May⟩.", "forecast"),
    ("⟨Talks are due to resume⟩.", "forecast"),
    ("{He} [said]say ⟨the bank is to close two branches⟩.", "forecast"),
    ("⟨Navy to scrap four ships⟩\n", "forecast"),
    ("⟨A verdict⟩ [is expected]predict ⟨on Friday⟩.", "forecast"),
    ("{She} [said]say ⟨the fire could spread⟩.", "forecast"),
    ("{She} [warned]warn of ⟨a flood⟩.", "forecast"),
    ("{He} [did not rule out]say ⟨a strike⟩.", "forecast"),
    ("{Analysts} [consider]believe ⟨a default unlikely before autumn⟩.", "forecast"),
    ("{He} [said]say ⟨it was unlikely that the port would reopen⟩.", "forecast"),
    ("⟨It is not known when the tunnel will reopen⟩.", "forecast"),
    ("{He} [said]say: “⟨If they take the bridge, we are finished⟩.”", "forecast"),
    # what only looks so
    ("{He} [swore]promise ⟨he had never been there⟩.", "assertion"),
    ("{He} [said]say ⟨it would have cost €3 million⟩.", "assertion"),
    ("{She} [had thought]believe ⟨the dam would hold⟩.", "assessment"),
    ("{He} [said]say ⟨it was unlikely that the fire was set⟩.", "assessment"),
    ("{He} [said]say ⟨the ship may have been hit⟩.", "assessment"),
    ("{He} [said]say ⟨it could be a mistake⟩.", "assessment"),
    ("{He} [promised]promise to “⟨look into it⟩”.", "intention"),
    ("⟨Shots could be heard until noon⟩.", "assertion"),
    ("⟨The ships fled before the storm could reach the port⟩.", "assertion"),
    ("{He} [said]say ⟨the man who will lead the inquiry was ill⟩.", "assertion"),
    # estimates, inferences, assertions
    ("{The ministry} [put]estimate ⟨the cost at €3 million⟩.", "estimate"),
    ("⟨An estimated 900 people left⟩.", "estimate"),
    ("{The court} [ruled]assess ⟨that the search was lawful⟩.", "assessment"),
    ("{Police} [believe]believe ⟨the fire was set⟩.", "assessment"),
    ("⟨The fire was probably set⟩.", "assessment"),
    ("⟨The letter seems to be genuine⟩.", "assessment"),
    ("{He} [denied]deny ⟨that he might have known⟩.", "assertion"),
    ("{The video} [appears to show]report ⟨guards walking away⟩.", "assessment"),
    ("{She} [saw]perceive ⟨two tanks⟩.", "assertion"),
    ("⟨Three people died when a wall fell⟩.", "assertion"),
])
def test_mode(marked: str, expected: Mode) -> None:
    mode, _, certainty = judge(context(marked))
    assert mode == expected, certainty.detail


@pytest.mark.parametrize(("marked", "times", "expected"), [
    ("⟨Polls open on Sunday⟩.", (("2025-03-16", "2025-03-17"),), "forecast"),
    ("⟨Polls opened on Sunday⟩.", (("2025-03-09", "2025-03-10"),), "assertion"),
    ("⟨The sale needs the consent of a court, which meets in May⟩.", (("2025-05-01", "2025-06-01"),), "assertion"),
    ("⟨Her contract runs until June⟩.", ((None, "2025-07-01"),), "assertion"),
    ("{He} [said]say ⟨the price would fall in winter⟩.", (("2024-12-01", "2025-03-01"),), "assertion"),
    ("{He} [said]say ⟨prisoners could be freed on Friday⟩.", (("2025-03-14", "2025-03-15"),), "forecast"),
    ("{Banks} [assume]believe ⟨two cuts by June⟩.", ((None, "2025-07-01"),), "forecast"),
])
def test_mode_by_time(marked: str, times: tuple[tuple[str | None, str | None], ...], expected: Mode) -> None:
    mode, _, certainty = judge(context(marked, times))
    assert mode == expected, certainty.detail


@pytest.mark.parametrize(("marked", "expected"), [
    ("{He} [said]say ⟨the road was open⟩.", "affirmed"),
    ("{He} [doubts]believe ⟨that it will last⟩.", "affirmed"),
    ("{He} [said]say ⟨a deal was unlikely⟩.", "affirmed"),
    ("{He} [made no secret of]say ⟨his anger⟩.", "affirmed"),
    ("{He} [does not dispute]say ⟨the figure⟩.", "affirmed"),
    ("{He} [said]say ⟨it had sold no more than 40 cars⟩.", "affirmed"),
    ("⟨They left without paying⟩.", "affirmed"),
    ("⟨He was not only late but drunk⟩.", "affirmed"),
    # denied
    ("{The army} [denied]deny ⟨any role⟩.", "denied"),
    ("{He} [does not expect]predict ⟨a cut⟩.", "denied"),
    ("{She} [refused]intend to ⟨resign⟩.", "denied"),
    ("{She} [ruled out]intend ⟨a coalition⟩.", "denied"),
    ("{They} [pledged]promise ⟨not to fire first⟩.", "denied"),
    ("{They} [pledged]promise not to ⟨fire first⟩.", "denied"),
    ("{Police} [asked]demand ⟨neighbours not to film⟩.", "denied"),
    ("{He} [said]say ⟨no one was hurt⟩.", "denied"),
    ("⟨In the north nobody was hurt⟩.", "denied"),
    ("⟨None of the 14 shafts was damaged⟩.", "denied"),
    ("⟨The parcel never came⟩.", "denied"),
    ("{She} [said]say ⟨the town no longer exists⟩.", "denied"),
    ("⟨The blast caused no damage⟩.", "denied"),
    ("⟨There was no comment from Oslo⟩.", "denied"),
    ("⟨Hardly a house was left⟩.", "denied"),
    ("{Nobody} [expects]predict ⟨a recession⟩.", "denied"),
    ("{She} [called]say ⟨the vote “not free”⟩.", "denied"),
    ("{He} [denied]deny that {he} [planned]intend to ⟨close the mine⟩.", "denied"),
    # absent
    ("{Inspectors} [have seen no evidence of]perceive ⟨a leak⟩.", "absent"),
    ("{He} [did not say]say ⟨who paid⟩.", "absent"),
    ("{We} [could not verify]perceive ⟨the video⟩.", "absent"),
    ("{Rome} [has not commented on]say ⟨the report⟩.", "absent"),
    ("{He} [did not rule out]say ⟨a strike⟩.", "absent"),
    ("{He} [would neither confirm nor deny]say ⟨the arrest⟩.", "absent"),
    ("{She} [declined to comment on]say ⟨the case⟩.", "absent"),
    ("{Neither bank} [would comment on]say ⟨the talks⟩.", "absent"),
    ("{He} [asked]say ⟨who would pay⟩.", "absent"),
    ("{Divers} [saw]perceive ⟨no wreck⟩.", "absent"),
    ("{He} [never said]say {he} [wanted]intend ⟨to leave⟩.", "absent"),
    ("⟨There is no indication that the crew knew⟩.", "absent"),
    ("⟨It is unclear who fired⟩.", "absent"),
    ("⟨The cause has not yet been established⟩.", "absent"),
    ("{He} [said]say ⟨it was too early to say what had happened⟩.", "absent"),
    ("⟨What caused the blaze is not known⟩.", "absent"),
    ("⟨It isn't clear who fired⟩.", "absent"),
])
def test_polarity(marked: str, expected: Polarity) -> None:
    _, polarity, certainty = judge(context(marked))
    assert polarity == expected, certainty.detail


@pytest.mark.parametrize(("marked", "expected"), [
    ("⟨The mine was closed⟩.", "+"),
    ("{He} [expects]predict ⟨prices to fall⟩.", "+"),
    ("⟨The letter seems to be genuine⟩.", "+"),
    ("{She} [plans]intend to ⟨run⟩.", "+"),
    ("⟨A deal is unlikely⟩.", "-"),
    ("{He} [doubts]believe ⟨that it will last⟩.", "-"),
    ("{Few} [believe]believe ⟨it will last⟩.", "-"),
    ("{He} [sees]believe ⟨little chance of a deal⟩.", "-"),
    ("{He} [denied]deny ⟨any role⟩.", "-"),
    ("⟨The guards could not see the road⟩.", "-"),
    ("{He} [said]say ⟨the fire might spread⟩.", "0"),
    ("{He} [said]say ⟨the school may not reopen⟩.", "0"),
    ("{The firm} [is considering]intend ⟨a sale⟩.", "0"),
    ("{He} [did not say]say ⟨who paid⟩.", "0"),
    ("{He} [sees]believe ⟨an even chance of rain⟩.", "0"),
    ("⟨Neighbours could see the flames⟩.", "+"),
    ("⟨A man suspected of theft was freed⟩.", "+"),
    ("{She} [urged]demand ⟨him to go⟩.", "n"),
    ("{She} [welcomed]attitude ⟨the ruling⟩.", "n"),
])
def test_sign_of_factuality(marked: str, expected: str) -> None:
    certainty = judge(context(marked))[2]
    assert sign(certainty.factuality) == expected, certainty.detail


def test_factuality_falls_with_certainty() -> None:
    sure, expected, hedged, open_, doubted, denied = (judge(context(m))[2].factuality or 0 for m in (
        "⟨The mine was closed⟩.", "⟨The mine will close⟩.", "⟨The mine will probably close⟩.", "⟨The mine may close⟩.",
        "⟨The mine is unlikely to close⟩.", "⟨The mine was not closed⟩."))
    assert sure > expected > hedged > open_ > doubted > denied


@pytest.mark.parametrize(("words", "band"), [
    ("almost no chance of rain", (1, 5)), ("a remote possibility", (1, 5)), ("the odds of a deal are remote", (1, 5)),
    ("a remote village", None),
    ("very unlikely", (5, 20)), ("highly improbable", (5, 20)), ("unlikely", (20, 45)), ("it is not likely", (20, 45)),
    ("it isn't very likely", (20, 45)), ("it is not unlikely", None), ("roughly even odds", (45, 55)), ("about an even chance", (45, 55)),
    ("chances at \"roughly even\"", (45, 55)), ("likely", (55, 80)), ("will probably", (55, 80)), ("more likely than not", (55, 80)),
    ("men are more likely to die", None), ("less likely", None), ("very likely", (80, 95)), ("highly probable", (80, 95)),
    ("almost certainly", (95, 99)), ("nearly certain", (95, 99)), ("all but certain", (95, 99)), ("a certain man", None),
    ("may", None), ("could possibly", None), ("doubts", None),
])
def test_likelihood(words: str, band: tuple[int, int] | None) -> None:
    found = likelihood(words)
    assert (found[0] if found else None) == band


def test_likelihood_of_the_cue_and_between() -> None:
    assert judge(context("{They} [think it likely]believe that ⟨it was set⟩."))[2].likelihood == (55, 80)
    assert judge(context("{They} [consider]believe it very unlikely that ⟨he knew⟩."))[2].likelihood == (5, 20)


@pytest.mark.parametrize(("marked", "words"), [
    ("⟨A deal is very unlikely⟩.", "very unlikely"),
    ("⟨Troops appear to be leaving⟩.", "appear to be"),
    ("{He} [said]say ⟨it could rain⟩.", "could"),
    ("{He} [has seen no evidence of]perceive ⟨a leak⟩.", "no evidence"),
    ("{He} [was not aware of]perceive ⟨a leak⟩.", "was not aware"),
    ("⟨The motive has not been established⟩.", "has not been established"),
    ("{She} [now believes]believe ⟨it was set⟩.", "now believes"),
    ("{She} [plans]intend to ⟨run⟩.", "plans"),
    ("{She} [declined]intend to ⟨comment⟩.", None),
    ("{She} [said]say ⟨it was set⟩.", None),
])
def test_words(marked: str, words: str | None) -> None:
    one = context(marked)
    certainty = judge(one)[2]
    assert certainty.words == words
    assert [one.text[s.start:s.end] for s in certainty.spans] == ([words] if words else [])


@pytest.mark.parametrize(("marked", "expected"), [
    ("{It} [assesses]assess with high confidence that ⟨he knew⟩.", "high"),
    ("{It} [assessed]assess with low confidence that ⟨he knew⟩.", "low"),
    ("{It} [has moderate confidence]believe that ⟨he knew⟩.", "moderate"),
    ("{He} [has every confidence]believe that ⟨it will last⟩.", None),
    ("{He} [spoke]say with high confidence. Later he left. ⟨It rained⟩.", None),
])
def test_confidence(marked: str, expected: str | None) -> None:
    assert judge(context(marked))[2].confidence == expected


@pytest.mark.parametrize(("marked", "expected"), [
    ("⟨The ship⟩ [reportedly]report ⟨sank⟩.", ["reportedly"]),
    ("⟨The so-called republic held a vote⟩.", ["so-called"]),
    ("⟨He was freed in a “peace deal” on Sunday⟩.", ["“peace deal”"]),
    ("⟨She starred in “Gone Home” last year⟩.", []),
    ("{He} [called]say ⟨it a “peace deal”⟩.", []),
    ("⟨Buses are supposed to stop here⟩.", []),
])
def test_distance(marked: str, expected: list[str]) -> None:
    one = context(marked)
    assert [one.text[s.start:s.end] for s in judge(one)[2].distanced] == expected


def test_the_model_speaks_where_no_rule_does() -> None:
    marked = "{He} [spoke of]say ⟨a winter of hunger⟩."
    assert judge(context(marked))[:2] == ("assertion", "affirmed")
    start = context(marked).spans[0].start
    sure = Tone(start, -2.0, (0.1, 0.9, 0, 0, 0, 0, 0), (0.05, 0.95, 0), (0.95, 0.05, 0))
    mode, polarity, certainty = judge(context(marked, tones=(sure,)))
    assert (mode, polarity, sign(certainty.factuality)) == ("forecast", "denied", "-")
    assert "model" in certainty.detail


def test_the_model_moves_the_value_only_within_the_range_of_the_rule() -> None:
    marked = "⟨Troops could leave⟩."
    tone = Tone(len("Troops could "), 2.7, (1, 0, 0, 0, 0, 0, 0), (1, 0, 0), (0, 0, 1))
    assert judge(context(marked, tones=(tone,)))[2].factuality == 0.4


@pytest.mark.parametrize(("words", "tense", "verb", "negated"), [
    ("The two boats had passed the buoy", "past", "passed", None),
    ("When the rain stops, the team will go on", "future", "go", None),
    ("The minister, who was not present, has resigned", "present", "resigned", None),
    ("What tripped the line is not known", "present", "known", "not"),
    ("Those who play with fire will perish", "future", "perish", None),
    ("The man arrested on Sunday was not charged", "past", "charged", "not"),
    ("It won't reopen in May", "future", "reopen", "won't"),
    ("A vote in May may not be held", "modal", "held", "not"),
    ("The claim that it had lied", "past", "lied", None),
    ("Shops opened because they would not wait", "past", "opened", None),
    ("two dead and 20 wounded", None, "", None),
    ("not to attack", "infinitive", "attack", "not"),
])
def test_main_clause(words: str, tense: str | None, verb: str, negated: str | None) -> None:
    clause = main_clause(plain(words), words)
    assert (clause.tense, clause.verb.text if clause.verb else "", clause.negated) == (tense, verb, negated)


words = st.sampled_from(
    "the a army will not have been could may who that , . “ ” ? no nobody denied if because to likely unlikely İstanbul ǆ 1,200 n't can't ' - "
    "May".split())


@given(st.one_of(st.text(max_size=80), st.lists(words, max_size=25).map(" ".join)), st.sampled_from((None, *ACTS)), st.data())
def test_never_raises_and_spans_lie_in_the_text(text: str, act: Act | None, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    chain = (Hop(None, "unknown", None, Span(cuts[0], cuts[1]), act),) if act else ()
    certainty = judge(Context(text, (Span(cuts[1], cuts[2]), Span(cuts[2], cuts[3])), chain, (), "2025-03-10"))[2]
    assert all(0 <= s.start < s.end <= len(text) for s in (*certainty.spans, *certainty.distanced))
    assert certainty.words == (" ".join(text[s.start:s.end] for s in certainty.spans) if certainty.spans else None)


@pytest.mark.parametrize("text", [
    "7" * 100_000, "x" * 100_000, "(" * 100_000, " " * 100_000, "not really " * 9_000, "“a " * 30_000, "no sign, " * 11_000,
    "who that had " * 8_000, "chance of " * 10_000, "very likely more " * 6_000, "-' " * 30_000,
])
def test_long_lines_take_no_time(text: str) -> None:
    judge(Context(text, (Span(0, len(text)),), (), (), "2025-03-10"))


def test_nothing_at_all() -> None:
    assert judge(Context("", ()))[:2] == ("assertion", "affirmed")
