"""What is hidden of an indicator and why: each case a small table of invented counts with its reason."""

from __future__ import annotations

import sys
from subprocess import run
from typing import Any

import pytest

from config.indicator import Indicator
from etl.combine import Series, combine
from etl.disclosure.memory import Memory
from etl.suppress import hide
from store.observations import Observation
from store.published import PublishedSeries
from tests.etl.made_tables import alliance, as_published, indicator_with, later, observation, remembered

AARHUS, ODENSE, VEJLE = "0751 Aarhus", "0461 Odense", "0630 Vejle"
SUM: dict[str, Any] = {"area": "alle kommuner", "by_area": True, "combine": "sum"}
BORNHOLM, REGION = "0400 Bornholm", "Region Hovedstaden"
Figures = dict[tuple[str, ...], float | None]  # (area, "name=value", ...): value
Shown = dict[tuple[str, ...], float | str | None]


def figures(rows: Figures, **more: object) -> list[Observation]:
    return [
        observation(area, dict(one.split("=") for one in groups), value, **more)
        for (area, *groups), value in rows.items()
    ]


def shown(indicator: Indicator, held: list[Observation], memory: Memory | None = None) -> Shown:
    """Each figure as it is shown: its value, or why it is hidden."""
    return told(series_shown(indicator, held, memory))


def series_shown(indicator: Indicator, held: list[Observation], memory: Memory | None = None) -> list[Series]:
    return hide(alliance(), indicator, combine(alliance(), indicator, held), memory)


def one_after_the_other(indicator: Indicator, *publications: list[Observation]) -> list[list[Series]]:
    """What is published of these, one after the other."""
    memory, found = Memory(), []
    for held in publications:
        found.append(series_shown(indicator, held, memory))
        memory = remembered(memory, found[-1])
    return found


def told(series: list[Series]) -> Shown:
    return {
        (one.area, *(f"{name}={value}" for name, value in sorted(one.dimensions.items()))): figure.hidden
        or figure.value
        if figure.hidden or figure.status != "Q"
        else "Q"
        for one in series
        for figure in one.observations
    }


