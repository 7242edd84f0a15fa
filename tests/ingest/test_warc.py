"""Web archives: WARC, WARC packed by gzip record by record, and WACZ."""

from __future__ import annotations

import gzip
import io
import os
import tracemalloc
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

import brotli
import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso.ingest.archives import warc
from tests.ingest.reading import (
    STORY,
    documents,
    one_document,
    one_reject,
    read_bytes,
    rejects,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def page(text: str = STORY, head: str = "") -> bytes:
    return (
        f"<html><head><title>Harim</title>{head}</head>"
        f"<body><nav><a href='/'>Home</a></nav><article><p>{text}</p></article></body></html>"
    ).encode()


class Crawl:
    """A WARC file as a crawler writes it."""

    def __init__(self, *, packed: bool = True) -> None:
        self.out = io.BytesIO()
        self.writer = WARCWriter(self.out, gzip=packed)
        self.add_info()

    def add_info(self) -> None:
        kind = "application/warc-fields"
        self.add("urn:info", b"software: a crawler", kind=kind, record="warcinfo")

    def _write(self, record: Any) -> None:
        self.writer.write_record(record)
        record.raw_stream.close()
        getattr(record, "_orig_stream", record.raw_stream).close()

    def add(
        self,
        url: str,
        body: bytes,
        *,
        kind: str | None = "text/html",
        status: str = "200 OK",
        record: str = "response",
        http: tuple[tuple[str, str], ...] = (),
        **fields: str,
    ) -> None:
        fields_http = [*([("Content-Type", kind)] if kind else []), *http]
        headers = StatusAndHeaders(status, fields_http, protocol="HTTP/1.1")
        is_http = record in {"response", "revisit"}
        self._write(
            self.writer.create_warc_record(
                url,
                record,
                payload=io.BytesIO(body),
                http_headers=headers if is_http else None,
                warc_content_type=(
                    "application/http; msgtype=response" if is_http else kind or ""
                ),
                warc_headers_dict={name.replace("_", "-"): said for name, said in fields.items()},
            )
        )

    def add_request(self, url: str) -> None:
        headers = StatusAndHeaders("GET / HTTP/1.1", [("Host", "a.example")], is_http_request=True)
        self._write(self.writer.create_warc_record(url, "request", http_headers=headers))

    def bytes(self) -> bytes:
        return self.out.getvalue()


@pytest.mark.parametrize("name", ["c.warc", "c.warc.gz", "unnamed"])
def test_pages_that_were_fetched_with_success_are_read(tmp_path: Path, name: str) -> None:
    crawl = Crawl(packed=name != "c.warc")
    date = '<meta property="article:published_time" content="2016-08-03T14:05:00+03:00">'
    crawl.add_request("https://a.example/1")
    crawl.add(
        "https://a.example/1",
        page(head=date),
        WARC_Record_ID="<urn:uuid:0f0e>",
        WARC_Date="2024-01-01T00:00:00Z",
    )
    crawl.add("https://a.example/gone", page(), status="404 Not Found")
    crawl.add("https://a.example/moved", b"", status="301 Moved Permanently")
    crawl.add("https://a.example/part", page(), status="206 Partial Content")
    crawl.add("https://a.example/x.png", b"\x89PNG", kind="image/png")
    crawl.add("https://a.example/1", b"", record="revisit")
    crawl.add("https://a.example/robots.txt", b"User-agent: *", kind="text/plain")
    crawl.add("urn:text:https://a.example/1", b"Home Harim", kind="text/plain", record="resource")
    crawl.add("https://a.example/1", b"{}", kind="application/json", record="metadata")
    crawl.add("https://a.example/2", STORY.encode(), kind="text/plain; charset=utf-8")
    crawl.add("https://a.example/3", page(), kind="text/html", record="resource")
    crawl.add("https://a.example/2017/02/03/x", page(), kind=None)
    found = read_bytes(tmp_path, name, crawl.bytes())
    assert not rejects(found)
    first, plain, resource, dated = documents(found)
    assert {d.text for d in documents(found)} == {STORY}
    assert first.url == first.address == "https://a.example/1"
    assert first.report == "urn:uuid:0f0e"
    assert first.published == "2016-08-03T14:05:00+03:00"
    assert first.media_type == "text/html"
    assert plain.media_type == "text/plain"
    assert plain.published is None
    assert resource.url == "https://a.example/3"
    assert dated.published == "2017-02-03"


def test_the_charset_of_http_is_honoured(tmp_path: Path) -> None:
    crawl = Crawl()
    text = "Солдаты вошли в город до рассвета, сказали жители. " * 4
    body = page(text).decode().encode("windows-1251")
    crawl.add("https://a.example/1", body, kind='text/html; charset="windows-1251"')
    crawl.add("https://a.example/2", body)
    found = read_bytes(tmp_path, "c.warc.gz", crawl.bytes())
    assert documents(found)[0].text == text.strip()
    assert "not UTF-8" in rejects(found)[0].reason
    assert rejects(found)[0].report == "https://a.example/2"


def _deflate(data: bytes) -> bytes:
    member = zlib.compressobj(wbits=-15)
    return member.compress(data) + member.flush()


def _same(data: bytes) -> bytes:
    return data


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("gzip", _same),
        ("br", brotli.compress),
        ("br", _same),
        ("deflate", zlib.compress),
        ("deflate", _deflate),
        ("zstd", zstandard.compress),
        ("identity", _same),
    ],
)
@pytest.mark.parametrize("chunked", [True, False])
def test_codings_are_undone(
    tmp_path: Path, coding: str, pack: Callable[[bytes], bytes], *, chunked: bool
) -> None:
    body = pack(page())
    http = [("Content-Encoding", coding)]
    if chunked:
        http.append(("Transfer-Encoding", "chunked"))
        parts = [body[n : n + 50] for n in range(0, len(body), 50)]
        body = b"".join(f"{len(p):x}\r\n".encode() + p + b"\r\n" for p in parts) + b"0\r\n\r\n"
    crawl = Crawl()
    crawl.add("https://a.example/1", body, http=tuple(http))
    assert one_document(read_bytes(tmp_path, "c.warc.gz", crawl.bytes())).text == STORY


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("br", brotli.compress), ("deflate", zlib.compress)],
)
def test_a_long_page_is_unpacked_to_its_end(
    tmp_path: Path, coding: str, pack: Callable[[bytes], bytes]
) -> None:
    text = f"{STORY} " * 4_000
    crawl = Crawl()
    http = (("Content-Encoding", coding),)
    crawl.add("https://a.example/1", pack(text.encode()), kind="text/plain", http=http)
    found = one_document(read_bytes(tmp_path, "c.warc.gz", crawl.bytes()))
    assert found.text.strip() == text.strip()


