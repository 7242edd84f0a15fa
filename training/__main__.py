"""Reproduce the shipped weights: `python -m training --benchmarks FOLDER`.

First the tagger, then the typer and the recorder, whose encoders start as the tagger's. For the
recorder its reports are read as `sayso read` does with the networks that are installed; with
`--recorder-alone` it is trained from the installed tagger, and nothing else is.

One eighth of all texts is kept from training and measured on afterwards: the last one in the
shipped networks (`evaluation.held`), another one with `--part N`, for cross-validation. With
`--recorder-on-all` the recorder learns from every eighth, as the shipped one did: its figures are
then those of recorders that did not.
"""

from __future__ import annotations

import argparse
import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.held import HELD
from sayso.analysis.pieces import Vocabulary
from training import networks
from training.batches import TAGS, to_windows
from training.encoder import FOLDER, Encoder, read_weights
from training.gold import read_labelled
from training.incidents import read_before, read_reports
from training.measure import measure_tagger, measure_typer
from training.recorder import train_recorder
from training.reports import pages_of
from training.tagger import train_tagger
from training.typer import train_typer
from training.typing_data import read_classes, read_own, read_relations
from training.varied import Variations

if TYPE_CHECKING:
    from torch import Tensor

    from training.batches import Window
    from training.tagger import Tagger
    from training.typing_data import Taught

_TAGGER_EPOCHS, _TYPER_EPOCHS, _RECORDER_EPOCHS = 6, 9, 16
_AGAIN = {"entities": 4}
_OPEN = {"own", "entities", "factuality-meantime"}
log = logging.getLogger("training")


def main() -> None:
    """Train what was asked for, and write it or measure it."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--benchmarks", type=Path, required=True, help="folder of the dev data")
    parser.add_argument("--out", type=Path, default=networks.SHIPPED, help="folder of the weights")
    parser.add_argument("--open", action="store_true", help="own and openly licensed texts alone")
    parser.add_argument("--recorder-alone", action="store_true", help="keep tagger and typer")
    parser.add_argument("--recorder-on-all", action="store_true", help="it keeps no eighth")
    parser.add_argument(
        "--varied", action="store_true", help="the recorder's pages told otherwise"
    )
    parser.add_argument("--part", type=int, default=HELD, help="the eighth kept for measuring")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    vocabulary = Vocabulary(FOLDER / "vocab.txt")
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.recorder_alone:
        encoder = Encoder(read_weights(), dropout=0.0).state_dict()
        start = encoder | networks.read_encoder(networks.SHIPPED / "tagger.onnx")
        _recorder(asked, vocabulary, start)
        return
    tagger = _tagger(asked, vocabulary)
    start = {name: part.clone() for name, part in tagger.encoder.state_dict().items()}
    _typer(asked, vocabulary, start)
    if not asked.open:
        _recorder(asked, vocabulary, start)


def _tagger(asked: argparse.Namespace, vocabulary: Vocabulary) -> Tagger:
    taught: list[Window] = []
    held: list[Window] = []
    for text in read_labelled(asked.benchmarks):
        windows = list(to_windows(text, vocabulary))
        if text.part == asked.part:
            held += windows
        elif not asked.open or text.task in _OPEN:
            taught += windows * _AGAIN.get(text.task, 1)

    def after(tagger: Tagger, epoch: int) -> None:
        log.info("epoch %s: %s", epoch, json.dumps(measure_tagger(tagger, held, vocabulary)))

    tagger = train_tagger(taught, vocabulary, epochs=_TAGGER_EPOCHS, seed=asked.seed, after=after)
    taught_heads = {head for window in taught for head in window.tags}
    untrained = [head for head in TAGS if head not in taught_heads]
    networks.write_tagger(tagger, asked.out, untrained)
    return tagger


def _typer(asked: argparse.Namespace, vocabulary: Vocabulary, start: dict[str, Tensor]) -> None:
    taught: list[Taught] = [
        *read_own(),
        *read_relations(asked.benchmarks),
        *read_classes(asked.benchmarks),
    ]
    held = [one for one in taught if one.part == asked.part]
    kept = [
        one for one in taught if one.part != asked.part and (one.task == "own" or not asked.open)
    ]
    typer = train_typer(kept, vocabulary, epochs=_TYPER_EPOCHS, seed=asked.seed, start=start)
    log.info("part %s: %s", asked.part, json.dumps(measure_typer(typer, held, vocabulary)))
    networks.write_typer(typer, asked.out)


def _recorder(asked: argparse.Namespace, vocabulary: Vocabulary, start: dict[str, Tensor]) -> None:
    read = read_before(asked.benchmarks)
    days = {ident: known.days for ident, known in read.items()}
    kept = None if asked.recorder_on_all else asked.part
    pages = [
        page
        for report in read_reports(asked.benchmarks, days)
        if report.part != kept
        for page in pages_of(report, read[report.ident].signs, vocabulary)
    ]
    variations = Variations(pages, vocabulary.words(".")[0].pieces) if asked.varied else None
    recorder = train_recorder(
        pages, epochs=_RECORDER_EPOCHS, seed=asked.seed, start=start, variations=variations
    )
    networks.write_recorder(recorder, asked.out, kept)


if __name__ == "__main__":
    main()
