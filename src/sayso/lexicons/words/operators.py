"""Words that decide whether what they govern happened: "vowed to", "failed to", "if", "the plan".

A word and the frame in which it governs name a rule; the rule says what becomes of the governed
event when the word itself is affirmed, negated, or neither (after Karttunen's implicatives and
Saurí's event selecting predicates).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from sayso.lexicons.files.load import DATA, DataFileError, Example, Rule, read_rules, read_table
from sayso.records.event import Certainty, Status
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

RULES = DATA / "rules" / "en" / "status.yaml"
WORDS = DATA / "lexicons" / "en" / "operators.tsv"

Effect = Literal[
    "same", "occurred", "attempted", "threatened", "planned", "demanded", "hypothetical",
    "negated", "historical",
]  # fmt: skip


class StatusExample(Example, frozen=True, kw_only=True):
    """A sentence whose {trigger|event word} must be told with a status, and maybe a certainty.

    `event_type` is the PLOVER type of the trigger; `title` says that the sentence is a headline.
    """

    status: Status
    certainty: Certainty | None = None
    event_type: str = "ASSAULT"
    title: bool = False


class OperatorRule(Rule, frozen=True, kw_only=True):
    """What a class of words does to the event it governs.

    `affirmed`, `negated`, `attempted` and `otherwise` are the status of the governed event when
    the word itself is told as having happened, as not, as tried in vain, or as anything else;
    "same" passes the word's own status on. `perfect` replaces `affirmed` for a modal before
    "have", `present` where the word stands in the present tense. `definite` holds for a
    definite noun ("debated the killing"), whatever becomes of the word. `deed` replaces
    `affirmed` when the governed event is of one of `deed_types`; of what a preposition governs,
    only a definite one. `ahead` says that the word speaks of what is not yet: who "would not
    stop" them has not failed to. `coming` is what a deed of those types then is ("will not
    hesitate to shoot"), planned where it is null.
    `certainty` is the most that the word leaves.
    """

    matches: tuple[StatusExample, ...]
    rejects: tuple[StatusExample, ...] = ()
    affirmed: Effect
    negated: Effect
    otherwise: Effect
    attempted: Effect | None = None
    perfect: Effect | None = None
    present: Effect | None = None
    definite: Effect | None = None
    deed: Effect | None = None
    coming: Effect | None = None
    deed_types: tuple[str, ...] = ()
    same_time: bool = False
    ahead: bool = False
    certainty: Certainty = Certainty.CERTAIN

    @property
    def presupposes(self) -> bool:
        """Whether the governed event is taken for granted, whatever becomes of the word."""
        return {self.affirmed, self.negated, self.otherwise} == {"occurred"}

    def effect(self, own: Status) -> Status:
        """The status of the governed event where the word itself has the status `own`."""
        chosen = self.otherwise
        if own in {Status.OCCURRED, Status.HISTORICAL}:
            chosen = self.affirmed
        elif own is Status.NEGATED:
            chosen = self.negated
        elif own is Status.ATTEMPTED and self.attempted:
            chosen = self.attempted
        return own if chosen == "same" else Status(chosen)


class OperatorWord(Record, frozen=True, kw_only=True):
    """A word, its class, its frames, and its rule.

    Classes: VERB, NOUN, ADJ, ADV, DET, MODAL, MARK, PREP; FORM is what no word but the form of a
    clause says (an order, a question), named by its frame.

    Frames: inf, that, ing, obj, subj, comp, mod, adv, noun, or a preposition. Words may be joined
    ("call_off", "because_of"); "*" is any word of the class.
    """

    word: str
    pos: str
    frames: tuple[str, ...]
    rule: str


@dataclass(frozen=True)
class Operators:
    """The rules by id, and by word, class and frame."""

    rules: Mapping[str, OperatorRule]
    words: Mapping[tuple[str, str, str], OperatorRule]

    def find(self, words: Iterable[str], pos: Iterable[str], frame: str) -> OperatorRule | None:
        """The rule of the first of the words, in the first class, that governs by this frame."""
        classes = tuple(pos)
        for word in words:
            for kind in classes:
                if rule := self.words.get((word, kind, frame)):
                    return rule
        return None


@cache
def load_operators(rules_file: Path = RULES, words_file: Path = WORDS) -> Operators:
    """The operators of two data files.

    Raises:
        DataFileError: for a word whose rule is unknown, a rule without words, or a word that
            two rules claim in one frame.
    """
    rules = {rule.id: rule for rule in read_rules(rules_file, OperatorRule)}
    words: dict[tuple[str, str, str], OperatorRule] = {}
    used: defaultdict[str, int] = defaultdict(int)
    for row in read_table(words_file, OperatorWord):
        rule_id = f"en.status.{row.rule}"
        if rule_id not in rules:
            raise DataFileError(f"{words_file}: {row.word!r} names the unknown rule {rule_id!r}")
        used[rule_id] += 1
        for frame in row.frames:
            key = (row.word, row.pos, frame)
            if key in words and words[key].id != rule_id:
                raise DataFileError(f"{words_file}: {key} has two rules")
            words[key] = rules[rule_id]
    if idle := sorted(set(rules) - set(used)):
        raise DataFileError(f"{rules_file}: no word uses {', '.join(idle)}")
    return Operators(rules=rules, words=words)
