"""Which state "the army" and "the government" are of, where the report leaves one reading."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from sayso.analysis.syntax import token_at
from sayso.lexicons.words.names import name_key
from sayso.linking.mention_view import linked
from sayso.records.document import PassageKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Self

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.actors.entries import ActorLexicon, Role
    from sayso.linking.mention_view import Placed
    from sayso.records.mention import ActorMention, PlaceMention

_INTERNATIONAL = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
_ORGANS = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})
_DATELINE_WEIGHT = 2
_LEAD = 2
_LEAST = 2


@dataclass(frozen=True)
class Setting:
    """The states that a report speaks of, at which code point, and the one that it is about.

    `told` are the states of actors and places by sentence; `placed` those of places alone;
    `only` the one state of the whole report, `home` the one named at least twice as often as any
    other, the dateline counting double. Both are null where two are as good. `day` is the
    report's.
    """

    told: Mapping[int, tuple[tuple[int, str], ...]]
    placed: Mapping[int, frozenset[str]]
    only: str | None
    home: str | None
    day: str | None

    @classmethod
    def read(
        cls,
        parsed: Parsed,
        actors: Sequence[Placed],
        places: Sequence[PlaceMention],
        lexicon: ActorLexicon,
    ) -> Self:
        """The setting of a report, from its actors and the places that are resolved."""
        numbers = {s.start: n for n, s in enumerate(parsed.doc.sents)}
        told: dict[int, list[tuple[int, str]]] = defaultdict(list)
        placed: dict[int, set[str]] = defaultdict(set)
        votes: Counter[str] = Counter()
        for actor in actors:
            if (code := _state(actor.mention.country)) is not None:
                told[actor.sentence].append((actor.mention.span.start, code))
                votes[code] += 1
        heads = {a.token.idx for a in actors if a.mention.country}
        datelines = [p for p in parsed.passages if p.kind is PassageKind.DATELINE]
        for place in places:
            token = token_at(parsed.doc, place.head)
            code = _state(place.country)
            if token is None or code is None or place.head in heads or _borders(token, lexicon):
                continue
            sentence = numbers[token.sent.start]
            if any(p.start <= place.head < p.end for p in datelines):
                votes[code] += _DATELINE_WEIGHT
                continue
            told[sentence].append((place.span.start, code))
            placed[sentence].add(code)
            votes[code] += 1
        return cls(
            told={n: tuple(found) for n, found in told.items()},
            placed={n: frozenset(found) for n, found in placed.items()},
            only=next(iter(votes)) if len(votes) == 1 else None,
            home=_leader(votes),
            day=(parsed.document.published or "")[:10] or None,
        )

    def state_at(self, one: Placed) -> tuple[str, str] | None:
        """The state that an unowned body at a mention is of, with the reason; null if in doubt.

        The sentence decides first. A state that only speaks in it ("Moscow said the army …") has
        to agree with the state that the report is about, and with all others of the sentence.
        """
        start = one.mention.span.start
        told = self.told.get(one.sentence, ())
        here = {code for at, code in told if at < start}
        if len(here) == 1:
            code = next(iter(here))
            scene = code in self.placed.get(one.sentence, frozenset())
            alone = self.home is None and len({c for _, c in told}) == 1
            if scene or self.home == code or alone:
                return code, "the only state that the sentence speaks of so far"
            return None
        if self.only is not None:
            return self.only, "the only state that the report speaks of"
        if self.home is not None and (not here or self.home in here):
            return self.home, "the state that the report speaks of most, twice as often as others"
        return None


def of_setting(
    one: Placed, role: Role, setting: Setting, lexicon: ActorLexicon
) -> ActorMention | None:
    """A body or office of a state, with the country that the report's setting gives it."""
    if _is_of_body(one.token, lexicon):
        return None
    plural_office = one.is_plural and role.sector == "GOV"
    loaded = role.epithet and role.sector != "GOV"
    if plural_office or loaded or (role.name is None and role.sector not in _ORGANS):
        return None
    found = setting.state_at(one)
    state = lexicon.states.get(found[0]) if found is not None else None
    if found is None or state is None:
        return None
    words = name_key(one.mention.span.quote)
    holder = lexicon.office_holder(words[1:], state.code, setting.day)
    return msgspec.structs.replace(
        one.mention,
        name=role.name_in(state) or holder,
        country=state.code,
        sector="MIL" if role.sector == "UAF" else role.sector,
        provenance=linked("home_state", found[1]),
    )


def _borders(token: Token, lexicon: ActorLexicon) -> bool:
    """Whether a place is only told to lie beyond a border: "the border with Mauritania"."""
    return token.head.lower_ == "with" and token.head.head.lemma_ in lexicon.verbs["boundary"]


def link_officials(
    placed: Sequence[Placed], setting: Setting, lexicon: ActorLexicon
) -> dict[str, ActorMention]:
    """People named with an office at home ("Colonel Ruiz"), as those of the report's state.

    Not those whose work is abroad: a visiting minister, an ambassador, an envoy.
    """
    code = setting.only or setting.home
    found: dict[str, ActorMention] = {}
    if code is None:
        return found
    for one in placed:
        mention = one.mention
        office = mention.sector in _ORGANS and mention.country is None
        words = set(mention.span.quote.lower().split())
        if not (one.is_named_person and office) or words & lexicon.verbs["abroad"]:
            continue
        here = {c for _, c in setting.told.get(one.sentence, ())}
        if here - {code}:
            continue
        reason = "an office at home, in the state that the report speaks of most"
        provenance = msgspec.structs.replace(mention.provenance, reason=reason)
        found[mention.id] = msgspec.structs.replace(mention, country=code, provenance=provenance)
    return found


def _is_of_body(token: Token, lexicon: ActorLexicon) -> bool:
    """Whether "of" ties an office to a body: "the president of the club", not "the republic"."""
    nouns = [n for c in token.rights if c.dep_ == "prep" and c.lower_ == "of" for n in c.children]
    return any(n.lemma_.lower() not in lexicon.verbs["homeland"] for n in nouns)


def _state(code: str | None) -> str | None:
    return None if code in _INTERNATIONAL else code


def _leader(votes: Counter[str]) -> str | None:
    """The state with the most votes, where it leads by far."""
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < _LEAST:
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked[0][1] >= _LEAD * second else None
