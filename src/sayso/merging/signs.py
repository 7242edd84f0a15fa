"""Signs: what speaks for or against a choice, by name, each to be weighed as was learnt."""

from __future__ import annotations

Signs = dict[str, float]
