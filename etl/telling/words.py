"""Small words of letters: counts, names, and the lines that say what a partner lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from config.definitions import Alliance
from config.language import Language, Text, format_date, format_number
from etl.telling.letter import Item
from progress.delivery import DeliveryRow
from progress.delivery_periods import periods_text
from progress.expected import step_of
from progress.naming import listed, place_name

MADE_UP = Text("Opdigtede tal", "Invented figures")


def say(language: Language, da: str, en: str) -> str:
    return da if language == "da" else en


def counted(number: int, one: Text, many: Text, language: Language) -> str:
    """ "1 fil", "3 filer"."""
    return f"{format_number(number, language)} {(one if number == 1 else many)[language]}"


def marked(declared: Alliance, language: Language) -> str:
    """What stands before the name of an alliance of which nothing is real, unless the name says so itself."""
    is_said = MADE_UP[language].casefold() in declared.name[language].casefold()
    return f"{MADE_UP[language]}: " if declared.made_up and not is_said else ""


def name_of(declared: Alliance, slug: str, language: Language) -> str:
    found = declared.organisation_called(slug)
    return found.name[language] if found else slug


def names_of(declared: Alliance, slugs: Iterable[str], language: Language) -> str:
    return listed([name_of(declared, slug, language) for slug in slugs], language)


def overdue_line(row: DeliveryRow, since: int, language: Language) -> str:
    """ "Indbrud, Aarhus: 2024 og 2025 (fristen var 1. juli 2025)"; the earliest deadline where there are several."""
    names = [row.indicator.name[language]]
    if row.area:
        place = place_name(row.area, language)
        names.append(place[:1].upper() + place[1:])
    overdue = row.overdue(since)
    days = [one.deadline for one in overdue if one.deadline]
    text = f"{', '.join(names)}: {periods_text(overdue, step_of(row.indicator), language)}"
    if not days:
        return text
    day = format_date(min(days), language)
    if len(days) > 1:
        return f"{text} ({say(language, f'den første frist var {day}', f'the first deadline was {day}')})"
    return f"{text} ({say(language, f'fristen var {day}', f'the deadline was {day}')})"


def at_most(items: Sequence[Item], most: int, language: Language) -> tuple[Item, ...]:
    """The first ones, and how many more there are."""
    if len(items) <= most:
        return tuple(items)
    more = format_number(len(items) - most, language)
    return (*items[:most], Item(say(language, f"og {more} til", f"and {more} more")))
