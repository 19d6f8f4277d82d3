"""What each place or partner has moved of the shared change, and how far the local targets reach together."""

from __future__ import annotations

from collections.abc import Callable

from dash import html
from dash.development.base_component import Component

from config.language import danish_order, format_percent
from config.places import place_order
from dashboard.charts.wording import BESIDE, Words, place_name
from dashboard.parts import section, table
from dashboard.view import IndicatorView
from dashboard.visit import Visit
from dashboard.words import DASH, NOTHING, capital, organisation_name
from progress.case import Target
from progress.contribution import Contribution, Contributions, Totals
from progress.contribution_reasons import VALUE_HIDDEN
from progress.contribution_words import noun
from progress.fields import share_words
from progress.of_published import contributions_of
from progress.verdict import Value
from progress.words import OUTCOMES
from store.published import PublishedSeries

Cell = str | Component
Column = tuple[str, Callable[[Contribution], Cell], Cell]  # heading, a part's cell, the last row's


def contributions(view: IndicatorView, chosen: PublishedSeries, visit: Visit) -> Component | None:
    """ "Bidrag": only on the page of the whole, and only where there is more to say than each part's verdict."""
    found = contributions_of(view.indicator, view.series) if chosen is view.shared else None
    if found is None:
        return None
    columns = _columns(view, found, visit)
    rows: list[list[Cell]] = [
        [_name(view, part, visit), *(cell(part) for _, cell, _ in columns)]
        for part in sorted(found.parts, key=lambda part: _agreed_order(view, part))
    ]
    if found.totals:
        rows.append([visit.say("Tilsammen", "Together"), *(total for _, _, total in columns)])
    label = visit.say("Bidrag, del for del", "Contributions, part by part")
    head = [capital(noun(found)[0][visit.language]), *(heading for heading, _, _ in columns)]
    return section(
        "bi",
        visit.say("Bidrag", "Contributions"),
        html.P(visit.text(found.finding)) if found.finding else None,
        html.Div(table(label, head, rows, range(1, len(head)), kind="tal"), className="luft"),
        html.P(_note(found, visit), className="lille luft"),
    )


def _columns(view: IndicatorView, found: Contributions, visit: Visit) -> list[Column]:
    """Those that have anything to show."""
    words, totals = Words(view.indicator, visit.language), found.totals or Totals(0)
    shown = _Cells(view, found, words, visit)
    columns: list[Column] = [
        (shown.heading(found.first, "Udgangspunkt", "Baseline"), shown.baseline, shown.sum(totals.baseline)),
        (shown.heading(found.last, "Seneste", "Latest"), shown.latest, shown.sum(totals.latest)),
        (visit.say("Ændring", "Change"), shown.change, shown.sum(totals.change, sign=True)),
    ]
    if totals.needed is not None:
        of_all = visit.say("Andel af det nødvendige", "Share of what is needed")
        share = None if totals.change is None or not totals.needed else totals.change / totals.needed
        columns.append((of_all, lambda part: shown.share(part.share_of_needed), shown.share(share)))
    elif any(part.share_of_change is not None for part in found.parts):
        of_change = visit.say("Andel af ændringen", "Share of the change")
        columns.append((of_change, lambda part: shown.share(part.share_of_change), format_percent(1, visit.language)))
    if any(part.target for part in found.parts):
        columns.append(
            (visit.say("Eget mål", "Own target"), lambda p: shown.target(p.target), shown.target(totals.local_targets))
        )
    if any(part.share_of_way is not None for part in found.parts):
        columns.append(
            (visit.say("Andel af vejen", "Share of the way"), lambda part: shown.share(part.share_of_way), NOTHING)
        )
    if any(part.outcome in OUTCOMES for part in found.parts):
        columns.append((visit.say("Udfald", "Outcome"), shown.outcome, NOTHING))
    return columns


