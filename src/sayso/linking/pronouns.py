"""Pronouns of the third person and the actors that they stand for, where that is plain."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from sayso.analysis.syntax import subject
from sayso.lexicons.words.grammar import grammar
from sayso.linking.mention_view import Placed, linked, refer
from sayso.records.evidence import span_id
from sayso.records.mention import ActorMention

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.actors.entries import ActorLexicon

_PERSON_REACH = 2
_SPEAKER_REACH = 4
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_BODIES = frozenset({"group", "organisation"})
_QUOTES = frozenset({"``", "''"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative"})
_SINGULAR = frozenset({"NN", "NNP"})


def find_pronouns(
    parsed: Parsed, placed: Sequence[Placed], lexicon: ActorLexicon
) -> list[ActorMention]:
    """The personal pronouns of the third person that a plain antecedent explains, as mentions.

    "He" and "she" take the one person, subject before others, of this sentence or the last two;
    "it" and "they" only the subject that governs their clause or that of the sentence before.
    Nothing is guessed across a quotation mark: who "they" are inside quotes, the speaker knows.
    """
    sexes = lexicon.sexes
    starts = {s.start: n for n, s in enumerate(parsed.doc.sents)}
    done: list[Placed] = list(placed)
    found = []
    for token in parsed.doc:
        if token.tag_ not in {"PRP", "PRP$"} or token.lower_ not in grammar("he") | grammar(
            "she"
        ) | grammar("it") | grammar("they_and_their"):
            continue
        sentence = starts[token.sent.start]
        near = [p for p in done if 0 <= sentence - p.sentence <= _SPEAKER_REACH]
        before = [p for p in near if p.token.i < token.i]
        antecedent = _antecedent(token, sentence, before, sexes, lexicon)
        if antecedent is None and _speaks(token, lexicon):
            antecedent = _last_speaker(token, sentence, before, lexicon)
        if antecedent is None:
            continue
        mention = _mention(parsed, token, antecedent.mention)
        found.append(mention)
        done.append(Placed(mention, token, starts[token.sent.start]))
        done.sort(key=lambda p: p.token.i)
    return _of_one_sex(found)


def _of_one_sex(found: Sequence[ActorMention]) -> list[ActorMention]:
    """The pronouns without "he" and "she" for one person: the rarer is wrong, on a tie both."""
    counts: Counter[tuple[str | None, bool]] = Counter()
    for mention in found:
        if (word := mention.span.quote.lower()) in grammar("he") | grammar("she"):
            counts[mention.antecedent, word in grammar("he")] += 1
    kept = []
    for mention in found:
        word = mention.span.quote.lower()
        of_sex = counts[mention.antecedent, word in grammar("he")]
        if (
            word not in grammar("he") | grammar("she")
            or of_sex > counts[mention.antecedent, word not in grammar("he")]
        ):
            kept.append(mention)
    return kept


def _antecedent(
    token: Token,
    sentence: int,
    before: Sequence[Placed],
    sexes: Mapping[str, str],
    lexicon: ActorLexicon,
) -> Placed | None:
    word = token.lower_
    doer = _doer_over(token)
    barred = {_identity(p) for p in before if doer is not None and p.token.i == doer.i}
    usable = [p for p in before if _can_corefer(p, token) and _identity(p) not in barred]
    if word in grammar("he") | grammar("she"):
        sex = "man" if word in grammar("he") else "woman"
        people = [
            p
            for p in usable
            if _is_person(p, lexicon) and _fits_sex(p, sex, sexes) and not _is_of_his(p, token)
        ]
        return _nearest_person(people, sentence)
    if _is_expletive(token):
        return None
    fits = (
        _is_many if word in grammar("they_and_their") else partial(_is_one_body, lexicon=lexicon)
    )
    wanted = [p for p in usable if fits(p)]
    if token.dep_ not in _SUBJECTS:
        rivals = {_identity(p) for p in wanted if p.token.sent.start == token.sent.start}
        if len(rivals) > 1:
            return None
    return _governing_subject(token, wanted) or _last_subject(token, wanted, sentence)


def _is_of_his(one: Placed, token: Token) -> bool:
    """Whether a person is told of as somebody's, whom the pronoun means: "his aide … {he}"."""
    same = grammar("he") if token.lower_ in grammar("he") else grammar("she")
    owned = any(c.dep_ == "poss" and c.lower_ in same for c in one.token.lefts)
    return owned and one.token.sent.start == token.sent.start


