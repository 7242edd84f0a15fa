"""The network: who is told to have acted on whom, as a picture and as a table of ties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from starlette.responses import RedirectResponse

from sayso.records.shown.drawn import TieFilter
from sayso.records.shown.network import NodeKind, Telling
from sayso.review.answers import View, page
from sayso.review.desk import desk_of
from sayso.review.drawn.narrowing import frame, with_own
from sayso.review.lists.asking import AskingError, address, page_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from sayso.records.shown.drawn import TieCount
    from sayso.review.drawn.sheet import Sheet

PATH = "/network"
TIES = 250
"""Ties that are shown at most: those of most incidents."""

TOLD = {
    Telling.DONE: "told as done",
    Telling.DENIED: "denied",
    Telling.NOT_DONE: "threatened, planned or demanded",
}
"""What accounts make of a tie, in words."""

_NODES = {
    NodeKind.ACTOR: "actor, by name",
    NodeKind.COUNTRY: "country",
    NodeKind.SECTOR: "sector of a country",
}
_OWN = ("by", "words", "told_as", "least", "node")
_MOST = 10**6


def network(request: Request) -> View | Response:
    """The ties between those who are in the incidents that the address asks for.

    `?by=country` (`sector`) makes countries (their sectors) the nodes, `?words=1` takes in sides
    that no table resolves, `?least=N` leaves out ties of fewer incidents, `?told_as=denied` all
    but the ties of this telling, `?node=ID` those of others than this node.
    """
    own = {name: request.query_params.get(name, "").strip() for name in _OWN}
    model = frame(PATH, request.query_params, **own)
    shown = not request.url.path.endswith(".json")
    if shown and any(not value for value in request.query_params.values()):
        target = with_own(address(PATH, model["given"]), model["own"])
        return RedirectResponse(target, status_code=303)
    try:
        wanted = page_of(request.query_params).wanted
        of = _asked(own)
    except AskingError as error:
        model |= _told([], {}, TieFilter(), model) | {"every": 0, "total": 0, "tied": 0}
        return View("network.html", model | {"problem": str(error)}, status=400)
    desk = desk_of(request)
    if desk.names.has(of.node):
        of = replace(of, node="")
    return View("network.html", model | _found(desk.sheet(wanted), of, model))


def _found(sheet: Sheet, of: TieFilter, model: dict[str, Any]) -> dict[str, Any]:
    found = sheet.network(of, limit=TIES)
    counts = {"every": found.every, "total": sum(sheet.located().values()), "tied": found.tied}
    return {**_told(found.ties, found.weights, of, model), **counts}


def _asked(own: Mapping[str, str]) -> TieFilter:
    least = own["least"] or "1"
    if not (least.isascii() and least.isdigit() and int(least[:9]) <= _MOST):
        raise AskingError(f"least: {least[:40]!r} is not a number; write it as 2")
    by, told = own["by"] or NodeKind.ACTOR, own["told_as"]
    if by not in set(_NODES):
        raise AskingError(f"by: {by[:40]!r} is not known; it is one of {', '.join(_NODES)}")
    if told and told not in set(TOLD):
        raise AskingError(f"told_as: {told[:40]!r} is not known; it is one of {', '.join(TOLD)}")
    return TieFilter(
        by=NodeKind(by),
        words=bool(own["words"]),
        least=max(1, int(least[:9])),
        told=Telling(told) if told else None,
        node=own["node"] or None,
    )


def _told(
    ties: list[TieCount], weights: dict[str, int], of: TieFilter, model: dict[str, Any]
) -> dict[str, Any]:
    """Ties and nodes as the page, its twin and the picture tell them."""
    given, own = model["given"], model["own"]
    base = address(PATH, given)
    words = {end for tie in ties if tie.is_words for end in (tie.actor, tie.recipient)}
    return {
        "by": of.by.value,
        "node_words": _NODES[of.by],
        "with_words": of.words,
        "least": of.least,
        "told_as": of.told,
        "node": of.node,
        "kinds": [
            {
                "value": kind.value,
                "words": said,
                "address": with_own(base, {**own, "by": kind.value, "node": ""}),
            }
            for kind, said in _NODES.items()
        ],
        "tellings": [{"value": telling.value, "words": said} for telling, said in TOLD.items()],
        "nodes": [
            {
                "id": name,
                "label": name,
                "kind": "words of a report" if _is_words(name, words) else of.by.value,
                "weight": weight,
                "href": with_own(base, {**own, "node": name}),
            }
            for name, weight in sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
        ],
        "edges": [
            {
                "source": tie.actor,
                "target": tie.recipient,
                "label": tie.tie,
                "kind": TOLD[tie.told],
                "weight": tie.incidents,
            }
            for tie in ties
        ],
        "ties": [_row(tie, given) for tie in ties],
        "all_nodes": with_own(base, {key: value for key, value in own.items() if key != "node"}),
        "with_words_address": with_own(base, {**own, "words": "1"}),
    }


def _row(tie: TieCount, given: Mapping[str, str]) -> dict[str, Any]:
    return {
        "actor": tie.actor,
        "recipient": tie.recipient,
        "tie": tie.tie,
        "sign": tie.sign,
        "mutual": tie.mutual,
        "told": tie.told.value,
        "told_words": TOLD[tie.told],
        "incidents": tie.incidents,
        "accounts": tie.accounts,
        "sources": tie.sources,
        "address": address("/incidents", {**given, "tie": tie.name}),
    }


def _is_words(name: str, words: set[str]) -> bool:
    """Whether a node is words of a report: these stand in quotation marks."""
    return name in words and name.startswith("“")


ROUTES = page(PATH, network)
