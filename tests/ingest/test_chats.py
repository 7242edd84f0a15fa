"""Exports of chats: Telegram, WhatsApp, Slack; and hostile ones."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ingest.reading import STORY, documents, one_reject, read_bytes, rejects

if TYPE_CHECKING:
    from pathlib import Path


def post(number: int, text: Any = STORY, **said: Any) -> dict[str, Any]:
    return {
        "id": number, "type": "message", "date": "2016-08-03T17:05:00",
        "date_unixtime": "1470233100", "from": "Ann", "from_id": "user1", "text": text, **said,
    }  # fmt: skip


def chat(*messages: dict[str, Any], kind: str = "public_channel") -> dict[str, Any]:
    return {"name": "Valley “Watch”", "type": kind, "id": 1234567, "messages": list(messages)}


def telegram(folder: Path, export: Any, **options: Any) -> list[Any]:
    return read_bytes(folder, "result.json", json.dumps(export, indent=1), **options)


def test_a_channel_gives_its_messages(tmp_path: Path) -> None:
    parts = [{"type": "bold", "text": "Soldiers"}, " entered ", {"type": "link", "text": "Harim"}]
    export = chat(
        {"id": 1, "type": "service", "action": "create_channel", "text": ""},
        post(2, parts),
        post(3, edited="2016-08-05T10:00:00", reply_to_message_id=2),
        post(4, forwarded_from="Another channel"),
    )
    found = documents(telegram(tmp_path, export))
    assert [d.text for d in found] == ["Soldiers entered Harim", STORY, STORY]
    assert [d.report for d in found] == ["1234567/2", "1234567/3", "1234567/4"]
    assert {d.publisher for d in found} == {"Valley “Watch”"}
    assert {d.published for d in found} == {"2016-08-03T14:05:00+00:00"}
    assert [d.title for d in found] == [None, None, "Forwarded from Another channel"]
    assert found[0].url == "https://t.me/c/1234567/2"
    raw = json.dumps(export["messages"][2], indent=1).replace("\n", "\n  ")
    assert found[1].sha256_bytes == hashlib.sha256(raw.encode()).hexdigest()


def test_an_export_of_all_chats(tmp_path: Path) -> None:
    export = {
        "about": "Here is the data.",
        "personal_information": {"user_id": 7},
        "contacts": {"list": [{"name": "x" * 20_000}]},
        "chats": {"about": "", "list": [chat(post(1)), chat(post(1), kind="private_group")]},
        "left_chats": {"list": [chat(post(9, from_id=None), kind="personal_chat")]},
    }
    found = documents(telegram(tmp_path, export))
    assert [d.publisher for d in found] == ["Valley “Watch”", "Ann", "Ann"]
    assert found[1].url is None
    assert len({d.id for d in found}) == 3


def test_bad_messages_are_rejects_and_wordless_ones_are_counted(tmp_path: Path) -> None:
    photo = post(2, "", photo="photos/1.jpg")
    caption = post(3, "Smoke over Harim.", photo="photos/2.jpg")
    export = chat(
        post(1), photo, caption, post(4, {"no": "text"}), {"text": STORY}, photo,
        post(7, "A\0B"), post(8, date_unixtime=None, date="2016-08-03T17:05:00"),
    )  # fmt: skip
    found = telegram(tmp_path, export)
    assert [d.report for d in documents(found)] == ["1234567/1", "1234567/3", "1234567/8"]
    assert documents(found)[2].published == "2016-08-03T17:05:00"
    assert [r.where for r in rejects(found)] == [4, 5, 7, 2]
    assert "without words: 2" in rejects(found)[-1].reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (json.dumps(chat(post(1)))[:-30], "cannot be read"),
        (json.dumps(chat()), "no message"),
        (json.dumps(chat(post(1)))[:-2] + ', {"text": ' + "[" * 100_000, "cannot be read"),
        (json.dumps(chat({"id": 1, "type": "service"})), "no message"),
        (
            '{"name": "a", "type": "channel", "id": 1, "messages": [{"id": 1, "text": '
            + "[" * 500 + "]" * 500 + "}]}",
            "as Telegram writes it",
        ),
    ],
)  # fmt: skip
def test_broken_and_hostile_exports_end_in_a_reject(
    tmp_path: Path, data: str, reason: str
) -> None:
    assert reason in one_reject(read_bytes(tmp_path, "result.json", data)).reason


def test_other_json_with_messages_is_no_chat(tmp_path: Path) -> None:
    said = json.dumps({"text": STORY, "messages": []})
    assert documents(read_bytes(tmp_path, "a.json", said))[0].media_type == "application/json"


PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head>
<body onload="CheckLocation();"><div class="page_wrap"><div class="page_header"><div
class="content"><div class="text bold">Valley Watch</div></div></div><div class="page_body
chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">3 August 2016</div></div>
<div class="message default clearfix" id="message10"><div class="body"><div class="pull_right
date details" title="03.08.2016 17:05:00 UTC+03:00">17:05</div><div class="from_name">Ann</div>
<div class="text">Soldiers entered <strong>Harim</strong>.<br>They left.</div></div></div>
<div class="message default clearfix joined" id="message11"><div class="body"><div
class="pull_right date details" title="03.08.2016 17:06:00">17:06</div><div class="forwarded
body"><div class="from_name">North Desk <span class="date details" title="02.08.2016
10:00:00"> 02.08.2016 10:00:00</span></div><div class="text">A bridge was hit.</div></div></div>
</div><div class="message default clearfix" id="message12"><div class="body"><div
class="pull_right date details" title="03.08.2016 17:07:00 UTC+03:00">17:07</div><div
class="media_wrap"></div></div></div></div></div></div></body></html>"""


