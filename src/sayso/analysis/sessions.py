"""The shipped networks, loaded once in a process: each asked on one thread, one text at a time."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sayso.analysis.pieces import Vocabulary
from sayso.lexicons.files.load import DATA

if TYPE_CHECKING:
    from collections.abc import Callable

    import onnxruntime
    from numpy.typing import ArrayLike, NDArray

WEIGHTS = "SAYSO_MODEL"
# Another folder of networks than the shipped one: for measuring, and for who trains their own.
FOLDER = Path(os.environ.get(WEIGHTS) or DATA / "model")
_LOADING = threading.RLock()


def softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities along the last axis."""
    powers: NDArray[np.float32] = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: NDArray[np.float32] = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def load_session(name: str) -> onnxruntime.InferenceSession:
    """A network of the shipped model by its file's name."""
    with _LOADING:
        return _session(name)


@cache
def _session(name: str) -> onnxruntime.InferenceSession:
    import onnxruntime  # noqa: PLC0415 (rules alone need none)

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    path = str(FOLDER / f"{name}.onnx")
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


@cache
def load_in_background() -> threading.Thread:
    """Begins to load the networks on another thread, while this one loads the parser and words.

    It is begun once in a process; whoever asks for a network waits for it, and is told when it
    cannot be loaded.
    """
    thread = threading.Thread(target=_load_all, name="networks")
    thread.start()
    return thread


def _load_all() -> None:
    with suppress(Exception):
        load_vocabulary()
        for path in sorted(FOLDER.glob("*.onnx")):
            load_session(path.stem)
        load_piece_vectors()


@cache
def load_vocabulary() -> Vocabulary:
    """The pieces that all networks read."""
    return Vocabulary(FOLDER / "pieces.txt")


@cache
def load_piece_vectors() -> Callable[[ArrayLike], NDArray[np.float32]]:
    """The vectors (…, 384) of pieces by their ids: what a piece means, wherever it stands."""
    with np.load(FOLDER / "vectors.npz") as stored:
        rows, scale = stored["rows"], stored["scale"]

    def vectors(pieces: ArrayLike) -> NDArray[np.float32]:
        ids = np.asarray(pieces, dtype=np.int64)
        found: NDArray[np.float32] = rows[ids].astype(np.float32) * scale[ids][..., None]
        return found

    return vectors


@cache
def load_states() -> Callable[[NDArray[np.int64]], NDArray[np.float32]]:
    """What all networks start from: ids of pieces (1, pieces) in, states (1, pieces, 384) out.

    The table of the pieces' vectors is kept in bytes; the lowest layers are one network of their
    own, that no training changed.
    """
    vectors_of = load_piece_vectors()

    def states(pieces: NDArray[np.int64]) -> NDArray[np.float32]:
        asked = {"vectors": vectors_of(pieces)}
        found: NDArray[np.float32] = load_session("lowest").run(None, asked)[0]
        return found

    return states
