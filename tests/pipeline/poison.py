"""Documents that kill the process that reads them: a `sitecustomize` for the workers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WORD = "Arsenic"
_SITE = f"""
import importlib.abc, importlib.util, os, sys

class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name != "sayso.pipeline.reading.stages":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module

        def exec_module(module):
            load(module)
            read = module.read_document

            def read_document(document, config):
                if {WORD!r} in document.text:
                    os._exit(9)
                return read(document, config)

            module.read_document = read_document

        spec.loader.exec_module = exec_module
        return spec

sys.meta_path.insert(0, Finder())
"""


def write_poison(folder: Path) -> str:
    """Writes the module; returns the PYTHONPATH under which processes find it."""
    (folder / "sitecustomize.py").write_text(_SITE, encoding="utf-8")
    return str(folder)
