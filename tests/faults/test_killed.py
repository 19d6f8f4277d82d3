"""A worker killed with -9 at every step of a row's way: nothing is half in, and the next one does the rest, once."""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.database import Store
from store.definitions import apply
from store.leftovers import sweep_leftovers
from tests.faults import scene, truths
from tests.faults.forge import Forge
from tests.rooms import NOW, House, house_in, small_alliance

KILLED = -9
MOMENTS = 200  # in `make soak`, on each database

# the moments that must come one after another; the worker is killed just before the last
RUN = "UPDATE run SET started_at"
STEPS: list[tuple[tuple[str, ...], str]] = [
    ((r"UPDATE work SET claimed_by=.+, claimed_at=.+, attempts",), "work is about to be taken up"),
    (("INSERT INTO provenance",), "a file handed in by hand is read"),
    (("figures are written",), "its figures are written"),
    (("INSERT INTO published", "commit"), "it is published, all is written and nothing kept"),
    (("INSERT INTO published", "commit", "."), "it is kept, and the queue does not know"),
    ((RUN, "mkstemp"), "the run has begun, no file is fetched"),
    ((RUN, "os.rename .*receiving"), "files are fetched, and not received"),
    ((RUN, "os.rename .*receiving", "commit"), "files have their names, the store does not know them"),
    ((RUN, "os.rename .*receiving", "commit", "figures"), "files are received, the first are loaded"),
    ((RUN, "figures", "INSERT INTO source_file"), "loaded, and not remembered of the folder's file"),
    (("INSERT INTO run_source", "commit"), "all is in, and nothing kept"),
    (("INSERT INTO run_source", "commit", "INSERT INTO published"), "all is kept, and nothing judged"),
    (("UPDATE run SET finished_at",), "judged, and the run not finished"),
    (("UPDATE run SET finished_at", "commit", "UPDATE work"), "finished, and the queue does not know"),
]