def test_brotli_that_is_cut_off_is_rejected(tmp_path: Path) -> None:
    packed = brotli.compress(os.urandom(9_000).hex().encode())
    crawl = Crawl()
    http = (("Content-Encoding", "br"),)
    crawl.add("https://a.example/1", packed[:5_000], kind="text/plain", http=http)
    reject = one_reject(read_bytes(tmp_path, "c.warc.gz", crawl.bytes()))
    assert "too early" in reject.reason


def test_a_coding_that_is_not_known_is_rejected(tmp_path: Path) -> None:
    crawl = Crawl()
    crawl.add("https://a.example/1", page(), http=(("Content-Encoding", "compress"),))
    assert "compress" in one_reject(read_bytes(tmp_path, "c.warc.gz", crawl.bytes())).reason


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate", "zstd"])
def test_a_bomb_in_a_page_is_rejected_and_the_next_is_read(
    tmp_path: Path, coding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.ingest.archives.warc.MAX_RECORD", 1 << 20)
    pack = {
        "gzip": gzip.compress,
        "br": brotli.compress,
        "deflate": zlib.compress,
        "zstd": zstandard.compress,
    }[coding]
    bomb = pack(b"<p>" * (1 << 24))
    crawl = Crawl()
    crawl.add("https://a.example/1", bomb, http=(("Content-Encoding", coding),))
    crawl.add("https://a.example/2", page())
    data = crawl.bytes()
    tracemalloc.start()
    found = read_bytes(tmp_path, "c.warc.gz", data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "larger than the limit" in rejects(found)[0].reason
    assert len(documents(found)) == 1
    assert peak < 40_000_000


def test_bombs_in_many_pages_are_counted_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.ingest.archives.packing.FREE", 1 << 22)
    crawl = Crawl()
    for number in range(12):
        bomb = brotli.compress(b"0" * (1 << 20))
        http = (("Content-Encoding", "br"),)
        crawl.add(f"https://a.example/{number}", bomb, kind="text/plain", http=http)
    crawl.add("https://a.example/last", STORY.encode(), kind="text/plain")
    found = read_bytes(tmp_path, "c.warc.gz", crawl.bytes(), language="en")
    assert sum("bomb" in reject.reason for reject in rejects(found)) > 5
    assert documents(found)[-1].url == "https://a.example/last"


def test_a_page_without_article_and_an_empty_one_are_rejected_by_number(tmp_path: Path) -> None:
    crawl = Crawl()
    crawl.add("https://a.example/1", b"<html><body><nav>Home</nav></body></html>")
    crawl.add("https://a.example/2", b"")
    crawl.add("https://a.example/3", page())
    found = read_bytes(tmp_path, "c.warc.gz", crawl.bytes())
    assert [r.where for r in rejects(found)] == [2, 3]
    assert [r.report for r in rejects(found)] == ["https://a.example/1", "https://a.example/2"]
    assert documents(found)[0].url == "https://a.example/3"


def three() -> Crawl:
    crawl = Crawl(packed=False)
    for number in range(1, 4):
        crawl.add(f"https://a.example/{number}", page(f"{STORY} Number {number}."))
    return crawl


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"WARC/1.0", b"WORC/1.0"),
        (b"Content-Length", b"Content-Longth"),
        (b"WARC/1.0\r\n", b"WARC/1.0\r\n" + b"X-A: b\r\n" * 60_000),
        (b"\r\n\r\nHTTP", b"\r\nContent-Type: x/y" + b"z" * 70_000 + b"HTTP"),
    ],
)
def test_a_broken_record_is_one_reject_and_the_next_is_read(
    tmp_path: Path, old: bytes, new: bytes
) -> None:
    data = three().bytes()
    at = data.index(b"WARC/1.0", data.index(b"a.example/1") + 10)
    found = read_bytes(tmp_path, "c.warc", data[:at] + data[at:].replace(old, new, 1))
    assert [d.url for d in documents(found)] == ["https://a.example/1", "https://a.example/3"]
    assert "broken" in rejects(found)[0].reason
    assert len(rejects(found)) == 1
    assert rejects(found)[0].where == 3


