"""From observations to what is shown: combined, assessed, packed; a snapshot kept of every verdict that is new."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

import sqlalchemy as sa

from config.definitions import Alliance
from config.indicator import Indicator
from etl.assess import case_of
from etl.disclosure.memory import Memory
from etl.freeze import with_forecast
from etl.judged_apart import judge_some, status_for
from etl.judging import Given, Prepared, all_series, keep, parts_of, prepare
from etl.packing import points_of, shown
from progress.case import Case
from store.clock import danish_day
from store.collecting import without_collecting
from store.definitions import indicator_ids
from store.frozen import FrozenOf
from store.judged import read_versions
from store.observations import Observation, count_series, read_observations
from store.publications import read_publications
from store.published import AT_ONCE, PublishedSeries, read_shared_verdicts, read_shared_words, read_shown
from store.viewer import OPERATOR


def publish(
    connection: sa.Connection, declared: Alliance, codes: Iterable[str], assessed_on: date, now: datetime
) -> None:
    """Make these indicators' shown series and verdicts anew from what is stored."""
    for part in parts_to_publish(connection, declared, codes):
        prepared = prepare_part(connection, declared, part, assessed_on)
        done = [one for some in parts_of(prepared, now, AT_ONCE) for one in judge_some(some)]
        keep(connection, prepared, done, now)


def parts_to_publish(
    connection: sa.Connection, declared: Alliance, codes: Iterable[str]
) -> list[Sequence[tuple[int, Indicator]]]:
    """The indicators with their numbers, in parts that are read, judged and written at once."""
    wanted, numbers = set(codes), indicator_ids(connection, declared.slug)
    chosen = [(numbers[one.code], one) for one in declared.indicators if one.code in wanted]
    return list(_parts(chosen, count_series(connection, [number for number, _ in chosen])))


def prepare_part(
    connection: sa.Connection, declared: Alliance, part: Sequence[tuple[int, Indicator]], assessed_on: date
) -> Prepared:
    """Combine and hide what is stored of these indicators, and find what of it has to be judged."""
    numbers = [number for number, _ in part]
    versions = read_versions(connection, numbers)  # before the figures: what is written meanwhile is newer than both
    with without_collecting():
        held: dict[str, list[Observation]] = {one.code: [] for _, one in part}
        for figure in read_observations(connection, declared.slug, OPERATOR, list(held), with_earlier=True):
            held[figure.indicator].append(figure)
        remembered = read_publications(connection, numbers)
        given = []
        for number, one in part:
            memory = Memory(remembered.get(number, {}), partial(read_shown, connection, number))
            series = all_series(declared, one, held.pop(one.code), memory)
            given.append(Given(number, one, series, memory.new))
        return prepare(connection, declared, given, versions, assessed_on)


def _parts(
    chosen: Sequence[tuple[int, Indicator]], counts: Mapping[int, int]
) -> Iterator[Sequence[tuple[int, Indicator]]]:
    """Small indicators together, so that many of them cost few queries; all figures of a country by themselves."""
    part, held = list[tuple[int, Indicator]](), 0
    for number, indicator in chosen:
        count = counts.get(number, 0) + 1
        if part and held + count > AT_ONCE:
            yield part
            part, held = [], 0
        part.append((number, indicator))
        held += count
    if part:
        yield part


def publish_telling(
    connection: sa.Connection, declared: Alliance, codes: Collection[str], now: datetime
) -> list[dict[str, Any]]:
    """Publish these indicators.

    Returns:
        the shared verdicts that became others, as in a report: see `moved_verdicts`.
    """
    before = read_shared_words(connection, declared.slug, codes)
    publish(connection, declared, codes, danish_day(now), now)
    return moved_verdicts(connection, declared.slug, before, read_shared_words(connection, declared.slug, codes))


def moved_verdicts(
    connection: sa.Connection, slug: str, before: Mapping[str, str], after: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Those that became others: indicator, before and after in a word, and the new one's sentence and formula.

    Args:
        before, after: the word of each indicator's verdict.
    """
    moved = [code for code, word in after.items() if before.get(code, word) != word]
    now = read_shared_verdicts(connection, slug, moved) if moved else {}
    return [
        {
            "indicator": code,
            "before": before[code],
            "after": after[code],
            "sentence": now[code].get("sentence"),
            "formula": now[code].get("formula") or [],
        }
        for code in moved
    ]


def shown_series(
    declared: Alliance,
    indicator: Indicator,
    observations: list[Observation],
    assessed_on: date,
    frozen: FrozenOf | None = None,
    number: int = 0,
) -> list[tuple[PublishedSeries, Case]]:
    """What is shown of an indicator and the inputs of each verdict; the shared series is always there, first.

    Args:
        frozen: forecasts that were made of the indicator with this number; without them they are made from the series.
    """
    found = []
    for one in all_series(declared, indicator, observations):
        case = with_forecast(case_of(indicator, one, assessed_on), (number, one.subject), frozen or {})
        status = status_for(declared.area, indicator, one, case)
        found.append((shown(indicator, one, points_of(indicator, one), status), case))
    return found
