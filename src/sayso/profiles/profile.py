"""Profiles: the rulebooks by which figures are computed, as TOML files, ours or a user's."""

from __future__ import annotations

import hashlib
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from sayso.lexicons.files.load import DATA, DataFileError
from sayso.lexicons.files.strict import Mistake, to_record
from sayso.lexicons.files.toml_lines import error_place, line_of
from sayso.records.evidence import Record

FOLDER = DATA / "profiles"
SHIPPED = ("acled", "ucdp", "ibc", "airwars")

_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_DIGEST = 12

Reads = Literal[
    "number", "named", "low", "low_is_best", "bounds", "zero", "three_or_ten", "lowest_named"
]  # fmt: skip
Sides = Literal["none", "civilians", "civilians_and_militants", "a_b_civilians_unknown"]
Differ = Literal["lowest_until_corroborated", "reliable_range", "range"]
Doubt = Literal["hedged", "party_on_enemy"]
Preference = Literal["third_party", "certain", "counted"]


class Numbers(Record, frozen=True, kw_only=True):
    """How the profile reads a count, by how its words bound it.

    `number`: the number told. `named`: the number in the words ("more than 7" is 7). `low`: the
    lowest that the words allow. `low_is_best`: the bounds,
    with the low as best. `bounds`: as the language has them. `zero`: none. `three_or_ten`: 10 in
    a country and month with a battle or strike of ten or more deaths, else 3. `lowest_named`: the
    lowest number that any account names, else the one told. `harm` is for "casualties" alone;
    `party_limit` for a party's "up to N" of its enemies, null to read it as any other.
    """

    exact: Reads
    approx: Reads
    at_least: Reads
    at_most: Reads
    range: Reads
    vague: Reads
    harm: Reads
    party_limit: Reads | None = None


class WordValue(Record, frozen=True, kw_only=True):
    """Words for a number and the value that the profile gives them, null for the lowest allowed.

    The longest words that fit are taken. `origin` says who decided so.
    """

    words: tuple[str, ...]
    value: int | None = None
    origin: str
    unverified: bool = False


class Profile(Record, frozen=True, kw_only=True):
    """A rulebook: each step of the computation is one of a few named choices.

    `measures` are what it counts. `sides`: whose dead and injured it tells apart, and which count.
    `accounts_differ`: what becomes of several numbers; `corroborated_by` is how many independent
    sources must name a number other than the lowest; `unreliable` and `prefer` are asked for
    `reliable_range` alone: which counts set no bound as long as others do, and which gives the
    best, by the first criterion that tells two apart, on a tie the lower. `open_best`: what stands
    in where no number does. `suicide_attacker`, `civilians_in_battle`: whether they count.
    `several_days_or_places`: what becomes of a total over them. `later_news`: whether a voice's
    later number replaces its earlier (`revised`, `yearly_release` and `live`, which differ in when
    the recorders themselves publish) or both stand (`all_versions`). `nothing_told`: the figure
    where no account has a number. `threshold`: what an incident needs for the recorders to list
    it. `grade`: what the profile says of its sureness.
    """

    name: str
    title: str
    about: str
    origin: str
    caution: str
    unverified: tuple[str, ...] = ()
    measures: tuple[Literal["killed", "injured"], ...]
    sides: Sides
    accounts_differ: Differ
    corroborated_by: int = 2
    unreliable: tuple[Doubt, ...] = ()
    prefer: tuple[Preference, ...] = ()
    open_best: Literal["low", "best_is_low", "max_is_min"]
    suicide_attacker: Literal["counted", "by_side", "not_counted"]
    civilians_in_battle: Literal["counted", "left_out"]
    several_days_or_places: Literal["divided", "known_subtracted", "kept"]
    cumulative: Literal["never"]
    later_news: Literal["revised", "yearly_release", "live", "all_versions"]
    nothing_told: Literal["zero", "none"]
    threshold: Literal["none", "one_death", "one_civilian_harmed", "one_civilian_alleged"]
    grade: Literal["none", "single_source", "airwars"]
    numbers: Numbers
    words: tuple[WordValue, ...] = ()

    def digest(self) -> str:
        """Twelve hexadecimal digits that change with any choice or word of the profile."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()[:_DIGEST]


@cache
def shipped_profile(name: str) -> Profile:
    """The shipped profile of a name: acled, ucdp, ibc or airwars.

    Raises:
        DataFileError: for another name, which says what there is.
    """
    if name not in SHIPPED:
        raise DataFileError(
            f"no profile {name!r}; known are {', '.join(SHIPPED)}; give your own as a TOML file"
        )
    return read_profile(FOLDER / f"{name}.toml")


def find_profiles(names: tuple[str, ...] = ()) -> tuple[Profile, ...]:
    """The shipped profiles, or those named, in their order; a name with .toml is a user's file.

    Raises:
        DataFileError: for an unknown name, a file that cannot be used, or two of one name.
    """
    found = tuple(_find(name) for name in names or SHIPPED)
    known = [profile.name for profile in found]
    for name in known:
        if known.count(name) > 1:
            raise DataFileError(f"two profiles are named {name!r}; give one another name")
    return found


def _find(name: str) -> Profile:
    if not name.endswith(".toml"):
        return shipped_profile(name)
    profile = read_profile(Path(name))
    if profile.name in SHIPPED:
        raise DataFileError(
            f"{name}: {profile.name!r} is the name of a shipped profile; choose another, so that "
            "nobody takes your figures for theirs"
        )
    return profile


def read_profile(path: Path) -> Profile:
    """The profile in a TOML file.

    Raises:
        DataFileError: for a missing file, broken TOML, an unknown key or an unknown choice; says
            file and line of the first, and the remedy.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = tomllib.loads(text)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise DataFileError(f"{path}: no such file; a profile is a TOML file") from error
    except UnicodeDecodeError as error:
        raise DataFileError(f"{path}: it is not UTF-8; save it as UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        line, message = error_place(text, error)
        raise DataFileError(f"{path}:{line}: {message}; mend the TOML") from error
    profile, mistakes = _to_profile(content)
    if mistakes or profile is None:
        keys, message = mistakes[0]
        more = f" (and {len(mistakes) - 1} more)" if len(mistakes) > 1 else ""
        raise DataFileError(f"{path}:{line_of(text, keys)}: {message}{more}")
    return profile


def _to_profile(content: dict[str, object]) -> tuple[Profile | None, list[Mistake]]:
    mistakes: list[Mistake] = []
    numbers = content.get("numbers")
    if isinstance(numbers, dict):
        mistakes = [
            Mistake(("numbers", *keys), message)
            for keys, message in to_record(numbers, Numbers)[1]
        ]
    profile, others = to_record(content, Profile)
    if mistakes:
        others = [mistake for mistake in others if mistake.keys[:1] != ("numbers",)]
    mistakes += others
    if profile is not None:
        mistakes += _wrong_values(profile)
    return profile, mistakes


def _wrong_values(profile: Profile) -> list[Mistake]:
    """Values that are of the right kind and still of no use."""
    found: list[Mistake] = []
    if not _NAME.fullmatch(profile.name):
        message = "name: write a word of small letters, digits, - and _, such as my-rules"
        found.append(Mistake(("name",), message))
    if not profile.measures:
        found.append(Mistake(("measures",), "measures: write at least one of killed, injured"))
    if profile.corroborated_by < 1:
        found.append(Mistake(("corroborated_by",), "corroborated_by: write 1 or more"))
    for number, row in enumerate(profile.words):
        if row.value is not None and row.value < 0:
            found.append(Mistake(("words", number, "value"), "value: write 0 or more"))
    return found
