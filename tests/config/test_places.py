"""A place is found however people write it, and never guessed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.former_places import former_municipalities
from config.letters import key
from config.places import find_place, municipalities, nearest_place, regions, why_unknown

OWN = ("Østerbyen, Esbjerg", "Esbjerg (resten af kommunen)", "andre skoler", "Højer")

FOUND = [
    ("0751", "0751 Aarhus", "the code, as the register writes it"),
    ("751", "0751 Aarhus", "a sheet that keeps codes as numbers loses the zero"),
    ("751.0", "0751 Aarhus", "and may give it a decimal"),
    ("Aarhus", "0751 Aarhus", "the name"),
    ("aarhus", "0751 Aarhus", "in small letters"),
    ("AARHUS", "0751 Aarhus", "in capitals"),
    ("  Aarhus \t", "0751 Aarhus", "blanks around it"),
    ("Aarhus\u00a0Kommune", "0751 Aarhus", "a no-break space inside"),
    ("Århus", "0751 Aarhus", "Å for Aa"),
    ("Ålborg", "0851 Aalborg", "the same for Aalborg"),
    ("Åbenrå", "0580 Aabenraa", "twice in one name"),
    ("0751 Aarhus", "0751 Aarhus", "the canonical text itself"),
    ("751 Århus", "0751 Aarhus", "code without its zero, Å"),
    ("0101 Københavns Kommune", "0101 København", "code and official name"),
    ("Københavns Kommune", "0101 København", "genitive and Kommune"),
    ("københavns kommune", "0101 København", "in small letters"),
    ("Bornholms Regionskommune", "0400 Bornholm", "the one Regionskommune"),
    ("Bornholm", "0400 Bornholm", "and its plain name"),
    ("Esbjerg Kommune", "0561 Esbjerg", "no genitive"),
    ("Horsens Kommune", "0615 Horsens", "a name that ends in s"),
    ("Vesthimmerlands", "0820 Vesthimmerlands", "the register has the s"),
    (unicodedata.normalize("NFD", "Ålborg"), "0851 Aalborg", "letters in two parts (macOS)"),
    (unicodedata.normalize("NFD", "Århus Kommune"), "0751 Aarhus", "the same with Kommune"),
    ("Ringkøbing Skjern", "0760 Ringkøbing-Skjern", "a blank for the hyphen"),
    ("Høje-Tåstrup", "0169 Høje-Taastrup", "hyphen and Å"),
    ("Faaborg–Midtfyn", "0430 Faaborg-Midtfyn", "a dash for the hyphen"),
    ("Danmark", "Danmark", "the country"),
    ("Hele landet", "Danmark", "as StatBank writes it"),
    ("hele landet", "Danmark", "in small letters"),
    ("000", "Danmark", "StatBank's code"),
    ("Region Midtjylland", "Region Midtjylland", "a region"),
    ("region hovedstaden", "Region Hovedstaden", "a region in small letters"),
    ("084", "Region Hovedstaden", "a region's code in StatBank"),
    ("1084", "Region Hovedstaden", "and in registers"),
    ("1085.0", "Region Sjælland", "kept as a number"),
    ("081 Region Nordjylland", "Region Nordjylland", "code and name"),
    ("1082 Region Midtjylland", "Region Midtjylland", "the same from a register"),
    ("083", "Region Syddanmark", "the south"),
    ("0101: København", "0101 København", "a colon between code and name"),
    ("101, København", "0101 København", "a comma"),
    ("Vesthimmerland", "0820 Vesthimmerlands", "without the s"),
    ("Vesthimmerland Kommune", "0820 Vesthimmerlands", "the same with Kommune"),
    ("Vesthimmerlands Kommune", "0820 Vesthimmerlands", "as it is called"),
    ("Nordfyn", "0480 Nordfyns", "without the s"),
    ("Nordfyns Kommune", "0480 Nordfyns", "as it is called"),
    ("Kbh.", "0101 København", "shortened"),
    ("Kbh. Kommune", "0101 København", "shortened, with Kommune"),
    ("Bornholms Kommune", "0400 Bornholm", "neither region nor name in full"),
    ("Koebenhavn", "0101 København", "oe for ø"),
    ("Köbenhavn", "0101 København", "ö for ø"),
    ("Ärö", "0492 Ærø", "ä for æ"),
    ("AEROE", "0492 Ærø", "ae for æ, in capitals"),
    ("Samsoe", "0741 Samsø", "oe at the end"),
    ("Lyngby\u2014Taarbæk", "0173 Lyngby-Taarbæk", "a long dash"),
    ("Lyngby \u2212 Tårbæk", "0173 Lyngby-Taarbæk", "a minus with blanks"),
    ("LYNGBY\u2011TAARBÆK", "0173 Lyngby-Taarbæk", "a hyphen that does not break, in capitals"),
    ("\u0410arhus", "0751 Aarhus", "a Cyrillic A"),
    ("K\u03bflding", "0621 Kolding", "a Greek o"),
    ("Aarhus\u200b", "0751 Aarhus", "a blank of no width"),
    ("\ufeffAarhus", "0751 Aarhus", "a byte-order mark"),
    ("østerbyen, esbjerg", "Østerbyen, Esbjerg", "an alliance's own area, any case"),
    ("Oesterbyen, Esbjerg", "Østerbyen, Esbjerg", "an own area, ø written in another way"),
    (" Andre skoler ", "andre skoler", "an own area, as it was declared"),
]

UNKNOWN = [
    ("", "nothing"),
    ("   ", "blanks"),
    ("Nørre Aaby", "a municipality until 2007"),
    ("0411", "Christiansø is no municipality"),
    ("Christiansø", "nor by name"),
    ("0752", "a code between two codes"),
    ("0751 Odense", "code and name contradict each other"),
    ("Midtjylland", "a region or a part of the country"),
    ("Sjælland", "an island or a region"),
    ("Københavns", "half a name"),
    ("Købnhavn", "a misspelling is asked about"),
    ("I alt", "a total"),
    ("0", "a zero is not the whole country"),
    ("84", "two digits: perhaps a number"),
    ("1101", "not København"),
    ("086", "no region"),
    ("1085 Region Hovedstaden", "another region's code"),
    ("Arhus", "a for å is a slip"),
    ("Kobenhavn", "o for ø is a slip"),
    ("København K", "a part of it"),
    ("Ærøskøbing", "a municipality until 2006"),
    ("495", "its code"),
    ("Uoplyst kommune", "nowhere"),
    ("Region Østdanmark", "not before 2027"),
    ("75", "two digits"),
    ("751.5", "no code"),
    ("K\ufffdbenhavn", "a damaged letter"),
    ("Østerbyen", "part of an own area's name"),
]


@pytest.mark.parametrize(("text", "place", "reason"), FOUND, ids=[f[2] for f in FOUND])
def test_finds_what_people_write(text: str, place: str, reason: str) -> None:
    assert find_place(text, OWN) == place, reason


@pytest.mark.parametrize(("text", "reason"), UNKNOWN, ids=[u[1] for u in UNKNOWN])
def test_never_guesses(text: str, reason: str) -> None:
    assert find_place(text, OWN) is None, reason


def test_own_areas_come_before_municipalities() -> None:
    assert find_place("aarhus", ("Aarhus",)) == "Aarhus"
    assert find_place("aarhus") == "0751 Aarhus"


def test_the_reference_is_whole() -> None:
    assert len(municipalities()) == 98
    assert len({m.code for m in municipalities()}) == len({m.name for m in municipalities()}) == 98
    assert len(regions()) == 5
    assert all(r.startswith("Region ") for r in regions())


@pytest.mark.parametrize("municipality", municipalities(), ids=lambda m: m.code)
def test_every_municipality_is_found_by_code_and_by_name(municipality) -> None:  # type: ignore[no-untyped-def]
    ways = (
        municipality.code,
        municipality.code.lstrip("0"),
        municipality.name,
        municipality.place,
        f"{municipality.name} Kommune",
        f"{municipality.name}s Kommune",
    )
    assert {find_place(way) for way in ways} == {municipality.place}


WHY = [
    ("Ærøskøbing", "former", "merged in 2006"),
    ("Nørre Aaby Kommune", "former", "with Kommune"),
    ("Ribes Kommune", "former", "with a genitive"),
    ("495", "former", "an old code"),
    ("0271", "former", "another"),
    ("Christiansø", "christiansoe", "by name"),
    ("411", "christiansoe", "by code"),
    ("0411 Christiansø", "christiansoe", "by both"),
    ("Uoplyst kommune", "no_place", "not stated"),
    ("Ikke oplyst", "no_place", "the same"),
    ("Udlandet", "no_place", "abroad"),
    ("999", "no_place", "a code for not stated"),
    ("I alt", "total", "a total"),
    ("TOT", "total", "StatBank's code"),
    ("0751 Odense", "contradiction", "two places"),
    ("1085 Region Hovedstaden", "contradiction", "two regions"),
    ("Købnhavn", "unknown", "a slip"),
    ("xyzzy", "unknown", "anything"),
    ("", "unknown", "nothing"),
]


@pytest.mark.parametrize(("text", "why", "reason"), WHY, ids=[w[2] for w in WHY])
def test_tells_why_a_place_is_not_known(text: str, why: str, reason: str) -> None:
    assert find_place(text) is None, reason
    assert why_unknown(text)[0] == why, reason


def test_no_municipality_of_today_is_said_to_be_of_the_past() -> None:
    assert not {key(one.name) for one in municipalities()} & former_municipalities()


def test_every_spelling_of_a_name_is_one_municipality() -> None:
    """With å, ø and æ written in another way, no two become alike, and each is still found."""
    for ways in (
        {"å": "aa"},
        {"ø": "oe"},
        {"ø": "ö", "æ": "ä"},
        {"æ": "ae", "ø": "oe", "å": "aa"},
        {"-": " "},
        {"-": "–"},
    ):
        for one in municipalities():
            name = one.name
            for letter, other in ways.items():
                name = name.replace(letter, other).replace(letter.upper(), other.capitalize())
            for text in (name, name.upper(), unicodedata.normalize("NFD", name), f"{name}\u00a0Kommune "):
                assert find_place(text) == one.place, text


NEAR = [
    ("Købnhavn", "0101 København"),
    ("0101 Købnhavn", "0101 København"),
    ("Arhus", "0751 Aarhus"),
    ("Frederikberg", "0147 Frederiksberg"),
    ("østerbyen esbjerg", "Østerbyen, Esbjerg"),
    ("xyzzy", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "place"), NEAR)
def test_suggests_the_nearest_name(text: str, place: str | None) -> None:
    assert nearest_place(text, OWN) == place


@given(st.text(max_size=30))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_what_is_found_is_found_again(text: str) -> None:
    """The canonical text of a place is itself a name of that place, and no text raises."""
    place = find_place(text, OWN)
    nearest_place(text, OWN)
    assert place is None or find_place(place, OWN) == place
