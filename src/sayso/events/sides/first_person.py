"""Who "we" and "our forces" are: the side of the voice in whose quotation they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.lexicons.words.grammar import grammar
from sayso.records.attribution import ReportKind
from sayso.records.evidence import Provenance
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.records.attribution import Attribution
    from sayso.records.mention import ActorMention

_COMPONENT = "events.first_person"
_PERSON_RULES = frozenset({"en.actors.person", "en.actors.leader", "en.linking.surname"})


def name_speakers(
    actors: Sequence[ActorMention], attributions: Sequence[Attribution]
) -> list[ActorMention]:
    """The actors, those in the first person inside a quotation resolved to who speaks there.

    "I" is the speaker. "We" and "our forces" are of the speaker's side: its country, and for "we"
    its sector and, where a body speaks and no person, its name.
    """
    voices = {mention.id: mention for mention in actors}
    return [_resolved(mention, attributions, voices) for mention in actors]


def _resolved(
    mention: ActorMention, attributions: Iterable[Attribution], voices: Mapping[str, ActorMention]
) -> ActorMention:
    word = mention.span.quote.split()[0].lower()
    if (
        mention.name
        or mention.country
        or word
        not in grammar("first_singular") | grammar("first_plural") | grammar("first_owners")
    ):
        return mention
    speaker = _speaker(mention, attributions, voices)
    if speaker is None:
        return mention
    person = speaker.provenance.rule in _PERSON_RULES
    name = (
        None
        if word in grammar("first_owners") or (person and word in grammar("first_plural"))
        else speaker.name
    )
    return msgspec.structs.replace(
        mention,
        name=name,
        country=speaker.country,
        sector=mention.sector if word in grammar("first_owners") else speaker.sector,
        antecedent=None if word in grammar("first_owners") else speaker.antecedent or speaker.id,
        provenance=Provenance(
            component=_COMPONENT,
            version=VERSION,
            reason=f"{word!r} in the words of {speaker.span.quote!r}",
        ),
    )


def _speaker(
    mention: ActorMention, attributions: Iterable[Attribution], voices: Mapping[str, ActorMention]
) -> ActorMention | None:
    """The innermost voice that is quoted in its own words around a mention."""
    around = [
        (part.end - part.start, attribution)
        for attribution in attributions
        if attribution.kind is not ReportKind.INDIRECT
        for part in attribution.content
        if part.contains(mention.span)
    ]
    if not around:
        return None
    innermost = min(around, key=lambda found: found[0])[1]
    return voices.get(innermost.voice or "")
