"""How sure a verdict is, in types: frozen forecast, signal or noise, what would change it, other methods."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from config.language import Text
from progress.plain import Json, finite, rounded
from store.time_period import TimePeriod


@dataclass(frozen=True, slots=True)
class Expected:
    """What the forecast expects of one period, with its 80 % interval, in the unit of the series."""

    period: TimePeriod
    value: float
    low: float
    high: float

    def to_json(self) -> Json:
        numbers = {"value": finite(self.value), "low": finite(self.low), "high": finite(self.high)}
        return {"period": str(self.period), **numbers}


@dataclass(frozen=True, slots=True)
class Forecast:
    """Turn the curve: where the series was heading before the baseline, and where it is now.

    Attributes:
        verdict: a code of `words.FORECASTS`; None where there is none, `reason` says why.
        at: what was expected of the latest value's period.
        band: what was expected of each period after the baseline, up to the deadline or the latest value.
        first, last, count: the points it was made from. slope: a year, in the unit of the series.
        frozen_on: the day it was made; None where it is made from the series as it stands.
    """

    verdict: str | None
    reason: Text | None = None
    at: Expected | None = None
    band: tuple[Expected, ...] = ()
    first: TimePeriod | None = None
    last: TimePeriod | None = None
    count: int = 0
    slope: float | None = None
    frozen_on: date | None = None

    def to_json(self) -> Json:
        at = self.at.to_json() if self.at else dict.fromkeys(("period", "value", "low", "high"))
        return {
            "verdict": self.verdict,
            "reason": self.reason and self.reason.to_json(),
            **at,
            "band": [one.to_json() for one in self.band],
            "first": None if self.first is None else str(self.first),
            "last": None if self.last is None else str(self.last),
            "count": self.count,
            "slope": rounded(self.slope),
            "frozen_on": self.frozen_on and self.frozen_on.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Signal:
    """A run chart's answer (Anhøj & Olesen 2014).

    Attributes:
        code: signal, noise or too_few_points.
        count: points in the run chart. median: of them.
        useful: the points that do not lie on the median; the limits follow from their number.
        longest_run: on one side of the median, those on it left out; more than `longest_usual` is a signal.
        crossings: of the median; fewer than `fewest_usual` is a signal.
    """

    code: str
    count: int
    useful: int = 0
    median: float | None = None
    longest_run: int | None = None
    longest_usual: int | None = None
    crossings: int | None = None
    fewest_usual: int | None = None

    def to_json(self) -> Json:
        names = ("count", "useful", "longest_run", "longest_usual", "crossings", "fewest_usual")
        return {name: getattr(self, name) for name in names} | {"median": finite(self.median)}


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that would have made the verdict another.

    Attributes:
        code: baseline_earlier, baseline_later, without_latest, or the name of another method.
        verdict: what it would have been; of another method in that method's words.
        period: the other baseline, where that is what moves; None: it is not named.
    """

    code: str
    verdict: str
    period: TimePeriod | None = None


@dataclass(frozen=True, slots=True)
class MethodResult:
    """What another published method says of the same series.

    Attributes:
        method: open_sdg, eurostat or un_2023.
        verdict: a code of `words.OTHER_METHODS[method]`; None where it cannot be applied, `reason` says why.
        value: the number that it rates: a ratio, a share, or without a target a growth rate a year (0.015 is 1.5 %).
        score: Open SDG's, from -5 to 5.
        agrees: whether it says the same as our verdict; None where one of the two says nothing.
        because: why it does not agree.
    """

    method: str
    verdict: str | None
    value: float | None = None
    score: float | None = None
    reason: Text | None = None
    agrees: bool | None = None
    because: Text | None = None

    def to_json(self) -> Json:
        return {
            "verdict": self.verdict,
            "value": rounded(self.value),
            "score": rounded(self.score),
            "reason": self.reason and self.reason.to_json(),
            "agrees": self.agrees,
            "because": self.because and self.because.to_json(),
        }


def assurance_json(
    forecast: Forecast | None, signal: Signal | None, fragile: Iterable[Doubt], methods: Iterable[MethodResult]
) -> Json:
    """The fields of `fremdrift status --json` that tell how sure a verdict is."""
    doubts = list(fragile)
    return {
        "forecast": forecast and forecast.to_json(),
        "signal": signal and signal.code,
        "signal_numbers": signal and signal.to_json(),
        "fragile": [doubt.code for doubt in doubts],
        "fragile_verdicts": {doubt.code: doubt.verdict for doubt in doubts},
        "methods": {one.method: one.to_json() for one in methods},
    }
