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
def load_states() -> Callable[[NDArray[np.int64]], NDArray[np.float32]]:
    """What all networks start from: ids of pieces (1, pieces) in, states (1, pieces, 384) out.

    The table of the pieces' vectors is kept in bytes; the lowest layers are one network of their
    own, that no training changed.
    """
    with np.load(FOLDER / "vectors.npz") as stored:
        rows, scale = stored["rows"], stored["scale"]

    def states(pieces: NDArray[np.int64]) -> NDArray[np.float32]:
        vectors = rows[pieces].astype(np.float32) * scale[pieces][..., None]
        found: NDArray[np.float32] = load_session("lowest").run(None, {"vectors": vectors})[0]
        return found

    return states
