"""An incident as one page of HTML: no script, nothing from the network, every word escaped."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING

from sayso.export.incident_tables import matrix_table, summary_table, version_table
from sayso.export.matrix import (
    contested,
    counts_words,
    heading_words,
    overview_words,
    shares_words,
    source_lines,
    who_through,
)
from sayso.lexicons.files.load import DATA
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from sayso.records.shown.matrix import Matrix, Row

CAUTION = (
    "Every value here is what a voice says, in its own words. Nothing is averaged, and sayso "
    "calls no account true. The number of accounts is not a measure of truth."
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_LINKS = ("https://", "http://")


def incident_page(matrix: Matrix, figures: str = "") -> str:
    """A whole page, self-contained: light and dark, for screen and print.

    Args:
        matrix: The accounts side by side.
        figures: HTML that stands under them: the figures of profiles, already escaped.
    """
    name = escape(heading_words(matrix.headline))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{name}</title>\n</head>\n<body>\n"
        f"{incident_html(matrix, figures)}\n</body>\n</html>\n"
    )


def incident_html(matrix: Matrix, figures: str = "") -> str:
    """The page without its frame, for notebooks and other pages; `figures` as `incident_page`."""
    head = matrix.headline
    cells = contested(matrix)
    overview = "".join(f"<p>{_line(line)}</p>" for line in overview_words(head))
    words = "".join(_in_words(row) for row in matrix.rows)
    sources = "".join(f"<li>{_line(line)}</li>" for line in source_lines(matrix))
    known = version_table(matrix)
    return (
        f"<style>{_style()}</style>\n"
        '<main class="incident">\n<header>'
        f"<h1><bdi>{escape(heading_words(head))}</bdi></h1>"
        f'<p class="counts">{escape(counts_words(head))}</p>{overview}'
        f'<p class="caution">{CAUTION}</p></header>\n'
        f"{_section('agreement', 'Where the accounts agree and where not', summary_table(matrix))}"
        f"{_section('matrix', 'Side by side', matrix_table(matrix, cells))}"
        f"{_section('words', 'In their words', words)}"
        f"{_section('known', 'Known when', known) if known else ''}"
        f"{_section('sources', 'Independent sources', f'<ul>{sources}</ul>')}"
        f"{_section('figures', 'Figures by published rules', figures) if figures else ''}"
        f'<footer class="faint">Incident {escape(head.id)} · sayso {escape(VERSION)}</footer>'
        "\n</main>"
    )


def _section(id_: str, name: str, body: str) -> str:
    return (
        f'<section aria-labelledby="incident-{id_}"><h2 id="incident-{id_}">{name}</h2>\n'
        f"{body}</section>\n"
    )


def _line(words: str) -> str:
    return f"<bdi>{escape(words)}</bdi>"


def _in_words(row: Row) -> str:
    """The sentences of an account, as they stand in the report, and where that is found."""
    known = [part for part in (row.published, row.title, row.credit) if part]
    told = "".join(f"<bdi>{escape(part)}</bdi> · " for part in known)
    shares = shares_words(row)
    shared = f' · <span class="shares">{escape(shares)}</span>' if shares else ""
    quotes = "".join(
        f'<blockquote dir="auto"><p>{escape(s.quote)}</p></blockquote>' for s in row.sentences
    )
    return (
        f'<article id="account-{row.number}"><h3><span class="number">{row.number}</span> '
        f"<bdi>{escape(who_through(row))}</bdi></h3>"
        f'<p class="faint">{told}{_place_of(row)}{shared}</p>{quotes}</article>\n'
    )


def _place_of(row: Row) -> str:
    """Where the report is: a link only where it leads to the web."""
    address = row.url or row.report
    shown = f"<bdi>{escape(address)}</bdi>"
    if not address.startswith(_LINKS):
        return shown
    return f'<a href="{escape(address)}" rel="noopener noreferrer">{shown}</a>'


@cache
def _style() -> str:
    return (DATA / "views" / "incident.css").read_text(encoding="utf-8")
