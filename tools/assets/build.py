"""Fills the folders of page script, outlines and tests' script, unless they are full."""

from __future__ import annotations

import hashlib
from pathlib import Path

from . import matching, npm, outlines, places, topology, vendor

ROOT = Path(__file__).resolve().parents[2]
STATIC = "src/sayso/review/static"
TESTS = "tests/browser/vendor"


def build(root: Path = ROOT, *, tests: bool = False) -> bool:
    """Builds what is missing or out of date; false, without a word to npm, when nothing is.

    Args:
        root: the checkout, with the built gazetteer.
        tests: also the script that only the browser tests need.

    Raises:
        AssetsError: when npm cannot fetch the pinned packages.
    """
    static = root / STATIC
    gazetteer = root / "src/sayso/data/places/gazetteer.sqlite"
    pages = _hash(npm.PINS / "package-lock.json", Path(vendor.__file__))
    drawn = _hash(
        npm.PINS / "package-lock.json",
        *(Path(module.__file__ or "") for module in (matching, outlines, places, topology)),
        beside=places.evidence_hash(gazetteer),
    )
    missing_pages = not vendor.is_current(static / "vendor", pages)
    missing_outlines = not vendor.is_current(static / "outlines", drawn)
    missing_tests = tests and not vendor.is_current(root / TESTS, pages)
    if not (missing_pages or missing_outlines or missing_tests):
        return False
    with npm.installed(tests=missing_tests) as modules:
        if missing_pages:
            vendor.copy_files(modules, static / "vendor", vendor.PAGES, pages)
        if missing_outlines:
            outlines.draw(modules, static / "outlines", gazetteer, root, drawn)
        if missing_tests:
            vendor.copy_files(modules, root / TESTS, vendor.TESTS, pages)
    return True


def _hash(*paths: Path, beside: str = "") -> str:
    digest = hashlib.sha256(beside.encode())
    for path in paths:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
