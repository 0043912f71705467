"""A model folder that is missing, cut short or of another protocol is refused with a line that says what to do."""

import json
import shutil
from pathlib import Path

import pytest

from marks import report
from reportedly.errors import ModelError
from reportedly.extract import Extractor
from reportedly.extract.encode import Window
from reportedly.extract.model import DEFAULT, FILES, Floats, Model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DEFAULT, tmp_path / "model"))


@pytest.mark.parametrize("name", [*FILES, "config.json"])
def test_missing_file(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=name) as caught:
        Model(folder)
    assert "install reportedly again" in str(caught.value)


@pytest.mark.parametrize("name", FILES)
def test_file_cut_short(folder: Path, name: str) -> None:
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[: len(data) // 2])
    with pytest.raises(ModelError, match="cut short or altered"):
        Model(folder)


@pytest.mark.parametrize(("protocol", "advice"), [(99, "update reportedly"), (0, "train the model again")])
def test_other_protocol(folder: Path, protocol: int, advice: str) -> None:
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"protocol": protocol}))
    with pytest.raises(ModelError, match=advice):
        Model(folder)


@pytest.mark.parametrize("change", [{"protocol": "2"}, {"protocol": None}, {"sha256": None}, {"roles": []}, {"kinds": ["x"]}, {"between": []},
                                    {"first": "x"}, {"more": 1}])
def test_config_that_does_not_fit(folder: Path, change: dict[str, object]) -> None:
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | change))
    with pytest.raises(ModelError):
        Model(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"protocol": 2}'])
def test_config_that_is_none(folder: Path, text: str) -> None:
    (folder / "config.json").write_text(text)
    with pytest.raises(ModelError, match=r"config\.json"):
        Model(folder)


def test_what_is_found_does_not_depend_on_what_was_read_before() -> None:
    extractor = Extractor()
    one = report("The mayor said the bridge would reopen in May. Police denied that anyone had been hurt.")
    first = extractor(one)
    extractor(report("“We waited,” he said. " * 60))
    assert extractor(one) == first


def test_skipped_text_holds_nothing() -> None:
    text = "Subscribe, the editor said.\n\nThe mayor said the bridge would reopen."
    from dataclasses import replace

    from reportedly.types import Span

    reading = Extractor()(replace(report(text), skipped=(Span(0, 27),)))
    assert reading.attributions
    assert all(a.cue.start > 27 for a in reading.attributions)
    assert all(s.start > 27 for s in reading.statements)


def test_a_text_that_repeats_itself_is_scored_once(monkeypatch: pytest.MonkeyPatch) -> None:
    extractor, scored = Extractor(), []
    encode_only = extractor.model.encode_only

    def counted(window: Window) -> list[Floats]:
        scored.append(window)
        return encode_only(window)

    monkeypatch.setattr(extractor.model, "encode_only", counted)
    given = report("It may not. " * 3000)
    assert len(extractor.windows(given)) > 50
    extractor(given)
    assert len(scored) < 20
