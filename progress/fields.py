"""The words that fill the phrases of a sentence: numbers, periods, limits, directions."""

from __future__ import annotations

import math
import sys
from dataclasses import replace

from config.language import Language, Text, format_number, format_percent
from progress.naming import Naming, named, when
from progress.verdict import Trend, Value, Verdict
from store.time_period import TimePeriod

_LARGEST = sys.float_info.max  # for the difference of two numbers that only just exist
LEAST_SHOWN_SHARE = 0.005  # below it whole per cent would show 0


def fields_of(verdict: Verdict, naming: Naming, language: Language) -> dict[str, str]:
    """Every word that a phrase may need; empty where the verdict has no such number."""
    return {
        "title": naming.title[language],
        "reason": verdict.reason[language] if verdict.reason else "",
        "count": count_words(verdict.count, language),
        "there_is": "There is" if verdict.count == 1 else "There are",
        "share": share_words(verdict.progress, language),
        "time": share_words(verdict.elapsed, language),
        "planned": share_words(verdict.path_share, language),
        **_value_fields(verdict, naming, language),
        **_target_fields(verdict, naming, language),
        **_range_fields(verdict, naming, language),
        **_what_moves(verdict, language),
        **_trend_fields(verdict.trend, verdict.verdict, language),
    }


def share_words(share: float | None, language: Language) -> str:
    """A share of 0 to 1 in whole per cent; never 0 or 100 while something is gone, or left."""
    if share is None:
        return ""
    if 0 < share < LEAST_SHOWN_SHARE:
        return Text("under ", "less than ")[language] + format_percent(0.01, language)
    if 0.995 <= share < 1:
        return Text("over ", "more than ")[language] + format_percent(0.99, language)
    return format_percent(share, language)


def count_words(number: int, language: Language) -> str:
    """ "1 måling", "3 målinger"."""
    words = Text("måling", "value") if number == 1 else Text("målinger", "values")
    return f"{number} {words[language]}"


def _value_fields(verdict: Verdict, naming: Naming, language: Language) -> dict[str, str]:
    def of(name: str, value: Value | None) -> dict[str, str]:
        if value is None:
            return dict.fromkeys((name, f"{name}_when", f"{name}_name"), "")
        return {
            name: naming.short(value.value, language),
            f"{name}_when": _when(verdict, value.period, language),
            f"{name}_name": named(value.period, language),
        }

    deciding, baseline = verdict.deciding, verdict.baseline
    return {
        **of("latest", verdict.latest),
        **of("baseline", baseline),
        "baseline_when": when(baseline.period, language, verdict.is_trailing) if baseline else "",
        "latest_full": naming.full(verdict.latest.value, language) if verdict.latest else "",
        "since": named(baseline.period, language) if baseline else "",
        "value": naming.full(deciding.value, language) if deciding else "",
        "when": _when(verdict, deciding.period, language) if deciding else "",
    }


def _when(verdict: Verdict, period: TimePeriod, language: Language) -> str:
    """ "i 2023"; of a sum since the baseline "i alt til og med 2023"."""
    if verdict.is_cumulative:
        return Text("i alt til og med {}", "in all to the end of {}")[language].format(named(period, language))
    return when(period, language, verdict.is_trailing)


def _target_fields(verdict: Verdict, naming: Naming, language: Language) -> dict[str, str]:
    if verdict.target is None or not math.isfinite(verdict.target.value):
        return dict.fromkeys(("goal", "deadline", "deadline_name", "moved"), "")
    value, period = verdict.target.value, verdict.target.period
    rises = verdict.direction == "increase"
    limit = Text("mindst ", "at least ") if rises else Text("højst ", "at most ")
    is_zero = value == 0 and not rises
    return {
        "goal": ("" if is_zero else limit[language]) + naming.short(value, language),
        "deadline": "" if period is None else _when(replace(verdict, is_trailing=False), period, language),
        "deadline_name": named(period, language) if period else "",
        # Said only of a value that moves away from its target.
        "moved": (Text("faldet", "fallen") if rises else Text("steget", "risen"))[language],
    }


def _range_fields(verdict: Verdict, naming: Naming, language: Language) -> dict[str, str]:
    low, high = verdict.range or _limits_of_target(verdict)
    value = verdict.latest.value if verdict.latest else math.nan
    is_above = value > high
    distance = value - high if is_above else low - value
    return {
        "range": range_words(low, high, naming, language),
        "distance": naming.difference(min(distance, _LARGEST), language) if distance > -math.inf else "",
        "beyond": (Text("over", "above") if is_above else Text("under", "below"))[language],
    }


def _limits_of_target(verdict: Verdict) -> tuple[float, float]:
    if verdict.target is None:
        return -math.inf, math.inf
    value = verdict.target.value
    return (value, math.inf) if verdict.direction == "increase" else (-math.inf, value)


def range_words(low: float, high: float, naming: Naming, language: Language) -> str:
    """ "mellem 3 og 5 pct.", "højst 5 pct.", "mindst 3 pct."; empty where neither end is a number."""
    if math.isfinite(low) and math.isfinite(high):
        words = Text("mellem {} og {}", "between {} and {}")[language]
        return words.format(naming.number(low, language), naming.short(high, language))
    if math.isfinite(high):
        return Text("højst ", "at most ")[language] + naming.short(high, language)
    return Text("mindst ", "at least ")[language] + naming.short(low, language) if math.isfinite(low) else ""


def _what_moves(verdict: Verdict, language: Language) -> dict[str, str]:
    """The subject of a trend: the value; of a running sum, which goes one way whatever happens, what is added to it."""
    if verdict.is_cumulative:
        it, value = Text("tilvæksten", "what is added each time"), Text("tilvæksten", "what is added each time")
    else:
        it, value = Text("tallet", "it"), Text("tallet", "the value")
    return {"it": it[language], "the_value": value[language]}


def _trend_fields(trend: Trend | None, verdict: str, language: Language) -> dict[str, str]:
    if trend is None:
        return dict.fromkeys(("moves", "did_move", "yearly", "way"), "")
    rises, improves = trend.slope > 0, verdict.startswith("improving")
    moves = Text("stiger", "rises") if rises else Text("falder", "falls")
    did_move = Text("steg", "rose") if rises else Text("faldt", "fell")
    way = Text("rigtige", "the right way") if improves else Text("forkerte", "the wrong way")
    return {
        "moves": moves[language],
        "did_move": did_move[language],
        "yearly": _yearly(trend, language),
        "way": way[language],
    }


def _yearly(trend: Trend, language: Language) -> str:
    size = abs(trend.relative)
    if size > 100:
        return Text("meget kraftigt", "very steeply")[language]
    if trend.unit == "pct":
        amount = format_percent(size / 100, language, decimals=1)
    else:
        points = Text("procentpoint", "percentage points")
        amount = f"{format_number(size, language, 1)}\u00a0{points[language]}"
    return Text(f"typisk {amount} om året", f"by typically {amount} a year")[language]
