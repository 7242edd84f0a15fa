"""What a person must not read is taken out of a page before it is made, and out of its twin.

Names that people marked as personal go for all below referees, words of graphic reports for
whoever did not ask for them. Every answer passes here, so that no page can forget it. In the model
a sign of no script stands for each character, as spans count them; in the answer words do.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

import msgspec

from sayso.review.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

PERSON = "[a person]"
"""What stands for the name of a private person."""

GRAPHIC = "[graphic words]"
"""What stands for words of a graphic report."""

_PERSON_SIGN, _GRAPHIC_SIGN = "\ue000", "\ue001"
_PERSON_RUN = re.compile(f"{_PERSON_SIGN}+")
_GRAPHIC_RUN = re.compile(f"{_GRAPHIC_SIGN}(?:[{_GRAPHIC_SIGN}\\s]*{_GRAPHIC_SIGN})?")
_ID = re.compile(r"\b[di][0-9a-f]{8,}\b")
_SENTENCE = re.compile(r"[^.!?\n]{20,}[.!?]*")
_LONG = 20
"""Characters from which words of a report are told by themselves, wherever they stand."""

_QUOTING = frozenset({"quote", "text", "snippet", "excerpt", "sentence"})
_NEVER = re.compile(r"(?!)")


class Veil(NamedTuple):
    """What one person must not read: a pattern of names, and the ids of graphic records.

    `docs` are graphic incidents and reports that the person did not ask for, `parts` the words by
    which reports call the people of those names.
    """

    names: re.Pattern[str] = _NEVER
    docs: frozenset[str] = frozenset()
    parts: Parts = Parts()

    def __bool__(self) -> bool:
        """Whether there is anything to take out."""
        return self.names is not _NEVER or bool(self.docs)


def names_pattern(names: Collection[str]) -> re.Pattern[str]:
    """A pattern for names in text and addresses, in any case, however their words are joined."""
    if not names:
        return _NEVER
    spelled = (spelling for name in names for spelling in (name.split(), _encoded(name)))
    told = {r"(?:[\s_+]|%20)+".join(map(re.escape, words)) for words in spelled}
    longest_first = sorted(told, key=lambda one: (-len(one), one))
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)


def covered(text: str, veil: Veil, here: Collection[str] = ()) -> str:
    """A text of equal length with signs for names: whoever cuts it leaves no half of one.

    Args:
        text: what is to be shown.
        veil: what to take out.
        here: the reports that it is of, by whole ids.
    """
    text = veil.names.sub(lambda found: _PERSON_SIGN * len(found[0]), text)
    return veil.parts.replaced(text, here, lambda word: _PERSON_SIGN * len(word))


def veiled(
    model: dict[str, Any], veil: Veil, texts: Callable[[Collection[str]], Iterable[str]]
) -> tuple[dict[str, Any], frozenset[str]]:
    """A model without what the person must not read, and the graphic records that it was in.

    Args:
        model: what a page says.
        veil: what to take out.
        texts: gives the texts of reports by their ids.
    """
    ids = _ids(model) if veil.docs or veil.parts.known else frozenset()
    here = ids & veil.docs
    found = tuple(texts({key for key in here if key.startswith("d")})) if here else ()
    sentences = {one.strip() for text in found for one in _SENTENCE.findall(text)}
    longest_first = tuple(sorted(sentences, key=len, reverse=True))
    reports = frozenset(key for key in ids if key.startswith("d"))
    walk = _Walk(veil, here, found, longest_first, reports)
    shown = walk.of(model)
    is_blank = here and any(_GRAPHIC_SIGN in text for text in _strings(shown))
    return shown, here if is_blank else frozenset()


def unsigned(text: str) -> str:
    """An answer with words in the place of the signs."""
    return _GRAPHIC_RUN.sub(GRAPHIC, _PERSON_RUN.sub(PERSON, text))


def without_names(text: str, veil: Veil) -> str:
    """Lines of any format with words in the place of names; a line is of the reports it names."""
    text = veil.names.sub(PERSON, text)
    if not veil.parts.known:
        return text
    lines = text.splitlines(keepends=True)
    return "".join(veil.parts.replaced(x, _ID.findall(x), lambda _: PERSON) for x in lines)


class _Walk(NamedTuple):
    veil: Veil
    docs: frozenset[str]
    texts: tuple[str, ...]
    sentences: tuple[str, ...]
    named: frozenset[str] = frozenset()

    def of(self, value: Any, *, graphic: bool = False, key: str = "") -> Any:
        """A value of a model without what must go; `graphic` inside a graphic record."""
        if isinstance(value, str):
            return value if isinstance(value, Enum) else self._text(value, graphic, key)
        if isinstance(value, dict):
            return self._dict(value, graphic)
        if isinstance(value, tuple) and hasattr(value, "_fields"):
            return type(value)(*(self.of(v, graphic=graphic) for v in value))
        if isinstance(value, list | tuple | set | frozenset):
            return type(value)(self.of(one, graphic=graphic, key=key) for one in value)
        if isinstance(value, msgspec.Struct) or (
            is_dataclass(value) and not isinstance(value, type)
        ):
            return self._record(value, graphic)
        return value

    def _dict(self, told: dict[Any, Any], graphic: bool) -> dict[Any, Any]:
        own = self._is_graphic(told)
        inside = graphic or own
        made = {
            self.of(key): self.of(value, graphic=inside, key=_key(str(key), own))
            for key, value in told.items()
        }
        if inside and "marks" in made and "text" in made:
            made["marks"] = []
        return made

    def _record(self, record: Any, graphic: bool) -> Any:
        is_struct = isinstance(record, msgspec.Struct)
        names = record.__struct_fields__ if is_struct else [f.name for f in fields(record)]
        told = {name: getattr(record, name) for name in names}
        own = self._is_graphic(told)
        changed = {}
        for name, value in told.items():
            new = self.of(value, graphic=graphic or own, key=_key(name, own))
            if new is not value and new != value:
                changed[name] = new
        if not changed:
            return record
        return (
            msgspec.structs.replace(record, **changed) if is_struct else replace(record, **changed)
        )

    def _is_graphic(self, told: dict[Any, Any]) -> bool:
        if not self.docs:
            return False
        own = [told.get(name) for name in ("doc_id", "id", "incident_id")]
        report = told.get("report")
        own.append(report.get("id") if isinstance(report, dict) else None)
        return any(isinstance(one, str) and one in self.docs for one in own)

    def _text(self, text: str, graphic: bool, key: str) -> str:
        if graphic and key in _QUOTING:
            return _blank(text)
        core = text.strip(" …")
        if len(core) >= _LONG and any(core in one for one in self.texts):
            return _blank(text)
        for sentence in self.sentences:
            if sentence in text:
                text = text.replace(sentence, _blank(sentence))
        return covered(text, self.veil, self.named)


def _blank(text: str) -> str:
    return re.sub(r"\S", _GRAPHIC_SIGN, text)


def _key(name: str, own: bool) -> str:
    """The key of a value; the title of a graphic report counts as its words, as no other does."""
    return "quote" if own and name == "title" else name


def _encoded(name: str) -> list[str]:
    return [quote(word) for word in name.split()]


def _ids(model: Any) -> frozenset[str]:
    """The ids of incidents and reports that stand in a model."""
    return frozenset(key for text in _strings(model) for key in _ID.findall(text))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from _strings(one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _strings(getattr(value, name))
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
