"""Texts that a spreadsheet would take for a formula: of partners' files, of definitions, in whatever we hand out."""

from __future__ import annotations

# Spreadsheets set for East Asia take the wide signs for the narrow ones.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_ENDS_A_CELL = ("\t", "\r", "\n")  # where text is pasted, what comes after one of these begins a cell of its own


def neutralised(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return "'" + text if is_like_a_formula(text) else text


def is_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet into which the text is opened, pasted or typed might work it out."""
    return text.startswith(_ENDS_A_CELL) or text.lstrip().startswith(STARTS_A_FORMULA)
