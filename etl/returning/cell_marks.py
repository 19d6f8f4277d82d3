"""How a bad cell is marked: colour, a border of its own kind, a comment. And how marks of the last time come off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.utils import get_column_letter

from etl.problems.kind import Severity
from etl.problems.problem import Problem
from etl.returning.problem_rows import COLOURS, note_of

_OURS = "Fremdrift:"  # where our part of a comment begins
_FILLS = {kind: PatternFill("solid", start_color=f"FF{colour}") for kind, colour in COLOURS.items()}
# Told apart without colour too, in print and on screen: a thick line round an error, a broken one round a warning.
_LINES: dict[Severity, tuple[str, str]] = {"error": ("thick", "FF9C0006"), "warning": ("mediumDashed", "FF7F6000")}
_COMMENT_WIDTH, _LINE_HEIGHT, _LINE_LENGTH = 380, 18, 50  # pixels, pixels, signs


def mark(sheet: Any, address: str, problems: Sequence[tuple[int, Problem]]) -> None:
    """Mark one cell with its problems, the most serious first; the partner's own comment stays above ours."""
    cell = sheet[_shown_cell(sheet, address)]
    severity = problems[0][1].severity
    style, colour = _LINES[severity]
    side = Side(style, colour)
    cell.fill, cell.border = _FILLS[severity], Border(left=side, right=side, top=side, bottom=side)
    own = cell.comment
    text = f"{_OURS}\n{note_of(problems)}"
    comment = Comment(f"{own.text}\n\n{text}" if own else text, own.author if own else _OURS.rstrip(":"))
    lines = sum(1 + len(line) // _LINE_LENGTH for line in comment.text.splitlines())
    comment.width, comment.height = _COMMENT_WIDTH, _LINE_HEIGHT * (lines + 1)
    cell.comment = comment


def take_off_marks(cell: Any) -> None:
    """A copy that was corrected and sent back still has the marks of the last time."""
    if cell.comment is None or _OURS not in cell.comment.text:
        return
    own = cell.comment.text.partition(_OURS)[0].rstrip()
    cell.comment = Comment(own, cell.comment.author) if own else None
    if cell.fill.start_color.rgb in {fill.start_color.rgb for fill in _FILLS.values()}:
        cell.fill = PatternFill()
    side = cell.border.left
    if side is not None and side.color is not None and side.color.rgb in {colour for _, colour in _LINES.values()}:
        cell.border = Border()


def _shown_cell(sheet: Any, address: str) -> str:
    """Of cells that are merged into one only the first can be marked."""
    for merged in sheet.merged_cells.ranges:
        if address in merged:
            return f"{get_column_letter(merged.min_col)}{merged.min_row}"
    return address
