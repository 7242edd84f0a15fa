"""What is counted: the nouns of numbers, one person ("a woman"), and plurals without number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.analysis.syntax import token_at
from sayso.lexicons.words.grammar import grammar
from sayso.mentions.counts.bounds import Bounds, Count, find_counts
from sayso.mentions.counts.casualty_words import is_plural, load_casualty_nouns, noun_class
from sayso.mentions.counts.harm_told import is_harm_told
from sayso.mentions.counts.number_nouns import NOUN_TAGS, first_word_of, noun_of, number_head
from sayso.records.mention import QuantityOp

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

    from sayso.analysis.parsed import Parsed
    from sayso.records.mention import ActorMention, TimeMention

_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_ONE = Bounds(1, 1, 1, QuantityOp.EXACT)
_TWO = Bounds(2, 2, 2, QuantityOp.EXACT)
_SOME = Bounds(2, None, None, QuantityOp.VAGUE)
_AGED = "aged"
_AGE_TOKENS = 4
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "oprd", "ROOT"})
_HARM = Bounds(0, None, None, QuantityOp.VAGUE)
_PEOPLE = frozenset({"person", "armed"})
_COUNTABLE = frozenset({"person", "armed", "thing", "platform"})
_NAMES = frozenset({"en.actors.person", "en.actors.leader", "en.linking.surname"})
_WITHIN = frozenset({"pobj", "prep"})


@dataclass(frozen=True)
class CountedNoun:
    """A number with its noun. Offsets are code points, end-exclusive.

    `head` is the noun, or the number where there is none; `anchor` is the word that stands in the
    clause for both: "dozens" of "dozens of men", "between" of "between 5 and 6 men". From
    `of_start` to `end` stands the noun with its modifiers. `numbered` tells "two men" from "men".
    """

    bounds: Bounds
    start: int
    end: int
    head: Token
    anchor: Token
    noun: Token | None
    of_start: int
    numbered: bool

    @property
    def is_unknown(self) -> bool:
        """Whether it is one common noun of no known class, which only a thing's fate counts."""
        return not self.numbered and self.noun_class is None and self.head.tag_ == "NN"

    @property
    def noun_class(self) -> str | None:
        """The class of the noun, or null for nouns of no class that is known."""
        return noun_class(self.noun) if self.noun is not None else None


def find_counted(
    parsed: Parsed, dates: Sequence[TimeMention], actors: Sequence[ActorMention] = ()
) -> list[CountedNoun]:
    """All that is counted in a report, in the order of the text, without overlaps.

    Numbers inside times (`dates`, found before), of measures ("12 miles") and of ages are left
    out. Each person whom the text names (among `actors`) is one.
    """
    times = [(t.span.start, t.span.end) for t in dates if t.span]
    found: list[CountedNoun] = []
    for count in find_counts(parsed.document.text):
        if any(start < count.end and count.number < end for start, end in times):
            continue
        noun = _with_noun(parsed.doc, count)
        inside = noun is not None and any(n.start < noun.start < n.end for n in found[-1:])
        if noun is not None and not inside and not _is_no_count(parsed, noun):
            found.append(noun)
    taken = {i for n in found for i in range(n.start, n.end)}
    named = [n for n in _named(parsed, actors) if n.head.idx not in taken]
    persons = {n.head.i for n in named}
    for token in parsed.doc:
        bounds = _without_number(token)
        aside = token.i in persons or (token.dep_ == "appos" and token.head.i in persons)
        if bounds and token.idx not in taken and not aside:
            found.append(_unnumbered(token, bounds))
    found += named
    found += (noun for noun in _aged(parsed.doc) if noun.head.idx not in taken)
    return sorted(found, key=lambda n: (n.start, n.end))


def _named(parsed: Parsed, actors: Sequence[ActorMention]) -> Iterator[CountedNoun]:
    """The persons whom the text names, one each, but for names that only explain a noun."""
    for actor in actors:
        token = token_at(parsed.doc, actor.head)
        if token is None or actor.provenance.rule not in _NAMES or _is_aside(token):
            continue
        if token.dep_ != "appos" or noun_class(token.head) not in _PEOPLE:
            start, end = actor.span.start, actor.span.end
            yield CountedNoun(_ONE, start, end, token, token, token, start, numbered=False)


def _aged(doc: Doc) -> Iterator[CountedNoun]:
    """Single persons told by their age alone: "an 18-year-old was killed"."""
    for token in doc:
        if noun_class(token) != _AGED or token.dep_ not in _NOMINAL or token.i < _AGE_TOKENS:
            continue
        age = doc[token.i - _AGE_TOKENS]
        article = age.nbor(-1) if age.i else age
        aside = _is_aside(token) or token.nbor(-1).text != "-" or not age.like_num
        if not aside and article.lower_ in grammar("single_articles"):
            start, end = article.idx, token.idx + len(token.text)
            yield CountedNoun(_ONE, start, end, token, token, token, age.idx, numbered=False)


def _without_number(token: Token) -> Bounds | None:
    """One for "a woman", some for "villagers", null for other nouns."""
    if is_harm_told(token):
        return _HARM
    unknown = noun_class(token) is None and token.tag_ == "NN"
    if token.tag_ not in NOUN_TAGS or not (unknown or noun_class(token) in _COUNTABLE):
        return None
    numbered = any(c.dep_ == "nummod" for c in token.children)
    counted = token.dep_ == "pobj" and token.head.head.lower_ in load_casualty_nouns("number")
    return None if numbered or counted or _is_aside(token) else _by_form(token)


