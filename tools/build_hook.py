"""The build hook: makes the gazetteer table, so that wheel and editable install ship it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerHook(BuildHookInterface[Any]):
    """Builds `data/places/gazetteer.sqlite` unless it is there for the same inputs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects files; the sdist ships the sources only."""
        del version, build_data
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        path = root / "tools" / "gazetteer.py"
        spec = importlib.util.spec_from_file_location("gazetteer", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["gazetteer"] = module
        spec.loader.exec_module(module)
        module.build(root / "src/sayso/data/places/gazetteer.sqlite", root)
