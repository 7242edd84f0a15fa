"""The ties that one claim tells of: each doer to each of those whom it was done to."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, Literal, NamedTuple, Self

from sayso.lexicons.codes.ties import TieKind, arms, tie_kind
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.shown.network import NodeKind, Telling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records.claim import Claim, Party

_AGAINST = frozenset({Stance.DENIES, Stance.EXONERATES})
_ACCUSING = "ACCUSE"
_UNKNOWN = "UNK"
_NEAR = 6
"""In how many words, those of the deed included, what is given must be named."""
_DONE = frozenset({Status.OCCURRED, Status.ATTEMPTED, Status.HISTORICAL})


class Bond(NamedTuple):
    """What a tie is, whichever line of tie_kinds.tsv made it."""

    tie: str
    sign: Literal[-1, 1]
    mutual: bool

    @classmethod
    def of(cls, kind: TieKind) -> Self:
        """The tie that a line makes."""
        return cls(kind.tie, kind.sign, kind.mutual == "yes")


class Key(NamedTuple):
    """What makes two claims tell of one tie; `actor` and `recipient` are ids of nodes."""

    actor: str
    recipient: str
    bond: Bond
    told: Telling

    @property
    def order(self) -> tuple[str, str, str, str]:
        """The same as words, to sort by and to make an id of."""
        return (self.actor, self.recipient, self.bond.tie, self.told)


class End(NamedTuple):
    """The node that a party is, by its id, and what it stands for."""

    node: str
    kind: NodeKind
    party: Party


class Told(NamedTuple):
    """The ties that a claim tells of, each with its ends; `why` is why there are none."""

    ties: dict[Key, list[End]]
    why: str = ""


def ties_of(claim: Claim, by: NodeKind, *, words: bool) -> Told:
    """The ties that a claim tells of, or the reason why it tells of none.

    The reason is a field of `records.network.LeftOut`.

    Args:
        claim: what one voice says of one event.
        by: whether nodes are actors, countries, or sectors of countries.
        words: whether words that no table resolves are nodes, too.
    """
    kind = tie_kind(claim.event_type, claim.modes, claim.contexts, weapon=_names_arms(claim))
    if kind is None:
        return Told({}, "no_tie")
    pairs = list(_pairs(claim, kind))
    if not pairs:
        return Told({}, "one_side")
    found: dict[Key, list[End]] = {}
    itself = False
    for actor, recipient in pairs:
        first, second = _end(actor, by, words=words), _end(recipient, by, words=words)
        if first is None or second is None:
            continue
        if _is_itself(first, second):
            itself = True
            continue
        ends = sorted((first, second), key=_node) if kind.mutual == "yes" else [first, second]
        told = _telling(claim, actor, recipient)
        key = Key(ends[0].node, ends[1].node, Bond.of(kind), told)
        found.setdefault(key, []).extend(ends)
    return Told(found, "itself" if itself else "unresolved")


def _names_arms(claim: Claim) -> bool:
    """Whether weapons are told of the deed: as its means, or by the words just after its own."""
    return bool(claim.weapons) or any(
        word in arms() or word.removesuffix("s") in arms()
        for trigger in claim.evidence
        for sentence in claim.sentences
        if sentence.contains(trigger)
        for word in _words(sentence.quote[trigger.start - sentence.start :])
    )


def _words(words: str) -> list[str]:
    return [word.strip(",.;:”“\"'").casefold() for word in words.split()[:_NEAR]]


def accusations_of(claim: Claim, by: NodeKind, *, words: bool) -> dict[Key, list[End]]:
    """The ties of a voice to those whom it accuses of the deed that the claim tells.

    "Kyiv said the bridge had been shelled by Moscow, which it blames": the deed is one tie, that
    Kyiv accuses Moscow another. Of accusing that is an event of its own `ties_of` tells.
    """
    kind = tie_kind(_ACCUSING, claim.modes, claim.contexts, weapon=False)
    if kind is None or claim.voice is None or claim.event_type == _ACCUSING:
        return {}
    found: dict[Key, list[End]] = {}
    voice = _end(claim.voice, by, words=words)
    for actor in claim.actors:
        accused = _end(actor, by, words=words) if actor.stance is Stance.ACCUSES else None
        if voice is not None and accused is not None and not _is_itself(voice, accused):
            key = Key(voice.node, accused.node, Bond.of(kind), Telling.DONE)
            found.setdefault(key, []).extend((voice, accused))
    return found


def _is_itself(one: End, other: End) -> bool:
    """Whether both ends are one party; countries and sectors may well fight themselves."""
    return one.node == other.node and one.kind in {NodeKind.ACTOR, NodeKind.WORDS}


def _node(end: End) -> str:
    return end.node


def _pairs(claim: Claim, kind: TieKind) -> Iterator[tuple[Party, Party]]:
    """Every doer with everybody it was done to; of a mutual deed without these, the doers."""
    if claim.recipients or kind.mutual == "no":
        yield from product(claim.actors, claim.recipients)
    else:
        yield from combinations(claim.actors, 2)


def _end(party: Party, by: NodeKind, *, words: bool) -> End | None:
    """The node that a party is; null where its words stand for nobody known."""
    name = _name(party, by)
    if name is not None:
        return End(name, by, party)
    if not words:
        return None
    return End(f"“{' '.join(party.span.quote.split()).casefold()}”", NodeKind.WORDS, party)


def _name(party: Party, by: NodeKind) -> str | None:
    """What a node of this kind is called: "Syrian Army", "SYR", "SYR MIL"; null for unknowns."""
    if by is NodeKind.COUNTRY:
        return party.country
    if by is NodeKind.ACTOR:
        return party.name
    if party.country is None and party.sector in {None, _UNKNOWN}:
        return None
    return " ".join(filter(None, (party.country, party.sector)))


def _telling(claim: Claim, actor: Party, recipient: Party) -> Telling:
    """What the claim makes of this tie: a denied doer has not done it for that voice."""
    fields = (claim.field_stances.get(name) for name in ("actors", "recipients"))
    stances = {claim.stance, actor.stance, recipient.stance, *fields}
    if claim.status is Status.NEGATED or stances & _AGAINST:
        return Telling.DENIED
    return Telling.DONE if claim.status in _DONE else Telling.NOT_DONE
