"""What no single field shows: keys that stand twice, names that nobody has, periods of another kind."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from config.definitions import Alliance
from config.indicator import Indicator
from config.language import Text
from config.periods import period_type
from config.places import find_place, nearest_place
from config.source_checks import feed_mistakes
from config.visibility import MEMBERS, PUBLIC

Path = tuple[str | int, ...]


# Pages of an alliance that stand where its indicators do.
RESERVED = ("deliveries", "meeting", "edit", "members", "links", "audit")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A kind of `config.mistake_texts`, the path to it, and the words that fill its texts."""

    code: str
    path: Path
    fields: dict[str, object] = field(default_factory=dict)


def contradictions(alliance: Alliance) -> list[Contradiction]:
    """Everything in an alliance that does not fit together, whatever order it stands in."""
    found = [*_made_up_unsaid(alliance), *_keys_twice(alliance), *_former_twice(alliance), *_reserved(alliance)]
    found += [*_unknown_names(alliance), *_unknown_areas(alliance)]
    found += [Contradiction(*one) for one in feed_mistakes(alliance.organisations)]
    for number, indicator in enumerate(alliance.indicators):
        path = ("indicators", number)
        found += [*_twice("opdeling", "dimension", "code", indicator.dimensions, (*path, "dimensions"))]
        found += [*_other_period_types(indicator, path), *_targets_twice(indicator, path)]
        found += [*_override(indicator, (*path, "override")), *_labels_of_nothing(indicator, path)]
    return found


def notes(alliance: Alliance) -> list[Contradiction]:
    """What may well be meant, and should be seen by the one who wrote it."""
    found = []
    for number, indicator in enumerate(alliance.indicators):
        path = ("indicators", number)
        for place, period, value in _values(indicator):
            if value is not None and indicator.decimals is not None and round(value, indicator.decimals) != value:
                found.append(Contradiction("more_decimals", (*path, *place, "value"), {"decimals": indicator.decimals}))
            baseline = indicator.baseline
            if baseline and place[0] == "targets" and period is not None and period <= baseline.period:
                found.append(
                    Contradiction("deadline_before_baseline", (*path, *place, "period"), {"baseline": baseline.period})
                )
    return found


def _values(indicator: Indicator) -> Iterator[tuple[Path, str | None, float | None]]:
    """Baseline, targets and milestones: the path from the indicator, the period, the value."""
    if indicator.baseline:
        yield ("baseline",), indicator.baseline.period, indicator.baseline.value
    for number, target in enumerate(indicator.targets):
        yield ("targets", number), target.period, target.value
    for number, milestone in enumerate(indicator.milestones):
        yield ("milestones", number), milestone.period, milestone.value


_MADE_UP = ("opdigt", "invent", "made up", "made-up")


def _made_up_unsaid(alliance: Alliance) -> Iterator[Contradiction]:
    """The name goes where no page of ours does: into file names, minutes and talk."""
    if alliance.made_up and not all(any(word in name.casefold() for word in _MADE_UP) for name in alliance.name):
        yield Contradiction("made_up_unsaid", ("name",))


def _keys_twice(alliance: Alliance) -> Iterator[Contradiction]:
    yield from _twice("organisation", "organisation", "slug", alliance.organisations, ("organisations",))
    yield from _twice("mål", "goal", "code", alliance.goals, ("goals",))
    yield from _twice("indikator", "indicator", "code", alliance.indicators, ("indicators",))
    yield from _twice("lille sejr", "small win", "key", alliance.small_wins, ("small_wins",))
    yield from _twice("handling", "action", "key", alliance.plan, ("plan",))
    yield from _twice("historie", "story", "key", alliance.stories, ("stories",))
    yield from _twice("kilde", "source", "key", alliance.sources, ("sources",))


def _twice(da: str, en: str, name: str, entries: Iterable[object], path: Path) -> Iterator[Contradiction]:
    seen = set()
    for number, entry in enumerate(entries):
        key = getattr(entry, name)
        if key in seen:
            yield Contradiction("twice", (*path, number, name), {"what": Text(da, en), "key": key})
        seen.add(key)


def _former_twice(alliance: Alliance) -> Iterator[Contradiction]:
    """A key that an entry had is nobody else's: an old link leads to one place."""
    for place, key in enumerate(alliance.formerly):
        if key in (alliance.slug, *alliance.formerly[:place]):
            words = Text("alliance", "alliance")
            yield Contradiction("former_twice", ("formerly", place), {"what": words, "key": key})
    for words, part, keys in (
        (Text("organisation", "organisation"), "organisations", [(o.slug, o.formerly) for o in alliance.organisations]),
        (Text("mål", "goal"), "goals", [(goal.code, goal.formerly) for goal in alliance.goals]),
        (Text("indikator", "indicator"), "indicators", [(i.code, i.formerly) for i in alliance.indicators]),
    ):
        taken = {key for key, _ in keys}
        for number, (_, formerly) in enumerate(keys):
            for place, key in enumerate(formerly):
                if key in taken:
                    yield Contradiction("former_twice", (part, number, "formerly", place), {"what": words, "key": key})
                taken.add(key)


def _reserved(alliance: Alliance) -> Iterator[Contradiction]:
    """An indicator of such a name would have no page; an organisation of such a name would be taken for others."""
    for number, organisation in enumerate(alliance.organisations):
        if organisation.slug in (PUBLIC, MEMBERS):
            yield Contradiction("reader_reserved", ("organisations", number, "slug"), {"key": organisation.slug})
    for number, indicator in enumerate(alliance.indicators):
        if indicator.code in RESERVED:
            yield Contradiction("reserved", ("indicators", number, "code"), {"key": indicator.code})
        for place, key in enumerate(indicator.formerly):
            if key in RESERVED:
                yield Contradiction("reserved", ("indicators", number, "formerly", place), {"key": key})