CASES: list[tuple[str, dict[str, Any], Figures, Shown]] = [
    ("the smallest and the largest that are few; 0 and the threshold itself are shown", {},
     {("A",): 0, ("B",): 1, ("C",): 4, ("D",): 5}, {("A",): 0, ("B",): "small", ("C",): "small", ("D",): 5}),
    ("a threshold of three, as Danmarks Statistik has it", {"suppression": {"threshold": 3}},
     {("A",): 2, ("B",): 3, ("C",): 4}, {("A",): "small", ("B",): 3, ("C",): 4}),
    ("published figures: hiding is off", {"suppression": {"threshold": None}}, {("A",): 2}, {("A",): 2}),
    ("an index counts nobody", {"kind": "index"}, {("A",): 2}, {("A",): 2}),
    ("one hidden part would be the sum less the other: the smaller of two is hidden, the sum stays", SUM,
     {(AARHUS,): 3, (ODENSE,): 20, (VEJLE,): 30},
     {("alle kommuner",): 53, (AARHUS,): "small", (ODENSE,): "beside", (VEJLE,): 30}),
    ("three and three of six are each at least two: the sum goes too", SUM,
     {(AARHUS,): 3, (ODENSE,): 3}, {("alle kommuner",): "beside", (AARHUS,): "small", (ODENSE,): "small"}),
    ("four and one of five can be anything from one to four", SUM,
     {(AARHUS,): 4, (ODENSE,): 1}, {("alle kommuner",): 5, (AARHUS,): "small", (ODENSE,): "small"}),
    ("a small sum of two: its word would narrow them, so it says nothing of its size", SUM,
     {(AARHUS,): 1, (ODENSE,): 2}, {("alle kommuner",): "beside", (AARHUS,): "small", (ODENSE,): "small"}),
    ("beside noughts the sum is the part: both are few", SUM,
     {(AARHUS,): 3, (ODENSE,): 0}, {("alle kommuner",): "small", (AARHUS,): "small", (ODENSE,): 0}),
    ("women and men make a place", {},
     {(AARHUS,): 33, (AARHUS, "sex=f"): 3, (AARHUS, "sex=m"): 30},
     {(AARHUS,): 33, (AARHUS, "sex=f"): "small", (AARHUS, "sex=m"): "beside"}),
    ("two breakdowns of a whole that nobody publishes: their sums are the same", {},
     {(AARHUS, "sex=f"): 3, (AARHUS, "sex=m"): 30, (AARHUS, "age=young"): 13, (AARHUS, "age=old"): 20},
     {(AARHUS, "sex=f"): "small", (AARHUS, "sex=m"): 30, (AARHUS, "age=young"): "beside", (AARHUS, "age=old"): 20}),
    ("a breakdown without any total hides nothing else", {},
     {(AARHUS, "sex=f"): 3, (AARHUS, "sex=m"): 30}, {(AARHUS, "sex=f"): "small", (AARHUS, "sex=m"): 30}),
    ("a region beside its municipalities", {"area": "Danmark"},
     {(REGION,): 33, (BORNHOLM,): 3, ("0101 København",): 30},
     {(REGION,): 33, (BORNHOLM,): "small", ("0101 København",): "beside"}),
    ("the country beside its regions", {"area": "Danmark"},
     {("Danmark",): 33, (REGION,): 3, ("Region Sjælland",): 30},
     {("Danmark",): 33, (REGION,): "small", ("Region Sjælland",): "beside"}),
    ("the alliance's own area beside its parts, delivered as it is", {"area": "Byen"},
     {("Byen",): 33, ("Nord",): 3, ("Syd",): 30},
     {("Byen",): 33, ("Nord",): "small", ("Syd",): "beside"}),
    ("a remainder of the whole that is too small bounds the part", {"area": "Byen"},
     {("Byen",): 33, ("Nord",): 2, ("Syd",): 30}, {("Byen",): 33, ("Nord",): "small", ("Syd",): "beside"}),
    ("a remainder with room enough protects by itself", {"area": "Byen"},
     {("Byen",): 60, ("Nord",): 2, ("Syd",): 30}, {("Byen",): 60, ("Nord",): "small", ("Syd",): 30}),
    ("not the parts of one whole: they are more than it", {"area": "Byen"},
     {("Byen",): 20, ("Nord",): 3, ("Syd",): 30}, {("Byen",): 20, ("Nord",): "small", ("Syd",): 30}),
    ("what the partner has hidden is the whole less the rest: another is hidden", {"area": "Byen"},
     {("Byen",): 40, ("Nord",): None, ("Syd",): 30, ("Vest",): 7},
     {("Byen",): 40, ("Nord",): "Q", ("Syd",): 30, ("Vest",): "beside"}),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "more", "rows", "expected"), CASES, ids=[case[0] for case in CASES])
def test_hidden(reason: str, more: dict[str, Any], rows: Figures, expected: Shown) -> None:
    held = [one._replace(status="Q") if one.value is None else one for one in figures(rows)]
    assert shown(indicator_with(5, **more), held) == expected


RATES = [
    ("numerator given", 0.3, 3, 1000, "small"),
    ("numerator from a known denominator", 0.3, None, 1000, "small"),
    ("enough people, though the rate is small", 0.5, 50, 10_000, 0.5),
    ("nobody", 0.0, 0, 1000, 0.0),
    ("nothing is known of how many: the number is a rate, not a count", 3.0, None, None, 3.0),
]


@pytest.mark.parametrize(("reason", "value", "numerator", "denominator", "expected"), RATES)
def test_rates(
    reason: str, value: float, numerator: float | None, denominator: float | None, expected: float | str
) -> None:
    one = observation(AARHUS, {}, value, numerator=numerator, denominator=denominator)
    assert shown(indicator_with(5, kind="rate", per=100), [one])[AARHUS,] == expected


