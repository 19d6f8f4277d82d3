"""What is said of small curves together: who is counted, what is held against what. Never a season told as a change."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from config.indicator import Indicator
from dashboard.charts.description import path_chart
from dashboard.charts.marks import Chart
from dashboard.charts.wording import Words
from dashboard.pages.multiples_words import GROUPS, PARTNERS, PLACES, change_words, finding
from dashboard.visit import Visit
from store.published import Points, PublishedSeries
from tests.rooms import small_alliance

Given = dict[str, float | None]  # by period; None is hidden


def indicator(frequency: str = "annual", **changes: Any) -> Indicator:
    known = small_alliance().indicators[0].model_dump() | {"frequency": frequency, "targets": [], "baseline": None}
    return Indicator.model_validate(known | changes)


def chart(held: Given, declared: Indicator) -> Chart:
    points = Points(
        periods=list(held),
        values=list(held.values()),
        statuses=["Q" if value is None else "A" for value in held.values()],
        known_from=["2026-01-01"] * len(held),
    )
    series = PublishedSeries("antal", "x", "part", None, "Her", {}, points, {"verdict": "improving"})
    return path_chart(declared, series, "da")


def visit(language: str = "da") -> Visit:
    return cast(Visit, Visit(language, "/", {}, datetime(2026, 11, 23, tzinfo=UTC), cast(Any, SimpleNamespace()), 1))  # type: ignore[arg-type]


YEARS: list[tuple[str, list[Given], Any, str | None]] = [
    ("all of two", [{"2018": 9, "2020": 5}, {"2018": 8, "2020": 7}], PARTNERS,
     "Begge partnere har et lavere tal i 2020 end i 2018"),
    ("all of three", [{"2018": 9, "2020": 5}] * 3, GROUPS, "Alle tre grupper har et lavere tal i 2020 end i 2018"),
    ("one of them", [{"2018": 9, "2020": 5}, {"2018": 5, "2020": 5}, {"2018": 5, "2020": 6}], PLACES,
     "Ét af tre steder har et lavere tal i 2020 end i 2018"),
    ("none", [{"2018": 5, "2020": 6}] * 2, PLACES, "Ingen af to steder har et lavere tal i 2020 end i 2018"),
    ("one is late: it is not counted, and that is said", [{"2018": 9, "2020": 5}, {"2018": 8, "2020": 7},
     {"2018": 8, "2019": 7}], PARTNERS,
     "De to partnere med tal for begge perioder har et lavere tal i 2020 end i 2018"),
    ("one is hidden", [{"2018": 9, "2020": 5}, {"2018": 8, "2020": 7}, {"2018": None, "2020": 7}], PLACES,
     "De to steder med tal for begge perioder har et lavere tal i 2020 end i 2018"),
    ("two too few", [{"2018": 9, "2020": 5}, {"2018": None, "2020": 7}], PLACES, None),
    ("nothing yet", [{}, {}], PLACES, None),
]  # fmt: skip


@pytest.mark.parametrize(("held", "noun", "said"), [case[1:] for case in YEARS], ids=[case[0] for case in YEARS])
def test_how_many_lie_lower(held: list[Given], noun: Any, said: str | None) -> None:
    declared = indicator()
    assert finding(declared, [chart(one, declared) for one in held], noun, visit()) == said


def test_nothing_is_told_across_a_break() -> None:
    declared = indicator(breaks=[{"period": 2019, "reason": {"da": "Ny måde", "en": "New way"}}])
    charts = [chart({"2018": 9, "2020": 5}, declared)] * 2
    assert finding(declared, charts, PLACES, visit()) is None
    assert change_words(declared, charts[0], Words(declared, "da")) == "ændring vises ikke"


CHANGES: list[tuple[str, str, Given, str]] = [
    ("years", "annual", {"2018": 9, "2019": 7, "2020": 5}, "−4"),
    ("school years", "school_year", {"2018/19": 9, "2020/21": 5}, "−4"),
    ("the same quarter", "quarterly", {"2019-Q4": 9, "2020-Q3": 8, "2021-Q3": 6},
     "−2 fra 3. kvartal 2020 til 3. kvartal 2021"),
    ("no like month", "monthly", {"2020-11": 9, "2021-03": 5}, ""),
    ("hidden last", "annual", {"2018": 9, "2020": None}, "ændring vises ikke"),
    ("hidden first", "annual", {"2018": None, "2020": 4}, "ændring vises ikke"),
    ("one figure", "annual", {"2020": 4}, ""),
    ("equal as written", "annual", {"2018": 4.4, "2020": 4.1}, "0"),
]  # fmt: skip


@pytest.mark.parametrize(("frequency", "held", "said"), [one[1:] for one in CHANGES], ids=[one[0] for one in CHANGES])
def test_like_is_held_against_like(frequency: str, held: Given, said: str) -> None:
    declared = indicator(frequency)
    assert change_words(declared, chart(held, declared), Words(declared, "da")) == said


def test_equal_as_written_is_no_lower_figure() -> None:
    declared = indicator()
    charts = [chart({"2018": 4.4, "2020": 4.1}, declared)] * 2
    assert (
        finding(declared, charts, PLACES, visit("en")) == "None of two places have a lower figure in 2020 than in 2018"
    )
