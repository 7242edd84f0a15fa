"""The verbs and patterns of dictionaries as rows of an overlay, by the codes that they become."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from sayso.ingest.dictionaries.codes import CodeError
from sayso.ingest.dictionaries.lines import Loss
from sayso.ingest.dictionaries.patterns import Pattern, PatternError, read_pattern
from sayso.ingest.dictionaries.rows import Made
from sayso.ingest.unreadable import UnreadableError
from sayso.lexicons.codes.cameo import cameo
from sayso.lexicons.codes.codebook import CODEBOOKS
from sayso.lexicons.files.load import read_table
from sayso.lexicons.overlays.rows import OwnVerb
from sayso.lexicons.rules.report_verbs import Commitment
from sayso.records.attribution import Effect, Stance
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.ingest.dictionaries.lines import Lost
    from sayso.ingest.dictionaries.rows import Rows
    from sayso.ingest.dictionaries.verbs import Coded, VerbEntries, VerbGroup
    from sayso.lexicons.rules.event_rules import EventRules
    from sayso.lexicons.rules.report_verbs import ReportVerbs

_CODE = re.compile(r"\d{2,4}")
_NOBODY = re.compile(r"-+|#+|")
_PAIR = re.compile(r"(?P<first>[^:/]+)[:/].*")
_WORD = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*")
_ROOTS = 20
_NEAR = 50
_OTHER_SCHEME = 0.05

Key = tuple[str, frozenset[tuple[str, frozenset[str]]]]


class _Telling(Record, frozen=True, kw_only=True):
    """A row of cameo_stances.tsv."""

    cameo: str
    stance: Stance
    effect: Effect
    commitment: Commitment


def check_scheme(entries: VerbEntries) -> None:
    """Refuses a dictionary whose codes are of another scheme, where the same digits differ.

    Raises:
        UnreadableError: where one code in twenty has a root above 20, which CAMEO does not have.
    """
    codes = [
        (each.code, each.line)
        for group in entries.groups
        for each in (*group.verbs, *group.patterns)
        if each.code and _CODE.fullmatch(each.code)
    ]
    other = [(code, line) for code, line in codes if int(code[:2]) > _ROOTS]
    if len(other) > _OTHER_SCHEME * len(codes):
        code, line = other[0]
        raise UnreadableError(
            f"{len(other):,} of {len(codes):,} codes are none of CAMEO, the first {code!r}",
            "recode it; the digits of WEIS and other schemes mean other things",
            where=line,
        )


@dataclass
class VerbRows:
    """Makes rows of verbs and patterns; the same words go to the first that has them.

    Where sayso reads a verb as the same type anyway, its own rules are left to do it.
    """

    rules: EventRules
    reports: ReportVerbs
    rows: Rows
    owners: dict[Key, tuple[str, str]] = field(default_factory=dict)

    def add(self, entries: VerbEntries) -> None:
        """Adds the rows of a dictionary, and what of it is lost."""
        for group in entries.groups:
            for verb in group.verbs:
                self._add_verb(entries.path, verb, Pattern(), verb)
            for written in group.patterns:
                self._add_pattern(entries, group, written)

    def _add_pattern(self, entries: VerbEntries, group: VerbGroup, written: Coded) -> None:
        try:
            pattern = read_pattern(written.words, entries.sets)
        except PatternError as error:
            self._lose(entries.path, written, str(error), "whole")
            return
        if not group.verbs:
            self._lose(entries.path, written, "no verb stands before it", "whole")
        for verb in group.verbs:
            self._add_verb(entries.path, verb, pattern, written)

    def _add_verb(self, path: str, verb: Coded, pattern: Pattern, coded: Coded) -> None:
        """Adds the row of a verb, with the words that a pattern asks for, under its code."""
        if not _WORD.fullmatch(verb.words):
            self._lose(path, coded, f"{verb.words!r} is no verb: letters with spaces", "whole")
            return
        try:
            row = self._row(path, " ".join([verb.words.lower(), *pattern.after]), pattern, coded)
        except CodeError as error:
            self._lose(path, coded, str(error), "whole")
            return
        means = row.stance or f"{row.event_type} {' '.join(row.modes)}".strip()
        key = (row.verb, frozenset((s, frozenset(w)) for s, w in row.conditions.items()))
        if key in self.owners:
            at, earlier = self.owners[key]
            if earlier != means:
                reason = f"the same words stand at {at} as {earlier}, which counts"
                self._lose(path, coded, reason, "whole")
            return
        self.owners[key] = (f"{path}:{coded.line}", means)
        if self._is_known(row):
            self._lose(path, coded, f"sayso reads {row.verb!r} so by its own rules", "known")
        else:
            self.rows.verbs.append(Made(row, path, coded.line))

    def _row(self, path: str, verb: str, pattern: Pattern, coded: Coded) -> OwnVerb:
        """The row of an expression.

        Raises:
            CodeError: for a code that no row can have.
        """
        code = coded.code or ""
        if pair := _PAIR.fullmatch(code):
            code = pair["first"]
            reason = f"of {coded.code} only {code} went over: an event has one code"
            self._lose(path, coded, reason, "part")
        if _NOBODY.fullmatch(code):
            raise CodeError("its code says that it is no event" if code else "it has no code")
        if telling := _tellings().get(code):
            if pattern.needs:
                raise CodeError("a word that reports can ask for no words beside it; write a rule")
            return OwnVerb(
                verb=verb,
                stance=telling.stance,
                effect=telling.effect,
                commitment=telling.commitment,
            )
        found = cameo().plover(code) if _CODE.fullmatch(code) else None
        if found is None:
            raise CodeError(f"{code!r} is no code of CAMEO")
        if not found.event_type:
            raise CodeError(f"{code} ({found.cameo_name}) is no event in PLOVER: {found.reason}")
        needs = tuple(f"{slot}:{w}" for slot, words in pattern.needs.items() for w in words)
        return OwnVerb(
            verb=verb,
            event_type=found.event_type,
            modes=(found.mode,) if found.mode else (),
            cameo=found.cameo[:2],
            needs=needs,
        )

    def _is_known(self, row: OwnVerb) -> bool:
        """Whether the shipped words have this one, without conditions, in the same meaning."""
        first = row.verb.split()[0]
        if row.event_type is None:
            words = self.reports.words.get(first, ())
            return any(word.lemma == row.verb and word.pos == row.pos for word in words)
        shipped = [
            e.rule for e in self.rules.verbs.get(first, ()) if e.words == tuple(row.verb.split())
        ]
        same = [rule for rule in shipped if rule.event_type == row.event_type]
        return not row.needs and any(set(row.modes) <= set(rule.modes) for rule in same)

    def _lose(self, path: str, coded: Coded, reason: str, lost: Lost) -> None:
        loss = Loss(path=path, line=coded.line, lost=lost, words=coded.words, reason=reason)
        if loss not in self.rows.losses[-_NEAR:]:
            self.rows.losses.append(loss)


@cache
def _tellings() -> Mapping[str, _Telling]:
    return {row.cameo: row for row in read_table(CODEBOOKS / "cameo_stances.tsv", _Telling)}
