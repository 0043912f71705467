"""The network: MiniLM with shape embeddings, per-piece tags, and for each cue a small conditioned layer with a CRF.

Two graphs are exported from it: `Tagger` (the encoder; once per window) and `Roles` (once per cue, over the pieces near it).
"""

import torch
from torch import Tensor, nn

from data import REACH, ROLES
from reportedly.extract.encode import SHAPES
from reportedly.extract.model import LABELS

WIDTH = 128
TAGS = {name: len(labels) for name, labels in LABELS.items()}
FORBIDDEN = -1e4


class Encoder(nn.Module):
    """BERT's encoder with its published weights, written out so that it exports to a plain graph."""

    def __init__(self, layers: int = 6, width: int = 384, heads: int = 12, inner: int = 1536, vocabulary: int = 30522) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(512, width)
        self.kinds = nn.Embedding(2, width)
        self.shapes = nn.Embedding(SHAPES, width)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(width, heads, inner) for _ in range(layers))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """The last layer's output and the third's [N, T, width]: names are plainer further down."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(positions) + self.kinds.weight[0] + self.shapes(shapes)
        x = self.drop(self.norm(x))
        bias = ((1.0 - mask.float()) * FORBIDDEN)[:, None, None, :]
        lower = x
        for n, layer in enumerate(self.layers):
            x = layer(x, bias)
            lower = x if n == len(self.layers) // 2 - 1 else lower
        return x, lower

    def load_bert(self, state: dict[str, Tensor]) -> None:
        """Take the weights of a BERT checkpoint (names with or without the prefix `bert.`)."""
        state = {k.removeprefix("bert."): v for k, v in state.items()}
        mine = {"words.weight": "embeddings.word_embeddings.weight", "positions.weight": "embeddings.position_embeddings.weight",
                "kinds.weight": "embeddings.token_type_embeddings.weight", "norm.weight": "embeddings.LayerNorm.weight",
                "norm.bias": "embeddings.LayerNorm.bias"}
        for i in range(len(self.layers)):
            theirs = f"encoder.layer.{i}."
            for ours, name in {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
                               "out": "attention.output.dense", "norm1": "attention.output.LayerNorm",
                               "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}.items():
                for part in ("weight", "bias"):
                    mine[f"layers.{i}.{ours}.{part}"] = f"{theirs}{name}.{part}"
        own = self.state_dict()
        own.update({k: state[v].float() for k, v in mine.items()})
        self.load_state_dict(own)


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        n, t, width = x.shape
        q, k, v = (f(x).view(n, t, self.heads, width // self.heads).transpose(1, 2) for f in (self.query, self.key, self.value))
        # written out: on CPUs the backward pass of the fused attention is the slower one (LOG.md)
        weight = (q * (width // self.heads) ** -0.5) @ k.transpose(-1, -2)
        found = (weight + bias.to(weight.dtype)).softmax(-1).to(v.dtype) @ v
        x = self.norm1(x + self.drop(self.out(found.transpose(1, 2).reshape(n, t, width))))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Tagger(nn.Module):
    """ids, shapes, mask [N, T] -> tags [N, T, 50] (see TAGS) and pieces [N, T, WIDTH] for `Roles`."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.tags = nn.Linear(384, sum(TAGS.values()) - TAGS["names"])
        self.pieces = nn.Linear(384, WIDTH)
        self.names = Names()

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        x, lower = self.encoder(ids, shapes, mask)
        return torch.cat([self.tags(x), self.names(x, lower, mask)], dim=-1), self.pieces(x)


class Names(nn.Module):
    """Two layers' outputs -> tags of names [N, T, 7], through a small layer of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.mix = nn.Linear(2 * 384, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layer = Layer(WIDTH, 4, 2 * WIDTH)
        self.out = nn.Linear(WIDTH, TAGS["names"])

    def forward(self, x: Tensor, lower: Tensor, mask: Tensor) -> Tensor:
        mixed = self.norm(self.mix(torch.cat([x, lower], dim=-1)))
        return self.out(self.layer(mixed, ((1.0 - mask.float()) * FORBIDDEN)[:, None, None, :]))


class Roles(nn.Module):
    """For each cue, every near piece's role.

    pieces [C or 1, L, WIDTH]; place [C, L]: how far each piece is from the cue's first, plus REACH; inside [C, L]: 1 on the
    cue's pieces; mask [C, L]: 1 on pieces within reach -> emissions [C, L, 5].
    """

    def __init__(self) -> None:
        super().__init__()
        self.near = nn.Parameter(torch.randn(2 * REACH + 1, WIDTH) * 0.02)
        self.mark = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.condition = nn.Linear(WIDTH, 2 * WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layer = Layer(WIDTH, 4, 2 * WIDTH)
        self.out = nn.Linear(WIDTH, len(ROLES))

    def forward(self, pieces: Tensor, place: Tensor, inside: Tensor, mask: Tensor) -> Tensor:
        weight = inside.to(pieces.dtype)[:, :, None]
        cue = (pieces * weight).sum(1) / weight.sum(1).clamp(min=1)
        scale, shift = self.condition(cue)[:, None, :].chunk(2, dim=-1)
        x = self.norm(pieces * (1 + scale) + shift + self.near[place] + weight * self.mark)
        x = self.layer(x, ((1.0 - mask.float()) * FORBIDDEN)[:, None, None, :])
        return self.out(x)


class Crf(nn.Module):
    """A linear-chain CRF over the roles; `I` follows only its own `B` or `I`."""

    def __init__(self) -> None:
        super().__init__()
        n = len(ROLES)
        self.between = nn.Parameter(torch.zeros(n, n))
        self.first = nn.Parameter(torch.zeros(n))
        allowed = torch.zeros(n, n)
        for j, to in enumerate(ROLES):
            for i, back in enumerate(ROLES):
                if to.startswith("I") and back[1:] != to[1:]:
                    allowed[i, j] = FORBIDDEN
        self.register_buffer("allowed", allowed)

    def loss(self, emissions: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Negative log-likelihood of each row's labels. emissions [C, L, n]; labels, mask [C, L]; masked ends count nothing."""
        between = self.between + self.allowed
        rows, size, _ = emissions.shape
        score = emissions[:, 0] + self.first
        total = score
        at = torch.arange(rows)
        gold = self.first[labels[:, 0]] * mask[:, 0] + (emissions[at[:, None], torch.arange(size)[None], labels] * mask).sum(1)
        gold = gold + (between[labels[:, :-1], labels[:, 1:]] * mask[:, 1:] * mask[:, :-1]).sum(1)
        for t in range(1, size):
            step = torch.logsumexp(total[:, :, None] + between[None], dim=1) + emissions[:, t]
            total = torch.where(mask[:, t, None] > 0, step, total)
        return torch.logsumexp(total, dim=1) - gold


class Model(nn.Module):
    """Everything that is trained."""

    def __init__(self) -> None:
        super().__init__()
        self.tagger, self.roles, self.crf = Tagger(), Roles(), Crf()
