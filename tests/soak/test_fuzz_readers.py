"""Odd files through the whole intake: each gets its report, none stops the next, and a refused one leaves no figure.

A short sample runs with every other test; `make soak` goes on for FREMDRIFT_SOAK_MINUTES (10).
"""

from __future__ import annotations

import logging
import os
import re
import resource
import time
from collections import Counter

import pytest
import sqlalchemy as sa

from etl.errands import submit
from etl.opening.limits import Limits
from store.schema import observation
from tests.rooms import House
from tests.soak.odd_files import GOOD, GOOD_CUBE, HEADINGS, LONG, WIDE, WRITERS, good_file, odd_file

GROWTH = 300  # MiB that the worker may grow by over thousands of files
PATIENCE = 60.0  # seconds for a small file on a busy machine
OUTCOMES = {"accepted", "unchanged", "awaiting_confirmation", "rejected"}
NOT_FOR_PEOPLE = re.compile(r"Traceback|calamine|pandas|numpy|openpyxl|/tmp/|\.py\b|\bnan\b", re.IGNORECASE)
SEEDS = range(13)  # on each database


def _stored(house: House) -> list[tuple[object, ...]]:
    with house.store.reading() as connection:
        return [tuple(row) for row in connection.execute(sa.select(observation).order_by(observation.c.observation_id))]


def _submit(house: House, name: str, data: bytes, confirmed: bool = False):
    path = house.folder / name
    path.write_bytes(data)
    try:
        return submit(house.room, path, "proeve", "sekretariat", confirmed=confirmed)
    finally:
        path.unlink()


def take(house: House, caplog: pytest.LogCaptureFixture, seed: object) -> str:
    """Hand in the file of a seed and look at everything that must hold; returns its outcome."""
    ending, data = odd_file(seed)
    before, begun = _stored(house), time.monotonic()
    caplog.clear()
    done = _submit(house, f"tal{ending}", data)
    told = f"seed {seed!r}, {ending}: {done.outcome}, {[one['code'] for one in done.report['problems']]}"
    assert time.monotonic() - begun < PATIENCE, told
    assert done.outcome in OUTCOMES, told
    faults = [one.getMessage() for one in caplog.records if _is_fault(one)]
    assert not faults, f"{told}\n{faults[0]}"
    problems = done.report["problems"]
    for problem in problems:
        for text in (problem["title"], problem["expected"], problem["remedy"]):
            assert text["da"].strip(), told
            assert text["en"].strip(), told
            assert not NOT_FOR_PEOPLE.search(_without(problem["found"], text["da"] + text["en"])), (told, text)
    errors = [one for one in problems if one["severity"] == "error"]
    assert bool(errors) == (done.outcome == "rejected"), told
    if done.outcome != "accepted":
        assert _stored(house) == before, told
    assert all(row.value is None or row.value - row.value == 0 for row in _values(house)), f"{told}: no number"
    return str(done.outcome)


def _is_fault(record: logging.LogRecord) -> bool:
    """An exception of ours. Marking the mistakes in a copy may fail: then the sender gets a list of them instead."""
    message = record.getMessage()
    return record.levelno >= logging.ERROR or ("Traceback" in message and "etl.returning" not in message)


def _without(found: str | None, text: str) -> str:
    """What was found is shown as it was; the rest is ours."""
    return text.replace(found, "") if found else text


def _values(house: House) -> list[sa.Row[tuple[float | None]]]:
    with house.store.reading() as connection:
        return list(connection.execute(sa.select(observation.c.value)))


def _a_good_file_goes_in(house: House, number: int) -> None:
    done = _submit(house, "god.xlsx", good_file(1 + number % 2), confirmed=True)  # far from what went in before
    assert done.outcome in ("accepted", "unchanged"), done.report


def test_a_sample_of_odd_files(house: House, caplog: pytest.LogCaptureFixture) -> None:
    outcomes = [take(house, caplog, f"{house.store.is_sqlite}:{seed}") for seed in SEEDS]
    assert {"rejected", "accepted"} <= set(outcomes), "a sample that is all of one kind proves little"
    _a_good_file_goes_in(house, 0)


def test_without_damage_the_file_is_good(sqlite_house: House) -> None:
    """Else every odd file would be refused for a reason of its own."""
    for ending, write in WRITERS.items():
        rows = [HEADINGS, *GOOD] if ending != ".json" else GOOD_CUBE
        done = _submit(sqlite_house, f"tal{ending}", write(rows))
        assert done.outcome in ("accepted", "unchanged"), (ending, done.report["problems"])
        assert done.report["counts"]["new"] == {".xlsx": 7, ".json": 1}.get(ending, 0)


@pytest.mark.parametrize("ending", WRITERS)
def test_without_damage_a_partners_own_table_is_recognised(ending: str, sqlite_house: House) -> None:
    for rows in (LONG,) if ending == ".json" else (LONG, WIDE):
        done = _submit(sqlite_house, f"tal{ending}", WRITERS[ending](rows))
        assert [one["code"] for one in done.report["problems"]] == ["layout_unknown"]
        assert done.report["proposal"]["observations"] > 0


@pytest.mark.soak
def test_odd_files_for_minutes(house: House, caplog: pytest.LogCaptureFixture) -> None:
    """Half of the time on each database; other files on every run."""
    minutes = float(os.environ.get("FREMDRIFT_SOAK_MINUTES") or 10)
    end, run = time.monotonic() + minutes * 30, time.time_ns()
    outcomes: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    number, slowest = 0, (0.0, "")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    while time.monotonic() < end:
        begun, seed = time.monotonic(), f"{run}:{number}"
        kinds[odd_file(seed)[0]] += 1
        outcomes[take(house, caplog, seed)] += 1
        slowest = max(slowest, (time.monotonic() - begun, seed))
        number += 1
        if number % 10 == 0:
            _a_good_file_goes_in(house, number)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    growth = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - own) / 1024
    print(f"\n{number} files: {dict(outcomes)}, {dict(kinds)}; slowest {slowest[0]:.1f} s ({slowest[1]}); ", end="")
    print(f"largest reader {children:.0f} of {Limits().memory_mb} MiB; the worker grew by {growth:.0f} MiB")
    assert children < Limits().memory_mb
    assert growth < GROWTH
    # Good files are accepted all along; of damaged ones a partner's own table waits to be told how it is read.
    assert {"rejected", "awaiting_confirmation"} <= set(outcomes) or number < 20, outcomes
