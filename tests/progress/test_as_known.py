"""As known on a day: of what is published, the same as the worker makes of all vintages; what is hidden stays so."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.definitions import Alliance
from config.indicator import Indicator
from etl.publish import shown_series
from progress.as_known import Known, as_known, days_of_change
from store.observations import Observation
from store.published import Points, PublishedSeries
from tests.rooms import small_alliance

TODAY = date(2026, 11, 23)
FIRST = datetime(2024, 1, 1, 12, tzinfo=UTC)
HERE, THERE, WHOLE = "0751 Aarhus", "0461 Odense", "alle kommuner"

Vintage = tuple[float | None, str, int]  # value, status, days after the first one
Held = dict[tuple[str, str], list[Vintage]]  # by area and period


def declared(combine: str, **more: Any) -> tuple[Alliance, Indicator]:
    indicator = {
        "code": "antal",
        "goal": "faerre",
        "title": {"da": "Antal", "en": "Number"},
        "unit": {"da": "ting", "en": "things"},
        "kind": "count",
        "frequency": "annual",
        "lag_months": 6,
        "direction": "decrease",
        "combine": combine,
        "area": WHOLE,
        "baseline": {"period": 2018},
        "targets": [
            {"value": 50, "period": 2030, "adopted": "2020-06-01"},
            {"value": 20, "period": 2030, "adopted": "2024-02-01"},
        ],
        "coverage": {"expected": 3, "unit": {"da": "kommuner", "en": "municipalities"}},
        "suppression": {"threshold": None},
        **more,
    }
    made = small_alliance(areas=[WHOLE], indicators=[indicator])
    return made, made.indicators[0]


def observations(held: Held, until: date = TODAY) -> list[Observation]:
    """As the worker reads them on a day: the last vintage known by then, with those before it."""
    found = []
    for (area, period), vintages in sorted(held.items()):
        known = [(value, status, FIRST + timedelta(days=days)) for value, status, days in vintages]
        known = [one for one in known if one[2].date() <= until]
        if not known or known[-1][1] == "W":
            continue
        value, status, since = known[-1]
        found.append(
            Observation(
                indicator="antal",
                organisation="partner",
                area=area,
                dimensions={},
                period=period,
                value=value,
                numerator=None,
                denominator=None,
                status=status,
                source="Opdigtet",
                submission="fil",
                sheet="Ark",
                cell="B2",
                known_from=since,
                recorded_at=since,
                earlier=tuple(known[:-1]),
            )
        )
    return found


def published(held: Held, combine: str, day: date = TODAY, **more: Any) -> list[PublishedSeries]:
    return [one for one, _ in shown_series(*declared(combine, **more), observations(held, day), day)]


def known(held: Held, combine: str, day: date, **more: Any) -> Known:
    return as_known(declared(combine, **more)[1], published(held, combine, **more), day, {}, 0)


NUMBERS = st.integers(0, 900).map(float)
FIGURES = st.one_of(
    st.tuples(NUMBERS, st.sampled_from("AAAPE")),
    st.tuples(st.none(), st.sampled_from("LMNQ")),
)


@st.composite
def histories(draw: st.DrawFn, areas: tuple[str, ...]) -> Held:
    """Figures of some years, each with its vintages; a withdrawal may lie between two of them."""
    held: Held = {}
    for area in areas:
        for year in draw(st.lists(st.integers(2018, 2023), unique=True, max_size=5)):
            figures: list[tuple[float | None, str]] = list(draw(st.lists(FIGURES, min_size=1, max_size=3)))
            figures = [one for one in figures if one[1] != "Q"] or figures[-1:]  # of hiding see below
            if len(figures) > 1 and draw(st.booleans()):
                figures.insert(1, (None, "W"))
            days = sorted(draw(st.lists(st.integers(0, 60), min_size=len(figures), max_size=len(figures))))
            held[area, str(year)] = [(*one, day) for one, day in zip(figures, days, strict=True)]
    return held


@pytest.mark.parametrize("combine", ["given", "sum", "mean"])
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_pages_know_what_the_worker_knew(combine: str, data: st.DataObject) -> None:
    """Figures, statuses, days, and the whole verdict; of an earlier vintage only the cell is not published."""
    held = data.draw(histories((WHOLE,) if combine == "given" else (HERE, THERE)))
    day = (FIRST + timedelta(days=data.draw(st.integers(-1, 61)))).date()
    expected = {one.subject: one for one in published(held, combine, day)}
    found = {one.subject: one for one in known(held, combine, day).series}
    for subject, one in found.items():
        wanted = expected.get(subject)
        if wanted is None:  # nothing was known of it on that day: it is there without figures
            assert one.points.periods == []
            continue
        for column in ("periods", "values", "statuses", "known_from", "earlier"):
            if subject == "shared" and combine != "given" and column == "earlier":
                continue  # a whole of ours has none
            assert getattr(one.points, column) == getattr(wanted.points, column), (subject, column)
        assert one.verdict == wanted.verdict, subject
    assert expected.keys() - {"shared"} <= found.keys()


@settings(max_examples=20, deadline=None)
@given(held=histories((HERE, THERE)), after=st.integers(-1, 61))
def test_a_pooled_rate_is_told_where_nothing_has_changed_since(held: Held, after: int) -> None:
    """Numerators are not published: a rate of that time is never made of today's, nor guessed."""
    day = (FIRST + timedelta(days=after)).date()
    found = known(held, "pooled_rate", day, kind="rate").series[0]
    for since in found.points.known_from:
        assert since
        assert since <= day.isoformat()


