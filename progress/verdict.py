"""The verdict with everything shown beside it, and its JSON. What is undefined is None, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from config.language import Text
from progress.assurance import Doubt, Forecast, MethodResult, Signal, assurance_json
from progress.case import Direction, Target
from progress.plain import Json, finite, rounded
from store.time_period import TimePeriod


class Method(NamedTuple):
    """The method a verdict was made by; a snapshot names it for ever."""

    name: str
    version: str


LINEAR = Method("linear", "1.1")


@dataclass(frozen=True, slots=True)
class Value:
    """One judged value; of trailing twelve months it is the sum, and `period` the last part."""

    period: TimePeriod
    value: float
    status: str = "A"


@dataclass(frozen=True, slots=True)
class TargetOutcome:
    """One version of the target with its own share of the way; outcome None where it cannot be told."""

    value: float | None
    period: TimePeriod | None
    adopted: date | None
    progress: float | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Trend:
    """A robust slope per year, in the unit of the series and relative: per cent of |median|, or percentage points."""

    slope: float
    median: float
    relative: float
    unit: str
    first: TimePeriod
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the formula, with the indicator's own numbers in it."""

    label: Text
    expression: Text
    result: Text

    def to_json(self) -> Json:
        return {part: getattr(self, part).to_json() for part in ("label", "expression", "result")}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of `judge`.

    Attributes:
        verdict: a code of `words.VERDICTS`; `rule` is the rule that decided it, 1 to 7.
        reason: why there is no verdict; None where there is one.
        progress: P, share of the way. elapsed: E, share of the time. pace: R. path_share: s(E).
        deciding: the value P was computed from: the value for the deadline where it is in, else the latest.
        target: the version judged.
        range: the limits to stay inside, where that is the goal.
        count: values after the baseline; without a baseline those in the trend.
        is_trailing: values are sums of the last twelve months.
        is_cumulative: values are sums since the baseline; `stopped_at`: the first period that could not be added.
        is_overdue: the deadline has passed and the value for it is not in.
        restarted_at: the series break that moved the baseline.
        undefined: for each number that is None, the reason beside its dash.
        forecast, signal, fragile, methods: how sure the verdict is; beside it, never instead of it.
        beside: a sentence on each of these and on the overlays, by name. formula_beside: their sums.
    """

    verdict: str
    rule: int
    assessed_on: date
    direction: Direction | None
    reason: Text | None = None
    progress: float | None = None
    elapsed: float | None = None
    pace: float | None = None
    path_share: float | None = None
    lead_months: float | None = None
    acceleration: float | None = None
    trend: Trend | None = None
    baseline: Value | None = None
    latest: Value | None = None
    deciding: Value | None = None
    target: Target | None = None
    range: tuple[float, float] | None = None
    targets: tuple[TargetOutcome, ...] = ()
    overlays: tuple[str, ...] = ()
    count: int = 0
    is_trailing: bool = False
    is_linear: bool = True
    is_overdue: bool = False
    restarted_at: TimePeriod | None = None
    is_cumulative: bool = False
    stopped_at: TimePeriod | None = None
    undefined: Mapping[str, Text] = field(default_factory=dict)
    method: Method = LINEAR
    forecast: Forecast | None = None
    signal: Signal | None = None
    fragile: tuple[Doubt, ...] = ()
    methods: tuple[MethodResult, ...] = ()
    sentence: Text | None = None
    beside: Mapping[str, Text] = field(default_factory=dict)
    formula: tuple[Line, ...] = ()
    formula_beside: tuple[Line, ...] = ()

    def to_json(self) -> Json:
        """Plain JSON types; computed numbers with six decimals, null for what is undefined."""
        return {
            "verdict": self.verdict,
            "rule": self.rule,
            "reason": self.reason and self.reason.to_json(),
            "progress": rounded(self.progress),
            "elapsed": rounded(self.elapsed),
            "pace": rounded(self.pace),
            "path_share": rounded(self.path_share),
            "lead_months": rounded(self.lead_months),
            "acceleration": rounded(self.acceleration),
            "slope_pct": rounded(self.trend.relative if self.trend else None),
            "slope_unit": self.trend.unit if self.trend else None,
            "direction": self.direction,
            "baseline": self.baseline and _value(self.baseline, with_status=False),
            "latest": self.latest and _value(self.latest),
            "deciding": self.deciding and _value(self.deciding),
            "target": self.target and {"period": _text(self.target.period), "value": finite(self.target.value)},
            "range": [finite(end) for end in self.range] if self.range else None,
            "targets": [_outcome(outcome) for outcome in self.targets],
            "overlays": list(self.overlays),
            "count": self.count,
            "is_trailing": self.is_trailing,
            "is_linear": self.is_linear,
            "is_overdue": self.is_overdue,
            "restarted_at": _text(self.restarted_at),
            "is_cumulative": self.is_cumulative,
            "stopped_at": _text(self.stopped_at),
            "undefined": {name: reason.to_json() for name, reason in self.undefined.items()},
            "method": self.method._asdict(),
            **assurance_json(self.forecast, self.signal, self.fragile, self.methods),
            "assessed_on": self.assessed_on.isoformat(),
            "sentence": self.sentence and self.sentence.to_json(),
            "beside": {name: text.to_json() for name, text in self.beside.items()},
            "formula": [line.to_json() for line in self.formula],
            "formula_beside": [line.to_json() for line in self.formula_beside],
        }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _value(value: Value, with_status: bool = True) -> Json:
    plain: Json = {"period": str(value.period), "value": finite(value.value)}
    return {**plain, "status": value.status} if with_status else plain


def _outcome(outcome: TargetOutcome) -> Json:
    return {
        "value": finite(outcome.value),
        "period": _text(outcome.period),
        "adopted": _text(outcome.adopted),
        "progress": rounded(outcome.progress),
        "outcome": outcome.outcome,
    }