def test_a_page_of_telegram_gives_its_messages(tmp_path: Path) -> None:
    page = PAGE.replace("\npull", " pull").replace("forwarded\nbody", "forwarded body")
    found = read_bytes(tmp_path, "messages.html", page)
    first, second = documents(found)
    assert first.text == "Soldiers entered Harim.\nThey left."
    assert (first.report, first.publisher) == ("Valley Watch/10", "Ann")
    assert first.published == "2016-08-03T17:05:00+03:00"
    assert second.text == "A bridge was hit."
    assert (second.title, second.publisher) == ("Forwarded from North Desk", "Ann")
    assert second.published == "2016-08-03T17:06:00"
    assert [r.where for r in rejects(found)] == [3]


IPHONE = (
    "[13/08/2016, 17:05:09] Valley Watch: \u200eMessages and calls are end-to-end encrypted.\n"
    "[13/08/2016, 17:05:10] Ann: Soldiers entered Harim: \n"
    "they left\n\nat noon.\n"
    "\u200e[13/08/2016, 17:05:30] Ann: \u200eimage omitted\n"
    "[13/08/2016, 17:05:40] ~\u202fBo: Twelve: so they say. \u200e<This message was edited>\n"
)
ANDROID = (
    "8/3/16, 5:05\u202fPM - Messages and calls are end-to-end encrypted.\n"
    "8/3/16, 5:05\u202fPM - Ann created group “Watch”\n"
    "8/3/16, 12:06\u202fAM - Ann: Soldiers entered Harim.\n"
    "8/13/16, 5:06\u202fPM - +1 555 0100: They left.\n"
    "8/14/16, 5:07\u202fPM - Ann: <Media omitted>\n"
)


def test_whatsapp_of_both_telephones(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, "_chat.txt", IPHONE)
    first, ann, bo = documents(found)
    assert first.publisher == "Valley Watch"
    assert ann.text == "Soldiers entered Harim: \nthey left\n\nat noon."
    assert (ann.publisher, ann.published) == ("Ann", "2016-08-13T17:05:10")
    assert bo.text == "Twelve: so they say."
    assert bo.report.endswith("_chat.txt#7")
    assert [r.where for r in rejects(found)] == [6]
    found = read_bytes(tmp_path, "WhatsApp Chat with Watch.txt", ANDROID)
    assert [(d.publisher, d.published) for d in documents(found)] == [
        ("Ann", "2016-08-03T00:06:00"),
        ("+1 555 0100", "2016-08-13T17:06:00"),
    ]


@pytest.mark.parametrize(
    ("days", "dates"),
    [
        (("03.08.16", "04.08.16"), ["2016-08-03", "2016-08-04"]),
        (("2016-08-03", "2016-08-04"), ["2016-08-03", "2016-08-04"]),
        (("03/08/2016", "01/09/2016"), ["2016-08-03", "2016-09-01"]),
        (("03/09/2016", "04/01/2016"), ["2016-03-09", "2016-04-01"]),
        (("03/08/2016", "04/08/2016"), [None, None]),
    ],
)
def test_the_order_of_day_and_month_is_never_guessed(
    tmp_path: Path, days: tuple[str, str], dates: list[str | None]
) -> None:
    said = "".join(f"{day}, 17:05 - Ann: Soldiers entered.\n" for day in days)
    found = read_bytes(tmp_path, "a.txt", said)
    assert [(d.published or "")[:10] or None for d in documents(found)] == dates
    assert bool(rejects(found)) == (None in dates)
    assert all("day first or month first" in r.reason for r in rejects(found))


def test_a_report_that_opens_with_a_date_is_no_chat(tmp_path: Path) -> None:
    said = f"03/08/2016 17:05 {STORY}"
    assert documents(read_bytes(tmp_path, "a.txt", said))[0].text == said


def slack(**said: Any) -> dict[str, Any]:
    return {"type": "message", "user": "U1", "ts": "1470233100.000200", "text": STORY, **said}


def test_slack_gives_its_messages(tmp_path: Path) -> None:
    export = [
        slack(user_profile={"real_name": "Ann", "display_name": "a"}),
        slack(subtype="channel_join", text="<@U1> has joined the channel"),
        slack(text="<@U2|bo>: see <https://x.example|the page> &amp; <#C1|watch>, <!here>"),
        slack(text="", files=[{}]),
        slack(text=7),
        slack(ts="never"),
    ]
    found = read_bytes(tmp_path, "2016-08-03.json", json.dumps(export))
    first, second = documents(found)
    assert (first.publisher, first.published) == ("Ann", "2016-08-03T14:05:00+00:00")
    assert first.report == "1470233100.000200"
    assert second.text == "@bo: see the page & #watch, !here"
    assert second.publisher == "U1"
    assert [r.where for r in rejects(found)] == [5, 6, 4]


WHOLE = json.dumps(chat(post(1), post(2, [{"text": "Smoke"}, " over Harim."])))


@given(at=st.integers(0, len(WHOLE) - 1), junk=st.text(min_size=1, max_size=10))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damage_anywhere_ends_in_documents_or_rejects(tmp_path: Path, at: int, junk: str) -> None:
    for said, name in ((WHOLE, "result.json"), (IPHONE, "_chat.txt"), (PAGE, "messages.html")):
        data = (said[:at] + junk + said[at + len(junk) :]).encode("utf-8", "surrogatepass")
        found = read_bytes(tmp_path, name, data)
        assert found
        assert all(item.reason and item.remedy for item in rejects(found))
