"""Deliveries as records: what the page of an alliance's deliveries counts, one a row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa

from config.definitions import Alliance
from config.language import LANGUAGES, Text
from dashboard.charts.wording import place_name
from dashboard.open_data.columns import Record
from dashboard.open_data.records import about_indicator
from dashboard.words import listed, organisation_name
from progress.deliveries import deliveries
from progress.delivery import Delivery, DeliveryRow
from progress.delivery_words import WORDS
from store.deliveries import read_senders
from store.published import read_published_of


def deliveries_of(connection: sa.Connection, declared: Alliance, today: date) -> Iterator[Record]:
    """Every delivery of an alliance as its viewer may see it, row by row in the order of time.

    An indicator at a time, so that no more than its figures are in hand.
    """
    senders = read_senders(connection, declared.slug)
    for indicator in declared.indicators:
        alone = declared.model_copy(update={"indicators": (indicator,)})
        shown = read_published_of(connection, declared, indicator.code)
        for row in deliveries(alone, shown, senders, today).rows:
            about = about_indicator(declared, indicator) | _about_row(declared, row)
            for one in row.deliveries:
                yield about | _about(one) | {"disclaimer": declared.disclaimer}


def _about(one: Delivery) -> Record:
    return {
        "period": str(one.period),
        "period_name": Text(one.period.label("da"), one.period.label("en")),
        "state": one.state,
        "state_name": WORDS[one.state],
        "deadline": one.deadline.isoformat() if one.deadline else None,
        "received": one.received.isoformat() if one.received else None,
        "is_late": one.is_late,
        "answered": one.answered,
        "of": one.of,
    }


def _about_row(declared: Alliance, row: DeliveryRow) -> Record:
    da, en = (
        listed([organisation_name(declared, slug, language) for slug in row.organisations], language)
        for language in LANGUAGES
    )
    area = row.area or row.indicator.area or declared.area
    return {
        "organisations": list(row.organisations),
        "organisation_names": Text(da, en) if row.organisations else None,
        "area": area,
        "area_name": Text(place_name(area, "da"), place_name(area, "en")),
    }
