"""Options that several commands share, told once: a class of them for one parameter each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import is_dataclass
from functools import wraps
from inspect import Parameter, signature
from typing import Any, get_type_hints


def with_groups(command: Callable[..., None]) -> Callable[..., None]:
    """A command that has the options of each class of them that a parameter of it asks for.

    The class is a dataclass whose fields are options with defaults; on the command line they stand
    where the parameter does.
    """
    hints = get_type_hints(command, include_extras=True)
    own = signature(command)
    groups = {name: hints[name] for name in own.parameters if is_dataclass(hints[name])}
    parameters: list[Parameter] = []
    for name, parameter in own.parameters.items():
        options = _options(groups[name]) if name in groups else [parameter]
        types = get_type_hints(groups[name], include_extras=True) if name in groups else hints
        parameters += [each.replace(annotation=types[each.name]) for each in options]

    @wraps(command)
    def grouped(**told: Any) -> None:
        for name, kind in groups.items():
            told[name] = kind(**{each.name: told.pop(each.name) for each in _options(kind)})
        command(**told)

    # Typer reads the options here.
    grouped.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    grouped.__annotations__ = {each.name: each.annotation for each in parameters}
    return grouped


def _options(kind: Callable[..., Any]) -> list[Parameter]:
    return list(signature(kind).parameters.values())
