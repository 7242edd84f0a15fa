"""Figures as text: side by side, and each explained down to voice, outlet and quote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jsonschema
import msgspec
import pytest
from rich.console import Console

from sayso.export.figures import explanation, figure_address, figures_table, in_words
from sayso.profiles.figures import compute
from sayso.profiles.profile import find_profiles, shipped_profile
from sayso.records.claim import Victims
from sayso.records.exchange.codec import schema
from sayso.records.mention import Counted, QuantityOp
from sayso.records.shown.figures import Context, Figure, Figures, Group
from tests.profiles.accounts import account, place, sources, toll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from sayso.records.claim import Account

VILLAGERS = toll(9, words="nine villagers", whom=Victims.CIVILIAN)
MORE = toll((24, None, None), op=QuantityOp.VAGUE, words="dozens of villagers")
TOTAL = toll(300, words="300 people", cumulative=True)


def told() -> list[Account]:
    return [
        account(VILLAGERS, voice="A doctor", publisher="Harbour Post"),
        account(MORE, TOTAL, voice="The mayor", publisher="Hill Times"),
    ]


def of(profile: str, accounts: Sequence[Account]) -> Figures:
    own = sources(*([each] for each in accounts))
    return compute(shipped_profile(profile), accounts, own, Context(incident="i3f2a"))


def shown(renderable: RenderableType) -> str:
    console = Console(width=240, no_color=True)
    with console.capture() as capture:
        console.print(renderable)
    return capture.get()


def test_profiles_side_by_side() -> None:
    own = sources(*([each] for each in told()))
    text = shown(figures_table([compute(rules, told(), own) for rules in find_profiles()]))
    head, *rows = [line.split("  ") for line in text.splitlines()]
    assert [cell.strip() for cell in head if cell.strip()] == ["acled", "ucdp", "ibc", "airwars"]
    cells = {row[0]: [cell.strip() for cell in row[1:] if cell.strip()] for row in rows}
    assert cells["killed, all"] == ["9", "9 or more, best 9"]
    assert cells["killed, civilians"] == ["9", "9–24", "9–24"]
    assert cells["killed, militants"] == ["not told"]
    assert cells["grade"] == ["Weak (suggested)"]
    assert text.count("says nothing of who is right") == 1


def test_a_figure_explains_itself_back_to_voice_outlet_and_quote() -> None:
    text = shown(explanation(of("ibc", told()), Counted.KILLED))
    assert "killed, civilians: 9–24" in text
    assert "of incident i3f2a; 2 reports, 2 publishers, 2 independent sources" in text
    assert "low: A doctor (Harbour Post, 2030-05-02)" in text
    assert "“nine villagers”: “nine villagers” is read as 9  [ibc.numbers.exact; c" in text
    assert "high: The mayor (Hill Times" in text
    assert "[ibc.open_best]" in text
    assert text.index("Set aside") < text.index("“300 people”: a running total")
    assert "says nothing of who is right" in text


def test_a_divided_total_lists_its_shares() -> None:
    spread = account(toll(5, words="5 people"), places=(place("Ober", 0), place("Tarn", 9)))
    text = shown(explanation(of("acled", [spread]), Counted.KILLED))
    assert "3  Ober" in text
    assert "2  Tarn" in text


def test_a_grade_is_explained_as_suggested() -> None:
    text = shown(explanation(of("airwars", told()), Counted.KILLED))
    assert "suggested grade Weak" in text
    assert "[airwars.grade.no_action]" in text


def test_a_figure_that_a_profile_lacks_is_told_with_those_it_has() -> None:
    with pytest.raises(ValueError, match="acled has no figure injured; it has killed:all"):
        explanation(of("acled", told()), Counted.INJURED)
    with pytest.raises(ValueError, match="ibc has no figure killed:side_a; it has killed:civ"):
        explanation(of("ibc", told()), Counted.KILLED, Group.SIDE_A)


def test_addresses_of_figures() -> None:
    assert figure_address("i3f2a") is None
    assert figure_address("i3f2a:ucdp:killed") == ("i3f2a", "ucdp", Counted.KILLED, None)
    assert figure_address("i3f2a:ucdp:killed:side_a") == (
        "i3f2a",
        "ucdp",
        Counted.KILLED,
        Group.SIDE_A,
    )


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ("i3f2a:ucdp", "write INCIDENT:PROFILE:MEASURE"),
        (":ucdp:killed", "write INCIDENT:PROFILE:MEASURE"),
        ("i3f2a:ucdp:dead", "write killed or injured"),
        ("i3f2a:ucdp:killed:women", "known are all, civilians"),
    ],
)
def test_wrong_addresses_are_told_with_a_remedy(words: str, remedy: str) -> None:
    with pytest.raises(ValueError, match=remedy):
        figure_address(words)


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((10, 10, 10), "10"),
        ((9, None, 22), "9–22"),
        ((9, 12, 1200), "9–1,200, best 12"),
        ((24, 24, None), "24 or more, best 24"),
        ((None, None, None), "not told"),
    ],
)
def test_bounds_in_words(bounds: tuple[int | None, int | None, int | None], words: str) -> None:
    low, best, high = bounds
    figure = Figure(measure=Counted.KILLED, group=Group.ALL, low=low, best=best, high=high)
    assert in_words(figure) == words


def test_bounds_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="out of order"):
        Figure(measure=Counted.KILLED, group=Group.ALL, low=9, best=3, high=None)


def test_figures_are_valid_by_their_schema() -> None:
    validator = jsonschema.Draft202012Validator(schema("figures"))
    content: Any = msgspec.json.decode(msgspec.json.encode(of("airwars", told())))
    assert not list(validator.iter_errors(content))
