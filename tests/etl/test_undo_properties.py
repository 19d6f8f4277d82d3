"""Any row of deliveries and undoings leaves what the deliveries that were not undone would have left by themselves."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import load
from store.clock import danish_day, end_of_danish_day
from store.database import Store
from store.definitions import apply
from store.histories import Figure, Said, add_ruled
from store.observations import read_observations, read_series
from store.schema import observation
from store.submissions import (
    ACCEPTED,
    WITHDRAWN,
    NewSubmission,
    Submission,
    keep_content,
    move,
    read_submission,
    receive,
)
from store.undoing import Claim, ReadFile, undoing
from store.viewer import OPERATOR
from tests.rooms import NOW, small_alliance

Told = dict[str, float]
Step = Told | int  # a delivery, or the undoing of one by its number among those that count

PERIODS = ("2021", "2022", "2023")
DELIVERY = st.dictionaries(st.sampled_from(PERIODS), st.sampled_from((1.0, 2.0, 3.0)), min_size=1)
STEPS = st.lists(st.one_of(DELIVERY, DELIVERY, st.integers(0, 3)), max_size=10)


@dataclass
class Ledger:
    """A store that takes deliveries as the worker does, without files."""

    store: Store
    day: int = 0
    told: dict[int, Told] = field(default_factory=dict)
    living: list[Submission] = field(default_factory=list)
    seen: dict[date, Told] = field(default_factory=dict)
    rows: int = 0

    def take(self, steps: Sequence[Step]) -> list[Told]:
        """Carry out the steps; the deliveries that were not undone, in their order."""
        for step in steps:
            self.seen[danish_day(self.now)] = self.current()
            self.day += 1
            if isinstance(step, int):
                if self.living:
                    self.undo(self.living.pop(step % len(self.living)))
            else:
                self.deliver(step)
            self.check_past()
        return [self.told[one.submission_id] for one in self.living]

    @property
    def now(self) -> datetime:
        return NOW + timedelta(days=self.day)

    def deliver(self, told: Told) -> None:
        with self.store.writing() as connection:
            new = NewSubmission("proeve", "partner", "upload", "x", "0", 1, "command", "test", self.now)
            made = receive(connection, new)
            difference = load.compare(connection, _frame(told), made)
            load.store(connection, difference, made, self.now)
            keep_content(connection, made.submission_id, difference.keys)
            move(connection, made.submission_id, ACCEPTED, 1.0, finished_at=self.now)
            done = read_submission(connection, submission_id=made.submission_id)
        assert done is not None
        self.told[done.submission_id] = told
        self.living.append(done)

    def undo(self, one: Submission) -> None:
        with self.store.writing() as connection:
            names = read_series(connection, one.alliance_id)
            add_ruled(connection, undoing(connection, one, lambda of: self.read_again(of, list(names))).rows, self.now)
            report = {"withdrawn": {"at": self.now.isoformat()}}
            move(connection, one.submission_id, WITHDRAWN, 1.0, report=report)

    def read_again(self, of: Submission, series: list[int]) -> ReadFile:
        claims: dict[Figure, Claim] = {
            (number, period): Claim(Said(value, None, None, "A"), None, "Ark", "A1", of.known_from)
            for number in series
            for period, value in self.told[of.submission_id].items()
        }
        return ReadFile(claims)

    def current(self, day: date | None = None) -> Told:
        moment = end_of_danish_day(day) if day else None
        with self.store.reading() as connection:
            found = read_observations(connection, "proeve", OPERATOR, ["antal"], moment)
        return {one.period: one.value for one in found if one.value is not None}

    def check_past(self) -> None:
        """What was known on a past day does not change, and no row goes."""
        for day, known in self.seen.items():
            assert self.current(day) == known
        assert self.current() == self.current(danish_day(self.now))
        with self.store.reading() as connection:
            rows = connection.execute(sa.select(sa.func.count()).select_from(observation)).scalar_one()
        assert rows >= self.rows
        self.rows = rows


def _frame(told: Told) -> pd.DataFrame:
    rows = pd.DataFrame({"period": list(told), "value": list(told.values())})
    rows["value"] = rows["value"].astype(float)
    same = {"indicator": "antal", "area": "Danmark", "dimensions": "{}", "status": "A", "source": None, "sheet": "Ark"}
    nothing = {"numerator": float("nan"), "denominator": float("nan"), "cell": "A1", "known_from": None}
    return rows.assign(**same, **nothing)


def _ledger(empty: Path, folder: Path, name: str) -> Ledger:
    shutil.copyfile(empty, folder / name)
    ledger = Ledger(Store(f"sqlite:///{folder / name}"))
    with ledger.store.writing() as connection:
        apply(connection, small_alliance(), "file", NOW)
    return ledger


@settings(max_examples=20, deadline=None)
@given(steps=STEPS)
def test_only_what_was_not_undone_counts(migrated_sqlite: Path, steps: list[Step]) -> None:
    with TemporaryDirectory() as name:
        undone, plain = (_ledger(migrated_sqlite, Path(name), one) for one in ("undone.db", "plain.db"))
        left = undone.take(steps)
        plain.take(left)
        assert undone.current() == plain.current()
        for one in (undone, plain):
            one.store.close()
