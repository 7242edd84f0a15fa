"""The entities of a report: every name and description of a body, a person, a place, a thing.

Rules propose them from what was found already, from numbers and from nouns of a kind; the
trained reader, where it is asked, chooses among these and adds its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.mentions.entities.candidates import find_candidates
from sayso.mentions.entities.choice import choose_by_rules, choose_with_tags
from sayso.records.entity import EntityMention
from sayso.records.evidence import Provenance, span_id
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.actors.entries import ActorLexicon
    from sayso.lexicons.words.entity_words import EntityWords
    from sayso.mentions.entities.candidates import Known
    from sayso.mentions.entities.choice import Chosen

COMPONENT = "mentions.entities"


def find_entities(
    parsed: Parsed, known: Known, lexicon: ActorLexicon, words: EntityWords
) -> list[EntityMention]:
    """The entities that a report names, in the order of the text, none over another.

    Args:
        parsed: the report.
        known: the actors, places and times found in it.
        lexicon: roles, by which one person is told from a body.
        words: nouns that tell a kind.
    """
    candidates = find_candidates(parsed, known, lexicon, words)
    if parsed.tags is None:
        chosen = choose_by_rules(parsed.doc, candidates)
    else:
        chosen = choose_with_tags(parsed.doc, candidates, parsed.tags)
    return [_mention(parsed, one) for one in chosen]


def _mention(parsed: Parsed, chosen: Chosen) -> EntityMention:
    last = parsed.doc[chosen.end - 1]
    span = parsed.span(parsed.doc[chosen.first].idx, last.idx + len(last.text))
    same = chosen.candidate
    return EntityMention(
        id=span_id("n", parsed.document.id, span),
        span=span,
        kind=chosen.kind,
        of=same.of if same is not None else None,
        provenance=_provenance(parsed, chosen),
    )


def _provenance(parsed: Parsed, chosen: Chosen) -> Provenance:
    same, tags = chosen.candidate, parsed.tags
    agreed = same if same is not None and same.kind is chosen.kind else None
    model = tags.name if tags is not None and chosen.probability is not None else None
    reasons = []
    if model is not None:
        reasons.append(f"{chosen.kind} by the trained reader: {chosen.probability:.2f}")
    if same is not None:
        reasons.append(f"{same.kind} by {same.rule}")
    return Provenance(
        component=COMPONENT,
        version=VERSION,
        rule=agreed.rule if agreed is not None else None,
        model=model,
        reason="; ".join(reasons),
    )
