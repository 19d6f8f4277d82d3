"""Single fields of a form: what a person wrote as a number or a period, or in words what was expected instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dash import html
from dash.development.base_component import Component

from config.language import Language, Text, format_number
from config.written_numbers import Locale, take_apart
from dashboard.drawing import Field
from dashboard.parts import also
from dashboard.visit import Here
from store.time_period import TimePeriod
from store.written_periods import read_period

_MOST_SHOWN = 40  # letters of what was written, in a message
PERIOD_FORMS = Text(
    "for eksempel 2030, 1. kvartal 2030, marts 2030 eller 2030-03-12",
    "for example 2030, Q1 2030, March 2030 or 2030-03-12",
)

DEADLINE_ALONE = Text("Der er en frist, men intet måltal.", "There is a deadline, but no target.")
LIMITS_ORDER = Text("Den øverste grænse skal være over den nederste.", "The upper limit must be above the lower one.")


def deadline_too_early(baseline: TimePeriod) -> Text:
    """Of a deadline that does not come after this baseline."""
    return Text(
        f"Fristen skal ligge efter udgangspunktet, {baseline.label('da')}.",
        f"The deadline must come after the baseline, {baseline.label('en')}.",
    )


def read_number(text: str, way: Locale) -> float | Text:
    """A number without a unit (a per cent sign is left out of account); "1.234" is read in this way of writing."""
    found = take_apart(text)
    if found is None:
        return Text(
            f"»{shown(text)}« er ikke et tal. Skriv for eksempel 1234,5.",
            f"'{shown(text)}' is not a number. Write for example 1234.5.",
        )
    if found.unit not in ("", "%"):
        return Text(
            f"»{shown(text)}« har en enhed. Skriv tallet alene, i seriens egen enhed.",
            f"'{shown(text)}' has a unit. Write the number alone, in the unit of the series.",
        )
    first, second = (found.danish, found.english) if way == "da" else (found.english, found.danish)
    value = first if first is not None else second
    assert value is not None  # `take_apart` gives None where neither way fits
    return value


def read_one_period(text: str) -> TimePeriod | Text:
    """A period as people write it."""
    period = read_period(text)
    if period is None:
        return Text(
            f"»{shown(text)}« er ikke en periode. Skriv {PERIOD_FORMS.da}.",
            f"'{shown(text)}' is not a period. Write {PERIOD_FORMS.en}.",
        )
    return period


def number_for_field(value: float, language: Language) -> str:
    """A number as it may stand in a field and be read again: "14844", "12,5"."""
    text = format_number(value, language)
    return text.replace("." if language == "da" else ",", "")


def period_for_field(period: TimePeriod, language: Language) -> str:
    """The period's label, where it is read again as the same; else its code."""
    label = period.label(language)
    return label if read_period(label) == period else str(period)


def shown(text: str) -> str:
    """What was written, not longer than a message can hold."""
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"


def asked(
    name: str, label: str, control: Component, here: Here, note: str | None = None, mistake: Text | None = None
) -> Component:
    """A field under its label, with a note and what is wrong with it; `control` must have been given `about(...)`."""
    return html.Div(
        [
            html.Label(label, htmlFor=name),
            html.P(note, id=f"{name}-note", className="lille") if note else None,
            html.P(here.text(mistake), id=f"{name}-fejl", className="besked") if mistake else None,
            control,
        ],
        className="felt",
    )


def about(name: str, note: str | None, mistake: Text | None) -> str | None:
    """The ids of what describes a field."""
    ids = [f"{name}-fejl"] if mistake else []
    return " ".join([*ids, *([f"{name}-note"] if note else [])]) or None


def _described(ids: str | None, is_wrong: bool) -> Iterator[tuple[str, str]]:
    if ids:
        yield "aria_describedby", ids
    if is_wrong:
        yield "aria_invalid", "true"


def text_field(
    name: str, label: str, value: str, here: Here, note: str | None = None, mistake: Text | None = None
) -> Component:
    """One line to write in."""
    described = about(name, note, mistake)
    control = Field(name, "text", id=name, value=value, described_by=described, invalid=bool(mistake))
    return asked(name, label, control, here, note, mistake)


def choice_field(
    name: str,
    label: str,
    options: Sequence[tuple[str, str]],
    chosen: str,
    here: Here,
    note: str | None = None,
    mistake: Text | None = None,
) -> Component:
    """One of several, each (value, text)."""
    entries = [html.Option(text, value=value, selected=True if value == chosen else None) for value, text in options]
    described = about(name, note, mistake)
    more = also(**dict(_described(described, bool(mistake))))
    return asked(name, label, html.Select(entries, id=name, name=name, **more), here, note, mistake)
