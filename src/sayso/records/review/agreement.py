"""How far codings of the same things agree: the scales of measurement, and a measure's result."""

from __future__ import annotations

from enum import StrEnum

from sayso.records.evidence import Record


class Scale(StrEnum):
    """What may be done with the values of a field (Stevens 1946).

    `nominal` values are equal or not, `ordinal` ones have an order, `interval` ones differences,
    `ratio` ones a zero, so that 10 to 20 is as far as 100 to 200.
    """

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


class Measured(Record, frozen=True, kw_only=True):
    """A measure of agreement: 1 is perfect; for measures against chance, 0 is what chance gives.

    `value` is null where the measure is not defined, and `why` then says so in words. `low` and
    `high` bound 95 % of its values over resamples of the units, null where none was asked for or
    too few resamples have a value. `units` counts what at least two coders coded.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    units: int
    why: str = ""


class Partitions(Record, frozen=True, kw_only=True):
    """B-cubed: how far two partitions put the same things together (Bagga and Baldwin 1998).

    For each thing, `precision` asks which share of those that the second puts with it the first
    puts with it too, `recall` the other way round; both are means over `units` things, null where
    there are none. `f1` is their harmonic mean.
    """

    precision: float | None
    recall: float | None
    f1: float | None
    units: int
