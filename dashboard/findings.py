"""Headlines that are findings, composed by fixed rules from a verdict and the change it is about."""

from __future__ import annotations

from config.indicator import Indicator
from config.language import Language, Text, format_number, format_percent
from dashboard.change import Change, change_of, measured, says_percent
from dashboard.charts.wording import Words
from dashboard.words import counted
from progress.words import VERDICTS
from store.published import PublishedSeries

_PLACE, _PLACES = Text("sted, hver for sig", "place, by itself"), Text("steder, hver for sig", "places, each by itself")
_NO_FIGURES = Text("ingen tal endnu", "no figures yet")
_ONE_FIGURE = Text("kun én måling er kendt", "only one value is known")
_BASELINE = Text("kun udgangspunktet er kendt", "only the baseline is known")
_HALF, _NEAR = 0.5, 0.05

# What follows the change: after one the wanted way, and after any other.
_ENDINGS: dict[str, tuple[Text, Text]] = {
    "missed": (
        Text(", men målet blev ikke nået", ", but the target was missed"),
        Text(", og målet blev ikke nået", ", and the target was missed"),
    ),
    "slow": (Text(", men for langsomt til at nå målet", ", but too slowly to reach the target"),) * 2,
    "acceleration_needed": (Text(", men farten skal op", ", but the pace must rise"),) * 2,
    "on_track": (Text(", og på sporet mod målet", ", and on track for the target"),) * 2,
    "met": (Text(", og målet er nået", ", and the target is met"),) * 2,
    "met_late": (Text(", og målet er nået, men for sent", ", and the target is met, but late"),) * 2,
    "kept": (Text(", og målet er fortsat opfyldt", ", and the target is still held"),) * 2,
    "slipped": (Text(", og det nåede mål er tabt igen", ", and the target once met is lost"),) * 2,
    "moving_away": (Text(", væk fra målet", ", away from the target"),) * 2,
    "improving": (Text("", ""), Text(", men kurven peger den rigtige vej", ", but the curve points the right way")),
    "worsening": (Text(", men kurven peger den forkerte vej", ", but the curve points the wrong way"), Text("", "")),
    "too_few": (Text(", for få målinger til en vurdering", ", too few values for a verdict"),) * 2,
    "too_early": (Text(", for tidligt til en vurdering", ", too early for a verdict"),) * 2,
    "not_enough_data": (Text(", endnu uden vurdering", ", no verdict yet"),) * 2,
}
_ENDINGS["improving_slowly"], _ENDINGS["worsening_slowly"] = _ENDINGS["improving"], _ENDINGS["worsening"]
_NO_ENDING = (Text("", ""), Text("", ""))


def headline(indicator: Indicator, series: PublishedSeries, language: Language, places: int = 0) -> str:
    """ "Anmeldte indbrud: næsten halveret siden 2017, men målet blev ikke nået".

    Args:
        places: how many places are judged one by one, where the indicator has no shared series.
    """
    return f"{indicator.title[language]}: {_finding(indicator, series, language, places)}"


def _finding(indicator: Indicator, series: PublishedSeries, language: Language, places: int) -> str:
    values = measured(series)
    change = change_of(series)
    code = str(series.verdict.get("verdict"))
    if not values:
        return counted(places, _PLACE, _PLACES, language) if places else _NO_FIGURES[language]
    if change is None and len(values) > 1 and code in VERDICTS:
        return VERDICTS[code].text[language].lower()
    if change is None:
        return (_BASELINE if series.verdict.get("baseline") else _ONE_FIGURE)[language]
    if code in ("no_clear_change", "stable"):
        since = change.first.label(language)
        return Text(f"ingen tydelig ændring siden {since}", f"no clear change since {since}")[language]
    good, other = _ENDINGS.get(code, _NO_ENDING)
    ending = good if change.is_good(indicator) else other
    return moved(change, indicator, language) + ending[language]


def moved(change: Change, indicator: Indicator, language: Language) -> str:
    """ "faldet 37 pct. siden 2017", "næsten halveret siden 2017", "fordoblet siden 2013"."""
    since = change.first.label(language)
    return f"{_moved(change, indicator, language)} {'siden' if language == 'da' else 'since'} {since}"


def _moved(change: Change, indicator: Indicator, language: Language) -> str:
    words, difference = Words(indicator, language), change.end - change.start
    if difference == 0:
        return words.say("uændret", "unchanged")
    verb = words.say("steget", "up") if difference > 0 else words.say("faldet", "down")
    if words.is_percent:
        return f"{verb} {format_number(abs(difference), language, indicator.decimals)}\u00a0{words.points}"
    share = change.share
    if share is None or not says_percent(change, indicator):
        way = words.say(
            f"fra {words.value(change.start)} til {words.value(change.end)}",
            f"from {words.value(change.start)} to {words.value(change.end)}",
        )
        return f"{verb} {way}"
    multiple = _multiple(share)
    if multiple:
        return multiple[language]
    return f"{verb} {format_percent(abs(share), language, 0 if abs(share) >= 0.1 else 1)}"


def _multiple(share: float) -> Text | None:
    """Halves and doubles have words of their own."""
    if -_HALF < share <= -_HALF + _NEAR:
        return Text("næsten halveret", "almost halved")
    if -_HALF - _NEAR < share <= -_HALF:
        return Text("halveret", "halved")
    if -0.75 < share <= -_HALF - _NEAR:
        return Text("mere end halveret", "more than halved")
    if 1 - 2 * _NEAR <= share < 1:
        return Text("næsten fordoblet", "almost doubled")
    if 1 <= share < 1 + 2 * _NEAR:
        return Text("fordoblet", "doubled")
    return Text("mere end fordoblet", "more than doubled") if 1 + 2 * _NEAR <= share < 2 else None
