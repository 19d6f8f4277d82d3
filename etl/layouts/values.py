"""The figures of a block: real numbers as they are, written ones by the way of writing of them all, signs as agreed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from config.language import Text, format_number
from config.layout import Table
from config.written_numbers import Written, read_numbers, take_apart
from etl.layouts.reader import letter_of
from etl.layouts.wording import plain
from etl.meaning.contents import Fault
from etl.opening.cells import EMPTY, ERROR, NUMBER, TEXT, UNSAVED, Sheet

LETTERS = {
    "missing": "L", "not_applicable": "M", "nothing_to_report": "N", "suppressed": "Q", "zero": "", "not_yet": "",
}  # fmt: skip
BLANK = Text("(tom celle)", "(blank cell)")
LONGEST_SIGN = 60
_SIGN_LENGTH = 14
_MANY = 500
_DANISH = re.compile(r"-?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d{1,15})(?:,\d{1,15})?")
_ONLY_DANISH = re.compile(r".*(?:,\d{1,2}|,\d{4,}|\.\d{3},\d+|\.\d{3}\.\d{3}.*)")

Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Values:
    """Arrays of one shape, [columns, rows].

    Attributes:
        number: NaN for none.
        status: the letter that a sign or a mark gives; "" for none.
        unit: what stood behind it, as a number of `config.units.UNITS`.
        is_left_out: the figure is not yet due: no observation.
        fault: place in `faults` of what is wrong with a cell; -1 for nothing.
        faults: what is wrong, and what is shown there.
    """

    number: Numbers
    status: npt.NDArray[np.str_]
    unit: npt.NDArray[np.uint8]
    is_left_out: Mask
    fault: npt.NDArray[np.int64]
    faults: list[tuple[Fault, str]] = field(default_factory=list)

    def put(self, here: Mask, what: Meant | Fault, shown: str) -> None:
        """Set all cells of a mask alike."""
        if isinstance(what, Fault):
            self.fault[here] = len(self.faults)
            self.faults.append((what, shown))
            return
        self.number[here], self.status[here] = what.number, what.status
        self.unit[here], self.is_left_out[here] = what.unit, what.is_left_out


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text in place of a figure means."""

    number: float = np.nan
    status: str = ""
    unit: int = 0
    is_left_out: bool = False


def read_values(sheet: Sheet, columns: list[int], rows: npt.NDArray[np.int64], table: Table) -> Values:
    """The figures in these columns and rows, written the same way throughout."""
    kind = np.stack([sheet.columns[c].kind[rows] for c in columns])
    number = np.stack([sheet.columns[c].number[rows] for c in columns])
    text = np.stack([sheet.columns[c].text[rows] for c in columns])
    shape = kind.shape
    values = Values(
        number=np.where(kind == NUMBER, number, np.nan),
        status=np.full(shape, "", "U1"),
        unit=np.zeros(shape, np.uint8),
        is_left_out=np.zeros(shape, bool),
        fault=np.full(shape, -1, np.int64),
    )
    _put_texts(values, kind == TEXT, text, sheet.texts, table)
    values.put(kind == EMPTY, _blank(table), BLANK.da)
    values.put(kind == ERROR, Fault("error_cell", {}), "")
    values.put(kind == UNSAVED, Fault("formula_unsaved", {}), "")
    values.put(~np.isin(kind, (NUMBER, TEXT, EMPTY, ERROR, UNSAVED)), Fault("value_not_number", {}), "")
    values.number *= table.factor or 1.0
    return values


def _put_texts(values: Values, here: Mask, text: npt.NDArray[np.int32], texts: list[str], table: Table) -> None:
    """Each distinct text is interpreted once, however many cells hold it."""
    codes, places = np.unique(text[here], return_inverse=True)
    written = [texts[code] for code in codes.tolist()]
    if (numbers := _danish_numbers(written, table)) is not None:
        values.number[here] = numbers[places]
        return
    meant = _texts(written, table)
    plain_ones = [one if isinstance(one, Meant) else Meant() for one in meant]
    values.number[here] = np.array([one.number for one in plain_ones])[places] if meant else []
    values.status[here] = np.array([one.status for one in plain_ones], "U1")[places] if meant else []
    values.unit[here] = np.array([one.unit for one in plain_ones], np.uint8)[places] if meant else []
    values.is_left_out[here] = np.array([one.is_left_out for one in plain_ones], bool)[places] if meant else []
    fault = np.full(len(meant), -1, np.int64)
    for place, one in enumerate(meant):
        if isinstance(one, Fault):
            fault[place] = len(values.faults)
            values.faults.append((one, texts[codes[place]]))
    values.fault[here] = fault[places]


