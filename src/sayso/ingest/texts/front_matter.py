"""Front matter: what a text file says of itself in YAML between two lines of three hyphens."""

from __future__ import annotations

import re

import yaml

from sayso.ingest.fields import FIELDS, Found, match_columns
from sayso.ingest.unreadable import UnreadableError

_OPENS = re.compile(
    r"---[ \t]*\n(?=\s*(?:#[^\n]*\n\s*)*[\w\"'][\w \"'-]*:(?:\s|$)|(?:---|\.\.\.)[ \t]*\n)"
)
_CLOSES = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_LIMIT = 32_768
_REMEDY = 'write one "key: value" a line between two lines of ---; quote values that hold a colon'


def split_front_matter(text: str) -> Found:
    """The text without its front matter, and the fields that this gives.

    Front matter opens the file: a line `---`, YAML lines `key: value`, a line `---`. The keys are
    those of JSON Lines (title, publisher, published, url, id, bloc, language and their aliases);
    others are ignored. A file that merely opens with a rule of hyphens has none.

    Raises:
        UnreadableError: when it is not closed, is no YAML mapping, or gives a field something
            other than words, with the line.
    """
    opening = _OPENS.match(text)
    if not opening:
        return Found(text=text)
    closing = _CLOSES.search(text, opening.end(), opening.end() + _LIMIT)
    if closing is None:
        raise _broken("is not closed by a line of ---", 1)
    fields = _fields(text[opening.end() : closing.start()])
    fields.pop("text", None)
    return Found(text=text[closing.end() :].lstrip("\n"), **fields)


def _fields(block: str) -> dict[str, str]:
    values: dict[str, str | None] = {}
    lines: dict[str, int] = {}
    for key, value in _pairs(block):
        if not isinstance(key, yaml.ScalarNode):
            continue
        name, line = str(key.value), key.start_mark.line + 2
        if name in values and match_columns([name], {}):
            raise _broken(f"gives {name!r} twice", line)
        lines[name] = line
        values[name] = value.value.strip() if isinstance(value, yaml.ScalarNode) else None
    matched = match_columns(values, {})
    found: dict[str, str] = {}
    for field, name in matched.items():
        said = values[name]
        if said is None and name in FIELDS:
            raise _broken(f"gives {name!r} something other than words", lines[name])
        if said and said not in {"~", "null"}:
            found[field] = said
    return found


def _pairs(block: str) -> list[tuple[yaml.Node, yaml.Node]]:
    try:
        node = yaml.compose(block, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark else 1
        raise _broken(f"is not valid YAML: {error.problem}", line) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _broken("is not valid YAML", 1) from error
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        raise _broken("is not a list of keys and values", 2)
    return list(node.value)


def _broken(problem: str, line: int) -> UnreadableError:
    return UnreadableError(f"the front matter {problem} (line {line})", _REMEDY, where=line)
