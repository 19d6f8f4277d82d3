"""The table beside the chart: every number with its period, and every kind of nothing with its own word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from config.indicator import Indicator
from config.language import Language, format_percent
from dashboard.charts.expected import expected_values
from dashboard.charts.intended import Planned, planned_values
from dashboard.charts.timeline import Lacking, absent, follows, period_or_none, runs
from dashboard.charts.wording import NOT_DELIVERED, STATUS_WORDS, Words, is_cancelled
from store.published import PublishedSeries
from store.time_period import TimePeriod

NONE = "·"
SMALL_COUNT = 100  # a percentage of fewer than a hundred says more than is known
_TOGETHER = 4  # so many lacking periods in a row share a row of the table


@dataclass(frozen=True, slots=True)
class Row:
    """One line, as it is written.

    Attributes:
        code: the canonical period; of several together the first.
        is_quiet: there is no number.
    """

    code: str
    period: str
    value: str
    change: str = NONE
    path: str = NONE
    deviation: str = NONE
    expected: str = NONE
    status: str = NONE
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class _Cell:
    period: TimePeriod
    value: float | None
    status: str
    earlier: list[list[object]]
    hidden: str | None = None


def headings(indicator: Indicator, series: PublishedSeries, language: Language) -> Row:
    """The words above the columns, in the same fields."""
    words = Words(indicator, language)
    first = _first_period(series)
    is_year = first is not None and first.frequency == "A"
    yearly = indicator.frequency == "annual"
    return Row(
        code="",
        period=words.say("År", "Year") if is_year else words.say("Periode", "Period"),
        value=_capital(words.short_unit) if words.short_unit else words.say("Værdi", "Value"),
        change=words.say("Ændring på et år", "Change in a year")
        if yearly
        else words.say("Ændring siden sidst", "Change since last"),
        path=words.say("Vejen til målet", "Path to target"),
        deviation=words.say("Afvigelse", "Deviation"),
        expected=words.say("Ventet uden indsats (8 af 10 gange)", "Expected without action (8 times out of 10)"),
        status="Status",
    )


def has_path(indicator: Indicator, series: PublishedSeries) -> bool:
    """Whether the columns of the path hold anything."""
    return planned_values(indicator, series.verdict) is not None


def has_expected(series: PublishedSeries) -> bool:
    """Whether the column of the forecast holds anything."""
    return bool(expected_values(series.verdict, _first_period(series)))


def rows(indicator: Indicator, series: PublishedSeries, language: Language) -> list[Row]:
    """All periods in order, the expected ones that never came among them."""
    words = Words(indicator, language)
    cells = _cells(series)
    planned = planned_values(indicator, series.verdict)
    found: list[tuple[TimePeriod, Row]] = []
    for before, cell in pairwise([None, *cells]):
        assert cell is not None
        found.append((cell.period, _row(indicator, before, cell, planned, words)))
    found += _absent(indicator, series, words)
    found = _with_expected(series, found, words)
    return [row for _, row in sorted(found, key=lambda item: item[0].number)]


def _with_expected(
    series: PublishedSeries, found: list[tuple[TimePeriod, Row]], words: Words
) -> list[tuple[TimePeriod, Row]]:
    """What the forecast expected of each period; periods that have no row of their own get one."""
    like = _first_period(series)
    texts = {
        period: f"{words.value(value)} ({words.number(low)}\u2013{words.number(high)})"
        for period, value, low, high in expected_values(series.verdict, like)
    }
    known = {period for period, _ in found}
    ahead = [(period, Row(str(period), words.period(period), NONE, is_quiet=True)) for period in texts.keys() - known]
    return [(period, replace(row, expected=texts.get(period, NONE))) for period, row in (*found, *ahead)]


def _first_period(series: PublishedSeries) -> TimePeriod | None:
    return next((period for period in (period_or_none(text) for text in series.points.periods) if period), None)


def _cells(series: PublishedSeries) -> list[_Cell]:
    points = series.points
    earlier = points.earlier or [[] for _ in points.periods]
    found: dict[TimePeriod, _Cell] = {}
    hidden = points.hidden or [None] * len(points.periods)
    for text, value, status, vintages, why in zip(
        points.periods, points.values, points.statuses, earlier, hidden, strict=True
    ):
        period = period_or_none(text)
        if period is not None:
            # A hidden value is not shown even if one was published by mistake.
            found[period] = _Cell(period, None if status == "Q" else value, status, vintages, why)
    return [found[period] for period in sorted(found, key=lambda period: period.number)]


def _row(indicator: Indicator, before: _Cell | None, cell: _Cell, planned: Planned | None, words: Words) -> Row:
    code, label = str(cell.period), words.period(cell.period)
    if cell.value is None:
        text = words.hidden_as(cell.hidden) if cell.status == "Q" else words.status(cell.status)
        return Row(code, label, text, status=_why_none(indicator, cell, words), is_quiet=True)
    asked = planned(cell.period) if planned else None
    return Row(
        code,
        label,
        words.value(cell.value),
        change=_change(indicator, before, cell, words),
        path=NONE if asked is None else words.value(asked),
        deviation=NONE if asked is None else words.number(cell.value - asked, sign=True),
        status=_status(indicator, cell, words),
    )


def _change(indicator: Indicator, before: _Cell | None, cell: _Cell, words: Words) -> str:
    """Only between neighbours, and not across a break that nobody has bridged."""
    if (
        before is None
        or before.value is None
        or cell.value is None
        or not follows(indicator, before.period, cell.period)
    ):
        return NONE
    cuts = [period_or_none(one.period) for one in indicator.breaks if not one.bridged]
    if any(cut and before.period.start < cut.start <= cell.period.start for cut in cuts):
        return NONE
    difference = words.number(cell.value - before.value, sign=True)
    if words.is_percent:
        return f"{difference} {words.points}"
    is_small = indicator.kind in ("count", "state") and before.value < SMALL_COUNT
    if before.value <= 0 or (is_small and _is_whole_count(indicator)):
        return difference
    return f"{difference} ({format_percent(cell.value / before.value - 1, words.language, 1, sign=True)})"


def _is_whole_count(indicator: Indicator) -> bool:
    return not indicator.decimals


def _status(indicator: Indicator, cell: _Cell, words: Words) -> str:
    parts = [words.status(cell.status)]
    first = next((vintage[0] for vintage in cell.earlier if vintage[0] is not None), None)
    if isinstance(first, (int, float)) and words.value(first) != words.value(cell.value or 0.0):
        parts.append(words.say("først meldt ", "first reported as ") + words.value(float(first)))
    if any(one.period == str(cell.period) for one in indicator.breaks):
        parts.append(words.say("databrud", "break in series"))
    return ", ".join(parts)


def _why_none(indicator: Indicator, cell: _Cell, words: Words) -> str:
    match cell.status:
        case "Q":
            return words.why_hidden(cell.hidden)
        case "N":
            return words.say("meldt", "reported")
        case "L":
            declared = [period_or_none(one.period) for one in indicator.missing]
            for period, one in zip(declared, indicator.missing, strict=True):
                last = period_or_none(one.until) or period
                if period and last and period.start <= cell.period.start and cell.period.end <= last.end:
                    return one.reason[words.language]
            return words.say("meldt som manglende", "reported as missing")
    return NONE


def _absent(indicator: Indicator, series: PublishedSeries, words: Words) -> Iterator[tuple[TimePeriod, Row]]:
    """Periods that were expected and have no row of their own; of which the forecast says something, one by one."""
    apart = {period for period, *_ in expected_values(series.verdict)}
    lacking, coming = absent(indicator, series)
    for run in runs(lacking, indicator):
        is_together = len(run) >= _TOGETHER and not any(one.period in apart for one in run)
        parts = [run] if is_together else [[one] for one in run]
        for part in parts:
            yield part[0].period, _lacking_row(part, words)
    if coming:
        word = words.say("ikke forfalden", "not yet due")
        yield coming, Row(str(coming), words.period(coming), word, is_quiet=True)


def _lacking_row(run: list[Lacking], words: Words) -> Row:
    first = run[0]
    why = NOT_DELIVERED[words.language]
    if first.reason is not None:
        why = first.reason[words.language]
    value = words.say("aflyst", "cancelled") if is_cancelled(first) else STATUS_WORDS["L"][words.language]
    return Row(str(first.period), words.span(first.period, run[-1].period), value, status=why, is_quiet=True)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
