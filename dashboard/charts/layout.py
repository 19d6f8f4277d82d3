"""Where labels go: every text gets a place where it meets no other text and no mark, and is not cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from dashboard.charts.text_size import LINE, text_width

Anchor = Literal["start", "middle", "end"]
Role = Literal["mark", "header", "time", "value", "below"]
ASCENT, DESCENT = 0.78, 0.24  # of the type size, above and below the baseline
_CROWDED = 10_000.0
_PEN = 1.5  # half of what a line is wide
_NUDGES = tuple(sign * step for step in range(6, 240, 6) for sign in (-1, 1))


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A text of one or more lines; `y` is the first line's baseline. `role` says what it belongs to."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: Anchor = "start"
    classes: str = ""
    size: float = 14.0
    role: Role = "mark"

    @property
    def box(self) -> Box:
        width = max(text_width(line, self.size, "lb" in self.classes.split()) for line in self.lines)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        bottom = self.y + (len(self.lines) - 1) * self.size * LINE + DESCENT * self.size
        return Box(left, self.y - ASCENT * self.size, left + width, bottom)


@dataclass(slots=True)
class Layout:
    """Places labels one after the other, the dearest first.

    Attributes:
        bounds: the whole drawing.
        taken: texts and marks, never covered.
        lines: spots along lines, covered only where there is no better place.
    """

    bounds: Box
    taken: list[Box] = field(default_factory=list)
    lines: list[tuple[float, float]] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    def fix(self, label: Label) -> None:
        """A label whose place is given."""
        self.labels.append(label)
        self.taken.append(label.box)

    def must(self, options: Sequence[Label]) -> None:
        """One of these, at the best of its places; nudged up or down where all are taken."""
        inside = [self._inside(option) for option in options]
        free = [option for option in inside if self._is_free(option)]
        if not free:
            nudged = (replace(option, y=option.y + by) for by in _NUDGES for option in inside)
            free = [option for option in nudged if self._is_free(option)][:1] or [min(inside, key=self._crowding)]
        self.fix(min(free, key=self._cost))

    def may(self, options: Sequence[Label]) -> None:
        """One of these where it covers nothing at all, else none."""
        found = next((o for o in options if self._is_free(o) and self._cost(o) == 0), None)
        if found:
            self.fix(found)

    def along(self, corners: Iterable[tuple[float, float]], dashes: float = 5.0) -> None:
        """A line to keep clear of."""
        for (x0, y0), (x1, y1) in pairwise(corners):
            steps = max(1, int(max(abs(x1 - x0), abs(y1 - y0)) / dashes))
            for step in range(steps + 1):
                self.lines.append((x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps))

    def around(self, x: float, y: float, radius: float) -> None:
        """A mark never to be covered."""
        self.taken.append(Box(x - radius, y - radius, x + radius, y + radius))

    def crossings(self, box: Box) -> int:
        """How many spots of lines lie under the box."""
        left, right, top, bottom = box.left - _PEN, box.right + _PEN, box.top - _PEN, box.bottom + _PEN
        return len([0 for x, y in self.lines if left < x < right and top < y < bottom])

    def _is_free(self, label: Label) -> bool:
        box = label.box
        return self.bounds.holds(box) and not any(box.meets(other) for other in self.taken)

    def _cost(self, label: Label) -> float:
        return self.crossings(label.box)

    def _crowding(self, label: Label) -> float:
        box = label.box
        return sum(box.meets(other) for other in self.taken) * _CROWDED + self._cost(label)

    def _inside(self, label: Label) -> Label:
        box, bounds = label.box, self.bounds
        right = min(0.0, bounds.right - box.right)
        down = min(0.0, bounds.bottom - box.bottom)
        return replace(
            label,
            x=label.x + right + max(0.0, bounds.left - box.left - right),
            y=label.y + down + max(0.0, bounds.top - box.top - down),
        )
