"""Mail boxes and messages: own words, what is attached, and hostile messages."""

from __future__ import annotations

import hashlib
import time
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sayso.ingest.mail.text import join_flowed, own_words
from tests.ingest.pdfs import LEFT, column, pdf
from tests.ingest.reading import (
    STORY,
    documents,
    one_document,
    one_reject,
    read,
    read_bytes,
    rejects,
)

if TYPE_CHECKING:
    from pathlib import Path

HEADERS = {
    "Message-ID": "<17.harim@valley.example>",
    "From": "Valley Desk <desk@valley.example>",
    "To": "Readers <readers@valley.example>",
    "Date": "Wed, 03 Aug 2016 14:05:00 +0300",
    "Subject": "Re: Soldiers enter Harim",
}


RULE = "_" * 40
PASSED_ON = "---------- Forwarded message ---------\nFrom: Ann\nDate: Tue, 2 Aug\n\nOld.\n> x"
SIGNED = (
    "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n- -- dashes\nNew.\n"
    "-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----"
)


def message(text: str = STORY, **headers: str) -> EmailMessage:
    """A message with a plain text; headers by name, hyphens as underscores."""
    made = EmailMessage()
    for name, value in {**HEADERS, **{k.replace("_", "-"): v for k, v in headers.items()}}.items():
        made[name] = value
    made.set_content(text)
    return made


def box(*messages: EmailMessage) -> bytes:
    """A mail box as programs write it: "From " lines, those in texts escaped."""
    return b"".join(
        b"From desk@valley.example Wed Aug  3 14:05:00 2016\n"
        + bytes(m).replace(b"\nFrom ", b"\n>From ")
        + b"\n"
        for m in messages
    )


def test_a_message_gives_its_text_and_headers(tmp_path: Path) -> None:
    data = bytes(message(Content_Language="en"))
    document = one_document(read_bytes(tmp_path, "a.eml", data))
    assert document.text == STORY
    assert document.report == "17.harim@valley.example"
    assert document.title == "Soldiers enter Harim"
    assert document.publisher == "Valley Desk"
    assert document.published == "2016-08-03T14:05:00+03:00"
    assert document.media_type == "message/rfc822"
    assert document.sha256_bytes == hashlib.sha256(data).hexdigest()


def test_the_list_is_the_publisher_and_headers_are_decoded(tmp_path: Path) -> None:
    raw = (
        b"Message-ID: <1@x.example>\nFrom: =?utf-8?q?Caf=C3=A9_Desk?= <a@x.example>\n"
        b"Subject: =?iso-8859-1?Q?K=F6ln?= =?utf-8?B?IHRvZGF5?=\nDate: 3 Aug 2016 14:05 GMT\n"
        b"Archived-At: <https://x.example/1>\n\n" + STORY.encode()
    )
    document = one_document(read_bytes(tmp_path, "a.eml", raw))
    assert (document.title, document.publisher) == ("Köln today", "Café Desk")
    assert document.url == "https://x.example/1"
    listed = raw.replace(b"Message", b'List-Id: "Valley watch" <watch.x.example>\nMessage', 1)
    assert one_document(read_bytes(tmp_path, "b.eml", listed)).publisher == "Valley watch"
    bare = raw.replace(b"Message", b"List-Id: <watch.x.example>\nMessage", 1)
    assert one_document(read_bytes(tmp_path, "c.eml", bare)).publisher == "watch.x.example"


def test_a_box_gives_its_messages_in_order(tmp_path: Path) -> None:
    texts = [STORY, "From the north came\n\nFrom here on\n\nmore soldiers.", "A third one."]
    made = [message(text, Message_ID=f"<{n}@valley.example>") for n, text in enumerate(texts, 1)]
    for name in ("a.mbox", "Inbox"):
        found = documents(read_bytes(tmp_path, name, box(*made)))
        assert [d.text for d in found] == texts
        assert [d.report for d in found] == [f"{n}@valley.example" for n in (1, 2, 3)]
    with_returns = box(*made).replace(b"\n", b"\r\n")
    assert [d.text for d in documents(read_bytes(tmp_path, "b.mbox", with_returns))] == texts


