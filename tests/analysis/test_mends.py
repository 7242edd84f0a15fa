"""Trees that no sentence has are mended: long sentences in which the parser loses its way."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from sayso.analysis.edits import Edit
from sayso.analysis.mends import _mended_heads, mend
from sayso.analysis.model import load_model
from sayso.analysis.syntax import subject

SUBJECTS = [
    ("They said that riders had gone from house to house shooting men.", "shooting", "riders"),
    ("Army helicopters, thought to be new, bombed the port on Friday.", "bombed", "helicopters"),
    ("Three Syrians released on 5 May told the panel that guards at the jail had beaten them.",
     "told", "Syrians"),
    ("Three Syrians released on 5 May told the panel that guards at the jail had beaten them.",
     "beaten", "guards"),
    ("Oxfam, which has visited the camp, accused members of the militia of looting it.",
     "accused", "Oxfam"),
    ("The ministry says that militiamen had overrun a post and shot four guards.",
     "shot", "militiamen"),
    ("Soldiers used clubs to break up a march of miners, among them boys, and arrested ten.",
     "arrested", "Soldiers"),
    ("Egypt is worried by reports that gunmen stopped a bus, robbed it and burned it.",
     "burned", "gunmen"),
    ("Speaking in Accra, the union leader, who was jailed last year, promised to return.",
     "promised", "leader"),
    ("The navy sent two gunboats, which shelled the harbour but, according to him, hit a ferry.",
     "hit", "gunboats"),
    ("Late on 30 April gunmen attacked a bus outside the town.", "attacked", "gunmen"),
    ("In the night of 4 to 5 March raiders attacked the mill.", "attacked", "raiders"),
    ("Between 4 and 5 March raiders attacked the mill.", "attacked", "raiders"),
    ("Al-Shabaab set fire to a market in the town on Thursday.", "set", "Shabaab"),
    ("Nine men died in the raid, confirmed army spokesman Omar Sule.", "confirmed", "Sule"),
    ("Raiders shot nine men, the group, which is based in Rome, said on Monday.", "said", "group"),
    ("Two nurses shot in the leg by a raider were taken to hospital.", "taken", "nurses"),
    ("Two nurses shot in the leg by a raider were taken to hospital.", "shot", "nurses"),
    ("A family coming home from a feast was ambushed by raiders.", "ambushed", "family"),
    ("Omar Sule and Ali Bello, who were seized in May, have fled.", "seized", "Sule"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verb", "wanted"), SUBJECTS)
def test_a_verb_finds_its_subject(text: str, verb: str, wanted: str) -> None:
    found = next(token for token in load_model()(text) if token.text == verb)
    doer = subject(found)
    assert doer is not None
    assert doer.text == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen stopped a bus and killed two men.",
        "Bombing towns killed many civilians.",
        "The court is convinced that he fled and was shot.",
        "He said the army, backed by militias, had left.",
        "The guards fired by night and were beaten.",
        "Leaving the town was a mistake.",
        "The mayor was in the car with a guard, who was shot.",
    ],
)
def test_a_sound_tree_stays_as_it_is(text: str) -> None:
    sound = load_model()(text)
    heads = [token.head.i for token in sound]
    assert [token.head.i for token in mend(sound)] == heads


def test_having_done_is_no_property_of_what_it_was_done_to() -> None:
    words = ["accused", "them", "of", "having", "looted", "shops"]
    doc = Doc(
        load_model().vocab,
        words=words,
        tags=["VBD", "PRP", "IN", "VBG", "VBN", "NNS"],
        heads=[0, 0, 0, 2, 5, 3],
        deps=["ROOT", "dobj", "prep", "pcomp", "amod", "dobj"],
    )
    mended = mend(doc)
    assert [(t.head.text, t.dep_) for t in mended[3:]] == [
        ("looted", "aux"), ("of", "pcomp"), ("looted", "dobj"),
    ]  # fmt: skip


def test_what_has_a_passives_auxiliary_is_a_participle() -> None:
    found = load_model()("The mayor was machine-gunned outside his house.")
    assert next(token for token in found if token.text == "machine-gunned").pos_ == "VERB"


def test_days_are_no_part_of_the_subject_behind_them() -> None:
    found = load_model()("Between 4 and 5 March raiders killed twelve men.")
    raiders = next(token for token in found if token.text == "raiders")
    assert [child.text for child in raiders.lefts] == []


def test_a_participle_does_not_speak() -> None:
    doc = Doc(
        load_model().vocab,
        words=["Fleeing", "villagers", "said", "gunmen", "left"],
        tags=["VBG", "NNS", "VBD", "NNS", "VBD"],
        heads=[2, 0, 2, 4, 2],
        deps=["csubj", "dobj", "ROOT", "nsubj", "ccomp"],
    )
    mended = mend(doc)
    assert [(t.head.text, t.dep_) for t in mended[:2]] == [
        ("villagers", "amod"), ("said", "nsubj"),
    ]  # fmt: skip


def test_a_mend_that_would_leave_no_tree_is_left_out() -> None:
    doc = Doc(
        Vocab(), words=["men", "fled", "home"], heads=[1, 1, 1], deps=["nsubj", "ROOT", "dobj"]
    )
    heads = [token.head.i for token in doc]
    assert _mended_heads(heads, [Edit(doc[0], doc[2])]) == [2, 1, 1]
    assert _mended_heads(heads, [Edit(doc[0], doc[2]), Edit(doc[2], doc[0])]) is None
    assert _mended_heads(heads, [Edit(doc[0], doc[0])]) is None


def test_a_clause_before_a_semicolon_stands_by_itself() -> None:
    doc = load_model()("Two guards were hurt on Friday; a third did not survive the night.")
    first = next(token for token in doc if token.text == "hurt")
    assert first.dep_ == "parataxis"


def test_what_is_said_before_a_semicolon_stays_what_is_said() -> None:
    doc = load_model()("The bridge has fallen; he said.")
    fallen = next(token for token in doc if token.text == "fallen")
    assert fallen.dep_ != "parataxis"


def test_a_tense_beside_a_gerund_is_a_participle() -> None:
    doc = load_model()("A bomb hit the mill, leaving one man dead and two nurses wounded.")
    assert next(token.tag_ for token in doc if token.text == "wounded") == "VBN"


def test_an_apposition_behind_a_source_is_the_sources() -> None:
    source = "the Syrian Observatory for Human Rights, a Britain-based monitoring group"
    text = f"Soldiers shot nine people, according to {source}."
    group = next(token for token in load_model()(text) if token.text == "group")
    assert (group.dep_, group.head.text) == ("appos", "Observatory")
