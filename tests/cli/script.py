"""The console script, run in this process with its own way of ending."""

from __future__ import annotations

import io

import pytest

from sayso.cli.main import run as script


def run_as_script(*arguments: str) -> tuple[int, str, str]:
    """A command as `sayso.cli.main.run` ends it: exit status, output, messages."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["sayso", *arguments])
        patch.setattr("sys.stdout", out)
        patch.setattr("sys.stderr", err)
        with pytest.raises(SystemExit) as ended:
            script()
    code = ended.value.code
    return (code if isinstance(code, int) else 1), out.getvalue(), err.getvalue()
