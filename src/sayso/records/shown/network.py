"""Who fights, arms, supports or accuses whom, as the accounts tell it."""

from __future__ import annotations

from enum import StrEnum

from sayso.records.evidence import Record


class NodeKind(StrEnum):
    """What a node stands for.

    A `sector` is one of a country ("SYR MIL"), or of none that is told ("CVL": civilians); `words`
    are words of a report that no table resolves.
    """

    ACTOR = "actor"
    COUNTRY = "country"
    SECTOR = "sector"
    WORDS = "words"


class Telling(StrEnum):
    """What the accounts of a tie make of it: three ties that are never added up.

    `done`: told as having happened or been tried; `denied`: by a voice, or told as not having
    happened; `not_done`: threatened, planned, demanded or supposed.
    """

    DONE = "done"
    DENIED = "denied"
    NOT_DONE = "not_done"


class Node(Record, frozen=True, kw_only=True):
    """A party: by its neutral name, codes of its country and sector, or words as said.

    `country` is an ISO 3166-1 alpha-3 or PLOVER's international code, `sector` a code of
    sectors.tsv, each what most accounts give, null where none does. `incidents` and `accounts`
    count those in which it has any tie that is shown.
    """

    id: str
    kind: NodeKind
    country: str | None = None
    sector: str | None = None
    incidents: int
    accounts: int


class Teller(Record, frozen=True, kw_only=True):
    """By whose account there is a tie: the voice, null for the outlet's own, and who carries it.

    `voice` is a neutral name, else the words. `bloc` is what the user's table says of the
    publisher. `accounts` counts this voice's accounts through this publisher.
    """

    voice: str | None
    publisher: str | None
    bloc: str | None
    accounts: int


class Month(Record, frozen=True, kw_only=True):
    """A tie in one month ("2016-08"; null where none is told), counted as the whole is."""

    month: str | None
    incidents: int
    accounts: int
    sources: int


class Tie(Record, frozen=True, kw_only=True):
    """What one node does to another: one tie for all incidents of the kind, or for each month.

    `actor` and `recipient` are ids of nodes; where it is `mutual` their order means nothing.
    `tie` and `sign` are those of tie_kinds.tsv. `incidents` are the ids of all incidents in which
    any account tells it, `accounts` counts the claims that do, `sources` the independent sources
    among them, incident by incident: a story in fifty papers is one incident, fifty accounts and,
    if they copied it, one source. `months` and `told_by` add up to the whole.
    """

    id: str
    actor: str
    recipient: str
    tie: str
    sign: int
    mutual: bool
    told: Telling
    incidents: tuple[str, ...]
    accounts: int
    sources: int
    event_types: tuple[str, ...]
    months: tuple[Month, ...]
    told_by: tuple[Teller, ...]


class IncidentTie(Record, frozen=True, kw_only=True, array_like=True):
    """What one incident adds to a network: a tie between two nodes of one kind, `by`.

    `actor` and `recipient` are ids of nodes; those of which `is_words` tells are words of a report
    that no table resolves. `accounts` and `sources` count as those of a `Tie`.
    """

    by: NodeKind
    actor: str
    recipient: str
    is_words: bool
    tie: str
    sign: int
    mutual: bool
    told: Telling
    accounts: int
    sources: int


class LeftOut(Record, frozen=True, kw_only=True):
    """Accounts that make no tie, by the reason: counted, so that nothing disappears.

    `one_side`: nobody is told on one side; `unresolved`: the words on a side stand for nobody that
    any table knows; `itself`: both sides are one party; `no_tie`: the type makes none. `rare`
    counts ties, not accounts: those in fewer incidents than were asked for.
    """

    one_side: int = 0
    unresolved: int = 0
    itself: int = 0
    no_tie: int = 0
    rare: int = 0


class Network(Record, frozen=True, kw_only=True):
    """Nodes and the ties between them, and what they were made of.

    `incidents` and `accounts` count what was looked at, `tied` the accounts that make any tie;
    with the accounts of `left_out` they are all. `monthly` is whether a tie has one month alone.
    """

    by: NodeKind
    monthly: bool = False
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    incidents: int
    accounts: int
    tied: int
    left_out: LeftOut
