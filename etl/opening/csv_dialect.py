"""A CSV's bytes to text, and which sign parts its fields."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import islice

from config.language import Text
from etl.opening.zip_check import file_damaged

_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_DELIMITERS = ";\t,|"  # the likeliest first: a comma is also the Danish decimal sign
_LINES = 100
_HEAD = 100_000  # characters looked at; fewer than the longest field allowed

_NUL = Text("den har tegn, som ikke er tekst", "it has characters that are not text")
_ENCODING = Text("dens bogstaver kan ikke læses", "its letters cannot be read")


def decode(data: bytes) -> str:
    """The text of a CSV: by its byte order mark, else UTF-8 if it is that throughout, else Windows-1252.

    UTF-16 without a mark is known by its zeros: in every second byte of the Western letters, signs and digits.

    Guessing libraries took short Danish files for Baltic or Chinese ones; this rule does not.

    Raises:
        FileRefused: characters that no text has.
    """
    encoding = next((name for bom, name in _BOMS.items() if data.startswith(bom)), None) or _unmarked_utf16(data)
    try:
        text = data.decode(encoding) if encoding else _utf8_or_windows(data)
    except UnicodeDecodeError as error:
        raise file_damaged(_ENCODING) from error
    if "\0" in text:
        raise file_damaged(_NUL)
    return text


def delimiter(text: str) -> str:
    """The sign that parts the most lines into the same number of fields, more than one.

    A file of one column has none; then any will do.
    """
    lines = list(islice((line for line in text[:_HEAD].splitlines() if line.strip()), _LINES))
    shares = {sign: _share_alike(lines, sign) for sign in _DELIMITERS}
    return max(_DELIMITERS, key=lambda sign: shares[sign])  # of equals the first


def _share_alike(lines: list[str], sign: str) -> float:
    widths = Counter(len(row) for row in csv.reader(lines, delimiter=sign) if len(row) > 1)
    return max(widths.values(), default=0) / max(1, len(lines))


def _unmarked_utf16(data: bytes) -> str | None:
    head = data[:_HEAD]
    first, second = head[::2].count(0), head[1::2].count(0)
    most = len(head) // 4  # half of the pairs
    if second > most and not first:
        return "utf-16-le"
    return "utf-16-be" if first > most and not second else None


def _utf8_or_windows(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")
