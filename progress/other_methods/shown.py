"""How many decimals a method's number takes: never so few that it seems to have reached a limit."""

from __future__ import annotations

RATIO_LIMITS = (0.95, 0.60, 0.10, 0.0)
GROWTH_LIMITS = (0.02, 0.015, 0.01, 0.005, 0.0, -0.01)
MOST = 6


def decimals_for(value: float, limits: tuple[float, ...], fewest: int) -> int:
    """The fewest decimals, at least `fewest`, at which the rounded value lies on its own side of every limit.

    With two decimals 0.9497 would be 0.95, which is another word; it takes four.
    """
    for decimals in range(fewest, MOST):
        rounded = round(value, decimals)
        if all((rounded >= limit) == (value >= limit) for limit in limits):
            return decimals
    return MOST