def test_a_rate_of_all_places_does_not_tell_a_hidden_one() -> None:
    """Denominators are known to everyone: 33 of 3,000 are 1.1 per cent, and 30 of them live in Odense."""
    held = [
        observation(AARHUS, {}, 0.3, numerator=3, denominator=1000),
        observation(ODENSE, {}, 1.5, numerator=30, denominator=2000),
    ]
    indicator = indicator_with(5, kind="rate", per=100, area="alle kommuner", by_area=True, combine="pooled_rate")
    found = shown(indicator, held)
    assert (found[AARHUS,], found[ODENSE,]) == ("small", "beside")
    mean = indicator_with(5, kind="rate", per=100, area="alle kommuner", by_area=True, combine="mean")
    assert list(shown(mean, held).values()).count("beside") == 1, "nor does their mean"


# From one publication to the next


def test_the_same_cells_stay_hidden_though_another_choice_would_be_lighter_now() -> None:
    """Vejle would be the smaller one after its correction; but Odense shown now would tell what Aarhus was."""
    indicator = indicator_with(5, **SUM)
    first = figures({(AARHUS,): 3, (ODENSE,): 20, (VEJLE,): 30})
    second = [first[0], first[1], later(first[2], 10)]
    assert shown(indicator, second)[VEJLE,] == "beside", "without a memory it would be chosen"
    before, series = one_after_the_other(indicator, first, second)
    assert told(before)[ODENSE,] == "beside"
    after = told(series)
    assert (after[AARHUS,], after[ODENSE,], after[VEJLE,], after["alle kommuner",]) == ("small", "beside", 10, 33)


def test_a_correction_away_from_few_does_not_tell_what_was_few() -> None:
    """Aarhus is 8 now and not few; but 58 less 8 and 30 would tell Odense, and the sum of before then Aarhus' 3."""
    indicator = indicator_with(5, **SUM)
    first = figures({(AARHUS,): 3, (ODENSE,): 20, (VEJLE,): 30})
    _, series = one_after_the_other(indicator, first, [later(first[0], 8), *first[1:]])
    after = told(series)
    assert after[ODENSE,] == "beside"
    assert (after[AARHUS,], after[VEJLE,], after["alle kommuner",]) == ("beside", 30, 58)
    earlier = {one.area: figure.earlier for one in series for figure in one.observations}
    assert [value for value, _, _ in earlier[AARHUS]] == [None], "nor is it told as what was first reported"


def test_a_new_place_is_not_the_new_sum_less_the_old_one() -> None:
    indicator = indicator_with(5, **SUM)
    first = figures({(AARHUS,): 20, (ODENSE,): 30})
    before, series = one_after_the_other(indicator, first, [*first, *figures({(VEJLE,): 3})])
    assert told(before)["alle kommuner",] == 50
    after = told(series)
    assert after == {("alle kommuner",): "beside", (AARHUS,): 20, (ODENSE,): 30, (VEJLE,): "small"}


def test_a_correction_to_few_hides_what_it_was_before() -> None:
    indicator = indicator_with(5)
    one = later(observation(AARHUS, {}, 12), 3)
    figure = series_shown(indicator, [one])[0].observations[0]
    assert (figure.value, figure.status, figure.hidden, figure.numerator) == (None, "Q", "small", None)
    assert figure.earlier == ((None, "Q", one.earlier[0][2]),)


def test_earlier_values_beside_a_hidden_figure_are_not_shown() -> None:
    """An old sum with an old part would tell the hidden one as well as today's would."""
    indicator = indicator_with(5, **SUM)
    first = figures({(AARHUS,): 3, (ODENSE,): 20, (VEJLE,): 30})
    series = series_shown(indicator, [first[0], first[1], later(first[2], 31)])
    found = {one.area: figure for one in series for figure in one.observations}
    assert found[VEJLE].value == 31
    assert [value for value, _, _ in found[VEJLE].earlier] == [None]


