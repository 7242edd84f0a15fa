"""Writes a static report: one file, or a folder of linked pages; whole, or not at all."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from markupsafe import Markup

from sayso.export.formats.registry import FormatError
from sayso.export.matrix import CONTESTED, sign_legend
from sayso.pipeline.sending.export_files import check_target, in_place
from sayso.records.attribution import Stance
from sayso.records.exchange.codec import encode
from sayso.records.exchange.export_manifest import ExportedFile
from sayso.records.version import VERSION
from sayso.review.assets import STATIC
from sayso.review.matrix_view import stance_sign
from sayso.review.paper.edition import SUFFIX, Leaf
from sayso.review.paper.links import There, within
from sayso.review.paper.manifest import in_words, manifest
from sayso.review.paper.press import Press
from sayso.review.report.marks import KINDS
from sayso.review.templating import paper_environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sayso.ledger.store import Ledger
    from sayso.records.exchange.export_manifest import ExportManifest
    from sayso.review.paper.edition import Edition

STYLES = ("room.css", "incident.css", "report.css", "paper.css")
_INDEX, _MANIFEST = "index.html", "manifest.json"


class _Line(NamedTuple):
    """A line of the contents."""

    link: str
    heading: str
    told: str


def write_report(ledger: Ledger, edition: Edition, target: Path) -> ExportManifest:
    """Writes a static report to one file (`….html`) or to a folder; the same again is the same.

    Args:
        ledger: an open ledger whose events are linked.
        edition: what goes in.
        target: the file or folder; it takes its name when it is whole.

    Raises:
        FormatError: when the target cannot be written, or is a folder that holds something.
        LedgerError: when the ledger cannot be asked so.
    """
    single = target.name.endswith(SUFFIX)
    check_target(target, folder=not single, replace=edition.replace)
    seen = ledger if edition.restricted else ledger.limited()
    try:
        with in_place(target) as part:
            return (_file if single else _folder)(seen, edition, part)
    except OSError as error:
        raise FormatError(
            f"{target} cannot be written: {error.strerror or error}; name another with -o"
        ) from error


def _file(ledger: Ledger, edition: Edition, part: Path) -> ExportManifest:
    def place(there: There) -> str:
        anchor = there.words.anchor if there.words is not None else there.anchor
        return f"#{there.id}-{anchor}" if anchor else f"#{there.id}"

    press = Press(ledger, edition, place, own=within)
    leaves = [*press.incidents(), *press.reports()]
    told = manifest(ledger, edition, press.out.passed)
    front = _front(edition, told, press, [(leaf, f"#{leaf.id}") for leaf in leaves])
    bodies = [
        Markup('<article class="leaf {}" id="{}" aria-label="{}">\n{}</article>\n').format(
            leaf.kind,
            leaf.id,
            leaf.heading,
            Markup(leaf.html),  # noqa: S704 (made by a template)
        )
        for leaf in leaves
    ]
    css = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in STYLES)
    sheet = _sheet(edition, "What is said", [front, *bodies], contents="#contents", css=css)
    part.write_text(sheet, encoding="utf-8")
    return told


def _folder(ledger: Ledger, edition: Edition, part: Path) -> ExportManifest:
    def place(there: There) -> str:
        anchor = there.words.anchor if there.words is not None else there.anchor
        return f"../{there.kind}s/{there.id}{SUFFIX}" + (f"#{anchor}" if anchor else "")

    for name in ("incidents", "reports", "style"):
        (part / name).mkdir(parents=True)
    for name in STYLES:
        (part / "style" / name).write_bytes((STATIC / name).read_bytes())
    press = Press(ledger, edition, place)
    lines = [_written(edition, leaf, part) for leaf in press.incidents()]
    lines += [_written(edition, leaf, part) for leaf in press.reports()]
    told = manifest(ledger, edition, press.out.passed)
    front = _front(edition, told, press, lines)
    contents = f"{_INDEX}#contents"
    (part / _INDEX).write_text(
        _sheet(edition, "What is said", [front], contents=contents), encoding="utf-8"
    )
    told = msgspec.structs.replace(told, files=tuple(_files(part)))
    (part / _MANIFEST).write_bytes(msgspec.json.format(encode(told), indent=2) + b"\n")
    return told


def _written(edition: Edition, leaf: Leaf, part: Path) -> tuple[Leaf, str]:
    """Writes a page of a folder; what is left of it in memory is its line."""
    body = Markup('<article class="{}">\n{}</article>\n').format(
        f"{leaf.kind} alone",
        Markup(leaf.html),  # noqa: S704 (made by a template)
    )
    contents = f"../{_INDEX}#contents"
    sheet = _sheet(edition, leaf.heading, [body], contents=contents, up="../")
    (part / leaf.file).write_text(sheet, encoding="utf-8")
    return leaf._replace(html=""), leaf.file


def _front(
    edition: Edition, told: ExportManifest, press: Press, lines: list[tuple[Leaf, str]]
) -> Markup:
    of: Callable[[str], list[_Line]] = lambda kind: [  # noqa: E731 (said twice below)
        _Line(link, leaf.heading, leaf.told) for leaf, link in lines if leaf.kind == kind
    ]
    model: dict[str, Any] = {
        "name": edition.name,
        "incidents": of("incident"),
        "reports": of("report"),
        "counts": told.counts,
        "with_text": bool(edition.guards.text_right),
        "signs": [*sign_legend(), CONTESTED],
        "stances": [stance_sign(stance) for stance in Stance],
        "kinds": KINDS,
        "made": in_words(told, edition),
    }
    made = paper_environment().get_template("front.html").render(**model)
    return Markup(press.unveiled(made))  # noqa: S704 (made by a template)


def _sheet(  # noqa: PLR0913 (what a page has, each by its name)
    edition: Edition,
    heading: str,
    parts: list[Markup],
    *,
    contents: str,
    up: str = "",
    css: str | None = None,
) -> str:
    return (
        paper_environment()
        .get_template("sheet.html")
        .render(
            heading=heading,
            name=edition.name,
            parts=parts,
            contents=contents,
            up=up,
            css=Markup(css) if css is not None else None,  # noqa: S704 (our own style sheets)
            styles=STYLES,
            version=VERSION,
        )
    )


def _files(part: Path) -> list[ExportedFile]:
    paths = sorted(path for path in part.rglob("*") if path.is_file())
    return [
        ExportedFile(
            name=path.relative_to(part).as_posix(),
            bytes=path.stat().st_size,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in paths
    ]
