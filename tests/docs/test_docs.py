"""The docs are tests: their commands run, their JSON fits the schema, their links lead somewhere.

Conventions of the pages, in fenced blocks that run in order, in one folder a page, beside copies of samples/ and docs/story/:
- `console`: `$ ` opens a command, which must succeed; the lines below it are its output, whole. What the model finds may change, so
  of the output only messages, exit codes (`; echo $?`) and the fields of JSON are compared.
- `sh`: only the lines that begin with `reportedly` run.
- `python`: runs as a program of its own.
- `py`: an excerpt of the code, to the letter.
- `json`: one object of the form reportedly/1: a report's, or a claim's.
- any language with a file name after it: the file is written.

REPORTEDLY_GOLDEN=write rewrites the outputs that are shown.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
import typer
from referencing import Registry

import reportedly
from reportedly import codec
from reportedly.ledger.engine import TRACE
from reportedly.ledger.schema import metadata
from reportedly.present import cli, output
from reportedly.read import Given, read_bytes
from reportedly.types import Act, Direction, DriftFacet, EdgeKind, Kind, Outcome, Quotation, Role, Span

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md"))]
SCHEMA: dict[str, Any] = json.loads((DOCS / "schema.json").read_text(encoding="utf-8"))
TRACES: dict[str, Any] = json.loads((DOCS / "trace.schema.json").read_text(encoding="utf-8"))
BOTH: Registry[Any] = Registry().with_contents([(one["$id"], one) for one in (SCHEMA, TRACES)])
TRACED = jsonschema.Draft202012Validator(TRACES, registry=BOTH)
CLAIM = jsonschema.Draft202012Validator({"$ref": f"{TRACES['$id']}#/$defs/claim"}, registry=BOTH)
FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)
MESSAGE = re.compile(r"reportedly: |\d+$|\S+: the file is empty")  # lines that no model has a part in

pages = pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)


@dataclass
class Command:
    """A command of a `console` or `sh` block with the output that the page shows."""

    line: str
    shown: list[str] = field(default_factory=list)


def commands_in(language: str, block: str) -> list[Command]:
    if language == "sh":
        return [Command(line.split("  # ")[0].strip()) for line in block.splitlines() if line.startswith("reportedly ")]
    found: list[Command] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(Command(line[2:]))
        else:
            found[-1].shown.append(line)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    shutil.copytree(DOCS / "story", tmp_path / "docs" / "story")
    return tmp_path


def run(folder: Path, *argv: str) -> str:
    """The output of a command that succeeds."""
    environment = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}", "HOME": str(folder), "PYTHONUTF8": "1"}
    done = subprocess.run(argv, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
                          check=False, timeout=120)
    assert done.returncode == 0, f"{argv[-1]}\n{done.stdout}"
    return done.stdout


@pytest.mark.parametrize("page", [p for p in PAGES if "```" in p.read_text(encoding="utf-8")], ids=lambda p: p.name)
def test_every_block_runs(page: Path, folder: Path) -> None:
    text = page.read_text(encoding="utf-8")
    new = text
    for language, name, block in FENCE.findall(text):
        if name:
            (folder / name).write_text(block, encoding="utf-8")
        elif language == "python":
            run(folder, sys.executable, "-c", block)
        elif language in {"console", "sh"}:
            commands = commands_in(language, block)
            lines = [line.rstrip() for c in commands for line in (f"$ {c.line}", *checked(c, run(folder, "sh", "-c", c.line)))]
            if language == "console":
                new = new.replace(block, "\n".join(lines) + "\n")
    if os.environ.get("REPORTEDLY_GOLDEN") == "write":
        page.write_text(new, encoding="utf-8")


def checked(command: Command, printed: str) -> list[str]:
    """The output as the page is to show it, if the page shows any; what it shows now has the shape of it."""
    lines = printed.strip("\n").splitlines()
    for line in filter(lambda line: line.startswith("{"), lines):
        valid(json.loads(line))
    if not command.shown:
        return []
    assert lines, command.line
    if os.environ.get("REPORTEDLY_GOLDEN") != "write":
        for line in filter(MESSAGE.match, command.shown):
            assert line in lines, f"{command.line}\n{printed}"
        told = [json.loads(line) for line in command.shown if line.startswith("{")]
        found = [json.loads(line) for line in lines if line.startswith("{")]
        assert [list(one) for one in told] == [list(one) for one in found], command.line
    return lines


def valid(data: dict[str, Any]) -> None:
    """An object that is an extraction or a claim, or holds a statement, is as the schemas say."""
    if "tellings" in data:
        TRACED.validate(data)
    elif "origins" in data:
        CLAIM.validate(data)
    elif "schema" in data:
        jsonschema.Draft202012Validator(SCHEMA).validate(data)
    elif isinstance(statement := data.get("statement"), dict):
        jsonschema.Draft202012Validator({"$ref": "#/$defs/statement", "$defs": SCHEMA["$defs"]}).validate(statement)


def json_blocks() -> Iterator[Any]:
    for page in PAGES:
        for language, _, block in FENCE.findall(page.read_text(encoding="utf-8")):
            if language == "json":
                data = json.loads(block)
                yield pytest.param(data, id=f"{page.name}-{'claim' if 'tellings' in data else 'report'}")


@pytest.mark.parametrize("data", list(json_blocks()))
def test_every_json_example_fits_the_schema_and_itself(data: dict[str, Any]) -> None:
    assert "schema" in data, "a json block is a whole object"
    valid(data)
    if "tellings" in data:
        assert codec.encode_trace(codec.decode_trace(data)) == data
        return
    extraction = codec.decode_extraction(data)
    assert codec.encode_extraction(extraction) == data
    report = extraction.report
    as_read = read_bytes(report.text.encode(), report.name, given=Given(published=report.published, outlet=report.outlet))
    assert as_read == report
    for span in spans(data["attributions"]) + spans(data["statements"]):
        assert report.text[span.start:span.end].strip()
    for statement in extraction.statements:
        assert statement.text == " … ".join(report.text[s.start:s.end] for s in statement.spans)


def spans(data: Any) -> list[Span]:
    if isinstance(data, list) and len(data) == 2 and all(isinstance(x, int) for x in data):
        return [Span(*data)]
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [span for one in inner for span in spans(one)]


def test_a_real_line_fits_the_schema() -> None:
    found = reportedly.extract(reportedly.read(ROOT / "samples" / "03-vistula-monitor.html"))
    assert found.statements
    valid(json.loads(json.dumps(codec.encode_extraction(found))))


def test_every_claim_of_the_samples_fits_the_schema(folder: Path) -> None:
    run(folder, "reportedly", "add", "samples")
    claims = [json.loads(line) for line in run(folder, "reportedly", "claims", "--json").splitlines()]
    traces = [json.loads(line) for line in run(folder, "reportedly", "trace", "--all", "--json").splitlines()]
    assert len(claims) > 100
    assert [trace["claim"] for trace in traces] == claims
    for claim in claims:
        CLAIM.validate(claim)
    for trace in traces:
        TRACED.validate(trace)


def test_the_story_has_four_outlets_one_origin_and_three_changes(folder: Path) -> None:
    """What docs/story.md says in words."""
    run(folder, "reportedly", "add", "docs/story", "--manifest", "docs/story/manifest.tsv")
    found = json.loads(run(folder, "reportedly", "trace", "large engineering force", "--json"))
    claim, outlets = found["claim"], {t["report"]["id"]: t["report"]["outlet"] for t in found["tellings"]}
    assert (claim["outlets"], claim["origins"]["established"], claim["origins"]["possible"]) == (4, 1, 1)
    assert claim["origins"]["names"] == ["South Korean government official (to TV Chosun)"]
    assert claim["window"] == {"start": "2024-07-01", "end": None}
    edges = {(t["report"]["outlet"], outlets.get(p["report"], p["source"]), p["kind"]) for t in found["tellings"] for p in t["from"]}
    assert edges == {("Institute for the Study of War", "TV Chosun", "cites"), ("Dnipro Post", "TV Chosun", "cites"),
                     ("Dnipro Post", "Institute for the Study of War", "cites"), ("Front Digest", "Dnipro Post", "cites"),
                     ("Harbour Wire", "Dnipro Post", "cites")}
    drift = {(outlets[d["report"]], d["facet"], d["direction"]) for d in found["drift"]}
    assert drift >= {("Dnipro Post", "certainty", "hardened"), ("Front Digest", "time", "narrowed"), ("Harbour Wire", "source", "changed")}


def test_make_run_tells_the_story_of_the_samples(folder: Path) -> None:
    """The commands of the target, as they stand in the Makefile."""
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nrun:")[2].partition("\n\n")[0]
    commands = re.findall(r"^\t\$\(BIN\)/(reportedly .+)$", recipe, re.M)
    _, claims, trace, due = (run(folder, *shlex.split(command)) for command in commands)
    main = re.findall(r"\[(c[0-9a-f]{12})\]", claims)[0]
    assert trace.splitlines()[0].endswith(f"[{main}]"), "the claim that is traced is the first that is listed"
    assert "\nHarbour TV  2025-10-06" in trace, "the root of the tree"
    assert "certainty hardened: “anticipate" in trace
    assert due.splitlines()[0].endswith(f"[{main}]")
    assert "due since 2025-11-01" in due
    for command in re.findall(r"\$\(BIN\)/(reportedly [^\"&]+samples\.db)\"", recipe):
        run(folder, *shlex.split(command))


def test_every_field_of_the_json_is_described() -> None:
    text = (DOCS / "json.md").read_text(encoding="utf-8")
    fields = {name for schema in (SCHEMA, TRACES) for part in schema["$defs"].values() for name in part.get("properties", {})}
    fields |= set(TRACES["properties"])
    assert sorted(name for name in fields if f"`{name}`" not in text) == []


def test_every_label_is_described() -> None:
    text = (DOCS / "labels.md").read_text(encoding="utf-8")
    for label in (*get_args(Kind), *get_args(Act)):
        assert f"| `{label}` |" in text, label
    assert all(f"`{label}`" in text for labels in (Quotation, EdgeKind, DriftFacet, Direction, Role, Outcome) for label in get_args(labels))
    defs = TRACES["$defs"]
    assert set(defs["parent"]["properties"]["kind"]["enum"]) == set(get_args(EdgeKind))
    assert set(defs["telling"]["properties"]["role"]["enum"]) == set(get_args(Role))
    assert set(defs["drift"]["properties"]["facet"]["enum"]) == set(get_args(DriftFacet))
    assert set(defs["drift"]["properties"]["direction"]["enum"]) == set(get_args(Direction))
    assert set(defs["claim"]["properties"]["outcome"]["enum"]) == {None, *get_args(Outcome)}
    assert SCHEMA["$defs"]["kind"]["enum"] == list(get_args(Kind))
    assert SCHEMA["$defs"]["act"]["enum"] == list(get_args(Act))


def test_every_table_of_the_ledger_is_described() -> None:
    text = (DOCS / "ledger.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.M)) == {*metadata.tables, "newest"}
    assert TRACE in text


def sections(text: str) -> dict[str, str]:
    parts = re.split(r"^## (.+)\n", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_command_and_option_is_described_and_no_other() -> None:
    group: Any = typer.main.get_command(cli.app)
    text = (DOCS / "cli.md").read_text(encoding="utf-8")
    every = {"--help", *(option for parameter in group.params for option in parameter.opts)}
    assert all(f" {option}`" in text for option in every - {"--help"})
    for name, command in group.commands.items():
        inner = getattr(command, "commands", {})
        assert all(f"`{name} {sub}" in sections(text)[name] for sub in inner)
        options = {option for one in (command, *inner.values()) for parameter in one.params for option in parameter.opts
                   if option.startswith("--")}
        missing = {option for option in options if f"`{option}" not in sections(text)[name]}
        assert not missing, f"{name}: {missing}"
        assert f"reportedly {name} " in (ROOT / "README.md").read_text(encoding="utf-8")
        every |= options
        assert all(f"`{parameter.envvar}`" in text for parameter in command.params if parameter.envvar)
    assert set(re.findall(r"(?<![\w-])--[a-z][\w-]*", text)) <= every


def test_exit_codes_are_those_of_the_program() -> None:
    def table(page: Path) -> list[tuple[str, str]]:
        return re.findall(r"^\| (\d+) \| (.+) \|$", page.read_text(encoding="utf-8"), re.M)

    codes = [0, output.FAILED, output.USAGE, output.LEDGER, output.MODEL, output.OUTPUT, output.INTERRUPTED]
    told = re.findall(r"(\d+) ([^;.]+)", str(cli.app.info.epilog))
    assert [int(code) for code, _ in told] == codes
    assert table(ROOT / "README.md") == told
    assert table(DOCS / "cli.md") == told


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, made as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pages
def test_every_internal_link_resolves(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", page.read_text(encoding="utf-8"))):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_excerpt_is_in_the_code() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    for page in PAGES:
        for language, _, block in FENCE.findall(page.read_text(encoding="utf-8")):
            assert language != "py" or block in code, block


@pages
def test_every_file_and_target_that_is_named_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    roots = (ROOT, ROOT / "src" / "reportedly", ROOT / "src" / "reportedly" / "ledger", ROOT / "training")
    for name in re.findall(r"`([\w./-]+(?:\.py|/))`", text):
        assert any((root / name).exists() for root in roots), name
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"(?:`|^)make ([a-z]+)", text, re.M)) <= targets
