"""The names of a workbook's sheets, before anything is found by them."""

from __future__ import annotations

from collections.abc import Sequence

from config.language import Text
from etl.opening.zip_check import file_damaged

_LONGEST = 255  # Excel stops at 31, LibreOffice does not

_TWICE = Text("to ark har samme navn", "two sheets have the same name")
_TOO_LONG = Text(
    f"et ark har et navn på over {_LONGEST} tegn", f"a sheet has a name of more than {_LONGEST} characters"
)
_UNPRINTABLE = Text(
    "et ark har et navn med tegn, der ikke kan skrives", "a sheet has a name with characters that cannot be typed"
)


def check_names(names: Sequence[str]) -> None:
    """Raises FileRefused where two sheets have one name (a figure's address would mean two cells), or a name is odd."""
    if len(set(names)) < len(names):
        raise file_damaged(_TWICE)
    for name in names:
        if len(name) > _LONGEST:
            raise file_damaged(_TOO_LONG)
        if any(ord(sign) < 32 or ord(sign) == 127 or 0xD800 <= ord(sign) < 0xE000 for sign in name):
            raise file_damaged(_UNPRINTABLE)
