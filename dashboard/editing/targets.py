"""What a new target must be like, and what verdict would follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from config.indicator import Indicator, Target
from config.language import Text, format_number
from config.periods import period_type
from config.places import find_place, nearest_place
from dashboard.asking import deadline_too_early
from dashboard.editing.place import Place
from store.time_period import TimePeriod

_EACH = {"each", "each place", "hvert sted", "hver kommune"}
_TWICE = Text(
    "Der står allerede et måltal med samme frist, sted og vedtagelse. Skriv dagen, hvor det nye blev vedtaget.",
    "There is already a target with this deadline, place and day of adoption. Write when the new one was adopted.",
)
_EXAMPLES = {
    "A": ("2030", Text("år", "year")),
    "S": ("1. halvår 2030", Text("halvår", "half-year")),
    "Q": ("1. kvartal 2030", Text("kvartal", "quarter")),
    "M": ("marts 2030", Text("måned", "month")),
    "W": ("uge 6 2030", Text("uge", "week")),
    "D": ("12-03-2030", Text("dag", "day")),
    "Y": ("2029/30", Text("skoleår", "school year")),
}


def check_target(place: Place, target: dict[str, Any]) -> dict[str, Text]:
    """What is wrong with it, by field; its place is written as the figures write it."""
    indicator = place.indicator
    assert indicator is not None
    found: dict[str, Text] = {}
    wrong = _value(indicator, target["value"])
    if wrong:
        found["value"] = wrong
    wrong = _deadline(indicator, target.get("period"))
    if wrong:
        found["period"] = wrong
    wrong = _area(place, indicator, target)
    if wrong:
        found["area"] = wrong
    key = target_identity(target)[1:]
    if not found and any(target_identity(old)[1:] == key for old in place.entry.get("targets", ())):
        found["adopted"] = _TWICE
    return found


def with_target(indicator: Indicator, target: Mapping[str, Any]) -> Indicator:
    """The indicator as it would be with one more target."""
    return indicator.model_copy(update={"targets": (*indicator.targets, Target.model_validate(target))})


def target_identity(target: Mapping[str, Any]) -> tuple[Any, ...]:
    """What makes a target the one it is, as the store sees it."""
    return tuple(target.get(name) for name in ("value", "period", "area", "organisation", "adopted"))


def _value(indicator: Indicator, value: float) -> Text | None:
    if indicator.decimals is not None and round(value, indicator.decimals) != value:
        return Text(
            f"Indikatoren opgøres med {indicator.decimals} decimaler. Rund af.",
            f"The indicator has {indicator.decimals} decimals. Round the target.",
        )
    least, most = indicator.limits
    if least is not None and value < least:
        return Text(f"Mindst {format_number(least)}.", f"At least {format_number(least, 'en')}.")
    if most is not None and value > most:
        return Text(f"Højst {format_number(most)}.", f"At most {format_number(most, 'en')}.")
    return None


def _deadline(indicator: Indicator, period: str | None) -> Text | None:
    if period is None:
        return None
    if period_type(period) != indicator.periods:
        example, each = _EXAMPLES[indicator.periods]
        return Text(
            f"Indikatoren opgøres for hvert {each.da}: skriv for eksempel {example}."
            if each.da not in ("måned", "uge", "dag")
            else f"Indikatoren opgøres for hver {each.da}: skriv for eksempel {example}.",
            f"The indicator is measured for each {each.en}: write for example {example}.",
        )
    if indicator.baseline:
        baseline = TimePeriod.parse(indicator.baseline.period)
        if TimePeriod.parse(period).end <= baseline.end:
            return deadline_too_early(baseline)
    return None


def _area(place: Place, indicator: Indicator, target: dict[str, Any]) -> Text | None:
    written = target.get("area")
    if written is None:
        return None
    if str(written).casefold() in _EACH:
        target["area"] = "each"
        return None if indicator.by_area else _no_places()
    found = find_place(str(written), place.alliance.areas)
    if found is None:
        near = nearest_place(str(written), place.alliance.areas)
        hint = Text(f" Skriv »{near}«.", f" Write “{near}”.") if near else Text("", "")
        return Text(f"Stedet findes ikke.{hint.da}", f"There is no such place.{hint.en}")
    target["area"] = found
    return None


def _no_places() -> Text:
    return Text(
        "Indikatoren opgøres ikke for hvert sted. Lad feltet stå tomt.",
        "The indicator is not measured place by place. Leave the field empty.",
    )
