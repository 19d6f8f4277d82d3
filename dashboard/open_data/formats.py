"""Which form an answer has: JSON, or CSV as a Danish spreadsheet or as the rest of the world writes it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from config.language import Language, Text
from config.spreadsheet_text import neutralised
from dashboard.open_data.columns import Column, Record, Table
from dashboard.refusal import Refusal

BOM = "\ufeff"  # by which Excel knows that a file is UTF-8
_AT_ONCE = 200  # rows that become one piece of text


@dataclass(frozen=True, slots=True)
class Format:
    """What was asked for.

    Attributes:
        language: of texts in CSV; JSON has both.
        is_international: commas and decimal points, no byte order mark; else semicolons and decimal commas.
    """

    suffix: str
    language: Language = "da"
    is_international: bool = False

    @property
    def mimetype(self) -> str:
        return "text/csv" if self.suffix == "csv" else "application/json"


def chosen_format(suffix: str, query: Mapping[str, str]) -> Format:
    """From the address's ending and what stands after the question mark.

    Raises:
        Refusal: for whatever is not understood: a misspelt wish must not become other numbers in silence.
    """
    wish, language = query.get("format", ""), query.get("language", "da")
    is_known = set(query) <= {"format", "language"} and language in ("da", "en")
    if not is_known or wish not in ("", "json", "csv", "international"):
        raise Refusal(400, "unknown_wish", _UNKNOWN)
    asked = {"": suffix or "json", "json": "json", "csv": "csv", "international": "csv"}[wish]
    if suffix and asked != suffix:
        raise Refusal(400, "unknown_wish", _UNKNOWN)
    return Format(asked, "en" if language == "en" else "da", wish == "international")


_UNKNOWN = Text(
    "Brug .json eller .csv sidst i adressen, og efter spørgsmålstegnet kun format=international "
    "og language=da eller en.",
    "Use .json or .csv at the end of the address, and after the question mark only format=international and "
    "language=da or en.",
)


def csv_text(columns: Sequence[Column], records: Iterable[Record], form: Format) -> Iterator[str]:
    """The table in pieces; every text is one that no spreadsheet takes for a formula."""
    lines = _Lines()
    rows = csv.writer(lines, delimiter="," if form.is_international else ";", lineterminator="\r\n")
    rows.writerow([column.name for column in columns])
    yield ("" if form.is_international else BOM) + lines.taken()
    for number, record in enumerate(records, 1):
        rows.writerow([cell(record[column.name], form) for column in columns])
        if number % _AT_ONCE == 0:
            yield lines.taken()
    yield lines.taken()


def cell(value: Any, form: Format) -> str:
    """One cell of CSV."""
    if value is None:
        return ""
    if isinstance(value, str):  # first, as most are
        return _safe(value)
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (int, float)):
        return plain_number(value, "." if form.is_international else ",")
    if isinstance(value, Text):
        return _safe(value.en if form.language == "en" else value.da)
    if isinstance(value, dict):
        return _safe("; ".join(f"{name}={one}" for name, one in value.items()))
    return _safe(", ".join(value))


@lru_cache(10_000)  # a table says the same few texts over and over
def _safe(text: str) -> str:
    return neutralised(text)


def plain_number(value: float, point: str = ".") -> str:
    """Every digit that the number has, never with an exponent."""
    if value == 0:
        return "0"
    text = format(Decimal(repr(value)), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", point)


def json_text(table: Table, records: Iterable[Record], about: Mapping[str, Any]) -> Iterator[str]:
    """The table as an object with one list, in pieces; `about` stands before the list."""
    head = as_json(dict(about))[:-1]
    yield head + (", " if about else "") + f'"{table.name}": ['
    piece: list[str] = []
    is_first = True
    for record in records:
        piece.append(as_json(record))
        if len(piece) == _AT_ONCE:
            yield ("\n" if is_first else ",\n") + ",\n".join(piece)
            piece, is_first = [], False
    if piece:
        yield ("\n" if is_first else ",\n") + ",\n".join(piece)
    yield "]}\n"


def as_json(value: Any) -> str:
    return json.dumps(plain(value), ensure_ascii=False, allow_nan=False)


def plain(value: Any) -> Any:
    """Texts as {da, en}; a named tuple would become a list."""
    if isinstance(value, Text):
        return value.to_json()
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, (list, tuple)) else value


class _Lines:
    """What `csv` writes to."""

    def __init__(self) -> None:
        self._held: list[str] = []

    def write(self, text: str) -> None:
        self._held.append(text)

    def taken(self) -> str:
        text = "".join(self._held)
        self._held.clear()
        return text
