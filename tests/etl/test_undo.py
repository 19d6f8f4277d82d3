"""One submission undone: what stood before stands again, what came later is untouched, and every step is a vintage."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from etl.deciding.errands import undo_submission
from etl.errands import submit
from etl.jobs import import_submission
from etl.opening.own_sheets import FORM
from etl.template import make_template
from store.clock import danish_day, end_of_danish_day
from store.decisions import NotPossible
from store.observations import Observation, read_observations
from store.published import read_published
from store.schema import indicator, observation, published
from store.submissions import RECEIVED, Submission, move
from store.undoing import expected_undoing
from store.viewer import OPERATOR
from tests.rooms import House

Told = dict[int, float | None]


def deliver(house: House, figures: Told, **more: Any) -> Submission:
    house.clock.forward(days=1)
    rows = [["antal", None, year, value, None if value is not None else "mangler"] for year, value in figures.items()]
    done = submit(house.room, house.workbook(rows), "proeve", "sekretariat", confirmed=True, **more)
    assert done.outcome in ("accepted", "unchanged"), done.report
    return done


def undone(house: House, of: Submission, reason: str | None = None) -> Submission:
    house.clock.forward(days=1)
    return undo_submission(house.room, of.token, reason)


def observations(house: House, day: date | None = None) -> list[Observation]:
    with house.store.reading() as connection:
        return read_observations(connection, "proeve", OPERATOR, ["antal"], end_of_danish_day(day) if day else None)


def current(house: House) -> Told:
    return {int(one.period): one.value for one in observations(house)}


def as_known(house: House, day: date) -> Told:
    return {int(one.period): one.value for one in observations(house, day)}


def shown(house: House) -> Told:
    """What the pages draw."""
    with house.store.reading() as connection:
        (one,) = (
            s for s in read_published(connection, "proeve", OPERATOR, date(2027, 1, 1), "antal") if s.role == "shared"
        )
    return dict(zip(map(int, one.points.periods), one.points.values, strict=True))


CASES: list[tuple[str, list[Told], list[int], Told, dict[str, int]]] = [
    # why, what is delivered, which are undone, what is current then, and the counts of the last undoing
    ("nothing was there before: the figures end", [{2021: 95}], [0], {}, {"ended": 1}),
    ("a correction goes back", [{2021: 95}, {2021: 97}], [1], {2021: 95}, {"restored": 1}),
    ("what came later is left alone", [{2021: 95}, {2021: 97}], [0], {2021: 97}, {"later": 1}),
    ("and then both are gone", [{2021: 95}, {2021: 97}], [0, 1], {}, {"ended": 1}),
    ("in either order", [{2021: 95}, {2021: 97}], [1, 0], {}, {"ended": 1}),
    ("only its own figures", [{2021: 95}, {2021: 95, 2022: 90}], [1], {2021: 95}, {"ended": 1}),
    (
        "a later file holds it too, unchanged: it stays, on that file's word",
        [{2021: 95}, {2021: 95, 2022: 90}],
        [0],
        {2021: 95, 2022: 90},
        {"kept": 1},
    ),
    ("the later file's word is gone too", [{2021: 95}, {2021: 95, 2022: 90}], [0, 1], {}, {"ended": 2}),
    (
        "an earlier file agreed with one that was undone before",
        [{2021: 95}, {2021: 97}, {2021: 97, 2022: 90}, {2021: 99}],
        [1, 3],
        {2021: 97, 2022: 90},
        {"restored": 1},
    ),
    ("to missing, which is no withdrawal", [{2021: None}, {2021: 97}], [1], {2021: None}, {"restored": 1}),
    ("back and forth", [{2021: 95}, {2021: 97}, {2021: 95}], [2, 0], {2021: 97}, {"later": 1}),
]


@pytest.mark.parametrize(("why", "delivered", "which", "left", "counts"), CASES, ids=[case[0] for case in CASES])
def test_undoing(
    house: House, why: str, delivered: list[Told], which: list[int], left: Told, counts: dict[str, int]
) -> None:
    made = [deliver(house, figures) for figures in delivered]
    for number in which:
        done = undone(house, made[number])
    assert current(house) == shown(house) == left
    assert done.report is not None
    found = done.report["withdrawn"]["counts"]
    assert {name: number for name, number in found.items() if number} == counts


def test_who_when_and_why(house: House) -> None:
    done = undone(house, deliver(house, {2021: 95}), "forkert år")
    assert (done.state, done.outcome) == ("withdrawn", "accepted")
    assert done.report is not None
    withdrawn = done.report["withdrawn"]
    assert (withdrawn["by"], withdrawn["reason"]) == ("command", "forkert år")
    assert withdrawn["at"] == house.clock().isoformat()


def test_a_withdrawn_figure_is_none_and_not_missing(house: House) -> None:
    """As-of reading still gives what was known then; there is no current row, and no row is deleted."""
    made = deliver(house, {2021: 95})
    day = danish_day(house.clock())
    undone(house, made)
    assert as_known(house, day) == {2021: 95}
    assert as_known(house, danish_day(house.clock())) == current(house) == {}
    with house.store.reading() as connection:
        rows = connection.execute(sa.select(observation).order_by(observation.c.observation_id)).all()
    assert [(row.status, row.value, row.superseded_at is None) for row in rows] == [
        ("A", 95, False),
        ("W", None, False),
    ]


def test_a_figure_kept_by_a_later_file_leads_to_its_cell_there(sqlite_house: House) -> None:
    first = deliver(sqlite_house, {2021: 95})
    later = deliver(sqlite_house, {2020: 100, 2021: 95})
    undone(sqlite_house, first)
    (_, kept) = observations(sqlite_house)
    assert (kept.value, kept.submission, kept.sheet, kept.cell) == (95, later.token, "Indberetning", "D3")


def test_a_file_that_cannot_be_read_again_still_counts_and_is_named(sqlite_house: House) -> None:
    first = deliver(sqlite_house, {2021: 95})
    later = deliver(sqlite_house, {2020: 100, 2021: 95})
    sqlite_house.room.files.delete(later.token)
    done = undone(sqlite_house, first)
    assert current(sqlite_house) == {2020: 100, 2021: 95}
    assert done.report is not None
    assert done.report["withdrawn"]["unread"] == [later.filename]
    (_, kept) = observations(sqlite_house)
    assert (kept.submission, kept.sheet, kept.cell) == (later.token, "", "")


def test_what_was_restored_keeps_its_own_cell(sqlite_house: House) -> None:
    first = deliver(sqlite_house, {2020: 100, 2021: 95})
    undone(sqlite_house, deliver(sqlite_house, {2021: 97}))
    (_, back) = observations(sqlite_house)
    assert (back.value, back.submission, back.cell) == (95, first.token, "D3")


@pytest.mark.parametrize("values", [{2021: 95.0}, {2020: 100.0, 2021: 95.0}])
def test_the_same_bytes_after_an_undo_are_read_again(sqlite_house: House, values: Told) -> None:
    path = sqlite_house.workbook([["antal", None, year, value, None] for year, value in values.items()])
    first = submit(sqlite_house.room, path, "proeve", "sekretariat")
    undone(sqlite_house, first)
    sqlite_house.clock.forward(days=1)
    again = submit(sqlite_house.room, path, "proeve", "sekretariat")
    assert again.outcome == "accepted"
    assert again.report is not None
    assert again.report["counts"] == {"new": len(values), "changed": 0, "unchanged": 0, "vanished": 0}
    assert current(sqlite_house) == shown(sqlite_house) == values


def test_the_same_bytes_twice_and_both_undone(sqlite_house: House) -> None:
    path = sqlite_house.workbook([["antal", None, 2021, 95, None]])
    made = []
    for _ in range(2):
        sqlite_house.clock.forward(days=1)
        made.append(submit(sqlite_house.room, path, "proeve", "sekretariat"))
    assert made[1].outcome == "unchanged"
    undone(sqlite_house, made[0])
    assert current(sqlite_house) == {2021: 95}
    undone(sqlite_house, made[1])
    assert current(sqlite_house) == {}


def test_history_delivered_again_after_an_undo_counts_from_the_day_it_comes_back(house: House) -> None:
    first = deliver(house, {2021: 95, 2022: 90}, known_from=date(2023, 1, 31))
    undone(house, first)
    gone = danish_day(house.clock())
    deliver(house, {2021: 95, 2022: 90}, known_from=date(2023, 1, 31))
    assert current(house) == shown(house) == {2021: 95, 2022: 90}
    assert as_known(house, gone) == {}
    assert as_known(house, date(2024, 1, 1)) == {2021: 95, 2022: 90}


def test_two_vintages_of_one_figure_come_back_in_their_order(sqlite_house: House) -> None:
    headings = ["indikator", "område", "periode", "værdi", "status", "kendt fra"]
    rows = [["antal", None, 2021, 97, None, "2023-06-30"], ["antal", None, 2021, 95, "foreløbig", "2023-01-31"]]
    path = sqlite_house.workbook(rows, headings=headings)
    sqlite_house.clock.forward(days=1)
    undone(sqlite_house, submit(sqlite_house.room, path, "proeve", "sekretariat"))
    sqlite_house.clock.forward(days=1)
    submit(sqlite_house.room, path, "proeve", "sekretariat")
    assert current(sqlite_house) == shown(sqlite_house) == {2021: 97}


def test_a_file_that_waited_while_another_was_undone_counts(sqlite_house: House) -> None:
    """It was received before the undoing, and confirmed after it."""
    deliver(sqlite_house, {2021: 95})
    wrong = deliver(sqlite_house, {2021: 96})
    sqlite_house.clock.forward(days=1)
    waiting = submit(
        sqlite_house.room, sqlite_house.workbook([["antal", None, 2021, 970, None]]), "proeve", "sekretariat"
    )
    assert waiting.outcome == "awaiting_confirmation"
    undone(sqlite_house, wrong)
    assert current(sqlite_house) == {2021: 95}
    confirmed(sqlite_house, waiting)
    assert current(sqlite_house) == shown(sqlite_house) == {2021: 970}


def confirmed(house: House, waiting: Submission) -> None:
    house.clock.forward(days=1)
    with house.store.writing() as connection:
        move(connection, waiting.submission_id, RECEIVED, 0.0, confirmed=True, outcome=None, finished_at=None)
    import_submission(house.room, waiting.submission_id)


def test_a_waiting_file_can_be_withdrawn_and_has_changed_nothing(sqlite_house: House) -> None:
    deliver(sqlite_house, {2021: 95})
    sqlite_house.clock.forward(days=1)
    waiting = submit(
        sqlite_house.room, sqlite_house.workbook([["antal", None, 2021, 970, None]]), "proeve", "sekretariat"
    )
    assert undone(sqlite_house, waiting).state == "withdrawn"
    assert current(sqlite_house) == {2021: 95}


def test_a_submission_that_changed_nothing_can_be_withdrawn_too(sqlite_house: House) -> None:
    deliver(sqlite_house, {2021: 95})
    done = undone(sqlite_house, deliver(sqlite_house, {2021: 95}))
    assert (done.state, done.outcome) == ("withdrawn", "unchanged")
    assert current(sqlite_house) == {2021: 95}


def test_undoing_twice_is_refused_kindly(sqlite_house: House) -> None:
    made = undone(sqlite_house, deliver(sqlite_house, {2021: 95}))
    with pytest.raises(NotPossible) as refused:
        undo_submission(sqlite_house.room, made.token)
    assert refused.value.code == "already_withdrawn"
    assert "allerede" in refused.value.message.da


def test_what_was_refused_has_nothing_to_undo(sqlite_house: House) -> None:
    bad = submit(
        sqlite_house.room, sqlite_house.workbook([["antal", None, 2021, "mange", None]]), "proeve", "sekretariat"
    )
    assert bad.state == "rejected"
    for token, code in ((bad.token, "nothing_to_undo"), ("findes-ikke", "no_submission")):
        with pytest.raises(NotPossible) as refused:
            undo_submission(sqlite_house.room, token)
        assert refused.value.code == code


def test_only_the_touched_indicators_are_published_anew(sqlite_house: House) -> None:
    made = deliver(sqlite_house, {2021: 95})
    before = _versions(sqlite_house)
    undone(sqlite_house, made)
    after = _versions(sqlite_house)
    assert [code for code in after if after[code] != before.get(code)] == ["antal"]


def _versions(house: House) -> dict[str, int]:
    query = sa.select(indicator.c.code, published.c.version).join(indicator)
    with house.store.reading() as connection:
        return {row[0]: row[1] for row in connection.execute(query)}


def test_a_template_does_not_say_what_it_was_not_filled_in_with(sqlite_house: House) -> None:
    """What is noted of a template's content holds the file before it too: nothing vanishes from it."""
    first = deliver(sqlite_house, {2020: 100, 2021: 95})
    sqlite_house.clock.forward(days=1)
    path = sqlite_house.folder / "skabelon.xlsx"
    with sqlite_house.store.reading() as connection:
        path.write_bytes(make_template(connection, "proeve", OPERATOR, danish_day(sqlite_house.clock()), "sekretariat"))
    book = load_workbook(path)
    sheet = book[FORM]
    heading = next(row for row in sheet.iter_rows() if any(cell.value == "værdi" for cell in row))
    columns = {cell.value: cell.column for cell in heading if cell.value}
    for row in range(heading[0].row + 1, sheet.max_row + 1):
        asked = [sheet.cell(row, columns[name]).value for name in ("indikator", "periode")]
        if asked[0] in ("antal", "Antal ting") and str(asked[1]) == "2022":
            sheet.cell(row, columns["værdi"]).value = 90
    book.save(path)
    filled = submit(sqlite_house.room, path, "proeve", "sekretariat")
    assert filled.outcome == "accepted", filled.report
    assert current(sqlite_house) == {2020: 100, 2021: 95, 2022: 90}
    with sqlite_house.store.reading() as connection:
        expected = expected_undoing(connection, first)
    assert expected is not None
    done = undone(sqlite_house, first)
    assert current(sqlite_house) == {2022: 90}
    assert done.report is not None
    assert done.report["withdrawn"]["counts"] == expected.counts == {"restored": 0, "ended": 2, "kept": 0, "later": 0}


