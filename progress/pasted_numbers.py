"""The column of numbers of a pasted series: read as a whole, in one way of writing; what cannot be is said in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from config.language import Text
from config.written_numbers import Fault, Locale, Written, locale_of, read_numbers, readings, take_apart

NO_VALUE = {"", "..", "...", "…", "mangler", "missing"}
_MOST_SHOWN = 40
_WRITTEN = {"da": Text("dansk (1.234,5)", "Danish (1.234,5)"), "en": Text("engelsk (1,234.5)", "English (1,234.5)")}


@dataclass(frozen=True, slots=True)
class Column:
    """The column as it was read.

    Attributes:
        values: of each text; None where the figure is missing.
        way: how the numbers are written; None where that makes no difference, or cannot be told.
        wrong: what is wrong, with the place in the column. That nothing shows the way is said once, at the first place.
        is_ambiguous: nothing shows the way, and it matters.
    """

    values: dict[str, float | None]
    way: Locale | None
    wrong: tuple[tuple[int, Text], ...]
    is_ambiguous: bool


def read_column(column: Sequence[str], way: Locale | None) -> Column:
    """The texts of one column as numbers.

    Args:
        way: as whoever pasted says; None lets the column show it.
    """
    texts = [text for text in column if text.casefold() not in NO_VALUE]
    apart = [written for text in dict.fromkeys(texts) if (written := take_apart(text)) is not None]
    values: dict[str, float | None] = dict.fromkeys(column)
    faults: dict[str, Text] = {}
    ambiguous: set[str] = set()
    for text, one in read_numbers(texts).items():
        if one == "ambiguous" and way is None:
            ambiguous.add(text)
            continue
        found = _value(text, one, way)
        if isinstance(found, Text):
            faults[text] = found
        else:
            values[text] = found
    wrong = [(place, faults[text]) for place, text in enumerate(column) if text in faults]
    asked = [place for place, text in enumerate(column) if text in ambiguous]
    if asked:
        wrong.append((asked[0], _with_more(_fault(column[asked[0]], "ambiguous"), len(asked) - 1)))
    return Column(values, way or locale_of(apart), tuple(wrong), bool(asked))


def clipped(text: str) -> str:
    """What was written, not longer than a message can hold."""
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"


def _with_more(text: Text, more: int) -> Text:
    if more == 0:
        return text
    lines = Text("linje" if more == 1 else "linjer", "line" if more == 1 else "lines")
    return Text(f"{text.da} Det gælder {more} {lines.da} mere.", f"{text.en} So with {more} more {lines.en}.")


def _value(text: str, one: tuple[Written, float] | Fault, way: Locale | None) -> float | Text:
    written = take_apart(text)
    if written is not None and written.unit not in ("", "%"):
        return Text(
            f"»{clipped(text)}« har en enhed. Skriv tallet alene.",
            f"'{clipped(text)}' has a unit. Write the number alone.",
        )
    if way is not None and written is not None:
        value = written.danish if way == "da" else written.english
        if value is None:
            return Text(
                f"»{clipped(text)}« er ikke skrevet på {_WRITTEN[way].da}, som du har valgt.",
                f"'{clipped(text)}' is not written in {_WRITTEN[way].en}, which you have chosen.",
            )
        return value
    return one[1] if not isinstance(one, str) else _fault(text, one)


def _fault(text: str, fault: Fault) -> Text:
    shown = clipped(text)
    match fault:
        case "ambiguous":
            both = readings(text)
            first, second = both["first"], both["second"]
            assert isinstance(first, Text)
            assert isinstance(second, Text)
            return Text(
                f"»{shown}« kan være {first.da} eller {second.da}, og intet andet tal i kolonnen viser, hvilket. "
                "Vælg, hvordan tallene er skrevet.",
                f"'{shown}' may be {first.en} or {second.en}, and no other number in the column shows which. Choose "
                "how the numbers are written.",
            )
        case "mixed":
            return Text(
                f"»{shown}«: kolonnen blander dansk (1.234,5) og engelsk (1,234.5). Skriv alle tal på én måde.",
                f"'{shown}': the column mixes Danish (1.234,5) and English (1,234.5). Write all numbers in one way.",
            )
        case "shortened":
            return Text(
                f"»{shown}« er forkortet af regnearket. Gør kolonnen bredere, og kopiér igen.",
                f"'{shown}' was shortened by the spreadsheet. Make the column wider, and copy again.",
            )
        case "too_long":
            return Text(f"»{shown}« har for mange cifre.", f"'{shown}' has too many digits.")
    return Text(
        f"»{shown}« er ikke et tal. Skriv for eksempel 1234,5, eller lad feltet stå tomt, hvor tallet mangler.",
        f"'{shown}' is not a number. Write for example 1234.5, or leave it empty where the figure is missing.",
    )
