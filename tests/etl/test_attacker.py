"""The attacker has everything that is published and finds no hidden count. Figures of the soak: record 0016."""

from __future__ import annotations

import statistics

import pytest

from etl.disclosure.memory import Memory
from tests.etl.attacker import Pinned, attack
from tests.etl.made_tables import (
    Cell,
    Made,
    corrected,
    later,
    observations_of,
    publish,
    random_table,
    remembered,
    seen,
)

CLOSE = 1e-6


def recovered(made: Made, found: list[Pinned]) -> list[Pinned]:
    """Few: what he knows is narrower than the word in its place. Hidden for others: he knows it exactly."""
    return [
        one
        for one in found
        if (one.why == "small" and (one.least > 1 + CLOSE or one.most < made.threshold - 1 - CLOSE))
        or one.most - one.least < 1 - CLOSE
    ]


def known_exactly(found: list[Pinned]) -> list[Pinned]:
    return [one for one in found if one.most - one.least < 1 - CLOSE]


def is_hidden_where_few(made: Made, shown: dict[frozenset[tuple[str, str]], tuple[float | None, str]]) -> bool:
    return all((shown[cell][0] is None) or not 0 < value < made.threshold for cell, value in made.counts.items())


def one_publication(seed: int, most: int = 100, whole: bool = False) -> tuple[int, int]:
    """Returns: how many figures are few, and how many are hidden for their sake."""
    made = random_table(seed, most)
    shown = seen(publish(made, observations_of(made)))
    assert is_hidden_where_few(made, shown)
    assert all(value in (None, made.counts[cell]) for cell, (value, _) in shown.items())
    assert recovered(made, attack(made, [shown], [set()], whole)) == []
    few = sum(0 < value < made.threshold for value in made.counts.values())
    return few, sum(value is None for value, _ in shown.values()) - few


def publications(seed: int, many: int, most: int = 60) -> tuple[int, int]:
    """So many publications of a table that is corrected in between, and an attacker who has kept them all.

    Returns: how many figures are hidden, and of how many they tell more together than the word in their place. Where a
    figure is few before and after, and by how much it changed cannot be kept secret any more, words alone do.
    """
    made = random_table(seed, most)
    tables, held, memory = list[Made](), observations_of(made), Memory()
    shown, changed = [], [set[Cell]()]
    few: set[float] = set()
    for number in range(many):
        if number:
            after = corrected(made, seed + 1_000_000 * (number - 1))
            cells = [frozenset(one.dimensions.items()) for one in held]
            changed.append({cell for cell in made.counts if made.counts[cell] != after.counts[cell]})
            pairs = zip(cells, held, strict=True)
            held = [later(one, after.counts[cell]) if cell in changed[-1] else one for cell, one in pairs]
            made = after
        tables.append(made)
        series = publish(made, held, memory)
        memory = remembered(memory, series)
        shown.append(seen(series))
        assert is_hidden_where_few(made, shown[-1])
        assert recovered(made, attack(made, [shown[-1]], [set()])) == [], "nor to a newcomer"
        few |= {value for value in made.counts.values() if 0 < value < made.threshold}
        again = [vintage for one in series for figure in one.observations for vintage in figure.earlier]
        assert not {value for value, _, _ in again} & few
    found = attack(made, shown, changed)
    few_then = [0 < tables[one.publication].counts[one.cell] < made.threshold for one in found]
    # What is not few may be known again once nothing needs it hidden: then, not while it still is.
    exactly = [one for one, is_few in zip(found, few_then, strict=True) if is_few or one.publication == many - 1]
    assert known_exactly(exactly) == []
    return len(found), len(recovered(made, found))


@pytest.mark.parametrize("seed", range(20))
def test_one_publication_tells_nothing(seed: int) -> None:
    one_publication(seed, most=60)


@pytest.mark.parametrize("many", [2, 3])
@pytest.mark.parametrize("seed", range(100, 105))  # many more in the soak
def test_publications_tell_nothing_together(seed: int, many: int) -> None:
    publications(seed, many, most=30)


@pytest.mark.parametrize("seed", range(200, 205))
def test_nor_does_it_help_that_people_are_whole(seed: int) -> None:
    one_publication(seed, most=40, whole=True)


def test_the_attacker_finds_what_is_there_to_be_found() -> None:
    """Hidden for its own sake only, a figure is the sum less the others; so is one beside a hidden sum, from below."""
    made = Made({"d0": 3}, {frozenset(): 33, **{frozenset({("d0", str(n))}): v for n, v in enumerate((3, 10, 20))}}, 5)
    shown = {cell: (None, "small") if value == 3 else (value, "") for cell, value in made.counts.items()}
    assert [(one.least, one.most) for one in recovered(made, attack(made, [shown], [set()]))] == [(3, 3)]


@pytest.mark.soak
def test_six_hundred_tables() -> None:
    """Prints how much more is hidden than is few."""
    per_one = []
    few_in_all = beside_in_all = 0
    for seed in range(1000, 1600):
        few, beside = one_publication(seed)
        if few:
            per_one.append(beside / few)
        few_in_all, beside_in_all = few_in_all + few, beside_in_all + beside
    per_one.sort()
    median, mean = statistics.median(per_one), statistics.mean(per_one)
    print(
        f"\n{len(per_one)} tables with {few_in_all} few and {beside_in_all} hidden for their sake; for each few: "
        f"median {median:.2f}, mean {mean:.2f}, 90th percentile {per_one[int(0.9 * len(per_one))]:.2f}"
    )
    assert median <= 2


@pytest.mark.soak
@pytest.mark.parametrize(("many", "tables"), [(2, 200), (3, 150), (5, 60)])
def test_publications_of_many_tables(many: int, tables: int) -> None:
    counted = [publications(seed, many) for seed in range(2000, 2000 + tables)]
    hidden, narrowed = (sum(numbers) for numbers in zip(*counted, strict=True))
    print(f"\n{tables} x {many} publications: {hidden} hidden figures, none known, {narrowed} closer than told")
    assert narrowed <= hidden * 0.02


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3000, 3060))
def test_whole_numbers_of_many_tables(seed: int) -> None:
    one_publication(seed, most=80, whole=True)
