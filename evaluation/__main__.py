"""`python -m evaluation predict TASK INPUT > PRED`; `report`, `accounts`, `formats` measure."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.account_report import account_lines, group_lines
from evaluation.items import ItemError, read_items, write_items
from evaluation.report import ACCOUNTS, BENCHMARKS, Asked, write_report
from evaluation.tasks import TASKS, predict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluation.accounts import Part

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
        elif options.command == "formats":
            for line in _formats(options):
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()
        elif options.command == "accounts":
            sys.stdout.writelines(f"{line}\n" for line in _accounts(options))
        else:
            asked = Asked(options.benchmarks, options.tasks, options.limit, options.open)
            write_report(asked, options.page)
    except ItemError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _accounts(options: argparse.Namespace) -> Iterator[str]:
    part: Part = "held" if options.held else "seen"
    if options.show:
        return group_lines(part, options.show, model=not options.no_model)
    return account_lines(part, model=not options.no_model)


def _formats(options: argparse.Namespace) -> Iterator[str]:
    # What opens the files of others is installed for tests alone.
    from evaluation import formats  # noqa: PLC0415

    inputs = options.input or [
        options.benchmarks / "data" / f"{task}.input.jsonl.gz" for task in formats.TASKS
    ]
    return formats.format_lines(inputs, options.documents, options.into, options.page)


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
    reporting.add_argument(
        "--tasks", nargs="*", choices=[*TASKS, ACCOUNTS], default=[*TASKS, ACCOUNTS]
    )
    reporting.add_argument("--open", type=Path, help="weights trained on open data alone")
    reporting.add_argument("--limit", type=int, help="no more items a task than this")
    accounts = commands.add_parser("accounts", help="link the constructed groups of accounts")
    accounts.add_argument("--held", action="store_true", help="the half that is held back")
    accounts.add_argument("--show", metavar="GROUP", help="how one group is read and linked")
    accounts.add_argument("--no-model", action="store_true", help="by the rules alone")
    proving = commands.add_parser("formats", help="every format, validated and read by others")
    proving.add_argument("--documents", type=int, default=500, help="so many are read")
    proving.add_argument("--input", type=Path, nargs="*", help="JSON Lines with id and text")
    proving.add_argument("--benchmarks", type=Path, default=BENCHMARKS)
    proving.add_argument("--into", type=Path, help="ledger to keep; used where it is there")
    proving.add_argument("--page", type=Path, help="page whose table is written anew")
    return parser


if __name__ == "__main__":
    sys.exit(main())