def test_a_partners_own_table_is_read_again_as_it_was(sqlite_house: House) -> None:
    """A file that agreed is read by the layout that was taken for it, not by our headings."""
    deliver(sqlite_house, {2020: 100})
    first = deliver(sqlite_house, {2021: 95})
    sqlite_house.clock.forward(days=1)
    path = sqlite_house.workbook([["Danmark", 100, 95]], headings=["Antal ting", "2020", "2021"])  # type: ignore[list-item]
    own = submit(sqlite_house.room, path, "proeve", "sekretariat", confirmed=True)
    assert own.state == "accepted", own.report
    assert own.report is not None
    assert own.report["counts"] == {"new": 0, "changed": 0, "unchanged": 2, "vanished": 0}
    done = undone(sqlite_house, first)
    assert done.report is not None
    assert done.report["withdrawn"]["unread"] == []
    (_, kept) = observations(sqlite_house)
    assert (kept.value, kept.submission, kept.cell) == (95, own.token, "C2")


def test_a_file_that_would_be_read_otherwise_today_counts_as_it_was_taken(sqlite_house: House) -> None:
    """Its bytes are others now, as if a layout or a definition had changed: no number comes from that."""
    first = deliver(sqlite_house, {2021: 95})
    later = deliver(sqlite_house, {2020: 100, 2021: 95})
    other = sqlite_house.workbook([["antal", None, 2020, 1, None], ["antal", None, 2021, 2, None]])
    sqlite_house.room.files.path_of(later.token).write_bytes(other.read_bytes())
    undone(sqlite_house, first)
    (_, kept) = observations(sqlite_house)
    assert (kept.value, kept.submission, kept.cell) == (95, later.token, "")


def test_a_row_of_an_earlier_day_speaks_for_that_day(sqlite_house: House) -> None:
    """It agreed with the first print, not with the revision that stood when it came."""
    headings = ["indikator", "område", "periode", "værdi", "status", "kendt fra"]
    deliver(sqlite_house, {2021: 95}, known_from=date(2023, 1, 31))
    revised = deliver(sqlite_house, {2021: 97}, known_from=date(2024, 1, 31))
    sqlite_house.clock.forward(days=1)
    path = sqlite_house.workbook([["antal", None, 2021, 95, None, "2023-06-30"]], headings=headings)
    assert submit(sqlite_house.room, path, "proeve", "sekretariat").outcome == "unchanged"
    undone(sqlite_house, revised)
    assert current(sqlite_house) == {2021: 95}
