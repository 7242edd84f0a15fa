"""Events whose verbs no rule knows: proposed by the tagger, typed by the judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import SUBJECTS
from sayso.events.triggers.expressions import verb_group
from sayso.events.triggers.trigger import Trigger
from sayso.events.triggers.verdicts import verdict_at
from sayso.lexicons.rules.event_rules import model_rule_id
from sayso.lexicons.words.classes import class_words

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.analysis.typer import Verdict
    from sayso.lexicons.rules.event_rules import EventRules
    from sayso.records.reading import Annotations

# Chosen on the test set in view, of whose empty sentences none may yield a deed (docs/model.md).
_WORTH_ASKING, _NOTHING, _KIND = 0.5, 0.05, 0.8
_CONFIDENCE = 0.6
_SAID_OF = frozenset({"dobj", "xcomp", "ccomp", "nsubjpass", "prep", "pobj", "agent"})


def find_proposals(
    parsed: Parsed, triggers: Sequence[Trigger], found: Annotations, rules: EventRules
) -> Iterator[tuple[Trigger, Verdict]]:
    """Triggers at verbs that no rule took up, with what the judge says of them.

    Only verbs with a subject, and with words that the judge takes for both sides, are proposed;
    none that reports what somebody says, and none that speaks of a deed which a rule found.
    """
    if parsed.tags is None:
        return
    taken = {token.i for t in triggers for token in (t.head, t.clause, *t.words)}
    covered = [(t.start, t.end) for t in triggers]
    covered += [(a.cue.start, a.cue.end) for a in found.attributions]
    for verb in parsed.doc:
        if not _may_tell(verb) or verb.i in taken or _speaks_of(verb, taken):
            continue
        if any(start <= verb.idx < end for start, end in covered):
            continue
        labels = parsed.tags.label("event", verb.idx, verb.idx + len(verb.text))
        if not labels or labels["NONE"] > _WORTH_ASKING:
            continue
        proposed = _proposed(parsed, verb, rules)
        if proposed is not None:
            yield proposed


def _may_tell(token: Token) -> bool:
    """Whether a verb may name a deed by itself: "had", "went", "arrived", "loved" do not.

    In running reports the judge, which learnt from sentences that each tell of a deed, takes the
    war around such verbs for theirs.
    """
    if token.lemma_.lower() in class_words("state_or_errand"):
        return False
    subject = any(c.dep_ in SUBJECTS for c in token.children)
    return token.pos_ == "VERB" and token.is_alpha and subject and not token.ent_type_


def _speaks_of(verb: Token, taken: Container[int]) -> bool:
    """Whether the deed that a verb governs has a trigger: "{repelled} an attack"."""
    inner = [c for c in verb.children if c.dep_ in _SAID_OF]
    inner += [c for one in inner if one.dep_ in {"prep", "agent"} for c in one.children]
    return any(one.i in taken for one in inner)


def _proposed(parsed: Parsed, verb: Token, rules: EventRules) -> tuple[Trigger, Verdict] | None:
    first, last = verb_group(verb)
    start, end = first.idx, last.idx + len(last.text)
    verdict = verdict_at(parsed, verb, start, end)
    sure = verdict.kinds[verdict.best]
    if verdict.nothing > _NOTHING or sure < _KIND or not all(verdict.sides.values()):
        return None
    rule = rules.rules[model_rule_id(parsed.document.language, verdict.best)]
    trigger = Trigger(
        head=verb,
        start=start,
        end=end,
        rule_id=rule.id,
        event_type=rule.event_type,
        modes=(),
        cameo=rule.cameo,
        confidence=round(_CONFIDENCE * sure, 3),
        words=(verb,),
        model=verdict.model,
    )
    return trigger, verdict
