"""The places that figures are about: Denmark, five regions, 98 municipalities, and an alliance's own areas.

A place that is not known for certain is not guessed: a figure under the wrong municipality is worse than a question.
The regions are those of `reference/kommuner.csv`, valid to the end of 2026: from 2027 Region Hovedstaden and
Region Sjælland are one.
"""

from __future__ import annotations

import csv
import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

COUNTRY = "Danmark"

_REFERENCE = Path(__file__).parent / "reference" / "kommuner.csv"
_COUNTRY_NAMES = ("Danmark", "Hele landet", "Hele Danmark", "Denmark", "000")
_CODE = re.compile(r"0*([1-9]\d\d)(?:\.0)?")  # 751, 0751, and 751.0 where a sheet keeps codes as numbers
_CODE_AND_NAME = re.compile(r"(\d{3,4}) (.+)")
_SUFFIXES = (" kommune", " regionskommune")
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


def find_place(text: str, also: Iterable[str] = ()) -> str | None:
    """The canonical text of a place: "0751 Aarhus", "Region Midtjylland", "Danmark" or one of `also`.

    Takes a code (751, 0751), a name in any case, "0751 Aarhus", Å for Aa, "Københavns Kommune", "Hele landet".

    Args:
        also: areas that the alliance itself has declared; they come first and count as they are written.

    Returns:
        None where the place is unknown or code and name contradict each other.
    """
    wanted = _letters(text)
    own = next((area for area in also if _letters(area) == wanted), None)
    if own is not None:
        return own
    code = _CODE.fullmatch(wanted)
    if code:
        return _by_code().get(f"0{code[1]}")
    key = _key(text)
    pair = _CODE_AND_NAME.fullmatch(key)
    if pair:
        named = _by_name().get(pair[2])
        return named if named is not None and named.startswith(f"{pair[1]:0>4} ") else None
    return _by_name().get(key)


def nearest_place(text: str, also: Iterable[str] = ()) -> str | None:
    """The place whose name looks most like `text`, to suggest to a person; never to be used unasked."""
    known = {_key(area): area for area in also}
    names = {**_by_name(), **known}
    wanted = _key(re.sub(r"^\s*\d+", "", text)) or _key(text)
    near = difflib.get_close_matches(wanted, names, n=1, cutoff=_NEAR)
    return names[near[0]] if near else None


def _letters(text: str) -> str:
    """One spelling of the letters: composed, small, without surrounding or doubled blanks."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _key(text: str) -> str:
    """Letters, and aa as å, and a hyphen as a blank (Ringkøbing-Skjern, Høje Taastrup)."""
    return " ".join(re.sub(r"[-\u2010\u2011\u2013]", " ", _letters(text)).replace("aa", "å").split())


@cache
def _by_code() -> Mapping[str, str]:
    return MappingProxyType({m.code: m.place for m in municipalities()})


@cache
def _by_name() -> Mapping[str, str]:
    names = {_key(name): COUNTRY for name in _COUNTRY_NAMES} | {_key(region): region for region in regions()}
    for municipality in municipalities():
        name = _key(municipality.name)
        names[name] = municipality.place
        for suffix in _SUFFIXES:  # "Aarhus Kommune", "Københavns Kommune"
            names[name + suffix] = names[name + "s" + suffix] = municipality.place
    return MappingProxyType(names)
