"""Dictionaries of machine coders as overlays: what goes over, what does not, what it reads."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sayso
from sayso.pipeline.lint import check_files
from sayso.pipeline.reading.config import ConfigError
from sayso.pipeline.taking.dictionaries import import_dictionary
from tests.cli.commands import run, run_alone

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.records.exchange.dictionary_summary import DictionarySummary

ACTORS = """# Actors of a made-up war
QUAY_COUNCIL_ [SYRREB 120301-150630] ; from the founding
	[LBNGOV >150701]
+COUNCIL_OF_THE_QUAY_
.ALT QCQ_
MILO_HARLAN [SYRELI <140301]
 [SYRGOV >140301]
SAND_UNION [SYRLAB]
"""
AGENTS = """SANDWARDEN [~PRM]
!PERSON! = MAN, MEN, WOMAN
DUNE!PERSON! [~AGR]
TIDE_BOARD {TIDE_BOARDS} [~GOV]
TERRORIST [~REB]
SOLDIER [~MIL]
"""
VERBS = """&ARMS
+RIFLE
+GUN_ {GUNS}

--- FLENSE [190] ---
FLENSE {FLENSES FLENSED FLENSING}
GROBBLE
- * ARCHIVES [171]  # flense archives
- * + WITH &ARMS [193]
--- SAY [010] ---
SAY
VOUCHSAFE
"""
TABARI_VERBS = """RANKLE [112]  ; TABARI has one verb a line
- * CONVOY [1731]
VEX [---]
"""


def write(folder: Path, **contents: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in contents.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / f"{name}.txt").write_bytes(data)
    return folder


def overlay(tmp_path: Path, **contents: str | bytes) -> tuple[DictionarySummary, list[Path]]:
    """The summary of an import, and the overlays, which must be in order."""
    summary = import_dictionary([write(tmp_path / "in", **contents)], tmp_path / "out")
    tables = sorted((tmp_path / "out").glob("*.tsv"))
    assert check_files(tables) == []
    return summary, tables


def left_out(tmp_path: Path) -> list[tuple[str, str, str, str]]:
    with (tmp_path / "out" / "left-out.csv").open(encoding="utf-8", newline="") as file:
        return [
            (row["line"], row["lost"], row["words"], row["reason"]) for row in csv.DictReader(file)
        ]


def read(text: str, tables: list[Path], day: str = "2016-08-03") -> sayso.Reading:
    return sayso.read(text, overlays=tables, published=day, model=False)


@pytest.mark.parametrize(
    ("day", "country", "sector"),
    [
        ("2012-02-29", None, None),
        ("2012-03-01", "SYR", "REB"),
        ("2015-06-30", "SYR", "REB"),
        ("2015-07-01", "LBN", "GOV"),
    ],
)
def test_a_name_reads_with_the_code_of_the_reports_day(
    tmp_path: Path, day: str, country: str | None, sector: str | None
) -> None:
    _, tables = overlay(tmp_path, actors=ACTORS)
    for name in ("Quay Council", "Council of the Quay", "QCQ"):
        reading = read(f"The {name} shelled Syrian soldiers near Aleppo.", tables, day)
        (actor,) = [a for a in reading.actors if a.name == "Quay Council"]
        assert (actor.country, actor.sector) == (country, sector)
        assert actor.provenance.reason.startswith("named so by actors.tsv:")


def test_a_former_office_holder_is_a_person(tmp_path: Path) -> None:
    summary, tables = overlay(tmp_path, actors=ACTORS)
    assert (summary.actors, summary.actor_rows, summary.lost) == (3, 6, 0)
    for day, sector in (("2014-02-28", "ELI"), ("2014-03-01", "GOV")):
        (actor, *_) = read("Mr Milo Harlan met the envoys.", tables, day).actors
        assert (actor.span.quote, actor.sector) == ("Mr Milo Harlan", sector)


def test_agents_become_roles(tmp_path: Path) -> None:
    summary, tables = overlay(tmp_path, agents=AGENTS)
    text = "Syrian sandwardens shot two dunemen. The tide boards fled. Terrorists shot a soldier."
    found = {a.span.quote: (a.country, a.sector) for a in read(text, tables).actors}
    assert found["Syrian sandwardens"] == ("SYR", "PRM")
    assert found["two dunemen"][1] == "AGR"
    assert found["The tide boards"][1] == "GOV"
    assert found["Terrorists"][1] == "UAF"
    assert (summary.roles, summary.lost, summary.known) == (5, 1, 1)
    assert ("5", "whole", "terrorist") in [row[:3] for row in left_out(tmp_path)]


def test_verbs_name_events_by_the_types_of_their_codes(tmp_path: Path) -> None:
    summary, tables = overlay(tmp_path, verbs=VERBS, more_verbs=TABARI_VERBS)
    text = (
        "Rebels flensed soldiers. The police flensed the archives. "
        "Rebels grobbled two villagers with guns. The army rankled a convoy."
    )
    assert [(e.event_type, e.modes) for e in read(text, tables).events] == [
        ("ASSAULT", ()),
        ("COERCE", ("seize",)),
        ("ASSAULT", ("firearms",)),
        ("COERCE", ("arrest",)),
    ]
    said = read("The mayor vouchsafed that rebels had shelled a school.", tables)
    assert [a.source.quote for a in said.attributions if a.source] == ["The mayor"]
    assert summary.verbs == 9
    assert ("3", "whole", "VEX", "its code says that it is no event") in left_out(tmp_path)
    assert ("11", "known", "SAY", "sayso reads 'say' so by its own rules") in left_out(tmp_path)


def test_a_verb_that_stands_twice_gives_one_row(tmp_path: Path) -> None:
    twice = "--- FLENSE [190] ---\nFLENSE\nFLENSE\n- * ARCHIVES [171]\nFLENSE [112]\n"
    summary, _ = overlay(tmp_path, verbs=twice)
    assert (summary.verbs, summary.lost) == (2, 1)
    ((line, _, words, reason),) = left_out(tmp_path)
    assert (line, words) == ("5", "FLENSE")
    assert reason.endswith("verbs.txt:2 as ASSAULT, which counts")


def test_the_order_of_paths_says_nothing(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "in", a_actors=ACTORS, b_actors="QUAY_COUNCIL [USAGOV]\nB_CO [USABUS]"
    )
    paths = sorted(folder.iterdir())
    import_dictionary(paths, tmp_path / "one")
    import_dictionary([*reversed(paths), folder], tmp_path / "two")
    for name in ("actors.tsv", "left-out.csv"):
        one, two = ((tmp_path / each / name).read_bytes() for each in ("one", "two"))
        assert one == two
    assert check_files([tmp_path / "one" / "actors.tsv"]) == []


@pytest.mark.parametrize(
    ("line", "lost", "reason"),
    [
        ("QUAY_MEN [SYRREB", "whole", "it is no NAME [CODE]; mend the brackets"),
        ("QUAY_MEN SYRREB]", "whole", "it is no NAME [CODE]; mend the brackets"),
        ("QUAY_MEN", "whole", "it has no code; give it one in brackets"),
        ("QUAY_MEN [---]", "whole", "the code says that it is nobody"),
        ("QUAY_MEN [SYRREB/LBNREB]", "whole", "is a code of several actors at once"),
        ("QUAY_MEN [SYRREB >991340]", "whole", "is in no calendar"),
        ("QUAY_MEN [QQQZZZ]", "whole", "of QQQZZZ no part is a country or sector of PLOVER"),
        ("QUAY_MEN [SYRREBQZQ]", "part", "QZQ of SYRREBQZQ has no place in PLOVER's codes"),
        ("1990 [SYRREB]", "whole", "'1990' is no name"),
        ("A|B [SYRREB]", "whole", "'A|B' is no name"),
        ("SYRIA [SYR]", "known", "sayso knows it as a word for Syria"),
        ("SAND_UNION [SYRBUS]", "part", "the name stands also at"),
        ("[SYRGOV >120101]\nQUAY [---]", "part", ""),
    ],
)
def test_what_cannot_go_over_is_listed(tmp_path: Path, line: str, lost: str, reason: str) -> None:
    overlay(tmp_path, actors=f"SAND_UNION [SYRLAB]\n{line}\n")
    listed = left_out(tmp_path)
    if not reason:
        assert [row[0] for row in listed] == ["3"]
        return
    (found,) = listed
    assert (found[0], found[1]) == ("2", lost)
    assert reason in found[3]


def test_a_code_that_no_day_is_left_for_is_told(tmp_path: Path) -> None:
    overlay(tmp_path, actors="QUAY_MEN [SYRREB 100101-200101]\n [SYRGOV 120101-130101]\n")
    ((line, lost, _, reason),) = left_out(tmp_path)
    assert (line, lost) == ("2", "part")
    assert reason == "on all its days another code of the name counts: SYRGOV"


def test_a_known_actor_keeps_its_neutral_name(tmp_path: Path) -> None:
    _, tables = overlay(tmp_path, actors="HEZBOLLAH [IRNREB]\n+QUAYSIDE_ARMY\n")
    for name in ("Hezbollah", "Party of God", "Quayside Army"):
        (actor, *_) = read(f"{name} shelled a town.", tables).actors
        assert (actor.name, actor.country) == ("Hezbollah", "IRN")


def test_lists_of_bare_words_are_told_line_by_line(tmp_path: Path) -> None:
    summary, tables = overlay(tmp_path, my_discards="+SPORTS\nBOX_OFFICE\n", issues="WATER\n")
    assert tables == []
    assert summary.lost == 3


@pytest.mark.parametrize(
    ("content", "reason", "where"),
    [
        (b"", "no line is one of a dictionary", None),
        (b"x" * 10_000_000, "no line is one of a dictionary", None),
        (b"QUAY\0MEN [SYRREB]\n", "it is no text: it holds zero bytes", 1),
        (b"A report about a town.\n", "no line is one of a dictionary", None),
        (b"# x\nRANKLE [223]\nVEX [112]\n", "1 of 2 codes are none of CAMEO, the first '223'", 2),
    ],
)
def test_a_file_that_is_no_dictionary_costs_no_other(
    tmp_path: Path, content: bytes, reason: str, where: int | None
) -> None:
    summary, tables = overlay(tmp_path, bad=content, good=ACTORS)
    (reject,) = summary.rejects
    assert reject.path.endswith("bad.txt")
    assert reason in reject.reason
    assert reject.where == where
    assert reject.remedy
    assert [path.name for path in tables] == ["actors.tsv"]


def test_a_damaged_line_costs_no_other(tmp_path: Path) -> None:
    bad = b"CAF\xe9 [SYRREB]\n" + b"Y" * 5_000 + b" [SYRREB]\nSAND_UNION [SYRLAB]\n"
    summary, _ = overlay(tmp_path, actors=bad)
    assert (summary.actors, summary.rejects) == (1, ())
    assert [row[0] for row in left_out(tmp_path)] == ["1", "2"]


def test_comments_say_nothing(tmp_path: Path) -> None:
    text = (
        "<!-- a head\nQUAY_MEN [SYRGOV]\n-->\n<dictionary version='1'>\n; all\n# all\n"
        "SAND_UNION [SYRLAB]# no comment inside [\n"
    )
    summary, _ = overlay(tmp_path, actors=text.replace("]# no", "] # no"))
    assert (summary.actors, summary.lost) == (1, 0)


def test_the_command_says_what_it_did(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", actors=ACTORS, bad="nothing here")
    done = run("import", folder, "--format", "petrarch", "-o", tmp_path / "out")
    assert done.exit_code == 3
    assert "3 actors (6 rows), 0 roles, 0 verbs from 2 dictionaries" in done.stderr
    assert "bad.txt: no line is one of a dictionary" in done.stderr
    again = run_alone("import", folder, "--format", "petrarch", "-o", tmp_path / "out")
    assert again.returncode == 2
    assert b"holds something already" in again.stderr


def test_a_missing_path_or_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is not there; name dictionaries"):
        import_dictionary([tmp_path / "none"], tmp_path / "out")
    write(tmp_path / "in", actors=ACTORS)
    with pytest.raises(ConfigError, match="is a file; name a new folder"):
        import_dictionary([tmp_path / "in"], tmp_path / "in" / "actors.txt")
    with pytest.raises(ConfigError, match="is no folder; make it first"):
        import_dictionary([tmp_path / "in"], tmp_path / "none" / "out")


_SIGNS = st.text(alphabet="AB_ +-*[]{}~!&=#;<>09\n\t|%$^(),'é\x1f", max_size=120)
_LINES = st.lists(st.sampled_from([*ACTORS.split("\n"), *AGENTS.split("\n"), *VERBS.split("\n")]))


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_LINES, _SIGNS)
def test_any_text_ends_in_overlays_that_are_in_order(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], signs: str
) -> None:
    overlay(tmp_path_factory.mktemp("any"), any="\n".join(lines) + signs)