def _speaks(token: Token, lexicon: ActorLexicon) -> bool:
    """Whether "it" or "they" closes a quotation: "…', it said"."""
    speech = token.head.lemma_.lower() in lexicon.verbs["speech"]
    quoted = any(t.tag_ in _QUOTES for t in token.sent if t.i < token.i)
    return (
        speech
        and quoted
        and token.dep_ == "nsubj"
        and token.lower_ in grammar("it") | grammar("they_and_their")
    )


def _last_speaker(
    token: Token, sentence: int, before: Sequence[Placed], lexicon: ActorLexicon
) -> Placed | None:
    """Who spoke last, for "it said" after a quotation that runs over several sentences."""
    fits = partial(_is_one_body, lexicon=lexicon) if token.lower_ in grammar("it") else _is_many
    for one in reversed(before):
        verb = one.token.head.lemma_.lower()
        near = 0 < sentence - one.sentence <= _SPEAKER_REACH
        if near and _is_main_subject(one.token) and verb in lexicon.verbs["speech"]:
            return one if fits(one) else None
    return None


def _can_corefer(one: Placed, token: Token) -> bool:
    """Whether binding and quotation marks let a mention be what a pronoun stands for."""
    if _inside_quotes(one.token) != _inside_quotes(token) and _inside_quotes(token):
        return token.lower_ in grammar("he") | grammar("she")
    same_clause = one.token.head.i == token.head.i and one.token.dep_ in _ARGUMENTS
    if same_clause and token.dep_ in _ARGUMENTS:
        return False
    doer = _doer_over(token)
    return doer is None or doer.i != one.token.i


def _doer_over(token: Token) -> Token | None:
    """The subject of the verb of which a pronoun is an object: not the one that it means."""
    verb = token.head.head if token.dep_ == "pobj" else token.head
    return subject(verb) if token.dep_ in _ARGUMENTS - _SUBJECTS else None


def _inside_quotes(token: Token) -> bool:
    """Whether an odd number of quotation marks stands before a token in its sentence."""
    marks = [t for t in token.sent if t.i < token.i and t.tag_ in _QUOTES]
    return len(marks) % 2 == 1


def _is_person(one: Placed, lexicon: ActorLexicon) -> bool:
    if one.is_named_person or one.token.lower_ in grammar("he") | grammar("she"):
        return True
    role = lexicon.roles.get((one.token.lower_,))
    known = one.mention.provenance.rule in {"en.actors.known", "en.actors.unlisted"}
    person = role is not None and role.kind == "person" and not known
    return person and one.token.tag_ in _SINGULAR and one.token.ent_type_ not in {"ORG", "GPE"}


def _fits_sex(one: Placed, sex: str, sexes: Mapping[str, str]) -> bool:
    known = sexes.get(one.mention.name or "")
    if known is not None:
        return known == sex
    if one.token.lower_ in grammar("he") | grammar("she"):
        return (one.token.lower_ in grammar("he")) == (sex == "man")
    words = {w.strip(".").lower() for w in one.mention.span.quote.split()}
    female = bool(words & (grammar("female_titles") | grammar("female_nouns")))
    male = bool(words & {"mr", "sir", "lord", "king", "prince"}) or one.token.lower_ in {
        "man",
        "boy",
        "spokesman",
    }
    return not (female and sex == "man") and not (male and sex == "woman")


def _nearest_person(people: Sequence[Placed], sentence: int) -> Placed | None:
    """The subject of the nearest sentence that speaks of a person; else its only named one."""
    near = [p for p in people if sentence - p.sentence <= _PERSON_REACH]
    for distance in range(_PERSON_REACH + 1):
        here = [p for p in near if sentence - p.sentence == distance]
        if not here:
            continue
        subjects = [p for p in here if p.is_subject]
        choice = subjects or [p for p in here if p.is_named_person] or here
        return choice[0] if len({_identity(p) for p in choice}) == 1 or subjects else None
    return None


