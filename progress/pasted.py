"""A series as people paste it: two columns, period and number. What cannot be read is named by its line, never guessed.

The columns are parted by tab, semicolon or blanks; a first line without a period and a number is the heading. How the
numbers are written is decided for the whole column (`config.written_numbers`), or said by whoever pastes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from config.language import Text, number_text
from config.written_numbers import Locale, take_apart
from progress.case import Point
from progress.pasted_numbers import NO_VALUE, clipped, read_column
from store.time_period import TimePeriod
from store.written_periods import read_period

MOST_LINES = 2_000
_LONGEST_LINE = 200
_ENDS = re.compile(r"\r\n|\r|\n")
_KINDS = {
    "A": Text("år", "years"),
    "S": Text("halvår", "half-years"),
    "Q": Text("kvartaler", "quarters"),
    "M": Text("måneder", "months"),
    "W": Text("uger", "weeks"),
    "D": Text("dage", "days"),
    "Y": Text("skoleår", "school years"),
}
_EXPECTED = Text(
    "Skriv periode og tal med tabulator eller semikolon imellem, for eksempel 2024;1234,5",
    "Write period and number with a tab or a semicolon between them, for example 2024;1234.5",
)


@dataclass(frozen=True, slots=True)
class LineMistake:
    """What is wrong with one line of what was pasted; line 0 is the whole."""

    line: int
    text: Text


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was read.

    Attributes:
        points: in order of time; a period without a number has no value and the status L.
        way: how the column's numbers are written; None where that makes no difference.
        heading: the first line, where that was no figure.
        asks_way: its numbers can be read in two ways: whoever pasted must say which.
    """

    points: tuple[Point, ...] = ()
    mistakes: tuple[LineMistake, ...] = ()
    way: Locale | None = None
    heading: str | None = None
    asks_way: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    period: TimePeriod
    number: str


def read_pasted(text: str, way: Locale | None = None) -> Pasted:
    """The series of a pasted text.

    Args:
        way: how the numbers are written; None lets the column show it.
    """
    lines = [(number, line.strip(" ")) for number, line in enumerate(_ENDS.split(text.removeprefix("\ufeff")), start=1)]
    lines = [(number, line) for number, line in lines if line.strip()]
    if not lines:
        return _refused(Text("Der er ingen tal. Indsæt to kolonner: periode og tal.",
                             "There are no figures. Paste two columns: period and number."))  # fmt: skip
    if len(lines) > MOST_LINES:
        most, count = number_text(MOST_LINES), number_text(len(lines))
        return _refused(Text(f"Der er {count.da} linjer; højst {most.da} kan læses.",
                             f"There are {count.en} lines; at most {most.en} can be read."))  # fmt: skip
    mistakes: list[LineMistake] = []
    rows: list[_Row] = []
    heading = None
    for place, (number, line) in enumerate(lines):
        if place == 0 and _is_heading(line):
            heading = line
            continue
        found = _row(number, line)
        if isinstance(found, Text):
            mistakes.append(LineMistake(number, found))
        else:
            rows.append(found)
    if not rows and not mistakes:
        mistakes.append(LineMistake(0, Text("Der er ingen tal under overskriften.",
                                            "There are no figures below the heading.")))  # fmt: skip
    column = read_column([row.number for row in rows], way)
    values = column.values
    mistakes += [LineMistake(rows[place].line, text) for place, text in column.wrong]
    mistakes += _mixed_kinds(rows)
    points, twice = _points(rows, values)
    mistakes += twice
    if mistakes:
        return Pasted((), tuple(sorted(mistakes, key=lambda one: one.line)), column.way, heading, column.is_ambiguous)
    return Pasted(points, (), column.way, heading)


def _refused(text: Text) -> Pasted:
    return Pasted(mistakes=(LineMistake(0, text),))


def _cells(line: str) -> list[str] | None:
    """The line's columns; None where only blanks part them."""
    for sign in ("\t", ";"):
        if sign in line:
            cells = [cell.strip() for cell in line.split(sign)]
            while len(cells) > 2 and not cells[-1]:
                cells.pop()
            return cells
    return None


