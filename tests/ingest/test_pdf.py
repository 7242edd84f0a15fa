"""PDF: prose as a reader sees it, and files that are broken or hostile."""

from __future__ import annotations

import hashlib
import io
import zlib
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)
from reportlab.lib.utils import ImageReader

from sayso.ingest.pdf import reader
from sayso.ingest.pdf.layout import Line
from sayso.ingest.pdf.prose import prose
from tests.ingest.pdfs import LEFT, RIGHT, column, drawn, pdf
from tests.ingest.reading import documents, one_document, one_reject, read_bytes, rejects

if TYPE_CHECKING:
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas

FIRST = (
    "The army said on Monday that its guns had shelled the village of Tarsin, killing four "
    "people, among them a teacher. A spokesman for the rebels denied it and said that the "
    "village was empty."
)
SECOND = (
    "In the north a convoy of lorries was stopped at the bridge by gunmen who took three "
    "drivers away, police said. They were freed on Tuesday after talks between elders and the "
    "gunmen."
)
XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" xmp:CreateDate="2020-01-02">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Weekly bulletin</rdf:li></rdf:Alt></dc:title>
<dc:publisher><rdf:Bag><rdf:li>Valley Monitor</rdf:li></rdf:Bag></dc:publisher>
{issued}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def text_of(folder: Path, data: bytes) -> str:
    return one_document(read_bytes(folder, "a.pdf", data)).text


def changed(data: bytes, xmp: str | None = None, password: tuple[str, str] | None = None) -> bytes:
    """The file with XMP metadata, or encrypted with a user's and an owner's password."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    if xmp is not None:
        stream = DecodedStreamObject()
        stream.set_data(xmp.encode())
        stream[NameObject("/Type")] = NameObject("/Metadata")
        writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)
    if password is not None:
        writer.encrypt(*password, algorithm="AES-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_content(data: bytes, content: bytes) -> bytes:
    """The file with other drawing operations on its first page, packed."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    stream = StreamObject()
    stream._data = zlib.compress(content, 9)
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_gives_its_prose_and_its_provenance(tmp_path: Path) -> None:
    data = pdf(column(LEFT), title="Shells on Tarsin")
    document = one_document(read_bytes(tmp_path, "a.pdf", data))
    assert document.text == FIRST
    assert document.title == "Shells on Tarsin"
    assert document.media_type == "application/pdf"
    assert document.report == (tmp_path / "a.pdf").as_posix()
    assert document.sha256_bytes == hashlib.sha256(data).hexdigest()
    assert document.published is None


def test_a_pdf_is_known_by_its_bytes(tmp_path: Path) -> None:
    data = pdf(column(LEFT))
    assert one_document(read_bytes(tmp_path, "unnamed", data)).text == FIRST
    assert one_document(read_bytes(tmp_path, "a.txt", data)).media_type == "application/pdf"


def test_columns_are_read_one_after_the_other_however_they_are_drawn(tmp_path: Path) -> None:
    left, right = column(LEFT), column(RIGHT, x=310)
    head = (60, 770, "A headline over both columns of the page")
    for rows in (left + right, list(chain.from_iterable(zip(left, right, strict=True)))):
        text = text_of(tmp_path, pdf([head, *rows]))
        assert text == f"{head[2]}\n\n{FIRST}\n\n{SECOND}"


def test_three_columns_under_a_line_across_them(tmp_path: Path) -> None:
    short = [" ".join(line.split()[:4]) + "," for line in LEFT]
    columns = [column(short, x=x) for x in (40, 230, 420)]
    across = (40, 800, "The week in the valley, as our three correspondents there have seen it.")
    rows = [across, *chain.from_iterable(zip(*columns, strict=True))]
    text = text_of(tmp_path, pdf(rows))
    assert text.count(" ".join(short)) == 3


def test_a_table_stays_in_its_rows(tmp_path: Path) -> None:
    cells = [("Date", "Place"), *((f"{n} May", "Tarsin") for n in range(1, 6))]
    rows = [
        (x, 740 - 12 * n, w)
        for n, row in enumerate(cells)
        for x, w in zip((60, 200), row, strict=True)
    ]
    text = text_of(tmp_path, pdf(rows))
    assert "1 May Tarsin" in text
    assert "5 May Tarsin" in text


