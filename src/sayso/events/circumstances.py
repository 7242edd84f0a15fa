"""The circumstances of an event: where, when, how many."""

from __future__ import annotations

from sayso.events.attached import Attached, AttachedMany
from sayso.events.how_many import attach_quantities
from sayso.events.when import attach_date
from sayso.events.where import attach_place

__all__ = ["Attached", "AttachedMany", "attach_date", "attach_place", "attach_quantities"]
