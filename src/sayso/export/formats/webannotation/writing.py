"""W3C Web Annotations (Recommendation of 2017-02-23): one for every field of an account."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from sayso.export.formats.contract import Tally
from sayso.export.formats.told.marks import marks, shown, without_words
from sayso.export.formats.webannotation.item import CONTEXT, item

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sayso.export.formats.contract import Context
    from sayso.export.formats.told.marks import Mark
    from sayso.records.shown.dossier import Dossier


_NO_WORDS = "values that stand at no words: the day of publication for that of the event"


def write(dossiers: Iterable[Dossier], target: Path, context: Context) -> Tally:
    """One `AnnotationCollection` with one page, an annotation a line."""
    tally = Tally()
    ids = hashlib.sha256()
    with target.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(
            f'{{"@context": "{CONTEXT}", "type": "AnnotationCollection",'
            f' "label": {_json(context.release or "sayso")},\n'
            '"first": {"type": "AnnotationPage", "startIndex": 0, "items": ['
        )
        between = "\n"
        for dossier in dossiers:
            for made in _items(dossier, context, tally.lost):
                stream.write(between + _json(made))
                between = ",\n"
                ids.update(made["id"].encode())
                tally.rows[target.name] += 1
        name = f"urn:sayso:annotations:{ids.hexdigest()[:20]}"
        stream.write(
            f'\n], "id": "{name}:1", "partOf": "{name}"}},\n'
            f'"total": {tally.rows[target.name]}, "id": "{name}"}}\n'
        )
    return tally


def _items(dossier: Dossier, context: Context, lost: Counter[str]) -> Iterator[dict[str, Any]]:
    for report in dict.fromkeys(account.claim.doc_id for account in dossier.accounts):
        told = [account for account in dossier.accounts if account.claim.doc_id == report]
        found = [(a, mark) for a in told for mark in marks(a.claim, dossier.incident.id)]
        document = context.reading(report).document
        text = shown(document, _spans(mark for _, mark in found))
        done: set[str] = set()
        for account, mark in found:
            made = item(mark, account, document, text)
            if made["id"] not in done:
                done.add(made["id"])
                yield made
        lost.update({_NO_WORDS: sum(without_words(account.claim) for account in told)})


def _spans(found: Iterable[Mark]) -> Iterator[Any]:
    return (mark.span for mark in found)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
