"""What a run can be told: the options that change what is read, as one record with a hash."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import msgspec

from sayso.analysis.sessions import FOLDER
from sayso.ingest.language import LANGUAGES_WITH_DATA
from sayso.lexicons.files.load import DATA
from sayso.records.evidence import Record, content_id
from sayso.records.exchange.codec import encode


class ConfigError(ValueError):
    """A configuration file that cannot be used; says file, key and remedy."""


class ReadConfig(Record, frozen=True, kw_only=True):
    """Options of reading that change its result.

    `overlays` are paths of the user's tables and rules, `max_characters` the longest text that
    is read (Unicode code points). `model` is whether trained models are asked beside the rules;
    `every_sentence` whether stretches are read closely that by their words tell of no event.
    """

    language: str | None = None
    model: bool = True
    every_sentence: bool = False
    overlays: tuple[str, ...] = ()
    max_characters: int = 1_000_000

    def check(self) -> None:
        """Reads the overlays, to find their mistakes before the first report is read.

        Raises:
            DataFileError: for an overlay that is missing or that has a mistake, whatever it is;
                says file, line and remedy, and how many more there are.
        """
        if not self.overlays:
            return
        from sayso.pipeline.reading.stages import load_lexicons  # noqa: PLC0415 (loads spaCy)

        for language in sorted(LANGUAGES_WITH_DATA):
            load_lexicons(language, self.overlays)

    def digest(self) -> str:
        """A content id of the options, the overlays' content and the shipped words and rules.

        Two runs with the same digest and version read every document the same.
        """
        contents = sorted(_fingerprint(Path(path)) for path in self.overlays)
        options = encode(msgspec.structs.replace(self, overlays=())).decode()
        return content_id("c", options, *contents, data_digest())


def _fingerprint(path: Path) -> str:
    """An overlay's name, by which readings refer to it, and the SHA-256 of its content."""
    return f"{path.name}:{hashlib.sha256(path.read_bytes()).hexdigest()}"


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
