"""The sentences of a matrix: what agrees, what differs and who holds what, what is denied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.records.shown.matrix import Agreement, Position, Summary

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_VOICES = 4


def summary_words(summary: Summary) -> str:
    """One column in a sentence; it names the voices and never says which of them is right."""
    told = _held(summary)
    if summary.denied:
        against = "; ".join(f"{p.label}: {_who(p.voices)}" for p in summary.denied)
        told = f"{told}; denied: {against}" if told else f"denied: {against}"
    return told or "nobody says"


def _held(summary: Summary) -> str:
    positions = summary.positions
    match summary.agreement:
        case Agreement.OPEN:
            return ""
        case Agreement.ONE:
            return f"{_labels(positions)}: {_who(positions[0].voices)} alone"
        case Agreement.AGREE:
            return _agreed(positions)
        case Agreement.APART:
            return "in different words: " + "; ".join(map(_position, positions))
        case Agreement.DIFFER:
            return _against(positions)


def _against(positions: Sequence[Position]) -> str:
    """The answers that exclude each other, what leaves room for several, what is only told too."""
    told = "; against ".join(_position(p) for p in positions if p.contested)
    wide = [
        f"; {_position(p)}, which leaves room for {', '.join(p.fits)}" for p in positions if p.fits
    ]
    also = [f"; also told: {_position(p)}" for p in positions if not (p.contested or p.fits)]
    return "".join([told, *wide, *also])


def _agreed(positions: Sequence[Position]) -> str:
    """The answer that most give; what only some add is no disagreement."""
    first, *others = positions
    more = f"; also told: {'; '.join(map(_position, others))}" if others else ""
    return f"{_position(first)}{more}"


def _position(position: Position) -> str:
    return f"{position.label}: {_who(position.voices)}"


def _labels(positions: Sequence[Position]) -> str:
    return ", ".join(position.label for position in positions)


def _who(voices: Sequence[str]) -> str:
    named = ", ".join(voices[:_MOST_VOICES])
    left = len(voices) - _MOST_VOICES
    return f"{named} and {left} more" if left > 0 else named
