"""An incident's figures by a format's own profile, or by the one that the user names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.profiles.figures import compute
from sayso.profiles.profile import find_profiles
from sayso.records.shown.figures import Context as Around

if TYPE_CHECKING:
    from sayso.export.formats.contract import Context
    from sayso.profiles.profile import Profile
    from sayso.records.shown.dossier import Dossier
    from sayso.records.shown.figures import Figures


def figures_of(dossier: Dossier, context: Context, own: str) -> Figures:
    """The figures of an incident by the profile `own` unless the context names another.

    Raises:
        DataFileError: for a profile that there is not, or a file that is none.
    """
    around = context.around(dossier) if context.around else Around(incident=dossier.incident.id)
    return compute(profile_of(context, own), dossier.accounts, dossier.sources, around)


def profile_of(context: Context, own: str) -> Profile:
    """The profile that the context names, else the format's own."""
    return find_profiles((context.profile or own,))[0]
