"""A field and what decided it, as text: value, words, component and rule, reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.lexicons.files.marks import parse_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import RenderableType

    from sayso.lexicons.files.load import Rule
    from sayso.records.evidence import Provenance

_SENTENCES_OF_A_RULE = 2


class Part(NamedTuple):
    """Words that a field rests on, what they stand for, and what decided that."""

    words: str
    meaning: str
    decided: Sequence[Provenance] = ()


class Field(NamedTuple):
    """A field of an event: its value in words, what decided it, and the words it rests on."""

    name: str
    value: str
    decided: Provenance | None
    parts: Sequence[Part] = ()


def reasons(fields: Sequence[Field], rules: Mapping[str, Rule]) -> Iterator[RenderableType]:
    """A block per field, then the sentences that test the rules among `rules` that decided."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for field in fields:
        table.add_row(field.name, _block(field))
    yield Padding(table, (0, 0, 1, 2))
    named = dict.fromkeys(provenance.rule for provenance in _deciding(fields))
    yield from (_examples(rules[name]) for name in named if name is not None and name in rules)


def because(provenance: Provenance) -> str:
    """The reason of a value and, in brackets, the component and the rule or model that gave it."""
    decided = provenance.rule or provenance.model
    by = f"{provenance.component} {provenance.version}" + (f", {decided}" if decided else "")
    return f"{provenance.reason} ({by})" if provenance.reason else by


def count(parts: Sequence[Part]) -> str:
    """How many parts a field has; empty for none."""
    return str(len(parts)) if parts else ""


def _block(field: Field) -> Text:
    block = Text(field.value or "none")
    for part in field.parts:
        block.append("\n“").append(part.words, "italic").append("”")
        block.append(f" → {part.meaning}" if part.meaning else "")
        for provenance in part.decided:
            block.append(f"\n  {because(provenance)}", "dim")
    if field.decided is not None:
        block.append(f"\n{because(field.decided)}", "dim")
    return block


def _deciding(fields: Sequence[Field]) -> Iterable[Provenance]:
    """Whatever decided a field or read one of its parts, the fields first."""
    yield from (field.decided for field in fields if field.decided is not None)
    for field in fields:
        for part in field.parts:
            yield from part.decided


def _examples(rule: Rule) -> Padding:
    text = Text()
    text.append(rule.id, "bold")
    for example in rule.matches[:_SENTENCES_OF_A_RULE]:
        text.append(f"\n  matches  {parse_marks(example.text).text}")
    for example in rule.rejects[:_SENTENCES_OF_A_RULE]:
        why = f" ({example.why})" if example.why else ""
        text.append(f"\n  refuses  {parse_marks(example.text).text}{why}")
    return Padding(text, (0, 0, 1, 2))
