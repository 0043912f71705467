"""A checkpoint -> the model folder that ships: int8 ONNX graphs, tokenizer, config with hashes."""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from data import REACH, ROLES
from model import WIDTH, Model
from reportedly.extract.encode import PROTOCOL
from reportedly.extract.model import LABELS
from train import base_model


class Whole(nn.Module):
    """The tagger for one window at a time: no padding, so no mask."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.tagger = model.tagger

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        tags, pieces = self.tagger(ids, shapes, torch.ones_like(ids))
        return tags, pieces


def main() -> None:
    """Write the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--nested", type=float, default=0.8)
    parser.add_argument("--fp32", action="store_true", help="do not quantize, to measure what that costs")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    model = Model()
    model.load_state_dict(torch.load(args.checkpoint, weights_only=True)["average"])
    model.eval()
    ids = torch.randint(1000, 2000, (1, 20))
    with tempfile.TemporaryDirectory() as scratch:
        for name, module, example, inputs, outputs, axes in (
            ("model.onnx", Whole(model), (ids, torch.zeros_like(ids)), ["ids", "shapes"], ["tags", "pieces"],
             {k: {1: "pieces"} for k in ("ids", "shapes", "tags", "pieces")}),
            ("roles.onnx", model.roles, (torch.randn(1, 40, WIDTH), torch.arange(40).expand(3, -1), torch.ones(3, 40), torch.ones(3, 40)),
             ["pieces", "place", "inside", "mask"], ["emissions"],
             {"pieces": {1: "pieces"}} | {k: {0: "cues", 1: "pieces"} for k in ("place", "inside", "mask", "emissions")}),
        ):
            raw = Path(scratch) / name
            torch.onnx.export(module, example, str(raw), input_names=inputs, output_names=outputs, dynamic_axes=axes,
                              opset_version=17, dynamo=False)
            if args.fp32:
                shutil.copy(raw, args.out / name)
            else:
                quantize_dynamic(raw, args.out / name, weight_type=QuantType.QInt8, per_channel=True)
    tokenizer = json.loads((base_model() / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["padding"] = tokenizer["truncation"] = None
    (args.out / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    config = {
        "protocol": PROTOCOL, "version": args.version, "labels": {k: list(v) for k, v in LABELS.items()}, "roles": list(ROLES), "reach": REACH,
        "cue_threshold": args.threshold, "nested_threshold": args.nested,
        "between": (model.crf.between + model.crf.allowed).tolist(), "first": model.crf.first.tolist(),
        "sha256": {name: hashlib.sha256((args.out / name).read_bytes()).hexdigest()
                   for name in ("model.onnx", "roles.onnx", "tokenizer.json")},
    }
    (args.out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
