"""A model folder -> scores for a window, and for each cue in it. Holds the two onnxruntime sessions and nothing else.

Windows run one at a time, on one thread: int8 activations are scaled by what else is in a batch, so a batch would make
what is found in a report depend on its neighbours. Reports run side by side instead (`pipeline.py`).
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from reportedly.errors import ModelError
from reportedly.extract.encode import PROTOCOL, Window
from reportedly.types import Act, Kind, Mode, NameKind, Polarity

Floats = NDArray[np.float32]

DEFAULT = Path(__file__).parents[1] / "models" / "en"
ROLES = ("O", "B-source", "I-source", "B-content", "I-content")
NAMES = ("O", *(f"{bi}-{kind}" for kind in get_args(NameKind) for bi in "BI"))
LABELS: dict[str, tuple[str, ...]] = {
    "cues": ("O", "B", "I"), "statements": ("O", "B", "I"), "kinds": get_args(Kind), "acts": get_args(Act),
    "modes": get_args(Mode), "polarities": get_args(Polarity), "signs": ("-", "0", "+"), "facts": ("presented", "happened"), "names": NAMES,
}  # what each of a piece's numbers says, in the order of the encoder's output
FILES = ("model.onnx", "roles.onnx", "tokenizer.json")


@dataclass(frozen=True)
class Config:
    """`config.json`: the label sets, the decoder's numbers, and the hashes of the other files."""

    protocol: int
    version: str
    labels: dict[str, list[str]]
    roles: list[str]
    reach: int
    cue_threshold: float
    nested_threshold: float
    between: list[list[float]]
    first: list[float]
    sha256: dict[str, str]


@dataclass(frozen=True)
class Scores:
    """What the encoder says of a window's T pieces; rows without [CLS] and [SEP]."""

    cues: Floats  # [T, 3] probability of O, B, I
    statements: Floats  # [T, 3] probability of O, B, I
    kinds: Floats  # [T, kinds] logits
    acts: Floats  # [T, acts] logits
    modes: Floats  # [T, modes] logits
    polarities: Floats  # [T, polarities] logits
    signs: Floats  # [T, 3] logits of −, 0, +
    facts: Floats  # [T, 2] −3 … +3, as presented and as come about
    names: Floats  # [T, NAMES] logits
    pieces: Floats  # [T, width] for the role head


class Model:
    """`model(window)` gives `Scores`; `model.roles(scores, cues)` the emissions of each cue. Built once, safe in threads."""

    def __init__(self, folder: Path = DEFAULT) -> None:
        """Load and check the folder; ModelError says what is wrong with it and what to do."""
        self.folder = folder
        self.config = _config(folder)
        for name in FILES:
            _check(folder / name, self.config.sha256.get(name))
        try:
            self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._encoder = _session(folder / "model.onnx")
            self._roles = _session(folder / "roles.onnx")
        except Exception as error:  # onnxruntime and tokenizers raise bare exceptions of many kinds
            raise ModelError(f"the model in {folder} cannot be loaded ({_first_line(error)}); {_REMEDY}") from error
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def __call__(self, window: Window) -> Scores:
        """Score one window."""
        tags, pieces = self.encode_only(window)
        cues, statements, *others = np.split(tags[0, 1:-1], _BOUNDS, axis=1)
        kinds, acts, modes, polarities, signs, facts, names = others
        return Scores(softmax(cues), softmax(statements), kinds, acts, modes, polarities, signs, facts, names, pieces[0, 1:-1])

    def encode_only(self, window: Window) -> list[Floats]:
        """The bare encoder's outputs for a window; what `bench` measures the rest against."""
        feeds = {"ids": window.ids[None].astype(np.int64), "shapes": window.shapes[None].astype(np.int64)}
        out: list[Floats] = self._encoder.run(None, feeds)
        return out

    def roles(self, scores: Scores, cues: list[tuple[int, int]]) -> tuple[Floats, NDArray[np.bool_]]:
        """Emissions [C, T, roles] of each cue for the window's pieces, and which of them [C, T] are within its reach."""
        at, reach = np.arange(len(scores.pieces)), self.config.reach
        starts, stops = (np.array(x)[:, None] for x in zip(*cues, strict=True))
        away = at - starts
        near = np.abs(away) <= reach
        inside = (at >= starts) & (at < stops)
        feeds = {"pieces": scores.pieces[None], "place": np.clip(away + reach, 0, 2 * reach).astype(np.int64),
                 "inside": inside.astype(np.float32), "mask": near.astype(np.float32)}
        return self._roles.run(None, feeds)[0], near


def softmax(x: Floats) -> Floats:
    """Over the last axis."""
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    out: Floats = e / e.sum(axis=-1, keepdims=True)
    return out


_BOUNDS = np.cumsum([len(labels) for labels in LABELS.values()])[:-1].tolist()
_REMEDY = "install reportedly again, or name a folder that `make train` wrote"


def _config(folder: Path) -> Config:
    path = folder / "config.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        protocol = data["protocol"]
    except FileNotFoundError:
        raise ModelError(f"there is no model in {folder}: config.json is missing; {_REMEDY}") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path} cannot be read ({_first_line(error)}); {_REMEDY}") from error
    if not isinstance(protocol, int) or protocol != PROTOCOL:
        newer = isinstance(protocol, int) and protocol > PROTOCOL
        raise ModelError(f"the model in {folder} speaks protocol {protocol}, this program {PROTOCOL}: "
                         f"{'update reportedly' if newer else 'train the model again'}, or {_REMEDY}")
    try:
        config = Config(**data)
        fits = ({k: tuple(v) for k, v in config.labels.items()} == LABELS and tuple(config.roles) == ROLES
                and np.shape(config.between) == (len(ROLES), len(ROLES)) and np.shape(config.first) == (len(ROLES),)
                and isinstance(config.sha256, dict))
    except (TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"{path} does not fit protocol {PROTOCOL} ({_first_line(error)}); {_REMEDY}") from error
    if not fits:
        raise ModelError(f"{path} does not fit protocol {PROTOCOL}: its labels are not this program's; {_REMEDY}")
    return config


def _check(path: Path, sha256: str | None) -> None:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(f"the model file {path} cannot be read ({error.strerror}); {_REMEDY}") from error
    if found != sha256:
        raise ModelError(f"the model file {path} is cut short or altered: its hash is not the one in config.json; {_REMEDY}")


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:160]
