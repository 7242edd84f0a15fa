"""Trained networks as ONNX files with weights in bytes, for ONNX Runtime without torch."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from onnx.numpy_helper import from_array, to_array
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from sayso.analysis.signs import SIGNS
from training.batches import ARCS, TAGS
from training.encoder import FOLDER, FROZEN, LAYERS, WIDTH
from training.incidents import FATES, SLOTS, STAGES, STANCES
from training.incidents import KINDS as INCIDENTS
from training.typer import SIDES, STATUSES
from training.typing_data import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.encoder import Encoder
    from training.recorder import Recorder
    from training.tagger import Tagger
    from training.typer import Typer

SHIPPED = Path(__file__).parent.parent / "src" / "sayso" / "data" / "model"
_LENGTH = 20
_DENSE = ("asked", "mixed", "wide", "narrow")


class _Lowest(nn.Module):
    """The layers below all networks, for one text at a time."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, vectors: Tensor) -> Tensor:
        return self.encoder.lowest(vectors, torch.ones_like(vectors[:, :, 0]))


class _Alone(nn.Module):
    """A network that reads one text at a time, of which every piece counts."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, low: Tensor, shapes: Tensor, places: Tensor) -> object:
        return self.network(low, shapes, torch.ones_like(shapes), places)


class _Recording(nn.Module):
    """The recorder with one page, of which every piece counts."""

    def __init__(self, recorder: Recorder) -> None:
        super().__init__()
        self.recorder = recorder

    def forward(self, low: Tensor, signs: Tensor, firsts: Tensor) -> object:
        mask = torch.ones_like(low[:, :, 0], dtype=torch.long)
        return self.recorder(low, signs, mask, firsts)


def write_lowest(encoder: Encoder, vectors: Tensor, folder: Path) -> None:
    """Write what all networks share: the vectors of the pieces and the lowest layers."""
    asked = {"vectors": torch.randn(1, _LENGTH, WIDTH)}
    _write(_Lowest(encoder), asked, ["states"], folder / "lowest.onnx")
    _write_vectors(vectors, folder / "vectors.npz")
    shutil.copyfile(FOLDER / "vocab.txt", folder / "pieces.txt")


def write_tagger(tagger: Tagger, folder: Path, untrained: Sequence[str] = ()) -> None:
    """Write the tagger with the names of its outputs, and what all networks share.

    `untrained` are the heads that no text taught.
    """
    write_lowest(tagger.encoder, tagger.vectors, folder)
    asked = _inputs() | {"firsts": torch.arange(1, _LENGTH - 1)[None]}
    _write(_Alone(tagger), asked, ["tags", "values", "arcs"], folder / "tagger.onnx")
    names = {
        "name": "tagger-2",
        "tags": {head: [str(label) for label in labels] for head, labels in TAGS.items()},
        "arcs": list(ARCS),
        "untrained": list(untrained),
    }
    (folder / "tagger.json").write_text(json.dumps(names, indent=1) + "\n", encoding="utf-8")


def read_encoder(tagger: Path) -> dict[str, Tensor]:
    """The trained weights of a written tagger's encoder, from bytes, by their names.

    The dense layers stand in the file in the order of the network, four a layer. What is missing
    (the positions and the lowest layers) is the untrained encoder's.
    """
    parts = {one.name: to_array(one) for one in onnx.load(tagger).graph.initializer}

    def whole(name: str) -> Tensor:
        shift = parts[f"{name}_zero_point"].astype(np.float32)
        number = parts[f"{name}_quantized"].astype(np.float32)
        return torch.from_numpy((number - shift) * parts[f"{name}_scale"])

    root = "network.encoder."
    plain = {n.removeprefix(root): v for n, v in parts.items() if n.startswith(f"{root}layers.")}
    found = {name: torch.from_numpy(value.copy()) for name, value in plain.items()}
    found["shapes.weight"] = whole(f"{root}shapes.weight")
    dense = [n for n in parts if n.startswith("onnx::MatMul_") and n.endswith("_quantized")]
    order = sorted(dense, key=lambda n: int(n.split("_")[1]))[: len(_DENSE) * (LAYERS - FROZEN)]
    for number, name in enumerate(order):
        layer, kind = divmod(number, len(_DENSE))
        weight = whole(name.removesuffix("_quantized"))
        found[f"layers.{layer}.{_DENSE[kind]}.weight"] = weight.T.contiguous()
    return found


def write_typer(typer: Typer, folder: Path) -> None:
    """Write the typer with the names of its outputs."""
    asked = _inputs() | {"at": torch.tensor([[1, 5, 3]])}
    _write(_Alone(typer), asked, ["kinds", "statuses", "sides"], folder / "typer.onnx")
    names = {
        "name": "typer-2",
        "kinds": list(KINDS),
        "statuses": [status.value for status in STATUSES],
        "sides": list(SIDES),
    }
    (folder / "typer.json").write_text(json.dumps(names, indent=1) + "\n", encoding="utf-8")


def write_recorder(recorder: Recorder, folder: Path, kept: int | None) -> None:
    """Write the recorder with the names of its outputs.

    `kept` is the eighth of the texts that it did not learn from, null where it learnt from all.
    """
    asked = {
        "states": torch.randn(1, _LENGTH, WIDTH),
        "signs": torch.zeros(1, _LENGTH, len(SIGNS)),
        "firsts": torch.arange(1, _LENGTH - 1)[None],
    }
    answers = ["slots", "kinds", "stages", "stances", "fates", "presence", "ties"]
    _write(_Recording(recorder), asked, answers, folder / "recorder.onnx")
    names = {
        "name": "recorder-3" if kept is None else "recorder-2",
        "signs": list(SIGNS),
        "slots": list(SLOTS),
        "kinds": list(INCIDENTS),
        "stages": list(STAGES),
        "stances": list(STANCES),
        "fates": list(FATES),
        "kept": kept,
    }
    (folder / "recorder.json").write_text(json.dumps(names, indent=1) + "\n", encoding="utf-8")


def _inputs() -> dict[str, Tensor]:
    return {
        "states": torch.randn(1, _LENGTH, WIDTH),
        "shapes": torch.zeros(1, _LENGTH, dtype=torch.long),
    }


def _write(network: nn.Module, asked: dict[str, Tensor], answers: list[str], path: Path) -> None:
    """Write a network with its dense layers in 8 bits, their inputs too; lengths stay free."""
    free = [name for name in asked if name != "at"]
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            network.eval(),
            tuple(asked.values()),
            full,
            input_names=list(asked),
            output_names=answers,
            dynamic_axes={name: {1: f"{name}_length"} for name in free},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(full, path, per_channel=True, weight_type=QuantType.QInt8)
    unsign(path)


def unsign(path: Path) -> None:
    """Give a written network unsigned weights, so that its answers are the same everywhere.

    Processors without the VNNI instructions multiply an unsigned byte with a signed one in pairs
    and cut each pair's sum to 16 bits (ONNX Runtime, "Quantize ONNX models", on U8S8).
    """
    network = onnx.load(path)
    for part in network.graph.initializer:
        if part.data_type == onnx.TensorProto.INT8:
            shifted = to_array(part).astype(np.int16) + 128
            part.CopyFrom(from_array(shifted.astype(np.uint8), part.name))
    onnx.save(network, path)


def _write_vectors(vectors: Tensor, path: Path) -> None:
    """Write the table of piece vectors in bytes, each row with its own scale."""
    table = vectors.numpy()
    scale = np.abs(table).max(axis=1) / 127.0
    scale[scale == 0] = 1.0
    rows = np.round(table / scale[:, None]).astype(np.int8)
    np.savez_compressed(path, rows=rows, scale=scale.astype(np.float32))
