"""`python -m evaluation predict TASK INPUT > PRED` and `python -m evaluation report`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from evaluation.items import ItemError, read_items, write_items
from evaluation.report import BENCHMARKS, Asked, write_report
from evaluation.tasks import TASKS, predict

_QUALITY = Path("docs/quality.md")


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 2 for an input that cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "predict":
            write_items(
                predict(options.task, read_items(options.input), model=not options.no_model),
                sys.stdout,
            )
        else:
            asked = Asked(options.benchmarks, options.tasks, options.limit, options.open)
            write_report(asked, options.page)
    except ItemError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    predicting = commands.add_parser("predict", help="predictions for a task, on standard output")
    predicting.add_argument("task", choices=TASKS)
    predicting.add_argument("input", type=Path, help="JSON Lines, plain or gzipped")
    predicting.add_argument("--no-model", action="store_true", help="by the rules alone")
    reporting = commands.add_parser("report", help="measure every task, write docs/quality.md")
    reporting.add_argument("--benchmarks", type=Path, default=BENCHMARKS)
    reporting.add_argument("--page", type=Path, default=_QUALITY)
    reporting.add_argument("--tasks", nargs="*", choices=TASKS, default=list(TASKS))
    reporting.add_argument("--open", type=Path, help="weights trained on open data alone")
    reporting.add_argument("--limit", type=int, help="no more items a task than this")
    return parser


if __name__ == "__main__":
    sys.exit(main())
