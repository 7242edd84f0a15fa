"""A claim explained: who says it through whom, in which sentences, and each field's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from sayso.export.matrix import said_words, stance_name, title
from sayso.export.wording import unwrap
from sayso.incidents.side_by_side.cells import cells_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.records.attribution import Attribution
    from sayso.records.claim import Account
    from sayso.records.shown.matrix import Said


def claim_explanation(account: Account, attributions: Iterable[Attribution]) -> Group:
    """What one voice in one report says of one event, back to the words.

    Args:
        account: the claim with its report.
        attributions: those of the reading that the claim is from.
    """
    claim = account.claim
    known = [part for part in (account.publisher or account.report, account.published) if part]
    lines = [
        Text.assemble(("claim ", "dim"), (claim.id, "bold"), f" · {claim.event_type}"),
        Text(f"{', '.join(known)}: event {claim.event_id}"),
        Text(f"{claim.status.value}, {claim.certainty.value}; {stance_name(claim.stance)}"),
        *_chain(account, {link.id: link for link in attributions}),
        *(Text(f"“{unwrap(sentence.quote)}”", style="italic") for sentence in claim.sentences),
    ]
    why = claim.provenance
    rule = f" [{why.component}, {why.rule}]" if why.rule else f" [{why.component}]"
    return Group(*lines, _fields(account), Text(why.reason + rule, style="dim"))


def _chain(account: Account, known: dict[str, Attribution]) -> Iterator[Text]:
    """The voices from the outlet inwards, each with the words that make it speak."""
    claim = account.claim
    if not claim.chain:
        yield Text("told by the outlet itself: no words give it to anybody else")
        return
    yield Text("said by, from the outlet inwards:")
    for link in (known[key] for key in claim.chain if key in known):
        source = f"“{unwrap(link.source.quote)}”" if link.source else "somebody unnamed"
        cue = f"“{unwrap(link.cue.quote)}” [{link.cue.start}:{link.cue.end}]"
        rule = link.provenance.rule or link.provenance.model or link.provenance.component
        yield Text(f"  {source} {stance_name(link.stance)}: {cue}").append(f" [{rule}]", "dim")


def _fields(account: Account) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for column, cells in cells_of([account.claim]).items():
        for number, cell in enumerate(cells):
            table.add_row(title(column) if number == 0 else "", Text(_value(cell.said)))
    return table


def _value(said: Said) -> str:
    """The words with their offsets, and what they stand for."""
    if said.words is None:
        return said_words(said)
    words = f"“{unwrap(said.words.quote)}” [{said.words.start}:{said.words.end}]"
    return f"{words} → {said_words(said)}"
