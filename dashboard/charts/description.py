"""From an indicator and its published series to one chart: pure, in years and values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from config.indicator import Indicator
from config.language import Language
from dashboard.charts import expected, intended
from dashboard.charts.axes import axis
from dashboard.charts.curve import cuts_expected
from dashboard.charts.findings import aria_sentence, before_sentence, heading
from dashboard.charts.happenings import gaps, happenings
from dashboard.charts.marks import Chart, Compared, Form, Point, PointKind, Segment
from dashboard.charts.timeline import follows, period_or_none, time_of
from dashboard.charts.wording import PATH_NAME, Words, place_name
from progress.naming import when
from progress.words import VERDICTS, Tone
from store.published import PublishedSeries
from store.time_period import TimePeriod

__all__ = ["Chart", "path_chart"]

_KINDS: dict[str, PointKind] = {
    "A": "final",
    "P": "provisional",
    "E": "provisional",
    "F": "projection",
    "Q": "suppressed",
}
Reported = list[tuple[TimePeriod, Point]]


def path_chart(
    indicator: Indicator, series: PublishedSeries, language: Language, comparison: Sequence[PublishedSeries] = ()
) -> Chart:
    """The chart of one series: what was measured, what was promised, what happened, and what is not known.

    Args:
        comparison: other places, shown beside and never judged.
    """
    words = Words(indicator, language)
    reported = _reported(series, words)
    reported = _with_keys(indicator, series, _with_latest(series, reported))
    beside = tuple(_compared(indicator, one, words) for one in comparison)
    form = _form(indicator, series, reported, beside)
    points = tuple(point for _, point in reported)
    chart = Chart(
        language=language,
        form=form,
        title=heading(indicator, series, points, beside if form == "compared" else (), words),
        unit_line=words.unit_line(
            series.area,
            any(point.kind == "provisional" for point in points),
            any(point.kind == "projection" for point in points),
        ),
        aria="",
        subject=place_name(series.area, language),
        axis=axis(indicator, series, [period for period, _ in reported], words),
        starts=_start(series, reported),
        points=points,
        compared=beside,
    )
    if reported:
        chart = _with_intentions(chart, indicator, series, reported, words)
    if series.verdict.get("is_cumulative"):
        chart = replace(chart, unit_line=chart.unit_line + words.each_by_itself)
    if chart.expected:
        chart = replace(chart, unit_line=chart.unit_line + words.pale_area(cuts_expected(chart)))
    return replace(chart, aria=aria_sentence(chart, series, words), before=before_sentence(chart, words))


def _with_intentions(
    chart: Chart, indicator: Indicator, series: PublishedSeries, reported: Reported, words: Words
) -> Chart:
    like, verdict = reported[0][0], series.verdict
    return replace(
        chart,
        segments=_segments(indicator, reported),
        path=intended.path_corners(indicator, verdict, like),
        path_name=PATH_NAME[words.language],
        expected=expected.expectation(verdict, like, words),
        rings=intended.rings(verdict, like, words),
        open_targets=intended.open_targets(verdict, words),
        distance=intended.distance(indicator, verdict, like, words),
        happenings=happenings(indicator, like, chart.axis, words),
        gaps=gaps(indicator, series, [(period, point.kind) for period, point in reported], words),
    )


def _reported(series: PublishedSeries, words: Words) -> Reported:
    """Every period with something to draw, in order. A hidden count has no value, whatever was published."""
    points = series.points
    found: dict[TimePeriod, Point] = {}
    periods = [period_or_none(text) for text in points.periods]
    first = next((period for period in periods if period), None)
    hidden = points.hidden or [None] * len(periods)
    for period, value, status, why in zip(periods, points.values, points.statuses, hidden, strict=True):
        kind = _KINDS.get(status)
        if period is None or first is None or kind is None or (value is None) != (kind == "suppressed"):
            continue
        if period.frequency != first.frequency:
            continue  # frequencies never mix on one line
        text = words.hidden_as(why) if value is None else words.value(value)
        name = words.period(period)
        found[period] = Point(
            time_of(period, first),
            value,
            kind,
            name,
            text,
            f"{text} {when(period, words.language)}",
            words.why_hidden(why) if value is None else words.status(status),
            code=str(period),
        )
    return sorted(found.items(), key=lambda item: item[0].number)


def _with_latest(series: PublishedSeries, reported: Reported) -> Reported:
    """The verdict's latest period, else the last one measured, gets the verdict's tone."""
    told = period_or_none((series.verdict.get("latest") or {}).get("period"))
    measured = [period for period, point in reported if point.kind in ("final", "provisional")]
    latest = told if told in measured else (measured[-1] if measured else None)
    tone: Tone = VERDICTS[series.verdict["verdict"]].tone
    return [(period, replace(point, tone=tone) if period == latest else point) for period, point in reported]


def _with_keys(indicator: Indicator, series: PublishedSeries, reported: Reported) -> Reported:
    """The baseline, and periods that stand alone, always carry their number."""
    baseline = period_or_none((series.verdict.get("baseline") or {}).get("period"))
    keys = {baseline, *(period for period, point in reported if point.kind == "suppressed")}
    if not baseline and reported:
        keys.add(reported[0][0])
    if reported and reported[-1][1].kind == "projection":
        keys.add(reported[-1][0])
    joined = {p for (a, _), (b, _) in pairwise(reported) if follows(indicator, a, b) for p in (a, b)}
    lone = {period for period, _ in reported} - joined
    if len(lone) <= 3:
        keys |= lone
    return [(period, replace(point, is_key=True) if period in keys else point) for period, point in reported]


def _segments(indicator: Indicator, reported: Reported) -> tuple[Segment, ...]:
    """Runs of neighbours; thin across a break; a projection is one dotted line from the last measurement on."""
    breaks = [period for period in (period_or_none(one.period) for one in indicator.breaks) if period]
    found: list[Segment] = []
    run: list[tuple[float, float]] = []
    measured = [(p, point) for p, point in reported if point.kind in ("final", "provisional")]
    for (period, point), following in zip(measured, [*measured[1:], None], strict=False):  # none: all are hidden
        run.append((point.x, point.value or 0.0))
        crosses = following and any(period.start < cut.start <= following[0].start for cut in breaks)
        if following is None or crosses or not follows(indicator, period, following[0]):
            if len(run) > 1:
                found.append(Segment("measured", tuple(run)))
            if following and crosses and follows(indicator, period, following[0]):
                found.append(Segment("break", (run[-1], (following[1].x, following[1].value or 0.0))))
            run = []
    ahead = [(point.x, point.value) for _, point in reported if point.kind == "projection" and point.value is not None]
    if measured and ahead:
        last = measured[-1][1]
        ahead = [(last.x, last.value or 0.0), *(corner for corner in ahead if corner[0] > last.x)]
    if len(ahead) > 1:
        found.append(Segment("projection", tuple(ahead)))
    return tuple(found)


def _compared(indicator: Indicator, series: PublishedSeries, words: Words) -> Compared:
    reported = _reported(series, words)
    segments = tuple(one for one in _segments(indicator, reported) if one.kind == "measured")
    return Compared(place_name(series.area, words.language), tuple(point for _, point in reported), segments)


def _start(series: PublishedSeries, reported: Reported) -> float:
    baseline = period_or_none((series.verdict.get("baseline") or {}).get("period"))
    times = [point.x for period, point in reported if baseline is None or period.end >= baseline.end]
    return min(times or [point.x for _, point in reported], default=0.0)


def _form(indicator: Indicator, series: PublishedSeries, reported: Reported, beside: tuple[Compared, ...]) -> Form:
    """A few numbers are not a curve: each small case has a form of its own."""
    if not reported and not any(one.points for one in beside):
        return "none"
    has_deadline = any(version["period"] for version in series.verdict.get("targets") or ())
    if has_deadline or any(point.kind not in ("final", "provisional") for _, point in reported):
        return "path"
    values = [point for _, point in reported]
    if len(values) == 1:
        x = values[0].x
        return "compared" if any(point.x == x for one in beside for point in one.points) else "baseline"
    has_targets = bool(series.verdict.get("targets") or indicator.range)
    if len(values) == 2 and indicator.kind in ("count", "state") and not has_targets and not beside:
        return "path" if any((point.value or 0.0) < 0 for point in values) else "bars"
    return "path"
