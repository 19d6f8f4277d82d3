"""The sums of what stands beside a verdict: forecast, signal or noise, the other methods; with their own numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator

from config.language import Language, Text
from progress.assurance import Expected, Forecast, MethodResult, Signal
from progress.fields import count_words
from progress.forecast_words import is_finite
from progress.fragile_words import method_number, rates_growth_of
from progress.naming import Naming, both, named, plain, when
from progress.verdict import Line, Verdict
from progress.words import FORECASTS, METHOD_NAMES, OTHER_METHODS, SIGNALS

_RATIO_LIMITS: dict[str, Text] = {
    "open_sdg": Text("0,95, 0,60 og 0", "0.95, 0.60 and 0"),
    "eurostat": Text("0,95, 0,60 og 0", "0.95, 0.60 and 0"),
    "un_2023": Text("0,95 og 0,10", "0.95 and 0.10"),
}
# Open SDG's own are multiplied by a factor where the value has a natural limit, so they are not told here.
_GROWTH_LIMITS: dict[str, Text] = {
    "eurostat": Text("±1 pct. og 0", "±1 per cent and 0"),
    "un_2023": Text("2 og 0,5 pct.", "2 and 0.5 per cent"),
}
_AS_ON_LINE = 1e-6  # relative: so near the line's own value nothing was clipped


def compose_formula_beside(verdict: Verdict, naming: Naming) -> tuple[Line, ...]:
    """A line or more for each of them that has numbers."""
    lines: list[Line] = []
    if verdict.verdict == "not_assessed":
        return ()
    forecast = verdict.forecast
    if forecast and forecast.at and forecast.verdict in FORECASTS and verdict.latest and is_finite(forecast.at):
        lines.extend(_forecast(forecast, forecast.at, verdict, naming))
    if verdict.signal and verdict.signal.code != "too_few_points":
        lines.extend(_signal(verdict.signal))
    lines.extend(line for one in verdict.methods if (line := _method(one, verdict)) is not None)
    return tuple(lines)


def _forecast(forecast: Forecast, at: Expected, verdict: Verdict, naming: Naming) -> Iterator[Line]:
    latest = verdict.latest.value if verdict.latest else math.nan
    size = max(abs(number) for number in (at.value, at.low, at.high, latest))

    def number(value: float, language: Language) -> str:
        return naming.computed(value, size, language)

    label = Text(
        f"Ventet uden indsats {when(at.period, 'da', verdict.is_trailing)} (Theil-Sen, {_points(forecast, 'da')})",
        f"Expected without action {when(at.period, 'en', verdict.is_trailing)} (Theil-Sen, {_points(forecast, 'en')})",
    )
    yield Line(label, both(lambda language: _line(forecast, at, naming, language)), both(lambda x: number(at.value, x)))
    interval = both(lambda language: f"{number(at.low, language)} {_TO[language]} {number(at.high, language)}")
    drawn = Text("målingernes afvigelser trukket på ny, fast frø", "the values' deviations drawn again, fixed seed")
    yield Line(Text("80 %-interval", "80 % interval"), drawn, interval)
    against = both(lambda language: f"{naming.number(latest, language)} {_AGAINST[language]} {interval[language]}")
    yield Line(Text("Mod det ventede", "Against the expected"), against, FORECASTS[forecast.verdict or ""])


_TO, _AGAINST, _LIMITS = Text("til", "to"), Text("mod", "against"), Text("grænser", "limits")


def _points(forecast: Forecast, language: Language) -> str:
    points = count_words(forecast.count, language)
    if forecast.first is None or forecast.last is None:
        return points
    return f"{points}, {named(forecast.first, language)} {_TO[language]} {named(forecast.last, language)}"


def _line(forecast: Forecast, at: Expected, naming: Naming, language: Language) -> str:
    """ "19.400 + (−400) × 6": the line's value at the last point it was made from, and the years since."""
    clipped = Text("linjen, holdt inden for det mulige", "the line, kept within what is possible")[language]
    if forecast.slope is None or forecast.last is None or not math.isfinite(forecast.slope):
        return clipped
    on_line = next((one for one in forecast.band if one.period != at.period), None)
    if on_line is not None and not _is_straight(on_line, at, forecast.slope):
        return clipped
    years = at.period.end_years - forecast.last.end_years
    start = at.value - forecast.slope * years
    size = max(abs(start), abs(at.value))
    slope = plain(float(f"{forecast.slope:.4g}"), None, language)
    step = f"({slope})" if forecast.slope < 0 else slope
    return f"{naming.computed(start, size, language)} + {step} × {plain(round(years, 2), None, language)}"


def _is_straight(one: Expected, at: Expected, slope: float) -> bool:
    expected = one.value + slope * (at.period.end_years - one.period.end_years)
    return math.isclose(expected, at.value, rel_tol=_AS_ON_LINE, abs_tol=_AS_ON_LINE * max(abs(one.value), 1e-12))


def _signal(signal: Signal) -> Iterator[Line]:
    """The two tests with their limits, and what they say together. A point on the median is on neither side."""
    run, usual, crossings, fewest = signal.longest_run, signal.longest_usual, signal.crossings, signal.fewest_usual
    if run is None or usual is None or crossings is None or fewest is None:
        return
    useful = signal.useful or signal.count
    yield Line(
        Text("Længste række på samme side af medianen, højst", "Longest run on one side of the median, at most"),
        Text(f"log2({useful}) + 3, afrundet", f"log2({useful}) + 3, rounded"),
        Text(str(usual), str(usual)),
    )
    yield Line(
        Text("Krydsninger af medianen, mindst", "Crossings of the median, at least"),
        Text(f"5-procentfraktilen i Bin({useful - 1}, ½)", f"the 5th percentile of Bin({useful - 1}, ½)"),
        Text(str(fewest), str(fewest)),
    )
    found = (run, "≤" if run <= usual else ">", usual), (crossings, "≥" if crossings >= fewest else "<", fewest)
    first, second = (" ".join(str(part) for part in test) for test in found)
    comparison = Text(f"{first} og {second}", f"{first} and {second}")
    yield Line(Text("Skift eller variation", "Shift or variation"), comparison, SIGNALS[signal.code])


def _method(result: MethodResult, verdict: Verdict) -> Line | None:
    word = OTHER_METHODS.get(result.method, {}).get(result.verdict or "")
    growth = rates_growth_of(result, verdict)
    if word is None or not method_number(result, growth, "da"):
        return None
    limits = (_GROWTH_LIMITS if growth else _RATIO_LIMITS).get(result.method)

    def expression(language: Language) -> str:
        number = method_number(result, growth, language)
        return f"{number}; {_LIMITS[language]}: {limits[language]}" if limits else number

    name = METHOD_NAMES[result.method]
    what = Text("vækst", "growth") if growth else _RATED[result.method]
    return Line(Text(f"{name.da}: {what.da}", f"{name.en}: {what.en}"), both(expression), word)


_RATED: dict[str, Text] = {
    "open_sdg": Text("vækst mod krævet vækst", "growth over required growth"),
    "eurostat": Text("vækst over fem år mod krævet", "five-year growth over required"),
    "un_2023": Text("andel af vejen, ført frem til fristen", "share of the way, carried on to the deadline"),
}
