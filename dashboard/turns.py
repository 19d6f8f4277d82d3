"""Whose turn it is, where many ask at once for what is not quick, so that all beside it stays so."""

from __future__ import annotations

from collections import deque
from typing import Generic, TypeVar

One = TypeVar("One")


class Turns(Generic[One]):
    """One after the other, in the order in which they came. All moments are seconds of one clock.

    Args:
        most: so many at work in all.
        lent: seconds: who has not done by then goes on beside the next. What comes over a bad line may take minutes.
        rest: how many times as long as a turn worked, at most `lent`, nobody begins after it.
    """

    def __init__(self, most: int, lent: float, rest: float) -> None:
        self._most, self._lent, self._rest = most, lent, rest
        self._waiting: deque[One] = deque()
        self._begun: dict[One, float] = {}
        self._rested_at = 0.0

    def ask(self, one: One) -> None:
        """Have it wait for its turn."""
        self._waiting.append(one)

    def begin(self, now: float) -> One | None:
        """Whose turn begins now; None: nobody's."""
        if not self._waiting or self.seconds_left(now) > 0:
            return None
        one = self._waiting.popleft()
        self._begun[one] = now
        return one

    def done(self, one: One, now: float, worked: float) -> None:
        """It is done with its turn, if it had one.

        Args:
            worked: seconds of the processor that it took; waiting for a disk or the store needs no rest.
        """
        if self._begun.pop(one, None) is not None:
            self._rested_at = max(self._rested_at, now + min(self._rest * worked, self._lent))

    def seconds_left(self, now: float) -> float:
        """Until the next turn may begin, as far as can be told: one that is done may make it sooner."""
        if not self._waiting or len(self._begun) >= self._most:
            return float("inf")
        last = max(self._begun.values(), default=None)
        return max(self._rested_at - now, 0.0 if last is None else last + self._lent - now)
