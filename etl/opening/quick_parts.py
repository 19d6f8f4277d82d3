"""The small parts of a plain .xlsx file that its sheets point at: their names, texts and formats."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from html import unescape

import numpy as np
import numpy.typing as npt

from etl.opening.quick_tags import NotPlain
from etl.opening.sheet_xml import sheet_entries
from etl.opening.xml_parts import elements
from etl.opening.zip_check import part_named

_PLAIN_TEXT = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>|<si><t/></si>')
_OWN_TEXT = re.compile(
    rb'(<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d{1,6}")?) t="inlineStr">'
    rb'<is><t(?: xml:space="preserve")?>([^<>]+)</t></is></c>'
)
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)")
# Formats that Excel numbers itself and that show a day; times of day and spans of time are read the long way.
_DAY_FORMATS = {14, 15, 16, 17, 22}
_TIME_FORMATS = {18, 19, 20, 21, 45, 46, 47}
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetPart:
    name: str
    entry: zipfile.ZipInfo
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Styles:
    """Which cell formats show days, and how many days lie between this file's first day and 30 December 1899."""

    is_date: npt.NDArray[np.bool_]
    days_before: int


def read_sheet_parts(archive: zipfile.ZipFile) -> list[SheetPart]:
    """The worksheets in their order."""
    return [SheetPart(name, entry, state != "visible") for name, entry, state in sheet_entries(archive)]


def read_shared_texts(archive: zipfile.ZipFile) -> list[str]:
    """The shared texts by their numbers.

    Raises:
        NotPlain: some have formats within, or are written in another way.
    """
    part = part_named(archive, "xl/sharedstrings.xml")
    if part is None:
        return []
    content = archive.read(part)
    if b"<!" in content or b"\r" in content or b"_x" in content:
        raise NotPlain
    plain = _decoded(content)
    found: list[str] = _PLAIN_TEXT.findall(plain)
    if len(found) != plain.count("<si>") or len(found) != plain.count("<si"):
        raise NotPlain
    return found if "&" not in plain else [_unescaped(text) for text in found]


def share_texts(rows: bytes, shared: list[str]) -> tuple[bytes, list[str]]:
    """Rows of a sheet and its shared texts, texts that stand in the cells themselves (as openpyxl writes them) shared
    like the others; those that are written in an unusual way stay where they are.

    Raises:
        NotPlain: signs in them are written in another way.
    """
    if b"inlineStr" not in rows:
        return rows, shared
    if b"_x" in rows or b"\r" in rows:
        raise NotPlain
    numbers = {text: number for number, text in enumerate(shared)}

    def point(found: re.Match[bytes]) -> bytes:
        text = unescaped(found[2])
        if text != text.strip():
            return found[0]
        return b'%s t="s"><v>%d</v></c>' % (found[1], numbers.setdefault(text, len(numbers)))

    rows = _OWN_TEXT.sub(point, rows)
    return rows, [*shared, *list(numbers)[len(shared) :]]


def unescaped(text: bytes) -> str:
    """A text as it stands in a sheet.

    Raises:
        NotPlain: it is written in another way.
    """
    return _unescaped(_decoded(text))


def _decoded(text: bytes) -> str:
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise NotPlain from fault


def _unescaped(plain: str) -> str:
    if "&" not in plain:
        return plain
    if _ENTITY.search(plain):
        raise NotPlain
    return unescape(plain)


def read_styles(archive: zipfile.ZipFile) -> Styles:
    """The formats of the file.

    Raises:
        NotPlain: a format shows times or spans of time.
    """
    workbook = part_named(archive, "xl/workbook.xml")
    assert workbook is not None
    is_1904 = any(
        name == "workbookPr" and given.get("date1904") in ("1", "true") for name, given in elements(archive, workbook)
    )
    part = part_named(archive, "xl/styles.xml")
    if part is None:
        return Styles(np.zeros(1, bool), 0)
    codes: dict[int, str] = {}
    shown: list[int] = []
    is_inside = False
    for name, given in elements(archive, part):
        if name == "numFmt":
            codes[int(given["numFmtId"])] = given.get("formatCode", "")
        elif name in ("cellXfs", "cellStyles", "dxfs", "cellStyleXfs"):
            is_inside = name == "cellXfs"
        elif name == "xf" and is_inside:
            shown.append(int(given.get("numFmtId", 0)))
    return Styles(np.array([_shows_day(one, codes) for one in shown] or [False]), 1462 if is_1904 else 0)


def _shows_day(number: int, codes: dict[int, str]) -> bool:
    if number in codes:
        bare = _QUOTED.sub("", codes[number]).lower()
        if bare in ("general", "@") or "general" in bare:
            return False
        if re.search(r"[hs]|\[", bare):
            raise NotPlain
        return bool(re.search(r"[ymd]", bare))
    if number in _TIME_FORMATS:
        raise NotPlain
    return number in _DAY_FORMATS or 27 <= number <= 36 or 50 <= number <= 58
