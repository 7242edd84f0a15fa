"""Whom a report credits for its text, and whom it merely cites."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.incidents.sources.credits import credit_by, credit_of, find_credit
from sayso.lexicons.actors.agencies import load_agencies
from sayso.lexicons.files.load import DataFileError
from sayso.lexicons.files.marks import parse_marks
from sayso.lexicons.rules.credit_rules import load_credit_rules
from sayso.records.document import Document

if TYPE_CHECKING:
    from pathlib import Path

RULES = [found.rule for found in load_credit_rules()]
MATCHES = [(rule.id, example.text) for rule in RULES for example in rule.matches]
REJECTS = [(rule.id, example.text) for rule in RULES for example in rule.rejects]


def report(
    text: str = "Two boats sank off the cape.",
    *,
    publisher: str | None = None,
    url: str | None = None,
    title: str | None = None,
) -> Document:
    return Document(
        id="d", report="d", address="d", text=text, sha256_bytes="", sha256_text="",
        media_type="text/plain", publisher=publisher, url=url, title=title,
    )  # fmt: skip


@pytest.mark.parametrize(("rule", "marked"), MATCHES)
def test_a_rule_finds_the_agency_that_its_sentences_mark(rule: str, marked: str) -> None:
    wanted = parse_marks(marked)
    ((_, start, end),) = wanted.spans
    credit = credit_by(rule, wanted.text)
    assert credit is not None
    if credit.span is not None:
        assert (credit.span.start, credit.span.end) == (start, end)
        assert credit.span.quote == wanted.text[start:end]
    words = wanted.text[start:end]
    assert credit.name == (load_agencies().named(words) or words)


@pytest.mark.parametrize(("rule", "text"), REJECTS)
def test_a_rule_refuses_its_counterexamples(rule: str, text: str) -> None:
    assert credit_by(rule, text) is None


@pytest.mark.parametrize(
    ("said", "name", "rule"),
    [
        ({"publisher": "AFP"}, "Agence France-Presse", "publisher"),
        ({"publisher": "the ASSOCIATED  press"}, "Associated Press", "publisher"),
        ({"url": "https://www.reuters.com/world/x"}, "Reuters", "url"),
        ({"url": "uk.reuters.com/world/x"}, "Reuters", "url"),
        (
            {"publisher": "AFP via Harbour Post"},
            "Agence France-Presse",
            "en.credit.publisher",
        ),
        ({"title": "Boats sink | Reuters"}, "Reuters", "en.credit.title"),
    ],
)
def test_publisher_address_and_title_credit_too(
    said: dict[str, str], name: str, rule: str
) -> None:
    credit = credit_of(report(**said))
    assert credit is not None
    assert (credit.name, credit.rule, credit.span) == (name, rule, None)


def test_an_agency_that_publishes_is_its_own_credit_whatever_its_text_says() -> None:
    assert find_credit(report("PORT MARO (AFP) — Boats sank.", publisher="Reuters")) == "Reuters"


def test_the_dateline_comes_before_the_footer() -> None:
    text = "PORT MARO (AFP) — Two boats sank.\n\nReuters contributed to this report."
    credit = credit_of(report(text))
    assert credit is not None
    assert (credit.name, credit.rule) == ("Agence France-Presse", "en.credit.dateline")
    assert credit.span is not None
    assert text[credit.span.start : credit.span.end] == credit.span.quote == "AFP"


def test_the_credit_lies_where_it_stands_behind_other_agencies_and_blank_lines() -> None:
    text = "\n  Police told Agence France-Presse nothing.\n\n  © 2016 The Associated Press"
    credit = credit_of(report(text))
    assert credit is not None
    assert credit.span is not None
    assert text[credit.span.start : credit.span.end] == credit.span.quote == "The Associated Press"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Two boats sank, police told AFP.",
        "Two boats sank, according to the state news agency SANA.",
        "Reuters could not verify the account.",
        "An AFP journalist saw the boats.\n\nPhoto: AP",
        "The reporter of Reuters was released on Monday.",
    ],
)
def test_who_is_cited_for_a_statement_is_no_credit(text: str) -> None:
    assert find_credit(report(text)) is None


def test_a_lower_case_word_is_no_agency() -> None:
    assert find_credit(report("The map of the app.\n— map")) is None


def test_two_agencies_of_one_name_are_an_error_that_names_them(tmp_path: Path) -> None:
    path = tmp_path / "agencies.tsv"
    path.write_text("name\taliases\nCoast Wire\tCW\nCape Wire\tCW\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="'CW' stands for Coast Wire and for Cape Wire"):
        load_agencies(path)


def test_hosts_that_are_none_are_nobody() -> None:
    agencies = load_agencies()
    assert [agencies.at(url) for url in (None, "", "file", "http://[x", "https://a.example/")] == (
        [None] * 5
    )
