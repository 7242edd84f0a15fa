"""What users and packagers rely on: names, quick start, clean locks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import sayso

ROOT = Path(__file__).parents[1]


def test_public_names_are_pinned() -> None:
    assert sayso.__all__ == [
        "IncidentFilter",
        "Reading",
        "Readings",
        "UnreadableError",
        "__version__",
        "open",
        "read",
        "read_many",
        "schema",
    ]
    assert all(hasattr(sayso, name) for name in sayso.__all__)
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = sayso.no_such_name


def test_help_loads_nothing_heavy() -> None:
    heavy = "{'spacy', 'numpy', 'pyarrow', 'sqlalchemy', 'trafilatura', 'py3langid'}"
    code = f"import sys, sayso.cli.main; sys.exit(', '.join({heavy} & set(sys.modules)) or 0)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_command_line_loads_spacy_without_its_own() -> None:
    code = (
        "import sys; from sayso.analysis.lean_spacy import leave_out_commands as lean; lean();"
        "from sayso.analysis.model import load_model; load_model()('Rebels shelled Homs.');"
        "sys.exit(', '.join({'weasel', 'requests', 'sqlalchemy'} & set(sys.modules)) or 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-build.txt", "requirements-dev.txt"]
)
def test_requirements_are_hashed_and_name_no_registry(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in lock
    pinned = [line for line in lock.splitlines() if line[:1].isalnum()]
    assert pinned
    assert lock.count("--hash=sha256:") >= len(pinned)


def test_no_file_is_too_long() -> None:
    for path in (ROOT / "src").rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 500, path
