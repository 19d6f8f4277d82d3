"""One period's figures and equations, and from them what an attacker has before him."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from config.indicator import Indicator
from etl.disclosure.counts import is_small
from etl.disclosure.system import System

_ROOM = 20  # thresholds: how far from the truth an attacker is at most thought to look


@dataclass(slots=True)
class Figure:
    """One number that an attacker knows or wants to know.

    Attributes:
        series: whose figure it is today; None of what is not published (any more).
        is_open: some publication showed it.
        is_kept: it was hidden before, always, and still says the same.
        is_secret: not shown: a total that nobody publishes, a remainder, what was hidden before or by the partner.
        has_place: it stands somewhere, now or before, if only as a word.
        was: why it was last hidden, where it was.
    """

    number: float
    is_count: bool
    series: int | None = None
    has_place: bool = True
    was: str | None = None
    is_open: bool = False
    is_kept: bool = False
    is_secret: bool = False
    is_shared: bool = False


@dataclass(slots=True)
class Table:
    """The figures of one period, and the equations between them."""

    indicator: Indicator
    threshold: int
    figures: list[Figure] = field(default_factory=list)
    rows: list[tuple[tuple[int, float], ...]] = field(default_factory=list)
    composite: set[int] = field(default_factory=set)
    _same: dict[int, int] = field(default_factory=dict)
    _known: set[tuple[int, ...]] = field(default_factory=set)
    _unseen: dict[tuple[int, tuple[tuple[int, ...], ...]], int] = field(default_factory=dict)

    def add(self, figure: Figure) -> int:
        self.figures.append(figure)
        return len(self.figures) - 1

    def unseen(self, node: int, ways: Sequence[tuple[int, ...]]) -> int:
        """A total that nobody publishes, of these parts; the same one where it was asked for before."""
        key = node, tuple(ways)
        if key not in self._unseen:
            total = max(sum(self.figures[part].number for part in parts) for parts in ways)
            self._unseen[key] = self.add(Figure(total, True, has_place=False, is_secret=True))
        return self._unseen[key]

    def is_small(self, figure: int) -> bool:
        one = self.figures[figure]
        return one.is_count and one.has_place and is_small(one.number, self.threshold)

    def relate(self, whole: tuple[int, float], parts: Sequence[tuple[int, float]], is_exact: bool) -> None:
        """A whole and its parts, each with its factor; where the parts are fewer, with a remainder nobody knows."""
        key = (whole[0], *sorted(number for number, _ in parts))
        if key in self._known:
            return
        self._known.add(key)
        rest = whole[1] * self.figures[whole[0]].number - sum(f * self.figures[n].number for n, f in parts)
        is_equal = abs(rest) <= 1e-6 * max(1.0, abs(whole[1] * self.figures[whole[0]].number))
        if not is_equal and (rest < 0 or self.indicator.may_be_negative or is_exact):
            return  # it is no whole of these
        row = [whole, *((number, -factor) for number, factor in parts)]
        filled = [number for number, _ in parts if self.figures[number].number != 0]
        if not is_equal:
            row.append((self.add(Figure(rest, True, has_place=False, is_secret=True)), -1.0))
        self.rows.append(tuple(row))
        if len(filled) > 1:
            self.composite.add(whole[0])
        elif is_equal and filled:
            self._same[self._root(whole[0])] = self._root(filled[0])

    def is_composite(self, figure: int) -> bool:
        """Whether it is the sum of several figures that are not 0: then "fewer than 5" of it would tell of them."""
        return self._root(figure) in self._composite_roots()

    def was_hidden_with_all(self, figure: int) -> bool:
        """Whether it was hidden because all of its table was: only then 0 is, or a few is not called so."""
        one = self.figures[figure]
        if one.series is None or one.was != "beside":
            return False
        return one.number == 0 or (self.is_small(figure) and not self.is_composite(figure))

    @property
    def room(self) -> float:
        """How far from the truth an attacker is at most thought to look."""
        return float(_ROOM * self.threshold)

    def _composite_roots(self) -> set[int]:
        return {self._root(one) for one in self.composite}

    def _root(self, figure: int) -> int:
        while figure in self._same and self._same[figure] != figure:
            figure = self._same[figure]
        return figure

    def parts(self) -> list[tuple[list[int], list[tuple[tuple[int, float], ...]]]]:
        """Figures that hang together, with their equations; only where one of them is small, and one of today."""
        leader = list(range(len(self.figures)))

        def find(one: int) -> int:
            while leader[one] != one:
                leader[one] = leader[leader[one]]
                one = leader[one]
            return one

        for row in self.rows:
            first = find(row[0][0])
            for figure, _ in row[1:]:
                leader[find(figure)] = first
        small = {find(figure) for figure in range(len(self.figures)) if self.is_small(figure)}
        todays = {find(figure) for figure, one in enumerate(self.figures) if one.series is not None}
        held: dict[int, list[int]] = {one: [] for one in sorted(small & todays)}
        rows: dict[int, list[tuple[tuple[int, float], ...]]] = {one: [] for one in held}
        for figure in range(len(self.figures)):
            if find(figure) in held:
                held[find(figure)].append(figure)
        for row in self.rows:
            if find(row[0][0]) in rows:
                rows[find(row[0][0])].append(row)
        return [(held[one], rows[one]) for one in held]

    def system(self, held: list[int], rows: list[tuple[tuple[int, float], ...]]) -> System:
        """What an attacker has before him, in the order of `held`."""
        place = {figure: number for number, figure in enumerate(held)}
        size, most = len(held), self.threshold - 1.0
        roots = self._composite_roots()
        truth = np.array([self.figures[one].number for one in held], dtype=float)
        low, high = np.zeros(size), truth + _ROOM * self.threshold
        need_low, need_high = np.full(size, np.nan), np.full(size, np.nan)
        hidden, free, weight = np.zeros(size, bool), np.zeros(size, bool), np.ones(size)
        for number, figure in enumerate(held):
            one, small = self.figures[figure], self.is_small(figure)
            is_composite = self._root(figure) in roots
            hidden[number] = small or one.is_secret
            free[number] = not (hidden[number] or one.is_open or one.number == 0)
            weight[number] = 0.05 if one.is_kept else 3.0 if one.is_shared else 1.2 if is_composite else 1.0
            weight[number] += 1e-4 * min(abs(one.number), 1e4) ** 0.5  # of two alike the smaller one goes
            if one.is_count and one.has_place and one.number > 0:
                low[number] = min(1.0 if is_composite or small else float(self.threshold), one.number)
            if self.indicator.may_be_negative or one.number < 0:
                low[number] = one.number - _ROOM * self.threshold
            if small and not is_composite:
                low[number], high[number] = min(1.0, one.number), max(most, one.number)
                need_low[number], need_high[number] = low[number], high[number]
            elif small:
                need_high[number] = one.number + self.threshold - 2
        turned = [tuple((place[figure], factor) for figure, factor in row) for row in rows]
        return System(truth, turned, low, high, need_low, need_high, hidden, free, weight)
