"""Whom a report credits for its text: the agency in its dateline, byline, footer or address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sayso.lexicons.actors.agencies import load_agencies
from sayso.lexicons.rules.credit_rules import AGENCY, Part, load_credit_rules
from sayso.records.evidence import Record, Span

if TYPE_CHECKING:
    from sayso.lexicons.rules.credit_rules import CreditPattern
    from sayso.records.document import Document

_HEAD = _TAIL = 6
_LINE = re.compile(r"[^\n\u2028\u2029]+")
_NEAR = 60


class Credit(Record, frozen=True, kw_only=True):
    """Whom a report credits, and what shows it.

    `name` is the agency's neutral name, or the words of the credit where no table has them.
    `rule` is the id of the rule that found it, else what told it: "publisher" or "url". `span`
    is in the document's text; null for title, publisher and address.
    """

    name: str
    rule: str
    span: Span | None = None


class _Line(NamedTuple):
    """A line with a sign for each agency's name, where it begins, and where the names stood."""

    start: int
    words: str
    names: tuple[tuple[int, int], ...]

    def offset(self, at: int) -> int:
        """Where in the text a place of the line with its signs is."""
        gone = 0
        for start, end in self.names:
            if start - gone >= at:
                break
            gone += end - start - 1
        return self.start + at + gone


def find_credit(document: Document) -> str | None:
    """The name of the agency or other origin that a report credits for its text, or null.

    An agency that publishes for itself is its own credit. Who is cited for one statement
    ("police told AFP", "according to SANA") or credited for a picture is no credit for the text.
    """
    credit = credit_of(document)
    return credit.name if credit else None


def credit_of(document: Document) -> Credit | None:
    """The credit of a report with what shows it; the publisher first, then address, text, title.

    Where a report credits several ("Reuters, AFP") it is the first of them.
    """
    agencies = load_agencies()
    if own := agencies.named(document.publisher):
        return Credit(name=own, rule="publisher")
    if site := agencies.at(document.url):
        return Credit(name=site, rule="url")
    return (
        _in_words(document.publisher, Part.PUBLISHER)
        or credit_in(document.text)
        or _in_words(document.title, Part.TITLE)
    )


def credit_in(text: str) -> Credit | None:
    """The credit that stands in a text, by the first rule that has one."""
    lines = [line for match in _LINE.finditer(text) if (line := _marked(match[0], match.start()))]
    naming = [line for line in lines if line.names]
    places = {
        Part.HEAD: [line for line in lines[:_HEAD] if line.names or "(" in line.words],
        Part.TAIL: [line for line in lines[-_TAIL:] if line.names],
        Part.ANY: naming,
    }
    for rule in load_credit_rules():
        for line in places.get(rule.rule.part, ()):
            if (found := _match(rule, line)) is not None:
                start, end = found
                span = Span(start=start, end=end, quote=text[start:end])
                return Credit(name=_named(span.quote), rule=rule.rule.id, span=span)
    return None


def told_to(sentence: str) -> str | None:
    """The agency to which a voice speaks in a sentence ("a doctor told AFP"), or null."""
    credit = _in_words(sentence, Part.SENTENCE)
    return credit.name if credit else None


def credit_by(rule: str, words: str) -> Credit | None:
    """The credit that a rule finds in words of the kind that it looks at; to try its examples."""
    part = next((r.rule.part for r in load_credit_rules() if r.rule.id == rule), None)
    shown = part in {Part.SENTENCE, Part.TITLE, Part.PUBLISHER}
    credit = _in_words(words, part) if part and shown else credit_in(words)
    return credit if credit and credit.rule == rule else None


def _in_words(words: str | None, part: Part) -> Credit | None:
    line = _marked(words or "", 0)
    for rule in load_credit_rules() if line and words else ():
        found = _match(rule, line) if line and rule.rule.part is part else None
        if words and found is not None:
            return Credit(name=_named(words[found[0] : found[1]]), rule=rule.rule.id)
    return None


def _match(rule: CreditPattern, line: _Line) -> tuple[int, int] | None:
    """Where the agency stands in the text that a rule finds in a line."""
    for match in rule.pattern.finditer(line.words):
        near = line.words[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        if rule.unless is None or not rule.unless.search(near):
            group = next(n for n, words in match.groupdict().items() if words)
            start, end = match.span(group)
            return line.offset(start), line.offset(end)
    return None


def _marked(line: str, start: int) -> _Line | None:
    """A line with one sign for each agency's name; null for a blank one."""
    bare = line.strip()
    start += len(line) - len(line.lstrip())
    names = tuple(match.span() for match in load_agencies().written.finditer(bare))
    return _Line(start, load_agencies().written.sub(AGENCY, bare), names) if bare else None


def _named(words: str) -> str:
    return load_agencies().named(words) or " ".join(words.split())
