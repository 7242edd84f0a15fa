"""Looks inside a noun phrase for what tells an actor: the role noun, the owners, the title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.analysis.syntax import phrase
from sayso.lexicons.actors.entries import NameUse
from sayso.lexicons.words.grammar import grammar
from sayso.lexicons.words.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spacy.tokens import Span as DocSpan
    from spacy.tokens import Token

    from sayso.lexicons.actors.entries import ActorLexicon, Role, Title
    from sayso.mentions.actors.known_names import NameMatch

_INSIDE = frozenset({"compound", "amod", "nmod", "nummod", "det", "punct", "case", "quantmod"})
_NOT_OF_PHRASE = frozenset(
    {"neg", "preconj", "cc", "advmod", "mark", "intj", "prt", "nsubj", "expl"}
)
_LONGEST_ROLE = 4
_LONGEST_TITLE = 3
_BRACKETS = frozenset("()[]{}")
_QUOTES = frozenset({"'", '"', "``", "''"})
_SCARE_QUOTED = 4


@dataclass(frozen=True)
class NounPhrase:
    """A head noun with what stands before it. `start` and `end` are code points, exclusive."""

    head: Token
    start: int
    end: int

    @property
    def first(self) -> int:
        """The index of the first token."""
        tokens = self.head.doc[self.head.left_edge.i : self.head.i + 1]
        return next((t.i for t in tokens if t.idx >= self.start), self.head.i)

    def before(self) -> list[Token]:
        """The tokens before the head, in order."""
        return list(self.head.doc[self.first : self.head.i])


def heads_phrase(token: Token) -> bool:
    """Whether a token heads a noun phrase rather than standing inside one."""
    if token.pos_ not in {"NOUN", "PROPN"} and not _is_nominal_adjective(token):
        return False
    inside = token.dep_ in _INSIDE and token.head.i > token.i
    return not inside or token.head.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}


def _is_nominal_adjective(token: Token) -> bool:
    """An adjective used as a noun: "the wounded", "attacked by the French"."""
    nominal = {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss"}
    return token.pos_ == "ADJ" and token.dep_ in nominal and token.ent_type_ == "NORP"


def noun_phrase(head: Token) -> NounPhrase:
    """The phrase of a head noun, without relative clauses, appositions and prepositions."""
    start, end = phrase(head)
    for token in head.lefts:
        if token.idx == start and token.dep_ in _NOT_OF_PHRASE and token.right_edge.i < head.i:
            start = head.doc[token.right_edge.i + 1].idx
    for token in head.doc[head.left_edge.i : head.i]:
        dated = token.ent_type_ == "DATE" and _has_month(token)
        opens = token.idx == start and (dated or _is_of_verb(token))
        if opens or (token.idx >= start and token.text in _BRACKETS):
            start = token.nbor().idx
    return NounPhrase(head, start, end)


def _is_of_verb(word: Token) -> bool:
    """Whether an adjective stands before the count of a noun: "shot {dead} two farmers"."""
    return word.pos_ == "ADJ" and word.dep_ == "amod" and word.nbor().pos_ in {"NUM", "DET"}


def _has_month(token: Token) -> bool:
    """Whether the date around a token names a month or weekday, not an age or a duration."""
    dates = (e for e in token.doc.ents if e.start <= token.i < e.end)
    return any(t.tag_ == "NNP" for e in dates for t in e)


def entity_at(head: Token) -> DocSpan | None:
    """The model's entity around a head, cut before a bracket: "Commission (CoI)" without it."""
    for entity in head.doc.ents:
        if entity.start <= head.i < entity.end:
            cut = next((t.i for t in entity if t.text in _BRACKETS), entity.end)
            return head.doc[entity.start : cut] if head.i < cut else None
    return None


def role_at(head: Token, lexicon: ActorLexicon) -> tuple[Role, int] | None:
    """The longest role noun that ends at a token, with the index of its first token.

    A role noun with "of" ("secretary of state") is found from its first noun.
    """
    if head.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return None
    if not set(name_key(head.text)) & lexicon.role_words:
        return None
    doc, opening = head.doc, head.sent.start
    for end in (_of_end(head), head.i + 1):
        for size in range(min(2 * _LONGEST_ROLE, end), 0, -1):
            if end - size > head.i or end - size < opening:
                continue
            if not lexicon.role_words.issuperset(name_key(doc[end - size].text)):
                continue
            words = doc[end - size : end]
            broken = any(t.is_space or t.text in {",", ";"} for t in words)
            broken |= end == head.i + 1 and any(t.lower_ == "of" for t in words)
            if broken or words[0].is_punct or _is_prefixed(words[0]):
                continue
            key = name_key(words.text)
            if (role := lexicon.roles.get(key)) is not None:
                return role, min(words[0].i, head.i)
    return None


def _is_prefixed(token: Token) -> bool:
    """Whether a prefix is tied to a word by a hyphen: "Zionist" of "pro-Zionist"."""
    return (
        token.i >= 2 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ in grammar("opposed")
    )


def _of_end(head: Token) -> int:
    """The end of "head of noun" or "head of the noun", else of the head."""
    doc = head.doc
    at = head.i + 1
    if at + 1 < len(doc) and doc[at].lower_ == "of":
        at += 2 if doc[at + 1].lower_ == "the" else 1
        return min(at + 1, len(doc))
    return head.i + 1


def title_before(token: Token, lexicon: ActorLexicon) -> tuple[Title, int] | None:
    """The longest title that ends right before a token, with the index of its first token."""
    doc = token.doc
    for size in range(_LONGEST_TITLE * 2, 0, -1):
        first = token.i - size
        if first < token.sent.start:
            continue
        words = doc[first : token.i]
        if (
            words[-1].tag_ == "POS"
            or not words[0].text[:1].isupper()
            or any(t.is_space or t.text == "," for t in words)
        ):
            continue
        if (title := lexicon.titles.get(name_key(words.text))) is not None:
            return title, first
    return None


