"""File names that strangers gave, fit to be kept and shown."""

from __future__ import annotations

import re
import unicodedata

from config.personal_numbers import masked

_UNSAFE = re.compile(r'[<>:"|?*\\/]')


def clean_filename(name: str) -> str:
    """A stranger's file name, fit to be shown: no folders or control signs, at most 120 characters, its ending kept.

    A CPR number in it is blotted out.
    """
    last = _UNSAFE.sub("", re.split(r"[\\/]", name)[-1])
    base = masked("".join(map(_shown, last)).strip(". ")) or "fil"
    if len(base) <= 120:
        return base
    stem, dot, ending = base.rpartition(".")
    return f"{stem[: 118 - len(ending)]}…{dot}{ending}" if dot and len(ending) <= 10 else base[:119] + "…"


def _shown(sign: str) -> str:
    """A sign as it may stand in a name: nothing invisible, and no half character, which no database takes."""
    return sign if sign.isprintable() else " " if unicodedata.category(sign) == "Zs" else ""
