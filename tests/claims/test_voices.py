"""Whose claim a sentence is, as the whole of sayso reads it, networks included."""

from __future__ import annotations

import pytest

from sayso.claims.assemble import assemble_claims
from sayso.pipeline.reading.config import ReadConfig
from sayso.pipeline.reading.stages import read_document
from tests.strategies import make_document


@pytest.mark.parametrize(
    ("text", "trigger", "voice", "actors"),
    [
        (
            (
                "The Syrian army, supported by Hezbollah, liberated Al-Qusayr at dawn, a field "
                "commander told this newspaper."
            ),
            "liberated",
            "field commander",
            ["The Syrian army"],
        ),
        (
            (
                "Aircraft bombed a hospital run by Médecins Sans Frontières in Kunduz, killing "
                "nine members of its staff, the charity said."
            ),
            "bombed",
            "doctors without borders",
            [],
        ),
        (
            (
                "Afghan forces requested the air strike that hit a hospital in Kunduz on "
                "Saturday, General John Campbell said on Monday."
            ),
            "hit",
            "john campbell",
            [],
        ),
        (
            "“All the gunmen were killed, but we also lost doctors,” spokesman Ali Reza said.",
            "lost",
            "ali reza",
            [],
        ),
    ],
)
def test_who_tells_and_who_did_it(text: str, trigger: str, voice: str, actors: list[str]) -> None:
    read = read_document(make_document(text, published="2015-10-03"), ReadConfig())
    told = [
        claim
        for claim in assemble_claims(read)
        if trigger in [span.quote for span in claim.evidence]
    ]
    assert [claim.voice_key for claim in told] == [voice]
    assert [party.span.quote for claim in told for party in claim.actors] == actors
