"""What a static report is made of and what it leaves out: for programs, and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.pipeline.sending.export_manifest import Made, describe
from sayso.records.exchange.export_manifest import Selected
from sayso.records.linking import IncidentFilter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.ledger.store import Ledger
    from sayso.pipeline.sending.exporting import Passed
    from sayso.records.exchange.export_manifest import ExportedFile, ExportManifest
    from sayso.review.paper.edition import Edition


def manifest(
    ledger: Ledger, edition: Edition, passed: Passed, files: Sequence[ExportedFile] = ()
) -> ExportManifest:
    """What a static report is made of: the same again is the same.

    Args:
        ledger: the ledger of which it is.
        edition: what was asked for.
        passed: what came by when its pages were made.
        files: what was written.
    """
    wanted = edition.wanted
    ids = {"incidents": " ".join(sorted(wanted.ids))} if wanted.ids is not None else {}
    profile = next((one for one in edition.profiles if one.name == edition.explained), None)
    return describe(
        ledger,
        wanted,
        passed,
        Made(
            format="report",
            level="incident",
            guards=edition.guards,
            delay=edition.delay,
            profile=profile,
            options=ids,
            files=tuple(files),
        ),
    )


def in_words(told: ExportManifest, edition: Edition) -> list[tuple[str, list[str]]]:
    """The manifest as a list of what and its lines."""
    counts = told.counts
    return [
        ("made by", [f"sayso {told.version}, codebook {told.codebook}"]),
        (
            "ledger",
            [f"{edition.name}, content {told.ledger}, linking {told.linking or 'of a day'}"],
        ),
        ("read by", [f"{number:,} reports: sayso {how}" for how, number in told.readings.items()]),
        ("asked for", list(_asked(told, edition))),
        (
            "found",
            [f"{counts.found:,} incidents; with accounts that go out: {counts.incidents:,}"],
        ),
        ("told here", [f"{counts.accounts:,} accounts, {counts.reports:,} reports"]),
        ("held back", list(_held_back(told, edition))),
        ("figures", [f"{one.name}, {one.digest()}" for one in edition.profiles]),
    ]


def _asked(told: ExportManifest, edition: Edition) -> Iterator[str]:
    if edition.wanted.ids is not None:
        yield "incidents " + ", ".join(sorted(edition.wanted.ids))
    usual = IncidentFilter()
    for name in usual.__struct_fields__:
        value = getattr(told.selected.incidents, name)
        if value != getattr(usual, name):
            yield f"{name.replace('_', ' ')}: {value}"
    for name, values in (("told as", told.selected.statuses), ("stance", told.selected.stances)):
        if values is not None:
            yield f"{name}: {', '.join(values)}"
    if told.selected.as_of is not None:
        yield f"the ledger as of {told.selected.as_of}"
    if edition.wanted.ids is None and told.selected == Selected(incidents=usual):
        yield "all incidents"


def _held_back(told: ExportManifest, edition: Edition) -> Iterator[str]:
    guards, counts = told.guards, told.counts
    if guards.last_day is not None:
        yield (
            f"accounts younger than {guards.last_day} (delay {guards.delay}): "
            f"{counts.younger:,} accounts"
        )
    for reason, number in told.left_out.items():
        yield f"{number:,} accounts: {reason}"
    if guards.coarsen is not None:
        yield f"places finer than {guards.coarsen}, as █ in words, and coordinates"
    if guards.weeks:
        yield "days: told by the week"
    if guards.persons:
        yield "names of private people, as █"
    if not guards.text_right:
        yield "headlines and text of reports beyond the quotes: no right to the text is stated"
    else:
        yield f"nothing of the text: {guards.text_right}"
    yield "names that people marked as personal"
    yield "what people noted, asked and did; what they set stands at its value"
    if guards.restricted:
        yield f"restricted incidents: {guards.restricted:,}"
    if not edition.graphic:
        yield "words of what people marked as graphic"
