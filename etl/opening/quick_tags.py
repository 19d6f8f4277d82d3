"""The tags of a piece of a sheet, told apart all at once, and whether they follow each other as they must."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]

(
    ROW, EMPTY_ROW, ROW_END, CELL, EMPTY_CELL, CELL_END, VALUE, VALUE_END, FORMULA, EMPTY_FORMULA, FORMULA_END, OTHER,
) = range(12)  # fmt: skip
_LESS, _GREATER, _SLASH, _SPACE = b"<>/ "

_CELLS, _ROWS = (CELL, EMPTY_CELL), (ROW, EMPTY_ROW)
_MAY_FOLLOW = {
    ROW: (*_CELLS, ROW_END),
    EMPTY_ROW: _ROWS,
    ROW_END: _ROWS,
    CELL: (VALUE, FORMULA, EMPTY_FORMULA, CELL_END),
    EMPTY_CELL: (*_CELLS, ROW_END),
    CELL_END: (*_CELLS, ROW_END),
    VALUE: (VALUE_END,),
    VALUE_END: (CELL_END,),
    FORMULA: (FORMULA_END,),
    FORMULA_END: (VALUE, CELL_END),
    EMPTY_FORMULA: (VALUE, CELL_END),
    OTHER: (),
}
_ALLOWED = np.zeros((len(_MAY_FOLLOW), len(_MAY_FOLLOW)), bool)
for _first, _next in _MAY_FOLLOW.items():
    _ALLOWED[_first, list(_next)] = True


class NotPlain(Exception):
    """The sheet is not written the way the quick reader knows."""


def read_tags(data: Bytes, tags: Places) -> npt.NDArray[np.uint8]:
    """What kind of tag begins at each of these places.

    Raises:
        NotPlain: another tag, or one in a place where it cannot stand.
    """
    first, second, third = data[tags + 1], data[tags + 2], data[tags + 3]
    ends = np.flatnonzero(data == _GREATER)
    if len(ends) != len(tags):
        raise NotPlain
    is_closed = data[ends - 1] == _SLASH
    ends_name = (second == _SPACE) | (second == _GREATER) | (second == _SLASH)
    closes = (first == _SLASH) & (data[np.minimum(tags + 3, len(data) - 1)] == _GREATER)
    kinds = np.full(len(tags), OTHER, np.uint8)
    for letter, opened, empty in (("c", CELL, EMPTY_CELL), ("f", FORMULA, EMPTY_FORMULA)):
        is_it = (first == ord(letter)) & ends_name
        kinds[is_it] = np.where(is_closed[is_it], empty, opened)
    kinds[(first == ord("v")) & (second == _GREATER)] = VALUE
    is_row = (first == ord("r")) & (second == ord("o")) & (third == ord("w"))
    kinds[is_row] = np.where(is_closed[is_row], EMPTY_ROW, ROW)
    for letter, end in (("c", CELL_END), ("v", VALUE_END), ("f", FORMULA_END)):
        kinds[closes & (second == ord(letter))] = end
    kinds[(first == _SLASH) & (second == ord("r")) & (third == ord("o"))] = ROW_END
    if len(kinds) and not (_ALLOWED[kinds[:-1], kinds[1:]].all() and kinds[0] in _ROWS):
        raise NotPlain
    if len(kinds) and kinds[-1] not in (ROW_END, EMPTY_ROW):
        raise NotPlain
    return kinds
