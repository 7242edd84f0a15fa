"""The parser: loaded once, and asked one document at a time so that batches change nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.pipeline import Lemmatizer

from sayso.analysis.headlines import is_title_case, level_title
from sayso.analysis.mends import mend
from sayso.analysis.own_names import own_surnames, spelled_out
from sayso.analysis.shouting import is_shouted, level_case
from sayso.analysis.trained_parser import load_trained
from sayso.analysis.whole_words import whole_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from sayso.records.document import Passage

_ASCII = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "\xa0": " "})
_ONE_LINE = str.maketrans("\n\r\t", "   ")
_PICTURES = re.compile("[\u2600-\u27bf\u2b00-\u2bff\ufe0f\u20e3\U0001f000-\U0001faff]")
"""Emoji and their like, flags too: no words, but a parser takes them for names."""
_SHOUTED_OPENING = re.compile(r"(?:(?<=\n)|^)(['\"]?)([A-Z]{2,})(?= [A-Za-z]*[a-z])")
_BOUNDARIES = "passage_boundaries"
_MENDS = "mended_clauses"


@cache
def load_model() -> Language:
    """The English pipeline, with sentence ends forced at passage ends and its trees mended."""
    nlp = load_trained()
    tokenizer: Any = nlp.tokenizer
    for word in whole_words():
        tokenizer.add_special_case(word, [{"ORTH": word}])
    nlp.add_pipe(_BOUNDARIES, before="parser")
    nlp.add_pipe(_MENDS, after="parser")
    return nlp


def parse(text: str, passages: Sequence[Passage]) -> Doc:
    """The parse of a whole report. Token offsets (`token.idx`) are offsets in `text`.

    The parser sees a twin of the text of equal length in which quotation marks are plain, emoji
    and line ends inside a passage are spaces, and passages in capitals, or a shouted first word
    ("ON Monday"), have the case of prose: cut quotes from the document, never from the Doc.
    """
    nlp = load_model()
    doc = nlp.make_doc(_twin(text, passages))
    doc.user_data["passages"] = [(p.start, p.end) for p in passages]
    return nlp(doc)


@Language.component(_BOUNDARIES)
def _mark_boundaries(doc: Doc) -> Doc:
    starts = {start for start, _ in doc.user_data.get("passages", ())}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
        elif token.is_space:
            token.is_sent_start = False
    return doc


@Language.component(_MENDS)
def _mend_clauses(doc: Doc) -> Doc:
    return mend(doc)


def _twin(text: str, passages: Sequence[Passage]) -> str:
    plain = _PICTURES.sub(" ", text.translate(_ASCII))
    throughout = is_shouted(plain)
    own = _own_names(plain) if throughout else frozenset()
    for passage in passages:
        words = plain[passage.start : passage.end].translate(_ONE_LINE)
        if throughout or is_shouted(words):
            stops = frozenset(load_model().Defaults.stop_words)
            words = level_case(words, _dictionary(), stops, own)
        elif is_title_case(words):
            stops = frozenset(load_model().Defaults.stop_words)
            rest = plain[: passage.start] + plain[passage.end :]
            words = level_title(words, rest, _dictionary(), stops)
        plain = plain[: passage.start] + words + plain[passage.end :]
    return _SHOUTED_OPENING.sub(lambda m: m[1] + _lower_function_word(m[2]), plain)


def _own_names(text: str) -> frozenset[str]:
    """Surnames and acronyms that a report in capitals shows by the words beside them."""
    stops = frozenset(load_model().Defaults.stop_words)
    acronyms, _ = spelled_out(text)
    return own_surnames(text, _dictionary(), _dictionary(("verb",)), stops) | acronyms


@cache
def _dictionary(parts: tuple[str, ...] = ("noun", "verb", "adj", "adv")) -> frozenset[str]:
    """The words of the model's lemma tables: base forms and irregular inflections."""
    lemmatizer = load_model().get_pipe("lemmatizer")
    assert isinstance(lemmatizer, Lemmatizer)
    tables = lemmatizer.lookups
    index, exceptions = tables.get_table("lemma_index"), tables.get_table("lemma_exc")
    words = {word for part in parts for word in index[part]}
    return frozenset(words | {word for part in parts for word in exceptions.get(part, ())})


_FUNCTION_WORDS = frozenset(
    {"a", "an", "the", "in", "on", "at", "as", "by", "to", "of", "for", "from", "with", "after"}
    | {"before", "when", "while", "if", "and", "but", "since", "until", "under", "over", "it"}
    | {"its", "this", "these", "those", "there", "he", "she", "they", "we", "our", "his", "her"}
    | {"their", "some", "many", "more", "two", "three", "four", "five", "six", "seven", "eight"}
    | {"nine", "ten"}
)


def _lower_function_word(word: str) -> str:
    return word.capitalize() if word.lower() in _FUNCTION_WORDS else word