def _hidden(periods: list[str], values: list[float | None], hidden: list[str | None], earlier: Any) -> PublishedSeries:
    count = len(periods)
    points = Points(
        periods=periods,
        values=values,
        statuses=["Q" if why else "A" for why in hidden],
        sources=["Opdigtet"] * count,
        submissions=["fil"] * count,
        sheets=["Ark"] * count,
        cells=["B2"] * count,
        known_from=["2024-03-01"] * count,
        earlier=earlier,
        hidden=hidden,
    )
    return PublishedSeries("antal", "shared", "shared", None, WHOLE, {}, points, {})


NOW_HIDDEN = _hidden(["2022"], [None], ["small"], [[[None, "Q", "2024-01-01"]]])
THEN_HIDDEN = _hidden(["2022"], [40.0], [None], [[[None, "Q", "2024-01-01"]]])
# As no publication should have it: a value before one that is hidden now. Not shown either.
LEFT_OVER = _hidden(["2022"], [None], ["beside"], [[[3.0, "A", "2024-01-01"]]])

HIDING: list[tuple[str, PublishedSeries, date, tuple[list[float | None], str, list[str | None]]]] = [
    ("hidden now, known then", NOW_HIDDEN, date(2024, 1, 1), ([None], "Q", ["beside"])),
    ("hidden now, as it stands", NOW_HIDDEN, date(2024, 3, 1), ([None], "Q", ["small"])),
    ("hidden then, shown now", THEN_HIDDEN, date(2024, 2, 1), ([None], "Q", ["beside"])),
    ("hidden before, shown now, as it stands", THEN_HIDDEN, date(2024, 3, 1), ([40.0], "A", [])),
    ("a value left over from before it was hidden", LEFT_OVER, date(2024, 2, 1), ([None], "Q", ["beside"])),
    (
        "nothing to hide then",
        _hidden(["2022"], [None], ["small"], [[[None, "L", "2024-01-01"]]]),
        date(2024, 2, 1),
        ([None], "L", []),
    ),
    ("not known yet", NOW_HIDDEN, date(2023, 12, 31), ([], "", [])),
]


@pytest.mark.parametrize(("series", "day", "expected"), [case[1:] for case in HIDING], ids=[case[0] for case in HIDING])
def test_hidden_stays_hidden(series: PublishedSeries, day: date, expected: Any) -> None:
    values, statuses, hidden = expected
    (found,) = as_known(declared("given")[1], [series], day, {}, 0).series
    assert found.points.values == values
    assert "".join(found.points.statuses) == statuses
    assert found.points.hidden == hidden
    assert found.verdict["latest"] is None or values != [None]


def test_a_whole_with_a_hidden_part_is_not_made_again() -> None:
    """The sum of then less the parts of then would be the hidden one: it is left out, and nothing is judged."""
    held: Held = {
        (HERE, "2022"): [(80.0, "A", 0), (90.0, "A", 40)],
        (THERE, "2022"): [(3.0, "A", 0)],
        ("0851 Aalborg", "2022"): [(60.0, "A", 0)],
    }
    day = (FIRST + timedelta(days=10)).date()
    found = known(held, "sum", day, suppression={"threshold": 5})
    shared = found.series[0]
    assert found.untold == ("2022",)
    assert shared.points.periods == []
    assert shared.verdict["verdict"] == "not_assessed"
    assert "143" not in str([one.points for one in found.series])


def test_days_of_change() -> None:
    assert days_of_change([THEN_HIDDEN, NOW_HIDDEN]) == [date(2024, 3, 1), date(2024, 1, 1)]
