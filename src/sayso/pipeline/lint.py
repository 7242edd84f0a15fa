"""All that is wrong with a user's configuration, tables and rules, for `sayso lint`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sayso.lexicons.overlays.read import read_overlays
from sayso.pipeline.examples import check_own_rules
from sayso.pipeline.reading.config_file import check_config
from sayso.pipeline.reading.lexicons import shipped_lexicons
from sayso.pipeline.reading.overlays import find_mistakes
from sayso.pipeline.reading.stages import load_lexicons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.lexicons.files.load import Finding

_LANGUAGE = "en"


def check_files(files: Sequence[Path], *, examples: bool = True) -> list[Finding]:
    """Every mistake of the files and of those that configurations among them name.

    A configuration ends in `.toml`. All overlays are checked together, as one reading has them;
    rules are tried on their sentences once everything else is in order.
    """
    findings: list[Finding] = []
    overlays = {str(path) for path in files if path.suffix != ".toml"}
    for path in files:
        if path.suffix == ".toml":
            config, mistakes = check_config(path)
            findings += mistakes
            named = config.overlay_paths if config else ()
            overlays |= {overlay for overlay in named if Path(overlay).is_file()}
    own, mistakes = read_overlays(overlays)
    findings += mistakes
    findings += find_mistakes(shipped_lexicons(_LANGUAGE), own, _LANGUAGE)
    if examples and not findings:
        findings += check_own_rules(own, load_lexicons(_LANGUAGE, tuple(sorted(overlays))))
    return findings
