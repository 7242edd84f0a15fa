"""A user's nouns for people and bodies laid over the shipped lexicon."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.lexicons.actors.entries import Role
from sayso.lexicons.files.load import Finding
from sayso.lexicons.files.strict import nearest
from sayso.lexicons.words.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.lexicons.actors.entries import ActorLexicon
    from sayso.lexicons.files.check import Codes
    from sayso.lexicons.overlays.own_entries import Overlays
    from sayso.lexicons.overlays.rows import OwnRole


def with_own_roles(lexicon: ActorLexicon, own: Overlays) -> ActorLexicon:
    """The lexicon with the user's nouns, each of which wins over a shipped noun or epithet.

    How a nationality makes a name of a shipped noun ("Syrian Army") holds on.
    """
    if not own.roles:
        return lexicon
    rows = [entry.value for entry in own.roles]
    removed = {name_key(form) for row in rows if row.remove for form in row.role}
    roles = {key: role for key, role in lexicon.roles.items() if key not in removed}
    for row in rows:
        if not row.remove:
            roles |= {name_key(f): _role(row, lexicon.roles.get(name_key(f))) for f in row.role}
    return replace(
        lexicon,
        roles=roles,
        role_words=frozenset(word for key in roles for word in key),
        role_origins={e.value.role: e.origin for e in own.roles if not e.value.remove},
    )


def _role(row: OwnRole, shipped: Role | None) -> Role:
    return Role(
        forms=row.role,
        sector=row.sector,
        kind=row.kind,
        name=shipped.name if shipped else None,
        title=row.title or (shipped.title if shipped else None),
    )


def check_own_roles(lexicon: ActorLexicon, own: Overlays, codes: Codes) -> Iterator[Finding]:
    """What the shipped words and codes show to be wrong with the user's nouns."""
    known = [" ".join(key) for key in lexicon.roles]
    loaded = {name_key(f): e.where for e in own.epithets for f in e.value.epithet}
    for entry in own.roles:
        row = entry.value
        for message in (*_mistakes(row, known), *codes.mistakes({"sector": row.sector or ""})):
            yield Finding(path=str(entry.path), line=entry.line, message=message)
        for form in row.role:
            if name_key(form) in loaded:
                at = loaded[name_key(form)]
                message = f"{form!r} stands also as an epithet at {at}; keep one"
                yield Finding(path=str(entry.path), line=entry.line, message=message)


def _mistakes(row: OwnRole, known: Sequence[str]) -> Iterator[str]:
    if not row.role:
        yield "role is empty; write the noun in all its forms"
    for form in row.role:
        key = name_key(form)
        if not key:
            yield f"the role {form!r} has no letter"
        elif row.remove and " ".join(key) not in known:
            yield f"{form!r} is no shipped role; {nearest(form, known)}"