def _by_form(token: Token) -> Bounds | None:
    """How many a noun's form and determiner say that there are, or null."""
    articles = {c.lower_ for c in token.lefts if c.dep_ in {"det", "preconj"}}
    if token.lower_ == "people" and "the" in articles:
        return None
    if is_plural(token):
        both = "both" in articles and not any(c.dep_ == "cc" for c in token.children)
        return _TWO if both else _SOME
    if articles & {"a", "an", "another"}:
        return _ONE
    return _ONE if noun_class(token) in _PEOPLE and _is_definite(token) else None


def _is_definite(noun: Token) -> bool:
    """Whether a singular noun is one that is known: "the driver", "his wife"."""
    return any(c.dep_ == "poss" or c.lower_ == "the" for c in noun.lefts)


def _is_aside(noun: Token) -> bool:
    """Whether a noun only explains another ("two men, a guard and a cook") or is its "one of"."""
    while noun.dep_ == "conj" and noun.head is not noun:
        noun = noun.head
    if noun.dep_ == "appos":
        told = noun.head
        numbered = told.like_num or any(c.like_num for c in told.children)
        return numbered or is_plural(told) or noun_class(told) in _PEOPLE
    first = noun.left_edge
    by = first.lower_ == "by" or (first.i > 0 and first.nbor(-1).lower_ == "by")
    partitive = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.like_num
    return by or partitive


def _is_no_count(parsed: Parsed, noun: CountedNoun) -> bool:
    """Whether a number is a measure, an age after a name, "one" for "somebody", or a bare "no"."""
    if noun.noun is not None:
        return noun.noun_class == "measure"
    words = parsed.document.text[noun.start : noun.end].lower()
    if noun.bounds.high == 0:
        return " ".join(words.split()) not in grammar("nobody_at_all")
    if _is_whose(noun.head):
        return True
    first = token_at(parsed.doc, noun.start)
    if first is None or first.i < 2 or noun.head.i + 1 >= len(parsed.doc):
        return False
    if first.nbor(-1).lower_ in grammar("before_age"):
        return True
    aside = first.nbor(-1).text == "," and noun.head.nbor().text in {",", ".", ";", ")"}
    return aside and first.nbor(-2).tag_ in {"NNP", "NNPS"}


def _is_whose(number: Token) -> bool:
    """Whether a number tells how many somebody has: "a father of four", "the mother of 3"."""
    of = number.head
    if number.dep_ != "pobj" or of.lower_ != "of" or of.head.tag_ != "NN":
        return False
    return noun_class(of.head) == "person"


def _with_noun(doc: Doc, count: Count) -> CountedNoun | None:
    """A number with what it counts, or null where no token stands at the number."""
    last, first = token_at(doc, count.number_end - 1), token_at(doc, count.number)
    if last is None or first is None or count.number < first.idx:
        return None
    after = next((t for t in doc[last.i :] if t.idx >= count.end), None)
    if after is not None and doc.text[count.number : count.end].lower().endswith("of"):
        after = after.nbor(-1)
    noun = noun_of(last, after) if after is not None and after.sent == last.sent else None
    if noun is None or after is None:
        head = number_head(first, last)
        if head.dep_ == "pobj" and head.head.lower_ == "of" and (band := _band(head.head.head)):
            return replace(_unnumbered(band, count.bounds), end=count.number_end, numbered=True)
        return CountedNoun(
            count.bounds, count.start, count.number_end, head, _outside(head, count), None, 0,
            numbered=True,
        )  # fmt: skip
    begin, end = first_word_of(after, noun), noun.idx + len(noun.text)
    anchor = number_head(first, last) if after.lower_ == "of" else noun
    if anchor.dep_ == "compound" and anchor.head.dep_ == "dobj" and not anchor.is_upper:
        anchor = anchor.head
    return CountedNoun(
        count.bounds, count.start, end, noun, _outside(anchor, count), noun, begin.idx,
        numbered=True,
    )  # fmt: skip


def _outside(head: Token, count: Count) -> Token:
    """A number's head, or a word by it that holds it: "{over} 70", "{close} to 9", "9 {more}"."""
    while head.dep_ in _WITHIN and count.start <= head.head.idx < count.number:
        head = head.head
    return head.head if head.dep_ == "nummod" and head.head.lower_ == "more" else head


def _band(noun: Token) -> Token | None:
    """The noun, if it stands for as many as "of" says: "a family of six", "a crew of 12"."""
    return noun if noun.tag_ == "NN" and noun_class(noun) == "collective" else None


def _unnumbered(noun: Token, bounds: Bounds) -> CountedNoun:
    """A noun that is counted without a number: "a woman", "villagers"."""
    doc = noun.doc
    edges = (t.left_edge.i for t in noun.lefts if t.dep_ in _MODIFIERS)
    first = min(edges, default=noun.i)
    article = next((t.left_edge for t in noun.lefts if t.dep_ in {"det", "poss"}), None)
    start = article.idx if article is not None and bounds.best is not None else doc[first].idx
    end = noun.idx + len(noun.text)
    return CountedNoun(bounds, start, end, noun, noun, noun, doc[first].idx, numbered=False)
