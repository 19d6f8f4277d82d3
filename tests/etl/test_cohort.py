"""Files that a refresh takes together: the same comes of them as of each by itself, for whatever mixture of files."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from config.places import municipalities
from etl.cohort import bring_in as cohort
from etl.errands import refresh_now
from etl.jobs import Workroom, import_submission
from store.observations import read_observations, read_series
from store.runs import Run
from store.submissions import NewSubmission, Submission, read_content, read_submission, receive
from store.viewer import OPERATOR
from tests.rooms import HEADINGS, House

PLACES = [place.name for place in municipalities()]
PARTNERS = ("partner", "sekretariat")  # in the order in which the refresh looks at them
Rows = list[list[Any]]
Make = Callable[[random.Random, list[str]], tuple[list[str], Rows]]


def _plain(pick: random.Random, places: list[str]) -> tuple[list[str], Rows]:
    years = pick.sample(range(2010, 2025), pick.randint(1, 4))
    return HEADINGS, [["kommuner", place, year, pick.randint(50, 60), None] for place in places for year in years]


def _with(change: Callable[[random.Random, Rows], None]) -> Make:
    def made(pick: random.Random, places: list[str]) -> tuple[list[str], Rows]:
        headings, rows = _plain(pick, places)
        change(pick, rows)
        return headings, rows

    return made


def _set(column: int, value: Any) -> Make:
    return _with(lambda pick, rows: pick.choice(rows).__setitem__(column, value))


def _shares(pick: random.Random, places: list[str]) -> tuple[list[str], Rows]:
    value = pick.choice((0.2, 1.0, 20.0, 45.5))
    rows = [
        ["andel", None, f"{year}-Q{quarter}", "kvinder", value] for year in (2022, 2023) for quarter in (1, 2, 3, 4)
    ]
    return ["Indikator", "område", "periode", "køn", "værdi"], rows


def _sourced(pick: random.Random, places: list[str]) -> tuple[list[str], Rows]:
    headings, rows = _plain(pick, places)
    return [*headings, "kilde"], [[*row, pick.choice((None, "udtræk", "skøn"))] for row in rows]


def _named(pick: random.Random, places: list[str]) -> tuple[list[str], Rows]:
    headings, rows = _plain(pick, places)
    return [*headings, "organisation"], [[*row, "partner"] for row in rows]


# kind of file -> how often, why it is there
KINDS: list[tuple[Make, int, str]] = [
    (_plain, 40, "nothing to tell of it"),
    (_sourced, 8, "another likeness, two provenances in one column"),
    (_named, 1, "says whose it is: right for one partner, wrong for the other"),
    (_shares, 3, "percentages, all of one series; some look like shares, and ask a person"),
    (_set(3, "1.234"), 1, "a figure in words, whose way of writing the whole column decides"),
    (_set(3, "mange"), 1, "an error"),
    (_set(3, -1), 1, "an error that validation finds"),
    (_set(3, 9_000), 2, "an outlier once there is a history"),
    (_set(3, None), 1, "no figure and no status"),
    (_set(2, "2023-Q1"), 1, "a period of another frequency"),
    (_set(2, "'23"), 1, "a period that must be guessed at"),
    (_set(2, 2026), 1, "a warning: not over"),
    (_set(0, "antal"), 1, "a place that is not declared"),
    (_set(4, "foreløbig"), 3, "a status"),
    (_with(lambda pick, rows: rows.append(list(rows[0]))), 1, "a figure twice: a note"),
    (_with(lambda pick, rows: rows.clear()), 1, "no rows"),
]


def _night(pick: random.Random, house: House, folder: Path, before: dict[Path, Path]) -> dict[Path, Path]:
    """Files of a night by their place in the inbox; some as they were, some changed, some new."""
    files = {}
    for partner in PARTNERS:
        for number in range(4):
            where = Path(partner) / f"{number}.xlsx"
            if where in before and pick.random() < 0.3:
                files[where] = before[where]
                continue
            first = pick.randint(0, 3) if pick.random() < 0.15 else number * 4
            places = PLACES[first : first + pick.randint(1, 4)]
            make = pick.choices([kind for kind, _, _ in KINDS], [often for _, often, _ in KINDS])[0]
            headings, rows = make(pick, places)
            files[where] = house.workbook(rows, headings=headings)
    return files


class _Quiet(Workroom):
    """As the refresh: what is published is not compared here."""

    @property
    def shows_at_once(self) -> bool:
        return False


def _one_by_one(house: House, files: dict[Path, Path]) -> None:
    room = _Quiet(house.store, house.room.files, house.room.settings, house.clock)
    for where, path in files.items():
        with path.open("rb") as stream:
            received = house.room.files.receive(stream, 10**9)
        with house.store.writing() as connection:
            new = NewSubmission("proeve", where.parent.name, f"inbox/{where.name}", where.name, received.sha256,
                                received.size, "refresh", "x", house.clock())  # fmt: skip
            submission = receive(connection, new)
            house.room.files.keep(received, submission.token)
        import_submission(room, submission.submission_id)


def _refreshed(house: House, files: dict[Path, Path]) -> Run:
    _drop(house, files)
    return refresh_now(house.room)


def _drop(house: House, files: dict[Path, Path]) -> None:
    inbox = house.room.settings.inbox / "proeve"
    for where, path in files.items():
        (inbox / where).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, inbox / where)
        os.utime(inbox / where, (time.time() - 60, time.time() - 60))


def _said(house: House) -> tuple[Any, ...]:
    """Every figure with its history and cell; of every file its report, and what it held."""
    with house.store.reading() as connection:
        files = list[Submission]()
        while (found := read_submission(connection, submission_id=len(files) + 1)) is not None:
            files.append(found)
        figures = read_observations(connection, "proeve", OPERATOR, ["antal", "kommuner", "andel"], with_earlier=True)
        series = read_series(connection, files[0].alliance_id)
        held = [
            sorted((series[number], periods) for number, periods in read_content(connection, one.submission_id).items())
            for one in files
        ]
    names = {one.token: one.submission_id for one in files}
    told = [
        (one.submission_id, one.organisation, one.source, one.state, one.outcome, one.known_from, one.finished_at,
         {name: value for name, value in (one.report or {}).items() if name != "verdicts"})
        for one in files
    ]  # fmt: skip
    said = sorted(
        (one.indicator, one.organisation, one.area, sorted(one.dimensions.items()), one.period, one.value,
         one.status, one.source or "", names[one.submission], one.sheet, one.cell, one.known_from, one.earlier)
        for one in figures
    )  # fmt: skip
    return said, told, held


def _emptied(house: House) -> None:
    """The store as it was before any file came."""
    from store.schema import metadata

    kept = {"alliance", "organisation", "indicator", "definition", "counter", "worker", "audit"}  # which only grows
    with house.store.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            if table.name not in kept:
                connection.execute(table.delete())
        if not house.store.is_sqlite:
            connection.exec_driver_sql("ALTER SEQUENCE submission_submission_id_seq RESTART")


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(1, 20))])
def test_any_mixture_is_the_same_as_one_by_one(house: House, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Three nights, by two partners: figures, provenance, reports and what each file held are the same."""
    pick = random.Random(seed)
    start = house.clock()
    nights: list[dict[Path, Path]] = []
    for _ in range(3):
        nights.append(_night(pick, house, house.folder, nights[-1] if nights else {}))
    alone = list[Any]()
    for files in nights:
        order = {where: files[where] for where in sorted(files, key=lambda one: (PARTNERS.index(one.parent.name), one))}
        house.clock.forward(days=1)
        _one_by_one(house, {where: path for where, path in order.items() if _is_new(nights, files, where)})
        alone.append(_said(house))
    outcomes = {outcome for _, told, _ in alone for _, _, _, _, outcome, *_ in told}
    assert outcomes >= {"accepted", "rejected"}
    _emptied(house)
    house.clock.moment = start
    taken = list[int]()
    bring_in = cohort.keep

    def counted(*given: Any) -> Any:
        kept = bring_in(*given)
        taken.append(len(kept))
        return kept

    monkeypatch.setattr(cohort, "keep", counted)
    for files, expected in zip(nights, alone, strict=True):
        house.clock.forward(days=1)
        _refreshed(house, {where: path for where, path in files.items() if _is_new(nights, files, where)})
        said, told, held = _said(house)
        assert told == expected[1]
        assert held == expected[2]
        assert said == expected[0]
    assert sum(taken) > 4, "hardly anything was taken together: this proves nothing"


def _is_new(nights: list[dict[Path, Path]], files: dict[Path, Path], where: Path) -> bool:
    number = next(place for place, one in enumerate(nights) if one is files)
    return number == 0 or nights[number - 1].get(where) != files[where]