@pytest.mark.parametrize("by", [-20, 20, 900, 9_000])
def test_a_record_with_a_wrong_length_does_not_swallow_the_next(tmp_path: Path, by: int) -> None:
    data = three().bytes()
    at = data.index(b"Content-Length: ", data.index(b"a.example/2") - 300) + 16
    end = data.index(b"\r", at)
    wrong = str(int(data[at:end]) + by).encode()
    found = read_bytes(tmp_path, "c.warc", data[:at] + wrong + data[end:])
    assert "https://a.example/3" in [d.url for d in documents(found)]
    assert "https://a.example/1" in [d.url for d in documents(found)]
    assert "broken" in rejects(found)[0].reason


@pytest.mark.parametrize("keep", [0.35, 0.6, 0.9])
@pytest.mark.parametrize("packed", [True, False])
def test_a_file_that_is_cut_off_keeps_what_comes_before(
    tmp_path: Path, keep: float, *, packed: bool
) -> None:
    crawl = Crawl(packed=packed)
    for number in range(20):
        crawl.add(f"https://a.example/{number}", page(f"{STORY} {os.urandom(200).hex()}"))
    data = crawl.bytes()
    found = read_bytes(tmp_path, "c.warc.gz", data[: int(len(data) * keep)], language="en")
    kept = documents(found)
    assert abs(len(kept) - 20 * keep) < 3
    assert len(found) == len(kept) + 1
    assert "too early" in rejects(found)[0].reason or "ends inside" in rejects(found)[0].reason
    assert rejects(found)[0].where in {len(kept) + 2, len(kept) + 1}


