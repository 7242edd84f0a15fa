"""The measures of agreement of each field, of all coders and of each two."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from sayso.agreement.alpha import krippendorff_alpha
from sayso.agreement.kappa import Weighting, cohen_kappa, percent_agreement
from sayso.agreement.resampling import RESAMPLES
from sayso.lexicons.codes.coded_fields import coded_fields
from sayso.pipeline.coders.units import RANKS
from sayso.records.review.agreement import Measured, Scale
from sayso.records.review.coders import CodedField, CoderPair

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.pipeline.coders.units import Unit

TWO_ONLY = "kappa is of two coders: --by-pair tells it for each two"
NO_CATEGORIES = "kappa is for categories; alpha counts how far the numbers are apart"

Values = tuple[str | float | None, ...]


def measure(units: Iterable[Unit], field: str, *, resamples: int = RESAMPLES) -> CodedField | None:
    """How far coders agree in a field; null where nobody coded it.

    Args:
        units: of all fields.
        field: as the table of fields calls it.
        resamples: over how many resamples of the units the bounds are; 0 for none.
    """
    own = [unit for unit in units if unit.field == field]
    if not own:
        return None
    scale = coded_fields()[field].scale
    coders = sorted({by for unit in own for by in unit.codes})
    several = [unit for unit in own if len(unit.codes) > 1]
    return CodedField(
        field=field,
        scale=scale,
        coded=len(own),
        units=len(several),
        share=percent_agreement((_codes(u, coders) for u in several), resamples=resamples),
        alpha=_alpha(several, coders, scale, resamples),
        kappa=_kappa(several, coders, scale, resamples),
    )


def pairs(
    units: Sequence[Unit], field: str, *, resamples: int = RESAMPLES
) -> tuple[CoderPair, ...]:
    """How far each two coders agree in a field, by name; only those with a unit in common."""
    own = [unit for unit in units if unit.field == field]
    coders = sorted({by for unit in own for by in unit.codes})
    scale = coded_fields()[field].scale
    found = []
    for pair in combinations(coders, 2):
        both = [unit for unit in own if all(by in unit.codes for by in pair)]
        if both:
            found.append(
                CoderPair(
                    first=pair[0],
                    second=pair[1],
                    field=field,
                    scale=scale,
                    units=len(both),
                    share=percent_agreement((_codes(u, pair) for u in both), resamples=resamples),
                    alpha=_alpha(both, pair, scale, resamples),
                    kappa=_kappa(both, pair, scale, resamples),
                )
            )
    return tuple(found)


def _alpha(units: Sequence[Unit], coders: Sequence[str], scale: Scale, resamples: int) -> Measured:
    told = (_values(unit, coders, scale) for unit in units)
    return krippendorff_alpha(told, scale, resamples=resamples)


def _kappa(units: Sequence[Unit], coders: Sequence[str], scale: Scale, resamples: int) -> Measured:
    if scale in {Scale.INTERVAL, Scale.RATIO}:
        return Measured(value=None, units=len(units), why=NO_CATEGORIES)
    if len(coders) > 2:
        return Measured(value=None, units=len(units), why=TWO_ONLY)
    told = [_values(unit, coders, scale) for unit in units]
    both = [(one[0], one[1]) for one in told if len(one) == 2]
    if scale is Scale.ORDINAL:
        order = sorted(RANKS.values())
        return cohen_kappa(both, weighting=Weighting.LINEAR, order=order, resamples=resamples)
    return cohen_kappa(both, resamples=resamples)


def _values(unit: Unit, coders: Sequence[str], scale: Scale) -> Values:
    """The answers of coders on a scale, null for those who gave none that it holds."""
    if scale is Scale.NOMINAL:
        return _codes(unit, coders)
    return tuple(unit.numbers.get(by) for by in coders)


def _codes(unit: Unit, coders: Sequence[str]) -> tuple[str | None, ...]:
    return tuple(unit.codes.get(by) for by in coders)
