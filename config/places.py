"""The places that figures are about: Denmark, five regions, 98 municipalities, and an alliance's own areas.

A place that is not known for certain is not guessed: a figure under the wrong municipality is worse than a question.
The regions are those of `reference/kommuner.csv`, valid to the end of 2026: from 2027 Region Hovedstaden and
Region Sjælland are one.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from config.former_places import former_municipalities
from config.language import danish_order
from config.letters import key as _key
from config.letters import letters as _letters

COUNTRY = "Danmark"

_REFERENCE = Path(__file__).parent / "reference" / "kommuner.csv"
_COUNTRY_NAMES = ("Danmark", "Hele landet", "Hele Danmark", "Denmark", "All Denmark", "000")
_CODE = re.compile(r"0*([1-9]\d\d)(?:\.0)?")  # 751, 0751, and 751.0 where a sheet keeps codes as numbers
_NUMBER = re.compile(r"^0?\d{3} +(?=\D)")
_REGION_CODE = re.compile(r"1?0(8[1-5])(?:\.0)?")  # 084 in StatBank, 1084 in registers
_REGIONS = {"81": "Nordjylland", "82": "Midtjylland", "83": "Syddanmark", "84": "Hovedstaden", "85": "Sjælland"}
_CODE_AND_NAME = re.compile(r"(\d{2,4})(?: ?[:.,;]? )(.+)")
_SUFFIXES = (" kommune", " regionskommune", " kom.", " k.")
# What people write for a name of the reference, beside its own spellings.
_ALSO = {"Vesthimmerlands": ("Vesthimmerland",), "Nordfyns": ("Nordfyn",), "København": ("Kbh.", "Kbh", "Copenhagen")}
CHRISTIANSOE = "0411"
_NO_PLACE = re.compile(
    r"(?:uoplyst|ukendt|ikke oplyst|øvrige?|andre|udlandet?|uden for (?:kommune|danmark)).*|.*\buoplyst\b.*|0?9\d\d"
)
_TOTAL = re.compile(r"i ?alt|total(?:t|en)?|sum|alle|alle kommuner|tot|ialt")

Unknown = Literal["unknown", "former", "christiansoe", "no_place", "total", "contradiction"]
_LONGEST = 60  # letters: the likeness of long texts takes long to find
_NEAR = 0.72  # similarity from which a name is worth suggesting


@dataclass(frozen=True, slots=True)
class Municipality:
    """One of the 98: `code` has four digits, as text."""

    code: str
    name: str
    region: str

    @property
    def place(self) -> str:
        """The canonical text, "0751 Aarhus"."""
        return f"{self.code} {self.name}"


@cache
def municipalities() -> tuple[Municipality, ...]:
    """All 98, by code."""
    with _REFERENCE.open(encoding="utf-8", newline="") as lines:
        return tuple(Municipality(row["code"], row["name"], row["region"]) for row in csv.DictReader(lines))


@cache
def regions() -> tuple[str, ...]:
    """The five regions, in alphabetical order of the reference."""
    return tuple(sorted({m.region for m in municipalities()}))


def place_order(area: str) -> str:
    """A sort key of a place: its name in Danish order, without the municipality's number; places are never ranked."""
    return danish_order(_NUMBER.sub("", area))


def find_place(text: str, also: Iterable[str] = ()) -> str | None:
    """The canonical text of a place: "0751 Aarhus", "Region Midtjylland", "Danmark" or one of `also`.

    Takes a code (751, 0751, 1084), a name in any case, "0751 Aarhus", Å for Aa, "Københavns Kommune", "Hele landet".

    Args:
        also: areas that the alliance itself has declared; they come first and count as they are written.

    Returns:
        None where the place is unknown or code and name contradict each other.
    """
    wanted, declared = _letters(text), tuple(also)
    own = next((area for area in declared if _letters(area) == wanted), None)
    if own is not None:
        return own
    alike = [area for area in declared if _key(area) == _key(text)]
    if len(alike) == 1:
        return alike[0]
    coded = _by_code(wanted)
    if coded is not None:
        return coded
    key = _key(text)
    pair = _CODE_AND_NAME.fullmatch(key)
    if pair:
        named = _by_name().get(pair[2])
        return named if named is not None and named == _by_code(pair[1]) else None
    return _by_name().get(key)


def why_unknown(text: str) -> tuple[Unknown, str]:
    """Why `find_place` knows no place, as far as it can be told, and the place that is spoken of ("" for none)."""
    key = _key(text)
    pair = _CODE_AND_NAME.fullmatch(key)
    code, name = (pair[1], pair[2]) if pair else (key, key)
    coded, named = _by_code(code), _by_name().get(name)
    if pair and coded and named:
        return "contradiction", f"{coded} / {named}"
    if name == "christiansø" or (code.isdigit() and code.zfill(4) == CHRISTIANSOE):
        return "christiansoe", ""
    if _TOTAL.fullmatch(name):
        return "total", ""
    if _NO_PLACE.fullmatch(name):
        return "no_place", ""
    bare = next((name.removesuffix(suffix) for suffix in _SUFFIXES if name.endswith(suffix)), name)
    if bare in former_municipalities() or bare.removesuffix("s") in former_municipalities():
        return "former", ""
    digits = _CODE.fullmatch(_letters(code))
    if digits and coded is None and 100 < int(digits[1]) < 862:
        return "former", ""
    return "unknown", ""


def nearest_place(text: str, also: Iterable[str] = ()) -> str | None:
    """The place whose name looks most like `text`, to suggest to a person; never to be used unasked."""
    known = {_key(area): area for area in also}
    names = {**_by_name(), **known}
    wanted = _key(re.sub(r"^\s*\d+", "", text[:_LONGEST])) or _key(text[:_LONGEST])
    near = difflib.get_close_matches(wanted, names, n=1, cutoff=_NEAR)
    return names[near[0]] if near else None


def _by_code(text: str) -> str | None:
    """The place that a code names; 000 is a name."""
    region = _REGION_CODE.fullmatch(text)
    if region:
        return f"Region {_REGIONS[region[1]]}"
    code = _CODE.fullmatch(text)
    return _codes().get(f"0{code[1]}") if code else None


@cache
def _codes() -> Mapping[str, str]:
    return MappingProxyType({m.code: m.place for m in municipalities()})


@cache
def _by_name() -> Mapping[str, str]:
    names = {_key(name): COUNTRY for name in _COUNTRY_NAMES} | {_key(region): region for region in regions()}
    for municipality in municipalities():
        for spelling in (municipality.name, *_ALSO.get(municipality.name, ())):
            name = _key(spelling)
            names[name] = municipality.place
            for suffix in _SUFFIXES:  # "Aarhus Kommune", "Københavns Kommune"
                names[name + suffix] = names[name + "s" + suffix] = municipality.place
    return MappingProxyType(names)
