"""sayso: who did what to whom, where, when, and on whose say-so.

    >>> import sayso
    >>> reading = sayso.read("The army said it shelled Aleppo on Monday.", published="2016-08-03")
    >>> [event.event_type for event in reading.events]
    ['ASSAULT']

The names load on first use, so that `import sayso` and `sayso --help` stay quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.records.version import VERSION

if TYPE_CHECKING:
    from sayso.export.reading import Reading
    from sayso.export.readings import Readings
    from sayso.pipeline.api import UnreadableError, open, read, read_many  # noqa: A004
    from sayso.records.exchange.codec import schema
    from sayso.records.linking import IncidentFilter

__version__ = VERSION

__all__ = [
    "IncidentFilter",
    "Reading",
    "Readings",
    "UnreadableError",
    "__version__",
    "open",
    "read",
    "read_many",
    "schema",
]

_HOMES = {
    "IncidentFilter": "sayso.records.linking",
    "Reading": "sayso.export.reading",
    "Readings": "sayso.export.readings",
    "UnreadableError": "sayso.pipeline.api",
    "open": "sayso.pipeline.api",
    "read": "sayso.pipeline.api",
    "read_many": "sayso.pipeline.api",
    "schema": "sayso.records.exchange.codec",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(_HOMES[name]), name)