def test_a_maildir_is_read_as_a_folder(tmp_path: Path) -> None:
    for n, name in enumerate(("cur/1461.M1P2.host:2,S", "new/1462.M3P4.host", "cur/1460.x,U=3")):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(bytes(message(f"{STORY} {n}", Message_ID=f"<{n}@valley.example>")))
    (tmp_path / "tmp").mkdir()
    found = documents(read(tmp_path))
    assert [d.media_type for d in found] == ["message/rfc822"] * 3
    assert {d.text[-1] for d in found} == set("012")


def test_a_message_of_apple_mail_is_read_without_what_follows_it(tmp_path: Path) -> None:
    raw = bytes(message())
    data = f"{len(raw)}      \n".encode() + raw + b'<?xml version="1.0"?><plist/>\n'
    assert one_document(read_bytes(tmp_path, "7.emlx", data)).text == STORY


def test_a_report_that_only_opens_like_a_message_is_text(tmp_path: Path) -> None:
    said = f"From: the ministry\nDate: 3 August 2016\nSubject: Harim\n\n{STORY}"
    document = one_document(read_bytes(tmp_path, "a.txt", said))
    assert document.media_type == "text/plain"
    assert document.text == said


def test_plain_text_is_preferred_and_html_is_cleaned(tmp_path: Path) -> None:
    both = message("The plain words.")
    both.add_alternative("<p>The <b>rich</b> words.</p>", subtype="html")
    assert one_document(read_bytes(tmp_path, "a.eml", bytes(both))).text == "The plain words."
    rich = message("")
    page = (
        "<html><head><style>p {color: red}</style></head><body><p>Soldiers entered<br>the town."
        "</p><div>They   left.</div><div class='gmail_signature'>Desk</div>"
        "<div class='gmail_quote'><div>On Tue, 2 Aug 2016 at 10:00 Ann wrote:</div>"
        "<blockquote>Is it true?</blockquote></div></body></html>"
    )
    rich.set_content(page, subtype="html")
    found = one_document(read_bytes(tmp_path, "b.eml", bytes(rich)))
    assert found.text == "Soldiers entered\nthe town.\n\nThey left."
    blank = message("\n")
    blank.add_alternative("<p>Only here.</p>", subtype="html")
    assert one_document(read_bytes(tmp_path, "c.eml", bytes(blank))).text == "Only here."


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ("New.\n\nOn Tue, 2 Aug 2016 at 10:00, Ann\n<ann@x.example> wrote:\n> Old.", "New."),
        ("We agree.\nOn 2 Aug 2016 Ann wrote:\n> Old.\n>> Older.\n\nMore.", "We agree.\n\nMore."),
        ("Neu.\n\nAm 2.8.2016 schrieb Ann:\n> Alt.", "Neu."),
        ("New.\n\n-----Original Message-----\nFrom: Ann\nSent: Tuesday\n\nOld.", "New."),
        (f"New.\n\n{RULE}\nFrom: Ann\nSent: Tuesday\nTo: Bo\n\nOld.", "New."),
        ("New.\n-- \nBo Desk\nValley", "New."),
        (f"New.\n\n{RULE}\nwatch list\nhttps://x.example", "New."),
        ("New.\n\nSent from my telephone", "New."),
        ("A line -- with dashes\n\n--- and more ---", "A line -- with dashes\n\n--- and more ---"),
        ("He wrote: we will stay.\nThey left.", "He wrote: we will stay.\nThey left."),
        ("> Only quoted.", ""),
        ("New.\n\nOn Tue, 2 Aug 2016 at 10:00 Ann wrote:\n", "New."),
        (f"See.\n\n{PASSED_ON}", f"See.\n\n{PASSED_ON}"),
        (
            "See.\n-- \nBo\n\nBegin forwarded message:\n\n> From: Ann\n> Date: Tue\n>\n> Old.",
            "See.\n\nBegin forwarded message:\n\nFrom: Ann\nDate: Tue\n\nOld.",
        ),
        (SIGNED, "-- dashes\nNew."),
    ],
)
def test_only_the_senders_own_words_are_kept(said: str, own: str) -> None:
    assert own_words(said, forward=False) == own