def test_paragraphs_by_gap_indent_size_bullet_and_short_line(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        sheet.setFont("Times-Bold", 16)
        sheet.drawString(60, 780, "Night of shelling")
        sheet.setFont("Times-Roman", 10)
        rows = [
            (60, 750, "The town was shelled all night, people who had fled from it"),
            (60, 738, "told us that a school was hit."),
            (60, 726, "The governor said that nobody had been hurt there at all, and"),
            (60, 714, "that the school had been empty for more than a year by then."),
            (75, 702, "A doctor in the hospital said that she had treated five men,"),
            (60, 690, "two of them soldiers, and that one man had died on the way to it"),
            (60, 660, "Elsewhere the night was quiet, according to the observers who"),
            (60, 648, "counted:"),
            (60, 636, "• two shots near the bridge"),
            (60, 624, "• one shell on the road to the south of the town, which did not"),
            (70, 612, "explode"),
        ]
        for x, y, words in rows:
            sheet.drawString(x, y, words)

    title, first, second, third, *rest = text_of(tmp_path, drawn([draw])).split("\n\n")
    assert title == "Night of shelling"
    assert first.endswith("who had fled from it told us that a school was hit.")
    assert second.startswith("The governor said that nobody")
    assert third.endswith("two of them soldiers, and that one man had died on the way to it")
    assert rest == [
        "Elsewhere the night was quiet, according to the observers who counted:",
        "• two shots near the bridge",
        "• one shell on the road to the south of the town, which did not explode",
    ]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["They were kill-", "ed on Monday."], "They were killed on Monday."),
        (["The pro-", "government side"], "The pro-government side"),
        (["The Franco-", "German force"], "The Franco-German force"),
        (["A T-", "72 tank"], "A T-72 tank"),
        (["A cease-fire and a cease-", "fire"], "A cease-fire and a cease-fire"),
        (["A ceasefire and a cease-", "fire"], "A ceasefire and a ceasefire"),
        (["It came – said", "he – late"], "It came – said he – late"),
        (["He left -", "alone"], "He left - alone"),
    ],
)
def test_hyphens_at_line_ends(tmp_path: Path, lines: list[str], text: str) -> None:
    assert text_of(tmp_path, pdf(column(lines))) == text


def test_ligatures_and_soft_hyphens_become_letters() -> None:

    page = [
        Line(x=60, y=700, size=10, text="The ﬁghters left the oﬃce af\N{SOFT HYPHEN}"),
        Line(x=60, y=688, size=10, text="ter the ﬂood."),
    ]
    assert prose([page]) == "The fighters left the office after the flood."


def test_heads_feet_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    pages = [
        [
            (60, 810, "Valley Monitor"),
            (400, 810, f"Issue {n}"),
            *column([f"On day {n} shells fell on house number {n}."]),
            (290, 30, f"Page {n} of 4"),
        ]
        for n in range(1, 5)
    ]
    text = text_of(tmp_path, pdf(*pages))
    assert text.split("\n\n") == [
        f"On day {n} shells fell on house number {n}." for n in range(1, 5)
    ]
    alone = pdf([*column(LEFT), (290, 30, "- 7 -")])
    assert text_of(tmp_path, alone) == FIRST


def test_a_year_in_the_text_is_no_page_number(tmp_path: Path) -> None:
    text = text_of(tmp_path, pdf([*column(LEFT), (60, 300, "It was the year 2013")]))
    assert text.endswith("It was the year 2013")


def test_pages_are_set_apart_but_for_a_sentence_that_runs_on(tmp_path: Path) -> None:
    apart = pdf(column(LEFT), column(RIGHT))
    assert text_of(tmp_path, apart) == f"{FIRST}\n\n{SECOND}"
    runs_on = pdf(column(["Shells fell on the mar-"]), column(["ket, and four people", "died."]))
    assert text_of(tmp_path, runs_on) == "Shells fell on the market, and four people died."


def test_the_date_of_making_is_not_the_date_of_publication(tmp_path: Path) -> None:
    data = pdf(column(LEFT), title="Microsoft Word - bulletin.doc")
    made = one_document(read_bytes(tmp_path, "a.pdf", changed(data, XMP.format(issued=""))))
    assert (made.title, made.publisher, made.published) == (
        "Weekly bulletin",
        "Valley Monitor",
        None,
    )
    issued = XMP.format(issued="<prism:publicationDate>2016-08-03</prism:publicationDate>")
    document = one_document(read_bytes(tmp_path, "a.pdf", changed(data, issued)))
    assert document.published == "2016-08-03"
    assert one_document(read_bytes(tmp_path, "a.pdf", data)).title is None


@pytest.mark.parametrize("xmp", ["<broken", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "\0"])
def test_broken_metadata_do_not_lose_the_text(tmp_path: Path, xmp: str) -> None:
    assert text_of(tmp_path, changed(pdf(column(LEFT)), xmp)) == FIRST


def test_a_password_is_asked_for_only_where_there_is_one(tmp_path: Path) -> None:
    data = pdf(column(LEFT))
    assert text_of(tmp_path, changed(data, password=("", "owner"))) == FIRST
    reject = one_reject(read_bytes(tmp_path, "a.pdf", changed(data, password=("secret", "owner"))))
    assert "password" in reject.reason
    assert "qpdf --decrypt" in reject.remedy


def scan(sheet: Canvas) -> None:

    sheet.drawImage(ImageReader(Image.new("L", (8, 8))), 0, 0, 500, 800)