def _unknown_names(alliance: Alliance) -> Iterator[Contradiction]:
    goals = {goal.code for goal in alliance.goals}
    organisations = {organisation.slug for organisation in alliance.organisations}
    indicators = {indicator.code for indicator in alliance.indicators}
    readers = {PUBLIC, MEMBERS} | organisations
    yield from _unknown("unknown_reader", ("visibility",), alliance.visibility, readers)
    for number, indicator in enumerate(alliance.indicators):
        path: Path = ("indicators", number)
        yield from _unknown("unknown_goal", (*path, "goal"), indicator.goal, goals)
        yield from _unknown("unknown_reader", (*path, "visibility"), indicator.visibility, readers)
        for place, target in enumerate(indicator.targets):
            below = (*path, "targets", place, "organisation")
            yield from _unknown("unknown_organisation", below, target.organisation, organisations)
    for number, win in enumerate(alliance.small_wins):
        for place, code in enumerate(win.indicators):
            yield from _unknown("unknown_indicator", ("small_wins", number, "indicators", place), code, indicators)
    for number, action in enumerate(alliance.plan):
        for place, slug in enumerate(action.who):
            yield from _unknown("unknown_organisation", ("plan", number, "who", place), slug, organisations)
        for place, code in enumerate(action.indicators):
            yield from _unknown("unknown_indicator", ("plan", number, "indicators", place), code, indicators)


def _unknown(code: str, path: Path, name: str | None, known: Collection[str]) -> Iterator[Contradiction]:
    if name is None or name in known:
        return
    near = next(iter(difflib.get_close_matches(name, known, n=1)), None)
    allowed = ", ".join(sorted(known)) or "–"
    yield Contradiction(code, path, {"allowed": allowed, "hint": _hint(near)})


def _hint(near: str | None) -> Text:
    if near is None:
        return Text("Ret navnet, eller tilføj det, der mangler.", "Correct the name, or add what is missing.")
    return Text(f"Skriv »{near}«.", f"Write “{near}”.")


def _unknown_areas(alliance: Alliance) -> Iterator[Contradiction]:
    for path, area in _areas(alliance):
        place = find_place(area, alliance.areas)
        if place != area:  # also where it is known: the figures carry the canonical text
            yield Contradiction("unknown_area", path, {"hint": _hint(place or nearest_place(area, alliance.areas))})


def _areas(alliance: Alliance) -> Iterator[tuple[Path, str]]:
    yield ("area",), alliance.area
    for number, indicator in enumerate(alliance.indicators):
        path: Path = ("indicators", number)
        if indicator.area is not None:
            yield (*path, "area"), indicator.area
        for place, area in enumerate(indicator.comparison_areas):
            yield (*path, "comparison_areas", place), area
        for place, target in enumerate(indicator.targets):
            if target.area not in (None, "each"):
                yield (*path, "targets", place, "area"), str(target.area)


_EXAMPLES = {
    "A": ("2024", Text("pr. år", "by year")),
    "S": ("2024-H1", Text("pr. halvår", "by half-year")),
    "Q": ("2024-Q1", Text("pr. kvartal", "by quarter")),
    "M": ("2024-03", Text("pr. måned", "by month")),
    "W": ("2024-W06", Text("pr. uge", "by week")),
    "D": ("2024-03-12", Text("pr. dag", "by day")),
    "Y": ("2023/24", Text("pr. skoleår", "by school year")),
}


def _other_period_types(indicator: Indicator, path: Path) -> Iterator[Contradiction]:
    example, how = _EXAMPLES[indicator.periods]
    for place, period, _ in _values(indicator):
        if period is not None and period_type(period) != indicator.periods:
            yield Contradiction("period_type", (*path, *place, "period"), {"example": example, "how": how})


def _targets_twice(indicator: Indicator, path: Path) -> Iterator[Contradiction]:
    """A deadline may have several versions of its target, each adopted on a day of its own."""
    seen: dict[object, int] = {}
    for number, target in enumerate(indicator.targets):
        key = (target.period, target.area, target.organisation, target.adopted)
        if key in seen:
            yield Contradiction("target_twice", (*path, "targets", number), {"first": seen[key]})
        seen.setdefault(key, number)


def _labels_of_nothing(indicator: Indicator, path: Path) -> Iterator[Contradiction]:
    """A label belongs to a group; of a dimension that allows any, to whichever."""
    for number, one in enumerate(indicator.dimensions):
        for value in one.labels:
            if one.values and value not in one.values:
                place = (*path, "dimensions", number, "labels", value)
                yield Contradiction("label_of_nothing", place, {"allowed": ", ".join(one.values)})


def _override(indicator: Indicator, path: Path) -> Iterator[Contradiction]:
    """Of an override it must be clear whose it is, of what, and from when until when."""
    override = indicator.override
    if override is None:
        return
    if not override.author.strip():
        yield Contradiction("override_blank", (*path, "author"))
    if override.set_on is not None and override.set_on > override.expires:
        yield Contradiction("override_order", (*path, "expires"), {"set_on": override.set_on})
    if indicator.exemption is not None and indicator.exemption.expires >= (override.set_on or date.min):
        yield Contradiction("override_of_nothing", path, {"expires": indicator.exemption.expires})
    if override.verdict == "not_assessed":
        yield Contradiction("override_is_exemption", (*path, "verdict"))
