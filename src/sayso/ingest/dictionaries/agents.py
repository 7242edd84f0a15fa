"""Agent dictionaries: nouns for people and bodies by what they do, with their plurals."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from sayso.ingest.dictionaries.codes import CodeError, coding
from sayso.ingest.dictionaries.lines import Loss
from sayso.ingest.dictionaries.rows import Made
from sayso.ingest.dictionaries.spelling import spaced
from sayso.lexicons.overlays.rows import OwnRole
from sayso.lexicons.words.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.ingest.dictionaries.lines import DictionaryText, Line, Lost
    from sayso.ingest.dictionaries.rows import Rows
    from sayso.lexicons.actors.entries import ActorLexicon

_SET = re.compile(r"!(?P<name>[^!=\[\]]+)!\s*=\s*(?P<members>.*)")
_AGENT = re.compile(
    r"(?P<word>[^\[\]{}]+)(?:\{(?P<plural>[^\[\]{}]*)\}\s*)?\[(?P<code>[^\[\]]*)\]"
)
_USED = re.compile(r"!([^!]+)!")
_SINGULAR = re.compile(r"(?P<stem>.+[^AEIOU])Y$", re.IGNORECASE)
_HISSING = re.compile(r"(?:S|X|Z|CH|SH)$", re.IGNORECASE)
_MOST = 500


class AgentEntry(NamedTuple):
    """A noun in its forms with its code."""

    path: str
    line: int
    forms: tuple[str, ...]
    code: str


def read_agents(text: DictionaryText) -> tuple[list[AgentEntry], list[Loss]]:
    """The agents of a PETRARCH dictionary: lines `NOUN {PLURAL} [~CODE]`.

    Without braces the plural is the regular one; empty braces say that there is none. A line
    `!SET! = ONE, TWO` names words that `!SET!` stands for in the nouns of the file.
    """
    sets, others = _sets(text)
    found: list[AgentEntry] = []
    losses: list[Loss] = []
    for line in others:
        match = _AGENT.fullmatch(line.text)
        if match is None:
            reason = "it is no NOUN {PLURAL} [~CODE]; mend the brackets"
            losses.append(text.loss(line.number, line.text, reason))
            continue
        try:
            for word, plural in _spelled_out(match["word"], match["plural"], sets):
                forms = (word,) if plural == "" else (word, plural or _plural(word))
                written = tuple(dict.fromkeys(form.lower() for form in forms))
                found.append(AgentEntry(text.path, line.number, written, match["code"].strip()))
        except CodeError as error:
            losses.append(text.loss(line.number, line.text, str(error)))
    return found, losses


def _sets(text: DictionaryText) -> tuple[dict[str, list[str]], list[Line]]:
    """The sets of words by name, and the lines that are no set."""
    sets: dict[str, list[str]] = {}
    others = []
    for line in text.lines:
        if match := _SET.fullmatch(line.text):
            members = [spaced(word) for word in match["members"].split(",")]
            sets[match["name"].strip().upper()] = [word for word in members if word]
        else:
            others.append(line)
    return sets, others


def _spelled_out(
    word: str, plural: str | None, sets: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str | None]]:
    """A noun with each word of the sets that it uses; the plural is null where none is given.

    Members of a set have all forms that are meant, so nothing is added to them.

    Raises:
        CodeError: for a set that the file does not have, or more nouns than anybody means.
    """
    words = [word]
    while used := _USED.search(words[0]):
        name = used[1].strip().upper()
        if name not in sets:
            raise CodeError(f"the file has no line !{name}! = …")
        words = [each.replace(used[0], member, 1) for each in words for member in sets[name]]
        if not words or len(words) > _MOST:
            raise CodeError(f"!{name}! stands for {len(words):,} words; write them out")
    given = "" if len(words) > 1 or "!" in word else plural
    for each in words:
        yield spaced(each), spaced(given) if given else given


def _plural(word: str) -> str:
    """The regular plural of a noun, as PETRARCH forms it."""
    if match := _SINGULAR.fullmatch(word):
        return f"{match['stem']}ies"
    return f"{word}es" if _HISSING.search(word) else f"{word}s"


@dataclass
class RoleRows:
    """Makes rows of agents; a noun goes to the first that has it.

    Partisan words are left to sayso: a dictionary's code for them would take a side.
    """

    lexicon: ActorLexicon
    rows: Rows
    owners: dict[tuple[str, ...], AgentEntry] = field(default_factory=dict)

    def add(self, agent: AgentEntry) -> None:
        """Adds the row of an agent, or why there is none."""
        sector = self._sector(agent)
        forms = self._free(agent) if sector else []
        if not forms or sector is None:
            return
        shipped = [self.lexicon.roles.get(name_key(form)) for form in forms]
        if any(role is not None and role.epithet for role in shipped):
            reason = "a partisan word, which sayso reads as nobody's; if need be, write an epithet"
            self._lose(agent, reason, "whole")
        elif all(role is not None and role.sector == sector for role in shipped):
            self._lose(agent, "sayso has this noun with this sector", "known")
        else:
            row = OwnRole(role=tuple(forms), sector=sector, kind=self._kind(forms))
            self.rows.roles.append(Made(row, agent.path, agent.line))

    def _kind(self, forms: Sequence[str]) -> Literal["person", "group", "organisation"]:
        """The kind that sayso has for a noun, else that of its last word, else a person."""
        shipped = (self.lexicon.roles.get(name_key(form)) for form in forms)
        kind = next((role.kind for role in shipped if role), None)
        if kind == "group":
            return "group"
        body = kind is None and forms[0].split()[-1] in self.lexicon.org_words
        return "organisation" if kind == "organisation" or body else "person"

    def _sector(self, agent: AgentEntry) -> str | None:
        try:
            made = coding(agent.code.upper())
        except CodeError as error:
            self._lose(agent, str(error), "whole")
            return None
        if made.sector is None:
            self._lose(agent, f"of {agent.code} no part is a sector of PLOVER", "whole")
        elif made.lost or made.country:
            parts = [*made.lost, *([made.country] if made.country else [])]
            reason = f"{', '.join(parts)} of {agent.code}: a role has one sector and no country"
            self._lose(agent, reason, "part")
        return made.sector

    def _free(self, agent: AgentEntry) -> list[str]:
        free = []
        for form in agent.forms:
            key = name_key(form)
            owner = self.owners.setdefault(key, agent) if key else agent
            if owner is agent:
                free += [form] if key and form not in free else []
            elif owner.code != agent.code:
                at = f"{owner.path}:{owner.line}"
                self._lose(agent, f"{form!r} stands also at {at}, which counts", "part")
        return free

    def _lose(self, agent: AgentEntry, reason: str, lost: Lost) -> None:
        self.rows.losses.append(
            Loss(
                path=agent.path,
                line=agent.line,
                lost=lost,
                words=agent.forms[0],
                reason=reason,
            )
        )
