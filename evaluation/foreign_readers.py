"""Each format opened by software that no one here wrote: how many rows that finds in which file.

What is counted, and under which name, is what `Tally.rows` of the exporter counts.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import geopandas
import networkx as nx
import pandas as pd
import polars as pl
from bioc import brat
from pyld import jsonld

from evaluation.annotation_terms import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

Counts = dict[str, int]

_AS = "https://www.w3.org/ns/activitystreams#"
_UNQUOTED = 3
_GDELT_WIDTHS = {".export.CSV": 61, ".mentions.CSV": 16}


class UnreadableError(ValueError):
    """Another reader opened a file and found something else than what was written."""


def rows_found(name: str, path: Path) -> Counts:
    """How many rows another reader finds in a file or folder of a format, by file or table.

    Raises:
        UnreadableError: where it finds what no row of the format is.
    """
    return READERS[name][1](path)


def _json_lines(path: Path) -> Counts:
    return {path.name: len(pd.read_json(path, lines=True, dtype=False))}


def _comma(path: Path) -> Counts:
    return {path.name: len(pd.read_csv(path, dtype=str, encoding="utf-8-sig"))}


def _tabs(path: Path) -> Counts:
    return {path.name: len(_tab_frame(path, header=0))}


def _gdelt(folder: Path) -> Counts:
    counts = {}
    for path in sorted(folder.iterdir()):
        frame = _tab_frame(path, header=None)
        width = next(wide for ending, wide in _GDELT_WIDTHS.items() if path.name.endswith(ending))
        if len(frame) and frame.shape[1] != width:
            raise UnreadableError(f"{path}: {frame.shape[1]} columns instead of {width}")
        counts[path.name] = len(frame)
    return counts


def _tab_frame(path: Path, header: int | None) -> pd.DataFrame:
    try:
        return pd.read_csv(path, sep="\t", dtype=str, quoting=_UNQUOTED, header=header)
    except pd.errors.EmptyDataError:
        return pd.DataFrame()


def _airwars(path: Path) -> Counts:
    incidents = json.loads(path.read_text(encoding="utf-8"))["incidents"]
    return {path.name: len(pd.json_normalize(incidents))}


def _geojson(path: Path) -> Counts:
    return {path.name: len(geopandas.read_file(path))}


def _gpkg(path: Path) -> Counts:
    return {
        path.name: len(geopandas.read_file(path, layer="incidents")),
        f"{path.name}#accounts": len(geopandas.read_file(path, layer="accounts")),
    }


def _webannotation(path: Path) -> Counts:
    told = json.loads(path.read_text(encoding="utf-8"))
    (expanded,) = jsonld.expand(told, {"documentLoader": load})
    (page,) = expanded[f"{_AS}first"]
    return {path.name: len(page[f"{_AS}items"][0]["@list"])}


def _brat(folder: Path) -> Counts:
    """The annotations of every report, each word where it must stand, and the tables beside."""
    counts = {path.name: len(_tab_frame(path, header=0)) for path in sorted(folder.glob("*.tsv"))}
    for path in sorted(folder.glob("*.ann")):
        with (
            path.with_suffix(".txt").open(encoding="utf-8", newline="") as text,
            path.open(encoding="utf-8", newline="") as annotations,
        ):
            read = brat.load(text, annotations)
        for entity in read.entities:
            start, end = entity.total_span
            if read.text[start:end] != entity.text:
                raise UnreadableError(f"{path}: {entity.text!r} is not at {start}-{end}")
        counts[path.name] = len(read.annotations)
    return counts


def _workbook(path: Path) -> Counts:
    sheets = pd.read_excel(path, sheet_name=None, engine="calamine", dtype=object)
    return {str(name): len(frame) for name, frame in sheets.items()}


def _csv_tables(folder: Path) -> Counts:
    return {path.name: len(pl.read_csv(path, infer_schema=False)) for path in _files(folder)}


def _parquet_tables(folder: Path) -> Counts:
    return {path.name: len(pl.read_parquet(path)) for path in _files(folder)}


def _graphml(path: Path) -> Counts:
    graph = nx.read_graphml(path, force_multigraph=True)
    return {path.name: graph.number_of_nodes() + graph.number_of_edges()}


def _files(folder: Path) -> Iterator[Path]:
    return iter(sorted(folder.iterdir()))


READERS: Mapping[str, tuple[str, Callable[[Path], Counts]]] = {
    "plover": ("pandas", _json_lines),
    "polecat": ("pandas", _tabs),
    "gdelt": ("pandas", _gdelt),
    "icews": ("pandas", _tabs),
    "ged": ("pandas", _comma),
    "acled": ("pandas", _comma),
    "hapi": ("pandas", _comma),
    "airwars": ("pandas", _airwars),
    "geojson": ("geopandas", _geojson),
    "gpkg": ("geopandas", _gpkg),
    "webannotation": ("PyLD", _webannotation),
    "brat": ("bioc", _brat),
    "csv": ("Polars", _csv_tables),
    "xlsx": ("pandas, calamine", _workbook),
    "parquet": ("Polars", _parquet_tables),
    "graphml": ("NetworkX", _graphml),
}
