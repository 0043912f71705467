"""Vectors of texts: what is near, and that nothing depends on what is read beside it."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from link.gists import embedder
from reportedly.errors import ModelError
from reportedly.link.embed import DEFAULT, Embedder


def test_rows_have_length_one_and_what_means_the_same_is_near() -> None:
    same, other, far = embedder()(["The tram line will open in May.", "The tramway opens to passengers in May.", "Wheat prices fell again."])
    assert np.allclose([same @ same, other @ other, far @ far], 1, atol=1e-5)
    assert float(same @ other) > 0.6
    assert float(same @ far) < 0.3


def test_a_text_has_the_same_vector_whatever_is_beside_it() -> None:
    texts = ["Two barges ran aground.", "A", "Two barges ran aground near the lock on Sunday, the waterways office said."]
    together = embedder()(texts)
    for text, row in zip(texts, together, strict=True):
        assert (embedder()([text])[0] == row).all()


def test_no_texts_give_no_rows() -> None:
    assert embedder()([]).shape == (0, 384)


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_a_vector(text: str) -> None:
    row = embedder()([text])[0]
    assert np.isfinite(row).all()
    assert abs(float(row @ row) - 1) < 1e-4


def test_surrogates_and_long_texts_are_taken() -> None:
    assert np.isfinite(embedder()(["\ud800 broken", "word " * 5000])).all()


def test_a_missing_or_altered_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="install reportedly again"):
        Embedder(tmp_path)
    (tmp_path / "config.json").write_text((DEFAULT / "config.json").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "embed.onnx").write_bytes(b"cut")
    with pytest.raises(ModelError, match="cut short or altered"):
        Embedder(tmp_path)
    (tmp_path / "config.json").write_text(json.dumps({"protocol": 99, "sha256": {"embed.onnx": ""}}), encoding="utf-8")
    with pytest.raises(ModelError, match="protocol 99"):
        Embedder(tmp_path)


def test_the_model_is_small() -> None:
    assert (DEFAULT / "embed.onnx").stat().st_size < 25_000_000
