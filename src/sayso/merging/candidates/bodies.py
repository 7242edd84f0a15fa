"""The bodies that may have had a part in an incident."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from sayso.lexicons.words.leading_words import bare_words
from sayso.merging.candidates.candidate import Candidate, Naming, compared, together
from sayso.merging.kinds import is_named_person, kind_of
from sayso.merging.recordings import find_recordings
from sayso.records.attribution import Stance
from sayso.records.whole import FillerKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.merging.draft import Draft
    from sayso.merging.signs import Signs
    from sayso.merging.standing import Standing
    from sayso.records.attribution import Attribution
    from sayso.records.mention import ActorMention

_TRACE = 0.1
_SECTORS = ("REB", "CRM", "MIL", "GOV", "COP", "SPY", "PAR", "UAF", "OPP")
_OWNED = frozenset({Stance.CLAIMS_RESPONSIBILITY, Stance.ADMITS})
_CHARGED = frozenset({Stance.ACCUSES, Stance.SUSPECTS})


def bodies(standing: Standing, draft: Draft) -> list[Candidate]:
    """The bodies that a report names, by name, with signs of their part in an incident."""
    named = _named_bodies(standing)
    total = sum(map(len, named.values())) or 1
    found = []
    for actors, namings in ((_actors(standing, all_), all_) for all_ in named.values()):
        signs = [
            {
                **standing.near(draft, n.start, n.end, ("body", "person", "victims", "target")),
                **standing.told(draft, n.record or ""),
                **standing.seen(draft, n.start, n.end, "body"),
            }
            for n in namings
        ]
        sectors = {actor.sector for actor in actors}
        found.append(
            Candidate(
                tuple(namings),
                {
                    **together(signs, "as body"),
                    "as body on average": float(np.mean([one["as body"] for one in signs])),
                    "often": math.log1p(len(namings)),
                    "share": len(namings) / total,
                    "named": float(any(actor.name for actor in actors)),
                    **{f"sector {code}": float(code in sectors) for code in _SECTORS},
                    "no sector": float(sectors <= {None}),
                    **_voice_signs(standing, namings),
                    **_side_signs(draft, actors),
                },
            )
        )
    return compared(found, ("as body", "tied", "as body in sentence"))


def _named_bodies(standing: Standing) -> dict[str, list[Naming]]:
    named: dict[str, list[Naming]] = {}
    for actor in standing.tables.actors.values():
        if is_named_person(actor) or actor.antecedent is not None:
            continue
        kind = kind_of(standing.parsed, actor, standing.tables.actors)
        if kind is FillerKind.ORGANISATION or (actor.name and kind is not FillerKind.PERSON):
            key = actor.name or bare_words(actor.span.quote)
            named.setdefault(key, []).append(Naming(actor.span.start, actor.span.end, actor.id))
    document = standing.parsed.document
    least = {slot: _TRACE if slot == "body" else 2.0 for slot in standing.recorded.heads.slots}
    for one in find_recordings(document.text, standing.recorded, least, document.language):
        same = (
            key
            for key, all_ in named.items()
            if any(n.start < one.end and one.start < n.end for n in all_)
        )
        named.setdefault(next(same, one.words), []).append(Naming(one.start, one.end, None))
    return named


def _actors(standing: Standing, namings: Iterable[Naming]) -> list[ActorMention]:
    return [standing.tables.actors[n.record] for n in namings if n.record is not None]


def _voice_signs(standing: Standing, namings: Sequence[Naming]) -> Signs:
    """Whether it speaks, owns up, accuses, or is spoken of by who accuses."""
    links = standing.tables.attributions.values()
    own = [link for link in links if _speaks(link, namings)]
    return {
        "speaks": float(bool(own)),
        "owns up": float(any(link.stance in _OWNED for link in own)),
        "accuses": float(any(link.stance in _CHARGED for link in own)),
        "accused": float(
            any(
                part.start < n.end and n.start < part.end
                for link in links
                if link.stance in _CHARGED
                for part in link.content
                for n in namings
            )
        ),
    }


def _speaks(link: Attribution, namings: Iterable[Naming]) -> bool:
    who = link.source
    return who is not None and any(n.start < who.end and who.start < n.end for n in namings)


def _side_signs(draft: Draft, actors: Sequence[ActorMention]) -> Signs:
    """On which side of the incident's mentions it stands."""
    own = {actor.id for actor in actors}
    mentions = draft.group.mentions if draft.group is not None else ()
    return {
        "acts": float(any(not own.isdisjoint(m.actors) for m in mentions)),
        "is harmed": float(any(not own.isdisjoint(m.recipients) for m in mentions)),
    }
