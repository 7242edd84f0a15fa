"""What a run can be told: the options that change what is read, as one record with a hash."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import msgspec

from sayso.analysis.sessions import FOLDER
from sayso.lexicons.check import check_overlay_codes
from sayso.lexicons.load import DATA, DataFileError
from sayso.records.codec import encode
from sayso.records.evidence import Record, content_id


class ConfigError(ValueError):
    """A configuration file that cannot be used; says file, key and remedy."""


class ReadConfig(Record, frozen=True, kw_only=True):
    """Options of reading that change its result.

    `overlays` are paths of the user's TSV files, `max_characters` the longest text that is read
    (Unicode code points). `model` is whether trained models are asked beside the rules.
    """

    language: str | None = None
    model: bool = True
    overlays: tuple[str, ...] = ()
    max_characters: int = 1_000_000

    def check(self) -> None:
        """Reads the overlays, to find their mistakes before the first report is read.

        Raises:
            DataFileError: for an overlay that is missing or cannot be used, or that has a code
                which the code tables do not have; says file and line.
        """
        for path in map(Path, self.overlays):
            if not path.is_file():
                raise DataFileError(f"{path}: no such overlay file")
            for finding in check_overlay_codes(path):
                raise DataFileError(str(finding))

    def digest(self) -> str:
        """A content id of the options, the overlays' content and the shipped words and rules.

        Two runs with the same digest and version read every document the same.
        """
        contents = [hashlib.sha256(Path(p).read_bytes()).hexdigest() for p in self.overlays]
        options = encode(msgspec.structs.replace(self, overlays=())).decode()
        return content_id("c", options, *contents, data_digest())


@cache
def data_digest() -> str:
    """The SHA-256 of all shipped words, rules, code tables and networks (not the gazetteer)."""
    digest = hashlib.sha256()
    for path in sorted(DATA.rglob("*")):
        if path.suffix in {".tsv", ".yaml"}:
            digest.update(path.relative_to(DATA).as_posix().encode() + path.read_bytes())
    for path in sorted(FOLDER.glob("*.onnx")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


class FileConfig(Record, frozen=True, kw_only=True):
    """A user's TOML file: the defaults of `sayso read`, each overridden by its option."""

    lang: str | None = None
    publisher: str | None = None
    bloc: str | None = None
    workers: int | None = None
    no_model: bool = False
    overlays: tuple[str, ...] = ()
    columns: dict[str, str] = msgspec.field(default_factory=dict)
    max_characters: int = 1_000_000


def read_config(path: Path) -> FileConfig:
    """The configuration in a TOML file.

    Raises:
        ConfigError: for a missing file, broken TOML, an unknown key or a wrong type.
    """
    try:
        return msgspec.toml.decode(path.read_bytes(), type=FileConfig)
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: no such file; --config takes a TOML file") from error
    except (msgspec.DecodeError, ValueError) as error:
        known = ", ".join(f.name for f in msgspec.structs.fields(FileConfig))
        raise ConfigError(f"{path}: {error}; known keys are {known}") from error
