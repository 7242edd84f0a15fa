"""Events whose verbs no rule knows: proposed by the tagger, typed by the judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.sessions import FOLDER
from sayso.analysis.typer import judge
from sayso.events.expressions import verb_group
from sayso.events.trigger import Trigger
from sayso.lexicons.event_rules import model_rule_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.analysis.typer import Verdict
    from sayso.lexicons.event_rules import EventRules

# Chosen on folds that neither network had seen (docs/model.md).
_WORTH_ASKING, _NOTHING, _KIND = 0.5, 0.15, 0.75
_CONFIDENCE = 0.6
_HELPERS = frozenset({"aux", "auxpass"})


def find_proposals(
    parsed: Parsed, triggers: Sequence[Trigger], rules: EventRules
) -> Iterator[tuple[Trigger, Verdict]]:
    """Triggers at verbs that no rule took up, with what the judge says of them.

    Only verbs with words on both sides of them are asked about: a deed has a doer and a sufferer.
    """
    if parsed.tags is None or not (FOLDER / "typer.onnx").exists():
        return
    taken = {token.i for t in triggers for token in (t.head, t.clause, *t.words)}
    covered = [(t.start, t.end) for t in triggers]
    for verb in parsed.doc:
        if not _may_tell(verb) or verb.i in taken:
            continue
        if any(start <= verb.idx < end for start, end in covered):
            continue
        labels = parsed.tags.label("event", verb.idx, verb.idx + len(verb.text))
        if not labels or labels["NONE"] > _WORTH_ASKING:
            continue
        found = _proposed(parsed, verb, rules)
        if found is not None:
            yield found


def _may_tell(token: Token) -> bool:
    return token.pos_ == "VERB" and token.dep_ not in _HELPERS and token.is_alpha


def _proposed(parsed: Parsed, verb: Token, rules: EventRules) -> tuple[Trigger, Verdict] | None:
    first, last = verb_group(verb)
    start, end = first.idx, last.idx + len(last.text)
    from_, to = verb.sent.start_char, verb.sent.end_char
    words = (max(start, from_) - from_, min(end, to) - from_)
    verdict = judge(parsed.doc.text[from_:to], {"trigger": [words]})
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