def test_what_was_open_before_hiding_was_declared_is_hidden_from_newcomers() -> None:
    open_ones = series_shown(indicator_with(None, **SUM), figures({(AARHUS,): 3, (ODENSE,): 20, (VEJLE,): 30}))
    held = figures({(AARHUS,): 3, (ODENSE,): 20, (VEJLE,): 30})
    after = shown(indicator_with(5, **SUM), held, Memory(published=lambda: as_published(open_ones)))
    assert (after[AARHUS,], after[ODENSE,]) == ("small", "beside")


def test_the_same_figures_are_hidden_again_without_looking_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    indicator = indicator_with(5, **SUM)
    held = figures({(AARHUS,): 3, (ODENSE,): 20, (VEJLE,): 30})
    memory = Memory()
    before = series_shown(indicator, held, memory)
    memory = remembered(memory, before)

    def choose(*_: object) -> None:
        raise AssertionError("nothing has changed")

    monkeypatch.setattr("etl.disclosure.complement.choose", choose)
    assert series_shown(indicator, held, memory) == before
    assert memory.new == {}, "nor is there anything to remember"


def test_a_figure_withdrawn_while_hidden_is_not_the_old_sum_less_what_is_shown_now() -> None:
    """Nothing is few any more; but Odense's 10, with the 33 and the 20 of before, would tell Aarhus' 3."""
    indicator = indicator_with(5, **SUM)
    first = figures({(AARHUS,): 3, (ODENSE,): 10, (VEJLE,): 20})
    before, series = one_after_the_other(indicator, first, first[1:])
    assert told(before) == {("alle kommuner",): 33, (AARHUS,): "small", (ODENSE,): "beside", (VEJLE,): 20}
    assert told(series)[ODENSE,] == "beside"


def test_what_the_last_publication_but_one_showed_counts_too() -> None:
    """Aarhus and Odense are corrected in turn, and the sum of the first publication is remembered in the third."""
    indicator = indicator_with(5, **SUM)
    first = figures({(AARHUS,): 3, (ODENSE,): 20, (VEJLE,): 30})
    second = [first[0], first[1], later(first[2], 31)]
    third = [later(first[0], 9), first[1], second[2]]
    *_, series = one_after_the_other(indicator, first, second, third)
    assert told(series)[ODENSE,] == "beside", "53 less 30 and 20 was 3"


def test_other_periods_are_not_touched() -> None:
    indicator = indicator_with(5, **SUM)
    held = figures({(AARHUS,): 3, (ODENSE,): 20, (VEJLE,): 30})
    held += figures({(AARHUS,): 13, (ODENSE,): 20, (VEJLE,): 30}, period="2025")
    series = series_shown(indicator, held)
    assert {one.area: one.observations[1].value for one in series} == {
        "alle kommuner": 63, AARHUS: 13, ODENSE: 20, VEJLE: 30,
    }  # fmt: skip


# What it costs


def test_without_a_small_count_nothing_is_made_anew_and_nothing_asked() -> None:
    indicator = indicator_with(5, **SUM)
    series = combine(alliance(), indicator, figures({(AARHUS,): 13, (ODENSE,): 20}))

    def asked() -> list[PublishedSeries]:
        raise AssertionError("what was published before is read where something is hidden only")

    assert hide(alliance(), indicator, series, Memory(published=asked)) is series


def test_scipy_is_loaded_where_something_is_hidden_only() -> None:
    code = (
        "import sys; from tests.etl.test_suppress import *; "
        "shown(indicator_with(5), figures({('A',): 13})); print('scipy' in sys.modules)"
    )
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]


def test_the_same_figures_give_the_same_choice_in_any_order() -> None:
    rows: Figures = {(AARHUS,): 3, (ODENSE,): 20, (VEJLE,): 20, ("0101 København",): 20}
    indicator = indicator_with(5, **SUM)
    found = shown(indicator, figures(rows))
    assert found == shown(indicator, figures(rows))
    assert list(found.values()).count("beside") == 1
