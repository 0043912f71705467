"""REST: what the pages show, as JSON; pages of lists, ETags, judging with If-Match; and no server error whatever is sent."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance
from starlette.testclient import TestClient

from present.harbour import desk_over, fill
from reportedly.ledger import open_ledger
from reportedly.present.web.app import make_app
from reportedly.present.web.safety.guard import Guard

DOCS = Path(__file__).parents[3] / "docs"
HERE = "http://localhost"
EXAMPLES = 12  # of each operation; `bench/api.py` tries many more
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """The app over a small story."""
    fill(tmp_path / "story.db")
    with (open_ledger(tmp_path / "story.db") as store,
          TestClient(make_app(desk_over(store), Guard.local("ana")), base_url=HERE) as found):
        yield found


VINT = {"text": "The bridge at Vint opens on Monday, Mayor Ana Brkic said.\n\nIt cost 3 million euros, she said.", "outlet": "Vint Herald",
        "published": "2025-03-01"}


def schema(name: str) -> Draft202012Validator:
    """A schema of the docs."""
    every = [json.loads((DOCS / one).read_text(encoding="utf-8")) for one in ("schema.json", "trace.schema.json")]
    registry: Any = Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in every)
    return Draft202012Validator(json.loads((DOCS / name).read_text(encoding="utf-8")), registry=registry)


def got(client: TestClient, path: str, **asked: Any) -> Any:
    answer = client.get(f"/api/v1{path}", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_list_has_its_total_and_gives_one_page(client: TestClient) -> None:
    every = got(client, "/claims", limit=200)
    assert every["total"] == len(every["items"]) > 2
    assert [got(client, "/claims", offset=n, limit=1)["items"][0] for n in range(every["total"])] == every["items"]
    assert got(client, "/claims", offset=every["total"])["items"] == []


def test_a_claim_and_its_trace_are_as_the_schema_has_them(client: TestClient) -> None:
    first = got(client, "/claims")["items"][0]
    trace = got(client, f"/claims/{first['id']}/trace")
    schema("trace.schema.json").validate(trace)
    claim = got(client, f"/claims/{first['id']}")
    assert claim == trace["claim"]
    assert claim.items() <= {**first, "origins": claim["origins"]}.items()


def test_a_report_is_as_the_schema_has_it(client: TestClient) -> None:
    id_ = client.post("/api/v1/reports", json=VINT).json()["report"]["id"]
    report = got(client, f"/reports/{id_}")
    schema("schema.json").validate(report)
    assert set(got(client, f"/reports/{id_}/claims")) == {s["id"] for s in report["statements"]} != set()


def test_facets_narrow_to_as_many_as_they_say(client: TestClient) -> None:
    for kind, values in got(client, "/facets").items():
        for value in values:
            assert got(client, "/claims", **{kind: value["value"]})["total"] == value["claims"], (kind, value)


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    for path in ("/claims", "/forecasts", f"/claims/{got(client, '/claims')['items'][0]['id']}"):
        first = client.get(f"/api/v1{path}")
        again = client.get(f"/api/v1{path}", headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(f"/api/v1{path}", headers={"If-None-Match": '"other"'}).json() == first.json()


def test_judging_takes_the_tag_that_was_seen(client: TestClient) -> None:
    path = f"/api/v1/claims/{got(client, '/claims')['items'][0]['id']}"
    seen = client.get(path).headers["ETag"]
    grade = {"kind": "grade", "claim": path.rpartition("/")[2], "value": "2"}
    assert client.post("/api/v1/judgements", json=grade, headers={"If-Match": seen}).status_code == 201
    assert client.get(path).json()["grade"] == 2
    late = client.post("/api/v1/judgements", json={**grade, "value": "5"}, headers={"If-Match": seen})
    assert (late.status_code, client.get(path).json()["grade"]) == (409, 2)
    (made,) = got(client, "/judgements")["items"]
    assert client.post("/api/v1/judgements", json={"kind": "withdraw", "judgement": made["id"]}).status_code == 201
    assert client.get(path).json()["grade"] is None


def test_the_same_report_twice_is_kept_once(client: TestClient) -> None:
    before = got(client, "/reports")["total"]
    read = client.post("/api/v1/read", json=VINT)
    assert (read.status_code, got(client, "/reports")["total"]) == (200, before)
    assert [client.post("/api/v1/reports", json=VINT).status_code for _ in range(2)] == [201, 200]
    assert got(client, "/reports")["total"] == before + 1
    assert got(client, "/claims", q="bridge Vint")["items"][0]["first"]["outlet"] == "Vint Herald"


@pytest.mark.parametrize(("path", "status"), [
    ("/claims/nowhere", 404), ("/reports/nowhere", 404), ("/source?name=nobody", 404), ("/claims?limit=0", 422), ("/claims?offset=-1", 422),
    ("/claims?mode=guess", 422), ("/source", 422), ("/nothing", 404), ("/claims?offset=99999999999999999999", 422)])
def test_what_is_not_there_or_cannot_be_is_said_in_one_line(client: TestClient, path: str, status: int) -> None:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == status
    assert answer.json()["detail"]


OPERATIONS = 21  # at least: a schema that lost its paths would be tried without fault


def test_no_request_brings_a_server_error(client: TestClient) -> None:
    described = schemathesis.openapi.from_asgi("/api/v1/openapi.json", client.app, headers={"Host": "localhost"})
    operations = [found.ok() for found in described.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) >= OPERATIONS
    for operation in operations:

        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
        @given(case=operation.as_strategy())
        def try_it(case: schemathesis.Case[Any]) -> None:
            answer = case.call(headers={"Host": "localhost"})
            case.validate_response(answer, checks=CHECKS)

        try_it()
