"""The sentences of a chart: its heading, the text that stands for the picture, and what small drawings leave out."""

from __future__ import annotations

from config.indicator import Indicator
from dashboard.charts.expected import told
from dashboard.charts.intended import Planned, planned_values
from dashboard.charts.marks import Chart, Compared, Point
from dashboard.charts.timeline import is_of_sums, period_or_none, statuses
from dashboard.charts.wording import Words, place_name
from progress.naming import when
from store.published import PublishedSeries
from store.time_period import TimePeriod

_MOST_NAMED = 3
_SAME_SEASON = 0.01  # of a year


def heading(
    indicator: Indicator,
    series: PublishedSeries,
    points: tuple[Point, ...],
    beside: tuple[Compared, ...],
    words: Words,
) -> str:
    """The finding that the curve shows: before or behind the path, else from where to where."""
    measured = [point for point in points if point.kind in ("final", "provisional")]
    if not measured:
        return indicator.title[words.language]
    if beside:
        return _beside(series, measured[-1], beside, words)
    return _against_path(indicator, series, words) or _from_to(series, measured, words)


def aria_sentence(chart: Chart, series: PublishedSeries, words: Words) -> str:
    """The picture in words: first and last number, targets, distance; the rest is in the table."""
    title = words.indicator.title[words.language]
    measured = [p for p in chart.points if p.kind in ("final", "provisional") and p.x >= chart.starts - 1e-9]
    parts = [", ".join(part for part in (title, chart.subject) if part) + "."]
    if chart.form == "compared" and measured:
        parts.append(f"{chart.title}.")
    elif measured:
        parts.append(f"{_from_to(series, measured, words)}.")
    elif not chart.points:
        parts.append(words.say("Ingen tal.", "No figures."))
    parts += [f"{target.text}." for target in chart.rings]
    parts += [f"{target.text}." for target in chart.open_targets]
    if chart.distance:
        parts.append(f"{chart.distance.text}.")
    if chart.expected and chart.points:
        like = period_or_none(series.points.periods[0])
        parts.append((like and told(series.verdict, like, words)) or "")
    parts += [f"{point.period}: {point.text}." for point in chart.points if point.kind == "suppressed"]
    parts += [_sentence(gap.text) for gap in chart.gaps if not gap.is_after and gap.start >= chart.starts]
    return " ".join(part for part in parts if part)


def before_sentence(chart: Chart, words: Words) -> str | None:
    """What the small drawings leave out, for the source line."""
    earlier = [point for point in chart.points if point.x < chart.starts - 1e-9]
    if not earlier:
        return None
    if len(earlier) > _MOST_NAMED:
        return words.say("Tidligere tal står i tabellen.", "Earlier figures are in the table.")
    named = words.say(" og ", " and ").join(point.dated for point in earlier)
    return words.say(f"Før det: {named}.", f"Before that: {named}.")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _from_to(series: PublishedSeries, measured: list[Point], words: Words) -> str:
    """From the baseline to the latest; without one from the earliest of the same season."""
    if is_of_sums(series.verdict):
        return _summed(series, words)
    baseline = period_or_none((series.verdict.get("baseline") or {}).get("period"))
    last = measured[-1]
    wanted = words.period(baseline) if baseline else ""
    first = next((p for p in measured if p.period == wanted), None)
    first = first or next(p for p in measured if abs((last.x - p.x) - round(last.x - p.x)) < _SAME_SEASON)
    if first is last:
        return last.dated.replace(last.text, words.value_with_unit(last.value or 0.0), 1)
    return words.say(f"Fra {first.dated} til {last.dated}", f"From {first.dated} to {last.dated}")


def _summed(series: PublishedSeries, words: Words) -> str:
    """What is judged as a sum is told as one: of twelve months, or in all since the baseline."""
    latest = series.verdict.get("latest")
    period = period_or_none(latest and latest["period"])
    if not latest or not period or latest["value"] is None:
        return words.indicator.title[words.language]
    if series.verdict.get("is_cumulative"):
        since = period_or_none((series.verdict.get("baseline") or {}).get("period"))
        value = words.value_with_unit(latest["value"])
        end = words.say(f" efter {words.period(since)}", f" after {words.period(since)}") if since else ""
        return words.say(f"{value} i alt", f"{value} in all") + end
    return f"{words.value_with_unit(latest['value'])} {when(period, words.language, is_trailing=True)}"


def _beside(series: PublishedSeries, own: Point, beside: tuple[Compared, ...], words: Words) -> str:
    places = [f"{place_name(series.area, words.language).split(',')[0]} {own.text}"]
    for one in beside:
        places += [f"{one.name} {point.text}" for point in one.points if point.x == own.x]
    return ", ".join(places) + f", {own.period}"


def _against_path(indicator: Indicator, series: PublishedSeries, words: Words) -> str | None:
    """ "Foran vejen i 2020 og 2021, bag den siden 2022": the latest run, and the one before where it was better."""
    planned = planned_values(indicator, series.verdict)
    if planned is None:
        return None
    sides = _sides(indicator, series, planned)
    if not sides:
        return None
    is_ahead = sides[-1][1]
    turn = max((number for number, side in enumerate(sides) if side[1] != is_ahead), default=-1)
    since = words.period(sides[turn + 1][0])
    now = words.say("Foran vejen", "Ahead of the path") if is_ahead else words.say("Bag vejen", "Behind the path")
    if turn < 0:
        return words.say(f"{now} hele tiden siden {since}", f"{now} all the time since {since}")
    ahead = [words.period(period) for period, side in sides if side]
    if is_ahead or not 0 < len(ahead) <= _MOST_NAMED:
        return words.say(f"{now} siden {since}", f"{now} since {since}")
    named = " ".join([", ".join(ahead[:-1]), words.say("og", "and"), ahead[-1]]) if len(ahead) > 1 else ahead[0]
    return words.say(
        f"Foran vejen i {named}, bag den siden {since}", f"Ahead of the path in {named}, behind it since {since}"
    )


def _sides(indicator: Indicator, series: PublishedSeries, planned: Planned) -> list[tuple[TimePeriod, bool]]:
    """For every measured period after the baseline up to the deadline: whether it is at or ahead of the path."""
    start = period_or_none(series.verdict["baseline"]["period"])
    found = []
    rows = statuses(series)
    for text, value in zip(series.points.periods, series.points.values, strict=True):
        period = period_or_none(text)
        if not period or value is None or rows[period] not in "APE" or (start and period.end <= start.end):
            continue
        asked = planned(period)
        if asked is not None:
            is_ahead = value <= asked if indicator.direction == "decrease" else value >= asked
            found.append((period, is_ahead))
    return found
