"""What each part has moved, what the local targets come to, and when nothing may be added up. All figures invented."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from config.language import Text
from progress import contribution_reasons as why
from progress.case import Target
from progress.contribution import Contributions, Totals
from progress.contribution_totals import Whole
from progress.contribution_words import finding
from progress.contributions import contributions
from progress.naming import Naming
from progress.standing import Standing
from progress.verdict import Value
from store.time_period import TimePeriod

Y2020, Y2024, Y2030, Y2050 = (TimePeriod.parse(year) for year in ("2020", "2024", "2030", "2050"))
DOWN = Whole("count", "sum", "decrease")
UP = Whole("count", "sum", "increase")
TONNES = Naming(Text("Restaffald", "Residual waste"), Text("ton", "tonnes"), 0)


def standing(area: str, first: float | None, last: float | None, target: Any = None, **more: Any) -> Standing:
    """From 2020 to 2024; `target` is a number for 2030, or (number, deadline)."""
    values = [Value(p, float(v)) for p, v in ((Y2020, first), (Y2024, last)) if v is not None]
    goal = target if isinstance(target, tuple) or target is None else (target, Y2030)
    usual: dict[str, Any] = {
        "organisation": "sekretariat",
        "area": area,
        "dimensions": {},
        "verdict": "slow",
        "values": tuple(values),
        "baseline": next((v for v in values if v.period == Y2020), None),
        "latest": values[-1] if values else None,
        "target": Target(float(goal[0]), goal[1]) if goal else None,
        "outcome": "open" if goal else None,
    }
    return Standing(**usual | more)


# Local targets: (300 - 900) + (1000 - 2300) + (1300 - 1800) = -600 - 1300 - 500 = -2400.
# The shared target: 2000 - 5000 = -3000. Lacking: 600. Moved so far: -200 - 300 - 200 = -700.
PARTS = [
    standing("0751 Aarhus", 1800, 1600, 1300),
    standing("0165 Albertslund", 900, 700, 300),
    standing("0461 Odense", 2300, 2000, 1000),
]
SHARED = standing("alle kommuner", 5000, 4300, 2000)


def totals_of(found: Contributions | None) -> Totals:
    assert found is not None
    assert found.totals is not None
    return found.totals


def said(found: Contributions | None, whole: Whole = DOWN, language: str = "da") -> str:
    assert found is not None
    return str(finding(found, whole.sign, TONNES)[language]).replace("\u00a0", " ")


def test_local_targets_against_the_shared_one() -> None:
    found = contributions(DOWN, SHARED, PARTS)
    totals = totals_of(found)
    assert (totals.baseline, totals.latest, totals.change) == (5000, 4300, -700)
    assert (totals.needed, totals.promised, totals.gap) == (-3000, -2400, 600)
    assert totals.local_targets == Target(2600, Y2030)  # 300 + 1000 + 1300
    assert totals.gap == 2600 - 2000  # the same gap by the values themselves
    assert totals.withheld == ()
    assert found is not None
    assert [part.area for part in found.parts] == ["0165 Albertslund", "0461 Odense", "0751 Aarhus"]  # Aa last
    albertslund, odense, aarhus = found.parts
    assert (albertslund.change, albertslund.needed, albertslund.needed_by) == (-200, -600, "own_target")
    assert albertslund.share_of_way == pytest.approx(200 / 600)
    assert odense.share_of_way == pytest.approx(300 / 1300)
    assert aarhus.share_of_change == pytest.approx(200 / 700)
    assert aarhus.share_of_needed == pytest.approx(200 / 3000)
    assert "Lokale mål rækker til 2.400 af 3.000 ton: der mangler 600." in said(found)
    assert "Fra 2020 til 2024 faldt summen fra 5.000 til 4.300 ton." in said(found)
    assert "Local targets reach 2,400 of 3,000 tonnes: 600 short." in said(found, language="en")


@pytest.mark.parametrize(
    ("whole", "shared", "parts", "promised", "gap", "sentence"),
    [
        # Rising: (300 - 100) + (250 - 100) = 350 of 600 - 200 = 400: 50 short.
        (UP, (200, 260, 600), [(100, 130, 300), (100, 130, 250)], 350, 50,
            "Lokale mål rækker til 350 af 400 ton: der mangler 50."),
        # Exactly: -50 - 50 = -100 = 100 - 200.
        (DOWN, (200, 180, 100), [(100, 90, 50), (100, 90, 50)], -100, 0,
            "Lokale mål rækker til de 100 ton, der skal til."),
        # Further: -80 - 70 = -150 where -100 are needed.
        (DOWN, (200, 180, 100), [(100, 90, 20), (100, 90, 30)], -150, -50,
            "Lokale mål rækker til 150, hvor der skal 100 ton til: 50 mere."),
        # To zero, as net zero: -100 - 100 = -200 = 0 - 200.
        (DOWN, (200, 180, 0), [(100, 90, 0), (100, 90, 0)], -200, 0, "Lokale mål rækker til de 200 ton, der skal til."),
        # Local targets that allow more: +20 + 10 = 30 where -100 are needed: 130 short.
        (DOWN, (200, 180, 100), [(100, 90, 120), (100, 90, 110)], 30, 130,
            "De lokale mål går tilsammen den forkerte vej; der skal 100 ton til."),
        # From nothing: 40 + 60 = 100 of 150.
        (UP, (0, 30, 150), [(0, 10, 40), (0, 20, 60)], 100, 50,
            "Lokale mål rækker til 100 af 150 ton: der mangler 50."),
        # One part without a target: it promises nothing, and that is said. -50 of -100.
        (DOWN, (200, 180, 100), [(100, 90, 50), (100, 90, None)], -50, 50, "Ét sted har ikke sit eget mål."),
        # One with a later deadline: not counted toward 2030.
        (DOWN, (200, 180, 100), [(100, 90, 50), (100, 90, (0, Y2050))], -50, 50,
            "Ét sted har et mål med en senere frist eller ingen; det er ikke regnet med."),
        # One without a deadline: the same.
        (DOWN, (200, 180, 100), [(100, 90, 50), (100, 90, (0, None))], -50, 50,
            "Ét sted har et mål med en senere frist"),
        # A shared target without a deadline takes every local one: -50 - 100 = -150 where -100 are needed.
        (DOWN, (200, 180, (100, None)), [(100, 90, 50), (100, 90, (0, Y2050))], -150, -50, "50 mere."),
    ],
)  # fmt: skip
def test_gap(whole: Whole, shared: Any, parts: Any, promised: float, gap: float, sentence: str) -> None:
    found = contributions(whole, standing("alle", *shared), [standing(f"Sted {n}", *p) for n, p in enumerate(parts)])
    assert (totals_of(found).promised, totals_of(found).gap) == (promised, gap)
    assert sentence in said(found, whole)


def test_sum_of_local_targets_needs_all_of_them_and_one_deadline() -> None:
    """How far they reach can be said of some; their sum cannot."""
    some = contributions(DOWN, SHARED, [*PARTS[:2], replace(PARTS[2], target=None)])
    assert totals_of(some).local_targets is None
    assert dict(totals_of(some).withheld)["local_targets"] == why.SOME_WITHOUT_TARGET
    mixed = contributions(DOWN, SHARED, [*PARTS[:2], replace(PARTS[2], target=Target(1000, Y2050))])
    assert dict(totals_of(mixed).withheld)["local_targets"] == why.OTHER_DEADLINES


def test_without_own_target_the_share_follows_the_baseline() -> None:
    """-100 are needed of 200; a part of 150 has three quarters of it: -75. It has moved -30: 40 per cent."""
    found = contributions(DOWN, standing("alle", 200, 160, 100), [standing("A", 150, 120), standing("B", 50, 40)])
    assert found is not None
    first = found.parts[0]
    assert (first.needed, first.needed_by) == (-75, "share_of_baseline")
    assert first.share_of_way == pytest.approx(0.4)
    assert dict(totals_of(found).withheld)["gap"] == why.NO_LOCAL_TARGETS


def test_from_nothing_no_share_follows_the_baseline() -> None:
    found = contributions(UP, standing("alle", 0, 3, 10), [standing("A", 0, 1), standing("B", 0, 2)])
    assert found is not None
    assert [(part.needed, part.share_of_way) for part in found.parts] == [(None, None), (None, None)]
    assert [part.share_of_needed for part in found.parts] == [pytest.approx(0.1), pytest.approx(0.2)]


def test_shares_of_a_change_need_one_direction() -> None:
    """-30 and +20 make -10: "300 per cent" would say nothing."""
    found = contributions(DOWN, standing("alle", 200, 190), [standing("A", 100, 70), standing("B", 100, 120)])
    assert found is not None
    assert [part.share_of_change for part in found.parts] == [None, None]
    assert dict(totals_of(found).withheld)["share_of_change"] == why.NO_CHANGE


@pytest.mark.parametrize(
    ("whole", "shared", "reason"),
    [
        (Whole("rate", "pooled_rate", "decrease"), SHARED, why.RATES),
        (Whole("share", "mean", "decrease"), SHARED, why.RATES),
        (Whole("rate", "sum", "decrease"), SHARED, why.RATES),  # whatever is declared, rates have no sum
        (Whole("index", "given", "decrease"), SHARED, why.RATES),
        (Whole("count", "mean", "decrease"), SHARED, why.RATES),
        (Whole("count", "given", "decrease"), SHARED, why.NOT_THE_WHOLE),  # nothing says how many there are
        (Whole("count", "given", "decrease", expected=98), SHARED, why.NOT_THE_WHOLE),  # three of 98
        (Whole("count", "given", "decrease", expected=3), replace(SHARED, baseline=None), why.NO_BASELINE),
        (DOWN, None, why.NO_BASELINE),
        (DOWN, replace(SHARED, latest=SHARED.baseline), why.NO_BASELINE),  # nothing later yet
        # A declared baseline that is not the sum: 5200 is not 900 + 2300 + 1800.
        (DOWN, replace(SHARED, baseline=Value(Y2020, 5200.0)), why.BASELINE_ELSEWHERE),
        # Three of three, and the country's figure is still another.
        (Whole("count", "given", "decrease", expected=3),
            replace(SHARED, latest=Value(Y2024, 4400.0)), why.SUM_DIFFERS),
    ],
)  # fmt: skip
def test_not_added_up(whole: Whole, shared: Standing | None, reason: Text) -> None:
    found = contributions(whole, shared, PARTS)
    assert found is not None
    assert found.totals is None
    assert found.why_no_totals == reason
    assert [part.share_of_change for part in found.parts] == [None] * 3
    assert found.parts[0].share_of_way == pytest.approx(200 / 600)  # each against its own target all the same
    assert said(found, whole) == f"{reason.da}. Hver måles mod sit eget mål."


def test_complete_coverage_adds_up_where_the_figures_do() -> None:
    """Given, three of three declared, 900 + 2300 + 1800 = 5000 and 700 + 2000 + 1600 = 4300."""
    found = contributions(Whole("state", "given", "decrease", expected=3), SHARED, PARTS)
    assert totals_of(found).gap == 600


def test_rounded_figures_still_add_up() -> None:
    """Each may be half a unit off: 33.3 three times is 99.9, given as 100."""
    parts = [standing(f"S{n}", 33.3, 30.0) for n in range(3)]
    whole = Whole("count", "given", "decrease", decimals=0, expected=3)
    assert contributions(whole, standing("alle", 100, 90), parts) is not None
    assert contributions(replace(whole, decimals=1), standing("alle", 100.5, 90), parts) is None  # 0.6 off


def test_nothing_to_say_beyond_the_verdicts() -> None:
    no_targets = [replace(part, target=None) for part in PARTS]
    assert contributions(Whole("rate", "mean", "decrease"), SHARED, no_targets) is None
    assert contributions(DOWN, SHARED, PARTS[:1]) is None  # one part is no sum


HIDDEN = replace(PARTS[1], values=PARTS[1].values[:1], latest=None, hidden=frozenset({Y2024}))


def test_a_hidden_part_withholds_every_sum_that_would_need_it() -> None:
    found = contributions(DOWN, SHARED, [PARTS[0], HIDDEN, PARTS[2]])
    totals = totals_of(found)
    assert (totals.baseline, totals.latest, totals.change) == (None, None, None)
    assert dict(totals.withheld)["change"] == why.HIDDEN_PART
    assert found is not None
    assert [part.share_of_change for part in found.parts] == [None] * 3
    row = found.parts[0]
    assert (row.latest, row.change, row.share_of_way, row.withheld) == (None, None, None, why.VALUE_HIDDEN)
    assert totals.gap == 600  # of baselines and targets, which are all shown
    assert why.HIDDEN_PART.da in said(found)


def test_a_hidden_baseline_withholds_what_its_target_promises() -> None:
    hidden = replace(PARTS[1], values=PARTS[1].values[1:], baseline=None, hidden=frozenset({Y2020}))
    totals = totals_of(contributions(DOWN, SHARED, [PARTS[0], hidden, PARTS[2]]))
    assert (totals.promised, totals.gap) == (None, None)
    assert dict(totals.withheld)["gap"] == why.HIDDEN_PART


def test_an_older_value_does_not_stand_in_for_a_hidden_one() -> None:
    """Rates are told one by one: of the part whose newest value is hidden nothing is told."""
    older = replace(PARTS[1], hidden=frozenset({TimePeriod.parse("2025")}))
    found = contributions(Whole("rate", "given", "decrease"), None, [PARTS[0], older])
    assert found is not None
    assert (found.parts[0].latest, found.parts[0].withheld) == (None, why.VALUE_HIDDEN)
    started = replace(PARTS[1], baseline=None, hidden=frozenset({Y2020}))
    found = contributions(Whole("rate", "given", "decrease", starts=Y2020), None, [PARTS[0], started])
    assert found is not None
    assert found.parts[0].withheld == why.VALUE_HIDDEN


def test_a_missing_part_is_missing_and_not_hidden() -> None:
    gone = replace(PARTS[1], values=PARTS[1].values[:1], latest=PARTS[1].baseline)
    found = contributions(DOWN, SHARED, [PARTS[0], gone, PARTS[2]])
    assert dict(totals_of(found).withheld)["change"] == why.MISSING_PART
    assert found is not None
    assert found.parts[0].withheld == why.NO_VALUE


def test_no_gap_without_a_shared_target_or_when_it_was_met_from_the_start() -> None:
    alone = totals_of(contributions(DOWN, replace(SHARED, target=None), PARTS))
    assert (alone.gap, dict(alone.withheld)["gap"]) == (None, why.NO_SHARED_TARGET)
    met = totals_of(contributions(DOWN, replace(SHARED, target=Target(6000, Y2030)), PARTS))
    assert (met.gap, dict(met.withheld)["gap"]) == (None, why.MET_AT_START)


def test_a_part_that_meets_its_own_target_from_the_start_has_no_way_to_go() -> None:
    found = contributions(DOWN, SHARED, [*PARTS[:2], replace(PARTS[2], target=Target(2300, Y2030))])
    assert found is not None
    assert [part.share_of_way for part in found.parts if part.area == "0461 Odense"] == [None]


def test_partners_of_one_place_are_called_partners() -> None:
    parts = [
        standing("Danmark", 100, 90, 50, organisation="a"),
        standing("Danmark", 100, 90, organisation="b"),
    ]
    found = contributions(DOWN, standing("Danmark", 200, 180, 100), parts)
    assert "Én partner har ikke sit eget mål." in said(found)
    assert "One partner has no target of its own." in said(found, language="en")
    assert found is not None
    text = finding(found, -1.0, TONNES, (3, Text("partnere", "partners")))
    assert text.da.endswith("Kun 2 af 3 partnere er med; summen er deres alene.")


NUMBER = st.integers(-10_000, 10_000)
PART = st.tuples(NUMBER, NUMBER, st.none() | NUMBER)


def _made(rows: list[tuple[int, int, int | None]], goal: int, scale: float = 1.0) -> tuple[Standing, list[Standing]]:
    parts = [
        standing(f"S{n:02}", first * scale, last * scale, None if own is None else own * scale)
        for n, (first, last, own) in enumerate(rows)
    ]
    total = [sum(row[place] for row in rows) * scale for place in (0, 1)]
    return standing("alle", *total, goal * scale), parts


@given(st.lists(PART, min_size=2, max_size=6), NUMBER, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows: Any, goal: int, random: Any) -> None:
    shared, parts = _made(rows, goal)
    mixed = list(parts)
    random.shuffle(mixed)
    assert contributions(DOWN, shared, mixed) == contributions(DOWN, shared, parts)


@given(st.lists(PART, min_size=2, max_size=6), NUMBER)
def test_the_unit_does_not_matter(rows: Any, goal: int) -> None:
    """A thousand times as large: the same shares, a thousand times the sums."""
    one, many = (contributions(DOWN, *_made(rows, goal, scale)) for scale in (1.0, 1000.0))
    assert one is not None and many is not None  # noqa: PT018
    for a, b in zip(one.parts, many.parts, strict=True):
        assert (a.share_of_change, a.share_of_needed, a.share_of_way) == pytest.approx(
            (b.share_of_change, b.share_of_needed, b.share_of_way)
        )
    gap = totals_of(one).gap
    assert totals_of(many).gap == (None if gap is None else pytest.approx(gap * 1000))


@given(st.lists(PART, min_size=2, max_size=6), NUMBER)
def test_sums_are_the_sums(rows: Any, goal: int) -> None:
    shared, parts = _made(rows, goal)
    found = contributions(DOWN, shared, parts)
    totals = totals_of(found)
    assert found is not None
    assert totals.change == sum(part.change or 0 for part in found.parts)
    changes = [part.share_of_change for part in found.parts if part.share_of_change is not None]
    if changes:
        assert math.fsum(changes) == pytest.approx(1)
        assert all(0 <= share <= 1 + 1e-9 for share in changes)
    if totals.needed:
        # The parts' shares of what is needed are together the share of the shared way, P.
        together = math.fsum(part.share_of_needed or 0 for part in found.parts)
        assert together == pytest.approx((totals.change or 0) / totals.needed, abs=1e-9)
    if totals.local_targets is not None and totals.gap is not None:
        assert totals.gap == pytest.approx(totals.local_targets.value - goal)  # decrease: above the target is lacking
    assert finding(found, -1.0, TONNES).da


@given(st.lists(PART, min_size=2, max_size=5), NUMBER)
def test_mirrored_is_the_same(rows: Any, goal: int) -> None:
    """Every value negated and the direction swapped: the same shares and the same gap."""
    assume(goal != 0)
    down, up = contributions(DOWN, *_made(rows, goal)), contributions(UP, *_made(rows, goal, -1.0))
    assert [part.share_of_needed for part in down.parts] == [part.share_of_needed for part in up.parts]  # type: ignore[union-attr]
    assert totals_of(down).gap == totals_of(up).gap


FLOAT = st.floats(allow_nan=True, allow_infinity=True)


@given(st.lists(st.tuples(FLOAT, FLOAT, st.none() | FLOAT), min_size=2, max_size=4), FLOAT, FLOAT, FLOAT)
def test_no_number_raises_or_is_said(rows: Any, first: float, last: float, goal: float) -> None:
    parts = [standing(f"S{n}", *row) for n, row in enumerate(rows)]
    for whole in (DOWN, replace(UP, combine="given", expected=2), replace(DOWN, direction=None)):
        found = contributions(whole, standing("alle", first, last, goal), parts)
        if found is not None:
            text = str(found.to_json()) + str(finding(found, whole.sign, TONNES))
            assert "nan" not in text
            assert "inf" not in text
