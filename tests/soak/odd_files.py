"""Files with something odd in them: a good table in one of six formats, then cells replaced, or its bytes damaged.

The table is our own workbook, or one as partners have them, which must be recognised.

Everything follows from one seed, so that a file that was found can be made again.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt

from tests.etl.made_files import ODS_HEAD, ODS_TAIL
from tests.etl.raw_books import sheet_records, xlsb_parts
from tests.soak.damage import damaged

Cell = str | float | bool | None
Rows = list[list[Cell]]

HEADINGS: list[Cell] = [
    *("indikator", "område", "periode", "værdi", "status"),
    *("tæller", "nævner", "kilde", "kendt fra", "køn", "organisation", "bemærkning"),
]
GOOD: Rows = [
    ["antal", None, 2021, 95, None, None, None, "Danmarks Statistik", "31-01-2022", None, "sekretariat", None],
    ["antal", "Danmark", "2022", 90.5, "foreløbig", None, None, None, None, None, None, "x"],
    ["Antal ting", None, 2023, None, "mangler", None, None, None, None, None, None, None],
    ["kommuner", "Aarhus", 2021, 3, None, 3, 10, None, None, None, None, None],
    ["kommuner", "0101", 2021, "1.234,5", None, None, None, None, None, None, None, None],
    ["andel", None, "2021-Q1", "45,5 %", None, None, None, None, None, "kvinder", None, None],
    ["andel", None, "1. kvartal 2021", 50, "skøn", None, None, None, None, "mænd", None, None],
]

WIDE: Rows = [
    ["Ting i kommuner efter område og år"],
    [],
    ["Område", 2021, 2022, 2023],
    ["Aarhus", 10, 12, ".."],
    ["Odense", 20.5, 22, 23],
    ["Hele landet", 30, 34, 35],
    [],
    ["Kilde: opdigtet"],
]
LONG: Rows = [
    ["OMRÅDE", "OVERTRÆD", "TID", "INDHOLD"],
    ["751", "Ting i kommuner", "2021", 10],
    ["461", "Ting i kommuner", "2021", 20],
    ["751", "Ting i kommuner", "2022", ".."],
]
GOOD_CUBE: Rows = [["indikator", "periode", "værdi"], ["antal", "2024", 88]]

ODD: list[Cell] = [
    *("", " ", "\u00a0", "\t", "\n", "\r\n", "\0", "a\0b", "\x01\x1f\x7f", "\ufeff", "\ufffe", "\u200b", "\u202e"),
    *("_x0000_", "_xD800_", "_xFFFF_", "\U0001f331" * 50, "e\u0301" * 40, "ﷺ" * 20, "x" * 32_000, "1" * 400),
    *("nan", "NaN", "inf", "-inf", "Infinity", "∞", "1e400", "-1e400", "1e-400", "0x10", "1_000", "½", "٣", "１２"),
    *("-0", "+5", "--5", "5-", "(5)", "1,2,3", "1.2.3", "1 234", "1'234", ",5", "5,", ".", ",", "%", "-%", "1%%"),
    *("=1/0", "=A1", "#DIV/0!", "#N/A", "@SUM(1)", "'5", '"', '""', "a;b", "a,b", "a|b", "{}", "{0}", "{x.__class__}"),
    *("%s", "%(x)s", "\\", "$(id)", "<script>", "]]>", "&amp;", "&#0;", "' or 1=1 --", "null", "None", "true", "false"),
    *("0000", "0001", "9999", "10000", "2021-00", "2021-13", "2021-Q5", "2021-W54", "2021-02-30", "2021/23", "20211"),
    *("01-01-0001", "31-12-9999", "29-02-2023", "2021-06-31", "99-99-9999", "1900-02-29", "0000-00-00", "skoleåret"),
    *(0.0, -0.0, 1e308, -1e308, 5e-324, 1e15, 1e16, 123456789012345678.0, 0.1 + 0.2, -1.0, 1e-10, 2958465.0, 2958466.0),
    *(
        True,
        False,
        None,
        "L",
        "M",
        "N",
        "F",
        "Q",
        "intet at indberette",
        "ikke relevant",
        "fremskrivning",
        "suppressed",
    ),
    *(
        "Region Hovedstaden",
        "0999",
        "751.0",
        "Aarhus Kommune",
        "partner",
        "antal",
        "andel",
        "kommuner",
        "værdi",
        "I alt",
    ),
]

MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def odd_file(seed: object) -> tuple[str, bytes]:
    """The ending and the bytes of the file that belongs to a seed."""
    random = Random(str(seed))
    ending, write = random.choice(list(WRITERS.items()))
    rows = [[*HEADINGS], *(_other_values(row, random) for row in GOOD)]
    if random.random() < 0.4:
        rows = [[*row] for row in random.choice([WIDE, LONG, GOOD_CUBE])]
    how = random.choice(["cells", "bytes", "bytes", "both", "rows"])
    if how in ("cells", "both"):
        for _ in range(random.choice([1, 1, 2, 5, 20])):
            row = random.choice([row for row in rows[random.choice([0, 1, 1, 1, 1]) :] if row])
            row[random.randrange(len(row))] = random.choice(ODD)
    if how == "rows":
        rows = _rearranged(rows, random)
    data = write(rows)
    return ending, damaged(data, random) if how in ("bytes", "both") else data


def good_file(value: float) -> bytes:
    """A workbook that must go in whatever came before it."""
    return _xlsx([["indikator", "periode", "værdi"], ["antal", 2001, value]])


def _other_values(row: list[Cell], random: Random) -> list[Cell]:
    """The row with a number of its own, so that a file that is taken changes something."""
    return [
        round(one * random.uniform(0.8, 1.2), 1) if n == 3 and isinstance(one, float | int) else one
        for n, one in enumerate(row)
    ]


def _rearranged(rows: Rows, random: Random) -> Rows:
    """Whole rows and columns in odd places: none, twice, shifted, cut, shuffled, far too wide."""
    body = [[*row] for row in rows]
    match random.randrange(7):
        case 0:
            return []
        case 1:
            return [*body, *body]
        case 2:
            return [["En titel"], [], *([None, *row] for row in body)]
        case 3:
            return [row[: random.randrange(len(row) + 1)] for row in body]
        case 4:
            random.shuffle(body)
            return body
        case 5:
            return [[*row, *row] for row in body]
        case _:
            return [*body, *([[*row[:2], 1900 + n, *row[3:]] for n, row in enumerate(body[1:2] * 100)])]


def json_stat(rows: Rows) -> bytes:
    """The figures of a long table as a cube of one dimension a column, sparse: what the rows leave out is not there."""
    head, body = rows[0] if rows else [], rows[1:]
    value = next((n for n, heading in enumerate(head) if heading in ("værdi", "INDHOLD")), len(head))
    others = [n for n, heading in enumerate(head) if n != value and heading not in (None, "")][:3]
    codes = [list(dict.fromkeys(_text_at(row, n) for row in body)) for n in others]
    size, values = [len(one) for one in codes], {}
    for row in body:
        place = 0
        for n, one in zip(others, codes, strict=True):
            place = place * len(one) + one.index(_text_at(row, n))
        values[str(place)] = row[value] if value < len(row) else None
    dimensions = {
        f"d{n}": {"label": str(head[n]), "category": {"index": {code: at for at, code in enumerate(one)}}}
        for n, one in zip(others, codes, strict=True)
    }
    entry = {"class": "dataset", "id": list(dimensions), "size": size, "dimension": dimensions, "value": values}
    return json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace")


def _text_at(row: list[Cell], place: int) -> str:
    value = row[place] if place < len(row) else None
    return "" if value is None else str(value)


def _xlsb(rows: Rows) -> bytes:
    cells = [(r, c, v) for r, row in enumerate(rows) for c, v in enumerate(row) if v is not None]
    parts = xlsb_parts(sheet_records(cells or [(0, 0, "")]))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return packed.getvalue()


def _xlsx(rows: Rows) -> bytes:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(
        packed, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("Indberetning")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(number, column, value)
    return packed.getvalue()


def _xls(rows: Rows) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Indberetning")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _ods(rows: Rows) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        inside = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
        archive.writestr("content.xml", ODS_HEAD + inside + ODS_TAIL)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return packed.getvalue()


def _ods_cell(value: Cell) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, bool):
        kind = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, float | int):
        kind = f'office:value-type="float" office:value="{value!r}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def _csv(rows: Rows) -> bytes:
    written = io.StringIO()
    lines = csv.writer(written, delimiter=";", lineterminator="\r\n")
    lines.writerows([_danish(value) for value in row] for row in rows)
    return written.getvalue().encode("utf-8")


def _danish(value: Any) -> Any:
    return repr(value).replace(".", ",") if isinstance(value, float) else value


WRITERS: dict[str, Callable[[Rows], bytes]] = {
    ".xlsx": _xlsx, ".xlsb": _xlsb, ".xls": _xls, ".ods": _ods, ".csv": _csv, ".json": json_stat,
}  # fmt: skip
