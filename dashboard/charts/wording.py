"""The words and numbers of one indicator's charts and table, in one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from config.indicator import Indicator
from config.language import Language, Text, format_number
from dashboard.charts.timeline import Lacking
from progress.naming import place_name as place_name
from store.time_period import TimePeriod

NBSP = "\u00a0"
STATUS_WORDS: dict[str, Text] = {
    "A": Text("endeligt", "final"),
    "P": Text("foreløbigt", "provisional"),
    "E": Text("skønnet", "estimated"),
    "F": Text("fremskrivning", "projection"),
    "L": Text("mangler", "missing"),
    "M": Text("ikke relevant", "not applicable"),
    "N": Text("intet at indberette", "nothing to report"),
}
BESIDE = "beside"  # why a figure is hidden that is not few: others could be computed from it
HIDDEN_BESIDE = Text("skjult", "hidden")
WHY_SMALL = Text("skjult, så ingen kan genkendes", "hidden, so that nobody can be recognised")
WHY_BESIDE = Text("skjult, så andre ikke kan regnes ud", "hidden so that others cannot be computed")
PATH_NAME = Text("Vejen til målet", "Path to target")
NOT_DELIVERED = Text("ikke leveret", "not delivered")
_LOWER, _HIGHER = Text("Lavere er bedre.", "Lower is better."), Text("Højere er bedre.", "Higher is better.")
_RHYTHM: dict[str, Text] = {
    "annual": Text("pr. år", "per year"),
    "half_yearly": Text("pr. halvår", "per half-year"),
    "quarterly": Text("pr. kvartal", "per quarter"),
    "monthly": Text("pr. måned", "per month"),
    "weekly": Text("pr. uge", "per week"),
    "daily": Text("pr. dag", "per day"),
    "school_year": Text("pr. skoleår", "per school year"),
}
_MOST_UNIT = 20  # letters that fit beside the top gridline's number


@dataclass(frozen=True, slots=True)
class Words:
    """How this indicator's numbers and periods are written."""

    indicator: Indicator
    language: Language

    def say(self, danish: str, english: str) -> str:
        return danish if self.language == "da" else english

    def number(self, value: float, sign: bool = False) -> str:
        return format_number(value, self.language, self.indicator.decimals, sign)

    def value(self, value: float) -> str:
        """ "14.804", and for shares "25 pct."."""
        return self.number(value) + (NBSP + self.percent if self.is_percent else "")

    def value_with_unit(self, value: float) -> str:
        """ "14.804 indbrud"; the number alone where the unit is long."""
        unit = self.short_unit
        return self.number(value) + (NBSP + unit if unit else "")

    @property
    def percent(self) -> str:
        return self.say("pct.", "per cent")

    @property
    def is_percent(self) -> bool:
        unit = self.indicator.unit_short or self.indicator.unit
        return unit.da.startswith("pct")

    @property
    def short_unit(self) -> str:
        """Beside a number; empty where no short form is declared and the unit is long."""
        if self.is_percent:
            return self.percent
        unit = (self.indicator.unit_short or self.indicator.unit)[self.language]
        return unit if len(unit) <= _MOST_UNIT else ""

    @property
    def hidden(self) -> str:
        threshold = self.indicator.suppression.threshold or 5
        return self.say(f"færre end {threshold}", f"fewer than {threshold}")

    def hidden_as(self, why: str | None) -> str:
        """What stands in place of a hidden number: how few there are, where that is why it is hidden."""
        return HIDDEN_BESIDE[self.language] if why == BESIDE else self.hidden

    def why_hidden(self, why: str | None) -> str:
        return (WHY_BESIDE if why == BESIDE else WHY_SMALL)[self.language]

    def status(self, letter: str) -> str:
        return self.hidden if letter == "Q" else STATUS_WORDS.get(letter, Text(letter, letter))[self.language]

    def period(self, period: TimePeriod) -> str:
        return period.label(self.language)

    def in_period(self, text: str, period: str) -> str:
        return self.say(f"{text} i {period}", f"{text} in {period}")

    def target(self, value: float, deadline: TimePeriod) -> str:
        return self.say("Mål", "Target") + f" {self.period(deadline)}: {self._at_most(value)}"

    def short_target(self, value: float) -> str:
        return self.say("Mål", "Target") + f" {self.value(value)}"

    def open_target(self, value: float, is_new: bool) -> tuple[str, str]:
        name = self.say("Nyt mål", "New target") if is_new else self.say("Mål", "Target")
        end = self.say("ingen frist", "no deadline")
        return f"{name}: {self._at_most(value)}, {end}", f"{name} {self.value(value)}, {end}"

    def limit(self, value: float, is_lower: bool) -> tuple[str, str]:
        word = self.say("Mindst", "At least") if is_lower else self.say("Højst", "At most")
        return (f"{word} {self.value(value)}",) * 2

    def from_target(self, difference: float) -> tuple[str, str]:
        return self._beyond(difference, self.say("målet", "target"))

    def from_path(self, difference: float) -> tuple[str, str]:
        return self._beyond(difference, self.say("vejen", "path"))

    def lacking(self, run: Sequence[Lacking]) -> tuple[str, str]:
        """Why there is no number, with its periods, and a short form: "2021 mangler", "aflyst 2021"."""
        periods, short = self.span(run[0].period, run[-1].period), _short_span(run[0].period, run[-1].period)
        match run[0].lack:
            case "not_applicable" | "nothing_to_report":
                word = self.status("M" if run[0].lack == "not_applicable" else "N")
                return f"{periods}: {word}", word
            case "unknown":
                return f"{periods}: " + self.say("ingen tal", "no figures"), short
            case _ if is_cancelled(run[0]):
                return self.say(f"aflyst {periods}", f"cancelled {periods}"), self.say("aflyst", "cancelled")
            case _:
                missing = STATUS_WORDS["L"][self.language]
                return f"{periods} {missing}", short if run[0].period.frequency in "AY" else missing

    def span(self, first: TimePeriod, last: TimePeriod) -> str:
        if first == last:
            return self.period(first)
        dash = "\u2013" if first.frequency in "AY" else self.say(" til ", " to ")
        return f"{self.period(first)}{dash}{self.period(last)}"

    def unit_line(self, area: str, has_provisional: bool, has_projection: bool) -> str:
        """What is counted, where, how often, which way is better, and what the odd marks mean."""
        indicator, language = self.indicator, self.language
        parts = [indicator.title[language], place_name(area, language)]
        unit = indicator.unit[language]
        rhythm = _RHYTHM.get(indicator.frequency) if indicator.kind == "count" else None
        title = indicator.title[language]
        if unit.casefold() not in title.casefold():
            what = unit.replace(title[:1].lower() + title[1:], "").strip()  # not the same words twice
            parts.append(what + (f" {rhythm[language]}" if rhythm else ""))
        line = ", ".join(part for part in parts if part) + "."
        if indicator.direction in ("increase", "decrease"):
            line += " " + (_LOWER if indicator.direction == "decrease" else _HIGHER)[language]
        if has_provisional:
            line += self.say(" Hul prik: foreløbigt tal.", " Hollow dot: provisional figure.")
        if has_projection:
            line += self.say(" Prikket linje: fremskrivning.", " Dotted line: projection.")
        return line

    @property
    def each_by_itself(self) -> str:
        """Said where the target is for a sum and the curve shows what it is a sum of."""
        return self.say(
            " Målet gælder summen; kurven viser hver periode for sig.",
            " The target is for the sum; the curve shows each period by itself.",
        )

    def pale_area(self, is_cut: bool) -> str:
        """What the band of the forecast is, and whether the picture holds all of it."""
        text = self.say(
            " Bleg flade: hvor tallet ventedes i 8 af 10 tilfælde.",
            " Pale area: where the figure was expected 8 times out of 10.",
        )
        if is_cut:
            text += self.say(
                " Den rækker ud over billedet; alle tal står i tabellen.",
                " It reaches beyond the picture; all figures are in the table.",
            )
        return text

    def _at_most(self, value: float) -> str:
        number = self.value(value)
        match self.indicator.direction:
            case "decrease" if value != 0:
                return self.say(f"højst {number}", f"at most {number}")
            case "increase":
                return self.say(f"mindst {number}", f"at least {number}")
        return number

    def _beyond(self, difference: float, what: str) -> tuple[str, str]:
        number = self.number(abs(difference)) + (NBSP + self.points if self.is_percent else "")
        if self.number(abs(difference)) == self.number(0):
            return "", ""
        word = self.say("over", "above") if difference > 0 else self.say("under", "below")
        the = self.say("", "the ")
        return f"{number} {word} {the}{what}", f"{number} {word}"

    @property
    def points(self) -> str:
        return self.say("procentpoint", "percentage points")


def is_cancelled(lacking: Lacking) -> bool:
    """A count that was called off has a word of its own."""
    return lacking.reason is not None and "aflyst" in lacking.reason.da.casefold()


def _short_span(first: TimePeriod, last: TimePeriod) -> str:
    if first == last:
        return first.label()
    if first.frequency == "A":
        return f"{first}\u2013{str(last)[2:]}"
    return f"{first.start.year}\u2013{str(last.end.year)[2:]}"
