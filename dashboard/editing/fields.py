"""The fields of a form for one entry of a definition: filled from the entry, and read back into it.

A form is a plain mapping of texts, as a browser sends it. A text in two languages has two fields, `title` and
`title-en`; each of several that may be ticked has its own, `who.partner`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Literal

from config.language import LANGUAGES, Language, Text
from config.written_numbers import take_apart
from dashboard.asking import number_for_field, period_for_field, read_number, read_one_period, shown
from store.time_period import PeriodError, TimePeriod
from store.written_periods import read_period

Form = Mapping[str, str]
Option = tuple[str, Text]
Way = Literal["words", "long", "line", "period", "number", "whole", "day", "embargo", "choice", "many", "tick"]
Names = Literal["goal", "indicator", "organisation", "reader"]

EN = "-en"
LINE, LONG = 300, 6000  # letters that a field takes
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

NEEDED = Text("Feltet skal udfyldes.", "This field must be filled in.")
_DANISH_FIRST = Text("Skriv også den danske tekst.", "Write the Danish text too.")
_NO_CHOICE = Text("Vælg en af mulighederne.", "Choose one of the options.")
_NOT_WHOLE = Text("Skriv et helt tal, for eksempel 3.", "Write a whole number, for example 3.")
_AT = re.compile(r"(.*?\d),?(?:[ T]| +(?:kl\.?|at) *)(\d{1,2})(?:[:.](\d{2}))?(?::00)?")
_NO_EMBARGO = Text(
    "Skriv en dato, eller en dato og et klokkeslæt, for eksempel 2026-12-01 09:00.",
    "Write a date, or a date and a time of day, for example 2026-12-01 09:00.",
)
_NO_DAY = Text("Skriv en dato, for eksempel 2026-03-12.", "Write a date, for example 2026-03-12.")


@dataclass(frozen=True, slots=True)
class Ask:
    """One field.

    Attributes:
        name: of the field in the form, and in the entry unless `path` says otherwise.
        of: the alliance's own goals, indicators or organisations are what can be chosen.
        only_new: asked where the entry is made; afterwards figures hang on the answer.
        default: chosen where nothing else is.
    """

    name: str
    label: Text
    way: Way
    note: Text | None = None
    needed: bool = False
    options: tuple[Option, ...] = ()
    of: Names | None = None
    path: tuple[str | int, ...] = ()
    only_new: bool = False
    default: str = ""

    @property
    def place(self) -> tuple[str | int, ...]:
        return self.path or (self.name,)

    @property
    def is_words(self) -> bool:
        return self.way in ("words", "long")


@dataclass(slots=True)
class Filled:
    """What a form says: the entry, and what is wrong with it, by field."""

    document: dict[str, Any]
    mistakes: dict[str, Text] = field(default_factory=dict)


Offered = Mapping[str, Sequence[Option]]  # what can be chosen, by the field's name


def fill(asks: Sequence[Ask], document: Mapping[str, Any], language: Language) -> dict[str, str]:
    """What stands in each field when the form is opened."""
    texts: dict[str, str] = {}
    for ask in asks:
        value = value_at(document, ask.place)
        if ask.is_words:
            words = value or {}
            texts[ask.name] = words.get("da", "")
            texts[ask.name + EN] = "" if words.get("en") == words.get("da") else words.get("en", "")
        elif ask.way == "many":
            texts |= {f"{ask.name}.{one}": "1" for one in value or ()}
        elif ask.way == "tick":
            texts |= {ask.name: "1"} if value else {}
        elif value is None:
            texts[ask.name] = ask.default
        else:
            texts[ask.name] = _written(ask.way, value, language)
    return texts


def _written(way: Way, value: Any, language: Language) -> str:
    if way == "number":
        return _clear(float(value), language)
    if way == "embargo":
        return str(value).replace("T", " ")
    if way == "period":
        try:
            return period_for_field(TimePeriod.parse(str(value)), language)
        except PeriodError:
            return str(value)
    return str(value)


def read(asks: Sequence[Ask], form: Form, before: Mapping[str, Any], offered: Offered, language: Language) -> Filled:
    """The entry as the form says; what the form does not ask about stays as it was."""
    filled = Filled(deepcopy(dict(before)))
    for ask in asks:
        value = _read(ask, form, value_at(before, ask.place), offered, language)
        if isinstance(value, Text):
            filled.mistakes[ask.name] = value
            continue
        is_empty = value is None or value is False or value == []  # 0 is a value
        if is_empty and ask.needed:
            filled.mistakes[ask.name] = NEEDED
        else:
            put_at(filled.document, ask.place, None if is_empty else value)
    return filled


def _read(ask: Ask, form: Form, before: Any, offered: Offered, language: Language) -> Any:
    """The value; None for an empty field; a Text says what is wrong."""
    if ask.way == "many":
        known = [value for value, _ in offered.get(ask.name, ())]
        ticked = [value for value in known if form.get(f"{ask.name}.{value}")]
        # In the order that stands; what this reader may not see is not taken out.
        kept = [one for one in before or () if one in ticked or one not in known]
        return kept + [value for value in ticked if value not in kept]
    if ask.way == "tick":
        return bool(form.get(ask.name))
    if (ask.of == "reader" and not form.get(ask.name)) or (ask.way == "embargo" and ask.name not in form):
        return before  # a form that does not say it lets nothing out
    text = cleaned(form.get(ask.name, ""))
    most = LONG if ask.way == "long" else LINE
    if ask.is_words:
        english = cleaned(form.get(ask.name + EN, ""))
        most = max(most, *(len(one) for one in (before or {}).values()), 0)  # what stands is never too long
        if max(len(text), len(english)) > most:
            return _too_long(most)
        if not text:
            return _DANISH_FIRST if english else None
        return {"da": text, "en": english or text}
    if not text:
        return None
    return _too_long(most) if len(text) > max(most, len(str(before))) else _one(ask, text, before, offered, language)


def _one(ask: Ask, text: str, before: Any, offered: Offered, language: Language) -> Any:
    if before is not None and text == cleaned(_written(ask.way, before, language)):
        return before  # left as it was: to the last digit, whatever the field shows of it
    if ask.way == "period":
        period = read_one_period(text)
        return period if isinstance(period, Text) else str(period)
    if ask.way == "number":
        return read_clear_number(text, language)
    if ask.way == "whole":
        return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else _NOT_WHOLE
    if ask.way == "day":
        return read_day(text)
    if ask.way == "embargo":
        return read_embargo(text)
    if ask.way == "choice":
        known = {value for value, _ in offered.get(ask.name, ())} | ({str(before)} if before else set())
        return text if text in known else _NO_CHOICE
    return text


def read_clear_number(text: str, language: Language) -> float | Text:
    """A number that can be read in one way only: "1.234" is asked about, whichever language the page is in."""
    apart = take_apart(text)
    if apart is not None and apart.is_ambiguous:
        values = sorted((value for value in (apart.danish, apart.english) if value is not None), key=abs, reverse=True)
        da, en = ([_clear(value, way) for value in values] for way in LANGUAGES)
        return Text(
            f"»{shown(text)}« kan læses på to måder. Skriv {' eller '.join(da)}.",
            f"'{shown(text)}' can be read in two ways. Write {' or '.join(en)}.",
        )
    return read_number(text, language)


def _clear(value: float, language: Language) -> str:
    """A number as nobody can misread it: 1,234 as 1,2340."""
    text = number_for_field(value, language)
    again = take_apart(text)
    return f"{text}0" if again and again.is_ambiguous else text


def read_day(text: str) -> str | Text:
    """A day, as "2026-03-12" or in any way that people write one."""
    period = read_period(text)
    if period is None:
        return _NO_DAY
    try:
        return date.fromisoformat(str(period)).isoformat()
    except ValueError:
        return _NO_DAY


def read_embargo(text: str) -> str | Text:
    """A day, or a day with a Danish time of day: "2026-12-01", "2026-12-01 09:00", "1. december 2026 kl. 9"."""
    found = _AT.fullmatch(text)
    day = read_day(found[1] if found else text)
    if isinstance(day, Text):
        return _NO_EMBARGO
    if found is None:
        return day
    try:
        return f"{day}T{time(int(found[2]), int(found[3] or 0)).isoformat('minutes')}"
    except ValueError:
        return _NO_EMBARGO


def cleaned(text: str) -> str:
    """Without signs that nobody sees and no database or file takes; line breaks of one kind."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _too_long(most: int) -> Text:
    return Text(f"Højst {most} tegn.", f"At most {most} characters.")


def value_at(document: Any, place: Sequence[str | int]) -> Any:
    """What stands there; None where nothing does."""
    for part in place:
        if isinstance(document, Mapping):
            document = document.get(part)
        elif isinstance(document, list) and isinstance(part, int) and part < len(document):
            document = document[part]
        else:
            return None
    return document


def put_at(document: dict[str, Any], place: Sequence[str | int], value: Any) -> None:
    """Have a value stand there, or nothing where it is None."""
    *way, last = place
    inside: Any = document
    for number, part in enumerate(way):
        if value_at(inside, (part,)) is None:
            if value is None:
                return
            following = place[number + 1]
            inside[part] = [{}] if isinstance(following, int) else {}
        inside = inside[part]
    if value is not None:
        inside[last] = value
    elif isinstance(inside, dict):
        inside.pop(last, None)
