"""Numbers and words as plain JSON: what is undefined or not finite is null."""

from __future__ import annotations

import math

Json = dict[str, object]


def rounded(number: float | None) -> float | None:
    """A computed number with six decimals."""
    return None if number is None or not math.isfinite(number) else round(number, 6) + 0.0  # + 0.0: never "-0.0"


def finite(number: float | None) -> float | None:
    """A reported number as it is."""
    return number if number is not None and math.isfinite(number) else None
