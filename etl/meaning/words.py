"""What the words in a partner's cells mean in this alliance: indicators, places, periods, statuses, days."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from config.definitions import Alliance
from config.language import Text
from config.letters import key
from config.places import find_place, nearest_place, why_unknown
from etl.meaning.contents import Content, Fault
from etl.meaning.fit_periods import unread_period
from etl.meaning.headings import folded
from etl.opening.cells import DATE, NUMBER, TEXT
from store.time_period import TimePeriod
from store.written_periods import read_period

T = TypeVar("T")

STATUSES = {
    "": "",
    "endelig": "A",
    "endeligt": "A",
    "a": "A",
    "final": "A",
    "foreløbig": "P",
    "foreløbigt": "P",
    "p": "P",
    "provisional": "P",
    "skøn": "E",
    "e": "E",
    "estimate": "E",
    "fremskrivning": "F",
    "projection": "F",
    "mangler": "L",
    "l": "L",
    "missing": "L",
    "ikkerelevant": "M",
    "m": "M",
    "notapplicable": "M",
    "diskretioneret": "Q",
    "skjult": "Q",
    "færreend5": "Q",
    "suppressed": "Q",
    "q": "Q",
    "intetatindberette": "N",
    "n": "N",
    "nothingtoreport": "N",
}
STATUS_WORDS = "endelig, foreløbig, skøn, fremskrivning, mangler, ikke relevant, intet at indberette, diskretioneret"
MOST_SUGGESTIONS = 200
_FIRST_YEAR = 1900  # nobody published a figure earlier; and year 1 begins before time does, in UTC


def group_words(declared: Alliance) -> dict[str, dict[str, str | None]]:
    """By dimension: each value and label -> the value; None for a word that several values have."""
    found: dict[str, dict[str, str | None]] = {}
    for one in (dimension for indicator in declared.indicators for dimension in indicator.dimensions):
        known = found.setdefault(one.code, {})
        for word, value in one.spellings:
            known[key(word)] = value if known.get(key(word), value) == value else None
    return found


class Meanings:
    """Interprets contents for one alliance and the organisation that delivers."""

    def __init__(self, declared: Alliance, organisation: str) -> None:
        self._asked = 0
        self._organisation = declared.organisation(organisation)
        self._indicators = {}
        for indicator in declared.indicators:
            for name in (*indicator.title, *(indicator.short_title or ()), indicator.code):
                self._indicators[folded(name)] = indicator.code
        for indicator in declared.indicators:  # workbooks and layouts from before a renaming
            for name in indicator.formerly:
                self._indicators.setdefault(folded(name), indicator.code)
        self.frequencies = {indicator.code: indicator.periods for indicator in declared.indicators}
        self._codes = [indicator.code for indicator in declared.told.indicators]
        self.places = declared_places(declared)
        self._groups = group_words(declared)

    def indicator(self, content: Content) -> str | Fault:
        code = self._indicators.get(folded(content.words))
        if code is not None:
            return code
        told = [name for name, code in self._indicators.items() if code in self._codes]
        near = self._ask(lambda: difflib.get_close_matches(folded(content.words), told, n=1, cutoff=0.6))
        nearest = _nearest(self._indicators[near[0]] if near else None)
        return Fault("indicator_unknown", {"nearest": nearest, "codes": ", ".join(self._codes) or "-"})

    def area(self, content: Content) -> str | Fault:
        words = content.words
        # 84 is region 084 that lost its nought: under our own heading only, since elsewhere it is a number like others.
        place = find_place(f"0{words}" if len(words) == 2 and words.isdigit() else words, self.places)
        if place is not None:
            return place
        return self.unknown_area(content.words)

    def unknown_area(self, text: str) -> Fault:
        """What to tell of a place that is not known: why, or the nearest one."""
        why, both = why_unknown(text)
        if why != "unknown":
            return Fault(f"area_{why}", {"both": both})
        return Fault("area_unknown", {"nearest": _nearest(self._ask(lambda: nearest_place(text, self.places)))})

    def _ask(self, search: Callable[[], T]) -> T | None:
        """A search for the likeliest meaning takes milliseconds: only as often as a report tells of it."""
        self._asked += 1
        return search() if self._asked <= MOST_SUGGESTIONS else None

    def period(self, content: Content) -> TimePeriod | Fault:
        if content.kind == DATE and content.day is not None:
            return TimePeriod.parse(content.day.isoformat())
        if content.kind in (TEXT, NUMBER):
            found = read_period(content.words)
            if found is not None:
                return found
        return unread_period(content)

    def status(self, content: Content) -> str | Fault:
        word = folded(content.words)
        if word == "f":
            return Fault("status_f", {})
        return STATUSES.get(word) or Fault("status_unknown", {"words": STATUS_WORDS})

    def day(self, content: Content) -> date | Fault:
        day = content.day or _written_day(content.words)
        return day if day is not None and day.year >= _FIRST_YEAR else Fault("day_unknown", {})

    def text(self, content: Content) -> str:
        return content.words[:400]

    def group(self, dimension: str) -> Callable[[Content], str]:
        """Of a dimension's value or its label, in either language, the value; any other text as it is."""
        known = self._groups.get(dimension, {})
        return lambda content: known.get(key(content.words)) or self.text(content)

    def organisation(self, content: Content) -> str | Fault:
        own = self._organisation
        if own is not None and folded(content.words) in {*map(folded, (own.slug, *own.formerly, *own.name))}:
            return own.slug
        return Fault("organisation_differs", {"organisation": own.name.da if own else "-"})


def _written_day(text: str) -> date | None:
    period = read_period(text)
    return period.start if period is not None and period.frequency == "D" else None


def _nearest(name: str | None) -> Text:
    """The likeliest meaning, as the beginning of a remedy; nothing where nothing is near."""
    return Text(f"Nærmeste er „{name}“. ", f"The nearest is “{name}”. ") if name else Text("", "")


def declared_places(declared: Alliance) -> tuple[str, ...]:
    """The alliance's own names of places, beside municipalities, regions and the country."""
    names = {declared.area, *declared.areas}
    for indicator in declared.indicators:
        names.update(indicator.comparison_areas)
        names.add(indicator.area or declared.area)
        names.update(t.area for t in indicator.targets if t.area is not None and t.area != "each")
    return tuple(sorted(names))
