"""Who is said to have said what: kinds, stances, chains, voices and what is nobody's words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records.attribution import Attribution, Effect, ReportKind, Stance
from tests.attribution.reading import actor, attributions


def only(text: str) -> Attribution:
    found = attributions(text)
    assert len(found) == 1, [a.cue.quote for a in found]
    return found[0]


def contents(attribution: Attribution) -> list[str]:
    return [span.quote for span in attribution.content]


def test_direct_speech_interrupted_by_its_cue() -> None:
    found = only("“The road is cut,” the mayor said, “and we have no bread.”")
    assert found.kind is ReportKind.DIRECT
    assert contents(found) == ["“The road is cut,”", "“and we have no bread.”"]


def test_direct_speech_that_goes_on_after_the_sentence_of_its_cue() -> None:
    found = only("“The road is cut,” the mayor said on Monday. “We have no bread.”")
    assert contents(found) == ["“The road is cut,”", "“We have no bread.”"]


def test_a_paragraph_of_speech_belongs_to_the_last_speaker() -> None:
    text = "‘We shall not leave the hill,’ it said.\n\n‘We declare the hill ours.’\n\nIt rained."
    assert contents(only(text)) == [
        "‘We shall not leave the hill,’",
        "‘We declare the hill ours.’",
    ]


def test_a_statement_announced_by_a_colon_needs_no_marks() -> None:
    text = (
        "The foreign minister said:\n\nThe raid was a crime.\n\nWe shall answer it.\n\nIt rained."
    )
    found = only(text)
    assert found.kind is ReportKind.DIRECT
    assert contents(found) == ["The raid was a crime.", "We shall answer it."]


def test_quoted_words_in_indirect_speech_are_mixed() -> None:
    assert only("The envoy said the talks ‘will continue’ in spring.").kind is ReportKind.MIXED


def test_scare_quotes_are_neither_speech_nor_attribution() -> None:
    assert attributions("The army’s ‘partners’ lost an important ‘rebel’ town.") == []
    assert only("State radio said that the ‘rebels’ had fled.").kind is ReportKind.INDIRECT


@pytest.mark.parametrize(
    ("text", "stance", "effect"),
    [
        ("The army said that the town had fallen.", Stance.ASSERTS, Effect.ASSERTED),
        ("The army admitted that the town had fallen.", Stance.ADMITS, Effect.ASSERTED),
        ("The army denied that the town had fallen.", Stance.DENIES, Effect.NEGATED),
        ("The army did not confirm that the town had fallen.", Stance.DECLINES, Effect.NONE),
        ("The army refused to say that the town had fallen.", Stance.DECLINES, Effect.NONE),
        ("The army never said that the town had fallen.", Stance.DECLINES, Effect.NONE),
        ("The army does not believe that the town fell.", Stance.DENIES, Effect.NEGATED),
        ("The army threatened to shell the town.", Stance.ASSERTS, Effect.THREATENED),
        ("The army demanded that the town surrender.", Stance.ASSERTS, Effect.DEMANDED),
        ("The army promised to spare the town.", Stance.ASSERTS, Effect.PLANNED),
        ("The army disputed the toll.", Stance.DISPUTES, Effect.NONE),
        ("The army suspects that the town has fallen.", Stance.SUSPECTS, Effect.ASSERTED),
        ("The court cleared the army of murder.", Stance.EXONERATES, Effect.NEGATED),
    ],
)
def test_stance_and_effect_of_the_cue(text: str, stance: Stance, effect: Effect) -> None:
    found = only(text)
    assert (found.stance, found.effect) == (stance, effect)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Redland said that Blueland had shelled the port.", Stance.ACCUSES),
        ("Redland said that Blueland had launched an attack on the port.", Stance.ACCUSES),
        ("Redland said that Blueland had opened a school.", Stance.ASSERTS),
        ("Redland said that Blueland had not shelled the port.", Stance.ASSERTS),
        ("Blueland said that Blueland had not shelled the port.", Stance.DENIES),
        ("Blueland said that Blueland was not ready.", Stance.ASSERTS),
        ("Blueland said that Blueland would not shell the port.", Stance.ASSERTS),
    ],
)
def test_who_does_the_deed_turns_an_assertion(text: str, stance: Stance) -> None:
    countries = {"Redland": "RDL", "Blueland": "BLL"}
    speaker, doer = text.split(maxsplit=1)[0], text.split(" that ")[1].split(maxsplit=1)[0]
    actors = (
        actor(text, speaker, speaker, country=countries[speaker]),
        actor(text, doer, doer, country=countries[doer], last=True),
    )
    assert [a.stance for a in attributions(text, actors)] == [stance]


def test_a_blow_at_fighters_is_war_and_no_accusation() -> None:
    text = "Redland said that Blueland had bombed militants in the hills."
    actors = (
        actor(text, "Redland", "Redland", country="RDL"),
        actor(text, "Blueland", "Blueland", country="BLL"),
        actor(text, "militants", None, sector="UAF"),
    )
    assert [a.stance for a in attributions(text, actors)] == [Stance.ASSERTS]


@pytest.mark.parametrize(
    ("voice", "sector", "doer", "doer_sector", "stance"),
    [
        ("An official", "GOV", "Blueland's troops", "MIL", Stance.ASSERTS),
        ("An official", "GOV", "the Blue Front", "REB", Stance.ACCUSES),
        ("A spokesman", None, "Blueland's troops", "MIL", Stance.ASSERTS),
        ("A villager", "CVL", "Blueland's troops", "MIL", Stance.ACCUSES),
        ("A witness", None, "Blueland's troops", "MIL", Stance.ACCUSES),
        ("The allies", None, "Blueland's troops", "MIL", Stance.ACCUSES),
    ],
)
def test_an_unnamed_voice_accuses_only_who_cannot_be_its_own_side(
    voice: str, sector: str | None, doer: str, doer_sector: str, stance: Stance
) -> None:
    text = f"{voice} said that {doer} had shot two men."
    actors = (
        actor(text, voice, None, sector=sector),
        actor(text, doer, "Blue", country="BLL", sector=doer_sector),
    )
    assert [a.stance for a in attributions(text, actors)] == [stance]


def test_a_state_that_tells_of_its_own_harm_to_civilians_admits_it() -> None:
    text = "Redland said that its troops had shot two farmers."
    actors = (actor(text, "Redland", "Redland", country="RDL", sector="GOV"),)
    assert [a.stance for a in attributions(text, actors)] == [Stance.ADMITS]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Redland said that Blueland was behind the bombing.", Stance.ACCUSES),
        ("Redland said that Blueland was responsible for the deaths.", Stance.ACCUSES),
        ("Redland said that Blueland was behind schedule.", Stance.ASSERTS),
        ("Redland condemned the attack of the wolves.", Stance.ASSERTS),
        ("Redland said it had no information about the raid.", Stance.DECLINES),
        ("Redland said it was investigating the raid.", Stance.DECLINES),
        ("Redland said it held the port but had no information on losses.", Stance.ASSERTS),
        ("Redland condemned Blueland's attack on the port.", Stance.ACCUSES),
        ("Redland said talks failed because of the offensive of Blueland.", Stance.ACCUSES),
        ("Redland said nobody met because of the offensive of Blueland.", Stance.ACCUSES),
        ("Redland neither confirmed nor denied that Blueland had shelled it.", Stance.DECLINES),
    ],
)
def test_blame_without_a_verb_of_harm(text: str, stance: Stance) -> None:
    actors = [actor(text, "Redland", "Redland", country="RDL", sector="GOV")]
    if "Blueland" in text:
        actors.append(actor(text, "Blueland", "Blueland", country="BLL", sector="GOV"))
    assert [a.stance for a in attributions(text, actors)] == [stance]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("“They shot my uncle and burnt the mill,” Anton Bel said.", Stance.ASSERTS),
        ("“We shot the spies and burnt the mill,” the Red Front said.", None),
        ("The Red Front said they had shot two spies.", None),
    ],
)
def test_a_third_person_in_direct_speech_is_not_the_speaker(
    text: str, stance: Stance | None
) -> None:
    words = "Anton Bel" if "Bel" in text else "the Red Front"
    words = words if words in text else "The Red Front"
    voice = actor(text, words, words, sector="REB" if "Front" in words else None)
    expected = stance or Stance.CLAIMS_RESPONSIBILITY
    assert [a.stance for a in attributions(text, (voice,))] == [expected]


def test_an_attack_that_somebody_claims_is_claimed() -> None:
    assert only("The Red Front claimed the bombing.").stance is Stance.CLAIMS_RESPONSIBILITY
    assert only("The bombing was claimed by a cell.").stance is Stance.CLAIMS_RESPONSIBILITY
    assert attributions("The flood claimed ten lives.") == []


def test_forces_of_ones_own_are_ones_own_side() -> None:
    text = "Redland said its forces had not bombed the hospital."
    actors = (actor(text, "Redland", "Redland", country="RDL"),)
    assert [a.stance for a in attributions(text, actors)] == [Stance.DENIES]


def test_a_medium_that_reports_a_harm_accuses_nobody() -> None:
    text = "Blue Radio said that Redland had shelled the port."
    actors = (
        actor(text, "Blue Radio", "Blue Radio", country="BLL", sector="JRN"),
        actor(text, "Redland", "Redland", country="RDL"),
    )
    assert [a.stance for a in attributions(text, actors)] == [Stance.ASSERTS]


def test_an_armed_group_that_tells_of_its_own_harm_claims_it() -> None:
    text = "The Red Brigade said its fighters had shelled the port."
    actors = (actor(text, "The Red Brigade", "Red Brigade", country="RDL", sector="REB"),)
    assert [a.stance for a in attributions(text, actors)] == [Stance.CLAIMS_RESPONSIBILITY]


def test_chains_run_from_the_outermost_voice() -> None:
    outer, inner = attributions("The agency quoted a doctor as saying that ten people had died.")
    assert outer.source is not None
    assert inner.source is not None
    assert (outer.source.quote, inner.source.quote) == ("The agency", "a doctor")
    assert (outer.parent, inner.parent) == (None, outer.id)


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        (
            "The radio, quoting a shepherd, said that the pass was mined.",
            ["The radio", "a shepherd"],
        ),
        ("According to the daily, citing a doctor, ten men drowned.", ["the daily", "a doctor"]),
        ("A nurse, quoted by the daily, said that ten men drowned.", ["the daily", "A nurse"]),
        ("The radio said that, according to a nurse, ten men drowned.", ["The radio", "a nurse"]),
    ],
)
def test_who_passes_on_what_another_says_is_the_outer_voice(text: str, voices: list[str]) -> None:
    found = attributions(text)
    outer = next(a for a in found if a.parent is None)
    inner = next(a for a in found if a.parent == outer.id)
    assert [a.source.quote for a in (outer, inner) if a.source] == voices


def test_two_voices_set_against_each_other_are_no_chain() -> None:
    found = attributions("The army said it took the hill, while the rebels said they held it.")
    assert [(contents(a), a.parent) for a in found] == [
        (["it took the hill"], None),
        (["they held it"], None),
    ]


def test_who_denies_a_charge_in_an_aside_does_not_speak_of_the_accuser() -> None:
    found = attributions("The mayor accused Oslo of arming the rebels, a charge Oslo denies.")
    assert [a.stance for a in found] == [Stance.ACCUSES]


def test_a_headline_with_two_voices() -> None:
    found = attributions("Army says rebels shelled the port; rebels deny attack.")
    assert [contents(a) for a in found] == [["rebels shelled the port"], ["attack"]]


def test_a_semicolon_ends_what_is_said() -> None:
    found = attributions("The UN says 400 men have died; the government puts the toll at 120.")
    assert [contents(a) for a in found] == [["400 men have died"], ["the toll at 120"]]


def test_a_semicolon_parts_what_two_voices_say() -> None:
    found = attributions("The rebels say the army shot him; the army says he was hit by a car.")
    assert [contents(a) for a in found] == [["the army shot him"], ["he was hit by a car"]]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry's statement said that the road was cut.",
        "A statement issued by the ministry said that the road was cut.",
        "The ministry issued a statement. The statement said that the road was cut.",
        "A declaration of the ministry said that the road was cut.",
        "The ministry spoke in a letter of losses. The letter said that the road was cut.",
    ],
)
def test_the_voice_of_a_document_is_who_issued_it(text: str) -> None:
    words = "The ministry" if "The ministry" in text else "the ministry"
    ministry = actor(text, words, None, sector="GOV")
    assert attributions(text, (ministry,))[-1].voice == ministry.id


def test_who_welcomes_a_document_has_not_issued_it() -> None:
    text = "The plan, endorsed by the ministry, called for a truce."
    ministry = actor(text, "the ministry", None, sector="GOV")
    assert [a.voice for a in attributions(text, (ministry,))] == [None]


def test_a_document_of_nobody_known_has_no_voice() -> None:
    assert attributions("The letter said that the road was cut.")[0].voice is None


def test_a_pronoun_without_antecedent_is_the_last_speaker() -> None:
    text = "The army command said the hill was safe. It added that the road was open."
    actors = (actor(text, "The army command", "Red Army"), actor(text, "It", None))
    first, second = attributions(text, actors)
    assert first.voice == second.voice == actors[0].id


def test_a_resolved_pronoun_is_its_own_mention() -> None:
    text = "The army command said the hill was safe. It added that the road was open."
    army = actor(text, "The army command", "Red Army")
    it = actor(text, "It", "Red Army", antecedent=army.id)
    assert [a.voice for a in attributions(text, (army, it))] == [army.id, it.id]


def test_the_source_is_the_whole_noun_phrase() -> None:
    found = only("General Anton Bel, the commander of the northern front, said the hill was lost.")
    assert found.source is not None
    assert found.source.quote == "General Anton Bel, the commander of the northern front"


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    found = only("The talks ended with Anton Bel, who said that the hill was lost.")
    assert found.source is not None
    assert found.source.quote == "Anton Bel"


def test_nobody_is_no_voice() -> None:
    text = "No group has claimed responsibility for the bombing."
    found = attributions(text, (actor(text, "No group", None),))
    assert [(a.voice, a.stance) for a in found] == [(None, Stance.DECLINES)]


@pytest.mark.parametrize(
    "text",
    [
        "The truce is dead and the war will go on.",
        "We believe that the war will go on.",
        "The defeat signs the death warrant of the old order.",
        "Citizens must be ready to say that the war is lost.",
        "The loss of the port shows that the war is lost.",
    ],
)
def test_the_reports_own_words_have_no_voice(text: str) -> None:
    assert attributions(text) == []


def test_upper_case_text() -> None:
    found = attributions("THE MINISTRY SAID THAT THE REBELS HAD TAKEN THE TOWN.")
    assert [contents(a) for a in found] == [["THAT THE REBELS HAD TAKEN THE TOWN"]]


_PARTS = (
    "“The road is cut,” he said.",
    "The mayor denied that ‘rebels’ had come",
    "according to residents",
    "\n\n",
    "Reuters reported",
    "it said",
    ":",
    "‘We go",
    "that the town fell",
    ".",
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(_PARTS), min_size=1, max_size=7))
def test_every_span_quotes_the_text_and_ids_are_single(parts: list[str]) -> None:
    text = " ".join(parts)
    found = attributions(text)
    for attribution in found:
        source = (attribution.source,) if attribution.source else ()
        for span in (*source, attribution.cue, *attribution.content):
            assert text[span.start : span.end] == span.quote
    ids = [a.id for a in found]
    assert len(set(ids)) == len(ids)
    assert all(a.parent is None or (a.parent in ids and a.parent != a.id) for a in found)
    assert found == attributions(text)


def test_what_is_told_by_the_way_of_the_accused_is_no_charge() -> None:
    found = only("Omar Sule and Ali Bello, who were seized in May, were accused of theft.")
    assert not any("seized" in content for content in contents(found))
