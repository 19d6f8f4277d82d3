"""Workbooks that were opened a moment ago, so that a person's next choice need not open the file again."""

from __future__ import annotations

from collections import OrderedDict

from etl.opening.cells import Workbook

_MOST = 4  # workbooks
_MOST_CELLS = 500_000  # of one; opening a larger one again is not what takes the time

_held: OrderedDict[str, Workbook] = OrderedDict()


def hold(token: str, workbook: Workbook) -> None:
    """Keep a submission's workbook at hand, where it is not too large."""
    if sum(sheet.rows * len(sheet.columns) for sheet in workbook.sheets) > _MOST_CELLS:
        return
    _held[token] = workbook
    _held.move_to_end(token)
    while len(_held) > _MOST:
        _held.popitem(last=False)


def held(token: str) -> Workbook | None:
    """The workbook of a submission, if it is still at hand."""
    return _held.get(token)


def let_go(token: str) -> None:
    """The file is in, or gone."""
    _held.pop(token, None)
