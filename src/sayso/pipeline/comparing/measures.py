"""The measures of agreement of each field over all pairs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sayso.agreement.alpha import krippendorff_alpha
from sayso.agreement.kappa import Weighting, cohen_kappa, percent_agreement
from sayso.lexicons.codes.compared_fields import compared_fields
from sayso.pipeline.comparing.answers import RANKS
from sayso.records.exchange.comparison import FieldMeasures, Standing
from sayso.records.review.agreement import Measured, Scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.pipeline.comparing.answers import Answers, Code
    from sayso.records.exchange.comparison import Compared, Field

_HELD = frozenset({Standing.AGREE, Standing.TOLD, Standing.DIFFER})
_NO_CATEGORIES = "kappa is for categories; alpha counts how far the numbers are apart"


def measure_field(
    field: Field, pairs: Sequence[tuple[Compared, Answers, Answers]]
) -> FieldMeasures:
    """How often the two sides agree in a field, raw and beyond chance.

    Two names that agree without being equal (a part and its whole) count as one category; what
    cannot be held against each other counts for nothing.
    """
    scale = compared_fields()[field].scale
    counts = Counter(compared.standing for compared, _, _ in pairs)
    told = [(c, one.most[field].code, other.most[field].code) for c, one, other in pairs
            if c.standing in _HELD]  # fmt: skip
    coded = [_coded(scale, *each) for each in told]
    return FieldMeasures(
        field=field,
        scale=scale,
        agree=counts[Standing.AGREE],
        told=counts[Standing.TOLD],
        differ=counts[Standing.DIFFER],
        apart=counts[Standing.APART],
        first=counts[Standing.FIRST],
        second=counts[Standing.SECOND],
        share=percent_agreement((1, int(c.standing is Standing.AGREE)) for c, _, _ in told),
        exact=percent_agreement(((one, other) for _, one, other in told), resamples=0),
        alpha=krippendorff_alpha(coded, scale),
        kappa=_kappa(scale, coded),
    )


def _coded(scale: Scale, compared: Compared, one: Code, other: Code) -> tuple[Code, Code]:
    agree = compared.standing is Standing.AGREE
    if scale is not Scale.NOMINAL or not agree or one is None or other is None:
        return one, other
    shared = min(str(one), str(other))
    return shared, shared


def _kappa(scale: Scale, coded: Sequence[tuple[Code, Code]]) -> Measured:
    if scale in {Scale.INTERVAL, Scale.RATIO}:
        units = sum(one is not None and other is not None for one, other in coded)
        return Measured(value=None, units=units, why=_NO_CATEGORIES)
    if scale is Scale.ORDINAL:
        return cohen_kappa(coded, weighting=Weighting.LINEAR, order=RANKS)
    return cohen_kappa(coded)
