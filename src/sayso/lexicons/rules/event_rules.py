"""The rules for events: words that name a deed, what must stand with them, and who is who."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

import msgspec

from sayso.lexicons.codes.codebook import Codebook
from sayso.lexicons.files.load import DATA, DataFileError, Rule, read_rules, read_table
from sayso.lexicons.words.classes import WordClasses
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sayso.lexicons.codes.codebook import TypeTraits

Needs = dict[str, tuple[str, ...]]
_NOUN_SLOTS = frozenset({"of", "possessor", "modifier"})
_VERB_SLOTS = frozenset(
    {"subject", "object", "dative", "deed", "infinitive", "passive", "negation", "existence"}
    | {"content", "mover"}
)
EVENT_FILES = (
    *("agree", "consult", "support", "concede", "cooperate", "aid", "retreat", "request"),
    *("accuse", "reject", "threaten", "protest", "sanction", "mobilize", "coerce", "assault"),
)


class EventRule(Rule, frozen=True, kw_only=True):
    """Expressions that name one kind of event, with their conditions and roles.

    `verbs` are lemmas with the words that belong to them ("shoot down", "open fire"); `nouns`
    are event nouns, the head last ("air strike") or before "of" ("show of force"); `light` are
    nouns that name an event only together with a light verb ("issue a warning"); `attributive`
    are those of the verbs whose participle names the deed also before its noun ("the murdered
    reporter").

    `needs` lists alternatives; one of them must hold. One that asks for what only a noun has
    ("of", "possessor", "modifier") and for nothing of a verb's own does not hold for the verbs
    of a rule that has nouns. An alternative maps slots ("object",
    "subject", prepositions, "deed"; several joined by "|") to lemmas or @classes, of which each
    slot must hold one; "deed" holds the type, or TYPE/mode, of a deed spoken of. `without` is
    such a map of which nothing may hold. `sure` are those of the verbs that ask for none of
    `needs`, for they tell of force whoever their sides are. `unless` are spaCy token patterns
    that, matched over the trigger, refuse it. `words_too` marks expressions that are also said
    of quarrels in words ("attack", "fight"): they are refused in sentences on election
    campaigns.

    `actor` and `recipient` are the slots of the doer and the other side of a verb, `noun_actor`
    and `noun_recipient` those of a noun. `confidence` (0-1) is that of a clear case.
    """

    event_type: str
    modes: tuple[str, ...] = ()
    cameo: str
    confidence: float = 0.75
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    light: tuple[str, ...] = ()
    attributive: tuple[str, ...] = ()
    needs: tuple[Needs, ...] = ()
    sure: tuple[str, ...] = ()
    without: Needs = msgspec.field(default_factory=dict)
    unless: tuple[tuple[dict[str, object], ...], ...] = ()
    words_too: bool = False
    actor: tuple[str, ...] = ("subject",)
    recipient: tuple[str, ...] = ("object", "against")
    noun_actor: tuple[str, ...] = ("by", "possessor", "modifier")
    noun_recipient: tuple[str, ...] = ("against", "on", "upon", "of")

    def alternatives(self, *, verbal: bool) -> tuple[Needs, ...]:
        """The alternatives of `needs` that a verb, or a noun, may fulfil."""
        if not verbal or not (self.nouns or self.light):
            return self.needs
        return tuple(need for need in self.needs if not _is_of_nouns(need))

    @property
    def of_user(self) -> bool:
        """Whether a user wrote it: only ids of ours begin with a language of two letters."""
        return self.id.find(".") != len("en")

    @property
    def speaks_of_deed(self) -> bool:
        """Whether a condition asks for the type of another deed."""
        return any("deed" in alternative for alternative in self.needs)


def _is_of_nouns(need: Needs) -> bool:
    slots = {slot for key in need for slot in key.split("|")}
    return not slots.isdisjoint(_NOUN_SLOTS) and slots.isdisjoint(_VERB_SLOTS)


class LightVerb(Record, frozen=True, kw_only=True):
    """A verb that carries an event noun, and the slots in which it has the two sides.

    A `separate` one ("repelled the attack") tells the sides but is no part of the trigger.
    """

    verb: str
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    separate: bool = False


class ModelSlots(Record, frozen=True, kw_only=True):
    """Where the sides of a verb stand that no rule knows and the trained judge types."""

    event_type: str
    cameo: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]

    def rule(self, language: str) -> EventRule:
        """The rule of such verbs: it has no words of its own, and so no sentences to try."""
        return EventRule(
            id=model_rule_id(language, self.event_type),
            matches=(),
            event_type=self.event_type,
            cameo=self.cameo,
            actor=("|".join(self.actor),),
            recipient=("|".join(self.recipient),),
        )


class WeaponRow(Record, frozen=True, kw_only=True):
    """Words for a means of force, and the mode of ASSAULT that it makes or null."""

    words: tuple[str, ...]
    mode: str | None = None


@dataclass(frozen=True)
class Expression:
    """One expression of a rule: its words in order, and which of them is the head."""

    words: tuple[str, ...]
    head: int
    rule: EventRule
    needs_light: bool = False


@dataclass(frozen=True, eq=False)
class EventRules:
    """All rules of a language, by the lemma under which an expression is looked up.

    `origins` says in which file and line a user has a rule or verb, by the id of the rule.
    """

    rules: Mapping[str, EventRule]
    verbs: Mapping[str, tuple[Expression, ...]]
    nouns: Mapping[str, tuple[Expression, ...]]
    light_verbs: Mapping[str, tuple[LightVerb, ...]]
    weapons: Mapping[str, str | None]
    words: WordClasses
    traits: Mapping[str, TypeTraits]
    modes: frozenset[tuple[str, str]]
    precedence: frozenset[tuple[str, str, str]]
    origins: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, language: str = "en", data: Path = DATA) -> Self:
        """The rules, light verbs, weapons and word classes of a language.

        Raises:
            DataFileError: for a file that cannot be read, a code that the codebook does not
                have, a word class that does not exist, or a rule id used twice.
        """
        codebook, lexicons = Codebook.load(), data / "lexicons" / language
        words = WordClasses.load(lexicons / "word_classes.tsv")
        rules: dict[str, EventRule] = {}
        for name in EVENT_FILES:
            path = data / "rules" / language / f"{name}.yaml"
            for rule in read_rules(path, EventRule):
                _check(f"{path}: {rule.id}", rule, rules, codebook, words)
                rules[rule.id] = rule
        for row in read_table(lexicons / "model_slots.tsv", ModelSlots):
            learned = row.rule(language)
            _check(f"model_slots.tsv: {row.event_type}", learned, rules, codebook, words)
            rules[learned.id] = learned
        light = read_table(lexicons / "light_verbs.tsv", LightVerb)
        weapons = read_table(lexicons / "weapons.tsv", WeaponRow)
        verbs, nouns = index_expressions(rules.values())
        return cls(
            rules=rules,
            verbs=verbs,
            nouns=nouns,
            light_verbs=_by_lemma(light),
            weapons={word: row.mode for row in weapons for word in row.words},
            words=words,
            traits=codebook.traits,
            modes=codebook.modes,
            precedence=codebook.precedence,
        )


def model_rule_id(language: str, event_type: str) -> str:
    """The id of the rule of those verbs that the trained judge takes for a type."""
    return f"{language}.model.{event_type.lower()}"


def _check(
    where: str,
    rule: EventRule,
    rules: Mapping[str, EventRule],
    codebook: Codebook,
    words: WordClasses,
) -> None:
    if rule.id in rules:
        raise DataFileError(f"{where}: this id is used twice")
    for message in rule_mistakes(rule, codebook, words):
        raise DataFileError(f"{where}: {message}")


def rule_mistakes(rule: EventRule, codebook: Codebook, words: WordClasses) -> Iterator[str]:
    """Codes of a rule that the codebook does not have, and classes of words that nobody knows."""
    try:
        codebook.check("", rule.event_type, rule.modes, rule.cameo)
    except DataFileError as error:
        yield str(error).removeprefix(": ")
    for alternative in (*rule.needs, rule.without):
        for slot, wanted in alternative.items():
            for word in wanted:
                if slot == "deed":
                    kind, _, mode = word.partition("/")
                    if kind not in codebook.types or (mode and (kind, mode) not in codebook.modes):
                        yield f"unknown deed {word!r}"
                elif word.startswith("@") and not words.knows(word):
                    yield f"unknown word class {word!r}"


def index_expressions(
    rules: Iterable[EventRule],
) -> tuple[dict[str, tuple[Expression, ...]], dict[str, tuple[Expression, ...]]]:
    """The expressions of verbs and those of nouns, each by the lemma of its head."""
    every = list(rules)
    return _index(_verb_expressions(every)), _index(_noun_expressions(every))


def _verb_expressions(rules: Iterable[EventRule]) -> list[Expression]:
    return [
        Expression(words=tuple(entry.split()), head=0, rule=rule)
        for rule in rules
        for entry in rule.verbs
    ]


def _noun_expressions(rules: Iterable[EventRule]) -> list[Expression]:
    found = []
    for rule in rules:
        for entry in (*rule.nouns, *rule.light):
            words = tuple(entry.replace("-", " ").split())
            head = words.index("of") - 1 if "of" in words else len(words) - 1
            found.append(
                Expression(words=words, head=head, rule=rule, needs_light=entry not in rule.nouns)
            )
    return found


def _index(expressions: Iterable[Expression]) -> dict[str, tuple[Expression, ...]]:
    by_lemma: dict[str, list[Expression]] = defaultdict(list)
    for expression in expressions:
        by_lemma[expression.words[expression.head]].append(expression)
    return {lemma: tuple(found) for lemma, found in by_lemma.items()}


def _by_lemma(light: Iterable[LightVerb]) -> dict[str, tuple[LightVerb, ...]]:
    by_lemma: dict[str, list[LightVerb]] = defaultdict(list)
    for verb in light:
        by_lemma[verb.verb.split()[0]].append(verb)
    return {
        lemma: tuple(sorted(found, key=lambda verb: -len(verb.verb.split())))
        for lemma, found in by_lemma.items()
    }
