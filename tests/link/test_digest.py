"""What linking keeps of a report: made from the report alone, the same when it is read back."""

import numpy as np
import pytest
from hypothesis import given, settings

from ledger.samples import extractions
from link.story import bag, by, digested, own, report
from reportedly.link import face
from reportedly.link.digest import bare, digest, sentence
from reportedly.types import Extraction, Span

CRANE = report("Sable TV",
               "Crane to go\n\nMayor Ana Brkic said [the crane goes]. [It fell in May], Ivo Kran of the port said.\n\n[Trams stop]. Bye.",
               by(("Ana Brkic", "person")), by(("Ivo Kran", "person")), own(), title="Crane to go", url="https://www.sabletv.example/a/?x=1#top")


def test_a_headline_is_no_telling() -> None:
    head = report("Sable TV", "[Crane to go]\n\n[The crane goes].", own(), own(), title="Crane to go")
    assert [s.text for s in digested(head).statements] == ["The crane goes"]


def test_a_digest_read_back_is_the_same() -> None:
    one = digested(CRANE)
    again = digest(CRANE, lambda _: pytest.fail("vectors are known"), face(one.packed).vectors)
    assert np.array_equal(one.vectors, again.vectors)
    assert face(one.packed).figures == one.figures
    assert (one.keys, one.credits, one.statements) == (again.keys, again.credits, again.statements)


def test_what_stands_beside_a_name_tells_who_it_is() -> None:
    told = digested(CRANE).told
    assert "Mayor" in told["Ana Brkic"]
    assert "of the port" in told["Ivo Kran"]


def test_its_spokeswoman_is_told_of_the_body_of_the_paragraph() -> None:
    one = report("Sable TV", "The port of Lipno shut. Northern Bank pays for it, said Northern Bank. Its spokeswoman said [nobody was hurt].\n",
                 by(("Its spokeswoman", "person")))
    two = report("Sable TV", "[It pays], Northern Bank said. [Nobody was hurt], its spokeswoman said.", by(("Northern Bank", "organization")),
                 by(("its spokeswoman", "person")))
    assert "Northern Bank" not in digested(one).told["Its spokeswoman"]  # no statement of the paragraph names it
    assert "Northern Bank" in digested(two).told["its spokeswoman"]


def test_paragraph_sentence_and_links() -> None:
    linked = report("Sable TV", "One. [The crane goes], says [a page](https://a.example). [Another](https://b.example) here.\nTwo.", own())
    found = digested(linked)
    text = linked.report.text
    assert text[slice(*found.paragraph(found.statements[0]))].startswith("One.")
    assert text[slice(*found.sentence(found.statements[0]))].strip() == "The crane goes, says a page."
    assert [url for url, _ in found.links(found.statements[0])] == ["https://a.example"]


def test_two_reports_meet_by_a_link() -> None:
    other = report("Island Echo", "[Nothing of the kind], says [this](http://sabletv.example/a).", own())
    assert digested(CRANE).keys & digested(other).keys


@pytest.mark.parametrize(("url", "expected"), [
    ("https://www.a.example/b/", "a.example/b"), ("http://a.example/b?c=d#e", "a.example/b"), ("a.example", "a.example"), ("", "")])
def test_bare_addresses(url: str, expected: str) -> None:
    assert bare(url) == expected


@pytest.mark.parametrize(("words", "expected"), [
    ("Correction: [forty] was wrong. We retract the article.", (True, True)),
    ("An earlier version of this article said [forty].", (False, True)),
    ("[Forty people] were hurt.", (False, False)),
    ("He withdrew [his name].", (False, False))])
def test_what_is_taken_back(words: str, expected: tuple[bool, bool]) -> None:
    found = digested(report("Sable TV", words, own()))
    assert (found.withdraws, found.corrects(found.statements[0])) == expected


def test_a_sentence_in_a_very_long_text() -> None:
    text = "a" * 100_000
    assert sentence(text, (Span(50_000, 50_010),)) == Span(48_000, 52_010)


@settings(max_examples=30, deadline=None)
@given(extractions())
def test_any_extraction_has_a_digest(extraction: Extraction) -> None:
    found = digest(extraction, bag)
    assert len(found.vectors) == len(found.statements) == len(found.gists)
    assert found.keys == digest(extraction, bag).keys
    assert all(0 <= key < 2**63 for key in found.keys)
    for statement in found.statements:
        found.corrects(statement)
        found.first_hand(statement)
        found.links(statement)
    assert isinstance(found.told, dict)
    assert found.running
