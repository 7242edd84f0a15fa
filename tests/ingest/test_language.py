"""Which language a text is in, and when the detector is not believed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.ingest.language import LANGUAGES_WITH_DATA, language_of, languages_with_data
from tests.ingest.reading import STORY, one_document, read_bytes

if TYPE_CHECKING:
    from pathlib import Path

FRENCH = (
    "Les soldats sont entrés dans la ville avant l’aube, ont déclaré des habitants du quartier."
)
ARABIC = (
    "دخل الجنود المدينة قبل فجر يوم الثلاثاء بحسب ما قاله سكان من الحي الشمالي للصحيفة المحلية."
)
RUSSIAN = "Солдаты вошли в город до рассвета, сообщили жители. Губернатор это отрицал."


@pytest.mark.parametrize(
    ("text", "language"),
    [(STORY, "en"), (STORY.upper(), "en"), (FRENCH, "fr"), (ARABIC, "ar"), (RUSSIAN, "ru")],
)
def test_the_language_is_detected(text: str, language: str) -> None:
    assert language_of(text, declared=None, forced=None) == language


def test_a_text_is_not_read_as_english_because_it_is_declared_so() -> None:
    assert language_of(ARABIC, declared="en", forced=None) == "ar"
    assert language_of(FRENCH, declared="en-GB", forced=None) == "fr"


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("Troops entered Homs.", None, "en"),
        ("Troops entered Homs.", "English", "en"),
        ("Truppen in Homs", "de-AT", "de"),
        ("Truppen in Homs", "und", "en"),
        ("Войска в городе", None, "ru"),
        ("1914–1918", None, "en"),
        ("Al-Qusayr, Deir ez-Zor, Tall Abyad, Ras al-Ayn", "eng", "en"),
    ],
)
def test_where_the_detector_cannot_know_the_declaration_holds(
    text: str, declared: str | None, language: str
) -> None:
    assert language_of(text, declared=declared, forced=None) == language


def test_a_long_text_is_judged_by_more_than_its_beginning() -> None:
    text = STORY[:100] + "\n" + ARABIC * 200
    assert language_of(text, declared=None, forced=None) == "ar"


def test_the_user_has_the_last_word(tmp_path: Path) -> None:
    document = one_document(read_bytes(tmp_path, "a.txt", FRENCH, language="en"))
    assert document.language == "en"


def test_languages_with_data_are_the_filled_folders(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "words.tsv").write_text("word\n")
    (tmp_path / "fr").mkdir()
    assert languages_with_data(tmp_path) == {"en"}
    assert languages_with_data(tmp_path / "missing") == frozenset()
    assert "en" in LANGUAGES_WITH_DATA