@pytest.mark.parametrize(
    "line",
    ["> a\n", "-----BEGIN PGP SIGNED MESSAGE-----\n", "wrote: ", "Forwarded message" + " " * 99],
)
def test_the_time_that_a_text_takes_grows_with_its_length(line: str) -> None:
    """Cleaned in quadratic time, a text of this kind would take minutes."""
    began = time.process_time()
    own_words(line * 20_000 + "x", forward=False)
    assert time.process_time() - began < 8


def test_only_the_beginning_of_a_subject_is_shortened(tmp_path: Path) -> None:
    data = bytes(message(Subject="Re: Fwd: AW: A note re: Harim"))
    assert one_document(read_bytes(tmp_path, "a.eml", data)).title == "A note re: Harim"


def test_a_message_passed_on_is_kept() -> None:
    said = "-----Original Message-----\nFrom: Ann\nSent: Tuesday\n\nOld."
    assert own_words(f"For you.\n\n{said}", forward=True) == f"For you.\n\n{said}"
    assert own_words(f"\n{said}", forward=False) == said


def test_flowed_text_is_joined() -> None:
    said = "Soldiers entered \nthe town.\n They left.\n> Is \n> it true?\n-- \nDesk"
    assert join_flowed(said, delete_space=False) == (
        "Soldiers entered the town.\nThey left.\n> Is it true?\n-- \nDesk"
    )
    assert join_flowed("Sol \ndiers", delete_space=True) == "Soldiers"


def with_attachments() -> EmailMessage:
    made = message()
    made.add_attachment("The text of a statement.", filename="statement.txt")
    made.add_attachment(
        f"<html><head><title>Page</title></head><body><article><p>{STORY}</p></article></body>"
        "</html>",
        subtype="html",
        filename="page.html",
    )
    made.add_attachment(
        pdf(column(LEFT)), maintype="application", subtype="octet-stream", filename="tarsin.pdf"
    )
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
    inner = message("The inner message.", Message_ID="<inner@valley.example>", Subject="Inner")
    made.add_attachment(inner)
    return made


def test_what_is_attached_is_read_by_itself(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, "a.eml", bytes(with_attachments()))
    own, text, page, paper, inner = documents(found)
    assert own.text == STORY
    assert text.text == "The text of a statement.\n"
    assert (text.report, text.title) == ("17.harim@valley.example#1", "statement.txt")
    assert text.publisher == "Valley Desk"
    assert text.published is None
    assert (page.report, page.media_type) == ("17.harim@valley.example#2", "text/html")
    assert page.text == STORY
    assert paper.text.startswith("The army said on Monday")
    assert paper.sha256_bytes == hashlib.sha256(pdf(column(LEFT))).hexdigest()
    assert (inner.report, inner.title) == ("inner@valley.example", "Inner")
    assert inner.published == "2016-08-03T14:05:00+03:00"
    image = one_reject(list(rejects(found)))
    assert image.report == "17.harim@valley.example#4"
    assert "map.png" in image.reason
    assert len({d.id for d in documents(found)}) == len({d.address for d in documents(found)}) == 5


