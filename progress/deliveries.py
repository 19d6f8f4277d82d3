"""Which deliveries of an alliance are in, late, overdue or still to come: from what is published and what is declared.

Deadlines follow from frequency and lag. A partner is expected to go on delivering the series that it has begun, and
what it has a target of its own for: the same that its template asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from config.definitions import Alliance, Organisation
from config.indicator import Indicator
from config.language import danish_order
from config.places import place_order
from progress.delivery import ANSWERED, Deliveries, Delivery, DeliveryRow, State
from progress.due import is_meant
from progress.expected import Expected, expected_of
from store.observations import GONE
from store.published import PublishedSeries
from store.time_period import TimePeriod

_STATES: dict[str, State] = {
    "A": "delivered",
    "P": "provisional",
    "E": "provisional",
    "Q": "hidden",
    "N": "nothing",
    "L": "said_missing",
    "M": "not_applicable",
}
_WORST: tuple[State, ...] = ("said_missing", "provisional", "delivered", "hidden", "nothing", "not_applicable")
_PROJECTION = "F"
_NO_DELIVERY = (GONE, _PROJECTION, "L")  # a vintage that was taken back, or no figure yet

Held = dict[int, tuple[str, date | None]]  # running number of a period -> its status and the day it was first known
Key = tuple[str, tuple[str, ...], str]  # indicator, organisations, area


def deliveries(
    declared: Alliance, shown: Iterable[PublishedSeries], senders: Mapping[str, str], today: date
) -> Deliveries:
    """Every row of the alliance.

    Args:
        shown: all series that are published of it.
        senders: token of a submission -> organisation that handed it in.
    """
    groups: dict[Key, list[PublishedSeries]] = {}
    for one in shown:
        indicator = declared.indicator(one.indicator)
        who = _who(declared, one, senders)
        if indicator is not None and who is not None and one.points.periods:
            own = one.area == (indicator.area or declared.area)
            groups.setdefault((one.indicator, who, "" if own else one.area), []).append(one)
    expected = {one.code: expected_of(declared, one, today) for one in declared.indicators}
    rows = [_row(declared, expected[key[0]], key, series) for key, series in groups.items()]
    rows += _promised(declared, groups, expected)
    rows = [row for row in rows if row.deliveries]
    order = {one.code: place for place, one in enumerate(declared.indicators)}
    rows.sort(key=lambda row: (order[row.indicator.code], _agreed(declared, row)))
    heard = {slug for row in rows for slug in row.organisations}
    return Deliveries(
        rows=tuple(rows),
        silent=tuple(one.slug for one in declared.delivering if one.slug not in heard),
        unfed=tuple(code for code in order if code not in {row.indicator.code for row in rows}),
    )


def _agreed(declared: Alliance, row: DeliveryRow) -> tuple[str, list[str]]:
    """Places, then partners by their names, both in Danish order: never a ranking."""
    names = [one.name.da if (one := declared.who(slug)) else slug for slug in row.organisations]
    return place_order(row.area), [danish_order(name) for name in names]


def _who(declared: Alliance, one: PublishedSeries, senders: Mapping[str, str]) -> tuple[str, ...] | None:
    """Who delivers a series; None of one that is computed from others."""
    if one.organisation:
        return (one.organisation,)
    tokens = {token for token in one.points.submissions if token}
    if not tokens:
        return None
    order = {organisation.slug: place for place, organisation in enumerate(declared.organisations)}
    found = {senders[token] for token in tokens if token in senders}
    return tuple(sorted(found, key=lambda slug: order.get(slug, len(order))))


def _first_known(one: PublishedSeries) -> Iterator[date | None]:
    """The day on which each of its figures first became known: corrected later or not, but not what was taken back."""
    points = one.points
    for latest, earlier in zip(points.known_from, points.earlier, strict=True):
        text = latest
        for _, status, known in reversed(earlier):
            if status in _NO_DELIVERY:
                break
            text = known
        yield date.fromisoformat(text) if text else None


def _held(indicator: Indicator, one: PublishedSeries) -> Held:
    found: Held = {}
    for text, status, day in zip(one.points.periods, one.points.statuses, _first_known(one), strict=True):
        period = TimePeriod.parse(text)
        if period.frequency == indicator.periods and status != _PROJECTION:
            found[period.number] = status, day
    return found


def _row(declared: Alliance, expected: Expected, key: Key, series: Iterable[PublishedSeries]) -> DeliveryRow:
    _, who, area = key
    members = [one for slug in who if (one := declared.organisation(slug)) is not None and one.delivers]
    left = _left(members)
    held = [_held(expected.indicator, one) for one in series] or [{}]
    first = min((day for one in held for _, day in one.values() if day is not None), default=expected.today)
    begun = max([first, *(day for one in members if (day := _joined(one)) is not None)])
    wanted = [set(_wanted(expected, one, left)) for one in held]
    numbers = sorted({number for one in held for number in one} | {number for one in wanted for number in one})
    made = [_delivery(expected, number, held, wanted, begun) for number in numbers]
    return DeliveryRow(expected.indicator, who, area, tuple(made), begun)


def _promised(declared: Alliance, groups: Iterable[Key], expected: Mapping[str, Expected]) -> Iterator[DeliveryRow]:
    """Rows of which nothing has come: an organisation has a target of its own, and so is to deliver."""
    there = {(code, slug) for code, who, _ in groups for slug in who}
    for indicator in declared.indicators:
        for organisation in declared.delivering:
            slug = organisation.slug
            if is_meant(indicator, slug) and (indicator.code, slug) not in there:
                own = {target.area for target in indicator.targets if target.organisation == slug}
                for area in sorted({"" if area in (None, "each") else str(area) for area in own}):
                    yield _row(declared, expected[indicator.code], (indicator.code, (slug,), area), ())


def _wanted(expected: Expected, held: Held, left: date | None) -> Iterator[int]:
    """The periods of one series that are not in: due, still to come, or explained; none after those it is from left."""
    numbers = held.keys()
    start = min(held) if held else expected.beginning
    phase = max(held) if held else expected.beginning
    last = TimePeriod.containing(expected.indicator.periods, expected.today).number
    explained = [
        number
        for number in sorted(expected.explained - numbers)
        if start <= number <= last and (number - phase) % expected.step == 0
    ]
    for number in [*expected.due(numbers), *expected.coming(numbers), *explained]:
        if left is None or expected.period(number)[0].end <= left:
            yield number


def _delivery(expected: Expected, number: int, held: list[Held], wanted: list[set[int]], begun: date) -> Delivery:
    period, deadline = expected.period(number)
    if len(held) == 1 and number in held[0] and number not in expected.explained and number not in wanted[0]:
        status, received = held[0][number]  # nearly all of them: one series, and its figure is in
        return _come(period, _STATES.get(status, "delivered"), deadline, received, begun)
    in_hand = [one[number] for one in held if number in one]
    is_explained = number in expected.explained
    lacking = 0 if in_hand and is_explained else sum(number in one for one in wanted)
    states = [_STATES.get(status, "delivered") for status, _ in in_hand]
    answered = sum(state != "said_missing" for state in states)
    of = len(in_hand) + lacking
    if lacking and (not in_hand or deadline is None or deadline < expected.today):
        state = "partial" if in_hand else _not_in(expected, period, deadline)
        return Delivery(period, state, deadline, None, None, answered, of)
    if lacking:
        return Delivery(period, "due", deadline, None, None, answered, of)
    days = [day for _, day in in_hand if day is not None]
    received = max(days, default=None)
    is_timed = received is not None and deadline is not None and deadline >= begun
    state = min(states, key=_WORST.index)
    if state == "said_missing" and is_explained:
        state = "explained"
    is_late = received > deadline if is_timed and received and deadline and state in ANSWERED else None
    return Delivery(period, state, deadline, received, is_late, answered, of)


def _come(period: TimePeriod, state: State, deadline: date | None, received: date | None, begun: date) -> Delivery:
    is_late = None
    if received is not None and deadline is not None and deadline >= begun and state in ANSWERED:
        is_late = received > deadline
    return Delivery(period, state, deadline, received, is_late, int(state != "said_missing"), 1)


def _not_in(expected: Expected, period: TimePeriod, deadline: date | None) -> State:
    if period.number in expected.explained:
        return "explained"
    if deadline is not None and deadline < expected.today:
        return "missing"
    return "due" if period.end <= expected.today else "not_due"


def _joined(organisation: Organisation) -> date | None:
    days = [one.first for one in organisation.roles]
    return None if not days or None in days else min(day for day in days if day)


def _left(members: list[Organisation]) -> date | None:
    """The day after which none of them is a member; of those who deliver no longer, the first day there is."""
    ends = [one.last for organisation in members for one in organisation.roles]
    if not members:
        return date.min
    return None if not ends or None in ends else max(day for day in ends if day)
