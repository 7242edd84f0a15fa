"""The one configuration: a user's TOML file with all that `sayso read` can be told."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from sayso.ingest.options import IngestOptions
from sayso.lexicons.files.load import DataFileError, Finding
from sayso.lexicons.files.strict import Mistake, to_record
from sayso.lexicons.files.toml_lines import error_place, line_of
from sayso.lexicons.overlays.read import first_of, overlay_kind
from sayso.lexicons.overlays.rows import KINDS
from sayso.pipeline.reading.config import ConfigError
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Files = tuple[str, ...] | str

_ADDRESS = "://"
_STREAM = "-"
_INGEST = ("published", "publisher", "bloc", "time_zone", "columns", "max_bytes", "max_characters")


class OverlayFiles(Record, frozen=True, kw_only=True):
    """The files of each kind, relative to the configuration."""

    actors: Files = ()
    places: Files = ()
    verbs: Files = ()
    roles: Files = ()
    epithets: Files = ()
    blocs: Files = ()
    rules: Files = ()


class FileConfig(Record, frozen=True, kw_only=True):
    """What a TOML file can say: the options of `sayso read`, each overridden by the command line.

    `paths`, `into`, `output` and `overlays` are relative to the file. `overlays` is a table of
    files by kind, or a list of files of any kind.
    """

    paths: tuple[str, ...] = ()
    into: str | None = None
    format: Literal["jsonl", "csv", "parquet", "table"] | None = None
    level: Literal["mention", "event"] | None = None
    output: str | None = None
    published: str | None = None
    publisher: str | None = None
    bloc: str | None = None
    time_zone: str | None = None
    lang: str | None = None
    columns: dict[str, str] = msgspec.field(default_factory=dict)
    workers: int | None = None
    scheduler: str | None = None
    resume: bool = False
    no_model: bool = False
    every_sentence: bool = False
    max_characters: int = IngestOptions().max_characters
    max_bytes: int = IngestOptions().max_bytes
    overlays: OverlayFiles | tuple[str, ...] = ()

    @property
    def overlay_paths(self) -> tuple[str, ...]:
        """The files of all kinds."""
        if not isinstance(self.overlays, OverlayFiles):
            return self.overlays
        return tuple(path for kind in KINDS for path in _files(getattr(self.overlays, kind)))


class CheckedConfig(NamedTuple):
    """A configuration, null where it cannot be read, and all that is wrong with it."""

    config: FileConfig | None
    findings: list[Finding]


def read_config(path: Path) -> FileConfig:
    """The configuration in a TOML file, its paths resolved against the file's folder.

    Raises:
        ConfigError: for a missing file, broken TOML, an unknown key, a wrong value or an overlay
            that is not there or of another kind; says file and line of the first, and how many.
    """
    config, findings = check_config(path)
    if findings or config is None:
        raise ConfigError(first_of(findings))
    return config


def check_config(path: Path) -> CheckedConfig:
    """The configuration and all its mistakes, without those inside the overlays."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = tomllib.loads(text)
    except (FileNotFoundError, IsADirectoryError):
        return _refused(path, None, "no such file; --config takes a TOML file")
    except UnicodeDecodeError:
        return _refused(path, None, "it is not UTF-8; save it as UTF-8 text")
    except tomllib.TOMLDecodeError as error:
        line, message = error_place(text, error)
        return _refused(path, line, f"{message}; mend the TOML")
    said, mistakes = _to_config(content)
    config = _resolved(said, path.parent)
    mistakes += _wrong_files(said, config)
    mistakes += _wrong_values(config)
    findings = [
        Finding(path=str(path), line=line_of(text, keys), message=message)
        for keys, message in mistakes
    ]
    return CheckedConfig(config, sorted(findings))


def _refused(path: Path, line: int | None, message: str) -> CheckedConfig:
    return CheckedConfig(None, [Finding(path=str(path), line=line, message=message)])


def _to_config(said: Mapping[str, object]) -> tuple[FileConfig, list[Mistake]]:
    """The record of a file's keys, without those that are wrong, and what is wrong with them."""
    content: dict[str, object] = dict(said)
    mistakes: list[Mistake] = []
    tables = content.get("overlays")
    if isinstance(tables, dict):
        own, wrong = _usable(tables, OverlayFiles)
        mistakes = [Mistake(("overlays", *keys), message) for keys, message in wrong]
        content["overlays"] = own
    usable, others = _usable(content, FileConfig)
    return msgspec.convert(usable, FileConfig), [*mistakes, *others]


def _usable(
    content: Mapping[str, object], kind: type[Record]
) -> tuple[dict[str, object], list[Mistake]]:
    """The keys that are right, and what is wrong with the others."""
    mistakes = to_record(content, kind)[1]
    wrong = {mistake.keys[0] for mistake in mistakes}
    return {key: value for key, value in content.items() if key not in wrong}, mistakes


def _resolved(config: FileConfig, folder: Path) -> FileConfig:
    def at(path: str) -> str:
        if path == _STREAM or _ADDRESS in path:
            return path
        return str(folder / path) + "/" * path.endswith("/")  # -o NAME/ is a folder

    return msgspec.structs.replace(
        config,
        paths=tuple(at(path) for path in config.paths),
        into=at(config.into) if config.into else None,
        output=at(config.output) if config.output else None,
        overlays=tuple(at(path) for path in config.overlay_paths),
    )


def _files(said: Files) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else said


def _wrong_files(said: FileConfig, resolved: FileConfig) -> Iterator[Mistake]:
    """Overlays that are not there, or that stand under another kind than their own."""
    keys: list[tuple[str | int, ...]] = []
    kinds: list[str | None] = []
    if not isinstance(said.overlays, OverlayFiles):
        keys = [("overlays", number) for number in range(len(said.overlays))]
        kinds = [None] * len(keys)
    else:
        for name in KINDS:
            named: Files = getattr(said.overlays, name)
            several = not isinstance(named, str)
            for number in range(len(_files(named))):
                keys.append(("overlays", name, number) if several else ("overlays", name))
                kinds.append(name)
    for key, kind, path in zip(keys, kinds, map(Path, resolved.overlay_paths), strict=True):
        if not path.is_file():
            yield Mistake(key, f"{path}: no such overlay file")
            continue
        try:
            found = overlay_kind(path)
        except DataFileError:
            continue  # told with the mistakes of the file itself
        if kind is not None and found != kind:
            yield Mistake(key, f"{path} holds {found}, not {kind}; name it under {found}")


def _wrong_values(config: FileConfig) -> Iterator[Mistake]:
    """Values that no reading can use: a date that is none, an unknown field, no workers."""
    for name in _INGEST:
        try:
            IngestOptions(**{name: getattr(config, name)})
        except ValueError as error:
            yield Mistake((name,), str(error))
    try:
        IngestOptions(language=config.lang)
    except ValueError as error:
        yield Mistake(("lang",), str(error))
    if config.workers is not None and config.workers < 1:
        yield Mistake(("workers",), "workers: write 1 or more")
