"""Random tables of invented small counts, as an indicator's series."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations, product

from config.definitions import Alliance
from config.indicator import Indicator
from etl.combine import Series, combine
from etl.disclosure.memory import Memory
from etl.suppress import hide
from store.observations import Observation
from store.publications import Remembered, Told
from store.published import Points, PublishedSeries
from tests.rooms import small_alliance

NOW = datetime(2026, 1, 5, tzinfo=UTC)
Cell = frozenset[tuple[str, str]]  # the values of the dimensions that are not summed away


@dataclass(frozen=True)
class Made:
    """A table with the sums that it shows.

    Attributes:
        sizes: how many values each dimension has.
        counts: every shown figure, sums among them.
    """

    sizes: dict[str, int]
    counts: dict[Cell, float]
    threshold: int


def observation(area: str, dimensions: dict[str, str], value: float | None, **more: object) -> Observation:
    plain = Observation(
        "antal", "sekretariat", area, dimensions, "2024", value, None, None, "A", None, "t", "s", "A1", NOW, NOW
    )
    return plain._replace(**more)


def indicator_with(threshold: int | None, **more: object) -> Indicator:
    plain = {
        "code": "antal",
        "goal": "faerre",
        "title": "antal",
        "unit": "ting",
        "frequency": "annual",
        "kind": "count",
        "suppression": {"threshold": threshold},
    }
    return Indicator.model_validate(plain | more)


def alliance() -> Alliance:
    return small_alliance()


def random_table(seed: int, most: int = 100) -> Made:
    """One to four dimensions, at most so many figures in all; sums of every kind, or some kinds of them only."""
    dice = random.Random(seed)
    wanted = dice.randint(1, 4)
    sizes: dict[str, int] = {}
    room = most
    for number in range(wanted):
        left = wanted - number - 1
        top = room // 3**left - 1
        sizes[f"d{number}"] = dice.randint(2, max(2, min(top, 40 if wanted == 1 else 9)))
        room //= sizes[f"d{number}"] + 1
    mean = dice.choice([2, 5, 10, 40])
    zeros = dice.choice([0.0, 0.1, 0.4])
    inner = {
        frozenset(zip(sizes, map(str, values), strict=True)): 0
        if dice.random() < zeros
        else int(dice.expovariate(1 / mean)) + dice.randint(0, 2)
        for values in product(*(range(size) for size in sizes.values()))
    }
    counts: dict[Cell, float] = {}
    for size in range(len(sizes) + 1):
        for kept in combinations(sizes, size):
            if 0 < size < len(sizes) and dice.random() < 0.1:
                continue  # this kind of sum is not published
            for cell, value in inner.items():
                key = frozenset(one for one in cell if one[0] in kept)
                counts[key] = counts.get(key, 0) + value
    return Made(sizes, counts, dice.choice([5, 5, 5, 3, 10]))


def observations_of(made: Made) -> list[Observation]:
    return [observation("Danmark", dict(sorted(cell)), value) for cell, value in made.counts.items()]


def publish(made: Made, held: list[Observation], memory: Memory | None = None) -> list[Series]:
    """What the product shows of it."""
    indicator = indicator_with(made.threshold, area="Danmark")
    return hide(alliance(), indicator, combine(alliance(), indicator, held), memory)


def remembered(memory: Memory, series: list[Series]) -> Memory:
    """What the next publication has before it: all that was told, as the store gives it back, and what is published."""
    told: Remembered = {period: list(publications) for period, publications in memory.told.items()}
    for period, new in memory.new.items():
        told[period] = [*told.get(period, []), *new]
    kept = json.loads(json.dumps(told))
    again = {
        period: [{subject: Told(*one) for subject, one in publication.items()} for publication in publications]
        for period, publications in kept.items()
    }
    return Memory(again, lambda: as_published(series))


def seen(series: list[Series]) -> dict[Cell, tuple[float | None, str]]:
    """Each figure as everyone sees it: its value, and why there is none."""
    return {
        frozenset(one.dimensions.items()): (figure.value, figure.hidden)
        for one in series
        for figure in one.observations
    }


def as_published(series: list[Series]) -> list[PublishedSeries]:
    """The series as the rows that the next publication reads."""
    return [
        PublishedSeries(
            "antal",
            one.subject,
            one.role,
            one.organisation,
            one.area,
            one.dimensions,
            Points(
                periods=[figure.period for figure in one.observations],
                values=[figure.value for figure in one.observations],
                statuses=[figure.status for figure in one.observations],
                earlier=[[list(vintage) for vintage in figure.earlier] for figure in one.observations],
                hidden=[figure.hidden or None for figure in one.observations],
            ),
            {},
        )
        for one in series
    ]


def later(one: Observation, value: float) -> Observation:
    """The same figure, corrected the day after."""
    known = one.known_from + timedelta(days=1)
    return one._replace(value=value, earlier=(*one.earlier, (one.value, one.status, one.known_from)), known_from=known)


def corrected(made: Made, seed: int) -> Made:
    """The same table with some of its finest figures corrected, and every sum with them."""
    dice = random.Random(seed)
    counts = dict(made.counts)
    finest = sorted((cell for cell in counts if len(cell) == len(made.sizes)), key=sorted)
    for cell in dice.sample(finest, min(len(finest), dice.randint(1, 3))):
        difference = dice.choice([-3, -1, 1, 2, 5, 20])
        difference = max(difference, -counts[cell])
        for sums in counts:
            if sums <= cell:
                counts[sums] += difference
    return Made(made.sizes, counts, made.threshold)


def equations(made: Made) -> Iterator[tuple[Cell | None, list[Cell]]]:
    """Every sum over one dimension of what is shown, told by what the table is: not by the product's own rules."""
    for size in range(len(made.sizes)):
        for kept in combinations(made.sizes, size):
            for values in product(*(range(made.sizes[name]) for name in kept)):
                whole = frozenset(zip(kept, map(str, values), strict=True))
                for name in made.sizes:
                    if name not in kept:
                        yield whole, [whole | {(name, str(value))} for value in range(made.sizes[name])]
