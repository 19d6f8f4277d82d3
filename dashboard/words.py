"""Small words that several pages need: numbers in words, lists, periods, cells, names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from config.definitions import Alliance
from config.language import Language, Text, format_number
from dashboard.charts.timeline import period_or_none

DASH = "–"
NOTHING = "·"  # an empty cell of a table: nothing is to be said
_DA = ("ingen", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv")
_EN = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
INDICATOR, INDICATORS = Text("indikator", "indicator"), Text("indikatorer", "indicators")


def number_word(number: int, language: Language, neuter: bool = False) -> str:
    """`3` as "tre" or "three"; beyond twelve in digits. Danish says "ét" of a thing that is "et"."""
    if not 0 <= number <= 12:
        return format_number(number, language)
    if language == "en":
        return _EN[number]
    return "ét" if neuter and number == 1 else _DA[number]


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def listed(parts: Sequence[str], language: Language) -> str:
    """ "a, b og c" or "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + (" og " if language == "da" else " and ") + parts[-1]


def sentence(text: str) -> str:
    """With a full stop, once."""
    return text if text.endswith((".", "?", "…")) else text + "."


def counted(number: int, one: Text, many: Text, language: Language) -> str:
    """ "1 indikator", "3 indikatorer"."""
    return f"{format_number(number, language)} {(one if number == 1 else many)[language]}"


def period_label(text: object, language: Language) -> str:
    """`2024-Q1` for people; what is no period of ours stays as it is."""
    period = period_or_none(text)
    return period.label(language) if period else str(text or DASH)


def cell_address(sheet: str | None, cell: str | None) -> str:
    """`Land!B10`; a file without sheets has cells only."""
    return f"{sheet}!{cell}" if sheet and cell else cell or sheet or DASH


def organisation_name(alliance: Alliance | None, slug: str, language: Language) -> str:
    found = alliance.who(slug) if alliance else None
    return found.name[language] if found else slug


def indicator_name(alliance: Alliance | None, code: str, language: Language) -> str:
    found = alliance.indicator_called(code) if alliance else None
    return found.name[language] if found else code


def group_names(alliance: Alliance | None, code: str, groups: Mapping[str, str], language: Language) -> list[str]:
    """A group of an indicator as people read it: "kvinder", "15-17 år"; as stored where the indicator is unknown."""
    found = alliance.indicator(code) if alliance else None
    return [label[language] for label in found.labels(groups)] if found else list(groups.values())


def years_text(alliance: Alliance, language: Language) -> str:
    """ "Siden 2017", or "2014–2022"."""
    first, last = alliance.years.first, alliance.years.last
    if last is None:
        return f"{'Siden' if language == 'da' else 'Since'} {first}"
    return f"{first}–{last}"