@pytest.mark.parametrize("at", [2, 30, 150, -4])
def test_a_damaged_gzip_member_is_one_reject_and_the_next_is_read(tmp_path: Path, at: int) -> None:
    crawl, ends = Crawl(), list[int]()
    for number in range(4):
        crawl.add(f"https://a.example/{number}", page(f"{STORY} {os.urandom(200).hex()}"))
        ends.append(crawl.out.tell())
    data = bytearray(crawl.bytes())
    spot = (ends[0] if at > 0 else ends[1]) + at
    data[spot : spot + 3] = b"\xff\xff\xff"
    found = read_bytes(tmp_path, "c.warc.gz", bytes(data), language="en")
    urls = [d.url for d in documents(found)]
    assert [url for url in urls if url != "https://a.example/1"] == [
        f"https://a.example/{number}" for number in (0, 2, 3)
    ]
    assert len(rejects(found)) == 1


def test_a_large_page_is_passed_over_without_being_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc, "MAX_RECORD", 5_000)
    crawl = Crawl()
    crawl.add("https://a.example/1", page("x" * 60_000_000))
    crawl.add("https://a.example/2", page())
    data = crawl.bytes()
    tracemalloc.start()
    found = read_bytes(tmp_path, "c.warc.gz", data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "limit is 5,000" in rejects(found)[0].reason
    assert len(documents(found)) == 1
    assert peak < 22_000_000


def test_a_line_without_end_is_not_held(tmp_path: Path) -> None:
    data = b"WARC/1.0\r\nContent-Type: " + b"x" * 60_000_000 + b"\r\n" + three().bytes()
    tracemalloc.start()
    found = read_bytes(tmp_path, "c.warc", data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(documents(found)) == 3
    assert "no end" in rejects(found)[0].reason
    assert peak < 22_000_000


def test_an_archive_without_pages_says_so(tmp_path: Path) -> None:
    crawl = Crawl()
    crawl.add("https://a.example/1", STORY.encode(), kind="text/plain", record="conversion")
    assert "no page" in one_reject(read_bytes(tmp_path, "c.warc.gz", crawl.bytes())).reason


def test_a_page_that_the_crawler_cut_off_says_so(tmp_path: Path) -> None:
    crawl = Crawl()
    crawl.add("https://a.example/1", page(), WARC_Truncated="length")
    found = one_document(read_bytes(tmp_path, "c.warc.gz", crawl.bytes()))
    assert found.media_type == "text/html; truncated"


def test_of_a_wacz_the_web_archives_alone_are_read(tmp_path: Path) -> None:
    crawl = Crawl()
    crawl.add("https://a.example/1", page())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", '{"profile": "data-package"}')
        archive.writestr("pages/pages.jsonl", '{"id": "p", "text": "Home Harim"}\n')
        archive.writestr("indexes/index.cdx", "com,a)/ 2024 {}")
        archive.writestr("archive/rec.warc.gz", crawl.bytes())
    found = one_document(read_bytes(tmp_path, "c.wacz", out.getvalue()))
    assert found.text == STORY
    assert found.url == "https://a.example/1"
