"""The tags of a piece of a sheet, told apart all at once, and whether they follow each other as they must."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]

(
    ROW, EMPTY_ROW, ROW_END, CELL, EMPTY_CELL, CELL_END, VALUE, VALUE_END, FORMULA, EMPTY_FORMULA, FORMULA_END, OTHER,
) = range(12)  # fmt: skip
_GREATER, _SLASH = b">/"

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
_ALLOWED = np.zeros(len(_MAY_FOLLOW) ** 2, bool)  # first kind times their count, plus the second
for _first, _next in _MAY_FOLLOW.items():
    _ALLOWED[np.array([_first * len(_MAY_FOLLOW) + one for one in _next], int)] = True

# What begins with these two letters, and which letter must come third.
_BEGINS = np.full(2**16, OTHER, np.uint8)
_THIRD = np.zeros(len(_MAY_FOLLOW), np.uint8)
for _letters, _kind, _third in (
    *((f"c{end}", CELL, "") for end in " >/"),
    *((f"f{end}", FORMULA, "") for end in " >/"),
    ("v>", VALUE, ""), ("ro", ROW, "w"),
    ("/c", CELL_END, ">"), ("/f", FORMULA_END, ">"), ("/v", VALUE_END, ">"), ("/r", ROW_END, "o"),
):  # fmt: skip
    _BEGINS[ord(_letters[0]) << 8 | ord(_letters[1])] = _kind
    _THIRD[_kind] = ord(_third) if _third else 0
_MAY_BE_EMPTY = np.zeros(len(_MAY_FOLLOW), bool)
_MAY_BE_EMPTY[[ROW, CELL, FORMULA]] = True  # the number of the empty kind is the next one


class NotPlain(Exception):
    """The sheet is not written the way the quick reader knows."""


def read_tags(data: Bytes, tags: Places) -> npt.NDArray[np.uint8]:
    """What kind of tag begins at each of these places.

    Raises:
        NotPlain: another tag, or one in a place where it cannot stand.
    """
    ends = np.flatnonzero(data == _GREATER)
    if len(ends) != len(tags):
        raise NotPlain
    kinds: npt.NDArray[np.uint8] = _BEGINS[data[tags + 1].astype(np.uint16) << 8 | data[tags + 2]]
    third = _THIRD[kinds]
    if not ((third == 0) | (data[tags + 3] == third)).all():
        raise NotPlain
    kinds += (data[ends - 1] == _SLASH) & _MAY_BE_EMPTY[kinds]
    if len(kinds) and not (_ALLOWED[kinds[:-1] * len(_MAY_FOLLOW) + kinds[1:]].all() and kinds[0] in _ROWS):
        raise NotPlain
    if len(kinds) and kinds[-1] not in (ROW_END, EMPTY_ROW):
        raise NotPlain
    return kinds
