"""Writes docs/reference from the code and the data, so that the pages cannot lie.

Run by `make docs`; the pages are not committed.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from typer.main import get_command

from sayso.cli.main import app
from sayso.lexicons.files.load import DATA
from sayso.lexicons.files.marks import parse_marks
from sayso.records.exchange.codec import schema
from tools.linking_page import linking_page
from tools.profiles_page import profiles_page
from tools.sql_page import sql_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    import click

OUT = Path("docs/reference")
_SPACES = re.compile(r"\s+")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|#])")

_EVENT_INTRODUCTION = """One JSON object a line: `EventRow` for each mention of an event, as `sayso
read --format jsonl` writes it, `WholeEventRow` for each event of a report with `--level event`.
Offsets are Unicode code points in the stored text, 0-based, end-exclusive; days are ISO 8601.
`sayso.schema("event")` and `sayso.schema("whole_event")` are the machine-readable form.
"""
_CODEBOOK_INTRODUCTION = """PLOVER (openeventdata/PLOVER, version 2.0) and CAMEO; codes are theirs,
definitions our own words.
"""
_RULES_INTRODUCTION = """Each rule stands as it is written, then the sentences that test it on
every run of `sayso lint`: those that it must match, with the words that it must find in **bold**,
and those that it must refuse, with the reason.
"""


def main() -> None:
    """Writes every page of the reference."""
    OUT.mkdir(parents=True, exist_ok=True)
    pages = {
        "commands.md": commands_page(),
        "event.md": event_page(),
        "codebook.md": codebook_page(),
        "rules.md": rules_page(),
        "lexicons.md": lexicons_page(),
        "profiles.md": profiles_page(),
        "linking.md": linking_page(),
        "sql.md": sql_page(),
    }
    for name, text in pages.items():
        (OUT / name).write_text(text, encoding="utf-8")
    print(f"{len(pages)} pages in {OUT}", file=sys.stderr)


def commands_page() -> str:
    """The help of every command, as the program prints it."""
    command: Any = get_command(app)
    parts = [
        "# Commands\n",
        "`LEDGER` is a path (SQLite) or a database URL; `-` is standard input.\n",
    ]
    for path, leaf in _leaves(command, ("sayso",)):
        context = leaf.make_context(path[-1], [], resilient_parsing=True)
        context.info_name = " ".join(path)
        parts.append(f"## {' '.join(path)}\n\n```text\n{leaf.get_help(context).strip()}\n```\n")
    return "\n".join(parts)


def _leaves(
    command: Any, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if not hasattr(command, "commands"):
        yield path, command
        return
    for name, child in command.commands.items():
        yield from _leaves(child, (*path, name))


def event_page() -> str:
    """Every key of the event rows: its type from the JSON Schema, its meaning from our table."""
    definitions = event_records()
    meanings = event_keys()
    parts = ["# The event record\n", _EVENT_INTRODUCTION]
    for name, definition in definitions.items():
        parts.append(f"## {name}\n\n{_plain(definition.get('description', ''))}\n")
        if "enum" in definition:
            parts.append(", ".join(f"`{value}`" for value in definition["enum"]) + "\n")
            continue
        parts.append("| key | type | meaning |\n|---|---|---|")
        for key, value in definition.get("properties", {}).items():
            parts.append(f"| `{key}` | {_type(value)} | {_cell(meanings[name, key])} |")
        parts.append("")
    return "\n".join(parts)


def event_records() -> dict[str, Any]:
    """The records of both levels by name, as the JSON Schema defines them."""
    definitions: dict[str, Any] = {}
    for kind in ("event", "whole_event"):
        definitions |= schema(kind)["$defs"]
    return definitions


def event_keys() -> dict[tuple[str, str], str]:
    """What each key of each record means, by record and key; `|` parts records that share it."""
    path = Path(__file__).with_name("event_keys.tsv")
    _, *lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {(r, key): meaning for records, key, meaning in rows for r in records.split("|")}


def _plain(docstring: str) -> str:
    return re.sub(r"\s+", " ", docstring).strip()


def _type(value: dict[str, Any]) -> str:
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in value:
        return " or ".join(_type(option) for option in value["anyOf"])
    if value.get("type") == "array":
        return f"list of {_type(value['items']) if value.get('items') else 'values'}"
    if value.get("type") == "object":
        return f"mapping to {_type(value['additionalProperties'])}"
    return str(value.get("type", "value"))


def codebook_page() -> str:
    """The code tables, as shipped."""
    parts = [
        "# Event types and codes\n",
        _CODEBOOK_INTRODUCTION,
    ]
    titles = {
        "plover_events": "Types",
        "plover_modes": "Modes",
        "plover_contexts": "Contexts",
        "auxiliary_modes": "Auxiliary modes",
        "event_status": "Status",
        "stance": "Stance",
        "incident_types": "Types of incidents",
        "sectors": "Sectors",
        "place_precision": "Precision of places",
        "time_precision": "Precision of dates",
        "casualty_words": "Words for numbers",
    }
    for name, title in titles.items():
        parts.append(f"## {title}\n\n{_table(DATA / 'codebooks' / f'{name}.tsv')}\n")
    return "\n".join(parts)


def _table(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    width = len(rows[0])
    cells = [[_cell(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    head, *body = ["| " + " | ".join(row) + " |" for row in cells]
    return "\n".join([head, "|" + "---|" * width, *body])


def rules_page() -> str:
    """Every rule as it is written, with the sentences that it must match and must refuse."""
    parts = ["# Rules\n", _RULES_INTRODUCTION]
    for path in sorted((DATA / "rules").rglob("*.yaml")):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
        parts.append(f"## {path.parent.name}/{path.stem}\n\n{len(content['rules'])} rules.\n")
        for rule in content["rules"]:
            parts += [f"### {rule['id']}\n", *_rule(rule), ""]
    return "\n".join(parts)


def _rule(rule: dict[str, Any]) -> Iterator[str]:
    written = [_key(k, v) for k, v in rule.items() if k not in {"id", "matches", "rejects"}]
    if written:
        yield "\n".join(["```yaml", *written, "```\n"])
    for example in rule.get("matches", ()):
        told = [example[key] for key in ("gives", "status", "why") if key in example]
        yield f"* {_marked(example['text'])}" + (f" ({_escaped(', '.join(told))})" if told else "")
    for example in rule.get("rejects", ()):
        why = f" ({_escaped(example['why'])})" if example.get("why") else ""
        yield f"* not: {_marked(example['text'])}{why}"


def _key(key: str, value: Any) -> str:
    if isinstance(value, str):
        return f"{key}: {value}"
    # Lists and maps one line each, as far as they fit.
    return yaml.safe_dump(
        {key: value}, sort_keys=False, allow_unicode=True, default_flow_style=None, width=90
    ).strip()


def _marked(text: str) -> str:
    marked = parse_marks(text)
    out, done = "", 0
    for _, start, end in sorted(marked.spans, key=lambda span: span[1]):
        if start < done or start == end:
            continue
        out += _escaped(marked.text[done:start]) + f"**{_escaped(marked.text[start:end])}**"
        done = end
    return out + _escaped(marked.text[done:])


def _escaped(text: str) -> str:
    """Text whose characters mean themselves in Markdown, on one line."""
    return _MARKDOWN.sub(r"\\\1", _SPACES.sub(" ", text))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def lexicons_page() -> str:
    """Every word list with its size and columns."""
    parts = ["# Word lists\n", "| list | rows | columns |\n|---|---|---|"]
    for path in sorted(DATA.rglob("*.tsv")):
        lines = [
            line
            for line in path.read_text(encoding="utf-8").splitlines()
            if line.strip() and not line.startswith("#")
        ]
        columns = ", ".join(f"`{name}`" for name in lines[0].split("\t"))
        parts.append(f"| `{path.relative_to(DATA).as_posix()}` | {len(lines) - 1} | {columns} |")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
