"""The figures of one period and the equations between them, from what the series are and what was told before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from config.indicator import Indicator
from etl.combine import Series
from etl.disclosure.counts import count_of
from etl.disclosure.figures import Figure, Table
from etl.disclosure.memory import figures_before
from etl.disclosure.relations import Relation, Web
from store.observations import Observation
from store.publications import Publication

Now = dict[int, Figure]  # by the number of the series, what is published of today's own figures


def table_of(
    indicator: Indicator,
    threshold: int,
    series: Sequence[Series],
    web: Web,
    held: Mapping[int, Observation],
    before: Callable[[Now], Sequence[Publication]],
) -> tuple[Table, Now]:
    """The figures of one period, and those that are today's.

    Args:
        held: the observation of each series that has one in the period.
        before: the publications of the period, oldest first.
    """
    table = Table(indicator, threshold)
    now: dict[int, int] = {}
    per_one: dict[int, float] = {}
    for number, one in held.items():
        count = count_of(indicator, one)
        if count is None:
            continue
        many = series[number].parts if indicator.combine == "mean" and count.is_count else None
        is_shared = series[number].role == "shared"
        now[number] = table.add(Figure(count.number * (many or 1), count.is_count, number, is_shared=is_shared))
        per_one[number] = count.per_one
    todays = {number: table.figures[figure] for number, figure in now.items()}
    _infer(table, web, held, now)
    relate_all(table, web, series, now, per_one)
    for then in figures_before(table, series, held, before(todays), now):
        if then.items() != now.items():
            relate_all(table, web, series, then, per_one)
    return table, todays


def _infer(table: Table, web: Web, held: Mapping[int, Observation], now: dict[int, int]) -> None:
    """What a partner has hidden is known to us where everything beside it is; and then to everyone."""
    secret = {number for number, one in held.items() if one.value is None and one.status == "Q"}
    for relation in web.relations if secret else ():
        lacking = [one for one in (relation.whole, *relation.parts) if one not in now]
        if len(lacking) != 1 or lacking[0] not in secret:
            continue
        parts = sum(table.figures[now[one]].number for one in relation.parts if one in now)
        number = parts if lacking[0] == relation.whole else table.figures[now[relation.whole]].number - parts
        if number >= 0:
            now[lacking[0]] = table.add(Figure(number, True, lacking[0], is_secret=True))


def relate_all(
    table: Table, web: Web, series: Sequence[Series], known: Mapping[int, int], per_one: Mapping[int, float]
) -> None:
    """The equations between these figures, and the totals that nobody publishes.

    Args:
        known: the figure of each node that has one.
        per_one: what one of a series' count is of its published value.
    """
    of = dict(known)
    unseen: dict[int, list[Relation]] = {}
    for relation in web.relations:
        if web.nodes[relation.whole].series is None:
            unseen.setdefault(relation.whole, []).append(relation)
    for whole, ways in unseen.items():
        known_parts = [tuple(of[part] for part in one.parts if part in of) for one in ways]
        if any(known_parts):
            of[whole] = table.unseen(whole, known_parts)
    is_part = {part for relation in web.relations if relation.whole in of for part in relation.parts}
    for relation in web.relations:
        parts = [part for part in relation.parts if part in of]
        if relation.whole not in of or not parts:
            continue
        if len(unseen.get(relation.whole, ())) == 1 and relation.whole not in is_part:
            continue  # a total that nobody publishes, of one breakdown only, tells nothing
        whole = of[relation.whole]
        if relation.is_made and not table.figures[whole].is_count:  # a mean of rates: the values add up, not the counts
            many = float(series[relation.whole].parts or len(parts))
            table.relate((whole, many), [(of[part], per_one.get(part, 1.0)) for part in parts], True)
        else:
            table.relate((whole, 1.0), [(of[part], 1.0) for part in parts], relation.is_made)
