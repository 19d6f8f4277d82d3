""" "Intet at indberette": declared for periods that are due, kept as N with a submission of its own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from etl.deciding.declare import declare as carry_out_declaration
from etl.deciding.errands import declare_nothing, undo_submission
from etl.errands import submit
from progress.declaring import declarable
from store.decisions import NotPossible
from store.declarations import DueFigure, ask_to_declare, canonical, read_held
from store.definitions import read_alliance
from store.observations import Observation, read_observations
from store.published import read_published
from store.submissions import Submission
from store.viewer import OPERATOR
from store.work import claim
from tests.rooms import NOW, House

WOMEN = canonical({"koen": "kvinder"})


def declare(house: House, *periods: str, indicator: str = "antal", **more: Any) -> Submission:
    house.clock.forward(days=1)
    return declare_nothing(house.room, "proeve", "sekretariat", indicator, periods, **more)


def stored(house: House) -> list[Observation]:
    with house.store.reading() as connection:
        return read_observations(connection, "proeve", OPERATOR, ["antal", "andel", "kommuner"])


def due(house: House, organisation: str = "sekretariat") -> list[DueFigure]:
    with house.store.reading() as connection:
        declared = read_alliance(connection, "proeve", OPERATOR, NOW.date())
        assert declared is not None
        return list(declarable(declared, organisation, read_held(connection, "proeve", organisation), NOW.date()))


def test_a_declaration_is_a_figure_with_a_submission_of_its_own(house: House) -> None:
    assert DueFigure("antal", "", "{}", "2021") in due(house)
    done = declare(house, "2021", "2022")
    assert (done.state, done.outcome, done.source, done.via) == ("accepted", "accepted", "declaration", "command")
    assert done.report is not None
    assert done.report["counts"] == {"new": 2, "changed": 0, "unchanged": 0, "vanished": 0}
    for one, period in zip(stored(house), ("2021", "2022"), strict=True):
        assert (one.period, one.value, one.status, one.submission) == (period, None, "N", done.token)
        assert (one.source, one.sheet, one.cell) == ("Erklæret uden fil", "", "")
        assert one.known_from == done.received_at
    with house.store.reading() as connection:
        shown = read_published(connection, "proeve", OPERATOR, date(2027, 1, 1), "antal")
    assert shown[0].points.statuses == ["N", "N"]


def test_what_is_declared_counts_as_delivered(house: House) -> None:
    declare(house, "2021")
    left = due(house)
    assert DueFigure("antal", "", "{}", "2021") not in left
    assert DueFigure("antal", "", "{}", "2022") in left


def test_a_part_by_its_place_or_its_dimensions(sqlite_house: House) -> None:
    done = submit(
        sqlite_house.room, sqlite_house.workbook([["kommuner", "461 Odense", 2020, 3, None]]), "proeve", "sekretariat"
    )
    assert done.outcome == "accepted", done.report
    done = declare(sqlite_house, "2021", indicator="kommuner", area="461 Odense")
    assert done.outcome == "accepted"
    done = declare(sqlite_house, "2021-Q1", indicator="andel", dimensions={"koen": "kvinder"})
    (part,) = (one for one in stored(sqlite_house) if one.submission == done.token)
    assert (part.dimensions, part.status) == ({"koen": "kvinder"}, "N")


def test_a_wrong_declaration_is_undone_like_a_file(house: House) -> None:
    done = declare(house, "2021")
    house.clock.forward(days=1)
    assert undo_submission(house.room, done.token, "der kommer et tal").state == "withdrawn"
    assert stored(house) == []
    assert DueFigure("antal", "", "{}", "2021") in due(house)
    house.clock.forward(days=1)
    assert declare(house, "2021").outcome == "accepted"  # and declared again


def test_a_figure_delivered_later_takes_its_place(sqlite_house: House) -> None:
    declare(sqlite_house, "2021")
    sqlite_house.clock.forward(days=1)
    done = submit(sqlite_house.room, sqlite_house.workbook([["antal", None, 2021, 95, None]]), "proeve", "sekretariat")
    assert done.report is not None
    assert done.report["counts"]["changed"] == 1
    assert [(one.value, one.status) for one in stored(sqlite_house)] == [(95, "A")]


def test_a_figure_delivered_meanwhile_keeps_its_number(sqlite_house: House) -> None:
    """The declaration waited in the queue behind the file."""
    with sqlite_house.store.writing() as connection:
        figures = [DueFigure("antal", "", "{}", "2021"), DueFigure("antal", "", "{}", "2022")]
        ask_to_declare(connection, "proeve", "sekretariat", figures, None, "browser", sqlite_house.clock())
        piece = claim(connection, "test", sqlite_house.clock())
    assert piece is not None
    submit(sqlite_house.room, sqlite_house.workbook([["antal", None, 2021, 95, None]]), "proeve", "sekretariat")
    for _ in range(2):  # the second time as after a worker was lost
        carry_out_declaration(sqlite_house.room, piece)
    assert [(one.period, one.value, one.status) for one in stored(sqlite_house)] == [
        ("2021", 95, "A"),
        ("2022", None, "N"),
    ]


NOT_DUE = [
    ("a figure stands there", "antal", ["2020"], "not_due"),
    ("the year is not over", "antal", ["2026"], "not_due"),
    ("no such indicator", "findes-ikke", ["2021"], "not_due"),
    ("no period", "antal", [], "none_chosen"),
    ("one of two is not due: neither is taken", "antal", ["2021", "2026"], "not_due"),
]


@pytest.mark.parametrize(("why", "indicator", "periods", "code"), NOT_DUE, ids=[case[0] for case in NOT_DUE])
def test_only_what_is_due_can_be_declared(
    sqlite_house: House, why: str, indicator: str, periods: list[str], code: str
) -> None:
    house = sqlite_house
    submit(house.room, house.workbook([["antal", None, 2020, 95, None]]), "proeve", "sekretariat")
    with pytest.raises(NotPossible) as refused:
        declare(house, *periods, indicator=indicator)
    assert refused.value.code == code
    assert [one.status for one in stored(house)] == ["A"]