def _danish_numbers(texts: list[str], table: Table) -> npt.NDArray[np.float64] | None:
    """Many texts at once, where all are numbers as Danish writes them and one of them can be nothing else."""
    if len(texts) < _MANY or table.numbers == "english" or not all(map(_DANISH.fullmatch, texts)):
        return None
    if table.numbers is None and not any(map(_ONLY_DANISH.fullmatch, texts)):
        return None
    joined = "\n".join(texts).replace(".", "").replace(",", ".")
    return np.array(joined.split("\n"), dtype=np.float64)


def _texts(texts: list[str], table: Table) -> list[Meant | Fault]:
    """What each distinct text means."""
    signs = {plain(sign): kind for sign, kind in table.signs.items()}
    spelt = [plain(text) if len(text) <= LONGEST_SIGN else text for text in texts]
    split = [_without_mark(text, table) if table.marks else (text, "") for text in texts]
    digits = [bare for (bare, _), sign in zip(split, spelt, strict=True) if sign and sign not in signs]
    read = _numbers(digits, table)
    found: list[Meant | Fault] = []
    for text, sign, (bare, status) in zip(texts, spelt, split, strict=True):
        if sign in signs and sign:
            found.append(_sign(signs[sign], text))
        elif not sign.strip():
            found.append(_blank(table))
        else:
            one = read[bare]
            found.append(one if isinstance(one, Fault) else Meant(one[1], status, one[0].unit_number))
    return found


def _without_mark(text: str, table: Table) -> tuple[str, str]:
    """The digits, and the letter that the mark behind them stands for."""
    bare = text.strip()
    for mark, status in sorted(table.marks.items(), key=lambda one: -len(one[0])):
        if bare.endswith(mark) and bare != mark:
            letter = letter_of(status)
            return bare[: -len(mark)].strip(), "" if letter == "A" else letter
    return bare, ""


def _numbers(texts: list[str], table: Table) -> dict[str, tuple[Written, float] | Fault]:
    distinct = dict.fromkeys(texts)
    if table.numbers is None:
        return {text: _told(text, one) for text, one in read_numbers(distinct).items()}
    found: dict[str, tuple[Written, float] | Fault] = {}
    for text in distinct:
        apart = take_apart(text)
        value = None if apart is None else apart.danish if table.numbers == "danish" else apart.english
        if apart is None:
            found[text] = _told(text, "not_a_number")
        else:
            found[text] = Fault("value_mixed", {}) if value is None else (apart, value)
    return found


def _told(text: str, one: tuple[Written, float] | str) -> tuple[Written, float] | Fault:
    if not isinstance(one, str):
        return one
    if one == "ambiguous":
        return Fault("value_ambiguous", readings(text))
    if one == "not_a_number" and len(text) <= _SIGN_LENGTH:
        return Fault("sign_unknown", {"sign": text})
    return Fault(f"value_{one}", {})


def readings(text: str) -> dict[str, int | str | Text]:
    """Both readings of a text that can be read two ways, for the question about it."""
    apart = take_apart(text)
    if apart is None or apart.danish is None or apart.english is None:
        return {}
    return {
        name: Text(format_number(value, "da"), format_number(value, "en"))
        for name, value in (("first", apart.danish), ("second", apart.english))
    }


def _blank(table: Table) -> Meant | Fault:
    return _sign(table.signs.get(""), BLANK)


def _sign(kind: str | None, sign: str | Text) -> Meant | Fault:
    if kind is None:
        return Fault("sign_unknown", {"sign": sign})
    return Meant(0.0 if kind == "zero" else np.nan, LETTERS[kind], False, kind == "not_yet")
