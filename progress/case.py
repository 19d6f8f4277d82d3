"""What a verdict is made from: one series, what was promised, and the day it is judged from. Nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from config.language import Text
from store.time_period import TimePeriod

Direction = Literal["increase", "decrease", "keep"]
Kind = Literal["count", "state", "rate", "share", "index"]
PathKind = Literal["linear", "geometric"]
Rhythm = Literal[
    "annual", "biennial", "half_yearly", "quarterly", "monthly", "weekly", "daily", "school_year", "irregular"
]


@dataclass(frozen=True, slots=True)
class Point:
    """One value as reported; the status letter is SDMX's (A normal, P provisional, E estimated, F projection, ...)."""

    period: TimePeriod
    value: float | None
    status: str = "A"


@dataclass(frozen=True, slots=True)
class Target:
    """One version of a promise. `period` is the deadline; None where none was given."""

    value: float
    period: TimePeriod | None
    adopted: date | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """From `period` on the series is counted in another way; bridged where the definition says so, with its reason."""

    period: TimePeriod
    bridged: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Exemption:
    """A named person has decided, for a reason and until a day, that the indicator is not judged."""

    person: str
    reason: str | Text
    expires: date


@dataclass(frozen=True, slots=True)
class Case:
    """One series to be judged.

    Attributes:
        direction: the declared direction; never inferred from the figures. None: not declared.
        points: in any order.
        assessed_on: the day the verdict is made from.
        baseline_value: a declared value wins over the series' own value at `baseline_period`.
        kind: "count" is a count of events, "state" a count of a state on a day.
        decimals: declared decimals; half a unit of the last one is the tolerance of "met".
        bounds: what the value can be at all; (0, 100) makes trends percentage points.
        range: the goal is to stay inside it, both ends included.
        milestones: the path goes through these; they win over `path`.
        noise_band: a share of the way smaller than this is no clear change.
        frequency: how often a value is expected, one of `Rhythm`; None: nothing was agreed.
        lag_months: agreed months from a period's end to its value.
        forecast_points: those before t0 as they stood when the forecast was frozen; None: from the series itself.
        forecast_frozen_on: the day on which they were.
        is_cumulative: the target is a total since the baseline, which then counts 0.
        methods: the other methods that the indicator asks for, which may make the verdict fragile; None: all.
    """

    direction: Direction | None
    points: tuple[Point, ...]
    assessed_on: date
    baseline_period: TimePeriod | None = None
    baseline_value: float | None = None
    targets: tuple[Target, ...] = ()
    kind: Kind = "rate"
    decimals: int | None = None
    bounds: tuple[float | None, float | None] | None = None
    range: tuple[float, float] | None = None
    path: PathKind = "linear"
    milestones: tuple[Target, ...] = ()
    breaks: tuple[Break, ...] = ()
    noise_band: float = 0.02
    frequency: str | None = None
    lag_months: int | None = None
    exemption: Exemption | None = None
    forecast_points: tuple[Point, ...] | None = None
    forecast_frozen_on: date | None = None
    is_cumulative: bool = False
    methods: tuple[str, ...] | None = None
