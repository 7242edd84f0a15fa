"""Predictions for the task `incidents` are made from all articles together."""

from __future__ import annotations

import pytest

from evaluation.shootings import likeliest
from evaluation.tasks import predict
from sayso.records.main_incident import Choice

ITEMS = [
    {
        "id": "x1",
        "title": "Two wounded in shooting at Marlow Heights garage",
        "text": "MARLOW HEIGHTS -- Two mechanics, Denny Okafor, 31, and Luis Prandtl, 44, were "
        "wounded when a customer opened fire in a garage on Tannery Lane on Saturday.",
        "date": "2016-08-07",
    },
    {
        "id": "x2",
        "title": "Customer charged after Marlow Heights garage shooting",
        "text": "A customer was charged on Monday with shooting and wounding the mechanics Denny "
        "Okafor, 31, and Luis Prandtl, 44, in a garage on Tannery Lane on Saturday.",
        "date": "2016-08-08",
    },
    {"id": "x3", "title": "Boy, 4, shot dead at home", "text": " ", "date": "2016-10-01"},
]


@pytest.mark.parametrize("model", [True, False])
def test_each_article_has_one_prediction_in_its_order(model: bool) -> None:
    found = list(predict("incidents", ITEMS, model=model))
    assert [one["id"] for one in found] == ["x1", "x2", "x3"]
    assert found[2]["incident"] != found[0]["incident"]
    assert (found[2]["killed"], found[2]["date"]) == (1, "2016-10-01")


def test_articles_of_one_incident_share_its_name_and_figures() -> None:
    first, second, _ = predict("incidents", ITEMS)
    assert first["incident"] == second["incident"]
    assert (second["killed"], second["injured"], second["date"]) == (0, 2, "2016-08-06")


def test_the_order_of_articles_changes_no_figure() -> None:
    forward = {one["id"]: one for one in predict("incidents", ITEMS)}
    assert forward == {one["id"]: one for one in predict("incidents", ITEMS[::-1])}


def _choices(**shares: float) -> list[Choice]:
    return [Choice(value=name, share=share) for name, share in shares.items()]


def test_two_sure_reports_outweigh_a_doubtful_one() -> None:
    own = _choices(a=0.6, b=0.4)
    sure = _choices(b=0.95, a=0.05)
    assert likeliest(own, []) == "a"
    assert likeliest(own, [own, sure, sure]) == "b"
    assert likeliest([], []) is None
