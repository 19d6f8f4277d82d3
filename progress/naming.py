"""How one indicator is named and its values are written in sentences and formulas."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from config.language import LANGUAGES, MINUS, Language, Text, format_number
from store.time_period import TimePeriod

NO_UNIT = Text("", "")
AND, OR = Text("og", "and"), Text("eller", "or")
_COUNT_WORDS = ("antal ", "number of ")
_TOO_LARGE_TO_READ, _MOST_DECIMALS = 1e15, 12
_SPACE = "\u00a0"
_WHEN = {
    "D": Text("den {}", "on {}"),
    "S": Text("i {}", "in the {}"),
    "Y": Text("i {}", "in the {}"),
}
_THE = {"S": Text("{}", "the {}"), "Y": Text("{}", "the {}")}


@dataclass(frozen=True, slots=True)
class Naming:
    """Title, unit and decimals of an indicator."""

    title: Text
    unit: Text = NO_UNIT
    decimals: int | None = None

    def number(self, value: float, language: Language) -> str:
        """The value alone: "14.844"."""
        return plain(value, self.decimals, language)

    def short(self, value: float, language: Language) -> str:
        """The value with "pct." where that is its unit, else alone."""
        number = self.number(value, language)
        return f"{number}{_SPACE}{Text('pct.', 'per cent')[language]}" if self._is_per_cent else number

    def computed(self, value: float, like: float, language: Language) -> str:
        """A number that was computed and not reported, with no more digits than one of the size of `like` deserves."""
        return plain(value, decimals_like(like) if self.decimals is None else self.decimals, language)

    def difference(self, value: float, language: Language) -> str:
        """The distance between two values; between two percentages it is in percentage points."""
        number = self.number(value, language)
        points = Text("procentpoint", "percentage points")[language]
        return f"{number}{_SPACE}{points}" if self._is_per_cent else number

    def full(self, value: float, language: Language) -> str:
        """The value at its first mention, with the unit up to its first comma.

        A count of things is shown without their name ("antal ..."), and so is a single one: the unit is a plural.
        """
        unit = self.unit[language].partition(", ")[0].strip()
        number = self.number(value, language)
        if self._is_per_cent or not unit or unit.casefold().startswith(_COUNT_WORDS) or number.strip(MINUS) == "1":
            return self.short(value, language)
        return f"{number}{_SPACE}{unit}"

    @property
    def _is_per_cent(self) -> bool:
        return self.unit.da.strip().casefold().startswith(("pct", "%"))


def place_name(area: str, language: Language) -> str:
    """ "0751 Aarhus" as "Aarhus"; the country as people say it."""
    if area.casefold() == "danmark":
        return "hele landet" if language == "da" else "the whole country"
    return re.sub(r"^\d{3,4} ", "", area)


def both(write: Callable[[Language], str]) -> Text:
    """What is written alike in both languages."""
    return Text(*(write(language) for language in LANGUAGES))


def listed(parts: Sequence[str], language: Language, word: Text = AND) -> str:
    """ "a, b og c" or "a, b and c"; `word` stands before the last one."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + f" {word[language]} " + parts[-1] if parts else ""


def decimals_like(number: float) -> int:
    """So many decimals that a number of this size shows three digits, and no fewer before its comma."""
    if number == 0 or not math.isfinite(number):
        return 0
    return max(0, min(_MOST_DECIMALS, 2 - math.floor(math.log10(abs(number)))))


@lru_cache(10_000)  # a sentence and a formula say the same numbers
def plain(number: float | None, decimals: int | None, language: Language) -> str:
    """The number with so many decimals; a dash where there is none, powers of ten where nobody could read it."""
    if number is None:
        return "–"
    if abs(number) >= _TOO_LARGE_TO_READ:
        mantissa, _, exponent = f"{number:.2e}".partition("e")
        return f"{format_number(float(mantissa), language)} × 10^{int(exponent)}"
    return format_number(number, language, None if decimals is None else max(0, min(decimals, _MOST_DECIMALS)))


def when(period: TimePeriod, language: Language, is_trailing: bool = False) -> str:
    """ "i 2023", "in Q1 2024", "den 12. marts 2024"; of trailing sums "i de 12 måneder til og med marts 2024"."""
    if is_trailing:
        through = Text("i de 12 måneder til og med {}", "in the 12 months to the end of {}")
        return through[language].format(period.label(language))
    return _WHEN.get(period.frequency, Text("i {}", "in {}"))[language].format(period.label(language))


def named(period: TimePeriod, language: Language) -> str:
    """The period inside a sentence, after "siden" or "frem til"; English takes its article."""
    return _THE.get(period.frequency, Text("{}", "{}"))[language].format(period.label(language))
