"""Small wins that figures suggest: each only once, never of what is doubtful, and in words that promise nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.definitions import Alliance
from config.indicator import Indicator
from progress.declared import case_from, published_points
from progress.status import status_fields, verdict_on
from progress.wins import Win, wins_of
from store.published import Points, PublishedSeries
from tests.rooms import small_alliance

TODAY = date(2026, 11, 23)
SINCE = 2018  # the baseline; the forecast is frozen from the years before it
BEFORE = [100.0, 101.0, 99.0, 100.0, 101.0, 99.0]  # 2012 to 2017: level, so that about 97 to 103 is expected after
USUAL: dict[str, Any] = {
    "code": "antal",
    "goal": "faerre",
    "title": {"da": "Antal ting", "en": "Number of things"},
    "unit": {"da": "ting", "en": "things"},
    "decimals": 0,
    "frequency": "annual",
    "kind": "count",
    "direction": "decrease",
    "suppression": {"threshold": None},
    "baseline": {"period": SINCE},
    "targets": [{"value": 80, "period": 2025}],
}


def _declared(**changes: Any) -> tuple[Alliance, Indicator]:
    made = small_alliance(indicators=[USUAL | changes])
    return made, made.indicators[0]


def _shown(
    indicator: Indicator, values: list[float | None], statuses: str = "", role: str = "shared", **more: Any
) -> PublishedSeries:
    """A series from 2012 on, judged with its forecast frozen; `values` are those from the baseline on."""
    all_values = [*BEFORE, *values]
    letters = ["A" if value is not None else "Q" for value in all_values]
    letters[len(all_values) - len(statuses) :] = list(statuses)
    periods = [str(2012 + place) for place in range(len(all_values))]
    bare = PublishedSeries(
        indicator=indicator.code,
        subject="shared" if role == "shared" else "partner|0751 Aarhus",
        role=role,
        organisation=None if role == "shared" else "partner",
        area="Danmark" if role == "shared" else "0751 Aarhus",
        dimensions=more.get("dimensions", {}),
        points=Points(periods=periods, values=list(all_values), statuses=letters),
        verdict={},
    )
    points = published_points(bare)
    case = case_from(indicator, bare, points, TODAY)
    case = replace(case, forecast_points=points[: len(BEFORE)], forecast_frozen_on=date(2018, 6, 1))
    verdict = status_fields(indicator, bare, more.get("parts", 0), verdict_on(indicator, bare, case))
    return replace(bare, verdict=verdict | more.get("verdict", {}))


def _wins(
    values: list[float | None], statuses: str = "", changes: dict[str, Any] | None = None, **more: Any
) -> list[Win]:
    declared, indicator = _declared(**(changes or {}))
    return wins_of(declared, indicator, [_shown(indicator, values, statuses, **more)], TODAY)


MILESTONES = {"milestones": [{"value": 95, "period": 2020}, {"value": 90, "period": 2022}]}

CASES: list[tuple[list[float | None], dict[str, Any], list[str], str]] = [
    ([100, 99, 79], {}, ["target_reached", "better_than_forecast"], "both at once, from one value"),
    ([100, 99, 80.4], {}, ["target_reached", "better_than_forecast"], "shown as 80: reached, as the verdict says"),
    ([100, 79, 78], {}, ["curve_turned"], "the target was reached by the value before: not again"),
    ([79, 78], {}, ["better_than_forecast"], "the baseline met the target already"),
    ([100, 79, 99, 78], {}, [], "reached before, and lost again in between"),
    ([100, 99, 100], {}, [], "nothing has happened"),
    ([100, 99, 120], {}, [], "worse than expected"),
    ([100], {}, [], "nothing after the baseline"),
    ([100, 99, None], {}, [], "the latest value is hidden: an older one is no news, and a sign of what is hidden"),
    ([100, 99, 94], MILESTONES, ["milestone_reached", "better_than_forecast"], "the first milestone"),
    ([100, 99, 89], MILESTONES, ["milestone_reached", "better_than_forecast"], "two at once: the later one is told"),
    ([100, 94, 94, 89.6], MILESTONES, ["milestone_reached"], "the second one; better than expected was told before"),
    ([100, 99, 79], MILESTONES, ["target_reached", "better_than_forecast"], "the target stands for its milestones"),
    ([100, 60, 62], {"direction": "increase", "targets": []}, [], "far down, where up is wanted"),
    ([100, 99, 79], {"direction": "keep", "range": [50, 90], "targets": []}, [], "inside a range: nothing is reached"),
    ([100, 99, 79], {"direction": None, "targets": []}, [], "nobody has said which way is better"),
    (
        [100, 99, 79],
        {"override": {"verdict": "missed", "reason": "Fejl", "author": "Bo", "expires": "2027-01-01"}},
        [],
        "a named person judges otherwise",
    ),
    (
        [100, 99, 79],
        {"exemption": {"person": "Bo", "reason": "Ny måling", "expires": "2027-01-01"}},
        [],
        "not judged for a while",
    ),
]


@pytest.mark.parametrize(("values", "changes", "kinds", "reason"), CASES, ids=[case[3] for case in CASES])
def test_what_is_suggested(values: list[float | None], changes: dict[str, Any], kinds: list[str], reason: str) -> None:
    assert [one.kind for one in _wins(values, changes=changes)] == kinds, reason


def test_a_whole_of_too_few_places_reaches_nothing() -> None:
    """A sum that falls because a place has not delivered is no win."""
    assert _wins([100, 99, 79])
    assert _wins([100, 99, 79], verdict={"overlays": ["partial"]}) == []


def test_groups_and_comparisons_suggest_nothing() -> None:
    by_place = {"by_area": True, "targets": [{"value": 80, "period": 2025, "area": "each"}]}
    part = _wins([100, 99, 79], changes=by_place, role="part")
    assert [one.kind for one in part] == ["target_reached", "better_than_forecast"]
    assert part[0].title.da == "Antal ting, Aarhus: måltallet er nået"
    assert _wins([100, 99, 79], changes=by_place, role="comparison") == []
    assert _wins([100, 99, 79], changes=by_place, role="part", dimensions={"koen": "kvinder"}) == []


def test_a_forecast_that_was_never_frozen_suggests_nothing() -> None:
    declared, indicator = _declared(targets=[])
    shown = _shown(indicator, [100, 99, 79])
    assert [one.kind for one in wins_of(declared, indicator, [shown], TODAY)] == ["better_than_forecast"]
    thawed = replace(shown, verdict=shown.verdict | {"forecast": shown.verdict["forecast"] | {"frozen_on": None}})
    assert wins_of(declared, indicator, [thawed], TODAY) == []


SENTENCES: list[tuple[list[float | None], str, dict[str, Any], str, str]] = [
    (
        [100, 99, 79],
        "A",
        {"targets": [{"value": 80, "period": 2030}]},
        "Måltallet på 80 ting er nået for første gang: 79 i 2020. Fristen er 2030: måltallet skal stadig være nået da.",
        "The target of 80 things is reached for the first time: 79 in 2020. The deadline is 2030: the target must "
        "still be met then.",
    ),
    (
        [100, 99, 99, 79],
        "P",
        {"targets": [{"value": 80, "period": 2020}]},
        "Måltallet på 80 ting er nået for første gang: 79 i 2021. Fristen var 2020, så det er senere end lovet. "
        "Tallet er foreløbigt.",
        "The target of 80 things is reached for the first time: 79 in 2021. The deadline was 2020, so it is later than "
        "promised. The figure is provisional.",
    ),
    (
        [100, 99, 99, 94],
        "A",
        MILESTONES,
        "Delmålet på 95 ting for 2020 er nået: 94 i 2021. Det er senere end planlagt.",
        "The milestone of 95 things for 2020 is reached: 94 in 2021. That is later than planned.",
    ),
]


@pytest.mark.parametrize(("values", "status", "changes", "da", "en"), SENTENCES)
def test_the_sentence_says_what_speaks_against_it(
    values: list[float | None], status: str, changes: dict[str, Any], da: str, en: str
) -> None:
    first = _wins(values, status, changes)[0]
    assert tuple(text.replace("\u00a0", " ") for text in first.sentence) == (da, en)


def test_one_good_value_is_not_called_a_turn() -> None:
    (once,) = _wins([100, 99, 90], changes={"targets": []})
    assert "Ét tal af ti falder så godt ud ved et tilfælde" in once.sentence.da
    assert "knækket" not in once.title.da
    (twice,) = _wins([100, 90, 90], changes={"targets": []})
    assert twice.title.da == "Antal ting: kurven er knækket"
    assert "ikke hvorfor" in twice.sentence.da


VALUES = st.lists(st.one_of(st.none(), st.floats(0, 200, width=16)), min_size=1, max_size=8)


@settings(max_examples=25)
@given(VALUES)
def test_a_win_is_about_the_latest_value_and_never_comes_again(values: list[float | None]) -> None:
    """Whatever comes after, the same thing is not suggested of a later value unless it was suggested of none."""
    seen = set[str]()
    for end in range(1, len(values) + 1):
        for one in _wins(values[:end], changes=MILESTONES | {"targets": [{"value": 80, "period": 2025}]}):
            assert str(one.period) == str(2012 + len(BEFORE) + end - 1)
            assert values[end - 1] is not None
            if one.kind == "target_reached":
                assert one.kind not in seen
            seen.add(one.kind)
