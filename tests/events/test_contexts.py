"""What an event is about: sentence first, then paragraph; names tell nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.events.circumstances.contexts import classify_contexts
from sayso.lexicons.codes.codebook import CODEBOOKS
from sayso.lexicons.files.load import DataFileError, read_table
from sayso.lexicons.words.context_words import ContextCode, load_context_words
from sayso.records.evidence import Provenance
from sayso.records.mention import ActorMention
from sayso.records.reading import Annotations
from tests.events.reading import read_marked

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = Annotations()


def contexts_of(marked: str, found: Annotations = NOTHING) -> tuple[tuple[str, ...], str]:
    parsed, (trigger,) = read_marked(marked)
    contexts, provenance = classify_contexts(parsed, trigger, "ASSAULT", found)
    return contexts, provenance.rule or ""


@pytest.mark.parametrize(
    ("marked", "context"),
    [
        ("Soldiers {trigger|shot} two men at a polling station.", "election"),
        ("Soldiers {trigger|shot} two men at a polling station.", "military"),
        ("Gangs {trigger|attacked} a refugee camp.", "migration"),
        ("Police {trigger|fired} tear gas.", "repression"),
        ("Men {trigger|burned} a mosque.", "religion_ethnicity"),
        ("Jets {trigger|dropped} chlorine on the town.", "cbrn"),
        ("A suicide bomber {trigger|attacked} the bank.", "terrorism"),
        ("Peacekeepers were {trigger|ambushed}.", "peacekeeping"),
        ("Men {trigger|blew up} a pipeline.", "natural_resource"),
    ],
)
def test_words_tell_the_context(marked: str, context: str) -> None:
    assert context in contexts_of(marked)[0]


def test_the_paragraph_is_asked_second() -> None:
    marked = "A flood hit the valley. Men {trigger|beat} a driver."
    assert contexts_of(marked) == (("disasters",), "context.paragraph")


def test_the_sentence_hides_the_paragraph() -> None:
    marked = "A flood hit the valley. Men {trigger|beat} a priest."
    assert contexts_of(marked) == (("religion_ethnicity",), "context.sentence")


def test_no_word_no_context() -> None:
    assert contexts_of("Men {trigger|beat} a driver.") == ((), "context.none")


def test_names_tell_nothing() -> None:
    marked = "Church {trigger|beat} a driver."
    parsed, _ = read_marked(marked)
    actor = ActorMention(
        id="a1", span=parsed.span(0, 6), head=0, name="Frank Church",
        provenance=Provenance(component="tests", version="0"),
    )  # fmt: skip
    assert contexts_of(marked)[0] == ("religion_ethnicity",)
    assert contexts_of(marked, Annotations(actors=(actor,)))[0] == ()


def test_every_context_has_words() -> None:
    told = {code for codes in load_context_words().values() for code in codes}
    assert told == {r.context for r in read_table(CODEBOOKS / "plover_contexts.tsv", ContextCode)}


def test_an_unknown_context_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "contexts.tsv"
    table.write_text("words\tcontexts\nmill\tmilling\n")
    with pytest.raises(DataFileError, match="unknown contexts"):
        load_context_words(table)
