"""The codes of a row of GDELT Events: of the event, of its actors, of its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.formats.cells.codes_known import international, sector_rows
from sayso.export.formats.files.tab_checks import check_known, to_number
from sayso.lexicons.codes.cameo import cameo
from sayso.lexicons.places.country_codes import country_codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.export.formats.contract import Problem
    from sayso.export.formats.files.tab_checks import Row

_FIPS = ("Actor1Geo_CountryCode", "Actor2Geo_CountryCode", "ActionGeo_CountryCode")
_ACTORS = ("Actor1", "Actor2")


def check_event_codes(row: Row) -> Iterator[Problem]:
    """What is wrong with the codes of a row of Events."""
    yield from _action(row)
    for column in _FIPS:
        cell = row.cells.get(column, "")
        if cell and country_codes().iso3("fips", cell) is None:
            yield row.problem(
                column,
                f"{cell[:20]!r} is no country of FIPS 10-4",
                "write FIPS 10-4, not ISO: AU is Austria, AS Australia",
                severe=False,
            )
    groups = {each.country for each in international().values()}
    for actor in _ACTORS:
        cell = row.cells.get(f"{actor}CountryCode", "")
        if cell and cell not in groups and country_codes().iso3("cameo", cell) is None:
            yield row.problem(
                f"{actor}CountryCode",
                f"{cell[:20]!r} is no country of CAMEO here",
                "check it: regions and late states are known to stand there",
                severe=False,
            )
        own = {each.cameo for each in sector_rows().values()}
        own |= {each.role for each in international().values()} | _FURTHER_ROLES
        roles = (row.cells.get(f"{actor}Type{n}Code", "") for n in (1, 2, 3))
        yield from check_known(row, f"{actor}Type1Code", roles, own, "write a role of CAMEO")


_FURTHER_ROLES = frozenset(
    ("INS", "SEP", "DEV", "ENV", "HRI", "MOD", "RAD", "AMN", "IRC", "GRP", "UNO", "PKO", "UIS",
     "INT", "NGM", "SET")
)  # fmt: skip
"""Roles of CAMEO that no sector of PLOVER becomes."""


def _action(row: Row) -> Iterator[Problem]:
    """The action's code as text, with what follows from it."""
    code = row.cells.get("EventCode", "")
    base, root = row.cells.get("EventBaseCode", ""), row.cells.get("EventRootCode", "")
    if not code:
        return
    if not code.isdecimal():
        yield row.problem(
            "EventCode", f"{code[:20]!r} is no code of CAMEO", "write digits as text"
        )
        return
    known = cameo().codes.get(code)
    if known is None:
        padded = f"0{code}"
        lost = padded in cameo().codes and root == padded[:2]
        remedy = f"write {padded}: a program ate the zero" if lost else "look it up in CAMEO"
        yield row.problem("EventCode", f"no code of CAMEO is {code[:20]}", remedy, severe=lost)
        return
    for column, cell, due in (
        ("EventBaseCode", base, code[:3]),
        ("EventRootCode", root, code[:2]),
    ):
        if cell and cell != due:
            yield row.problem(
                column, f"{cell[:20]} is not the beginning of {code}", f"write {due}"
            )
    quad = row.cells.get("QuadClass", "")
    if quad.isdecimal() and int(quad) != known.quad_class:
        yield row.problem(
            "QuadClass", f"{quad[:20]} for {code}", f"write {known.quad_class}: that of its root"
        )
    value = to_number(row.cells.get("GoldsteinScale", ""))
    if value is not None and known.goldstein is not None and value != known.goldstein:
        yield row.problem(
            "GoldsteinScale",
            f"{value:g} for {code}",
            "check it: another list gives another value",
            severe=False,
        )
