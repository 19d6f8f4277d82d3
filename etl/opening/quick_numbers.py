"""Numbers written in bytes, many at once, each exactly the double that `float` would make of it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]

_MOST_EXACT = 2**53  # whole numbers up to here are doubles, and so is their quotient by a power of ten, rounded once
_POWERS = 10.0 ** np.arange(23)  # 10**22 is the last power of ten that is a double
_MOST_SIGNS = 20


def read_whole(data: Bytes, start: Places, most: int) -> tuple[npt.NDArray[np.int32], Places]:
    """The whole numbers that begin at these places, of at most `most` (nine) digits, and the places behind."""
    number, place = np.zeros(len(start), np.int32), start.copy()
    for _ in range(most):
        digit = data[place] - np.uint8(48)  # below 0 it becomes a large number
        is_digit = digit <= 9
        if not is_digit.any():
            break
        if is_digit.all():
            number *= 10
            number += digit
            place += 1
        else:
            number = np.where(is_digit, number * 10 + digit, number)
            place += is_digit
    return number, place


def read_numbers(piece: bytes, data: Bytes, start: Places, stop: Places) -> npt.NDArray[np.float64]:
    """The numbers between these places.

    Raises:
        ValueError: one of them is no number.
    """
    numbers = np.empty(len(start))
    length = stop - start
    if not len(start):
        return numbers
    is_negative = data[start] == ord("-")
    mantissa, decimals = np.zeros(len(start), np.int64), np.zeros(len(start), np.int64)
    is_behind_point, has_digit = np.zeros(len(start), bool), np.zeros(len(start), bool)
    is_simple = length <= _MOST_SIGNS
    place = start + is_negative
    for _ in range(int(min(length.max(), _MOST_SIGNS))):
        inside = place < stop
        if not inside.any():
            break
        sign = data[place]
        digit = sign.astype(np.int64) - 48
        is_digit = inside & (digit >= 0) & (digit <= 9)
        is_point = inside & (sign == ord(".")) & ~is_behind_point
        is_simple &= ~inside | is_digit | is_point
        is_simple &= mantissa < _MOST_EXACT // 10
        mantissa = np.where(is_digit & is_simple, mantissa * 10 + digit, mantissa)
        decimals += is_digit & is_behind_point
        has_digit |= is_digit
        is_behind_point |= is_point
        place = place + inside
    is_simple &= (decimals < len(_POWERS)) & has_digit
    simple = mantissa / _POWERS[np.minimum(decimals, len(_POWERS) - 1)]
    numbers[:] = np.where(is_negative, -simple, simple)
    for index in np.flatnonzero(~is_simple).tolist():
        numbers[index] = float(piece[start[index] : stop[index]])
    return numbers
