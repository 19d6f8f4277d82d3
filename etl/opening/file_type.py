"""What a file is: by its content, and whether its name says the same."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import Literal

from config.language import Text
from etl.opening.cells import Format
from etl.opening.ole import OLE_MAGIC, OleDamaged, OleFile
from etl.opening.zip_check import file_damaged, part_named
from etl.problems.problem import refused

Content = Literal[
    "xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "json", "px", "html", "xml", "pdf", "zip", "picture", "document",
    "exchange", "other",
]  # fmt: skip

ENDINGS: dict[str, tuple[Content, ...]] = {
    # Excel itself refuses a workbook with macros under .xlsx; nothing is run here, so either name will do.
    ".xlsx": ("xlsx", "xlsm"),
    ".xlsm": ("xlsm", "xlsx"),
    ".xlsb": ("xlsb",),
    ".xls": ("xls", "csv"),  # older systems write plain text under this name, and Excel opens it
    ".ods": ("ods",),
    ".csv": ("csv",),
    ".json": ("json",),
    ".jsonstat": ("json",),
}

_NAMES: dict[Content, Text] = {
    "xlsx": Text("en Excel-projektmappe (.xlsx)", "an Excel workbook (.xlsx)"),
    "xlsm": Text("en Excel-projektmappe med makroer (.xlsm)", "an Excel workbook with macros (.xlsm)"),
    "xlsb": Text("en binær Excel-projektmappe (.xlsb)", "a binary Excel workbook (.xlsb)"),
    "xls": Text("en ældre Excel-projektmappe (.xls)", "an older Excel workbook (.xls)"),
    "ods": Text("et OpenDocument-regneark (.ods)", "an OpenDocument spreadsheet (.ods)"),
    "csv": Text("ren tekst (som i en .csv-fil)", "plain text (as in a .csv file)"),
    "json": Text("JSON (som i en .json-fil)", "JSON (as in a .json file)"),
    "exchange": Text("et ældre udvekslingsformat (SYLK eller DIF)", "an older exchange format (SYLK or DIF)"),
    "html": Text("en webside (HTML)", "a web page (HTML)"),
    "xml": Text("et XML-dokument", "an XML document"),
    "pdf": Text("et PDF-dokument", "a PDF document"),
    "zip": Text("en pakket fil (ZIP)", "a packed file (ZIP)"),
    "picture": Text("et billede", "a picture"),
    "document": Text("et dokument, ikke et regneark", "a document, not a spreadsheet"),
    "other": Text("noget andet end et regneark", "something other than a spreadsheet"),
}

_HEAD = 4096  # bytes that tell what a file is
_MAGICS: dict[bytes, Content] = {
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"{\\rtf": "document",
}
_PX = re.compile(rb"(CHARSET|AXIS-VERSION|CODEPAGE|MATRIX|LANGUAGE)\s*=\s*\"", re.IGNORECASE)
_EXCHANGE = re.compile(rb"ID;P|TABLE\s*\r?\n0,1\r?\n")
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|table|meta|style|script)\b", re.IGNORECASE)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def file_format(path: Path, filename: str) -> Format:
    """The format of a file whose name and content agree.

    Raises:
        FileRefused: empty, unknown type, protected by a password, damaged, or content that differs from the name.
    """
    if path.stat().st_size == 0:
        raise refused("file_empty")
    ending = PurePosixPath(filename.replace("\\", "/")).suffix.lower()
    if ending == ".px":
        raise refused("px_file")
    if ending not in ENDINGS:
        raise refused("file_type_unknown", found=ending or None, types=", ".join(ENDINGS))
    content = _content(path)
    if content == "px":
        raise refused("px_file")
    if content not in ENDINGS[ending]:
        raise refused("content_differs_from_name", found=ending, ending=ending, content=_NAMES[content])
    return content  # type: ignore[return-value]  # the endings name formats only


def _content(path: Path) -> Content:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"PK"):
        return _zip_content(path)
    if head.startswith(OLE_MAGIC):
        return _ole_content(path)
    for magic, content in _MAGICS.items():
        if head.startswith(magic):
            return content
    return _text_content(head)


def _text_content(head: bytes) -> Content:
    is_utf16 = head.startswith(_BOMS[1:]) or head[1:2] == b"\0" or head[:1] == b"\0"
    text = head.replace(b"\0", b"") if is_utf16 else head
    for bom in _BOMS:
        text = text.removeprefix(bom)
    text = text.lstrip()
    if _HTML.match(text) or text.startswith(b"MIME-Version:"):  # the latter: a web page in one file, as Excel saves it
        return "html"
    if text.startswith((b"{", b"[")):
        return "json"
    if _PX.match(text):
        return "px"
    if _EXCHANGE.match(text):
        return "exchange"
    if text.startswith(b"<?xml"):
        return "html" if b"<html" in text.lower() else "xml"
    control = sum(byte < 32 and byte not in b"\t\n\r\x0b\x0c\x1a\x1b\0" for byte in text)
    return "other" if control > len(text) // 100 else "csv"


def _zip_content(path: Path) -> Content:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive_content(archive)
    except RuntimeError as error:  # what zipfile raises for a part that wants a password
        raise refused("password_protected") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise file_damaged() from error


def archive_content(archive: zipfile.ZipFile) -> Content:
    """What a zip archive is."""
    if workbook := part_named(archive, "xl/workbook.xml"):
        types = part_named(archive, "[content_types].xml") or workbook
        with archive.open(types) as file:
            return "xlsm" if b"sheet.macroEnabled" in file.read(1 << 20) else "xlsx"
    if part_named(archive, "xl/workbook.bin"):
        return "xlsb"
    if mimetype := part_named(archive, "mimetype"):
        with archive.open(mimetype) as file:
            kind = file.read(100)
        return "ods" if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet") else "document"
    return "document" if part_named(archive, "word/document.xml") else "zip"


def _ole_content(path: Path) -> Content:
    try:
        names = {name.lower() for name in OleFile(path.read_bytes()).names()}
    except OleDamaged as error:
        raise file_damaged() from error
    if "encryptedpackage" in names:
        raise refused("password_protected")
    return "xls" if names & {"workbook", "book"} else "document"
