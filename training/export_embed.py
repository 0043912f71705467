"""all-MiniLM-L6-v2 (or a checkpoint fine-tuned from it) -> models/match/embed.onnx: int8, mean pooling, length 1, one text a run."""

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from model import Encoder
from reportedly.link.embed import PROTOCOL
from train import base_model


class Sentence(nn.Module):
    """ids [1, T] -> the mean of the last layer's pieces, of length 1 [1, 384]."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor:
        x, _ = self.encoder(ids, torch.zeros_like(ids), torch.ones_like(ids))
        return nn.functional.normalize(x.mean(1), dim=-1)


def write_config(folder: Path, version: str) -> None:
    """`config.json`: the protocol, the version, and the hashes of the folder's files."""
    files = sorted(p for p in folder.iterdir() if p.suffix in {".onnx", ".json", ".npz"} and p.name != "config.json")
    config = {"protocol": PROTOCOL, "version": version, "sha256": {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}}
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Write the graph and the config."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, help="a state of `Encoder`; without it the published weights")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="match-1")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    encoder = Encoder()
    if args.checkpoint:
        encoder.load_state_dict(torch.load(args.checkpoint, weights_only=True))
    else:
        from safetensors.torch import load_file

        encoder.load_bert(load_file(base_model() / "model.safetensors"))
    encoder.eval()
    with tempfile.TemporaryDirectory() as scratch:
        raw = Path(scratch) / "embed.onnx"
        torch.onnx.export(Sentence(encoder), (torch.randint(1000, 2000, (1, 20)),), str(raw), input_names=["ids"], output_names=["vector"],
                          dynamic_axes={"ids": {1: "pieces"}}, opset_version=17, dynamo=False)
        quantize_dynamic(raw, args.out / "embed.onnx", weight_type=QuantType.QInt8, per_channel=True)
    write_config(args.out, args.version)


if __name__ == "__main__":
    main()
