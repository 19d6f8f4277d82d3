"""Damage to a good file: its bytes, its parts where it is packed, or the elements and records within a part."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from random import Random

Parts = list[tuple[str, bytes]]

_INNER = ("sheet", "haredStr", "workbook", "style", "content")
_TAG = re.compile(rb"<[^<>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"<>]*)"')
_TEXT = re.compile(rb">([^<>]+)<")
_ELEMENT = re.compile(rb"<(row|c|si|col|table:table-row|table:table-cell)\b[^>]*>.*?</\1>", re.DOTALL)
_VALUES = [
    *(
        b"",
        b"0",
        b"1",
        b"-1",
        b"2",
        b"7",
        b"99999",
        b"1048576",
        b"1048577",
        b"4294967296",
        b"1e300",
        b"nan",
        b"x",
        b" ",
    ),
    *(b"s", b"str", b"e", b"b", b"d", b"n", b"inlineStr", b"true", b"float", b"string", b"date", b"boolean", b"time"),
    *(b"A1", b"XFD1048576", b"A0", b"ZZZZ1", b"B2:C3", b"hidden", b"veryHidden", b"2024-01-02", b"PT06H", b"#DIV/0!"),
    *(b"&#0;", b"&#50;", b"&amp;", b"&x;", b"\xc3\xb8", b"\xff", b"../../x", b"/etc/passwd", b"9" * 5000),
]
_PIECES = [
    *(b"<!-- x -->", b"<![CDATA[7]]>", b"<?x y?>", b"&#49;", b"<v>7</v>", b"<is><t>x</t></is>", b"<f>1</f>", b"<row/>"),
    *(
        b'<c r="A1"><v>7</v></c>',
        b"<sheetData/>",
        b"</row>",
        b"<extLst/>",
        b"<text:p>x</text:p>",
        b"<table:table-row/>",
    ),
    *(b"<a>" * 1000, b'<!DOCTYPE a [<!ENTITY x "y">]>', b'<mergeCell ref="A1:B2"/>', b"<table:table-cell/>"),
]


def damaged(data: bytes, random: Random) -> bytes:
    """Other bytes; packed files are mostly damaged within, so that they still open."""
    if not data.startswith(b"PK"):
        return _flipped(data, random)
    if random.random() < 0.15:
        return _flipped(data, random)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    for _ in range(random.choice([1, 1, 1, 2, 4])):
        parts = _with_a_part_damaged(parts, random)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a name twice is meant
        for name, content in parts:
            archive.writestr(name, content)
    return packed.getvalue()


def _with_a_part_damaged(parts: Parts, random: Random) -> Parts:
    if not parts:
        return parts
    inner = [n for n, (name, _) in enumerate(parts) if any(word in name for word in _INNER)]
    place = random.choice(inner if inner and random.random() < 0.85 else range(len(parts)))
    name, content = parts[place]
    match random.randrange(12):
        case 0:
            return parts[:place] + parts[place + 1 :]
        case 1:
            return [*parts[:place], (name, b""), *parts[place + 1 :]]
        case 2:
            return [*parts, (random.choice([name, name.upper(), f"/{name}", name.replace("/", "\\")]), content)]
        case 3:
            return [
                *parts[:place],
                (random.choice([f"x{name}", name[:-1], name.upper()]), content),
                *parts[place + 1 :],
            ]
        case 4 | 5:
            changed = _flipped(content, random)
        case _:
            changed = _other_xml(content, random) if content.lstrip().startswith(b"<") else _flipped(content, random)
    return [*parts[:place], (name, changed), *parts[place + 1 :]]


def _other_xml(data: bytes, random: Random) -> bytes:
    """An attribute, a text or an element changed, doubled, moved or put in: mostly still well-formed."""
    match random.randrange(6):
        case 0 | 1:
            return _replaced(data, list(_ATTRIBUTE.finditer(data)), 2, random.choice(_VALUES), random)
        case 2:
            return _replaced(data, list(_TEXT.finditer(data)), 1, random.choice(_VALUES), random)
        case 3:
            return _replaced(data, list(_ATTRIBUTE.finditer(data)), 0, b"", random)
        case 4:
            found = random.choice(list(_TAG.finditer(data)) or [None])
            at = random.choice([found.start(), found.end()]) if found else 0
            return data[:at] + random.choice(_PIECES) + data[at:]
        case _:
            found = random.choice(list(_ELEMENT.finditer(data)) or [None])
            if found is None:
                return _flipped(data, random)
            times = random.choice([0, 2, 2, 3, 500])
            return data[: found.start()] + found[0] * times + data[found.end() :]


def _replaced(data: bytes, found: list[re.Match[bytes]], group: int, value: bytes, random: Random) -> bytes:
    if not found:
        return data
    one = random.choice(found)
    return data[: one.start(group)] + value + data[one.end(group) :]


def _flipped(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    if not changed:
        return data
    match random.randrange(5):
        case 0:
            return bytes(changed[: random.randrange(len(changed))])
        case 1:
            start = random.randrange(len(changed))
            piece = changed[start : start + random.randrange(1, 200)]
            return bytes(changed[:start] + piece * random.choice([2, 3, 50]) + changed[start:])
        case 2:  # a digit for a digit: what is still well-formed goes deepest
            places = [n for n, byte in enumerate(changed) if 48 <= byte <= 57]
            for place in random.sample(places, min(len(places), random.choice([1, 3, 10]))):
                changed[place] = random.randrange(48, 58)
        case _:
            for _ in range(random.choice([1, 1, 2, 8, 64])):
                changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)
