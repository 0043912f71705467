"""Extraction -> JSON -> the same extraction; and what `extract` prints is what docs/schema.json says."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, ValidationError

import reportedly
from ledger.samples import extractions, story
from reportedly.codec import SCHEMA, decode_extraction, encode_extraction
from reportedly.read import read_bytes
from reportedly.types import Act, ActorKind, Confidence, Extraction, Grain, Kind, Mode, Polarity, Precision, Quotation

DOCUMENT = json.loads((Path(__file__).parents[1] / "docs" / "schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(DOCUMENT)
PAGE = """<!doctype html><html lang="en"><head><title>Bridge to reopen</title>
<meta property="og:site_name" content="Valley Times"><link rel="canonical" href="https://valley.example/bridge">
<meta property="article:published_time" content="2024-06-27T08:00:00Z"></head><body><article><h1>Bridge to reopen</h1>
<p>The mayor <a href="https://town.example/note">said in a note</a> that the bridge will reopen in May, after two years.</p>
<p>“We are ready,” the engineer told Reuters. The police denied that anyone had been hurt when it was closed.</p>
</article></body></html>"""


def line(name: str, data: str) -> dict[str, Any]:
    """A line as `extract` prints it."""
    extraction = reportedly.extract(read_bytes(data.encode(), name))
    return dict(json.loads(json.dumps(encode_extraction(extraction))))


@given(extractions())
def test_round_trip(extraction: Extraction) -> None:
    assert decode_extraction(json.loads(json.dumps(encode_extraction(extraction)))) == extraction


def test_fields_that_are_added_later_are_passed_over() -> None:
    data = encode_extraction(story()[0])
    data["later"] = data["report"]["later"] = data["statements"][0]["later"] = data["statements"][0]["chain"][0]["later"] = 1
    assert decode_extraction(data) == story()[0]


def test_the_document_is_a_schema_and_names_the_version() -> None:
    Draft202012Validator.check_schema(DOCUMENT)
    assert DOCUMENT["properties"]["schema"]["const"] == SCHEMA == "reportedly/1"


def test_the_document_names_every_label() -> None:
    definitions = DOCUMENT["$defs"]
    assert definitions["kind"]["enum"] == list(get_args(Kind))
    assert definitions["act"]["enum"] == list(get_args(Act))
    assert definitions["attribution"]["properties"]["kind"]["enum"] == list(get_args(Quotation))
    for name, labels in (("mode", Mode), ("polarity", Polarity)):
        assert definitions["statement"]["properties"][name]["enum"] == [*get_args(labels), None]
    assert definitions["time"]["properties"]["grain"]["enum"] == list(get_args(Grain))
    assert definitions["place"]["properties"]["precision"]["enum"] == [*get_args(Precision), None]
    assert definitions["actor"]["properties"]["kind"]["enum"] == list(get_args(ActorKind))
    assert definitions["certainty"]["properties"]["confidence"]["enum"] == [*get_args(Confidence), None]


@pytest.mark.parametrize(("name", "data"), [
    ("easy.txt", "The mayor said that the bridge will reopen in May.\n"),
    ("nobody.txt", "Rain."),
    ("page.html", PAGE),
])
def test_what_extract_prints_is_valid(name: str, data: str) -> None:
    VALIDATOR.validate(line(name, data))


def test_the_document_says_all_that_is_printed() -> None:
    """What is not in the document would be a field that nobody can rely on."""
    printed = line("page.html", PAGE)
    assert printed["attributions"]
    assert printed["report"]["links"]
    for key, one in (("report", printed["report"]), ("attribution", printed["attributions"][0]), ("statement", printed["statements"][0]),
                     ("hop", next(s["chain"][0] for s in printed["statements"] if s["chain"]))):
        definition = DOCUMENT["$defs"][key]
        assert set(one) == set(definition["properties"]) == set(definition["required"])


def test_the_document_refuses_what_is_wrong() -> None:
    printed = line("easy.txt", "The mayor said that the bridge will reopen in May.\n")
    for path, wrong in ((("schema",), "reportedly/2"), (("report", "id"), "x"), (("statements", 0, "spans"), [[3]]),
                        (("attributions", 0, "kind"), "said"), (("statements", 0, "chain", 0, "kind"), "nobody")):
        broken = json.loads(json.dumps(printed))
        at = broken
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = wrong
        with pytest.raises(ValidationError):
            VALIDATOR.validate(broken)


def test_facets_are_printed() -> None:
    report = read_bytes(b"The mayor of Lyon said that the bridge will reopen on 3 May 2034, at a cost of $2 million.\n", "easy.txt",
                        given=reportedly.Given(published="2034-04-01"))
    [statement] = encode_extraction(reportedly.extract(report))["statements"]
    assert (statement["mode"], statement["polarity"]) == ("forecast", "affirmed")
    assert statement["certainty"]["factuality"] > 0
    assert statement["window"] == {"start": "2034-05-03", "end": "2034-05-04"}
    assert [time["start"] for time in statement["times"]] == ["2034-05-03"]
    assert [(q["low"], q["high"], q["unit"]) for q in statement["quantities"]] == [(2_000_000, 2_000_000, "USD")]
