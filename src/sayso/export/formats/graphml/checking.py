"""Checks GraphML, ours or somebody else's: its keys, types of values, ends of edges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from sayso.export.formats.contract import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_PLACES = frozenset({"graph", "node", "edge", "all", "port", "hyperedge", "endpoint"})
_TRUTHS = frozenset({"true", "false", "0", "1"})


def _is_truth(text: str) -> bool:
    if text not in _TRUTHS:
        raise ValueError(text)
    return True


_TYPES: dict[str, Callable[[str], Any]] = {
    "string": str,
    "int": int,
    "long": int,
    "float": float,
    "double": float,
    "boolean": _is_truth,
}


class Key(NamedTuple):
    """A declared key: its attribute's name and type, and of what it is."""

    name: str
    kind: str
    place: str


def check(path: Path) -> Iterator[Problem]:
    """What is wrong with a GraphML file. Entities and other files are not read in."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.parse(str(path), parser).getroot()
    except etree.XMLSyntaxError as error:
        line = error.lineno or None
        yield Problem(str(path), line, None, f"no XML: {error.msg}", remedy="export it anew")
        return
    if etree.QName(root).localname != "graphml":
        message = f"its root is {root.tag}, not graphml"
        yield Problem(str(path), root.sourceline, None, message, remedy="name a GraphML file")
        return
    if etree.QName(root).namespace != _NAMESPACE:
        remedy = f"declare {_NAMESPACE}"
        message = "it is not in the namespace of GraphML"
        yield Problem(str(path), root.sourceline, None, message, severe=False, remedy=remedy)
    yield from _Graph(str(path), root).problems()


class _Graph:
    """One file as it is checked."""

    def __init__(self, path: str, root: Any) -> None:
        self._path = path
        self._root = root
        self._keys: dict[str, Key] = {}
        self._nodes: dict[str, int] = {}
        self._edges: dict[str, int] = {}

    def problems(self) -> Iterator[Problem]:
        yield from self._declared()
        graphs = list(self._named("graph"))
        if not graphs:
            yield self._say(self._root, None, "it has no graph", "export it anew")
        for node in self._named("node"):
            yield from self._id(node, self._nodes)
        for edge in self._named("edge"):
            if edge.get("id") is not None:
                yield from self._id(edge, self._edges)
            yield from self._ends(edge)
        for data in self._named("data"):
            yield from self._datum(data)

    def _named(self, name: str) -> Iterator[Any]:
        return self._root.iter(f"{{{_NAMESPACE}}}{name}", name)  # type: ignore[no-any-return]

    def _say(self, element: Any, column: str | None, message: str, remedy: str) -> Problem:
        return Problem(self._path, element.sourceline, column, message, remedy=remedy)

    def _declared(self) -> Iterator[Problem]:
        for element in self._named("key"):
            name = element.get("id")
            kind, place = element.get("attr.type", "string"), element.get("for", "all")
            if name is None or name in self._keys:
                told = "a key without id" if name is None else f"two keys with the id {name}"
                yield self._say(element, "id", told, "give each key its own id")
                continue
            self._keys[name] = Key(element.get("attr.name", name), kind, place)
            if kind not in _TYPES:
                known = ", ".join(_TYPES)
                yield self._say(
                    element, "attr.type", f"{kind} is no type", f"write one of {known}"
                )
            if place not in _PLACES:
                yield self._say(
                    element, "for", f"{place} has no data", "write node, edge or graph"
                )

    def _id(self, element: Any, seen: dict[str, int]) -> Iterator[Problem]:
        name = element.get("id")
        if name is None:
            yield self._say(element, "id", "a node without id", "give it one")
        elif name in seen:
            message = f"{name!r} is also the id of line {seen[name]:,}"
            yield self._say(element, "id", message, "give each its own id")
        else:
            seen[name] = element.sourceline

    def _ends(self, edge: Any) -> Iterator[Problem]:
        for end in ("source", "target"):
            if edge.get(end) not in self._nodes:
                message = f"{edge.get(end)!r} is the id of no node"
                yield self._say(edge, end, message, "add the node, or take the edge out")

    def _datum(self, data: Any) -> Iterator[Problem]:
        key = self._keys.get(data.get("key", ""))
        if key is None:
            message = f"the key {data.get('key')!r} is not declared"
            yield self._say(data, "key", message, "declare it with a <key>")
            return
        owner = etree.QName(data.getparent()).localname
        if key.place not in {"all", owner}:
            message = f"{key.name} is declared for {key.place}, and stands in a {owner}"
            yield self._say(data, key.name, message, "declare it for what it stands in")
        text = data.text or ""
        try:
            _TYPES.get(key.kind, str)(text)
        except ValueError:
            message = f"{text[:40]!r} is no {key.kind}"
            yield self._say(data, key.name, message, f"write a value of the type {key.kind}")
