"""A source phrase -> its name and kind."""

import pytest

from reportedly.resolve.kinds import kind
from reportedly.resolve.phrases import parse
from reportedly.types import Kind


@pytest.mark.parametrize(("words", "name", "model", "expected"), [
    ("Kyiv", "Kyiv", "unknown", "government"),
    ("The Bank of Peru", "Bank of Peru", "organization", "government"),
    ("the interior ministry", "interior ministry", "unknown", "government"),
    ("prosecutors in Lille", "prosecutors in Lille", "unknown", "government"),
    ("NATO", "NATO", "unknown", "organization"),
    ("The Red Crescent", "Red Crescent", "person", "organization"),
    ("the payments company Brightpay", "Brightpay", "unknown", "organization"),
    ("a company spokeswoman", "company spokeswoman", "organization", "organization"),
    ("a ministry spokesman", "ministry spokesman", "unknown", "government"),
    ("The newspaper Ribeira Livre", "Ribeira Livre", "person", "outlet"),
    ("Radio Norte", "Radio Norte", "unknown", "outlet"),
    ("The news agency VNA", "VNA", "unknown", "outlet"),
    ("the space agency ESA", "ESA", "organization", "organization"),
    ("a local radio station", "local radio station", "unknown", "outlet"),
    ("a bulletin of the company Brightpay", "bulletin of the company Brightpay", "organization", "document"),
    ("satellite images", "satellite images", "unknown", "document"),
    ("court papers", "court papers", "unknown", "document"),
    ("Guyanese President Ravi Mohan", "Ravi Mohan", "person", "person"),
    ("Its director, Salma Idrissi", "Salma Idrissi", "person", "person"),
    ("Daniel Okoro, the head of the harbour office in Bergen, Norway", "Daniel Okoro", "person", "person"),
    ("The opposition lawmaker Han Sang-ho", "Han Sang-ho", "person", "person"),
    ("his lawyer", "his lawyer", "person", "person"),
    ("the governor of Lampang", "governor of Lampang", "person", "person"),
    ("Azerbaijan's prosecutor general", "Azerbaijan's prosecutor general", "government", "person"),
    ("a western diplomat", "western diplomat", "person", "anonymous"),
    ("two teachers", "two teachers", "group", "anonymous"),
    ("hospital officials", "hospital officials", "group", "anonymous"),
    ("people close to the matter", "people close to the matter", "group", "anonymous"),
    ("a source in the port office who spoke on condition of anonymity", "source in the port office", "anonymous", "anonymous"),
    ("the director", "director", "person", "person"),
    ("a director", "director", "person", "anonymous"),
    ("the Justice Department", "Justice Department", "government", "government"),
    ("General Motors", "General Motors", "organization", "organization"),
    ("Martin Luther Stein Jr.", "Martin Luther Stein", "person", "person"),
    ("Ms. Jordan", "Jordan", "person", "person"),
    ("Emily Post", "Emily Post", "person", "person"),
    ("residents of Quito", "residents of Quito", "anonymous", "group"),
    ("analysts", "analysts", "organization", "group"),
])
def test_name_and_kind(words: str, name: str, model: Kind, expected: str) -> None:
    phrase = parse(words)
    assert phrase.name == name
    found, why = kind(words, phrase, model)
    assert found == expected
    assert why
