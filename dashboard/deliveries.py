"""What a deliveries page shows: whose rows, from which year, as the address says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from config.definitions import Alliance, Organisation
from dashboard.charts.wording import place_name
from dashboard.retired import day_of
from dashboard.view import AllianceView, read_shown
from dashboard.visit import Visit
from dashboard.words import capital, listed, organisation_name
from progress.deliveries import deliveries
from progress.delivery import Deliveries, DeliveryRow, Tally, tally
from progress.delivery_periods import periods_text as periods_text
from progress.delivery_periods import years_of as years_of
from store.deliveries import read_heard, read_senders
from store.editing import read_retired
from store.published import PublishedSeries

_MOST_SERIES = 400  # all their figures are read: a few hundred milliseconds, and some megabytes while a page is made


@dataclass(frozen=True, slots=True)
class DeliveriesView:
    """The rows that are asked for.

    Attributes:
        alliance: with the organisations that have left. shown: as its own page shows it.
        whole: of every partner and indicator.
        rows: those that the address asks for.
        organisation, indicator: what it asks for; empty for all.
        since: the first year that is shown and counted. earliest: the first of which anything is known.
        until: the last year.
        fed: codes of the indicators that have figures.
        is_cut: the alliance is too large for one page: one indicator is shown, whether it was asked for or not.
    """

    alliance: Alliance
    shown: AllianceView
    whole: Deliveries
    rows: tuple[DeliveryRow, ...]
    organisation: str
    indicator: str
    since: int
    earliest: int
    until: int
    fed: tuple[str, ...]
    is_cut: bool

    @property
    def path(self) -> str:
        return deliveries_path(self.alliance.slug)

    @property
    def tally(self) -> Tally:
        return tally(self.rows, self.since)

    @property
    def is_all(self) -> bool:
        return not self.organisation and not self.indicator


def deliveries_path(slug: str) -> str:
    return f"/alliance/{slug}/deliveries"


def view_of(visit: Visit, slug: str) -> DeliveriesView | None:
    """None where there is no such alliance, or it has no such partner or indicator."""
    shown = read_shown(visit, slug)
    if shown is None:
        return None
    day, declared = day_of(shown, visit), _with_retired(visit, shown.alliance)
    who, code = visit.query.get("organisation", ""), visit.query.get("indicator", "")
    if (who and declared.organisation(who) is None) or (code and declared.indicator(code) is None):
        return None
    is_cut = is_large(shown.published)
    if is_cut:
        code = code or next(iter(shown.published)).indicator
    whole = _whole(visit, shown, code if is_cut else "", day)
    fed = dict.fromkeys(one.indicator for one in shown.published) if is_cut else _fed(whole)
    rows = tuple(
        row for row in whole.rows if (not who or who in row.organisations) and (not code or row.indicator.code == code)
    )
    earliest, usual, until = years_of(rows, day.year)
    return DeliveriesView(
        alliance=declared,
        shown=shown,
        whole=whole,
        rows=rows,
        organisation=who,
        indicator=code,
        since=_since(visit, earliest, usual, until),
        earliest=earliest,
        until=until,
        fed=tuple(fed),
        is_cut=is_cut,
    )


def _fed(whole: Deliveries) -> dict[str, None]:
    """The codes of the indicators that have rows, in their order."""
    return dict.fromkeys(row.indicator.code for row in whole.rows)


def is_large(published: Sequence[PublishedSeries]) -> bool:
    """Whether an alliance has so many series that they are not all read for one page."""
    return len(published) > _MOST_SERIES


def _whole(visit: Visit, shown: AllianceView, code: str, day: date) -> Deliveries:
    """All deliveries; of one indicator alone where its code is given, and then nothing is said of the others."""
    if not code:
        return whole_of(visit, shown.alliance, shown.published, day)
    alone = tuple(one for one in shown.alliance.indicators if one.code == code)
    declared = shown.alliance.model_copy(update={"indicators": alone})
    whole = whole_of(visit, declared, [one for one in shown.published if one.indicator == code], day)
    return replace(whole, silent=(), unfed=())


def _with_retired(visit: Visit, declared: Alliance) -> Alliance:
    """With the organisations that have left: what they delivered stands under their names, and no more is expected."""
    left = [one.document | {"delivers": False} for one in read_retired(visit.store, declared.slug, "organisation")]
    organisations = [*declared.organisations, *(Organisation.model_validate(document) for document in left)]
    return declared.model_copy(update={"organisations": tuple(organisations)})


def whole_of(visit: Visit, declared: Alliance, shown: Iterable[PublishedSeries], day: date) -> Deliveries:
    """All deliveries of an alliance as they stand on a day, from what is published of it."""
    whole = deliveries(declared, shown, read_senders(visit.store, declared.slug), day)
    # Who has delivered what this reader may not see has not been silent: nothing is said of them.
    heard = read_heard(visit.store, declared.slug)
    return replace(whole, silent=tuple(slug for slug in whole.silent if slug not in heard))


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
