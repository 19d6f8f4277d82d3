"""Turn the curve in a sentence: what was expected without action, what came, and what that means."""

from __future__ import annotations

import math

from config.language import Language, Text
from progress.assurance import Expected, Forecast
from progress.naming import Naming, both, when
from progress.verdict import Verdict

_ENDINGS: dict[str, Text] = {
    "turned": Text("kurven er knækket", "the curve has turned"),
    "bending": Text("kurven bøjer", "the curve is bending"),
    "as_forecast": Text("som ventet", "as expected"),
    "worse_than_forecast": Text("værre end ventet", "worse than expected"),
}


def forecast_sentence(verdict: Verdict, naming: Naming) -> Text | None:
    """ "Uden indsats var der ventet 18.200 (15.900 til 20.100) i 2023; det blev 14.844: kurven er knækket."

    Where there is no forecast it says why; None where nothing is known of one. What a forecast still lacks for a
    better word follows it.
    """
    forecast, latest = verdict.forecast, verdict.latest
    if forecast is None:
        return None
    at, ending = forecast.at, _ENDINGS.get(forecast.verdict or "")
    if ending is None or at is None or latest is None or not is_finite(at):
        return forecast.reason and both(lambda language: _absent(forecast, language))

    def write(language: Language) -> str:
        expected = expected_words(at, latest.value, naming, language)
        period = when(at.period, language, verdict.is_trailing)
        value = naming.short(latest.value, language)
        return Text(
            f"Uden indsats var der ventet {expected} {period}; det blev {value}: {ending.da}.",
            f"Without action, {expected} was expected {period}; it came to {value}: {ending.en}.",
        )[language] + (f" {forecast.reason[language].strip()}" if forecast.reason else "")

    return both(write)


def expected_words(at: Expected, like: float, naming: Naming, language: Language) -> str:
    """ "18.200 (15.900 til 20.100)"; no interval where it is a single number."""
    size = max(abs(number) for number in (at.value, at.low, at.high, like))
    value, low, high = (naming.computed(number, size, language) for number in (at.value, at.low, at.high))
    unit = naming.short(0, language).removeprefix(naming.number(0, language))  # "pct." where that is the unit
    interval = "" if low == high else f" ({low} {Text('til', 'to')[language]} {high})"
    return f"{value}{unit}{interval}"


def is_finite(at: Expected) -> bool:
    """Whether all three are numbers that can be shown."""
    return all(math.isfinite(number) for number in (at.value, at.low, at.high))


def _absent(forecast: Forecast, language: Language) -> str:
    reason = forecast.reason[language].strip() if forecast.reason else ""
    start = Text("Ingen fremskrivning: ", "No forecast: ")[language]
    return start + reason[:1].lower() + reason[1:]
