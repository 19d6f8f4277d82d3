"""Whether the gap between groups is closing: in units, as a ratio, and where nobody can say. All figures invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from config.language import Text
from progress import equity_reasons as why
from progress.case import Direction
from progress.equity import Equity, Rules, equity
from progress.equity_words import finding
from progress.naming import Naming
from progress.standing import Standing
from progress.verdict import Value
from store.time_period import TimePeriod

UP = Rules("increase", "share", 0, 0.02)
DOWN = Rules("decrease", "rate", 0, 0.02)
PERCENT = Naming(Text("Unge, der gennemfører", "Young people who complete"), Text("pct.", "per cent"), 0)
YEARS = (2020, 2022, 2024)


def group(name: str, *values: float | None, years: tuple[int, ...] = YEARS, **more: Any) -> Standing:
    held = tuple(
        Value(TimePeriod("A", year), float(value))
        for year, value in zip(years, values, strict=True)
        if value is not None
    )
    dimensions = {"koen": name} | more.pop("others", {})
    return Standing("sekretariat", "Danmark", dimensions, "slow", values=held, **more)


def compare(rules: Rules, *groups: Standing, declared: tuple[str, ...] = ()) -> Equity:
    return equity(rules, "koen", declared, groups)


def said(found: Equity, language: str = "da") -> str:
    return str(finding(found, PERCENT)[language]).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("rules", "a", "b", "gaps", "difference", "ratio"),
    [
        # 76 - 64 = 12, then 80 - 75 = 5. 76/64 = 1.19, then 80/75 = 1.07.
        (UP, (76, 64), (80, 75), (12, 5), "closing", "closing"),
        (UP, (76, 70), (80, 70), (6, 10), "widening", "widening"),
        # Less is better, all halved: 20 - 10 = 10, then 10 - 5 = 5. Twice as much both times.
        (DOWN, (10, 20), (5, 10), (10, 5), "closing", "unchanged"),
        # Falls by the same number: 30 - 20 = 10 and 15 - 5 = 10. 1.5 times, then 3 times.
        (DOWN, (20, 30), (5, 15), (10, 10), "unchanged", "widening"),
        # The classic: fewer units between them, and more times as many. 40 - 20 = 20, 15 - 5 = 10; 2 times, then 3.
        (DOWN, (20, 40), (5, 15), (20, 10), "closing", "widening"),
        # Half a unit of the last decimal is no change: 10.0 and 9.6.
        (UP, (70, 60), (70, 60.4), (10, 9.6), "unchanged", "unchanged"),
        # Nor are 2 per cent of the gap at the start: 100 and 98.5. As a ratio 110/10 = 11, then 108.5/10 = 10.85,
        # where half a unit in 10 is 0.6.
        (DOWN, (10, 110), (10, 108.5), (100, 98.5), "unchanged", "unchanged"),
        # A gap that comes from none: 0, then 4.
        (UP, (50, 50), (54, 50), (0, 4), "widening", "widening"),
        # Through zero there is no ratio.
        (DOWN, (0, 10), (0, 4), (10, 4), "closing", None),
        (DOWN, (-5, 10), (-1, 4), (15, 5), "closing", None),
    ],
)  # fmt: skip
def test_two_groups(rules: Rules, a: Any, b: Any, gaps: Any, difference: str, ratio: str | None) -> None:
    """`a` are both groups at the start, `b` both at the end."""
    found = compare(rules, group("x", a[0], None, b[0]), group("y", a[1], None, b[1]))
    assert found.first is not None
    assert found.latest is not None
    assert (found.first.difference, found.latest.difference) == pytest.approx(gaps)
    assert (found.difference, found.ratio) == (difference, ratio)
    assert (found.reasons.get("ratio") == why.NO_RATIO) is (ratio is None)


def test_best_and_worst_are_by_the_declared_direction() -> None:
    groups = group("kvinder", 76, 78, 80), group("mænd", 64, 69, 75)
    up, down = compare(UP, *groups), compare(replace(UP, direction="decrease"), *groups)
    assert up.latest is not None
    assert down.latest is not None
    assert (up.latest.best, up.latest.worst) == ("kvinder", "mænd")
    assert (down.latest.best, down.latest.worst) == ("mænd", "kvinder")
    moved = "fra 12 procentpoint i 2020 til 5 procentpoint i 2024."
    assert said(up) == f"Afstanden mellem kvinder (bedst) og mænd er blevet mindre: {moved}"
    assert said(up, "en").startswith("The gap between kvinder (best) and mænd has narrowed: from 12 percentage points")


def test_both_measures_are_said_where_they_disagree() -> None:
    text = said(compare(DOWN, group("x", 20, None, 5), group("y", 40, None, 15)))
    assert "er blevet mindre: fra 20 procentpoint i 2020 til 10 procentpoint i 2024." in text
    assert "Målt som forhold er den derimod blevet større: det højeste tal var 2 gange det laveste, nu 3 gange." in text


def test_the_two_that_are_outermost_now_may_tell_another_story() -> None:
    """The outermost: 80 - 60 = 20, then 80 - 65 = 15. Those two themselves, c and a: 70 - 75 = -5: c was worse."""
    found = compare(
        UP, group("a", 75, None, 65), group("b", 60, None, 70), group("c", 70, None, 80), group("d", 80, None, 75)
    )
    assert found.first is not None
    assert found.latest is not None
    assert (found.first.best, found.first.worst, found.first.difference) == ("d", "b", 20)
    assert (found.latest.best, found.latest.worst, found.latest.difference) == ("c", "a", 15)
    assert (found.difference, found.same_groups, found.same_groups_first) == ("closing", "swapped", -5)
    assert "fra 20 procentpoint i 2020 (d bedst, b dårligst) til 15 procentpoint i 2024 (c bedst, a dårligst)" in said(
        found
    )
    assert "I 2020 lå a bedre end c." in said(found)


def test_same_groups_widening_while_the_outermost_close() -> None:
    """The outermost: 90 - 50 = 40, then 80 - 60 = 20. The latest two, a and b: 70 - 65 = 5, then 20."""
    found = compare(
        UP, group("a", 70, None, 80), group("b", 65, None, 60), group("c", 90, None, 75), group("d", 50, None, 70)
    )
    assert (found.difference, found.same_groups, found.same_groups_first) == ("closing", "widening", 5)
    assert "Mellem a og b gik den fra 5 procentpoint til 20 procentpoint." in said(found)


def test_a_gap_that_closes_from_above_is_said_to() -> None:
    """80 - 60 = 20, then 65 - 60 = 5: nobody is better off."""
    found = compare(UP, group("x", 80, None, 65), group("y", 60, None, 60))
    assert (found.difference, found.is_levelled_down) == ("closing", True)
    assert "Det dårligste tal er dog ikke bedre end i 2020" in said(found)
    better = compare(UP, group("x", 80, None, 75), group("y", 60, None, 70))
    assert (better.difference, better.is_levelled_down) == ("closing", False)


@pytest.mark.parametrize(
    ("groups", "difference", "reason"),
    [
        ([group("x", 1, 2, 3)], None, why.ONE_GROUP),
        # They have been measured in different years only.
        ([group("x", 1, None, None), group("y", None, 2, 3)], None, why.NO_COMMON),
        # One common year: a gap, and no development.
        ([group("x", 60, 61, 62), group("y", None, 50, None)], "too_few", why.ONE_PERIOD),
        # A third group without its latest figure: it may be the best or the worst.
        ([group("x", 60, None, 62), group("y", 50, None, 55), group("z", 55, None, None)], "too_few", why.ONE_PERIOD),
    ],
)  # fmt: skip
def test_too_little_to_say(groups: list[Standing], difference: str | None, reason: Text) -> None:
    found = compare(UP, *groups)
    assert (found.difference, found.ratio) == (difference, difference)
    assert found.reasons["difference"] == reason
    assert reason.da in said(found)


@pytest.mark.parametrize("direction", [None, "keep"])
def test_without_a_direction_nobody_is_best(direction: Direction | None) -> None:
    found = compare(replace(UP, direction=direction), group("x", 1, 2, 3), group("y", 2, 3, 4))
    assert (found.difference, found.latest) == (None, None)
    assert found.reasons["difference"] == why.WITHOUT_DIRECTION


def test_the_gap_counts_from_the_baseline_or_the_first_common_period_after_it() -> None:
    x, y = group("x", 60, 62, 64), group("y", 40, 50, 60)
    assert str(compare(replace(UP, starts=TimePeriod("A", 2022)), x, y).first.period) == "2022"  # type: ignore[union-attr]
    assert str(compare(replace(UP, starts=TimePeriod("A", 2021)), x, y).first.period) == "2022"  # type: ignore[union-attr]
    assert compare(replace(UP, starts=TimePeriod("A", 2024)), x, y).difference == "too_few"


def test_counts_say_what_they_are() -> None:
    found = compare(replace(DOWN, kind="state"), group("x", 20, 15, 10), group("y", 40, 35, 20))
    assert found.counts
    assert "forskelle mellem dem er ikke i sig selv ulighed" in said(found)


def test_groups_stand_as_declared_and_those_without_figures_are_named() -> None:
    found = compare(UP, group("y", 1, 2, 3), group("x", 1, 2, 3), declared=("y", "x", "z"))
    assert [one.group for one in found.groups] == ["y", "x"]
    assert found.lacking == ("z",)
    inside = compare(UP, group("x", 1, 2, 3, others={"alder": "unge"}), group("y", 1, 2, 3, others={"alder": "unge"}))
    assert inside.within == {"alder": "unge"}


NUMBER = st.integers(1, 1000)
ROW = st.tuples(NUMBER, NUMBER)
EXACT = replace(DOWN, decimals=None)


def _groups(rows: list[tuple[float, float]], by: float = 1.0) -> list[Standing]:
    return [group(f"g{n}", first * by, None, last * by) for n, (first, last) in enumerate(rows)]


def _told(found: Equity) -> tuple[Any, ...]:
    return found.difference, found.ratio, found.same_groups, found.is_levelled_down


@given(st.lists(ROW, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_order_does_not_matter(rows: Any, random: Any) -> None:
    groups = _groups(rows)
    mixed = list(groups)
    random.shuffle(mixed)
    assert compare(EXACT, *mixed) == compare(EXACT, *groups)


@given(st.lists(ROW, min_size=2, max_size=6))
def test_the_unit_does_not_matter(rows: Any) -> None:
    assert _told(compare(EXACT, *_groups(rows, 1024.0))) == _told(compare(EXACT, *_groups(rows)))


@given(st.lists(ROW, min_size=2, max_size=6))
def test_mirrored_the_difference_is_the_same(rows: Any) -> None:
    """Every value negated and the direction swapped; a ratio of negative numbers there is not."""
    down, up = compare(EXACT, *_groups(rows)), compare(replace(EXACT, direction="increase"), *_groups(rows, -1.0))
    assert (down.difference, down.same_groups, down.is_levelled_down) == (
        up.difference,
        up.same_groups,
        up.is_levelled_down,
    )
    assert up.ratio is None


@given(st.lists(ROW, min_size=2, max_size=6))
def test_backward_in_time_closing_is_widening(rows: Any) -> None:
    """Without a noise band, which is a share of the gap at the start."""
    still = replace(EXACT, noise_band=0.0)
    there, back = compare(still, *_groups(rows)), compare(still, *_groups([(last, first) for first, last in rows]))
    other = {"closing": "widening", "widening": "closing", "unchanged": "unchanged"}
    assert back.difference == other[str(there.difference)]
    assert back.ratio == other[str(there.ratio)]


FLOAT = st.floats(allow_nan=False, allow_infinity=False)


@example([(1.7e308, 1.7e308), (-1.7e308, -1.7e308)], "increase")
@given(
    st.lists(st.tuples(FLOAT, FLOAT), min_size=1, max_size=4), st.sampled_from(["increase", "decrease", "keep", None])
)
def test_no_number_raises_or_is_said(rows: Any, direction: Any) -> None:
    found = compare(replace(EXACT, direction=direction), *_groups(rows))
    text = str(found.to_json()) + str(finding(found, PERCENT))
    assert "nan" not in text
    assert "inf" not in text
