"""What a deliveries page shows: whose rows, from which year, as the address says; and periods in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from config.definitions import Alliance, Organisation
from config.language import Language
from dashboard.charts.wording import place_name
from dashboard.visit import Visit
from dashboard.words import capital, listed, organisation_name
from progress.deliveries import deliveries
from progress.delivery import Deliveries, Delivery, DeliveryRow, Tally, tally
from store.definitions import read_alliance
from store.deliveries import read_senders
from store.editing import read_retired
from store.published import PublishedSeries, read_published

_YEARS = 10  # columns that fit a page
_YEARS_OF_MONTHS = 6
_YEARS_OF_NO_DEADLINE = 14  # nothing is counted: what there is should be seen
_MOST_RUNS = 3


@dataclass(frozen=True, slots=True)
class DeliveriesView:
    """The rows that are asked for.

    Attributes:
        whole: of every partner and indicator.
        rows: those that the address asks for.
        partner, indicator: what it asks for; empty for all.
        since: the first year that is shown and counted. earliest: the first of which anything is known.
        until: the last year.
    """

    alliance: Alliance
    whole: Deliveries
    rows: tuple[DeliveryRow, ...]
    partner: str
    indicator: str
    since: int
    earliest: int
    until: int

    @property
    def path(self) -> str:
        return deliveries_path(self.alliance.slug)

    @property
    def tally(self) -> Tally:
        return tally(self.rows, self.since)

    @property
    def is_all(self) -> bool:
        return not self.partner and not self.indicator


def deliveries_path(slug: str) -> str:
    return f"/alliance/{slug}/deliveries"


def view_of(visit: Visit, slug: str) -> DeliveriesView | None:
    """None where there is no such alliance, or it has no such partner or indicator."""
    declared = read_alliance(visit.store, slug, visit.viewer, visit.today)
    if declared is None:
        return None
    shown = read_published(visit.store, slug, visit.viewer, visit.today)
    whole = whole_of(visit, declared, shown)
    declared = _with_retired(visit, declared)
    partner, indicator = visit.query.get("partner", ""), visit.query.get("indicator", "")
    if (partner and declared.organisation(partner) is None) or (indicator and declared.indicator(indicator) is None):
        return None
    rows = tuple(
        row
        for row in whole.rows
        if (not partner or partner in row.organisations) and (not indicator or row.indicator.code == indicator)
    )
    earliest, usual, until = years_of(rows, visit.today.year)
    return DeliveriesView(
        declared, whole, rows, partner, indicator, _since(visit, earliest, usual, until), earliest, until
    )


def _with_retired(visit: Visit, declared: Alliance) -> Alliance:
    """With the organisations that have left: what they delivered stands under their names, and no more is expected."""
    left = [one.document | {"delivers": False} for one in read_retired(visit.store, declared.slug, "organisation")]
    organisations = [*declared.organisations, *(Organisation.model_validate(document) for document in left)]
    return declared.model_copy(update={"organisations": tuple(organisations)})


def whole_of(visit: Visit, declared: Alliance, shown: Iterable[PublishedSeries]) -> Deliveries:
    """All deliveries of an alliance, from what is published of it."""
    return deliveries(declared, shown, read_senders(visit.store, declared.slug), visit.today)


def years_of(rows: Sequence[DeliveryRow], this_year: int) -> tuple[int, int, int]:
    """The first year of which anything is known, the one that is counted from unless asked otherwise, the last."""
    years = [one.year for row in rows for one in row.deliveries] or [this_year]
    has_months = any(row.indicator.periods in ("M", "W", "D") for row in rows)
    earliest, until = min(years), max(this_year, *years)
    is_counted = any(row.is_regular for row in rows)
    fits = until - earliest < (_YEARS_OF_MONTHS if has_months else _YEARS if is_counted else _YEARS_OF_NO_DEADLINE)
    return earliest, earliest if fits else until + 1 - (_YEARS_OF_MONTHS if has_months else _YEARS), until


def _since(visit: Visit, earliest: int, usual: int, until: int) -> int:
    asked = visit.query.get("from", "")
    if asked.isascii() and asked.isdigit() and len(asked) == 4:
        return min(max(int(asked), earliest), until)
    return usual


def short_name(alliance: Alliance, row: DeliveryRow, visit: Visit) -> str:
    """The place, or who delivers where there is but the indicator's own."""
    if row.area:
        return capital(place_name(row.area, visit.language))
    return names_of(alliance, row.organisations, visit)


def row_name(alliance: Alliance, row: DeliveryRow, visit: Visit, with_organisation: bool = True) -> str:
    """The place, and who delivers for it."""
    who = names_of(alliance, row.organisations, visit)
    if not row.area and with_organisation:
        return who
    place = capital(place_name(row.area or row.indicator.area or alliance.area, visit.language))
    return f"{place}, {who}" if with_organisation else place


def names_of(alliance: Alliance, organisations: Sequence[str], visit: Visit) -> str:
    names = [organisation_name(alliance, slug, visit.language) for slug in organisations]
    return listed(names, visit.language) or visit.say("ukendt afsender", "unknown sender")


def periods_text(ones: Sequence[Delivery], step: int, language: Language) -> str:
    """ "2018–2020, 2022 og 2024"; of many the first ones."""
    runs: list[list[Delivery]] = []
    for one in ones:
        if runs and one.period.number - runs[-1][-1].period.number == step:
            runs[-1].append(one)
        else:
            runs.append([one])
    texts = [_run(run, language) for run in runs[:_MOST_RUNS]]
    more = sum(len(run) for run in runs[_MOST_RUNS:])
    if more:
        texts.append(f"{more} til" if language == "da" else f"{more} more")
    return listed(texts, language)


def _run(run: Sequence[Delivery], language: Language) -> str:
    first, last = run[0].period, run[-1].period
    if first == last:
        return first.label(language)
    if first.frequency == "A":
        return f"{first}–{last}"
    if first.frequency == "M" and first.start.year == last.start.year:
        return f"{first.label(language).rpartition(' ')[0]}–{last.label(language)}"
    return f"{first.label(language)} {'til' if language == 'da' else 'to'} {last.label(language)}"
