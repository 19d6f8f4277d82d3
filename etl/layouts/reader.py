"""What the words of a table mean under its layout: the layout's own words first, then the alliance's."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from config.definitions import Alliance
from config.indicator import PeriodType
from config.layout import Level, Table, Where
from config.places import COUNTRY, find_place, regions
from etl.layouts.wording import key, plain, title_key, without_note, without_years
from etl.meaning.contents import Content, Fault
from etl.meaning.fit_periods import period_for
from etl.meaning.words import Meanings
from etl.opening.cells import DATE, ERROR, TEXT, UNSAVED
from store.time_period import PeriodError, TimePeriod
from store.written_periods import find_periods, read_period

ANY_YEAR = Content(TEXT, "2020")  # while headings are looked for: a leap year of 53 weeks
LEFT_OUT: Final = object()  # a word that the layout says is not to be read
_SCHOOL_YEAR = re.compile(r"([12]\d{3}) ?[-–/] ?(\d\d|\d{4})")
_NAME_AND_CODE = re.compile(r"(.{2,80}?)[ ,]*\((?:kode )?(\d{3,4})\)", re.IGNORECASE)
_MADE = re.compile(
    r"\b(?:opdater\w*|udgivet|udgivelse|udtræk\w*|udtrukket|hentet|kilder?|version|revideret|rapport\w*|trukket|dannet"
    r"|offentliggjort|indberettet|source|updated|retrieved|lov\w*|deadline|frist|mål|sammenlignet|siden|base|indeks)\b",
    re.IGNORECASE,
)
_LETTERS = {"final": "A", "provisional": "P", "estimate": "E", "projection": "F"}

Parts = tuple[Content, ...]


class Reader:
    """Reads one table's words for one alliance and the organisation that delivers."""

    def __init__(self, declared: Alliance, organisation: str, table: Table) -> None:
        self.table = table
        self.declared = declared
        self.year: Content | None = None  # of the block that is being read, where months stand without one
        self._meanings = Meanings(declared, organisation)
        self._words = {name: {key(k): v for k, v in where.words.items()} for name, where in table.fields.items()}
        self._values = {
            d.code: {plain(word): value for word, value in d.spellings}
            for i in declared.indicators
            for d in i.dimensions
        }

    def read(self, field: str, parts: Parts) -> Any:
        """The meaning of a field's cells: a value, a `Fault`, or `LEFT_OUT`.

        Args:
            parts: the cells that are read together, none of them blank.
        """
        for part in parts:
            if part.kind in (ERROR, UNSAVED):
                return Fault("error_cell" if part.kind == ERROR else "formula_unsaved", {})
        where = self.table.fields[field]
        word = self._own_word(field, parts)
        if word is None and where.words and where.others == "leave_out":
            return LEFT_OUT
        return self._meaning(field, parts if word is None else (Content(TEXT, word),))

    def _meaning(self, field: str, parts: Parts) -> Any:
        name, _, dimension = field.partition(":")
        if name == "dimension":
            return self._dimension(dimension, parts)
        return getattr(self, f"_{name}")(parts)

    def constant(self, field: str, where: Where, sheet_name: str, titles: list[str]) -> Any:
        """What the sheet's name, a title above the table or the layout itself says; None where they do not say it."""
        if where.fixed is not None:
            return self.read(field, (Content(TEXT, where.fixed),))
        for text in [sheet_name] if where.sheet else titles:
            said = self._said(field, where, text)
            if said:
                return said[0] if len(said) == 1 else None
        return None

    def fits(self, field: str, meaning: Any) -> bool:
        """Whether a period is of the table's kind: a year's total between its quarters is none of them."""
        kind = self.table.frequency
        return field != "period" or kind is None or meaning.frequency == kind

    def status_of_marks(self, parts: Parts) -> str:
        """The letter that a mark on a heading stands for ("2024*"); "" for none."""
        for mark, status in self.table.marks.items():
            if status != "final" and any(part.words.endswith(mark) for part in parts):
                return letter_of(status)
        return ""

    def _said(self, field: str, where: Where, text: str) -> list[Any]:
        """Everything that a text says about a field."""
        if field == "period" and not where.words:
            found = find_periods(text) if where.sheet else periods_said(text)
            kind = self.table.frequency
            return [period for period in found if kind is None or period.frequency == kind]
        if not where.words:
            one = self.read(field, (Content(TEXT, text),)) if where.sheet else None
            return [] if one is None or isinstance(one, Fault) else [one]
        words = {title_key(said): word for said, word in where.words.items()}
        held = [words[title_key(text)]] if title_key(text) in words else []
        return [self._meaning(field, (Content(TEXT, word),)) for word in held]

    def _own_word(self, field: str, parts: Parts) -> str | None:
        words = self._words[field]
        if not words:
            return None
        texts = [part.words for part in parts]
        if self.table.fields[field].within:
            known = {title_key(said): word for said, word in self.table.fields[field].words.items()}
            return known.get(title_key(texts[0]))
        return next((words[key(text)] for text in (" ".join(texts), *texts) if key(text) in words), None)

    def _indicator(self, parts: Parts) -> str | Fault:
        return self._meanings.indicator(Content(TEXT, without_note(_joined(parts))))

    def _status(self, parts: Parts) -> str | Fault:
        return self._meanings.status(Content(TEXT, _joined(parts)))

    def _dimension(self, code: str, parts: Parts) -> str:
        text = without_note(_joined(parts))
        return self._values.get(code, {}).get(plain(text), text[:400])

    def year_said(self, where: Where, sheet_name: str, titles: list[str]) -> Content | None:
        """The one year that the sheet's name, or the nearest title that names any, is about."""
        for text in [sheet_name] if where.year == "sheet" else titles:
            years = [period for period in periods_said(text) if period.frequency == "A"]
            if years:
                return Content(TEXT, str(years[0])) if len(years) == 1 else None
        return None

    def _period(self, parts: Parts) -> Any:
        where = self.table.period
        if where is not None and where.within:
            found = find_periods(_joined(parts))
            if where.beside and key(without_years(_joined(parts))) not in {key(words) for words in where.beside}:
                return Fault("period_unknown", {})
            return found[0] if len(found) == 1 else Fault("period_unknown", {})
        if where is not None and (where.year or where.year_column):
            parts = (self.year or ANY_YEAR, *parts)
        period = period_of(parts, self.table.frequency)
        if period is None:
            return Fault("period_unknown", {})
        return LEFT_OUT if self.table.part is not None and part_of(period) != self.table.part else period

    def _area(self, parts: Parts) -> str | Fault:
        place = self.place_of(parts)
        if place is None:
            return self._meanings.unknown_area(_joined(parts))
        if self.table.levels and level_of(place) not in self.table.levels:
            return Fault("area_other_level", {})
        return place

    def place_of(self, parts: Parts) -> str | None:
        """The place that a name, a code, or both name; None where they contradict each other."""
        found = [named_place(part.words, self._meanings.places) for part in parts]
        known = {place for place in found if place is not None}
        return known.pop() if len(known) == 1 else None


