"""The build hook: makes what wheel and editable install ship beside the sources.

That is the gazetteer table, the script that the review room's pages load, and its map's outlines.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataHook(BuildHookInterface[Any]):
    """Builds the gazetteer and the pages' assets unless they are there for the same inputs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects files; the sdist ships the sources only.

        An editable install works without the assets, as long as nobody opens the review room,
        which then says what to run; a wheel is never made without them.
        """
        del build_data
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        _load("sayso_gazetteer", root / "tools/gazetteer/__init__.py")
        gazetteer = _load("sayso_gazetteer.build", root / "tools/gazetteer/build.py")
        gazetteer.build(root / "src/sayso/data/places/gazetteer.sqlite", root)
        _load("sayso_assets", root / "tools/assets/__init__.py")
        build = _load("sayso_assets.build", root / "tools/assets/build.py")
        editable = version == "editable"
        try:
            build.build(root, tests=editable)
        except build.npm.AssetsError as error:
            if not editable:
                raise SystemExit(str(error)) from error
            self.app.display_warning(str(error))


def _load(name: str, path: Path) -> Any:
    """A module, or package, that is not installed, by its path."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