def test_images_without_a_text_layer(tmp_path: Path) -> None:
    reject = one_reject(read_bytes(tmp_path, "a.pdf", drawn([scan, scan])))
    assert "no text layer" in reject.reason
    assert "ocrmypdf" in reject.remedy

    def draw(sheet: Canvas) -> None:
        sheet.drawString(60, 700, "Shells fell on Tarsin.")

    found = read_bytes(tmp_path, "a.pdf", drawn([draw, scan, draw, scan]))
    assert documents(found)[0].text == "Shells fell on Tarsin.\n\nShells fell on Tarsin."
    assert rejects(found)[0].where == 2
    assert "2, 4" in rejects(found)[0].reason
    cover = read_bytes(tmp_path, "a.pdf", drawn([scan, draw]))
    assert one_document(cover).text == "Shells fell on Tarsin."
    assert "no text" in one_reject(read_bytes(tmp_path, "a.pdf", drawn([lambda _: None]))).reason


def test_a_lost_table_of_contents_is_found_again(tmp_path: Path) -> None:
    data = pdf(column(LEFT))
    at = data.rindex(b"startxref")
    assert text_of(tmp_path, data[:at] + b"startxref\n7\n%%EOF") == FIRST


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.4\n", b"%PDF-1.7\n%%EOF", b"%PDF-" + b"\0" * 5000, b"%PDF-1.4\n" + b"<<" * 9999],
)
def test_files_that_are_no_pdf_inside_are_rejected(tmp_path: Path, data: bytes) -> None:
    reject = one_reject(read_bytes(tmp_path, "a.pdf", data))
    assert "PDF" in reject.reason


def test_a_stream_that_unfolds_without_end_is_rejected(tmp_path: Path) -> None:
    bomb = with_content(pdf(column(LEFT)), b" " * 120_000_000)
    assert len(bomb) < 200_000
    assert "unfolds" in one_reject(read_bytes(tmp_path, "a.pdf", bomb)).reason


def test_too_many_drawing_operations_are_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_MOST_STEPS", 2_000)
    busy = with_content(pdf(column(LEFT)), b"q Q " * 2_000)
    assert "unfolds" in one_reject(read_bytes(tmp_path, "a.pdf", busy)).reason


def test_a_broken_page_does_not_lose_the_others(tmp_path: Path) -> None:
    data = with_content(pdf(column(RIGHT), column(LEFT)), b"\0" * 80_000_000)
    found = read_bytes(tmp_path, "a.pdf", data)
    assert documents(found)[0].text == FIRST
    assert rejects(found)[0].where == 1
    assert "could not be read: 1;" in rejects(found)[0].reason


def test_too_many_pages_and_too_much_text_are_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = pdf(*[column(LEFT)] * 12)
    long = one_reject(read_bytes(tmp_path, "a.pdf", data, max_characters=400))
    assert "max_characters" in long.reason
    assert "page 3 of 12" in long.reason
    monkeypatch.setattr(reader, "MOST_PAGES", 10)
    assert "12 pages; the limit is 10" in one_reject(read_bytes(tmp_path, "b.pdf", data)).reason


def test_a_page_that_draws_itself_is_no_endless_loop(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(pdf(column(LEFT))))
    form = DecodedStreamObject()
    form.set_data(b"/F Do")
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    page = writer.pages[0]
    form[NameObject("/Resources")] = page["/Resources"]
    place = writer._add_object(form)
    resources = page["/Resources"]
    assert isinstance(resources, DictionaryObject)
    resources[NameObject("/XObject")] = DictionaryObject({NameObject("/F"): place})
    out = io.BytesIO()
    writer.write(out)
    looped = with_content(out.getvalue(), b"/F Do")
    assert PdfReader(io.BytesIO(looped)).pages
    assert one_reject(read_bytes(tmp_path, "a.pdf", looped))


def test_scripts_are_not_looked_at(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(pdf(column(LEFT))))
    script = DictionaryObject()
    script[NameObject("/S")] = NameObject("/JavaScript")
    script[NameObject("/JS")] = TextStringObject("app.alert('The army shelled Tarsin.');")
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(script)
    out = io.BytesIO()
    writer.write(out)
    assert text_of(tmp_path, out.getvalue()) == FIRST


WHOLE = pdf(column(LEFT), column(RIGHT))


@given(at=st.integers(9, len(WHOLE) - 1), junk=st.binary(min_size=1, max_size=30))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damage_anywhere_ends_in_a_document_or_a_reject(
    tmp_path: Path, at: int, junk: bytes
) -> None:
    data = WHOLE[:at] + junk + WHOLE[at + len(junk) :]
    for damaged in (data, WHOLE[:at]):
        found = read_bytes(tmp_path, "a.pdf", damaged)
        assert len(documents(found)) <= 1
        assert len(rejects(found)) <= 1
        assert found
