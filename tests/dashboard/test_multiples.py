"""Small drawings: everything on the sheet, one scale for all; the map's squares, steps and shades."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.places import municipalities
from config.tiles import EAST, tiles
from dashboard.charts import multiples
from dashboard.charts.description import path_chart
from dashboard.charts.elements import dot
from dashboard.charts.marks import Ring
from dashboard.charts.steps import MOST, bounds, step_of
from store.published import Points, PublishedSeries
from tests.dashboard.demo_store import ROOT
from tests.rooms import small_alliance

COUNT = small_alliance().indicators[0]
FIGURE = st.one_of(st.none(), st.floats(0, 1e6).map(round).map(float))


def series(values: list[float | None], first: int = 2015) -> PublishedSeries:
    """One value a year; None is a hidden one."""
    points = Points(
        periods=[str(first + number) for number in range(len(values))],
        values=values,
        statuses=["Q" if value is None else "A" for value in values],
        known_from=["2026-01-01"] * len(values),
    )
    return PublishedSeries("antal", "x", "part", None, "Her", {}, points, {"verdict": "improving"})


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(FIGURE, min_size=1, max_size=9), min_size=1, max_size=5))
def test_everything_lies_on_the_sheet(all_values: list[list[float | None]]) -> None:
    charts = [path_chart(COUNT, series(values), "da") for values in all_values]
    groups = multiples.groups(charts)
    assert sorted(member for group in groups for member in group.members) == list(range(len(charts)))
    for group in groups:
        for member in group.members:
            drawn = multiples.multiple(charts[member], group, "x")
            assert drawn.count("<rect") == sum(value is None for value in all_values[member])
            for name, limit in (("x", multiples.SHEET.width), ("y", multiples.SHEET.height)):
                spots = [float(n) for n in re.findall(rf' (?:{name}|{name}[12]|c{name})="(-?[\d.]+)"', drawn)]
                assert all(-0.1 <= spot <= limit + 0.1 for spot in spots), (name, spots)


def test_the_same_value_has_the_same_height_in_all_of_a_group() -> None:
    charts = [path_chart(COUNT, series(values), "da") for values in ([10.0, 40.0], [40.0, 25.0], [33.0, 40.0])]
    (group,) = multiples.groups(charts)
    height = re.search(r'cy="[^"]+"', dot("pkt", 0, group.frame.y(40.0), 1))
    assert height is not None
    assert all(height[0] in multiples.multiple(chart, group, "x") for chart in charts)


# (why, the deadline, whether the target itself is drawn, where the path ends)
AHEAD = [
    ("soon", 2021.5, True, 2021.5),
    ("as far ahead as there are figures", 2023.5, True, 2023.5),
    ("far ahead", 2050.5, False, 2020.5),
]


@pytest.mark.parametrize(("deadline", "is_drawn", "end"), [case[1:] for case in AHEAD], ids=[case[0] for case in AHEAD])
def test_a_far_deadline_does_not_press_the_curves_together(deadline: float, is_drawn: bool, end: float) -> None:
    chart = path_chart(COUNT, series([100.0, 90.0, 80.0, 70.0, 60.0]), "da")
    path = ((2015.5, 100.0), (deadline, 0.0))
    (found,) = multiples.nearby([replace(chart, path=path, rings=(Ring(deadline, 0.0, "", "", ""),))])
    assert bool(found.rings) == is_drawn
    time, value = found.path[-1]
    assert time == end
    assert value == pytest.approx(100.0 - 100.0 * (end - 2015.5) / (deadline - 2015.5))  # on the same line
    (group,) = multiples.groups([found])
    assert group.frame.last == end


# (why, the largest value of each, which share a scale)
APART = [
    ("alike", [100, 90, 40], [[0, 1, 2]]),
    ("one far above", [1000, 90, 40], [[0], [1, 2]]),
    ("order is kept", [40, 1000, 90, 900], [[1, 3], [0, 2]]),
    ("just not far enough", [270, 90, 40], [[0, 1, 2]]),
    ("two are compared", [1000, 10], [[0, 1]]),
    ("nothing to compare with", [500, 0, 0], [[0, 1, 2]]),
]


@pytest.mark.parametrize(("most", "expected"), [case[1:] for case in APART], ids=[case[0] for case in APART])
def test_the_largest_have_a_scale_of_their_own(most: list[int], expected: list[list[int]]) -> None:
    charts = [path_chart(COUNT, series([float(one), float(one) / 2]), "da") for one in most]
    assert [list(group.members) for group in multiples.groups(charts)] == expected


def test_each_municipality_has_one_square_and_letters_of_its_own() -> None:
    found = tiles()
    assert {one.place for one in found} == {one.place for one in municipalities()}
    assert len(found) == 98
    assert max(Counter((one.column, one.row) for one in found).values()) == 1
    assert max(Counter(one.short for one in found).values()) == 1
    assert all(2 < len(one.short) < 5 for one in found)
    assert {one.column for one in found} & {EAST - 1} == set()  # water between Funen and Zealand


# (what lies where: the first of each pair is to the north, the west)
NORTH = [("Hjørring", "Aarhus"), ("Aarhus", "Aabenraa"), ("Helsingør", "København"), ("København", "Lolland")]
WEST = [("Esbjerg", "Odense"), ("Odense", "Slagelse"), ("Slagelse", "København"), ("Aarhus", "Helsingør")]


def test_north_is_up_and_west_is_left() -> None:
    named = {one.name: one for one in tiles()}
    for north, south in NORTH:
        assert named[north].row < named[south].row, (north, south)
    for west, east in WEST:
        assert named[west].column < named[east].column, (west, east)


@given(st.lists(st.floats(-1e6, 1e6).map(lambda x: round(x, 2)), min_size=1, max_size=98), st.booleans())
def test_steps_part_the_values(values: list[float], whole: bool) -> None:
    limits = bounds(values, whole)
    assert len(limits) < MOST
    assert all(low < high for low, high in pairwise(limits))
    steps = [step_of(value, limits) for value in values]
    assert all(0 <= step < MOST for step in steps)
    assert max(steps, default=0) == len(limits)  # the highest step is never empty
    by_value = [step for _, step in sorted(zip(values, steps, strict=True))]
    assert by_value == sorted(by_value)


def test_uneven_counts_have_steps_that_double() -> None:
    assert bounds([3.0] * 50 + [40.0, 380.0], whole=True) == (20.0, 50.0, 100.0, 200.0)
    assert bounds([4.0, 9.0, 15.2], whole=False) == (5.0, 10.0, 15.0)


def test_a_limit_belongs_to_the_step_above() -> None:
    assert [step_of(value, (10.0, 20.0)) for value in (9.99, 10.0, 19.0, 20.0)] == [0, 1, 1, 2]


def test_one_value_has_one_step() -> None:
    assert bounds([7.0, 7.0], whole=False) == ()


def _tokens(css: str) -> list[dict[str, str]]:
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    return [dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block)) for block in blocks]


def _rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def _light(colour: tuple[float, ...]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_letters_can_be_read_on_every_shade() -> None:
    """WCAG: at least 4.5 to 1, light and dark; and neighbouring shades differ."""
    css = (ROOT / "dashboard" / "static" / "style.css").read_text(encoding="utf-8")
    shares = {int(step): int(share) / 100 for step, share in re.findall(r"\.k(\d)\{fill:[^%]*?(\d+)%", css)}
    on_paper = {int(step) for step in re.findall(r"svg \.p(\d)", css)}
    assert len(shares) == MOST
    for tokens in _tokens(css):
        ink, paper = _rgb(tokens["ink"]), _rgb(tokens["paper"])
        for step, share in shares.items():
            shade = tuple(share * a + (1 - share) * b for a, b in zip(ink, paper, strict=True))
            letters = paper if step in on_paper else ink
            low, high = sorted((_light(shade), _light(letters)))
            assert (high + 0.05) / (low + 0.05) >= 4.5, (step, tokens["paper"])
    assert all(later - earlier >= 0.1 for earlier, later in pairwise(shares[step] for step in sorted(shares)))