def role_before(token: Token, lexicon: ActorLexicon) -> tuple[Role, int] | None:
    """The longest role noun for a person that ends right before a token.

    Returns the role and the index of its first token: "Secretary of State" before "Kerry".
    """
    doc = token.doc
    if token.i == 0 or not set(name_key(doc[token.i - 1].text)) & lexicon.role_words:
        return None
    for size in range(2 * _LONGEST_ROLE, 0, -1):
        first = token.i - size
        words = doc[first : token.i]
        if first < token.sent.start or any(t.text == "," or t.tag_ == "POS" for t in words):
            continue
        role = lexicon.roles.get(name_key(doc[first : token.i].text))
        person = role is not None and (role.title is not None or role.kind == "person")
        if role is not None and person and doc[first].text[0].isalpha():
            return role, first
    return None


def owners(
    phrase_: NounPhrase, matches: Mapping[int, NameMatch], *, before: int | None = None
) -> list[NameMatch]:
    """The known names that own or qualify a head: before it, "of" it, or "-led" by it.

    Names that a hyphen ties to a participle ("US-backed") or that a prefix opposes ("anti-",
    "pro-") say whose side somebody is on, not who they are.
    """
    head = phrase_.head
    limit = head.i if before is None else before
    found = [
        matches[t.i]
        for t in phrase_.before()
        if t.i < limit and t.i in matches and not _is_sided(matches[t.i])
    ]
    found += [matches[t.i] for t in _of_nouns(head) if t.i in matches]
    return list({m.tokens.start: m for m in found}.values())


def _of_nouns(head: Token) -> Iterator[Token]:
    for prep in head.rights:
        if prep.dep_ == "prep" and prep.lower_ == "of":
            for noun in prep.children:
                if noun.dep_ == "pobj":
                    yield from noun.doc[noun.left_edge.i : noun.i + 1]
                    yield from _listed_states(noun)


def of_noun(head: Token) -> Token | None:
    """The noun that "of" ties to a head: "Congress" of "president of the Congress"."""
    preps = (c for c in head.rights if c.dep_ == "prep" and c.lower_ == "of")
    return next((n for p in preps for n in p.children if n.dep_ == "pobj"), None)


def _listed_states(noun: Token) -> Iterator[Token]:
    """The names of a list that an owner begins: "the presidents of Peru, Chile and Bolivia"."""
    for token in noun.conjuncts:
        if token.i > noun.i and token.pos_ == "PROPN":
            yield token


def _is_sided(match: NameMatch) -> bool:
    doc, first, last = match.tokens.doc, match.tokens.start, match.tokens.end
    if first >= 2 and doc[first - 1].text == "-" and doc[first - 2].lower_ in grammar("opposed"):
        return True
    if first >= 1 and doc[first - 1].lower_ in grammar("opposed"):
        return True
    tied = doc[last - 1].lower_.rpartition("-")
    if tied[0] and tied[2].endswith("ed") and tied[2] != "led":
        return True
    if last + 1 < len(doc) and doc[last].text == "-":
        after = doc[last + 1]
        participle = after.tag_ in {"VBN", "VBD", "VBG"} or after.lower_.endswith("ed")
        return participle and after.lower_ != "led"
    return False


def is_former(tokens: Iterable[Token], lexicon: ActorLexicon) -> bool:
    """Whether words before an office say that it is over: "former", "ex-", "ousted"."""
    return any(t.lower_.rstrip("-") in lexicon.verbs["former"] for t in tokens)


def is_scare_quoted(head: Token) -> bool:
    """Whether a head stands in quotation marks of its own: at most four words, as in "rebels"."""
    doc = head.doc
    if head.i + 1 >= len(doc) or doc[head.i + 1].text not in _QUOTES:
        return False
    before = range(head.i - 1, max(head.i - 1 - _SCARE_QUOTED, head.sent.start - 1), -1)
    return any(doc[i].text in _QUOTES and _opens(doc[i]) for i in before)


def _opens(quote: Token) -> bool:
    return not quote.whitespace_ and (quote.i == 0 or bool(quote.nbor(-1).whitespace_))


def coordinated_before(head: Token, first: int, matches: Mapping[int, NameMatch]) -> list[Token]:
    """The adjectives of different states before a noun: "UK, French and US naval units".

    Read from the words, not the parse, which takes the first of such a list for a noun. `first`
    is the index of the first token of the role that the head ends.
    """
    found: list[Token] = []
    at = first - 1
    while at >= head.sent.start:
        match = matches.get(at)
        if match is not None and match.use(NameUse.ADJECTIVE) is not None:
            found.append(match.tokens.root)
            at = match.tokens.start - 1
        elif found and _joins_list(head.doc[at], matches):
            at -= 1
        else:
            break
    firsts = [t for t in head.lefts if t.i in matches and t.dep_ in {"amod", "compound", "nmod"}]
    found += [t for t in (t for f in firsts for t in f.subtree) if t.i in matches and t.i < head.i]
    by_state = {m.state.code: t for t in found if (m := matches[t.i]).state is not None}
    return sorted(by_state.values(), key=lambda t: t.i) if len(by_state) > 1 else []


def _joins_list(token: Token, matches: Mapping[int, NameMatch]) -> bool:
    """Whether a comma or "and" stands after a known name, or after a comma."""
    listed = token.i - 1 in matches or (token.i > 0 and token.nbor(-1).text == ",")
    return listed and token.lower_ in grammar("name_joints")
