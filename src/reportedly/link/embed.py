"""Texts -> vectors of meaning, by a sentence encoder in a model folder (all-MiniLM-L6-v2, int8).

Texts run one at a time: int8 activations are scaled by what else is in a batch, and a claim may not depend on what was read
beside it. So the same text has the same vector, to the last bit, always.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from reportedly.errors import ModelError
from reportedly.link.terms import VOCABULARY

Floats = NDArray[np.float32]

DEFAULT = Path(__file__).parents[1] / "models" / "match"
PROTOCOL = 1
WIDTH = 384
MAX_PIECES = 128  # all-MiniLM-L6-v2 was trained on no more
_LONGEST = 2000  # characters that are looked at
_REMEDY = "install reportedly again, or name a folder that `make train` wrote"


class Embedder:
    """`embedder(texts)` gives their vectors [n, 384], each of length 1. Built once, safe in threads."""

    def __init__(self, folder: Path = DEFAULT) -> None:
        """Load and check the folder; ModelError says what is wrong with it and what to do."""
        self.folder = folder
        checked(folder, "embed.onnx")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(str(folder / "embed.onnx"), options, providers=["CPUExecutionProvider"])
            self._tokenizer = Tokenizer.from_file(str(VOCABULARY))
        except Exception as error:  # onnxruntime and tokenizers raise bare exceptions of many kinds
            raise ModelError(f"the model in {folder} cannot be loaded ({str(error)[:160]}); {_REMEDY}") from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_PIECES)

    def __call__(self, texts: Sequence[str]) -> Floats:
        """One row a text; a text without a word has the vector of the empty text."""
        out = np.zeros((len(texts), WIDTH), dtype=np.float32)
        known: dict[tuple[int, ...], int] = {}
        for row, encoding in enumerate(self._tokenizer.encode_batch([_plain(text) for text in texts])):
            pieces = tuple(encoding.ids)
            if pieces in known:
                out[row] = out[known[pieces]]
                continue
            known[pieces] = row
            out[row] = self._session.run(None, {"ids": np.array([pieces], dtype=np.int64)})[0][0]
        return out


def checked(folder: Path, name: str) -> Path:
    """The path of a file of a model folder, after comparing it with the hash in `config.json`."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        protocol, expected = config["protocol"], config["sha256"][name]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{folder / 'config.json'} cannot be read ({error}); {_REMEDY}") from error
    if protocol != PROTOCOL:
        raise ModelError(f"the model in {folder} speaks protocol {protocol}, this program {PROTOCOL}; {_REMEDY}")
    path = folder / name
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(f"the model file {path} cannot be read ({error.strerror}); {_REMEDY}") from error
    if found != expected:
        raise ModelError(f"the model file {path} is cut short or altered: its hash is not the one in config.json; {_REMEDY}")
    return path


def _plain(text: str) -> str:
    text = text[:_LONGEST]
    return text if text.isascii() else "".join(c if not 0xD800 <= ord(c) < 0xE000 else "\ufffd" for c in text)
