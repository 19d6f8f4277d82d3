"""Units that people write beside a number, and whether they are those of its indicator.

A unit is never used to change a number: "12,5 mio." of an indicator in persons is asked about.
"""

from __future__ import annotations

import re
from typing import Literal

from config.indicator import Indicator

Unit = Literal["", "%", "kr.", "mio.", "mia.", "mio. kr.", "mia. kr.", "1.000 kr."]

UNITS: tuple[Unit, ...] = ("", "%", "kr.", "mio.", "mia.", "mio. kr.", "mia. kr.", "1.000 kr.")
UNIT: dict[Unit, int] = {unit: number for number, unit in enumerate(UNITS)}

_KRONER = r"(?:kr\.?|kroner|dkk)"
_MILLIONS = r"(?:mio\.?|mill\.?|million(?:er)?)"
_MILLIARDS = r"(?:mia\.?|milliard(?:er)?)"
_THOUSANDS = rf"(?:t\.? ?{_KRONER}|tusinde? {_KRONER})"  # never "1.000 kr.": 11.000 kr. is not 1 of those
_PATTERNS: dict[Unit, str] = {
    "%": r"(?:%|pct\.?|procent|per cent|percent)",
    "1.000 kr.": _THOUSANDS,
    "mio. kr.": rf"{_MILLIONS} ?{_KRONER}",
    "mia. kr.": rf"{_MILLIARDS} ?{_KRONER}",
    "kr.": _KRONER,
    "mio.": _MILLIONS,
    "mia.": _MILLIARDS,
}
_BEFORE = re.compile(rf"{_KRONER}\s*(?=[\d(,.\-\u2212])", re.IGNORECASE)
_AT_END = {
    unit: re.compile(rf"(?P<digits>.*[\d)\-])\s*{shape}", re.IGNORECASE | re.DOTALL)
    for unit, shape in _PATTERNS.items()
}
_WORDS = {unit: re.compile(rf"(?<!\w){shape}(?!\w)", re.IGNORECASE) for unit, shape in _PATTERNS.items()}
_WORDS["1.000 kr."] = re.compile(rf"(?<!\w)(?:{_THOUSANDS}|1\.?000 {_KRONER})(?!\w)", re.IGNORECASE)


def unit_of(text: str) -> tuple[str, Unit]:
    """The digits of a text, and the unit beside them."""
    for unit, pattern in _AT_END.items():
        found = pattern.fullmatch(text)
        if found:
            return found["digits"], unit
    before = _BEFORE.match(text)
    return (text[before.end() :], "kr.") if before else (text, "")


def is_own_unit(unit: Unit, indicator: Indicator) -> bool:
    """Whether a unit beside a number is the one that the indicator's numbers are in."""
    if unit == "":
        return True
    if unit == "%":
        return indicator.is_percentage
    words = " ".join(text for text in (indicator.unit.da, indicator.unit_short and indicator.unit_short.da) if text)
    said = next((one for one in ("1.000 kr.", "mio. kr.", "mia. kr.", "mio.", "mia.", "kr.") if _in(one, words)), "")
    return said == unit or (unit in ("mio.", "mia.") and said == f"{unit} kr.")


def _in(unit: Unit, words: str) -> bool:
    return bool(_WORDS[unit].search(words))
