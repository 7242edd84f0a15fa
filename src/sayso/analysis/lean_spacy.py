"""spaCy without its own command line, which is two fifths of the time that it takes to load."""

from __future__ import annotations

import sys
from types import ModuleType


def leave_out_commands() -> None:
    """Lets a process that is ours alone load spaCy without `spacy.cli`.

    `import spacy` ends with `from .cli.info import info`, and that loads downloads, projects and
    their web clients. Where spaCy is loaded already nothing changes. Only for our own command
    line: a program that uses sayso may want spaCy whole.
    """
    if "spacy" in sys.modules:
        return
    commands, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    vars(info)["info"] = None
    sys.modules.update({commands.__name__: commands, info.__name__: info})
