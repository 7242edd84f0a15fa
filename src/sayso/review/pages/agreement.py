"""How far coders agree, with each other and with what sayso read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from sayso.export import comparison_words as in_words
from sayso.export.agreement_text import undefined_words
from sayso.lexicons.codes.coded_fields import coded_fields
from sayso.review.answers import View, page
from sayso.review.panel import panel_of
from sayso.review.room import room_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from sayso.records.review.coders import CodedField, CoderPair, Coders, MadeBy, ReadingField


def agreement(request: Request) -> View:
    """Agreement by field; `?since=DAY`; `?pairs=1`, `?rules=1`, `?bounds=1` tell more.

    Coders see what became of their own words alone.
    """
    panel, given = panel_of(request), request.query_params
    since = given.get("since") or None
    try:
        day = date.fromisoformat(since).isoformat() if since else None
    except ValueError:
        raise HTTPException(400, f"since={since} is no day: write it like 2031-05-02") from None
    pairs, rules, bounds = (bool(given.get(name)) for name in ("pairs", "rules", "bounds"))
    told = room_of(request).memory.get(
        ("agreement", day, pairs, rules, bounds, panel.stand),
        lambda: panel.agreement(since=day, by_pair=pairs, rules=rules, bounds=bounds),
    )
    asked = {"since": day or "", "pairs": pairs, "rules": rules, "bounds": bounds}
    return View("agreement.html", {**asked, "own": panel.desk.blind, **_model(told)})


def _model(told: Coders) -> dict[str, Any]:
    return {
        "act": told.act,
        "coders": told.coders,
        "fields": [_field(one) for one in told.fields],
        "undefined": undefined_words(told),
        "both": sum(one.units for one in told.fields),
        "by_pair": [_pair(one) for one in told.pairs],
        "reading": [_reading(one) for one in told.reading],
        "made": [_made(one) for one in told.made],
    }


def _field(one: CodedField) -> dict[str, Any]:
    return {"coded": one.coded, **_measures(one)}


def _pair(one: CoderPair) -> dict[str, Any]:
    return {"first": one.first, "second": one.second, **_measures(one)}


def _measures(one: CodedField | CoderPair) -> dict[str, Any]:
    """The measures of a field as numbers and in words; why there is none where there is none."""
    return {
        "field": one.field,
        "title": coded_fields()[one.field].title,
        "scale": one.scale.value,
        "units": one.units,
        "share": one.share,
        "share_words": in_words.share(one.share),
        "alpha": one.alpha,
        "alpha_words": in_words.measure(one.alpha),
        "kappa": one.kappa,
        "kappa_words": in_words.measure(one.kappa),
    }


def _reading(one: ReadingField) -> dict[str, Any]:
    return {
        "field": one.field,
        "title": coded_fields()[one.field].title,
        "counts": {
            "accepted": one.accepted,
            "corrected": one.corrected,
            "rejected": one.rejected,
            "added": one.added,
            "open": one.open,
        },
        "precision": one.precision,
        "words": in_words.share(one.precision),
    }


def _made(one: MadeBy) -> dict[str, Any]:
    return {
        "field": one.field,
        "title": coded_fields()[one.field].title,
        "component": one.component,
        "rule": one.rule,
        "counts": {
            "accepted": one.accepted,
            "corrected": one.corrected,
            "rejected": one.rejected,
        },
    }


ROUTES = page("/agreement", agreement)
