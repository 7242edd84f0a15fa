"""The networks load beside the parser: once, and what is wrong is told to whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.analysis import sessions
from sayso.analysis.sessions import load_in_background, load_session

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_begun_once_and_gives_the_networks_that_are_asked_for() -> None:
    thread = load_in_background()
    thread.join()

    assert load_in_background() is thread
    assert load_session("tagger") is load_session("tagger")


def test_a_folder_without_networks_is_told_to_who_asks_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sessions, "FOLDER", tmp_path)
    load_in_background.__wrapped__().join()

    with pytest.raises(Exception, match=r"nothing\.onnx"):
        load_session("nothing")
