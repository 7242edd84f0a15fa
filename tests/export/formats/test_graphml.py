"""GraphML: networkx reads it, and what is wrong with somebody's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings

from sayso.export.formats import graphml
from sayso.export.formats.registry import FormatError
from sayso.export.formats.validating import validated
from sayso.records.attribution import Stance
from tests.export.formats import cases
from tests.export.formats.harbour import dossiers
from tests.export.formats.pages import examples

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.export.formats.contract import Context
    from sayso.records.shown.dossier import Dossier


def strike(stance: Stance = Stance.ASSERTS) -> Dossier:
    """The Hill Army is told to have struck the Quay Militia; or that is denied."""
    army, militia = cases.side("Hill Army", "MIL"), cases.side("Quay Militia", "REB", "POL")
    return cases.dossier(cases.told(by=army, to=militia, stance=stance), name=stance.value)


def wrong(path: Path) -> list[tuple[int | None, str | None]]:
    found = list(validated(path, "graphml"))
    assert all(problem.message and problem.remedy for problem in found)
    return [(problem.line, problem.column) for problem in found if problem.severe]


def test_networkx_reads_ties_and_denials_apart(tmp_path: Path) -> None:
    path = tmp_path / "n.graphml"
    made = [strike(), strike(Stance.DENIES)]
    tally = graphml.write(made, path, cases.PLAIN)
    graph = nx.read_graphml(path, force_multigraph=True)
    edges = {data["told"]: (a, b) for a, b, data in graph.edges(data=True)}
    assert edges == dict.fromkeys(["done", "denied"], ("Hill Army", "Quay Militia"))
    assert graph.nodes["Quay Militia"]["country"] == "POL"
    assert tally.rows["n.graphml"] == 4
    assert wrong(path) == []


def test_the_example_of_the_page(tmp_path: Path) -> None:
    path = tmp_path / "n.graphml"
    graphml.write([strike()], path, cases.PLAIN)
    graph = nx.read_graphml(path, force_multigraph=True)
    ((a, b, data),) = graph.edges(data=True)
    told = f"{a} -> {b}: {data['tie']}, {data['told']}, {data['incidents']} incident\n"
    assert examples("graphml")[1] == told


def test_nodes_can_be_countries(tmp_path: Path) -> None:
    path = tmp_path / "n.graphml"
    graphml.write([strike()], path, cases.context(options={"by": "country"}))
    assert set(nx.read_graphml(path).nodes) == {"SYR", "POL"}
    with pytest.raises(FormatError, match="actor, country, sector"):
        graphml.write([strike()], path, cases.context(options={"by": "village"}))


def test_accounts_without_a_tie_are_counted(tmp_path: Path) -> None:
    tally = graphml.write([cases.dossier(cases.told())], tmp_path / "n.graphml", cases.PLAIN)
    assert tally.lost["accounts that name one side alone"] == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(dossiers())
def test_any_network_is_in_order_and_the_same_again(
    tmp_path: Path, made: tuple[list[Dossier], Context]
) -> None:
    incidents, context = made
    paths = [tmp_path / "one.graphml", tmp_path / "two.graphml"]
    for path in paths:
        graphml.write(incidents, path, context)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert wrong(paths[0]) == []


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ('source="Hill Army"', 'source="Nobody"', "source"),
        ('<node id="Hill Army"', '<node id="Quay Militia"', "id"),
        ('attr.type="int"', 'attr.type="whole"', "attr.type"),
        ('<data key="k0">', '<data key="k99">', "key"),
        ('for="edge"', 'for="node"', "tie"),
        (">1</data>", ">many</data>", "incidents"),
    ],
)
def test_findings_name_line_and_column(tmp_path: Path, old: str, new: str, column: str) -> None:
    path = tmp_path / "n.graphml"
    graphml.write([strike()], path, cases.PLAIN)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = wrong(path)
    assert column in {name for _, name in found}
    assert all(line for line, _ in found)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<graphml>",
        "<html/>",
        '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d SYSTEM "/etc/passwd">]><graphml>&d;</graphml>',
        "\0",
    ],
)
def test_files_that_are_something_else(tmp_path: Path, content: str) -> None:
    path = tmp_path / "n.graphml"
    path.write_text(content, encoding="utf-8")
    assert wrong(path)
    assert "root:" not in str(list(validated(path, "graphml")))
