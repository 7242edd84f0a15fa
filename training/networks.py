"""Trained networks as ONNX files with weights in bytes, for ONNX Runtime without torch."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.batches import ARCS, TAGS
from training.encoder import FOLDER, WIDTH
from training.typer import SIDES, STATUSES
from training.typing_data import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.tagger import Tagger
    from training.typer import Typer

SHIPPED = Path(__file__).parent.parent / "src" / "sayso" / "data" / "model"
_LENGTH = 20


class _Alone(nn.Module):
    """A network that reads one text at a time, of which every piece counts."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, vectors: Tensor, shapes: Tensor, places: Tensor) -> object:
        return self.network(vectors, shapes, torch.ones_like(shapes), places)


def write_tagger(tagger: Tagger, folder: Path, untrained: Sequence[str] = ()) -> None:
    """Write the tagger with the names of its outputs, and the vectors that all networks share.

    `untrained` are the heads that no text taught.
    """
    places = torch.arange(1, _LENGTH - 1)[None]
    _write(tagger, "firsts", places, ["tags", "values", "arcs"], folder / "tagger.onnx")
    names = {
        "name": "tagger-1",
        "tags": {head: [str(label) for label in labels] for head, labels in TAGS.items()},
        "arcs": list(ARCS),
        "untrained": list(untrained),
    }
    (folder / "tagger.json").write_text(json.dumps(names, indent=1) + "\n", encoding="utf-8")
    _write_vectors(tagger.vectors, folder / "vectors.npz")
    shutil.copyfile(FOLDER / "vocab.txt", folder / "pieces.txt")


def write_typer(typer: Typer, folder: Path) -> None:
    """Write the typer with the names of its outputs."""
    _write(
        typer,
        "at",
        torch.tensor([[1, 5, 3]]),
        ["kinds", "statuses", "sides"],
        folder / "typer.onnx",
    )
    names = {
        "name": "typer-1",
        "kinds": list(KINDS),
        "statuses": [status.value for status in STATUSES],
        "sides": list(SIDES),
    }
    (folder / "typer.json").write_text(json.dumps(names, indent=1) + "\n", encoding="utf-8")


def _write(network: nn.Module, last: str, places: Tensor, answers: list[str], path: Path) -> None:
    """Write a network with its dense layers in 8 bits (dynamic); lengths stay free."""
    asked = {
        "vectors": torch.randn(1, _LENGTH, WIDTH),
        "shapes": torch.zeros(1, _LENGTH, dtype=torch.long),
        last: places,
    }
    free = [name for name in asked if name != "at"]
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            _Alone(network.eval()),
            tuple(asked.values()),
            full,
            input_names=list(asked),
            output_names=answers,
            dynamic_axes={name: {1: f"{name}_length"} for name in free},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(full, path, per_channel=True, weight_type=QuantType.QInt8)


def _write_vectors(vectors: Tensor, path: Path) -> None:
    """Write the table of piece vectors in bytes, each row with its own scale."""
    table = vectors.numpy()
    scale = np.abs(table).max(axis=1) / 127.0
    scale[scale == 0] = 1.0
    rows = np.round(table / scale[:, None]).astype(np.int8)
    np.savez_compressed(path, rows=rows, scale=scale.astype(np.float32))
