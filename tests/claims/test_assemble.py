"""Each event of a report is one claim for each voice that tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given

from sayso.claims.assemble import assemble_claims
from sayso.records.attribution import Stance
from sayso.records.claim import Victims
from sayso.records.event import Certainty, Status
from sayso.records.reading import ReadDocument
from sayso.records.whole import Event, Fate, FillerKind, Slot
from tests.merging.scene import Scene, filler
from tests.strategies import make_document, read_documents

if TYPE_CHECKING:
    from sayso.records.attribution import Attribution
    from sayso.records.claim import Claim
    from sayso.records.event import EventMention
    from sayso.records.mention import ActorMention
    from sayso.records.whole import Filler


def said_by(scene: Scene, cue: str, voice: ActorMention, stance: Stance) -> Attribution:
    """An attribution of the scene whose source is an actor of it."""
    link = scene.says(cue, stance)
    told = msgspec.structs.replace(link, source=voice.span, voice=voice.id)
    scene.found["attributions"] = [*scene.found["attributions"][:-1], told]
    return told


def claims(scene: Scene, told: list[EventMention], fillers: list[Filler]) -> tuple[Claim, ...]:
    """The claims of one event of the scene."""
    event = Event(
        id="w",
        event_type="ASSAULT",
        mentions=tuple(mention.id for mention in told),
        fillers=tuple(fillers),
        status=told[0].status if told else Status.OCCURRED,
    )
    found = msgspec.structs.replace(scene.annotations(), whole_events=(event,))
    document = make_document(scene.text)
    return assemble_claims(
        ReadDocument(document=document, annotations=found, version="0", configuration="0")
    )


def test_two_voices_are_two_claims_and_nothing_is_lent_from_one_to_the_other() -> None:
    scene = Scene("Gunmen killed nine clerks. The ministry denied that guards killed clerks.")
    gunmen, ministry = scene.actor("Gunmen"), scene.actor("The ministry", name="Ministry")
    guards = scene.actor("guards")
    denied = said_by(scene, "denied", ministry, Stance.DENIES)
    killed = scene.event("killed")
    again = scene.event("killed", attribution=(denied.id,), status=Status.NEGATED)
    nine = scene.count("nine clerks", 9, "clerks")
    outlet, voice = claims(
        scene,
        [killed, again],
        [
            filler(Slot.ACTOR, gunmen, killed),
            filler(Slot.ACTOR, guards, again, stance=Stance.DENIES),
            filler(Slot.KILLED, nine, killed, kind=None),
        ],
    )
    assert (outlet.voice, outlet.voice_key, outlet.stance) == (None, "", Stance.ASSERTS)
    assert [party.span.quote for party in outlet.actors] == ["Gunmen"]
    assert [toll.best for toll in outlet.tolls] == [9]
    assert (voice.voice_key, voice.stance, voice.status) == (
        "ministry",
        Stance.DENIES,
        Status.NEGATED,
    )
    assert [party.span.quote for party in voice.actors] == ["guards"]
    assert not voice.tolls


def test_what_one_voice_says_in_two_sentences_is_one_claim() -> None:
    scene = Scene(
        "Rebels shelled it, a spokesman for the army said. The shelling went on, he said."
    )
    spokesman, he = scene.actor("a spokesman"), scene.actor("he")
    he = msgspec.structs.replace(he, antecedent=spokesman.id)
    scene.found["actors"] = [spokesman, he]
    first = said_by(scene, "said", spokesman, Stance.ASSERTS)
    whole = msgspec.structs.replace(first, source=scene.span("a spokesman for the army"))
    scene.found["attributions"] = [whole]
    second = said_by(scene, "said", he, Stance.ASSERTS)
    told = [
        scene.event("shelled", attribution=(whole.id,)),
        scene.event("shelling", attribution=(second.id,), certainty=Certainty.POSSIBLE),
    ]
    (claim,) = claims(scene, told, [])
    assert claim.voice_key == "spokesman for the army"
    assert claim.voice is not None
    assert claim.voice.span.quote == "a spokesman for the army"
    assert [span.quote for span in claim.evidence] == ["shelled", "shelling"]
    assert claim.certainty is Certainty.CERTAIN
    assert len(claim.sentences) == 2


def test_who_is_denied_a_part_in_what_happened_stands_there_as_denied() -> None:
    scene = Scene("Guards, the mayor said, did not kill the nine.")
    guards, mayor = scene.actor("Guards"), scene.actor("the mayor")
    said = said_by(scene, "said", mayor, Stance.ASSERTS)
    kill = scene.event("kill", attribution=(said.id,))
    (claim,) = claims(scene, [kill], [filler(Slot.ACTOR, guards, kill, stance=Stance.DENIES)])
    assert claim.stance is Stance.ASSERTS
    assert claim.field_stances == {"actors": Stance.DENIES}


@pytest.mark.parametrize(
    ("of", "known", "whom"),
    [
        ("schoolchildren", {}, Victims.CIVILIAN),
        ("aid workers", {}, Victims.CIVILIAN),
        ("wounded soldiers", {}, Victims.COMBATANT_B),
        ("suicide bombers", {}, Victims.PERPETRATOR),
        ("people", {}, Victims.UNKNOWN),
        ("people", {"sector": "REB"}, Victims.COMBATANT_B),
        ("fighters", {"name": "Northern Brigade"}, Victims.COMBATANT_A),
    ],
)
def test_whom_a_toll_counts_is_told_by_its_noun_then_by_its_sector(
    of: str, known: dict[str, str], whom: Victims
) -> None:
    scene = Scene(f"The brigade attacked, and five {of} died.")
    brigade = scene.actor("The brigade", name="Northern Brigade")
    died = scene.event("died", quantities=(f"q{scene.text.index('five')}",))
    counted = scene.count(f"five {of}", 5, of)
    there = scene.actor(of, **known)
    scene.found["actors"][-1] = msgspec.structs.replace(
        there, span=counted.span, head=counted.head
    )
    (claim,) = claims(scene, [died], [filler(Slot.ACTOR, brigade, died)])
    assert [toll.whom for toll in claim.tolls] == [whom]


@pytest.mark.parametrize(
    ("words", "included"),
    [
        ("Nine people died, including the bomber.", True),
        ("Nine people died, among them two attackers.", True),
        ("Nine people died besides the bomber.", False),
        ("Nine people died when the bomber struck.", False),
    ],
)
def test_an_attacker_among_the_dead_is_marked(words: str, included: bool) -> None:
    scene = Scene(words)
    nine = scene.count("Nine people", 9, "people")
    died = scene.event("died", quantities=(nine.id,))
    (claim,) = claims(scene, [died], [])
    assert claim.tolls[0].includes_perpetrator is included


def test_people_told_one_by_one_are_counted_where_no_number_is() -> None:
    scene = Scene("A baker and a nurse died.")
    baker, nurse = scene.actor("A baker"), scene.actor("a nurse")
    died = scene.event("died")
    (claim,) = claims(
        scene,
        [died],
        [
            filler(Slot.RECIPIENT, one, died, kind=FillerKind.PERSON, fate=Fate.KILLED)
            for one in (baker, nurse)
        ],
    )
    (toll,) = claim.tolls
    assert (toll.low, toll.best, toll.high, toll.of) == (2, 2, 2, "A baker, a nurse")


def test_whose_a_thing_is_that_was_hit_is_the_other_side() -> None:
    scene = Scene("Jets bombed Northern Brigade positions and a bridge.")
    theirs = scene.actor("Northern Brigade positions", name="Northern Brigade", sector="REB")
    bridge = scene.actor("a bridge")
    bombed = scene.event("bombed")
    things = [filler(Slot.TARGET, one, bombed, kind=FillerKind.THING) for one in (theirs, bridge)]
    (claim,) = claims(scene, [bombed], things)
    assert [span.quote for span in claim.targets] == ["Northern Brigade positions", "a bridge"]
    assert [(p.name, p.kind) for p in claim.recipients] == [
        ("Northern Brigade", FillerKind.ORGANISATION)
    ]


@given(read_documents())
def test_every_claim_rests_on_words_of_the_text_and_no_mention_is_lost(read: ReadDocument) -> None:
    made = assemble_claims(read)
    text = read.document.text
    assert len({claim.id for claim in made}) == len(made)
    for claim in made:
        spans = [*claim.evidence, *(toll.span for toll in claim.tolls)]
        assert spans
        assert all(text[span.start : span.end] == span.quote for span in spans)
    told = {mention for claim in made for mention in claim.mentions}
    assert told == {m for event in read.annotations.whole_events for m in event.mentions}
