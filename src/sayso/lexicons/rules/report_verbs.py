"""How words report: verbs and nouns of saying, hedges, deeds, things that speak, and the rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Self

from sayso.lexicons.files.load import DATA, DataFileError, Rule, read_rules, read_table
from sayso.lexicons.words.classes import WordClasses
from sayso.records.attribution import Effect, Stance
from sayso.records.event import Certainty
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path


_HARMS = frozenset({"harm", "war", "act"})


class Commitment(StrEnum):
    """How far a voice holds its content true."""

    FULL = "full"
    PARTIAL = "partial"
    OPEN = "open"
    AGAINST = "against"
    NONE = "none"


class ReportWord(Record, frozen=True, kw_only=True):
    """A reporting word with the complements it takes, and what it does to them.

    `lemma` may be several words ("rule out"). `pos` is v (verb), p (verb in the passive), s (verb
    whose subject must be able to speak), e (verb whose subject shows or tells without being a
    person), n (noun with a source) or r (noun, with or without). Stance is the voice's, effect
    the word's: a verb that both reports and negates is one row (coding rules, section 3, rule 4).
    """

    lemma: str
    pos: str
    frames: tuple[str, ...]
    stance: Stance
    effect: Effect
    commitment: Commitment

    @property
    def words(self) -> tuple[str, ...]:
        """The lemmas of the row, in order."""
        return tuple(self.lemma.split())


class Hedge(Record, frozen=True, kw_only=True):
    """A word that passes on what somebody unnamed says ("reportedly").

    `rule` is the user's rule that has the word; null for a shipped one.
    """

    word: str
    kind: str
    stance: Stance
    certainty: Certainty
    rule: str | None = None


class Deed(Record, frozen=True, kw_only=True):
    """What a clause says its subject does: a harm, a mere state, or carrying something out."""

    lemma: str
    pos: str
    kind: str


class SpeakingThing(Record, frozen=True, kw_only=True):
    """A noun for a thing that tells: a medium, a document, evidence; or for where one speaks."""

    noun: str
    kind: str


class CueRule(Rule, frozen=True, kw_only=True):
    """A construction by which a text reports, with its words where they are fixed.

    `unless` are lemmas that are no source after them ("according to plan"). Of turns in brackets,
    `headings` say what kind of text somebody's is, `bylines` which of them a journalist may sign,
    `begins` that the next bracket names a speaker, `ends` where a speaker stops.
    """

    construction: str
    phrases: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    stance: Stance = Stance.ASSERTS
    effect: Effect = Effect.ASSERTED


@dataclass(frozen=True)
class ReportVerbs:
    """All reporting words of a language, by the lemma they begin with.

    `own` are a user's rules of phrases; `origins` says in which file and line a user has a word
    ("herald/v": lemma and class) or rule (by its id).
    """

    words: Mapping[str, tuple[ReportWord, ...]]
    hedges: Mapping[str, Hedge]
    deeds: Mapping[tuple[str, str], str]
    things: Mapping[str, str]
    rules: Mapping[str, CueRule]
    people: WordClasses
    own: tuple[CueRule, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, language: str) -> Self:
        """The reporting words of a language ("en").

        Raises:
            DataFileError: for a broken file, or a word that has the same frame twice.
        """
        lexicons = DATA / "lexicons" / language
        path = lexicons / "report_verbs.tsv"
        rules = read_rules(DATA / "rules" / language / "report_cues.yaml", CueRule)
        return cls(
            words=by_first_lemma(_once(path, read_table(path, ReportWord))),
            hedges={row.word: row for row in read_table(lexicons / "hedges.tsv", Hedge)},
            deeds={(d.lemma, d.pos): d.kind for d in read_table(lexicons / "deeds.tsv", Deed)},
            things={
                row.noun: row.kind
                for row in read_table(lexicons / "speaking_things.tsv", SpeakingThing)
            },
            rules={rule.construction: rule for rule in rules},
            people=WordClasses.load(lexicons / "word_classes.tsv"),
        )

    def starting_with(self, lemma: str) -> tuple[ReportWord, ...]:
        """The rows whose first word has this lemma, those of most words first."""
        return self.words.get(lemma, ())

    def is_claim(self, lemma: str) -> bool:
        """Whether a noun reports that something is so ("claim", "allegation"; not "offer")."""
        return any(
            row.pos in {"n", "r"} and row.effect is Effect.ASSERTED
            for row in self.starting_with(lemma)
        )

    def can_tell(self, lemma: str) -> bool:
        """Whether a thing tells something: a medium, a document, evidence; no mere occasion."""
        return self.things.get(lemma, "occasion") != "occasion"

    def is_harm(self, lemma: str) -> bool:
        """Whether a noun is for a harm or for what may be one ("murder", "blast")."""
        return self.deeds.get((lemma, "noun")) in _HARMS

    def is_mute(self, lemma: str) -> bool:
        """Whether a verb is for a deed that says nothing: "to jail", "to sing"."""
        return self.deeds.get((lemma, "cue")) == "mute"

    def seems(self, lemma: str) -> bool:
        """Whether a verb tells how its subject looks to the writer: "to seem", "to appear"."""
        return self.deeds.get((lemma, "cue")) == "seeming"


def by_first_lemma(rows: Iterable[ReportWord]) -> dict[str, tuple[ReportWord, ...]]:
    """The words by the lemma they begin with, those of most words first."""
    found: dict[str, list[ReportWord]] = {}
    for row in rows:
        found.setdefault(row.words[0], []).append(row)
    return {
        lemma: tuple(sorted(rows, key=lambda row: -len(row.words)))
        for lemma, rows in found.items()
    }


def _once(path: Path, rows: Iterable[ReportWord]) -> Iterator[ReportWord]:
    """The rows of the table, each with frames that no other row of the word has."""
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        keys = {(row.lemma, row.pos, frame) for frame in row.frames}
        if twice := keys & seen:
            raise DataFileError(f"{path}: {' '.join(min(twice))} stands twice")
        seen |= keys
        yield row


@cache
def verbs_of_charge() -> frozenset[str]:
    """The verbs of which the object is who did what "of" tells: to accuse, suspect, clear him of.

    Raises:
        DataFileError: for a broken table.
    """
    rows = read_table(DATA / "lexicons" / "en" / "report_verbs.tsv", ReportWord)
    return frozenset(row.lemma for row in rows if row.pos == "v" and "of" in row.frames)


@cache
def verbs_of_saying() -> frozenset[str]:
    """The verbs that bring somebody's very words: to say, tell, announce.

    Raises:
        DataFileError: for a broken table.
    """
    rows = read_table(DATA / "lexicons" / "en" / "report_verbs.tsv", ReportWord)
    return frozenset(row.lemma for row in rows if row.pos == "v" and "quote" in row.frames)


@cache
def past_forms_of_saying() -> frozenset[str]:
    """The regular pasts of the verbs of saying that only assert: "confirmed", not "accused".

    Raises:
        DataFileError: for a broken table.
    """
    rows = list(read_table(DATA / "lexicons" / "en" / "report_verbs.tsv", ReportWord))
    other = {row.lemma for row in rows if row.stance is not Stance.ASSERTS}
    return frozenset(
        f"{lemma.removesuffix('e')}ed" for lemma in verbs_of_saying() - other if " " not in lemma
    )
