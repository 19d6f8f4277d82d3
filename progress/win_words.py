"""The words of a suggested small win: a title, and a sentence that says no more than the figures do."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from config.language import Language, Text
from progress.case import Target
from progress.naming import Naming, both, named, when
from progress.verdict import Value
from store.time_period import TimePeriod

_PROVISIONAL = Text("Tallet er foreløbigt.", "The figure is provisional.")
_UNSURE = frozenset("PE")


class Said(NamedTuple):
    """A value that may be told: of which indicator, and with which status letter it is published.

    Attributes:
        place: whose it is; None of the alliance's own.
        is_trailing: it is the sum of twelve months.
    """

    naming: Naming
    value: Value
    status: str
    place: Text | None = None
    is_trailing: bool = False

    def when(self, language: Language) -> str:
        return when(self.value.period, language, self.is_trailing)


def target_reached(said: Said, target: Target) -> tuple[Text, Text]:
    """Title and sentence."""

    def write(language: Language) -> str:
        number, goal = _number(said, language), said.naming.full(target.value, language)
        if language == "da":
            return f"Måltallet på {goal} er nået for første gang: {number} {said.when('da')}."
        return f"The target of {goal} is reached for the first time: {number} {said.when('en')}."

    title = _title(said, Text("måltallet er nået", "the target is reached"))
    return title, _with_doubt(said, both(write), _deadline(said, target))


def _deadline(said: Said, target: Target) -> Text | None:
    if target.period is None:
        return None
    if said.value.period.end < target.period.end:
        return Text(
            f"Fristen er {named(target.period, 'da')}: måltallet skal stadig være nået da.",
            f"The deadline is {named(target.period, 'en')}: the target must still be met then.",
        )
    if said.value.period.end > target.period.end:
        return Text(
            f"Fristen var {named(target.period, 'da')}, så det er senere end lovet.",
            f"The deadline was {named(target.period, 'en')}, so it is later than promised.",
        )
    return None


def milestone_reached(said: Said, milestone: Target) -> tuple[Text, Text]:
    """Title and sentence."""
    period = milestone.period

    def write(language: Language) -> str:
        number, goal = _number(said, language), said.naming.full(milestone.value, language)
        meant = named(period, language) if period else ""
        if language == "da":
            return f"Delmålet på {goal} for {meant} er nået: {number} {said.when('da')}."
        return f"The milestone of {goal} for {meant} is reached: {number} {said.when('en')}."

    is_late = period is not None and said.value.period.end > period.end
    late = Text("Det er senere end planlagt.", "That is later than planned.") if is_late else None
    return _title(said, Text("delmålet er nået", "the milestone is reached")), _with_doubt(said, both(write), late)


def better_than_forecast(said: Said, low: float, high: float, since: TimePeriod | None) -> tuple[Text, Text]:
    """Title and sentence; the interval is the forecast's, 80 % of it."""
    first = Text("er det første, der er bedre end ventet", "is the first that is better than expected")
    doubt = Text(
        "Ét tal af ti falder så godt ud ved et tilfælde; først det næste kan sige, om det holder.",
        "One value in ten comes out so well by chance; only the next one can tell whether it lasts.",
    )
    title = _title(said, Text("bedre end ventet for første gang", "better than expected for the first time"))
    return title, _with_doubt(said, both(_beside(said, first, low, high, since)), doubt)


def curve_turned(said: Said, low: float, high: float, since: TimePeriod | None) -> tuple[Text, Text]:
    """Title and sentence."""
    second = Text("er det andet i træk, der er bedre end ventet", "is the second in a row that is better than expected")
    doubt = Text(
        "Det siger, at kurven er knækket, ikke hvorfor.", "It says that the curve has turned, and does not say why."
    )
    title = _title(said, Text("kurven er knækket", "the curve has turned"))
    return title, _with_doubt(said, both(_beside(said, second, low, high, since)), doubt)


def _beside(said: Said, what: Text, low: float, high: float, since: TimePeriod | None) -> Callable[[Language], str]:
    def write(language: Language) -> str:
        period, number = said.when(language), _number(said, language)
        ends = [said.naming.computed(end, high, language) for end in (low, high)]
        start = named(since, language) if since else ""
        if language == "da":
            before = f"Udviklingen før {start} lod vente {ends[0]}–{ends[1]}."
            return f"Tallet {period}, {number}, {what.da}. {before}"
        before = f"The years before {start} led one to expect {ends[0]}–{ends[1]}."
        return f"The value {period}, {number}, {what.en}. {before}"

    return write


def _title(said: Said, what: Text) -> Text:
    def write(language: Language) -> str:
        place = f", {said.place[language]}" if said.place else ""
        return f"{said.naming.title[language]}{place}: {what[language]}"

    return both(write)


def _number(said: Said, language: Language) -> str:
    return said.naming.short(said.value.value, language)


def _with_doubt(said: Said, told: Text, *doubts: Text | None) -> Text:
    parts = [told, *(one for one in doubts if one), *([_PROVISIONAL] if said.status in _UNSURE else [])]
    return both(lambda language: " ".join(one[language] for one in parts))
