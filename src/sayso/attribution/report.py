"""A report: a cue with its source and the tokens it reports, before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.attribution.cues import Cue
    from sayso.attribution.marks import Mark
    from sayso.attribution.quotations import Quotation
    from sayso.lexicons.rules.report_verbs import ReportWord
    from sayso.records.attribution import Effect, Stance


@dataclass(frozen=True)
class Report:
    """A cue, its source's head, and the token indices of its content; spoken words come later.

    `cue` is its first and last token index, `head` its verb or noun. `construction` names the
    rule of report_cues.yaml, `row` the row of the lexicon. `under` is the token index of
    the head of the report that passes this one on without holding it: "the radio, citing …".
    `label` is the range of the source (code points) where it is no phrase of a sentence. `mark`
    is what the trained reader sees at the cue; `construction` is "marked" where it alone sees it.
    `rule` is the user's rule that made the report, where it was one.
    """

    cue: tuple[int, int]
    head: Token
    source: Token | None
    content: frozenset[int]
    construction: str
    stance: Stance
    effect: Effect
    row: ReportWord | None = None
    match: Cue | None = None
    speech: tuple[Quotation, ...] = ()
    under: int | None = None
    label: tuple[int, int] | None = None
    mark: Mark | None = None
    rule: str | None = None


def make_report(
    cue: Cue, source: Token | None, row: ReportWord, construction: str, content: frozenset[int]
) -> Report:
    """The report that a cue makes with one row of the lexicon, its negation counted in."""
    stance, effect = cue.stands(row)
    return Report(cue.group, cue.head, source, content, construction, stance, effect, row, cue)
