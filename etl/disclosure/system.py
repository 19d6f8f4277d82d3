"""Figures that hang together, as an attacker sees them: unknowns, equations, and what a hidden one is known to be."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(slots=True)
class System:
    """The figures of one period that equations connect.

    Attributes:
        truth: true numbers, one for each figure.
        rows: equations; each holds (figure, factor) whose products sum to 0.
        low, high: what everyone knows of a figure that is hidden, from the word that stands in its place.
        need_low, need_high: what a hidden figure must remain possible as, at the least; NaN where nothing is asked.
        hidden: never published, or hidden for its own sake.
        free: may be hidden for the sake of others.
        weight: what hiding it costs.
    """

    truth: Floats
    rows: list[tuple[tuple[int, float], ...]]
    low: Floats
    high: Floats
    need_low: Floats
    need_high: Floats
    hidden: Flags
    free: Flags
    weight: Floats
    _of: list[list[int]] = field(default_factory=list)

    @property
    def rows_of(self) -> list[list[int]]:
        """The equations in which each figure stands."""
        if not self._of:
            self._of = [[] for _ in self.truth]
            for number, row in enumerate(self.rows):
                for figure, _ in row:
                    self._of[figure].append(number)
        return self._of

    @property
    def needs(self) -> list[tuple[int, int, float]]:
        """What is asked: figure, direction (1 up, -1 down), how far from the truth."""
        found = []
        for figure in range(len(self.truth)):
            for sign, need in ((1, self.need_high[figure]), (-1, self.need_low[figure])):
                far = sign * (need - self.truth[figure])
                if far > 1e-9:  # also false for NaN
                    found.append((figure, sign, float(far)))
        return found

    def near(self, figure: int, most: int) -> Flags:
        """The figures fewest equations away, about so many: what moves there can balance without all the others."""
        found, edge = {figure}, [figure]
        while edge and len(found) < most:
            rows = sorted({row for one in edge for row in self.rows_of[one]})
            edge = []
            for row in rows:
                edge += [other for other, _ in self.rows[row] if other not in found]
                found.update(edge)
                if len(found) >= most:
                    break
        mask = np.zeros(len(self.truth), bool)
        mask[list(found)] = True
        return mask
