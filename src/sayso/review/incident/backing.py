"""What stands behind an incident's accounts: independent sources, and the rulebooks' figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.export.figures import in_words
from sayso.review.matrix_view import report_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.records.claim import Account
    from sayso.records.incident import Source
    from sayso.records.shown.figures import CountUse, Figure, Figures
    from sayso.records.shown.matrix import Matrix


class _Way(NamedTuple):
    """How counts lead to their words: the report of each claim, and the way back."""

    docs: Mapping[str, str]
    back: str


def sources_view(
    matrix: Matrix, accounts: Iterable[Account], heading: Mapping[str, str], address: str
) -> dict[str, Any]:
    """The independent sources, each with its reports and what makes them one.

    Args:
        matrix: the incident.
        accounts: what is shown of it.
        heading: for each report that somebody holds apart, the act to undo, where it is known.
        address: the page's own, the way back from a quote.
    """
    by_claim = {account.claim.id: account for account in accounts}
    found = matrix.sources
    shared = [source for source in found.sources if len(_docs(source, by_claim)) > 1]
    return {
        "reports": found.reports,
        "independent": len(found.sources),
        "copies": bool(shared),
        "blocs": found.blocs,
        "sources": [_source(one, by_claim, matrix, heading, address) for one in found.sources],
    }


def figures_view(
    figures: Iterable[Figures], accounts: Iterable[Account], profile: str | None, address: str
) -> dict[str, Any]:
    """The figures by each profile, and all that led to those of one of them.

    Args:
        figures: an incident's, by each profile.
        accounts: those that they are of.
        profile: the profile of which the counts behind the figures are told too; null for none.
        address: the page's own, the way back from a quote.
    """
    computed = list(figures)
    docs = {account.claim.id: account.claim.doc_id for account in accounts}
    way = _Way(docs, f"{address}#under")
    return {
        "profile": profile,
        "computed": [_figures(one, way if one.profile == profile else None) for one in computed],
        "cautions": _cautions(computed),
    }


def _cautions(computed: Sequence[Figures]) -> list[str]:
    """Each caution once, and none that another begins with."""
    every = dict.fromkeys(one.caution for one in computed)
    return [one for one in every if not any(two != one and two.startswith(one) for two in every)]


def _docs(source: Source, by_claim: Mapping[str, Account]) -> dict[str, Account]:
    """The reports of a source, each by its first account."""
    found: dict[str, Account] = {}
    for claim in source.claims:
        if claim in by_claim:
            found.setdefault(by_claim[claim].claim.doc_id, by_claim[claim])
    return found


def _source(
    source: Source,
    by_claim: Mapping[str, Account],
    matrix: Matrix,
    heading: Mapping[str, str],
    address: str,
) -> dict[str, Any]:
    docs = _docs(source, by_claim)
    rows = {doc: [row.number for row in matrix.rows if row.doc_id == doc] for doc in docs}
    return {
        "name": source.name,
        "known": source.known,
        "reasons": source.reasons,
        "rows": [row.number for row in matrix.rows if source.id in row.sources],
        "reports": [
            {
                "doc_id": doc,
                "name": one.publisher or one.report,
                "published": one.published,
                "credit": one.credit,
                "apart": one.apart,
                "act": heading.get(doc),
                "rows": rows[doc],
                "address": _first_words(one, f"{address}#sources"),
            }
            for doc, one in sorted(docs.items(), key=lambda pair: _order(pair[1]))
        ],
    }


def _order(account: Account) -> tuple[str, str]:
    return account.publisher or account.report, account.claim.doc_id


def _first_words(account: Account, back: str) -> str:
    words = (account.claim.sentences or account.claim.evidence)[0]
    return report_address(account.claim.doc_id, words.start, words.end, back)


def _figures(figures: Figures, way: _Way | None) -> dict[str, Any]:
    told = dict.fromkeys(
        flag.value.replace("_", " ")
        for source in (figures.flags, *(figure.flags for figure in figures.figures))
        for flag in source
    )
    return {
        "profile": figures.profile,
        "digest": figures.digest,
        "grade": figures.grade,
        "flags": list(told),
        "steps": figures.steps,
        "figures": [_figure(one, way) for one in figures.figures],
    }


def _figure(figure: Figure, way: _Way | None) -> dict[str, Any]:
    return {
        "measure": figure.measure.value,
        "group": figure.group.value.replace("_", " "),
        "words": in_words(figure),
        "told": figure.low is not None,
        "bounds": [figure.low, figure.best, figure.high],
        "why": {
            "steps": figure.steps,
            "used": [_use(one, way) for one in figure.used],
            "set_aside": [_use(one, way) for one in figure.set_aside],
        }
        if way is not None
        else None,
    }


def _use(use: CountUse, way: _Way) -> dict[str, Any]:
    return {
        "voice": use.voice,
        "publisher": use.publisher or use.report,
        "published": use.published,
        "quote": use.span.quote,
        "claim": use.claim,
        "address": report_address(way.docs[use.claim], use.span.start, use.span.end, way.back),
        "sets": [bound.value for bound in use.sets],
        "rule": use.rule,
        "reason": use.reason,
    }
