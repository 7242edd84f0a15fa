"""A ledger as large as the promise of the review room: the demo, told in ever other worlds.

Every world has the demo's reports and incidents in other towns, on other days and by outlets of
other names. Words are as long as those that they stand for, so that all spans hold. Readings are
written as a run writes them, claims and the rest as a linking does: only which events are one
incident is taken from the demo, not compared.
"""

from __future__ import annotations

import hashlib
import random
import re
import sys
from collections import defaultdict
from contextlib import redirect_stdout
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from benchmarks.room_copies import copy_linking
from sayso.cli.main import app
from sayso.incidents.joining.linker import Linked
from sayso.ledger.store import Ledger, open_ledger, upgrade_ledger
from sayso.pipeline.joining.claiming import make_claims
from sayso.pipeline.joining.linking import link_ledger
from sayso.pipeline.joining.listing import view_number
from sayso.pipeline.joining.stages import Stages, load_stages
from sayso.records.exchange.codec import decode, encode
from sayso.records.reading import ReadDocument
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.records.claim import Claim

LINKED = 10_000
"""Reports that are linked at most: the worlds of more are linked as these."""

_BATCH = 64
_OUTLETS = 40
_DAYS = 3_650
_PREFIX = 17
_ID = re.compile(rb'"([a-z])([0-9a-f]{16})[0-9a-f]{4}"')
_DAY = re.compile(rb'"(\d{4}-\d\d-\d\d)')
_PLACE = re.compile(rb'"lat":(-?[\d.]+),"lon":(-?[\d.]+)')
_COUNTRIES = (b"LBY", b"AFG", b"SYR", b"IRQ", b"YEM", b"SDN", b"MLI", b"NGA", b"SOM", b"UKR")
_SYLLABLES = ("ba", "dor", "fen", "gal", "hir", "kam", "lun", "mor", "nas", "per", "sul", "tav")


class Template(NamedTuple):
    """What every world has: readings, towns by their words, and the incident of each event."""

    readings: list[ReadDocument]
    towns: tuple[str, ...]
    incidents: dict[str, int]


def make_ledger(path: Path, reports: int) -> Ledger:
    """A ledger of so many reports, or the one that an earlier call made there.

    A call that was stopped is gone on with; what another version began is made anew.
    """
    done, begun = path.with_suffix(".done"), path.with_suffix(".begun")
    for noted in (done, begun):
        if noted.is_file() and noted.read_text(encoding="utf-8") == VERSION:
            upgrade_ledger(str(path))
            break
    else:
        for old in path.parent.glob(f"{path.stem}.*"):
            old.unlink()
    if done.is_file():
        return open_ledger(str(path))
    template = _template()
    ledger = open_ledger(str(path), create=True)
    begun.write_text(VERSION, encoding="utf-8")
    _write(ledger, template, reports)
    if reports > LINKED:
        ledger = _link_by_copies(ledger, path, template)
    else:
        link_ledger(ledger, stages=_stages(template), watch=_told)
    done.write_text(VERSION, encoding="utf-8")
    return ledger


def _link_by_copies(ledger: Ledger, path: Path, template: Template) -> Ledger:
    """Links the first worlds in a ledger of their own, and the others as these."""
    stages = load_stages()
    missing = ledger.unclaimed(VERSION)
    make_claims(ledger, missing, VERSION, assemble=stages.assemble, credit=stages.credit)
    ledger.close()
    base = path.with_name(f"sayso-room-{LINKED}.db")
    with make_ledger(base, LINKED) as first:
        view_number(first, None)
    copy_linking(base, path, reports=LINKED, each=len(template.readings))
    return open_ledger(str(path))


def _template() -> Template:
    with TemporaryDirectory() as folder:
        path = Path(folder, "demo.db")
        with redirect_stdout(StringIO()):
            app(["demo", "--into", str(path)], standalone_mode=False)
        with open_ledger(str(path)) as demo:
            readings = list(demo.readings())
            homes: dict[str, int] = {}
            for number, one in enumerate(demo.incidents()):
                homes.update(
                    (event[:_PREFIX], number) for event in demo.incident(one.id).event_ids
                )
    towns = {p.name for r in readings for p in r.annotations.places if p.name and p.lat}
    return Template(readings, tuple(sorted(towns, key=len, reverse=True)), homes)


def _write(ledger: Ledger, template: Template, reports: int) -> None:
    run = ledger.begin_run(version=VERSION, configuration="bench", inputs=["bench"], resume=True)
    batch: list[ReadDocument] = []
    written = ledger.coverage().documents
    for number, one in enumerate(_worlds(template, written, reports), start=written):
        batch.append(one)
        if len(batch) == _BATCH:
            ledger.record(run, batch)
            batch = []
            _told("readings", number, reports)
    ledger.record(run, batch)
    ledger.finish_run(run)


def _worlds(template: Template, written: int, reports: int) -> Iterator[ReadDocument]:
    encoded = [encode(one) for one in template.readings]
    for number in range(written, reports):
        world, place = divmod(number, len(encoded))
        yield _other(encoded[place], world, template.towns)


def _other(told: bytes, world: int, towns: Iterable[str]) -> ReadDocument:
    """A reading in another world: the same words of the same length but for towns and days."""
    chance = random.Random(world)
    days = timedelta(days=-chance.randrange(_DAYS))
    north, east = chance.uniform(-25, 8), chance.uniform(-30, 30)

    def day(found: re.Match[bytes]) -> bytes:
        return b'"' + (date.fromisoformat(found[1].decode()) + days).isoformat().encode()

    def place(found: re.Match[bytes]) -> bytes:
        return b'"lat":%.4f,"lon":%.4f' % (float(found[1]) + north, float(found[2]) + east)

    told = _ID.sub(rb'"\g<1>\g<2>%04x"' % world, told)
    told = _PLACE.sub(place, _DAY.sub(day, told))
    for country in (b"LBY", b"AFG", b"SYR"):
        told = told.replace(
            b'"country":"%s"' % country, b'"country":"%s"' % chance.choice(_COUNTRIES)
        )
    for town in towns:
        told = told.replace(town.encode(), _town(chance, len(town)).encode())
    read = decode(told, ReadDocument)
    name = f"world-{world:05}/{Path(read.document.report).name}"
    document = replace(
        read.document,
        report=name,
        address=name,
        publisher=f"{read.document.publisher} {world % _OUTLETS}",
        sha256_text=hashlib.sha256(read.document.text.encode()).hexdigest(),
        sha256_bytes=hashlib.sha256(name.encode()).hexdigest(),
    )
    return replace(read, document=document)


def _town(chance: random.Random, length: int) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(length))[:length].capitalize()


def _stages(template: Template) -> Stages:
    """The stages of sayso, but that events are one incident as they are in the demo."""

    def linkables(claims: Iterable[Claim], _: str | None) -> list[str]:
        return [claim.event_id for claim in claims]

    def link(events: Iterable[str], **_: Any) -> Linked:
        groups: defaultdict[tuple[int | str, str], set[str]] = defaultdict(set)
        for event in events:
            key = template.incidents.get(event[:_PREFIX], event)
            groups[key, event[_PREFIX:]].add(event)
        found = sorted(tuple(sorted(own)) for own in groups.values())
        return Linked(tuple(found), (), frozenset(event for own in found for event in own))

    usual = load_stages()
    return Stages(usual.assemble, usual.credit, linkables, link, usual.sources)


def _told(doing: str, done: int, total: int | None) -> None:
    sys.stderr.write(f"\r{doing}: {done:,} of {total or 0:,}  ")