def _is_heading(line: str) -> bool:
    """No period stands first, and no number last."""
    cells = _cells(line)
    if cells is None:
        return _first_period(line) is None and take_apart(line.split()[-1]) is None
    return read_period(cells[0]) is None and take_apart(cells[-1]) is None


def _row(number: int, line: str) -> _Row | Text:
    if len(line) > _LONGEST_LINE:
        return Text(f"Linjen er for lang. {_EXPECTED.da}.", f"The line is too long. {_EXPECTED.en}.")
    cells = _cells(line)
    if cells is None:
        cuts = _cuts(line)
        if len(cuts) == 1:
            return _Row(number, *cuts[0])
        if cuts:
            return Text(
                f"»{clipped(line)}« kan deles på flere måder. {_EXPECTED.da}.",
                f"'{clipped(line)}' can be divided in several ways. {_EXPECTED.en}.",
            )
        begun = _first_period(line)
        if begun is None:
            return _no_period(line)
        if not begun[1]:
            return Text(
                f"Der står kun en periode, »{clipped(line)}«. {_EXPECTED.da}.",
                f"There is only a period, '{clipped(line)}'. {_EXPECTED.en}.",
            )
        return _Row(number, *begun)  # what follows is no number: said with the other numbers
    if len(cells) != 2:
        return Text(
            f"Der er {len(cells)} kolonner, og der skal være 2. {_EXPECTED.da}.",
            f"There are {len(cells)} columns, and there must be 2. {_EXPECTED.en}.",
        )
    period = read_period(cells[0])
    return _no_period(cells[0]) if period is None else _Row(number, period, cells[1])


def _cuts(line: str) -> list[tuple[TimePeriod, str]]:
    """Every way in which blanks part a period from a number."""
    words = line.split()
    found = []
    for place in range(1, len(words)):
        period, number = read_period(" ".join(words[:place])), " ".join(words[place:])
        if period is not None and (number.casefold() in NO_VALUE or take_apart(number) is not None):
            found.append((period, number))
    return found


def _first_period(line: str) -> tuple[TimePeriod, str] | None:
    """The longest beginning of the line that is a period, and the rest."""
    words = line.split()
    for place in range(len(words), 0, -1):
        period = read_period(" ".join(words[:place]))
        if period is not None:
            return period, " ".join(words[place:])
    return None


def _no_period(text: str) -> Text:
    return Text(
        f"»{clipped(text)}« er ikke en periode. Skriv for eksempel 2024, 1. kvt. 2024, marts 2024, uge 6 2024, "
        "2023/24 eller 12-03-2024.",
        f"'{clipped(text)}' is not a period. Write for example 2024, Q1 2024, March 2024, week 6 2024, 2023/24 or "
        "12-03-2024 (the day first).",
    )


def _mixed_kinds(rows: Sequence[_Row]) -> list[LineMistake]:
    """Periods of another length than most of the others."""
    counts = Counter(row.period.frequency for row in rows)
    if len(counts) < 2:
        return []
    usual = counts.most_common(1)[0][0]
    found = []
    for row in rows:
        if row.period.frequency != usual:
            text = Text(
                f"{row.period.label('da')} passer ikke til de øvrige, som er {_KINDS[usual].da}. En serie har perioder "
                "af én længde.",
                f"{row.period.label('en')} does not fit the others, which are {_KINDS[usual].en}. A series has periods "
                "of one length.",
            )
            found.append(LineMistake(row.line, text))
    return found


def _points(rows: Sequence[_Row], values: dict[str, float | None]) -> tuple[tuple[Point, ...], list[LineMistake]]:
    """The points in order of time; a period twice with one value counts once, with two values it is a mistake."""
    first: dict[TimePeriod, _Row] = {}
    mistakes = []
    for row in rows:
        other = first.setdefault(row.period, row)
        if values[other.number] != values[row.number]:
            text = Text(
                f"{row.period.label('da')} står også i linje {other.line} med et andet tal.",
                f"{row.period.label('en')} is also in line {other.line}, with another number.",
            )
            mistakes.append(LineMistake(row.line, text))
    ordered = sorted(first.values(), key=lambda row: (row.period.frequency, row.period.number))
    found = ((row.period, values[row.number]) for row in ordered)
    return tuple(Point(period, value, "L" if value is None else "A") for period, value in found), mistakes
