"""CAMEO codes of events, and the way there and back."""

from __future__ import annotations

import pytest

from sayso.lexicons.codes.cameo import Facts, broken_conditions, cameo

CAMEO = cameo()

# PLOVER's mode has no code of its own in CAMEO, or CAMEO's code lies elsewhere (codebook.md, 5).
MODE_LOST = {
    ("CONSULT", "multilateral"),
    ("PROTEST", "strike"),
    ("PROTEST", "boycott"),
    ("PROTEST", "vandalize"),
    ("COERCE", "censor"),
    ("COERCE", "withhold"),
    ("COERCE", "misinformation"),
    ("COERCE", "cyber"),
    ("ASSAULT", "primitive"),
    ("ASSAULT", "drone"),
    ("ASSAULT", "crowd-control"),
    ("MOBILIZE", "weapons"),
    ("MOBILIZE", "militia"),
    ("THREATEN", "arrest"),
    ("ACCUSE", ""),
}


def test_every_condition_takes_and_refuses_its_own_words() -> None:
    assert list(broken_conditions(CAMEO.conditions.values())) == []
    named = {way.condition for way in CAMEO.ways if way.condition}
    assert named == set(CAMEO.conditions)


def test_there_and_back_is_the_same_type_and_mode() -> None:
    for way in CAMEO.ways:
        assert way.cameo in CAMEO.codes, way
        back = CAMEO.plover(way.cameo)
        assert back is not None, way
        if (way.event_type, way.mode) == ("RETREAT", "resign"):
            assert back.event_type == "CONCEDE"
            continue
        assert back.event_type == way.event_type, way
        if way.mode and (way.event_type, way.mode) not in MODE_LOST:
            assert back.mode == way.mode, way


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("195", {"event_type": "ASSAULT", "modes": ("aerial",)}),
        ("1831", {"event_type": "ASSAULT", "modes": ("suicide-attack",)}),
        ("1833", {"event_type": "ASSAULT", "modes": ("explosives",), "words": "a roadside bomb"}),
        ("1832", {"event_type": "ASSAULT", "modes": ("explosives",), "words": "a car bomb"}),
        ("183", {"event_type": "ASSAULT", "modes": ("explosives",), "words": "a bomb"}),
        ("190", {"event_type": "ASSAULT", "armed": 2}),
        ("180", {"event_type": "ASSAULT", "armed": 1}),
        ("186", {"event_type": "ASSAULT", "modes": ("targeted",)}),
        ("185", {"event_type": "ASSAULT", "modes": ("targeted",), "status": "attempted"}),
        ("202", {"event_type": "ASSAULT", "modes": ("targeted",), "killed": 4,
                 "defenceless": True}),
        ("186", {"event_type": "ASSAULT", "modes": ("targeted",), "killed": 3,
                 "defenceless": True}),
        ("186", {"event_type": "ASSAULT", "modes": ("targeted",), "killed": 40}),
        ("185", {"event_type": "ASSAULT", "modes": ("targeted",), "killed": 4,
                 "defenceless": True, "status": "attempted"}),
        ("073", {"event_type": "AID", "contexts": frozenset({"human_security"})}),
        ("070", {"event_type": "AID"}),
        ("042", {"event_type": "CONSULT", "modes": ("visit",)}),
        ("115", {"event_type": "ACCUSE", "modes": ("allege",), "contexts": frozenset({"legal"}),
                 "court": True}),
        ("0874", {"event_type": "RETREAT", "modes": ("withdraw",)}),
        ("2041", {"event_type": "ASSAULT", "modes": ("unconventional",), "words": "sarin"}),
    ],
)  # fmt: skip
def test_the_code_of_an_event(code: str, told: dict[str, object]) -> None:
    assert CAMEO.code_of(Facts(**told)) == code  # type: ignore[arg-type]


def test_every_way_can_be_gone() -> None:
    """No row stands behind one that always holds before it."""
    for kind, mode in {(way.event_type, way.mode) for way in CAMEO.ways}:
        own = [w for w in CAMEO.ways if (w.event_type, w.mode) == (kind, mode) and w.condition]
        always = [i for i, w in enumerate(own) if CAMEO.conditions[w.condition].kind == "always"]
        open_to = own[: always[0] + 1] if always else own
        behind = [w for w in own if w not in open_to]
        assert all(CAMEO.conditions[way.condition].kind == "never" for way in behind)


def test_a_code_is_text_and_a_longer_one_goes_back_by_its_beginning() -> None:
    assert "010" in CAMEO.codes
    assert "10" in CAMEO.codes
    assert CAMEO.codes["010"].root == "01"
    assert CAMEO.codes["10"].root == "10"
    bombing = CAMEO.plover("18329")
    assert bombing is not None
    assert bombing.cameo == "1832"
    assert CAMEO.plover("99") is None
    assert CAMEO.code_of(Facts(event_type="NONE")) is None
