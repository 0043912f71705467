"""The public names are these and no others, and they work end to end."""

import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

import reportedly
from reportedly import errors

NAMES = [
    "AccountsError", "Actor", "Anonymity", "Attribution", "Certainty", "Changed", "EmptyReport", "Extraction", "Failure", "Given", "Hop",
    "Ledger", "LedgerBusy", "LedgerError", "Link", "ManifestError", "ModelError", "NewerLedger", "NotALedger", "NotInLedger", "NotText",
    "Pipeline", "Place", "Quantity", "ReadError", "RegisterError", "Report", "ReportedlyError", "ServeError", "Span", "Statement", "Time",
    "TooLarge", "Wanted", "__version__",
    "extract", "open", "read",
]
TEXT = "The mayor said that the bridge will reopen in May."


def test_the_names_are_these() -> None:
    assert reportedly.__all__ == NAMES
    public = {name for name in vars(reportedly) if name[0] != "_" and not isinstance(getattr(reportedly, name), ModuleType)}
    assert public <= {*NAMES, "Any", "Path", "TYPE_CHECKING", "cache"}


@pytest.mark.parametrize("name", NAMES)
def test_each_is_there_and_says_what_it_is(name: str) -> None:
    found = getattr(reportedly, name)
    assert not isinstance(found, ModuleType)
    assert name == "__version__" or (found.__doc__ or "").strip()


def test_there_is_no_other() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        getattr(reportedly, "nothing")  # noqa: B009  mypy knows it too


def test_the_version_is_the_package_s() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert reportedly.__version__ == project["project"]["version"]


def test_every_error_is_one_of_ours() -> None:
    public = {found for name in NAMES if isinstance(found := getattr(reportedly, name), type) and issubclass(found, Exception)}
    assert public == {found for found in vars(errors).values() if isinstance(found, type)}
    assert all(issubclass(error, reportedly.ReportedlyError) for error in public)


def test_read_extract_and_keep(tmp_path: Path) -> None:
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT, encoding="utf-8")
    report = reportedly.read(path, given=reportedly.Given(outlet="Valley Times"))
    found = reportedly.extract(report)
    assert found.report is report
    assert [(report.text[slice(*a.sources[0])], report.text[slice(*a.cue)]) for a in found.attributions] == [("The mayor", "said")]
    assert [s.chain[0].act for s in found.statements] == ["say"]
    with reportedly.open(tmp_path / "reportedly.db") as ledger:
        assert isinstance(ledger, reportedly.Ledger)
        assert ledger.add(found, extractor="test")
        assert not ledger.add(found, extractor="test")
        assert ledger.extraction(str(path)) == found
    assert reportedly.extract(report) == found  # the room of the same name does not hide the verb


def test_errors_are_raised_and_nothing_is_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(reportedly.ReadError):
        reportedly.read(tmp_path / "nothing.txt")
    with pytest.raises(reportedly.LedgerError):
        reportedly.open(tmp_path)
    with pytest.raises(reportedly.ModelError):
        reportedly.Pipeline(tmp_path)
    assert capfd.readouterr() == ("", "")


def test_importing_stays_quick() -> None:
    """The database library is a third of the start; neither the ledger nor what trains models is loaded for `extract`."""
    code = f"import sys, reportedly; reportedly.extract(reportedly.Report('r', 'n', {TEXT!r}, 's')); print(*sorted(sys.modules))"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    assert not loaded & {"sqlalchemy", "alembic", "torch", "trafilatura", "typer", "rich", "reportedly.ledger"}
