"""Parts of a workbook that no sheet shows and no reader gives us, yet that travel with the file.

A pivot table brings along every row it was made of, a link the cells of the other file, and comments what somebody
once noted. They are searched as the bytes go by, for CPR numbers alone.
"""

from __future__ import annotations

import html
import re

from config.personal_numbers import CIVIL_NUMBER, is_civil_number
from etl.personal.headings import kinds_of

_PARTS = re.compile(
    r"(xl/(pivotcache|comments|threadedcomments|externallinks|drawings|charts)|docprops/|customxml/|meta\.xml).*"
)
_FIELD = re.compile(r'<(?:\w+:)?cacheField [^>]{0,200}?\bname="([^"]{1,200})"')
_INSIDE_A_KEY = re.compile(r"[0-9A-Fa-f{-]")  # 12345678-0101-1234: part of a machine's identifier


def is_hidden_part(name: str) -> bool:
    """Whether a part by this name holds what people wrote, and is not read as a sheet."""
    return bool(_PARTS.match(name.replace("\\", "/").lower().lstrip("/")))


def holds_personal_data(window: bytes) -> bool:
    """Whether a piece of such a part holds a CPR number with its hyphen, or a pivot table's field of such numbers."""
    text = window.decode("utf-8", "replace")
    for found in CIVIL_NUMBER.finditer(text):
        around = text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
        if (found["between"] or "").strip() and is_civil_number(found) and not _INSIDE_A_KEY.search(around):
            return True
    return any("civil" in kinds_of(html.unescape(name)) for name in _FIELD.findall(text))
