"""Questions to a parse, on hand-built parses."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from sayso.analysis import syntax


def build(*rows: tuple[str, str, str, int, str]) -> Doc:
    """A Doc from rows of word, tag, part of speech, head index and dependency label."""
    words, tags, pos, heads, deps = zip(*rows, strict=True)
    return Doc(
        Vocab(),
        words=list(words),
        tags=list(tags),
        pos=list(pos),
        heads=list(heads),
        deps=list(deps),
        lemmas=[w.lower() for w in words],
    )


@pytest.fixture
def relative() -> Doc:
    """Gunmen who stormed the village fled and died."""
    return build(
        ("Gunmen", "NNS", "NOUN", 5, "nsubj"),
        ("who", "WP", "PRON", 2, "nsubj"),
        ("stormed", "VBD", "VERB", 0, "relcl"),
        ("the", "DT", "DET", 4, "det"),
        ("village", "NN", "NOUN", 2, "dobj"),
        ("fled", "VBD", "VERB", 5, "ROOT"),
        ("and", "CC", "CCONJ", 5, "cc"),
        ("died", "VBD", "VERB", 5, "conj"),
    )


def test_a_relative_pronoun_stands_for_its_noun(relative: Doc) -> None:
    assert syntax.subject(relative[2]) == relative[0]


def test_coordinated_verbs_share_their_subject(relative: Doc) -> None:
    assert syntax.subject(relative[7]) == relative[0]


def test_objects_and_phrases(relative: Doc) -> None:
    assert syntax.objects(relative[2]) == [relative[4]]
    start, end = syntax.phrase(relative[4])
    assert relative.text[start:end] == "the village"
    start, end = syntax.phrase(relative[0])
    assert relative.text[start:end] == "Gunmen"


def test_token_at_finds_the_token_and_not_the_gap(relative: Doc) -> None:
    assert syntax.token_at(relative, 0) == relative[0]
    assert syntax.token_at(relative, 6) is None
    assert syntax.token_at(relative, 7) == relative[1]
    assert syntax.token_at(relative, 10_000) is None


def test_passive_agents() -> None:
    doc = build(
        ("Two", "CD", "NUM", 1, "nummod"),
        ("men", "NNS", "NOUN", 3, "nsubjpass"),
        ("were", "VBD", "AUX", 3, "auxpass"),
        ("shot", "VBN", "VERB", 3, "ROOT"),
        ("by", "IN", "ADP", 3, "agent"),
        ("police", "NNS", "NOUN", 4, "pobj"),
    )
    assert syntax.is_passive(doc[3])
    assert syntax.agents(doc[3]) == [doc[5]]
    assert not syntax.objects(doc[3])


def test_to_get_rid_of_somebody_is_no_passive() -> None:
    doc = build(
        ("They", "PRP", "PRON", 1, "nsubj"),
        ("plan", "VBP", "VERB", 1, "ROOT"),
        ("to", "TO", "PART", 4, "aux"),
        ("get", "VB", "AUX", 4, "auxpass"),
        ("rid", "VBN", "VERB", 1, "xcomp"),
        ("of", "IN", "ADP", 4, "prep"),
        ("him", "PRP", "PRON", 5, "pobj"),
    )
    assert not syntax.is_passive(doc[4])