def test_what_cannot_be_read_is_one_reject_and_the_next_message_is_read(tmp_path: Path) -> None:
    sealed = message(Message_ID="<sealed@x.example>")
    sealed.set_content(b"x", maintype="application", subtype="pkcs7-mime")
    quoting = message("> Is it true?", Message_ID="<quoting@x.example>")
    undated = message(Message_ID="<undated@x.example>", Date="")
    wrong = message(Message_ID="<wrong@x.example>")
    wrong.set_payload(b"K\xf6ln\n")
    wrong.set_param("charset", "utf-8")
    empty = message("", Message_ID="<empty@x.example>")
    data = box(sealed, quoting, undated, wrong, empty, message("Last."))
    found = read_bytes(tmp_path, "a.mbox", data.replace(b"Date:\n", b"Date: someday\n"))
    assert [d.text for d in documents(found)] == ["Last."]
    assert [(r.where, r.report) for r in rejects(found)] == [
        (n, f"{name}@x.example")
        for n, name in enumerate(("sealed", "quoting", "undated", "wrong", "empty"), 1)
    ]
    for reject, reason in zip(
        rejects(found), ("encrypted", "quotations", "someday", "not UTF-8", "empty"), strict=True
    ):
        assert reason in reject.reason
        assert reject.remedy


def nested(depth: int) -> bytes:
    """Parts in parts, each with its own boundary."""
    head = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth)
    )
    return f"Message-ID: <n@x.example>\nFrom: a@x.example\n{head}\nText.".encode()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (nested(20_000), "nests more than"),
        (b"From: a@x.example\n" + b"X-Flood: yes\n" * 60_000 + b"\nText.", "headers"),
        (b"From: a@x.example\nSubject: " + b"x" * 1_000_000 + b"\n\nText.", "headers"),
        (
            b'From: a@x.example\nContent-Type: multipart/mixed; boundary="b"\n\n'
            + b"--b\nContent-Type: image/png\n\nx\n" * 20_000,
            "more than 500 parts",
        ),
        (b"From: a@x.example\nContent-Type: text/plain; charset=utf-8\n\nA\0B", "NUL"),
        (b"\0" * 1000, "\x00"),
        (b"", "empty"),
    ],
)
def test_hostile_messages_end_in_a_reject(tmp_path: Path, raw: bytes, reason: str) -> None:
    reject = one_reject(read_bytes(tmp_path, "a.eml", raw))
    assert reason.replace("\x00", "") in reject.reason


def test_messages_in_messages_have_an_end(tmp_path: Path) -> None:
    raw = b"Message-ID: <0@x.example>\nFrom: a@x.example\n\nText."
    for n in range(1, 30):
        head = f"Message-ID: <{n}@x.example>\nFrom: a@x.example\nContent-Type: message/rfc822\n\n"
        raw = head.encode() + raw
    assert "deep" in one_reject(read_bytes(tmp_path, "a.eml", raw)).reason


def test_a_giant_message_is_one_reject_and_the_rest_of_the_box_is_read(tmp_path: Path) -> None:
    long_line = message("x", Message_ID="<long@x.example>")
    data = box(message("One.")) + box(long_line).replace(b"\nx\n", b"\n" + b"x" * 300_000 + b"\n")
    data += box(message("word\n" * 60_000)) + box(message("Last."))
    found = read_bytes(tmp_path, "a.mbox", data, max_bytes=200_000)
    assert [d.text for d in documents(found)] == ["One.", "Last."]
    assert [r.where for r in rejects(found)] == [2, 3]
    assert "max_bytes" in rejects(found)[0].remedy


def test_html_that_nests_without_end(tmp_path: Path) -> None:
    deep = message("")
    deep.set_content("<div>" * 50_000 + "Text." + "</div>" * 50_000, subtype="html")
    assert len(read_bytes(tmp_path, "a.eml", bytes(deep))) == 1


WHOLE = box(with_attachments())


@example(at=WHOLE.index(b"charset=") + 8, junk=b"\0")
@given(at=st.integers(0, len(WHOLE) - 1), junk=st.binary(min_size=1, max_size=20))
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damage_anywhere_ends_in_documents_or_rejects(
    tmp_path: Path, at: int, junk: bytes
) -> None:
    for data in (WHOLE[:at] + junk + WHOLE[at + len(junk) :], WHOLE[:at]):
        found = read_bytes(tmp_path, "a.mbox", data)
        assert found
        assert all(item.reason and item.remedy for item in rejects(found))
