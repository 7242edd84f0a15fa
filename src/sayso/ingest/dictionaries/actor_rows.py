"""The actors of dictionaries as rows of an overlay: a row for each time with a code of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.ingest.dictionaries.codes import CodeError, Coding, coding
from sayso.ingest.dictionaries.lines import Loss
from sayso.ingest.dictionaries.rows import Made
from sayso.ingest.dictionaries.spelling import in_prose
from sayso.ingest.dictionaries.tenures import tenures
from sayso.lexicons.overlays.rows import OwnActor
from sayso.lexicons.words.names import name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.ingest.dictionaries.actors import ActorEntry
    from sayso.ingest.dictionaries.lines import Lost
    from sayso.ingest.dictionaries.rows import Rows
    from sayso.ingest.dictionaries.tenures import Tenure
    from sayso.lexicons.actors.entries import Actor, ActorLexicon, KnownName

_PERSON = "person"
_NO_CODE = Coding(None, None, "organisation")


@dataclass
class ActorRows:
    """Makes rows of entries; each spelling goes to the first entry that has it.

    Spellings of states are left to sayso. An entry whose first name sayso knows as one actor's
    gets that actor's neutral name and keeps its other spellings.
    """

    lexicon: ActorLexicon
    rows: Rows
    owners: dict[tuple[str, ...], str] = field(default_factory=dict)

    def add(self, entries: Sequence[ActorEntry]) -> None:
        """Adds the rows of all entries, and what of them is lost."""
        named = [(entry, self._free(entry)) for entry in entries]
        for entry, names in named:
            if names:
                self._add(entry, names)

    def _add(self, entry: ActorEntry, names: Sequence[str]) -> None:
        known = self._known(names[0])
        name, aliases = self._spellings(entry, names, known)
        laid = tenures(entry.codes, entry.line)
        for hidden in laid.hidden:
            reason = f"on all its days another code of the name counts: {hidden.code.code}"
            self._lose(entry, names[0], reason, "part", hidden.line)
        coded = [(span, self._coding(entry, span)) for span in laid.spans]
        if not any(span.code and made for span, made in coded):
            return
        if self._is_known(names, known, [made for _, made in coded if made]):
            self._lose(entry, names[0], "sayso has this actor with these codes", "known")
            return
        kind = next(
            (a.kind for a in known),
            _kind([made for span, made in coded if span.code and made]),
        )
        for span, made in coded:
            row = OwnActor(
                name=name,
                aliases=aliases,
                country=made.country if made else None,
                sector=made.sector if made else None,
                kind=kind,
                since=span.since.isoformat() if span.since else None,
                until=span.until.isoformat() if span.until else None,
            )
            self.rows.actors.append(Made(row, entry.path, span.line))

    def _spellings(
        self, entry: ActorEntry, names: Sequence[str], known: Sequence[Actor]
    ) -> tuple[str, tuple[str, ...]]:
        """The neutral name, and the other spellings, sayso's own too where they are free."""
        at = f"{entry.path}:{entry.line}"
        shipped = [known[0].name, *(a for actor in known for a in actor.aliases)] if known else []
        free = [s for s in shipped if self.owners.setdefault(name_key(s), at) == at]
        name = free[0] if free and free[0] == shipped[0] else names[0]
        return name, tuple(other for other in dict.fromkeys((*names, *free)) if other != name)

    def _free(self, entry: ActorEntry) -> list[str]:
        """The spellings that no entry before and no state has, in the case of prose."""
        free: list[str] = []
        for written in entry.names:
            key = name_key(written)
            at = self.owners.get(key)
            if at is not None and at != f"{entry.path}:{entry.line}":
                self._lose(entry, written, f"the name stands also at {at}, which counts", "part")
            elif state := self._state(key):
                self._lose(entry, written, f"sayso knows it as a word for {state}", "known")
            elif at is None and key:
                self.owners[key] = f"{entry.path}:{entry.line}"
                free.append(in_prose(written, entry.names))
        return free

    def _bearers(self, key: tuple[str, ...]) -> list[KnownName]:
        names = self.lexicon.names.get(key[0], ()) if key else ()
        return [name for name in names if name.words == key]

    def _state(self, key: tuple[str, ...]) -> str | None:
        states = [name.state.name for name in self._bearers(key) if name.state is not None]
        return states[0] if states else None

    def _known(self, name: str) -> list[Actor]:
        """The shipped actors of a name where they are one by their neutral name."""
        actors = [known.actor for known in self._bearers(name_key(name)) if known.actor]
        return actors if len({actor.name for actor in actors}) == 1 else []

    def _is_known(
        self, names: Sequence[str], known: Sequence[Actor], made: Sequence[Coding]
    ) -> bool:
        """Whether sayso reads all spellings as this actor with these codes already."""
        if len(known) != 1 or len(made) != 1:
            return False
        actor = known[0]
        same = (actor.country, actor.sector) == (made[0].country, made[0].sector)
        return same and all(self._known(name) == [actor] for name in names)

    def _coding(self, entry: ActorEntry, span: Tenure) -> Coding | None:
        """What the code of a time becomes; null for no code or one that cannot be read."""
        if span.code is None:
            return _NO_CODE
        try:
            made = coding(span.code)
        except CodeError as error:
            self._lose(entry, entry.names[0], str(error), "whole", span.line)
            return None
        if made.country is None and made.sector is None:
            reason = f"of {span.code} no part is a country or sector of PLOVER"
            self._lose(entry, entry.names[0], reason, "whole", span.line)
            return None
        if made.lost:
            reason = f"{', '.join(made.lost)} of {span.code} has no place in PLOVER's codes"
            self._lose(entry, entry.names[0], reason, "part", span.line)
        return made

    def _lose(
        self, entry: ActorEntry, words: str, reason: str, lost: Lost, line: int | None = None
    ) -> None:
        self.rows.losses.append(
            Loss(path=entry.path, line=line or entry.line, lost=lost, words=words, reason=reason)
        )


def _kind(made: Sequence[Coding]) -> str:
    """The kind of an actor by its codes: a former office holder is a person all the time."""
    kinds = [coded.kind for coded in made]
    return _PERSON if _PERSON in kinds else kinds[0]
