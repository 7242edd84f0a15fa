"""Status beyond the rules' own sentences: voices, stances, dates, headlines, composition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sayso
from sayso.events.status.factuality import Judged, age_status, classify_status
from sayso.events.status.told import compose
from sayso.lexicons.files.marks import parse_marks
from sayso.lexicons.words.operators import load_operators
from sayso.records.attribution import Attribution, ReportKind, Stance
from sayso.records.event import Certainty, Status
from sayso.records.evidence import Provenance, Span
from sayso.records.mention import TimeBasis, TimeMention, TimePrecision
from tests.events.reading import document, parse_report, read_marked, trigger_at

BY = Provenance(component="tests", version="0")


def judge(marked: str, event_type: str = "ASSAULT", *, stance: Stance | None = None) -> Judged:
    """The judgement on {trigger|…}; {cue|…} and {said|…} make an attribution with `stance`."""
    text = parse_marks(marked)
    parsed = parse_report(text.text, title=False)
    spans = {label: (start, end) for label, start, end in text.spans}
    chain = []
    if stance is not None:
        chain.append(
            Attribution(
                id="a1", source=None, cue=Span.cut(document(text.text), *spans["cue"]),
                content=(Span.cut(document(text.text), *_said(text.text, spans)),),
                kind=ReportKind.INDIRECT, stance=stance, provenance=BY,
            )
        )  # fmt: skip
    trigger = trigger_at(parsed, *spans["trigger"], event_type)
    return classify_status(parsed, trigger, chain, load_operators())


def _said(text: str, spans: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """The content: what stands behind the cue, or before it where the trigger does."""
    cue, trigger = spans["cue"], spans["trigger"]
    return (cue[1] + 1, len(text) - 1) if trigger[0] > cue[1] else (0, cue[0] - 1)


@pytest.mark.parametrize(
    ("marked", "stance", "status"),
    [
        (
            "The envoy {cue|said} that Chad had not {trigger|sent} missiles.",
            Stance.DENIES,
            "negated",
        ),
        (
            "The envoy {cue|denied} that Chad had {trigger|sent} missiles.",
            Stance.DENIES,
            "negated",
        ),
        (
            "Rebels {cue|admitted} that the town had been {trigger|taken}.",
            Stance.ADMITS,
            "occurred",
        ),
        ("Monks {cue|announced} that the army {trigger|uses} gas.", Stance.ACCUSES, "occurred"),
        ('"They {trigger|bombed} us" was {cue|called} a lie.', Stance.DENIES, "negated"),
        ("He {cue|denied} responsibility for the {trigger|raid}.", Stance.DENIES, "occurred"),
        ("He {cue|vowed} that his men would {trigger|attack}.", Stance.ASSERTS, "threatened"),
        ("He {cue|did not say} that they {trigger|attacked}.", Stance.ASSERTS, "hypothetical"),
        ('"{trigger|Attack} the mill," he {cue|said}.', Stance.ASSERTS, "demanded"),
        ('"Do not {trigger|shoot} him," he {cue|said}.', Stance.ASSERTS, "hypothetical"),
        (
            '"Did the army {trigger|bomb} the mill?" he {cue|asked}.',
            Stance.DECLINES,
            "hypothetical",
        ),
    ],
)
def test_the_innermost_voice_decides(marked: str, stance: Stance, status: str) -> None:
    assert judge(marked, stance=stance).status == status


def test_what_lies_beyond_the_voice_does_not_matter() -> None:
    marked = "If the envoy {cue|says} that rebels {trigger|burned} the mill, he lies."
    assert judge(marked, stance=Stance.ASSERTS).status == Status.OCCURRED


def test_a_suspicion_lowers_certainty() -> None:
    marked = "Police {cue|suspect} that rebels {trigger|burned} the mill."
    judged = judge(marked, stance=Stance.SUSPECTS)
    assert (judged.status, judged.certainty) == (Status.OCCURRED, Certainty.PROBABLE)


@pytest.mark.parametrize(
    ("marked", "certainty"),
    [
        ("Rebels {trigger|burned} the mill.", Certainty.CERTAIN),
        ("Rebels reportedly {trigger|burned} the mill.", Certainty.PROBABLE),
        ("Rebels allegedly {trigger|burned} the mill.", Certainty.POSSIBLE),
        ("Rebels may have {trigger|burned} the mill.", Certainty.POSSIBLE),
        ("Rebels are believed to have {trigger|burned} the mill.", Certainty.PROBABLE),
    ],
)
def test_hedges_lower_certainty(marked: str, certainty: Certainty) -> None:
    assert judge(marked).certainty == certainty


@pytest.mark.parametrize(
    ("marked", "aux"),
    [
        ("Rebels {trigger|burned} the mill.", ()),
        ("Rebels will {trigger|burn} the mill.", ("future",)),
        ("Rebels could {trigger|burn} the mill.", ("hypothetical",)),
        ("Rebels did not {trigger|burn} the mill.", ("negation",)),
        ("Rebels {trigger|burned} the mill in 1961.", ("historical",)),
    ],
)
def test_auxiliary_modes_follow_the_status(marked: str, aux: tuple[str, ...]) -> None:
    assert judge(marked).aux == aux


def test_the_reason_names_every_word_that_decided() -> None:
    judged = judge("The ministry denied that it had threatened to {trigger|shell} the port.")
    assert judged.provenance.reason.startswith("threatened (en.status.threat); denied")
    assert judged.provenance.rule == "en.status.threat"


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("{trigger|Stop} the war! Free the sailors!", "demanded"),
        ("Workers and farmers must {trigger|overthrow} the junta.", "demanded"),
        ("We must {trigger|defend} the island with strikes.", "demanded"),
        ("Let us {trigger|stop} the war on the island.", "demanded"),
        ("Only mass strikes can {trigger|topple} the junta.", "hypothetical"),
        ("Will nobody {trigger|stop} the junta?", "hypothetical"),
        ("A new war is now being {trigger|prepared} in the delta.", "occurred"),
        ("A new {trigger|war} is now being prepared in the delta.", "planned"),
        ("The {trigger|invasion} that they plan is illegal.", "planned"),
        ("The {trigger|talks} planned for May have drawn protests.", "planned"),
        ("The {trigger|strike}, which was threatened in May, alarmed shopkeepers.", "threatened"),
    ],
)
def test_demands_and_appeals_are_never_deeds(marked: str, status: str) -> None:
    assert judge(marked).status == status


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("Army {trigger|takes} rebel town", "occurred"),
        ("Army to {trigger|take} rebel town", "planned"),
        ("Five {trigger|killed} in market blast", "occurred"),
        ("Ministry denies {trigger|bombing} clinic", "negated"),
        ("Rebels threaten to {trigger|shell} capital", "threatened"),
    ],
)
def test_headlines(title: str, status: str) -> None:
    text = parse_marks(title)
    parsed = parse_report(text.text, title=True)
    ((_, start, end),) = text.spans
    trigger = trigger_at(parsed, start, end)
    assert classify_status(parsed, trigger, (), load_operators()).status == status


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("His uncle was {trigger|killed} in the Korean War.", "historical"),
        ("Hitler {trigger|invaded} the island.", "historical"),
        ("The town was {trigger|burned} by the Nazis.", "historical"),
        ("The book describes how rebels {trigger|seized} the mill.", "historical"),
        ("The museum, which gunmen {trigger|attacked}, was closed.", "occurred"),
        ("The museum was closed after gunmen {trigger|attacked} it.", "occurred"),
        ("A veteran of the Korean War was {trigger|shot} on Monday.", "occurred"),
    ],
)
def test_eras_and_works_that_look_back_are_history(marked: str, status: str) -> None:
    assert judge(marked).status == status


def test_a_light_verb_carries_its_noun() -> None:
    parsed, (trigger,) = read_marked("The army will {trigger|launch the offensive} in May.")
    judged = classify_status(parsed, trigger, (), load_operators())
    assert judged.status == Status.PLANNED


@pytest.mark.parametrize(
    ("latest", "status"),
    [("2016-08-01", "occurred"), ("2015-08-20", "occurred"), ("2015-01-31", "historical")],
)
def test_long_past_dates_are_historical(latest: str, status: str) -> None:
    date = TimeMention(
        id="t1", span=None, earliest=latest, latest=latest, precision=TimePrecision.DAY,
        basis=TimeBasis.STATED, provenance=BY,
    )  # fmt: skip
    judged = judge("Rebels {trigger|burned} the mill.")
    assert age_status(judged, date, "2016-08-03").status == status
    assert age_status(judged, None, "2016-08-03") == judged


def test_a_denied_event_does_not_become_history() -> None:
    judged = judge("Rebels did not {trigger|burn} the mill.")
    date = TimeMention(
        id="t1", span=None, earliest="2001-01-01", latest="2001-01-01",
        precision=TimePrecision.DAY, basis=TimeBasis.STATED, provenance=BY,
    )  # fmt: skip
    assert age_status(judged, date, "2016-08-03").status == Status.NEGATED


@given(st.sampled_from(Status))
def test_a_fact_composes_to_the_other(status: Status) -> None:
    assert compose(Status.OCCURRED, status) is status
    assert compose(status, Status.OCCURRED) is status


@given(st.sampled_from(Status), st.sampled_from(Status))
def test_nothing_unreal_composes_to_a_fact(base: Status, own: Status) -> None:
    both = compose(base, own)
    if both is Status.OCCURRED:
        assert {base, own} in ({Status.OCCURRED}, {Status.NEGATED})


def test_an_infinitive_whose_to_hangs_on_its_auxiliary_is_no_fact() -> None:
    text = "May 1st was the day on which the transition to get rid of Gbagbo would start."
    rows = sayso.read(text, published="2011-04-03", lang="en").events
    assert {row.status.value for row in rows if row.quote == "get rid"} == {"hypothetical"}
