"""The shipped networks, loaded once in a process: each asked on one thread, one text at a time."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime

from sayso.analysis.pieces import Vocabulary
from sayso.lexicons.load import DATA

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

WEIGHTS = "SAYSO_MODEL"
# Another folder of networks than the shipped one: for measuring, and for who trains their own.
FOLDER = Path(os.environ.get(WEIGHTS) or DATA / "model")


def softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities along the last axis."""
    powers: NDArray[np.float32] = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: NDArray[np.float32] = powers / powers.sum(axis=-1, keepdims=True)
    return shares


@cache
def load_session(name: str) -> onnxruntime.InferenceSession:
    """A network of the shipped model by its file's name."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    path = str(FOLDER / f"{name}.onnx")
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


@cache
def load_vocabulary() -> Vocabulary:
    """The pieces that all networks read."""
    return Vocabulary(FOLDER / "pieces.txt")


@cache
def load_vectors() -> Callable[[NDArray[np.int64]], NDArray[np.float32]]:
    """The table of piece vectors, kept in bytes: ids of any shape in, their vectors out."""
    with np.load(FOLDER / "vectors.npz") as stored:
        rows, scale = stored["rows"], stored["scale"]

    def vectors(pieces: NDArray[np.int64]) -> NDArray[np.float32]:
        found: NDArray[np.float32] = rows[pieces].astype(np.float32) * scale[pieces][..., None]
        return found

    return vectors