@lru_cache(maxsize=16_384)
def named_place(text: str, also: tuple[str, ...]) -> str | None:
    """The place that a text names; "Aarhus (751)" too, where name and code agree."""
    place = find_place(without_note(text), also)
    both = _NAME_AND_CODE.fullmatch(text.strip()) if place is None else None
    return find_place(f"{int(both[2]):04} {both[1]}", also) if both else place


@lru_cache(maxsize=4096)
def level_of(place: str) -> Level:
    """Which kind of place a canonical text names."""
    if place == COUNTRY:
        return "country"
    if place in regions():
        return "region"
    return "municipality" if place[:4].isdecimal() and find_place(place) == place else "own"


def period_of(parts: Parts, frequency: PeriodType | None = None) -> TimePeriod | None:
    """The period named together: "2024" and "1. kvartal", a date; "2023-2024" for school years."""
    if len(parts) == 1 and parts[0].kind == DATE and parts[0].day is not None:
        day = parts[0].day
        try:
            return TimePeriod.containing(frequency or "D", day)
        except PeriodError:
            return None
    texts = list(dict.fromkeys(without_note(part.words) for part in parts))
    if frequency == "Y" and len(texts) == 1:
        school = _SCHOOL_YEAR.fullmatch(texts[0])
        if school:
            return read_period(f"{school[1]}/{school[2]}")
    if len(texts) == 1:
        found = read_period(texts[0])
        if frequency is None or (found is not None and found.frequency == frequency):
            return found
        return period_for(Content(TEXT, texts[0]), frequency) or found
    forms = (" ".join(texts), " ".join(reversed(texts)), "".join(texts))
    return next((period for form in forms if (period := read_period(form))), None)


def periods_said(title: str) -> list[TimePeriod]:
    """The periods that a title is about; one that says when the file was made, or from where, is about none."""
    return [] if _MADE.search(title) else find_periods(title)


def part_of(period: TimePeriod) -> int | None:
    """Which half-year, quarter, month or week of its year a period is; None for the others."""
    said = re.search(r"-[HQW]?(\d{1,2})$", str(period))
    return int(said[1]) if said and period.frequency in "SQMW" else None


def letter_of(status: str) -> str:
    """The letter of a status word of a layout."""
    return _LETTERS[status]


def _joined(parts: Parts) -> str:
    return " ".join(part.words for part in parts)
