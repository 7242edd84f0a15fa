"""What the trained reader adds to the rules, by tags made by hand: no network is asked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sayso.analysis.pieces import Word, word_ranges
from sayso.analysis.tagger import Heads, TaggedWindow, Tags
from sayso.attribution.find import find_attributions
from sayso.records.attribution import Attribution, Stance
from tests.attribution.reading import parsed, report_verbs

_LABELS = ["O", "B", "I"]
_ROLES = ["source", "content"]


def tags(text: str, *marked: dict[str, str], sure: float = 0.9) -> Tags:
    """Tags with the cue, source and content of each attribution, and arcs between them."""
    words = [Word(start, end, (0,), 0) for start, end in word_ranges(text)]
    heads = {head: np.zeros((len(words), 3), dtype=np.float32) for head in ("cue", *_ROLES)}
    for share in heads.values():
        share[:, 0] = 1.0
    arcs = {role: np.zeros((len(words), len(words)), dtype=np.float32) for role in _ROLES}
    for one in marked:
        places = {head: _inside(words, text, quote) for head, quote in one.items()}
        for head, inside in places.items():
            heads[head][inside] = (1 - sure, 0.0, sure)
            heads[head][inside[0]] = (1 - sure, sure, 0.0)
        for role in places.keys() & set(_ROLES):
            arcs[role][np.ix_(places["cue"], places[role])] = 0.9
    window = TaggedWindow(words, heads, np.zeros(len(words), dtype=np.float32), arcs)
    return Tags("tagger-0", Heads("tagger-0", dict.fromkeys(heads, _LABELS), _ROLES), (window,))


def _inside(words: list[Word], text: str, quote: str) -> list[int]:
    start = text.index(quote)
    return [n for n, w in enumerate(words) if start <= w.start < start + len(quote)]


def read(text: str, found: Tags) -> list[Attribution]:
    return find_attributions(replace(parsed(text), tags=found), (), report_verbs())


def parts(attribution: Attribution) -> tuple[str | None, str, list[str]]:
    source = attribution.source.quote if attribution.source else None
    return source, attribution.cue.quote, [part.quote for part in attribution.content]


def test_a_cue_that_only_the_reader_sees_becomes_an_attribution() -> None:
    text = "The harbour master begs to differ with how many boats were lost."
    mark = {
        "source": "The harbour master",
        "cue": "begs to differ with",
        "content": "how many boats were lost",
    }
    [found] = read(text, tags(text, mark))
    assert parts(found) == (mark["source"], mark["cue"], [mark["content"]])
    assert found.stance is Stance.ASSERTS
    assert (found.provenance.rule, found.provenance.model) == (None, "tagger-0")
    assert "0.90" in found.provenance.reason


def test_a_cue_that_no_lexicon_knows_must_be_sure() -> None:
    text = "The harbour master begs to differ with how many boats were lost."
    mark = {"cue": "begs to differ with", "content": "how many boats were lost"}
    assert read(text, tags(text, mark, sure=0.55)) == []
    assert len(read(text, tags(text, mark, sure=0.65))) == 1


def test_a_known_cue_takes_its_stance_from_the_lexicon() -> None:
    text = "Denied by the mayor: that the well was poisoned."
    mark = {"source": "the mayor", "cue": "Denied", "content": "that the well was poisoned"}
    [found] = [a for a in read(text, tags(text, mark)) if a.cue.quote == "Denied"]
    assert found.stance is Stance.DENIES


def test_a_report_by_rule_keeps_its_content_and_grows_its_source() -> None:
    text = "Dana Reyes, who runs the ferry, said that the pier had burned."
    mark = {
        "source": "Dana Reyes, who runs the ferry",
        "cue": "said",
        "content": "the pier had burned",
    }
    [found] = read(text, tags(text, mark))
    assert parts(found) == (mark["source"], "said", ["that the pier had burned"])
    assert found.provenance.rule == "en.report.clause"
    assert found.provenance.model == "tagger-0"


@pytest.mark.parametrize(("sure", "kept"), [(0.1, 0), (0.3, 1)])
def test_a_report_whose_cue_the_reader_doubts_is_left_out(sure: float, kept: int) -> None:
    text = "The guard said that the pier had burned."
    assert len(read(text, tags(text, {"cue": "said"}, sure=sure))) == kept


def test_a_denial_is_not_doubted_so_soon() -> None:
    text = "The guard denied that the pier had burned."
    assert len(read(text, tags(text, {"cue": "denied"}, sure=0.15))) == 1
    assert read(text, tags(text, {"cue": "denied"}, sure=0.05)) == []


def test_a_content_goes_to_the_cue_of_its_sentence() -> None:
    text = "Boats were lost, begged one. Wells ran dry, chimed another."
    marks = (
        {"source": "one", "cue": "begged", "content": "Boats were lost"},
        {"source": "another", "cue": "chimed", "content": "Wells ran dry"},
    )
    found = read(text, tags(text, *marks))
    assert [parts(a) for a in found] == [(m["source"], m["cue"], [m["content"]]) for m in marks]


def test_a_source_ends_where_the_cue_begins_and_a_preposition_is_no_cue() -> None:
    text = "A court in Vessan cleared the prefect of ordering the raid."
    marks = (
        {"source": "A court in Vessan cleared", "cue": "cleared", "content": "the prefect"},
        {"cue": "of", "content": "ordering the raid"},
    )
    [found] = read(text, tags(text, *marks))
    assert found.source is not None
    assert (found.source.quote, found.cue.quote) == ("A court in Vessan", "cleared")
    assert found.stance is Stance.EXONERATES


def test_a_cue_without_content_reports_nothing() -> None:
    text = "The harbour master begs to differ."
    assert read(text, tags(text, {"source": "The harbour master", "cue": "begs"})) == []


def test_nobody_speaks_from_another_sentence() -> None:
    text = "A nurse left at noon. The guard was charged with theft."
    mark = {"source": "A nurse", "cue": "was charged", "content": "with theft"}
    [found] = read(text, tags(text, mark))
    assert (found.source, found.stance) == (None, Stance.ACCUSES)


def test_whoever_is_accused_does_not_accuse() -> None:
    text = "The guard, who is accused of theft, left at noon."
    mark = {"source": "The guard", "cue": "is accused", "content": "of theft"}
    [found] = read(text, tags(text, mark))
    assert found.source is None


def test_an_unknown_cue_with_its_source_elsewhere_is_said_by_its_subject() -> None:
    text = "A nurse left at noon. The captain begs to differ with the count."
    mark = {"source": "A nurse", "cue": "begs to differ with", "content": "the count"}
    [found] = read(text, tags(text, mark))
    assert found.source is not None
    assert found.source.quote == "The captain"


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The court jailed the guard.", "jailed", "the guard"),
        ("The crew sang songs of the war.", "sang", "songs of the war"),
    ],
)
def test_a_deed_that_says_nothing_is_no_cue(text: str, cue: str, content: str) -> None:
    assert read(text, tags(text, {"cue": cue, "content": content})) == []


def test_a_source_ends_before_a_relative_pronoun() -> None:
    text = "The pier had burned, according to Dana Reyes, who runs the ferry."
    mark = {
        "source": "Dana Reyes, who",
        "cue": "according to",
        "content": "The pier had burned",
    }
    [found] = read(text, tags(text, mark))
    assert found.source is not None
    assert found.source.quote == "Dana Reyes"


def test_the_cue_of_a_report_does_not_reach_back_to_a_deed() -> None:
    text = "The court jailed the general for ordering the raid."
    mark = {
        "source": "The court",
        "cue": "jailed the general for ordering",
        "content": "the raid",
    }
    [found] = read(text, tags(text, mark))
    assert found.source is not None
    assert (found.source.quote, found.cue.quote) == ("the general", "ordering")


def test_without_tags_the_rules_alone_read() -> None:
    text = "The guard said that the pier had burned."
    [found] = find_attributions(parsed(text), (), report_verbs())
    assert found.provenance.model is None
