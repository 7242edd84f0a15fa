"""Actors by name, role and epithet: whose they are, and what is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.mentions.actors.find import find_actors
from tests.mentions.scenes import lexicon, parsed

if TYPE_CHECKING:
    from sayso.records.mention import ActorMention

Codes = tuple[str | None, str | None, str | None]


def read(text: str, published: str | None = "2016-08-03") -> list[ActorMention]:
    return find_actors(parsed(text, published), lexicon())


def coded(text: str, published: str | None = "2016-08-03") -> dict[str, Codes]:
    return {m.span.quote: (m.name, m.country, m.sector) for m in read(text, published)}


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("The Syrian army took the hill.", "The Syrian army", ("Syrian Army", "SYR", "MIL")),
        ("The government of Iraq fell.", "The government", ("Government of Iraq", "IRQ", "GOV")),
        ("Israeli police closed the road.", "Israeli police", ("Israeli Police", "ISR", "COP")),
        ("The Russian Defence Ministry denied it.", "The Russian Defence Ministry",
         ("Russian Defence Ministry", "RUS", "MIL")),
        ("The US military bombed a depot.", "The US military", ("US Armed Forces", "USA", "MIL")),
        ("Russian warplanes bombed the depot.", "Russian warplanes",
         ("Russian Armed Forces", "RUS", "MIL")),
        ("Hezbollah fighters withdrew.", "Hezbollah fighters", ("Hezbollah", "LBN", "PRM")),
        ("Syrian state TV showed the town.", "Syrian state TV",
         ("Syrian state television", "SYR", "JRN")),
        ("A UN spokesman warned of hunger.", "A UN spokesman", ("United Nations", "UNO", None)),
        ("The Kenyan president resigned.", "The Kenyan president",
         ("Uhuru Kenyatta", "KEN", "GOV")),
        ("Two soldiers were killed.", "Two soldiers", (None, None, "MIL")),
        ("Unknown gunmen opened fire.", "Unknown gunmen", (None, None, "UAF")),
        ("Residents fled the shelling.", "Residents", (None, None, "CVL")),
        ("Doctors treated the wounded.", "Doctors", (None, None, "MED")),
        ("Syrian rebels shelled the base.", "Syrian rebels", (None, "SYR", "REB")),
        ("Rebel brigades left the town.", "Rebel brigades", (None, None, "REB")),
        ("A rebel battalion shelled the base.", "A rebel battalion", (None, None, "REB")),
    ],
)  # fmt: skip
def test_roles_take_the_neutral_name_of_their_owner(text: str, words: str, codes: Codes) -> None:
    assert coded(text)[words] == codes


@pytest.mark.parametrize(
    "spelling", ["Jabhat al-Nusra", "al-Nusra Front", "Nusra Front", "Jabhat Al Nusra"]
)
def test_spellings_of_one_group_have_one_name(spelling: str) -> None:
    assert coded(f"{spelling} claimed the attack.")[spelling][0] == "al-Nusra Front"


@pytest.mark.parametrize("spelling", ["Gaddafi", "Qadhafi", "Gadaffi", "Muammar al-Gaddafi"])
def test_spellings_of_one_leader_have_one_name(spelling: str) -> None:
    assert coded(f"{spelling} was murdered.")[spelling][:2] == ("Muammar Gaddafi", "LBY")


def test_title_nationality_and_surname_are_one_mention_headed_by_the_surname() -> None:
    text = "Russian Defence Minister Ivanenko said the army had won."
    person = read(text)[0]
    assert person.span.quote == "Russian Defence Minister Ivanenko"
    assert text[person.head :].startswith("Ivanenko")
    assert (person.name, person.country, person.sector) == ("Ivanenko", "RUS", "GOV")


def test_a_press_secretary_of_the_pentagon_is_a_person_of_that_country() -> None:
    found = coded("Pentagon press secretary Jane Doyle said so.")
    assert found["Pentagon press secretary Jane Doyle"][:2] == ("Jane Doyle", "USA")


def test_an_apposition_tells_whose_a_commander_is() -> None:
    found = coded("Omar Farid, once a commander of the Free Syrian Army, spoke first.")
    assert found["Omar Farid"] == ("Omar Farid", "SYR", "REB")


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("{} in Tobruk condemned the US strikes.", "House of Representatives (Libya)", "LBY"),
        ("{} in Abuja rejected the truce.", "House of Representatives (Nigeria)", "NGA"),
        ("Libya's {} rejected the truce.", "House of Representatives (Libya)", "LBY"),
        ("{} rejected it. Libya's army agreed.", "House of Representatives (Libya)", "LBY"),
        ("{} rejected it. American troops left.", "United States House of Representatives", "USA"),
        ("{} rejected the truce of the Libyan and the Nigerian army.", None, None),
        ("{} rejected the truce.", None, None),
        ("The French {} rejected the truce.", "French House of Representatives", "FRA"),
    ],
)
def test_a_body_that_many_states_have_is_that_of_its_phrase_or_of_the_text(
    text: str, name: str | None, country: str | None
) -> None:
    found = coded(text.format("House of Representatives"))
    (house,) = (told for words, told in found.items() if "House" in words)
    assert house[:2] == (name, country)


@pytest.mark.parametrize(
    ("published", "name"),
    [("1991-02-01", "George H. W. Bush"), ("2003-04-01", "George W. Bush")],
)
def test_the_office_holder_of_the_day_bears_an_ambiguous_name(published: str, name: str) -> None:
    assert coded("President Bush ordered the attack.", published)["President Bush"][0] == name


@pytest.mark.parametrize(
    ("published", "sector"),
    [("2003-05-01", "LEG"), ("2016-05-01", "PTY"), ("2010-05-01", "GOV"), ("1995-05-01", None)],
)
def test_the_sector_of_a_leader_is_that_of_the_day(published: str, sector: str | None) -> None:
    assert coded("Hillary Clinton spoke.", published)["Hillary Clinton"][2] == sector


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("The presidents of Bolivia, Peru and Chile met.", "The presidents", (None, None, "GOV")),
        ("The counter-Hamas alliance met.", "The counter-Hamas alliance", (None, None, None)),
        ("Maria Victoria Galan, the sister of Ana, died.", "the sister", (None, None, "CVL")),
    ],
)
def test_owners_are_no_given_names_no_enemies_and_no_part_of_a_list(
    text: str, words: str, codes: Codes
) -> None:
    found = coded(text)
    assert (None, *found[words][1:]) == codes


@pytest.mark.parametrize(
    ("published", "name"),
    [
        ("2009-06-05", "Vladimir Putin"),
        ("2015-06-05", "Dmitry Medvedev"),
        ("1995-01-01", None),
        (None, None),
    ],
)
def test_an_office_is_its_holders_on_the_day_of_the_report(
    published: str | None, name: str | None
) -> None:
    assert coded("The Russian prime minister spoke.", published)["The Russian prime minister"] == (
        name,
        "RUS",
        "GOV",
    )


@pytest.mark.parametrize(
    "words", ["The next Russian president", "A Russian president", "The former Russian president"]
)
def test_an_office_that_is_not_the_present_one_is_nobodys(words: str) -> None:
    assert coded(f"{words} spoke.")[words][0] is None


def test_the_secretary_general_of_a_body_is_a_person() -> None:
    assert coded("The UN secretary-general spoke.")["The UN secretary-general"][0] == "Ban Ki-moon"


def test_a_title_tells_two_bearers_of_a_surname_apart() -> None:
    found = coded("Mrs Clinton said she would win.")
    assert found["Mrs Clinton"][0] == "Hillary Clinton"


def test_who_left_office_is_a_former_holder() -> None:
    assert coded("Tony Blair defended the war.")["Tony Blair"][2] == "ELI"


def test_a_group_named_by_an_acronym_is_found_in_its_own_country() -> None:
    somalia = coded("The SNA retook the Somali town.")
    assert somalia["The SNA"][1] == "SOM"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Moscow denied the report.", "Moscow", "Government of Russia"),
        ("Sanctions were imposed by Washington.", "Washington",
         "Government of the United States"),
        ("France wants air strikes.", "France", "France"),
        ("They announced sanctions against Iran.", "Iran", "Iran"),
        ("They accused Turkey of shelling.", "Turkey", "Turkey"),
        ("Israel's attack killed two people.", "Israel", "Israel"),
    ],
)  # fmt: skip
def test_states_and_seats_that_act_are_actors(text: str, words: str, name: str) -> None:
    assert coded(text)[words][0] == name


@pytest.mark.parametrize(
    "text",
    [
        "The shelling continued in Syria.",
        "Shells fell near Damascus.",
        "Damascus was quiet.",
        "He visited Egypt.",
        "Rain fell on the Libyan coast.",
        "Two F-16 jets flew over Al-Qusayr.",
        "A Patriot battery stood outside the town.",
        "The Geneva Convention forbids it.",
    ],
)
def test_places_weapons_and_treaties_are_no_actors(text: str) -> None:
    names = {m.name for m in read(text)}
    assert names <= {None}


def test_coordinated_actors_are_mentions_of_their_own() -> None:
    found = coded("The US, UK and France back the plan.")
    assert {code[1] for code in found.values()} == {"USA", "GBR", "FRA"}


def test_two_states_before_one_noun_are_two_mentions() -> None:
    found = coded("French and British troops landed.")
    assert found["French"] == ("French Armed Forces", "FRA", "MIL")
    assert found["British troops"] == ("British Armed Forces", "GBR", "MIL")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("There are UK and French naval units off the coast.", {"GBR", "FRA"}),
        ("The Afghan, Pakistani and Indian governments agreed.", {"AFG", "PAK", "IND"}),
        ("German, French and Italian leaders met.", {"DEU", "FRA", "ITA"}),
        ("Arms came from Qatari or Turkish officers.", {"QAT", "TUR"}),
    ],
)
def test_every_state_of_a_list_before_one_noun_is_a_mention(text: str, names: set[str]) -> None:
    assert {code[1] for code in coded(text).values()} == names


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("Former Kenyan minister Daniel Oloo was shot.", "Former Kenyan minister Daniel Oloo",
         ("Daniel Oloo", "KEN", "ELI")),
        ("The former Libyan interior minister spoke.", "The former Libyan interior minister",
         (None, "LBY", "ELI")),
        ("Police Colonel Oscar Ruiz died.", "Police Colonel Oscar Ruiz",
         ("Oscar Ruiz", None, "COP")),
        ("Bush administration officials met.", "Bush administration officials",
         (None, "USA", "GOV")),
        ("The Zionist regime denied it.", "The Zionist regime",
         ("Government of Israel", "ISR", "GOV")),
        ("Israel's allies were told.", "Israel's allies", (None, None, None)),
        ("Van Tran was wounded.", "Van Tran", ("Van Tran", None, None)),
        ("Former US President Bill Clinton spoke.", "Former US President Bill Clinton",
         ("Bill Clinton", "USA", "ELI")),
        ("A US fighter squadron left.", "A US fighter squadron", (None, "USA", "MIL")),
        ("Ban Ki-moon spoke.", "Ban Ki-moon", ("Ban Ki-moon", "UNO", None)),
        ("A Red Cross driver died.", "A Red Cross driver",
         ("International Committee of the Red Cross", "NGO", "MED")),
        ("Ukraine's General Staff agreed.", "Ukraine's General Staff",
         ("Ukrainian Armed Forces", "UKR", "MIL")),
        ("The Donetsk People's Republic fought.", "The Donetsk People's Republic",
         ("Donetsk People's Republic", "UKR", "PRE")),
        ("The EU's foreign policy chief Josep Borrell spoke.",
         "The EU's foreign policy chief Josep Borrell", ("Josep Borrell", "EUR", None)),
        ("The president of the Congress left.", "The president", (None, None, "LEG")),
        ("The San Marcos State University shut.", "The San Marcos State University",
         (None, None, "EDU")),
    ],
)  # fmt: skip
def test_words_around_an_office_tell_its_kind(text: str, words: str, codes: Codes) -> None:
    assert coded(text)[words] == codes


def test_a_surname_that_is_also_an_office_is_a_surname_after_the_full_name() -> None:
    assert coded("Police chief Don Bishop spoke. Bishop said so.")["Bishop"][0] == "Bishop"


def test_what_a_border_is_shared_with_is_a_place() -> None:
    assert coded("The border with Turkey is closed.") == {}


def test_what_people_wear_belongs_to_their_words() -> None:
    assert "Gunmen in army fatigues" in coded("Gunmen in army fatigues shot two farmers.")


def test_an_adjective_of_the_verb_is_no_part_of_whoever_it_tells_of() -> None:
    assert "two farmers" in coded("Gunmen shot dead two farmers.")


def test_the_kind_of_a_deed_is_no_doer() -> None:
    assert coded("They condemned the terrorist attacks and the military operation.") == {}
    assert "Syrian military" in coded("They condemned the Syrian military operation.")


def test_states_before_a_deed_are_its_doers() -> None:
    found = coded("They condemned any Anglo-French-US attack.")
    assert {code[1] for code in found.values()} == {"GBR", "FRA", "USA"}


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("The terrorists fled.", "The terrorists", (None, None, "UAF")),
        ("The Assad regime fell.", "The Assad regime", ("Government of Syria", "SYR", "GOV")),
        ("Jabhat al-Nusra terrorists fled.", "Jabhat al-Nusra terrorists",
         ("al-Nusra Front", "SYR", "REB")),
        ("NATO’s ‘rebels’ had surrendered.", "NATO’s ‘rebels’", (None, None, "REB")),
        ("The imperialists lost.", "The imperialists", (None, None, None)),
    ],
)  # fmt: skip
def test_partisan_words_are_kept_as_said_and_never_become_a_name(
    text: str, words: str, codes: Codes
) -> None:
    found = next(m for m in read(text) if m.span.quote == words)
    assert found.epithet
    assert (found.name, found.country, found.sector) == codes


def test_scare_quotes_make_an_epithet_of_a_plain_word() -> None:
    plain, quoted = read("The opposition left. The ‘opposition’ left.")
    assert (plain.epithet, quoted.epithet) == (False, True)


def test_who_backs_somebody_is_not_who_he_is() -> None:
    found = coded(
        "US-backed rebels left. Anti-Assad fighters stayed. The U.S.-backed army fought."
    )
    assert all(codes[1] is None for codes in found.values())


def test_text_in_capitals_is_read_like_prose() -> None:
    text = (
        "GUERRILLAS OF THE FARABUNDO MARTI NATIONAL LIBERATION FRONT KIDNAPPED THE MAYOR OF SAN\n"
        "MIGUEL, THE SALVADORAN ARMY REPORTED. COLONEL MARIO RIVAS PENA SAID THAT TWO SOLDIERS\n"
        "WERE KILLED."
    )
    found = coded(text, "1990-01-12")
    assert found["THE SALVADORAN ARMY"] == ("Salvadoran Army", "SLV", "MIL")
    assert found["COLONEL MARIO RIVAS PENA"] == ("Mario Rivas Pena", None, "MIL")
    assert found["GUERRILLAS"][0] == "Farabundo Marti National Liberation Front"


def test_an_acronym_that_the_text_gives_to_another_body_is_not_ours() -> None:
    found = read("The Green Alliance of Mothers (GAM) said so. GAM has twelve members.")
    assert all(m.name != "Free Aceh Movement" for m in found)


def test_a_body_of_another_state_keeps_the_country_of_the_text() -> None:
    found = coded("The Bolivian National Liberation Army and the Colombian army fought.")
    assert found["The Bolivian National Liberation Army"][1] == "BOL"


TEXT = "the a of in said and killed (’ ‘ rebels army Syrian US Putin Kerry Hamas UN two soldiers"
WORDS = st.sampled_from(
    [*TEXT.split(), *["regime", "'s", "President", "Moscow", "-", ",", ".", "’s"], "\n\n"]
)


@given(st.lists(WORDS, max_size=25).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_ordered_disjoint_heads_inside_their_spans(text: str) -> None:
    found = read(text)
    starts = [m.span.start for m in found]
    assert starts == sorted(starts)
    assert len({m.id for m in found}) == len(found)
    for mention in found:
        assert text[mention.span.start : mention.span.end] == mention.span.quote
        assert mention.span.start <= mention.head < mention.span.end
        assert mention.name or mention.provenance.reason
    assert found == read(text)
