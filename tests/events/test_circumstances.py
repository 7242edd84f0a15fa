"""Where, when and how many: which mention an event takes, and which it must leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from sayso.events.circumstances.how_many import attach_quantities
from sayso.events.circumstances.said_on import bound_of
from sayso.events.circumstances.when import attach_date
from sayso.events.circumstances.where import attach_place
from sayso.lexicons.files.marks import parse_marks
from sayso.records.evidence import Provenance
from sayso.records.mention import (
    Counted,
    PlaceMention,
    PlacePrecision,
    QuantityMention,
    QuantityOp,
    TimeBasis,
    TimeMention,
    TimePrecision,
)
from tests.events.reading import parse_report, trigger_at

if TYPE_CHECKING:
    from sayso.analysis.parsed import Parsed
    from sayso.events.triggers.trigger import Trigger

BY = Provenance(component="tests", version="0")
PRECISIONS = {
    "place": PlacePrecision.EXACT,
    "near": PlacePrecision.NEAR,
    "country": PlacePrecision.COUNTRY,
}
PUBLISHED = TimeMention(
    id="published", span=None, earliest="2016-08-03", latest="2016-08-03",
    precision=TimePrecision.DAY, basis=TimeBasis.PUBLICATION, provenance=BY,
)  # fmt: skip
DAYS = {"monday": "2016-08-01", "sunday": "2016-07-31", "may": "2017-05-01", "old": "2011-01-01"}


def read(marked: str, event_type: str) -> tuple[Parsed, dict[str, list[tuple[int, int]]], Trigger]:
    text = parse_marks(marked)
    parsed = parse_report(text.text)
    spans: dict[str, list[tuple[int, int]]] = {}
    for label, start, end in text.spans:
        spans.setdefault(label, []).append((start, end))
    return parsed, spans, trigger_at(parsed, *spans["trigger"][0], event_type)


def head(parsed: Parsed, start: int, end: int) -> int:
    words = parsed.doc.char_span(start, end, alignment_mode="expand")
    assert words is not None
    return words.root.idx


def place_of(marked: str, event_type: str = "ASSAULT") -> tuple[str | None, str]:
    """The words of the attached place and its rule. {place|…} and {country|…} are the mentions."""
    parsed, spans, trigger = read(marked, event_type)
    mentions = sorted(
        (
            PlaceMention(
                id=f"p{start}", span=parsed.span(start, end), head=head(parsed, start, end),
                name=parsed.document.text[start:end], precision=precision, provenance=BY,
            )
            for label, precision in PRECISIONS.items()
            for start, end in spans.get(label, [])
        ),
        key=lambda m: m.span.start,
    )  # fmt: skip
    attached = attach_place(parsed, trigger, mentions)
    words = {m.id: m.span.quote for m in mentions}
    assert attached.provenance.reason
    return words.get(attached.id or ""), attached.provenance.rule or ""


@pytest.mark.parametrize(
    ("marked", "place"),
    [
        ("Rebels {trigger|shelled} a market in {place|Tarnab}.", "Tarnab"),
        ("Rebels {trigger|shelled} {place|Tarnab}.", "Tarnab"),
        ("{place|Tarnab}: three guards {trigger|killed} by rebels.", "Tarnab"),
        ("Three guards {trigger|killed} by rebels, {place|Tarnab}.", "Tarnab"),
        ("Jets {trigger|launched air strikes} on the city of {place|Tarnab}.", "Tarnab"),
        ("In {country|Chad}, rebels {trigger|shelled} a market in {place|Tarnab}.", "Tarnab"),
        ("Rebels in {country|Chad} {trigger|shelled} the town of {place|Tarnab}.", "Tarnab"),
        ("The {trigger|shelling} of {place|Tarnab} went on.", "Tarnab"),
        ("Five men were {trigger|killed} in a raid in {place|Tarnab}.", "Tarnab"),
        ("A bomb went off in {place|Tarnab}, {trigger|killing} five men.", "Tarnab"),
        ("Ships {trigger|delivered aid} to {place|Tarnab}.", "Tarnab"),
        ("Rebels {trigger|fired} rockets from {place|Malo} at {place|Tarnab}.", "Tarnab"),
        ("Rebels {trigger|attacked} a convoy near {place|Tarnab}, a doctor said.", "Tarnab"),
        ("They went to {place|Tarnab}, where six men were {trigger|killed}.", "Tarnab"),
        ("He spoke of the raid in {place|Tarnab} in which six men were {trigger|shot}.", "Tarnab"),
        ("He visited {place|Tarnab}, which the army {trigger|had shelled} on Monday.", "Tarnab"),
        ("He said men were ‘{trigger|invading}’ {place|Malo} and Chad did nothing.", "Malo"),
        ("Shells {trigger|fell} on a camp for families near {place|Tarnab}.", "Tarnab"),
        ("Police {trigger|opened fire} to disperse a crowd in {place|Tarnab}.", "Tarnab"),
        ("Gunmen {trigger|shot} two men 30 km from {near|Tarnab} on Monday.", "Tarnab"),
        ("Outside {near|Dori}, gunmen {trigger|shot dead} two men on Monday.", "Dori"),
    ],
)
def test_the_place_of_the_clause(marked: str, place: str) -> None:
    assert place_of(marked)[0] == place


@pytest.mark.parametrize(
    "marked",
    [
        "{place|Tarnab} said rebels {trigger|shelled} a market.",
        "The envoy said in {place|Tarnab} that rebels {trigger|shelled} a market.",
        "A man from {place|Tarnab} was {trigger|killed}.",
        "The {country|Chad} army {trigger|shelled} a market.",
        "The guards were {trigger|killed} by gunmen from {place|Tarnab}.",
        "The men who {trigger|shelled} the market were tried in {place|Tarnab}.",
        "Rebels {trigger|shelled} a market and said they would march on {place|Tarnab}.",
        "Troops {trigger|shelled} a mill after the loss of a fort at {place|Tarnab}.",
        "They {trigger|withdrew} {country|Chad} troops.",
        "They {trigger|delivered} masks in preparation for the {place|Tarnab} offensive.",
        "Omar Jamal, a judge in {place|Tarnab}, was {trigger|shot}.",
        "He called the {place|Tarnab} press to own to the {trigger|attack}.",
        "A man was {trigger|held} in connection with a raid in {place|Tarnab}.",
    ],
)
def test_places_of_speakers_governments_and_origins_are_left(marked: str) -> None:
    assert place_of(marked) == (None, "none")


def test_who_leaves_does_so_there() -> None:
    marked = "Troops {trigger|withdrew} from {place|Tarnab}."
    assert place_of(marked, "RETREAT") == ("Tarnab", "place.clause")


def test_the_scene_goes_on_in_the_paragraph() -> None:
    marked = "Troops moved into {place|Tarnab} at dawn. They {trigger|burned} a mill."
    assert place_of(marked) == ("Tarnab", "place.scene")


def test_the_scene_goes_on_after_a_short_paragraph() -> None:
    marked = "Troops moved into {place|Tarnab} at dawn.\n\nThey {trigger|burned} a mill."
    assert place_of(marked) == ("Tarnab", "place.scene")


def test_where_somebody_spoke_is_no_scene() -> None:
    marked = "He told envoys of the raids in {place|Tarnab}. Police {trigger|burned} a mill."
    assert place_of(marked) == (None, "none")


def test_a_day_of_its_own_keeps_the_day_before_out() -> None:
    marked = (
        "He fled in {old|2011}. On {monday|Monday}, after an {trigger|attack} on him, he died."
    )
    assert date_of(marked)[0] != "old"


def test_a_new_paragraph_is_a_new_scene() -> None:
    marked = "Troops moved into {place|Tarnab} at dawn.\n\nElsewhere, men {trigger|burned} a mill."
    assert place_of(marked)[0] is None


def test_the_city_is_the_last_place_named() -> None:
    marked = "Aid reached {place|Tarnab} at dawn.\n\nRebels then {trigger|shelled} the city."
    assert place_of(marked) == ("Tarnab", "place.description")


def test_the_headline_is_the_last_resort() -> None:
    marked = "Blast in {place|Tarnab}\n\nA bomb {trigger|killed} five men on Monday."
    assert place_of(marked) == ("Tarnab", "place.headline")


def test_datelines_are_never_the_place() -> None:
    marked = "{place|TARNAB}, Aug 2 (Wire) - A bomb {trigger|killed} five men on Monday."
    assert place_of(marked)[0] is None


def date_of(marked: str, event_type: str = "ASSAULT") -> tuple[str | None, str]:
    """The label of the attached date and its rule; labels are the keys of DAYS."""
    parsed, spans, trigger = read(marked, event_type)
    mentions = [
        TimeMention(
            id=label, span=parsed.span(start, end), earliest=day, latest=day,
            precision=TimePrecision.DAY, basis=TimeBasis.RELATIVE, provenance=BY,
        )
        for label, day in DAYS.items()
        for start, end in spans.get(label, [])
    ]  # fmt: skip
    attached = attach_date(parsed, trigger, mentions, PUBLISHED)
    return attached.id, attached.provenance.rule or ""


@pytest.mark.parametrize(
    ("marked", "date"),
    [
        ("On {monday|Monday} rebels {trigger|shelled} a market.", "monday"),
        ("{monday|Monday}: rebels {trigger|shelled} a market.", "monday"),
        ("Rebels {trigger|shelled} a market ({monday|Monday}).", "monday"),
        ("Rebels on {monday|Monday} {trigger|shelled} a market.", "monday"),
        ("The {sunday|Sunday} {trigger|raid} was halted on {monday|Monday}.", "sunday"),
        ("A raid was halted on {monday|Monday} after the {trigger|killing} of six men.", "monday"),
        ("Two men were {trigger|killed} and four were hurt on {monday|Monday}.", "monday"),
        ("Rebels tried on {monday|Monday} to {trigger|seize} the mill.", "monday"),
        ("On {monday|Monday} a bomb went off, {trigger|killing} six men.", "monday"),
        ("An envoy said on {monday|Monday} that no bomb had {trigger|killed} anybody.", "monday"),
        ("A bomb {trigger|killed} six men on {sunday|Sunday}, he said {monday|Monday}.", "sunday"),
        ("The army {trigger|seized} the mill.", "published"),
        ("Troops moved in on {monday|Monday}. They {trigger|burned} a mill.", "monday"),
        ("Troops moved in on {monday|Monday}.\n\nThey {trigger|burned} a mill.", "monday"),
        ("Troops moved in on {monday|Monday}. They are {trigger|burning} mills.", "published"),
        ("He spoke on {monday|Monday} of the {trigger|raid} in {old|2011}.", "old"),
        ("The army will {trigger|leave} in {may|May}.", "may"),
        ("Police {trigger|opened fire} to disperse a crowd on {monday|Monday}.", "monday"),
        ("He was {trigger|shot} by his brother {sunday|Sunday}, guards said.", "sunday"),
        ("A man was {trigger|held} in connection with a raid on {sunday|Sunday}.", "published"),
        ("Five men were {trigger|killed} in shelling in Tarnab on {monday|Monday}.", "monday"),
        ("Six were {trigger|killed} and two others hurt in a raid on {monday|Monday}.", "monday"),
        ("Five {trigger|are dead} after rebels raided a market on {monday|Monday}.", "monday"),
        ("The raid on {monday|Monday}, in which six {trigger|died}, goes on.", "monday"),
        ("Six people died in the {trigger|attack} in Tarnab on {monday|Monday}.", "monday"),
        ("Rebels ambushed a convoy on {monday|Monday}; five men {trigger|died}.", "monday"),
        ("The death toll from the {trigger|attack} on {monday|Monday} rose to six.", "monday"),
        ("There were no deaths in the {trigger|attack} in Tarnab on {monday|Monday}.", "monday"),
        ("Rebels {trigger|shot} two in Tarnab, Elm province on {monday|Monday}.", "monday"),
        (
            "Two fell in an {trigger|attack} on a road leading to Tarnab on {monday|Monday}.",
            "monday",
        ),
        ("Rebels raided a mill on {monday|Monday}, where they {trigger|killed} two.", "monday"),
    ],
)
def test_the_date_that_governs(marked: str, date: str) -> None:
    assert date_of(marked)[0] == date


@pytest.mark.parametrize(
    "marked",
    [
        "An envoy said on {monday|Monday} that a bomb {trigger|killed} six men.",
        "An envoy said {monday|Monday} a bomb had {trigger|killed} six men.",
        "The radio on {monday|Monday} sang while it admitted that he was {trigger|killed}.",
    ],
)
def test_what_is_told_on_a_day_happened_by_then(marked: str) -> None:
    attached, rule = date_of(marked)
    assert rule == "date.told_by"
    assert attached not in {None, "monday", "published"}


def test_the_day_of_telling_is_open_at_its_beginning() -> None:
    day = msgspec.structs.replace(PUBLISHED, id="monday", earliest="2016-08-01")
    bound = bound_of(day)
    assert (bound.earliest, bound.latest) == (None, day.latest)
    assert bound.id != day.id


@pytest.mark.parametrize(
    "marked",
    [
        "The bishop condemned the {trigger|raid} on {monday|Monday}.",
        "The army will {trigger|leave} the mill.",
        "The army said on {monday|Monday} that it would {trigger|leave}.",
        "The men who {trigger|burned} the mill were tried on {monday|Monday}.",
        "The {trigger|raid} shocked the town.",
        "A man has been {trigger|held} over the raids in {old|2011}.",
        "It was the worst {trigger|attack} on our soil since {old|2011}.",
        "They stormed the mill with men trained and {trigger|armed} by the envoy.",
    ],
)
def test_no_date_where_none_is_told(marked: str) -> None:
    assert date_of(marked)[0] is None


def test_a_speech_act_has_the_date_of_saying() -> None:
    marked = "Rebels {trigger|threatened} on {monday|Monday} to burn the mill."
    assert date_of(marked, "THREATEN")[0] == "monday"


def counts_of(
    marked: str, what: Counted, event_type: str = "ASSAULT", tie: str = ""
) -> list[list[str]]:
    """For each trigger the words of the counts attached; {count|…} are the mentions."""
    text = parse_marks(marked)
    parsed = parse_report(text.text)
    triggers = [
        trigger_at(parsed, start, end, event_type)
        for label, start, end in text.spans
        if label == "trigger"
    ]
    quantities = [
        QuantityMention(
            id=f"q{start}", span=parsed.span(start, end), head=head(parsed, start, end),
            tie=text.text.index(tie) if tie else None, what=what, of="men", low=2, best=None,
            high=None, op=QuantityOp.VAGUE, provenance=BY,
        )
        for label, start, end in text.spans
        if label == "count"
    ]  # fmt: skip
    words = {q.id: q.span.quote for q in quantities}
    return [
        [
            words[i]
            for i in attach_quantities(
                parsed, t, event_type, quantities, [o for o in triggers if o is not t]
            ).ids
        ]
        for t in triggers
    ]


def test_a_count_goes_to_the_nearest_event() -> None:
    marked = "Rebels {trigger|shelled} a mill, {trigger|killing} {count|six men}."
    assert counts_of(marked, Counted.KILLED) == [[], ["six men"]]


def test_a_count_of_a_dependent_participle_goes_up() -> None:
    marked = "Rebels {trigger|shelled} a mill, killing {count|six men}."
    assert counts_of(marked, Counted.KILLED) == [["six men"]]


def test_the_word_that_tells_the_fate_takes_the_count() -> None:
    marked = "{count|Two guards} were {trigger|seized} and {trigger|murdered} on the road."
    assert counts_of(marked, Counted.KILLED, tie="murdered") == [[], ["Two guards"]]


def test_a_count_outside_of_what_is_said_is_of_another_saying() -> None:
    marked = "They denied that rebels {trigger|shelled} a mill and said {count|six men} died."
    assert counts_of(marked, Counted.KILLED) == [[]]


@pytest.mark.parametrize(
    ("marked", "counts"),
    [
        ("A bomb {trigger|exploded} in the mill. {count|Six men} died.", [["Six men"]]),
        ("A bomb {trigger|exploded} in the mill. There were {count|no casualties}.",
         [["no casualties"]]),
        ("A bomb {trigger|exploded} in the mill. {count|Six men} may have died.", [[]]),
        ("A bomb {trigger|exploded} in the mill. Police came. {count|Six men} died.", [[]]),
        ("A bomb {trigger|exploded}. {trigger|The raid} came when {count|six men} had died.",
         [[], ["six men"]]),
    ],
)  # fmt: skip
def test_harm_told_right_after_is_the_events(marked: str, counts: list[list[str]]) -> None:
    assert counts_of(marked, Counted.KILLED) == counts


def test_nouns_take_their_counts() -> None:
    marked = (
        "After the {trigger|killing} of {count|six men} he {trigger|burned} {count|two mills}."
    )
    assert counts_of(marked, Counted.KILLED) == [["six men"], ["two mills"]]


def test_types_bound_what_can_be_counted() -> None:
    marked = "The envoy {trigger|thanked} the {count|six men}."
    assert counts_of(marked, Counted.KILLED, "SUPPORT") == [[]]
