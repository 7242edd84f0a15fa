"""What `python -m evaluation accounts` prints, and the rows for the page of figures."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from evaluation.account_misses import MISSES
from evaluation.account_pairs import Figures, Tally, hear, measure, numbered
from evaluation.accounts import load_groups
from evaluation.items import ItemError
from sayso.incidents.joining.linker import link_events

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evaluation.account_pairs import Heard
    from evaluation.accounts import Group, Part
    from sayso.incidents.joining.features import Linkable
    from sayso.records.claim import Claim
    from sayso.records.incident import Link

_NAMES = 26
_COLUMNS = 14


class Measured(NamedTuple):
    """The figures with all groups linked together, and with each group linked by itself."""

    together: Figures
    alone: Figures


def measure_accounts(groups: Sequence[Group], *, model: bool = True) -> Measured:
    """Read and link the groups, and count."""
    heard = [hear(group, model=model) for group in groups]
    every = [event for one in heard for event in one.linkables]
    by_itself = (group for one in heard for group in link_events(one.linkables).groups)
    return Measured(
        together=measure(heard, numbered(link_events(every).groups)),
        alone=measure(heard, numbered(by_itself)),
    )


def account_lines(part: Part, *, model: bool = True) -> Iterator[str]:
    """The figures of a part of the set, as lines to print."""
    measured = measure_accounts(load_groups(part), model=model)
    all_, one = measured
    yield (
        f"{part}: {all_.groups} groups, {all_.tellings} tellings of {all_.told} incidents; "
        f"of {all_.unread} tellings no event was read"
    )
    yield _line("", "all together", "by themselves")
    for name, key in (("precision", "precision"), ("recall", "recall"), ("F1", "f1")):
        yield _line(f"pair {name}", *(_percent(getattr(f, key)) for f in measured))
    yield _line("look-alikes kept apart", *(_share(f.apart) for f in measured))
    yield _line("pairs across groups", str(all_.crossed), "-")
    yield _line("incidents found", *(str(f.found) for f in measured))
    yield _line("off, a group", *(_off(f) for f in measured))
    for why in MISSES:
        yield _line(f"missed: {why}", *(str(f.missed[why]) for f in measured))
    for kind in sorted(all_.kinds):
        yield _line(f"  {kind}", _share(all_.kinds[kind]), _share(one.kinds[kind]))


def account_rows() -> list[str]:
    """The rows of the held part for the table of the page on quality."""
    groups = load_groups("held")
    rules, shipped = (measure_accounts(groups, model=model).together for model in (False, True))
    shares = (
        ("pair precision", rules.precision, shipped.precision),
        ("pair recall", rules.recall, shipped.recall),
        ("pair F1", rules.f1, shipped.f1),
        ("look-alikes kept apart", rules.apart.share, shipped.apart.share),
    )
    figures = [(name, _percent(one), _percent(two)) for name, one, two in shares]
    figures.append(("incidents off, a group", _off(rules), _off(shipped)))
    return [
        f"| accounts | {name} | {without} | – | {with_} | – | {len(groups)} |"
        for name, without, with_ in figures
    ]


def group_lines(part: Part, name: str, *, model: bool = True) -> Iterator[str]:
    """One group: its reports, the events by which they tell each incident, how they were linked.

    Raises:
        ItemError: when the part has no group of that name.
    """
    group = next((g for g in load_groups(part) if g.id == name), None)
    if group is None:
        raise ItemError(f"no group {name!r} in the {part} part; see accounts/{part}_*.yaml")
    heard = hear(group, model=model)
    linked = link_events(heard.linkables)
    number = numbered(linked.groups)
    yield f"{group.id}: {', '.join(group.kinds)}"
    yield group.why
    for at, told in enumerate(group.reports, 1):
        yield f"\n[{at}] {told.publisher}, {told.published}: {told.text}"
        for telling in heard.tellings:
            if telling.report == at:
                yield f"  tells {telling.incident!r} by {len(telling.events)} events"
                for event in sorted(telling.events, key=lambda e: (number[e], e)):
                    yield f"    group {number[event]}: {_event(heard, event)}"
    yield ""
    yield from (_link(heard, link) for link in linked.links)


def _event(heard: Heard, event: str) -> str:
    own = [claim for claim in heard.claims if claim.event_id == event]
    light = next(one for one in heard.linkables if one.id == event)
    return f"{event[:7]} {_claim(own[0])} {_place(light)} {_days(light)}"


def _claim(claim: Claim) -> str:
    return f"{claim.event_type} {claim.status} {claim.evidence[0].quote!r}"


def _place(light: Linkable) -> str:
    return "/".join(spot.name for spot in light.places) or "no place"


def _days(light: Linkable) -> str:
    days = (date.fromordinal(window.first).isoformat() for window in light.windows)
    return "/".join(days) or "no day"


def _link(heard: Heard, link: Link) -> str:
    reasons = "; ".join(reason.words for reason in link.reasons)
    report = {claim.event_id: claim.doc_id for claim in heard.claims}
    where = "in one report " if report[link.left_id] == report[link.right_id] else ""
    score = "" if link.score is None else f" {link.score:.2f}"
    return f"{where}{link.left_id[:7]} = {link.right_id[:7]}{score}: {reasons}"


def _line(name: str, *cells: str) -> str:
    line = f"{name:{_NAMES}}" + "".join(f"{cell:>{_COLUMNS}}" for cell in cells)
    return re.sub(r"\s+$", "", line)


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _off(figures: Figures) -> str:
    return f"{figures.off / figures.groups:.2f}"


def _share(tally: Tally) -> str:
    return f"{_percent(tally.share)} of {tally.cases}"