@pytest.fixture(scope="module")
def undisturbed(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> truths.Said:
    """What comes of the night when nothing happens."""
    return _undisturbed(migrated_sqlite, tmp_path_factory.mktemp("undisturbed"), is_full=False)


def _undisturbed(migrated: Path, folder: Path, is_full: bool) -> truths.Said:
    shutil.copyfile(migrated, folder / "fremdrift.db")
    url = f"sqlite:///{folder / 'fremdrift.db'}"
    store = Store(url)
    with store.writing() as connection:
        apply(connection, small_alliance(), "file", NOW)
    house = house_in(folder, store, url)
    scene.set_up(house, is_full)
    scene.take_over(house)
    found = truths.said(store)
    store.close()
    outcomes = Counter(key[4] for key in found["handed in"].elements())
    expected = Counter(what for *_, what in scene.NIGHT) + Counter({"accepted": 1, "rejected": 1})
    assert outcomes == expected + Counter(what for *_, what in scene.MARKED if is_full), "else the night proves little"
    return found


def _holds_after(house: House, should: truths.Said) -> None:
    """At the moment of the loss nothing is half in; when the next worker has done the rest, all is as it should be."""
    truths.nothing_is_half(house.store)
    scene.take_over(house)
    truths.nothing_is_half(house.store)
    truths.nothing_is_left(house.store)
    truths.assert_same(truths.said(house.store), should)


HALF = len(STEPS) // 2


@pytest.mark.parametrize("first", range(HALF), ids=[f"{STEPS[n][1]}; and {STEPS[n + HALF][1]}" for n in range(HALF)])
def test_killed_at_every_step(
    request: pytest.FixtureRequest, tmp_path: Path, forge: Forge, undisturbed: truths.Said, first: int
) -> None:
    """Two workers in one night, one after the other; every other night on PostgreSQL. `make soak` has both for each."""
    with scene.house_on(request, ("sqlite", "postgresql")[first % 2], tmp_path) as house:
        scene.set_up(house)
        for after, why in (STEPS[first], STEPS[first + HALF]):
            assert forge.run(scene.asked(house, after=after)) == [KILLED], (why, scene.moment_of(house))
            truths.nothing_is_half(house.store)
        _holds_after(house, undisturbed)


@pytest.mark.soak
@pytest.mark.parametrize(("after", "why"), STEPS, ids=[why for _, why in STEPS])
def test_killed_at_each_step_alone(
    house: House, tmp_path: Path, forge: Forge, undisturbed: truths.Said, after: tuple[str, ...], why: str
) -> None:
    scene.set_up(house)
    assert forge.run(scene.asked(house, after=after)) == [KILLED], (why, scene.moment_of(house))
    _holds_after(house, undisturbed)


def test_what_a_lost_worker_left_lying_is_swept(sqlite_house: House, forge: Forge) -> None:
    """Bytes that were given their name when the store did not know them yet, and of one file those begun."""
    files = sqlite_house.room.files
    for organisation, name, content, _ in scene.NIGHT:
        scene.put(sqlite_house, organisation, name, content)
    assert forge.run(scene.asked(sqlite_house, after=(RUN, "os.rename .*receiving", "os.rename"))) == [KILLED]
    left = truths.bytes_of_nobody(sqlite_house.store, files.folder)
    assert {Path(name).suffix for name in left} >= {".bin"}, left
    assert any(name.startswith(".receiving-") for name in left), left
    scene.take_over(sqlite_house)
    with sqlite_house.store.writing() as connection:
        assert sweep_leftovers(connection, files, datetime.now(UTC)) == [], "somebody may be receiving right now"
        swept = sweep_leftovers(connection, files, datetime.now(UTC) + timedelta(days=2))
    assert sorted(swept) == sorted(left)
    truths.nothing_is_left(sqlite_house.store)


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_at_random_moments(
    request: pytest.FixtureRequest, tmp_path: Path, migrated_sqlite: Path, forge: Forge, kind: str
) -> None:
    """Half of them at a moment that is counted, half of them whenever it strikes."""
    seed = time.time_ns()
    pick = random.Random(seed)
    (tmp_path / "undisturbed").mkdir()
    should = _undisturbed(migrated_sqlite, tmp_path / "undisturbed", is_full=True)
    (tmp_path / "whole").mkdir()
    with scene.house_on(request, kind, tmp_path / "whole") as house:
        scene.set_up(house, is_full=True)
        begun = time.monotonic()
        assert forge.run(scene.asked(house)) == [0]
        lasts, count = time.monotonic() - begun, scene.moment_of(house)[0]
        truths.assert_same(truths.said(house.store), should)
    steps: Counter[str] = Counter()
    for number in range(2 * MOMENTS):  # some finish before the moment comes
        if steps.total() - steps["had finished"] == MOMENTS:
            break
        folder = tmp_path / str(number)
        folder.mkdir()
        is_counted = number % 2 == 0
        when = {"at": pick.randint(1, count)} if is_counted else {"kill_after": pick.uniform(0, lasts)}
        with scene.house_on(request, kind, folder) as house:
            scene.set_up(house, is_full=True)
            (ended,) = forge.run(scene.asked(house, **when))
            where = scene.moment_of(house)[1] if (folder / "moment").exists() else "any time"
            steps[where if ended == KILLED else "had finished"] += 1
            try:
                _holds_after(house, should)
            except AssertionError as wrong:
                raise AssertionError(f"seed {seed}, {number}: killed at {when}, {where}: {wrong}") from wrong
        shutil.rmtree(folder)
    print(f"\n{kind}: {MOMENTS} workers killed, {len(steps)} different places (seed {seed}); none lost anything:")
    for where, often in steps.most_common():
        print(f"  {often:4} {where}")
    assert steps.total() - steps["had finished"] == MOMENTS, "killed too late to prove much"