class _Cells:
    """How the cells of one table are written."""

    def __init__(self, view: IndicatorView, found: Contributions, words: Words, visit: Visit) -> None:
        self._found, self._words, self._visit = found, words, visit
        self._hidden = {
            (part.organisation, part.area, period): why
            for part in view.parts
            for period, status, why in zip(
                part.points.periods,
                part.points.statuses,
                part.points.hidden or [None] * len(part.points.periods),
                strict=True,
            )
            if status == "Q"
        }

    def heading(self, shared: Value | None, danish: str, english: str) -> str:
        """The period, where it is everybody's."""
        if self._found.totals and shared:
            return capital(self._words.period(shared.period))
        return self._visit.say(danish, english)

    def baseline(self, part: Contribution) -> Cell:
        return self._value(part, part.baseline, self._found.first)

    def latest(self, part: Contribution) -> Cell:
        return self._value(part, part.latest, self._found.last)

    def change(self, part: Contribution) -> Cell:
        return DASH if part.change is None else self._words.number(part.change, sign=True)

    def sum(self, number: float | None, sign: bool = False) -> Cell:
        return DASH if number is None else self._words.number(number, sign)

    def share(self, share: float | None) -> Cell:
        """In whole per cent; what has moved away is said in words."""
        if share is None:
            return DASH
        if share < 0:
            return self._visit.say("forkert vej", "wrong way")
        return share_words(share, self._visit.language)

    def target(self, target: Target | None) -> Cell:
        if target is None:
            return DASH
        value = self._words.value(target.value)
        return self._words.in_period(value, self._words.period(target.period)) if target.period else value

    def outcome(self, part: Contribution) -> Cell:
        return OUTCOMES[part.outcome][self._visit.language] if part.outcome in OUTCOMES else DASH

    def _value(self, part: Contribution, value: Value | None, shared: Value | None) -> Cell:
        if value is None:
            return html.Span(self._lacking(part, shared), className="svag")
        text = self._words.value(value.value)
        return text if self._found.totals else self._words.in_period(text, self._words.period(value.period))

    def _lacking(self, part: Contribution, shared: Value | None) -> str:
        """What stands in place of a number; "fewer than 5" only of a figure that is few."""
        own = {period: why for (*who, period), why in self._hidden.items() if who == [part.organisation, part.area]}
        period = str(shared.period) if self._found.totals and shared else None
        if period in own:
            return self._words.hidden_as(own[period])
        if period is not None or part.withheld != VALUE_HIDDEN:
            return self._words.status("L")
        whys = set(own.values())
        return self._words.hidden_as(whys.pop() if len(whys) == 1 else BESIDE)


def _name(view: IndicatorView, part: Contribution, visit: Visit) -> Cell:
    """The place; the partner where several deliver for one place."""
    place = place_name(part.area, visit.language)
    if part.organisation and sum(other.area == part.area for other in view.parts) > 1:
        name = organisation_name(view.alliance, part.organisation, visit.language)
        return name if len({other.area for other in view.parts}) == 1 else f"{place}, {name}"
    return place


def _agreed_order(view: IndicatorView, part: Contribution) -> tuple[str, str]:
    name = organisation_name(view.alliance, part.organisation or "", "da")
    return place_order(part.area), danish_order(name)


def _note(found: Contributions, visit: Visit) -> str:
    notes = [visit.say("I alfabetisk orden, ikke en rangliste.", "In alphabetical order, not a ranking.")]
    reasons = dict(found.totals.withheld) if found.totals else {}
    for name in ("share_of_change", "change"):
        if name in reasons:
            notes.append(visit.text(reasons[name]) + ".")
            break
    if any(part.needed_by == "share_of_baseline" and part.share_of_way is not None for part in found.parts):
        notes.append(
            visit.say(
                "Uden eget mål er vejen den del af det fælles mål, som svarer til delens udgangspunkt: en regneregel, "
                "ikke en aftale.",
                "Without an own target the way is the part of the shared target that corresponds to the part's "
                "baseline: a rule of calculation, not an agreement.",
            )
        )
    return " ".join(notes)
