"""From indicators to a goal and an alliance: counted, never averaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.rollup import Judged, count_verdicts, has_verdict, roll_up, roll_up_goals
from progress.words import VERDICTS, verdict_rank

WORST_FIRST = list(VERDICTS)


def one(indicator: str, verdict: str, goal: str = "g", **more: object) -> Judged:
    return Judged(indicator, goal, verdict, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("indicators", "counts", "weakest", "judged", "of"),
    [
        ([], {}, None, 0, 0),  # a goal without indicators
        ([one("a", "met")], {"met": 1}, "a", 1, 1),  # the only one is also the weakest
        # One met and one moving away are not "halfway".
        ([one("a", "met"), one("b", "moving_away")], {"moving_away": 1, "met": 1}, "b", 2, 2),
        # missed is in the same tone as moving_away, and better.
        ([one("a", "missed"), one("b", "moving_away")], {"moving_away": 1, "missed": 1}, "b", 2, 2),
        # Two of one verdict: the headline, though it is declared last.
        ([one("a", "slow"), one("b", "slow", is_headline=True)], {"slow": 2}, "b", 2, 2),
        # Two of one verdict and no headline: the one declared first.
        ([one("a", "slow"), one("b", "slow")], {"slow": 2}, "a", 2, 2),
        # Without a verdict is not weak: nobody knows.
        ([one("a", "too_few"), one("b", "met")], {"met": 1, "too_few": 1}, "b", 1, 2),
        # No verdict at all: no weakest.
        ([one("a", "too_few"), one("b", "not_assessed")], {"too_few": 1, "not_assessed": 1}, None, 0, 2),
        # Judged place by place: neither counted nor weakest (decision 0006).
        ([one("a", "on_track"), one("b", "not_assessed", places=("slow", "met"))], {"on_track": 1}, "a", 1, 1),
    ],
)
def test_counts_and_weakest(
    indicators: list[Judged], counts: dict[str, int], weakest: str | None, judged: int, of: int
) -> None:
    found = roll_up(indicators)
    assert list(found.counts.items()) == list(counts.items())  # in order, too
    assert (found.weakest, found.judged, found.of) == (weakest, judged, of)


def test_places_and_coverage_are_told_beside() -> None:
    found = roll_up(
        [one("a", "on_track", coverage=(9, 98)), one("b", "not_assessed", places=("too_few", "slow", "too_few"))]
    )
    assert found.to_json()["by_place"] == {"b": {"slow": 1, "too_few": 2}}
    assert found.to_json()["coverage"] == [{"indicator": "a", "parts": 9, "expected": 98}]


def test_each_goal_has_its_own() -> None:
    found = roll_up_goals(["x", "y", "z"], [one("a", "met", "x"), one("b", "slow", "y"), one("c", "met", "y")])
    assert {goal: (r.weakest, r.of) for goal, r in found.items()} == {"x": ("a", 1), "y": ("b", 2), "z": (None, 0)}


def test_a_verdict_of_a_later_version_is_counted_last() -> None:
    assert list(count_verdicts(["from_the_future", "met"])) == ["met", "from_the_future"]
    assert not has_verdict("from_the_future")


VERDICT = st.sampled_from(WORST_FIRST)


@given(st.lists(st.tuples(VERDICT, st.booleans()), max_size=8), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_nothing_is_lost(rows: list[tuple[str, bool]], random: object) -> None:
    indicators = [one(str(n), verdict, is_headline=headline) for n, (verdict, headline) in enumerate(rows)]
    found = roll_up(indicators)
    assert sum(found.counts.values()) == found.of == len(rows)
    assert [verdict_rank(code) for code in found.counts] == sorted(verdict_rank(code) for code in found.counts)
    mixed = list(indicators)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    again = roll_up(mixed)
    assert again.counts == found.counts
    verdicts = {one.indicator: one.verdict for one in indicators}
    assert verdicts.get(again.weakest or "") == verdicts.get(found.weakest or "")
    # The weakest is never better than any other that has a verdict.
    if found.weakest:
        judged = [verdict_rank(verdict) for verdict, _ in rows if has_verdict(verdict)]
        assert verdict_rank(verdicts[found.weakest]) == min(judged)
