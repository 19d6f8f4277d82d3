"""The formula of a verdict with the indicator's own numbers in it, so that anyone can do the sum again."""

from __future__ import annotations

import math
from functools import partial

from config.language import MINUS, Language, Text, format_percent
from progress.fields import count_words, range_words
from progress.naming import Naming, both, named, plain
from progress.verdict import Line, Trend, Value, Verdict
from progress.words import VERDICTS
from store.time_period import TimePeriod

RULES: dict[int, Text] = {
    1: Text("Regel 1: vurderes indikatoren", "Rule 1: is the indicator judged"),
    2: Text("Regel 2: udgangspunkt og måling efter det", "Rule 2: a baseline and a value after it"),
    3: Text("Regel 3: målet er at blive, hvor man er", "Rule 3: the goal is to stay"),
    4: Text("Regel 4: seneste tal mod måltallet", "Rule 4: the value against the target"),
    5: Text("Regel 5: nok tid og nok målinger", "Rule 5: enough time and enough values"),
    6: Text("Regel 6: farten mod målet", "Rule 6: the pace toward the target"),
    7: Text("Regel 7: retningen uden en frist", "Rule 7: the direction without a deadline"),
}


_PATH = Text("Vejens andel, s(E)", "The path's share, s(E)")
_PACE = Text("Fart, R", "Pace, R")
_LEAD = Text("Afstand i måneder", "Distance in months")
_SPEED = Text("Nødvendig fart, gange", "Speed needed, times")


def compose_formula(verdict: Verdict, naming: Naming) -> tuple[Line, ...]:
    """One line for each number that the verdict shows, and last the rule that decided."""
    lines: list[Line] = []
    if verdict.progress is not None and verdict.deciding and verdict.baseline and verdict.target:
        lines.append(_share_of_way(verdict, verdict.deciding, verdict.baseline, verdict.target.value, naming))
        if verdict.elapsed is not None and verdict.target.period:
            lines.append(_share_of_time(verdict, verdict.deciding, verdict.baseline, verdict.target.period))
            lines.extend(_pace_lines(verdict, verdict.baseline, verdict.target.period))
    if verdict.trend:
        lines.append(_slope(verdict.trend, naming))
    word = VERDICTS[verdict.verdict].text
    lines.append(Line(RULES[verdict.rule], both(lambda language: _comparison(verdict, naming, language)), word))
    return tuple(lines)


def _share_of_way(verdict: Verdict, deciding: Value, baseline: Value, target: float, naming: Naming) -> Line:
    def expression(language: Language) -> str:
        x, b, g = (_term(naming, value, language) for value in (deciding.value, baseline.value, target))
        return f"({x} − {b}) / ({g} − {b})"

    label = Text("Andel af vejen, P", "Share of the way, P")
    return Line(label, both(expression), both(lambda language: _share(verdict.progress, language)))


def _share_of_time(verdict: Verdict, deciding: Value, baseline: Value, deadline: TimePeriod) -> Line:
    # A later value that stands in for the deadline's is counted as that of the deadline.
    latest = deadline if verdict.elapsed == 1 else deciding.period
    are_years = all(period.frequency == "A" for period in (latest, baseline.period, deadline))

    def expression(language: Language) -> str:
        t, t0, end = (
            str(period) if are_years else f"{period.end_years:.2f}".replace(".", Text(",", ".")[language])
            for period in (latest, baseline.period, deadline)
        )
        return f"({t} − {t0}) / ({end} − {t0})"

    label = Text("Andel af tiden, E", "Share of the time, E")
    return Line(label, both(expression), both(lambda language: _share(verdict.elapsed, language)))


def _pace_lines(verdict: Verdict, baseline: Value, deadline: TimePeriod) -> list[Line]:
    """s(E), R, the distance in months and the speed needed, those of them that the verdict has."""
    years = deadline.end_years - baseline.period.end_years
    numbers = {"p": verdict.progress, "e": verdict.elapsed, "s": verdict.path_share, "years": years}
    found = (
        (_PATH, "s(E)", None if verdict.is_linear else verdict.path_share, 3),
        (_PACE, "{p} / {s}", verdict.pace, 2),
        (_LEAD, "({p} − {s}) × {years} × 12", verdict.lead_months, 1),
        (_SPEED, "((1 − {p}) / (1 − {e})) / ({p} / {e})", verdict.acceleration, 1),
    )
    return [
        Line(label, both(partial(_filled, expression, numbers)), both(partial(plain, result, decimals)))
        for label, expression, result, decimals in found
        if result is not None
    ]


def _filled(expression: str, numbers: dict[str, float | None], language: Language) -> str:
    return expression.format(**{name: _short(number, language) for name, number in numbers.items()})


def _short(number: float | None, language: Language) -> str:
    return plain(None if number is None else round(number, 3), None, language)


def _slope(trend: Trend, naming: Naming) -> Line:
    def expression(language: Language) -> str:
        slope = plain(float(f"{trend.slope:.4g}"), None, language)
        if trend.unit == "pct_point":
            return slope
        return f"{slope} / {naming.number(abs(trend.median), language)}"

    def result(language: Language) -> str:
        if trend.unit == "pct_point":
            unit = Text("procentpoint", "percentage points")
            return f"{plain(trend.relative, 1, language)}\u00a0{unit[language]}"
        if abs(trend.relative) > 100:
            return f"{plain(trend.relative / 100, 2, language)}"
        return format_percent(trend.relative / 100, language, decimals=1)

    label = Text(
        f"Typisk ændring om året fra {named(trend.first, 'da')} ({trend.count} målinger, Theil-Sen), "
        + ("i procentpoint" if trend.unit == "pct_point" else "mod medianen"),
        f"Typical change a year from {named(trend.first, 'en')} ({trend.count} values, Theil-Sen), "
        + ("in percentage points" if trend.unit == "pct_point" else "against the median"),
    )
    return Line(label, both(expression), both(result))


def _comparison(verdict: Verdict, naming: Naming, language: Language) -> str:
    """What the deciding rule looked at."""
    if verdict.reason:
        return verdict.reason[language]
    value, target = verdict.latest if verdict.verdict == "slipped" else verdict.deciding, verdict.target
    if verdict.range and value:
        number = naming.number(value.value, language)
        low, high = verdict.range
        limits = range_words(low, high, naming, language)
        if math.isfinite(low) and math.isfinite(high):
            ends = naming.number(low, language), naming.number(high, language)
            limits = Text(" til ", " to ")[language].join(ends)
        return f"{number} {Text('mod', 'against')[language]} {limits}"
    if verdict.rule in (3, 4) and value and target:
        number, goal = naming.number(value.value, language), naming.number(target.value, language)
        limit = Text("mindst", "at least") if verdict.direction == "increase" else Text("højst", "at most")
        return f"{number} {Text('mod', 'against')[language]} {limit[language]} {goal}"
    if verdict.rule == 6 and verdict.pace is not None:
        return f"R = {plain(verdict.pace, 2, language)}"
    return count_words(verdict.count, language)


def _term(naming: Naming, value: float, language: Language) -> str:
    """A number inside a difference; a negative one in brackets."""
    number = naming.number(value, language)
    return f"({number})" if number.startswith(MINUS) else number


def _share(share: float | None, language: Language) -> str:
    """A share of 0 to 1 in per cent with one decimal; any other as a plain number, which is no odd percentage."""
    if share is not None and 0 <= share <= 1:
        return format_percent(share, language, decimals=1)
    return plain(share, 3, language)
