"""Files packed or nested, damaged at random: documents and rejects, never a crash."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ingest.reading import STORY, read_bytes
from tests.ingest.test_archives import tarred, zipped
from tests.ingest.test_feeds import ATOM, RDF, RSS
from tests.ingest.test_warc import Crawl

if TYPE_CHECKING:
    from pathlib import Path


def crawl(*, packed: bool) -> bytes:
    made = Crawl(packed=packed)
    for number in range(3):
        made.add(f"https://a.example/{number}", STORY.encode(), kind="text/plain")
    return made.bytes()


FILES = {
    "f.rss": RSS.encode(),
    "f.rdf": RDF.encode(),
    "f.atom": ATOM.encode(),
    "c.warc": crawl(packed=False),
    "c.warc.gz": crawl(packed=True),
    "a.zip": zipped([("a.txt", STORY), ("b.jsonl.gz", gzip.compress(b'{"text": "x"}\n'))]),
    "a.tar": tarred([("a.txt", STORY), ("b.txt", STORY)]),
    "a.tar.xz": tarred([("a.txt", STORY), ("b.txt", STORY)], "w:xz"),
    "a.tar.bz2": tarred([("a.txt", STORY), ("b.txt", STORY)], "w:bz2"),
}


@pytest.mark.parametrize("name", FILES)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_damaged_file_gives_documents_and_rejects(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    damaged = bytearray(FILES[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged)))
        gone = data.draw(st.sampled_from([0, 1, 2, 8, 40, 600]))
        damaged[at : at + gone] = data.draw(st.binary(max_size=8))
    found = read_bytes(tmp_path, name, bytes(damaged), language="en")
    assert found
    assert [item.id for item in found] == [
        item.id for item in read_bytes(tmp_path, name, bytes(damaged), language="en")
    ]


def test_a_file_without_a_name_in_a_zip_is_a_reject_of_its_own(tmp_path: Path) -> None:
    nameless = FILES["a.zip"].replace(b"a.txt", b"\x00.txt")
    found = read_bytes(tmp_path, "a.zip", nameless, language="en")
    assert [type(item).__name__ for item in found] == ["Reject", "Document"]
