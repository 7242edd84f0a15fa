"""Imports dictionaries of TABARI and PETRARCH: a folder of overlays, and what they leave out."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.ingest.dictionaries.actor_rows import ActorRows
from sayso.ingest.dictionaries.actors import read_actors
from sayso.ingest.dictionaries.agents import RoleRows, read_agents
from sayso.ingest.dictionaries.kinds import DictionaryKind, dictionary_kind
from sayso.ingest.dictionaries.lines import Loss, dictionary_text
from sayso.ingest.dictionaries.rows import Rows
from sayso.ingest.dictionaries.tables import losses_table, table
from sayso.ingest.dictionaries.verb_rows import VerbRows, check_scheme
from sayso.ingest.dictionaries.verbs import read_verbs
from sayso.ingest.unreadable import UnreadableError
from sayso.pipeline.lint import check_files
from sayso.pipeline.reading.config import ConfigError
from sayso.pipeline.reading.lexicons import shipped_lexicons
from sayso.records.exchange.dictionary_summary import DictionarySummary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.ingest.dictionaries.actors import ActorEntry
    from sayso.ingest.dictionaries.lines import DictionaryText
    from sayso.ingest.dictionaries.rows import Made
    from sayso.records.document import Reject

LEFT_OUT = "left-out.csv"

_LANGUAGE = "en"
_FIRST_ROW = 3
_BARE = {
    DictionaryKind.DISCARDS: "overlays have no words that discard a report; sort such reports out "
    "before reading, or refuse them in a rule (unless)",
    DictionaryKind.ISSUES: "overlays have no words for contexts",
}


def import_dictionary(paths: Sequence[Path], folder: Path) -> DictionarySummary:
    """Writes the dictionaries of some files or folders as overlays into a new folder.

    The overlays are in order (`sayso lint`) and the same whatever the order of the paths: where
    two dictionaries have the same word, the first file by name counts. All that is not carried
    over stands in `left-out.csv` beside them, with file, line and reason. A file that cannot be
    read is told in the summary and costs no other.

    Raises:
        ConfigError: where a path is missing, or the folder holds something or cannot be made.
    """
    files = sorted(_files(paths))
    _check_target(folder)
    rows, rejects = Rows(), []
    taken = _Taken(rows)
    for path in files:
        try:
            taken.take(dictionary_text(path))
        except UnreadableError as error:
            rejects.append(error.to_reject(str(path)))
    taken.finish()
    return _write(rows, rejects, folder, len(files))


def _files(paths: Sequence[Path]) -> set[Path]:
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            inside = (each for each in path.rglob("*") if each.is_file())
            found |= {
                each
                for each in inside
                if not any(part.startswith(".") for part in each.relative_to(path).parts)
            }
        elif path.is_file():
            found.add(path)
        else:
            raise ConfigError(f"{path} is not there; name dictionaries or a folder of them")
    return found


def _check_target(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise ConfigError(f"{folder} is a file; name a new folder with -o")
    if folder.is_dir() and any(folder.iterdir()):
        raise ConfigError(f"{folder} holds something already; name a new folder with -o")
    if not folder.parent.is_dir():
        raise ConfigError(f"{folder.parent} is no folder; make it first, or name another with -o")


class _Taken:
    """Takes one dictionary after the other; actors wait until the names of all are known."""

    def __init__(self, rows: Rows) -> None:
        lexicons = shipped_lexicons(_LANGUAGE)
        self.rows = rows
        self.actors = ActorRows(lexicons.actors, rows)
        self.roles = RoleRows(lexicons.actors, rows)
        self.verbs = VerbRows(lexicons.event_rules, lexicons.report_verbs, rows)
        self.entries: list[ActorEntry] = []

    def take(self, text: DictionaryText) -> None:
        """Takes a dictionary.

        Raises:
            UnreadableError: for a file that is none, or coded in another scheme.
        """
        self.rows.losses += text.losses
        kind = dictionary_kind(text)
        if kind is DictionaryKind.ACTORS:
            actors = read_actors(text)
            self.entries += actors.entries
            self.rows.losses += actors.losses
        elif kind is DictionaryKind.AGENTS:
            agents, losses = read_agents(text)
            self.rows.losses += losses
            for agent in agents:
                self.roles.add(agent)
        elif kind is DictionaryKind.VERBS:
            verbs = read_verbs(text)
            check_scheme(verbs)
            self.rows.losses += verbs.losses
            self.verbs.add(verbs)
        else:
            self.rows.losses += (
                text.loss(line.number, line.text, _BARE[kind]) for line in text.lines
            )

    def finish(self) -> None:
        """Makes the rows of the actors."""
        self.actors.add(self.entries)


def _write(rows: Rows, rejects: Sequence[Reject], folder: Path, files: int) -> DictionarySummary:
    """Writes the tables under a temporary name, checked, and puts the folder in its place."""
    nest = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(nest, ignore_errors=True)
    try:
        nest.mkdir()
        while findings := _write_tables(rows, nest):
            rows.losses += findings
        (nest / LEFT_OUT).write_text(losses_table(rows.losses), encoding="utf-8")
        names = sorted(path.name for path in nest.iterdir())
        if folder.is_dir():
            folder.rmdir()
        nest.rename(folder)
    except OSError as error:
        raise ConfigError(
            f"{folder} cannot be written ({error.strerror}); name another"
        ) from error
    finally:
        shutil.rmtree(nest, ignore_errors=True)
    lost = [loss.lost for loss in rows.losses]
    return DictionarySummary(
        files=files,
        actors=len({made.row.name for made in rows.actors}),
        actor_rows=len(rows.actors),
        roles=len(rows.roles),
        verbs=len(rows.verbs),
        lost=lost.count("whole"),
        in_part=lost.count("part"),
        known=lost.count("known"),
        written=tuple(str(folder / name) for name in names),
        rejects=tuple(rejects),
    )


def _write_tables(rows: Rows, nest: Path) -> list[Loss]:
    """Writes the tables; rows with which they are not in order are taken out and given back."""
    tables: dict[str, list[Made[Any]]] = {
        "actors.tsv": rows.actors,
        "roles.tsv": rows.roles,
        "verbs.tsv": rows.verbs,
    }
    paths = {name: nest / name for name in tables}
    for name, made in tables.items():
        paths[name].unlink(missing_ok=True)
        if made:
            paths[name].write_text(table(made), encoding="utf-8")
    written = [path for path in paths.values() if path.is_file()]
    wrong: dict[tuple[str, int], str] = {}
    for finding in check_files(written, examples=False):
        at = (Path(finding.path).name, ((finding.line or 0) - _FIRST_ROW) // 2)
        wrong.setdefault(at, finding.message.replace(f"{nest}/", ""))
    return list(_taken_out(tables, wrong))


def _taken_out(
    tables: dict[str, list[Made[Any]]], wrong: dict[tuple[str, int], str]
) -> Iterator[Loss]:
    """Takes the rows by table and number out of their lists, from the last to the first."""
    for (name, number), message in sorted(wrong.items(), reverse=True):
        made = tables[name].pop(number)
        words = getattr(made.row, made.row.__struct_fields__[0])
        said = "|".join(words) if isinstance(words, tuple) else words
        yield Loss(path=made.path, line=made.line, lost="whole", words=said, reason=message)
