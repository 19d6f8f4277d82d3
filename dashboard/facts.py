"""Short facts about an alliance: what its latest figures are, what lacks, how much of the whole they cover."""

from __future__ import annotations

from collections.abc import Mapping

from config.language import Text
from dashboard.change import measured
from dashboard.charts.timeline import lacking_after, statuses
from dashboard.view import AllianceView, IndicatorView
from dashboard.visit import Visit
from dashboard.words import capital, counted, listed
from progress.rollup import count_verdicts
from progress.words import OVERLAYS, VERDICTS
from store.published import PublishedSeries

_PLACE, _PLACES = Text("sted", "place"), Text("steder", "places")


def summary(codes: list[str], visit: Visit) -> str:
    """ "1 mål ikke nået, 2 forbedres", worst first; those without a verdict together, last."""
    return counts_text(count_verdicts(codes), visit)


def counts_text(verdicts: Mapping[str, int], visit: Visit) -> str:
    """The same of verdicts that are counted already."""
    counts: dict[str, int] = {}
    for code, number in verdicts.items():
        word = VERDICTS.get(code)
        key = word.text[visit.language].lower() if word and word.tone != "uden" else ""
        counts[key] = counts.get(key, 0) + number
    without = visit.say("uden vurdering", "without a verdict")
    return ", ".join(f"{number} {word or without}" for word, number in counts.items())


def latest_period(series: PublishedSeries, visit: Visit) -> str | None:
    values = measured(series)
    return values[-1][0].label(visit.language) if values else None


def lacking_text(view: IndicatorView, series: PublishedSeries, visit: Visit, names_since: bool = True) -> str | None:
    """ "2024 og 2025 mangler", of more "ingen tal siden 2019"; None where nothing is overdue.

    Args:
        names_since: False where the text stands beside that period already.
    """
    values = measured(series)
    if not values:
        return None
    lacking = list(lacking_after(view.indicator, values[-1][0], statuses(series), visit.today))
    overdue = [one for one in lacking if one.lack in ("missing", "undelivered")]
    if not overdue:
        return None
    if len(overdue) <= 2:
        names = listed([one.period.label(visit.language) for one in overdue], visit.language)
        return visit.say(f"{names} mangler", f"{names} missing")
    since = f" {values[-1][0].label(visit.language)}" if names_since else ""
    return visit.say("ingen tal siden", "no figures since") + since


def flags(view: IndicatorView, series: PublishedSeries, visit: Visit) -> list[str]:
    """What stands beside a verdict: stale, provisional, partial coverage, fragile, and who judges otherwise."""
    texts = []
    lacking = lacking_text(view, series, visit)
    for code in series.verdict.get("overlays", []):
        word = OVERLAYS[code][visit.language] if code in OVERLAYS else code
        if code == "stale" and lacking:
            word += f": {lacking}"
        if code == "partial" and series.verdict.get("coverage"):
            word += f": {coverage_text(series, visit)}"
        texts.append(word)
    return texts + overridden(series, visit)


def overridden(series: PublishedSeries, visit: Visit) -> list[str]:
    """Who judges otherwise than the method, where somebody does."""
    override = series.verdict.get("override")
    if not override:
        return []
    return [visit.say(f"Tilsidesat af {override['author']}", f"Overridden by {override['author']}")]


def coverage_text(series: PublishedSeries, visit: Visit) -> str:
    """ "9 af 98 kommuner"."""
    coverage = series.verdict["coverage"]
    unit = coverage["unit"][visit.language]
    return f"{coverage['parts']} {visit.say('af', 'of')} {coverage['expected']} {unit}"


def alliance_coverage(view: AllianceView, visit: Visit) -> str:
    """What the figures are about: the declared area, and how many places are followed one by one."""
    shared = next((one.shared for one in view.indicators if one.shared.verdict.get("coverage")), None)
    if shared is not None:
        return coverage_text(shared, visit)
    area = view.alliance.area_text or Text(view.alliance.area, view.alliance.area)
    text = capital(area[visit.language])
    places = max(
        (len({part.area for part in one.parts}) for one in view.indicators if one.indicator.by_area), default=0
    )
    return f"{text}, {counted(places, _PLACE, _PLACES, visit.language)}" if places else text


def latest_of_alliance(view: AllianceView) -> IndicatorView | None:
    """The indicator with the newest figure."""
    dated = [(values[-1][0].end_years, one) for one in view.indicators if (values := measured(one.shared))]
    return max(dated, key=lambda pair: pair[0], default=(0.0, None))[1]