def _identity(one: Placed) -> str:
    return one.mention.name or one.mention.antecedent or one.mention.id


def _is_one_body(one: Placed, lexicon: ActorLexicon) -> bool:
    if one.token.lower_ in grammar("it"):
        return True
    pronoun = one.token.tag_ in {"PRP", "PRP$"}
    if pronoun or one.is_plural or _is_person(one, lexicon):
        return False
    role = lexicon.roles.get((one.token.lower_,))
    return one.mention.name is not None or (role is not None and role.kind in _BODIES)


def _is_many(one: Placed) -> bool:
    if one.token.lower_ in grammar("they_and_their"):
        return True
    pronoun = one.token.tag_ in {"PRP", "PRP$"}
    body = one.mention.provenance.rule in {"en.actors.known", "en.actors.unlisted"}
    grouped = any(c.dep_ == "conj" for c in one.token.children)
    return not pronoun and not grouped and (one.is_plural or body)


def _is_expletive(token: Token) -> bool:
    """Whether "it" stands for no thing: "it is clear that", "found it impossible to"."""
    if token.lower_ != "it":
        return False
    verb = token.head
    if token.dep_ == "expl" or verb.pos_ not in {"VERB", "AUX"}:
        return True
    described = [c for c in verb.children if c.dep_ in {"acomp", "attr", "oprd"}]
    if verb.lemma_ not in {"be", "seem", "appear"} or not described or _reported(verb):
        return False
    return any(_is_content(c) for word in (verb, *described) for c in word.rights)


def _is_content(clause: Token) -> bool:
    """Whether a clause says what "it" only announces: "that …" or "to …"."""
    infinitive = any(c.tag_ == "TO" for c in clause.children)
    return clause.dep_ in {"ccomp", "csubj", "acl"} or (
        clause.dep_ in {"advcl", "xcomp"} and infinitive
    )


def _reported(verb: Token) -> bool:
    return verb.dep_ == "ccomp" and verb.head.i < verb.i


def _governing_subject(token: Token, wanted: Sequence[Placed]) -> Placed | None:
    """The subject of a clause above the pronoun's own, in the same sentence."""
    by_token = {p.token.i: p for p in wanted if p.is_subject}
    at = token.head
    parallel = False
    while True:
        above = next((c for c in at.children if c.dep_ in _SUBJECTS), None)
        if above is not None and not above.left_edge.i <= token.i <= above.right_edge.i:
            beside = parallel and above.i not in by_token
            if not beside:
                return by_token.get(above.i)
        if above is None and at.tag_ in _FINITE and (before := _right_before(at, wanted)):
            return before
        if at.head.i == at.i:
            return None
        parallel = at.dep_ == "conj"
        at = at.head


def _right_before(verb: Token, wanted: Sequence[Placed]) -> Placed | None:
    """The name right before a finite verb for which the parser found no subject."""
    at = verb.i - 1
    while at > verb.sent.start and verb.doc[at].text == ",":
        at -= 1
    return next((p for p in wanted if p.token.i == at), None)


def _last_subject(token: Token, wanted: Sequence[Placed], sentence: int) -> Placed | None:
    """The subject of the sentence before, for a pronoun that is the subject of its own."""
    if token.dep_ not in _SUBJECTS:
        return None
    earlier = [p for p in token.sent if p.dep_ in _SUBJECTS and p.i < token.i]
    main = token.head.dep_ == "ROOT" or not earlier
    last = [p for p in wanted if p.sentence == sentence - 1 and _is_main_subject(p.token)]
    return last[0] if main and len(last) == 1 else None


def _is_main_subject(token: Token) -> bool:
    return token.dep_ in _SUBJECTS and token.head.dep_ == "ROOT"


def _mention(parsed: Parsed, token: Token, antecedent: ActorMention) -> ActorMention:
    span = parsed.span(token.idx, token.idx + len(token.text))
    bare = ActorMention(
        id=span_id("a", parsed.document.id, span),
        span=span,
        head=token.idx,
        provenance=linked("pronoun", ""),
    )
    return refer(bare, antecedent, "pronoun", "the nearest subject that agrees with it")
