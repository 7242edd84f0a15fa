"""The last thing that every answer passes: what the person must not read is taken out of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.responses import Response, StreamingResponse

from sayso.records.review.judgement import GRAPHIC
from sayso.records.review.user import Role
from sayso.review.kept_names import NO_NAMES, kept_names
from sayso.review.room import room_of
from sayso.review.veil import Veil, unsigned, veiled, without_names

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, AsyncIterator, Collection

    from starlette.requests import Request

    from sayso.review.people import Person


class Passed(NamedTuple):
    """A model that a person may read, and whether signs in its answer stand for words."""

    model: dict[str, Any]
    signs: bool

    def finish(self, answer: str) -> str:
        """The answer that is made of the model, with words in the place of signs."""
        return unsigned(answer) if self.signs else answer


def veil_of(request: Request) -> Veil:
    """What the person who asks must not read."""
    person: Person | None = request.state.person
    if person is None:
        return Veil()
    room = room_of(request)
    marked = room.ledger.graphic(person.name, came(request))
    referee = person.role.covers(Role.REFEREE)
    names = NO_NAMES if referee else kept_names(room.ledger, room.memory)
    return names.veil._replace(docs=marked.docs - marked.asked)


def came(request: Request) -> str:
    """When the person's session began, ISO 8601 in UTC: what they asked for holds that long."""
    room = room_of(request)
    began = request.state.session.began if room.guarded else room.opened
    return datetime.fromtimestamp(began, UTC).isoformat(timespec="milliseconds")


def passed(request: Request, model: dict[str, Any]) -> Passed:
    """A model without what the person must not read.

    `protection` tells how the record of a page is kept. `veiled` tells whether words of graphic
    reports are hidden, and by which record of the page the person can ask for them (null where the
    page is of many).
    """
    veil, own = veil_of(request), _own(model)
    if own is not None:
        model = {**model, "protection": kept_as(request, own)}
    if not veil:
        return Passed(model, signs=False)

    def texts(doc_ids: Collection[str]) -> Collection[str]:
        return room_of(request).ledger.texts(doc_ids).values()

    shown, here = veiled(model, veil, texts)
    if here:
        shown["veiled"] = {"records": len(here), "ask": own}
    return Passed(shown, signs=True)


def kept_as(request: Request, key: str) -> dict[str, bool]:
    """Whether an incident or a report is restricted, as far as the person may know, or graphic."""
    person: Person | None = request.state.person
    ledger = room_of(request).ledger
    referee = person is not None and person.role.covers(Role.REFEREE)
    return {
        "restricted": referee and key in ledger.restricted(),
        "graphic": any(one.target == key for one in ledger.marked(GRAPHIC)),
    }


def pass_response(request: Request, found: Response) -> Response:
    """A file that a page gives, without names that the person must not read."""
    veil = veil_of(request)
    if not veil or not found.headers.get("content-type", "").startswith(_TEXTS):
        return found
    if isinstance(found, StreamingResponse):
        found.body_iterator = _passing(found.body_iterator, veil)
    elif found.body:
        found.body = without_names(bytes(found.body).decode(), veil).encode()
        found.headers["content-length"] = str(len(found.body))
    return found


_TEXTS = ("text/", "application/json", "application/x-ndjson", "application/jsonl")


async def _passing(parts: AsyncIterable[Any], veil: Veil) -> AsyncIterator[bytes]:
    """The parts of a file, cut at line ends, so that no name falls between two."""
    left = ""
    async for part in parts:
        text = left + (part if isinstance(part, str) else bytes(part).decode())
        whole, end, left = text.rpartition("\n")
        yield without_names(whole + end, veil).encode()
    yield without_names(left, veil).encode()


def _own(model: dict[str, Any]) -> str | None:
    """The incident or report that a page is of; null for pages of many."""
    report = model.get("report")
    found = report.get("id") if isinstance(report, dict) else model.get("id")
    return found if isinstance(found, str) and found[:1] in {"d", "i"} else None
