"""Mistakes in users' files: each is said with file, line and remedy, and all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.lexicons.files.strict import nearest
from sayso.pipeline.lint import check_files

if TYPE_CHECKING:
    from pathlib import Path

RULE = """language: en
rules:
  - id: mine.assault.reap
    event_type: ASSAULT
    cameo: "18"
    verbs: [reap]
    matches:
      - text: "{actor|Drones} {trigger|reaped} {recipient|nine villagers}."
    rejects:
      - text: "The village was quiet."
"""
CUE = """language: en
rules:
  - id: mine.report.telling
    construction: preposition
    phrases: [in the telling of]
    matches:
      - text: "In the telling of the mayor, two men were shot."
    rejects:
      - text: "Much was lost in the telling."
"""


def mistakes(folder: Path, **contents: str) -> list[str]:
    paths = []
    for name, content in contents.items():
        kind = "yaml" if name.startswith("rules") else "tsv"
        paths.append(folder / f"{name}.{kind}")
        paths[-1].write_text(content, encoding="utf-8")
    found = check_files(paths, examples=False)
    return [str(finding).replace(f"{folder}/", "") for finding in found]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("colour\tkind\nred\tgroup\n", "1: none of its columns says what the table is; it must"),
        ("name\tplace\nA\tB\n", "1: its columns name and place both say what the table is; it"),
        ("", "1: none of its columns says what the table is"),
        ("# note\n\nname\tkindd\nA\tgroup\n", "3: unknown column kindd; did you mean kind?"),
        ("name\tkind\tkind\nA\tgroup\tman\n", "1: the column 'kind' stands twice"),
        ("name\tkind\nA\t\n", "2: kind is missing; write one of group, man"),
        ("name\tkind\nA\tband\n", "2: unknown kind 'band'; write one of group, man"),
        ("name\tkind\tcountry\nA\tgroup\tXXL\n", "2: unknown country 'XXL'; write an ISO 3166-1"),
        ("name\tkind\tsector\nA\tgroup\tARM\n", "2: unknown sector 'ARM'; write one of"),
        ("name\tkind\tsince\nA\tgroup\t2015-13\n", "2: since '2015-13' is no date; write YYYY"),
        ("name\tkind\n...\tgroup\n", "2: the name '...' has no letter"),
        ("name\tkind\taliases\nA\tgroup\t-\n", "2: the alias '-' has no letter"),
        ("name\tremove\nHezbolah\tyes\n", "2: no shipped actor is named 'Hezbolah'; did you mean"),
        ("name\tremove\nHezbollah\tno\n", "2: unknown remove 'no'; known are yes"),
        ("name\tkind\textra\nA\tgroup\n", "1: unknown column extra; known are aliases, country"),
        ("role\tsector\nsandwarden\tARM\n", "2: unknown sector 'ARM'; write one of"),
        ("role\tsector\n...\tGOV\n", "2: the role '...' has no letter"),
        ("role\tremove\nrebell\tyes\n", "2: 'rebell' is no shipped role; did you mean rebel?"),
        ("role\tsector\na b\tGOV\na b\tMIL\n", "3: 'a b' stands for a person (MIL), but for"),
        (
            "verb\tevent_type\tcameo\tneeds\nrake\tASSAULT\t18\tconvoy\n",
            "2: 'convoy' under needs is no slot with a word; write it like object:convoy",
        ),
        (
            "verb\tevent_type\tcameo\tneeds\nrake\tASSAULT\t18\tobject:@lorries\n",
            "2: unknown word class '@lorries'",
        ),
        ("verb\tstance\tneeds\nrake\tasserts\tobject:hay\n", "2: modes, cameo and needs are for"),
        ("place\nBarj Tell\n", "2: say where it is: lat and lon, or precision alone, or means"),
        ("place\tlat\nBarj Tell\t36\n", "2: lat and lon go together; give both or neither"),
        (
            "place\tlat\tlon\nB\t91\t0\n",
            "2: lat 91 is no coordinate; write degrees from -90 to 90",
        ),
        ("place\tlat\tlon\nB\tnan\t0\n", "2: lat nan is no coordinate"),
        ("place\tlat\tlon\nB\t3,5\t0\n", "2: lat: write a number or nothing, not '3,5'"),
        ("place\tprecision\nB\tarae\n", "2: unknown precision 'arae'; did you mean area?"),
        (
            "place\tprecision\tcountry\nB\tarea\tSYRIA\n",
            "2: unknown country 'SYRIA'; write an ISO",
        ),
        (
            "place\tprecision\tparent\nB\texact\tNirgendwo\n",
            "2: neither the gazetteer nor a table",
        ),
        ("place\tmeans\nB\tNirgendwo\n", "2: the gazetteer has no place 'Nirgendwo'; write a Geo"),
        ("place\tmeans\nB\tTripoli\n", "2: means 'Tripoli' may be several places; write a number"),
        ("place\tmeans\tprecision\nB\tHoms\tarea\n", "2: the gazetteer has no place 'Homs'; wri"),
        ("place\tmeans\tlat\tlon\nB\tYabrud\t1\t2\n", "2: means takes its point from the gaz"),
        ("place\tremove\nNirgendwo\tyes\n", "2: the gazetteer has no place 'Nirgendwo' to remove"),
        ("place\tremove\tlat\tlon\nHoms\tyes\t3\t4\n", "2: a row with remove says only place"),
        ("place\tprecision\nA B C D E F G\tarea\n", "2: 'A B C D E F G' has more than 6 words"),
        ("place\tprecision\n城\tarea\n", "2: the name '城' has no Latin letter"),
        ("verb\tstance\nherald\t\n", "2: give the word a stance (it reports) or an event_type"),
        ("verb\tstance\nherald\tasertz\n", "2: unknown stance 'asertz'; did you mean asserts?"),
        (
            "verb\tstance\tframes\nherald\tasserts\tthatt\n",
            "2: unknown frame 'thatt'; did you mean",
        ),
        ("verb\tstance\tcameo\nherald\tasserts\t18\n", "2: modes, cameo and needs are for"),
        ("verb\tpos\tstance\nherald\tx\tasserts\n", "2: unknown pos 'x'; known are e, n, p, r, s"),
        ("verb\tevent_type\nscorch\tASAULT\n", "2: unknown event_type 'ASAULT'; did you mean ASS"),
        (
            "verb\tevent_type\nscorch\tASSAULT\n",
            "2: ASSAULT has several CAMEO roots; write one of",
        ),
        ("verb\tevent_type\tcameo\nscorch\tASSAULT\t03\n", "2: CAMEO root '03' does not become"),
        ("verb\tevent_type\tmodes\ntalk\tCONSULT\tsing\n", "2: CONSULT has no mode 'sing'"),
        ("verb\tevent_type\tpos\ntalk\tCONSULT\ts\n", "2: pos 's' is for words that report"),
        ("verb\tevent_type\tstance\ntalk\tCONSULT\tasserts\n", "2: a row has a stance (the word"),
        (
            "verb\tevent_type\tremove\nsing\tASSAULT\tyes\n",
            "2: no shipped rule of ASSAULT has 'si",
        ),
        ("verb\tremove\nsings\tyes\n", "2: no shipped word that reports is 'sings' with pos v"),
        ("epithet\tsector\nrats\tARM\n", "2: unknown sector 'ARM'; write one of"),
        ("epithet\tremove\nbandti\tyes\n", "2: 'bandti' is no shipped epithet; did you mean band"),
        ("epithet\tkind\nrats\tasset\n", "2: unknown kind 'asset'; known are group, organisation"),
        ("epithet\n|\n", "2: epithet is empty"),
        ("publisher\tbloc\nA\t\n", "2: bloc is empty; write whom the publisher speaks for"),
        ("publisher\tremove\nA\tyes\n", "2: no shipped table has the publisher 'A'; known are"),
        ("publisher\tbloc\textra\nA\tB\tC\n", "1: unknown column extra; known are bloc"),
    ],
)
def test_a_mistake_in_a_table_has_its_line_and_remedy(
    table: str, message: str, tmp_path: Path
) -> None:
    (found,) = mistakes(tmp_path, mine=table)
    assert found.startswith(f"mine.tsv:{message}")


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ("", "1: it is no rule file; write language: en, then rules:"),
        ("rules: [\n", "2: "),
        (RULE.replace("language", "langage"), "1: unknown key langage; did you mean language?"),
        (RULE.replace(": en", ": qq", 1), "1: there are no words of the language 'qq'; known are"),
        (RULE.replace("verbs", "verb"), "6: unknown key verb; did you mean verbs?"),
        (RULE + "    cameo: '17'\n", "11: the key cameo stands twice; the first would be lost"),
        (RULE.replace("ASSAULT", "ASAULT"), "3: unknown event type 'ASAULT'"),
        (RULE.replace('"18"', '"03"'), "3: CAMEO root '03' does not become ASSAULT; its roots: "),
        (RULE.replace("[reap]", "reap"), "6: verbs: write a list, not 'reap'"),
        (RULE.replace("    verbs: [reap]\n", ""), "3: mine.assault.reap has no words; give them"),
        (RULE + "    confidence: high\n", "11: confidence: write a number, not 'high'"),
        (RULE + "    needs:\n      - object: ['@nobody']\n", "3: unknown word class '@nobody'"),
        (RULE + "    needs:\n      - deed: [FLY]\n", "3: unknown deed 'FLY'"),
        (
            RULE + "    unless:\n      - [{LOVER: x}]\n",
            "3: mine.assault.reap: an unless pattern is",
        ),
        (RULE.replace("mine.", "en."), "3: 'en.assault.reap': ids that begin with 'en' are ours"),
        (RULE.replace("mine.", "own."), "3: 'own.assault.reap': ids that begin with 'own' are"),
        (RULE.replace("mine.assault.reap", "Reap"), "3: 'Reap' is no id; write yours.topic.name"),
        (
            RULE[: RULE.index("    rejects")],
            "3: mine.assault.reap has no sentence that it must re",
        ),
        (RULE.replace("matches", "match"), "7: unknown key match; did you mean matches?"),
        (RULE + "    construction: noun\n", "3: a rule has both event_type (of events) and cons"),
        ("language: en\nrules:\n  - id: mine.a.b\n", "3: a rule needs one of event_type (of even"),
        ("language: en\nrules:\n  - mine\n", "3: a rule is a table of keys and values"),
        ("language: en\nrules:\n  - ? [a]\n    : b\n", "3: found unhashable key; mend the YAML"),
        ("language: en\norigin: !!python/object:x y\n", "2: could not determine a constructor"),
        ("language: en\nrules: &a\n  - *a\n", "2: a rule is a table of keys and values"),
        ("language: en\n---\nrules: []\n", "2: but found another document"),
        ("language: en\nrules: mine\n", "1: it is no rule file"),
        ("language: en\nremove: [en.assault.shel]\n", "2: no shipped rule of events is 'en.assau"),
        ("language: en\nremove: [en.report.clause]\n", "2: no shipped rule of events is 'en.repo"),
        (CUE.replace("preposition", "clause"), "4: 'clause' is of the shipped rules; one of your"),
        (CUE.replace("    phrases: [in the telling of]\n", ""), "3: mine.report.telling has no"),
        (CUE + "    ends: [signed]\n", "10: ends is for the shipped rules of turns; take it out"),
        (CUE + "    stance: knows\n", "10: unknown stance 'knows'; known are accuses, admits"),
    ],
)
def test_a_mistake_in_a_rule_file_has_its_line_and_remedy(
    rules: str, message: str, tmp_path: Path
) -> None:
    found = mistakes(tmp_path, rules=rules)
    assert found[0].startswith(f"rules.yaml:{message}"), found


def test_what_spreadsheets_add_is_passed_over(tmp_path: Path) -> None:
    table = "\ufeffname \tkind\t\t\r\nHill Guard\t group\t\t\t\r\n\t\t\r\n"
    assert mistakes(tmp_path, mine=table) == []


def test_an_endless_cell_is_read(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, mine=f"place\tprecision\n{'Long ' * 100_000}\tarea\n")
    assert found.endswith("has more than 6 words; give a shorter name")


def test_a_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    for name in ("a.tsv", "a.yaml"):
        path = tmp_path / name
        path.write_bytes("name\tkind\nKöln\tgroup\n".encode("latin-1"))
        (found,) = check_files([path])
        assert str(found) == f"{path}: it is not UTF-8; save it as UTF-8 text"


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (
            "name\tkind\nA\tgroup\n",
            "name\tkind\nA\tgroup\n",
            "'A' stands also at a.tsv:2; take on",
        ),
        (
            "name\taliases\tkind\nA\tX\tgroup\n",
            "name\taliases\tkind\nB\tX\tgroup\n",
            "'X' stands for B, but for A at a.tsv:2; keep one",
        ),
        (
            "place\tlat\tlon\nBarj\t1\t2\n",
            "place\taliases\tlat\tlon\nTell\tBarj\t3\t4\n",
            "'Barj' stands for Tell, but for Barj at a.tsv:2; keep one",
        ),
        (
            "verb\tstance\nherald\tasserts\n",
            "verb\tstance\tframes\nHerald\tdenies\tthat\n",
            "'Herald' stands for a report (denies), but for a report (asserts) at a.tsv:2",
        ),
        (
            "verb\tevent_type\tcameo\nscorch\tASSAULT\t20\n",
            "verb\tevent_type\nscorch\tPROTEST\n",
            "'scorch' stands for PROTEST, but for ASSAULT at a.tsv:2; keep one",
        ),
        (
            "epithet\tmeans\nrat|rats\tA\n",
            "epithet\tmeans\nrats\t\n",
            "'rats' stands for nobody, but for A at a.tsv:2; keep one",
        ),
        (
            "publisher\tbloc\nWire\teast\n",
            "publisher\tbloc\nWIRE\twest\n",
            "'WIRE' stands for the bloc 'west', but for the bloc 'east' at a.tsv:2; keep one",
        ),
        (
            "verb\tevent_type\tremove\nshell\tASSAULT\tyes\n",
            "verb\tevent_type\tcameo\nshell\tASSAULT\t18\n",
            "'shell' stands for ASSAULT, but for no ASSAULT (remove) at a.tsv:2; keep one",
        ),
    ],
)
def test_conflicts_name_both_places(first: str, second: str, message: str, tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, a=first, b=second)
    assert found.startswith(f"b.tsv:2: {message}")


def test_rules_of_one_id_name_both_places(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, rules=RULE, rules_too=RULE)
    assert (
        found == "rules_too.yaml:3: 'mine.assault.reap' stands also at rules.yaml:3; take one out"
    )


def test_names_that_a_report_can_tell_apart_do_not_clash(tmp_path: Path) -> None:
    actors = (
        "name\tcountry\tkind\tsince\tuntil\nHill Guard\tSYR\tgroup\t\t2012\n"
        "Hill Guard\tSYR\tgroup\t2013\t\nHill Guard\tIRQ\tgroup\t\t\n"
    )
    places = (
        "place\tcountry\tparent\tlat\tlon\nBarj\tSYR\tAleppo\t36\t37\nBarj\tSYR\tHoms\t34\t37\n"
        "Barj\tIRQ\t\t33\t44\n"
    )
    assert mistakes(tmp_path, actors=actors, places=places) == []


def test_all_mistakes_are_said(tmp_path: Path) -> None:
    found = mistakes(
        tmp_path,
        actors="name\tkind\tcountry\nA\tband\tXXL\nB\t\t\n",
        rules=RULE.replace("ASSAULT", "ASAULT").replace("[reap]", "reap"),
        blocs="publisher\tbloc\nA\t\n",
    )
    assert len(found) == 5
    assert sorted({line.split(":")[0] for line in found}) == [
        "actors.tsv", "blocs.tsv", "rules.yaml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("reaped}", "ate}", "mine.assault.reap is not reached by its example"),
        (
            "The village was quiet",
            "Drones reaped men",
            "mine.assault.reap does not refuse 'Drones",
        ),
    ],
)
def test_rules_are_tried_on_their_sentences(
    old: str, new: str, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(RULE.replace(old, new), encoding="utf-8")
    (found,) = check_files([path])
    assert str(found).startswith(f"{path}:3: {message}")
    assert check_files([path], examples=False) == []


def test_the_nearest_word_is_proposed_whatever_its_case() -> None:
    assert nearest("assalt", ["ASSAULT", "AID"]) == "did you mean ASSAULT?"
    assert nearest("zzz", ["b", "a"]) == "known are a, b"
    assert nearest("zzz", [str(n) for n in range(50)]) == "see the documentation for what there is"
