"""Years of nightly refreshes over many partners' files, with faults that are drawn; and the same files in one go.

`python -m tests.faults.years --years 30 --seed 1` runs them on a SQLite store of its own, and says at the end what was
compared. Everything drawn follows from the seed. Invented figures.
"""

from __future__ import annotations

import argparse
import logging
import math
import os
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from config.definitions import Alliance
from config.language import COPENHAGEN
from config.places import municipalities
from etl import jobs, worker
from store.database import Store
from store.definitions import apply
from tests.faults import scene, truths
from tests.faults.forge import Forge
from tests.rooms import NOW, House, house_in, small_alliance

FIRST_NIGHT = date(2027, 1, 1)
FIRST_YEAR = 2016  # of the figures
PLACES = [place.name for place in municipalities()]
UPDATES, FAULTS = 1.5 / 365, 1.3 / 365  # of a partner's file, a night
KILLS, PAIRS, FULL_DISKS, DOWN = 0.025, 0.005, 0.005, 0.005  # of a night
_TOGETHER = 10  # partners of one indicator
TEMPLATES_EVERY = 500  # nights: fifty workbooks take ten times as long as all else of a night

Rows = dict[int, int]


def alliance(partners: int) -> Alliance:
    """The first ten partners deliver a municipality's yearly figure each, of which the alliance shows the sum; of the
    others ten at a time tell the same figure of the whole country, and of each year the first who tells it counts.
    """
    whole, by_place, _ = small_alliance().model_dump(mode="json", by_alias=True, exclude_none=True)["indicators"]
    target = {"value": 900.0, "period": "2060", "adopted": "2020-06-01"}
    by_place |= {
        "coverage": {"expected": _TOGETHER, "unit": {"da": "kommuner", "en": "municipalities"}},
        "baseline": {"period": str(FIRST_YEAR)},
        "targets": [target | {"value": 900.0 * min(partners, _TOGETHER)}],
    }
    given = [
        whole | {"code": f"antal-{n}", "baseline": {"period": str(FIRST_YEAR)}, "targets": [target], "headline": n == 1}
        for n in range(1, -(-partners // _TOGETHER))
    ]
    organisations = [
        {"slug": _slug(n), "name": f"Partner {n}", "delivers": True}
        | ({"roles": [{"role": "backbone"}]} if n == 0 else {})
        for n in range(partners)
    ]
    return small_alliance(organisations=organisations, indicators=[by_place, *given])


def _slug(number: int) -> str:
    return f"p{number:02}"


@dataclass
class Partner:
    """One partner's file: what is true of it, what lies in its folder, and what a refresh saw last."""

    number: int
    rows: Rows
    is_csv: bool
    path: Path
    good: bytes = b""
    earlier: list[tuple[bytes, Rows]] = field(default_factory=list)
    back_on: date | None = None  # when a fault ends
    seen: str = ""  # SHA-256 of what the last run received
    is_readable: bool = True  # for the run of tonight
    lies: bytes = b""  # what lies there
    turn: int = 0

    @property
    def slug(self) -> str:
        return _slug(self.number)


@dataclass(frozen=True)
class Delivered:
    """A version of a file that a run must have received."""

    slug: str
    name: str
    content: bytes
    at: datetime
    rows: Rows | None  # None: it holds nothing that can be taken


class World:
    """The partners and their faults.

    Args:
        house: a room with `alliance(partners)` declared.
    """

    def __init__(self, house: House, partners: int, seed: int) -> None:
        self.house, self.pick = house, random.Random(seed)
        self.happened: Counter[str] = Counter()
        self.delivered: list[Delivered] = []
        self._aged = time.time() - 10_000_000
        self.partners = []
        for number in range(partners):
            is_csv = number % 5 == 0
            folder = house.room.settings.inbox / "proeve" / _slug(number)
            folder.mkdir(parents=True, exist_ok=True)
            rows = {year: self._value() for year in range(FIRST_YEAR, FIRST_NIGHT.year - 1)}
            one = Partner(number, rows, is_csv, folder / ("tal.csv" if is_csv else "tal.xlsx"))
            one.good = self._content(one)
            self._lay(one, one.good)
            self.partners.append(one)

    def _value(self) -> int:
        return self.pick.randint(950, 1050)

    def _content(self, one: Partner, rows: list[list[Any]] | None = None) -> bytes:
        rows = rows or _rows(one)
        if one.is_csv:
            lines = [";".join("" if cell is None else str(cell) for cell in row) for row in rows]
            return "\n".join(["indikator;område;periode;værdi;status", *lines, ""]).encode()
        path = self.house.workbook(rows)
        content = path.read_bytes()
        path.unlink()
        return content

    def _lay(self, one: Partner, content: bytes, is_young: bool = False) -> None:
        _clear(one.path)
        one.path.write_bytes(content)
        one.lies = content
        self._touch(one, is_young)

    def _touch(self, one: Partner, is_young: bool = False) -> None:
        self._aged += 2
        moment = time.time() + 200 if is_young else self._aged  # as by a clock a little ahead of ours
        os.utime(one.path, (moment, moment))
        one.is_readable = not is_young

    # What may happen to a file; each says whether it ends by itself on a later night.

    def poisoned(self, one: Partner) -> None:
        """Something else under its name."""
        self._lay(one, self.pick.choice([b"PK", b"%PDF-1.7 ", b"<html>"]) + self.pick.randbytes(40))

    def cut(self, one: Partner) -> None:
        """The copying broke off."""
        cut = one.good[: len(one.good) // 2] if not one.is_csv else b"indikator;omr\xc3"
        self._lay(one, cut)

    def mistaken(self, one: Partner) -> None:
        """One cell that cannot be read."""
        rows = _rows(one)
        rows[self.pick.randrange(len(rows))][2] = "i fjor"
        self._lay(one, self._content(one, rows))

    def moved(self, one: Partner) -> None:
        """The file is gone."""
        _clear(one.path)
        one.is_readable = False

    def folder(self, one: Partner) -> None:
        """A folder of its name."""
        _clear(one.path)
        one.path.mkdir()
        one.is_readable = False

    def link(self, one: Partner) -> None:
        """A link to another place."""
        _clear(one.path)
        one.path.symlink_to("/etc/hostname")
        one.is_readable = False

    def growing(self, one: Partner) -> None:
        """Still being written: half of it is there."""
        self._lay(one, one.good[: len(one.good) // 3], is_young=True)

    def too_large(self, one: Partner) -> None:
        """More than a file may hold."""
        self._lay(one, b"PK")
        with one.path.open("r+b") as file:
            file.truncate(self.house.room.settings.max_upload_bytes + 1)
        self._touch(one)
        one.is_readable = False

    def touched(self, one: Partner) -> None:
        """Saved again without a change."""
        self._touch(one)

    def older(self, one: Partner) -> None:
        """An old copy was put back, and becomes the true one."""
        if one.earlier:
            one.good, rows = self.pick.choice(one.earlier)
            one.rows = dict(rows)
        self._lay(one, one.good)

    def tonight(self, day: date) -> None:
        """What happens to the files before the run of a night."""
        for one in self.partners:
            if one.back_on is not None:
                if day >= one.back_on:
                    one.back_on = None
                    self._lay(one, one.good)
                continue
            chance = self.pick.random()
            if chance < UPDATES:
                self._update(one, day)
            elif chance < UPDATES + FAULTS:
                fault: Callable[[Partner], None] = self.pick.choice(_FAULTS)
                fault(self, one)  # type: ignore[call-arg, arg-type]
                self.happened[fault.__name__] += 1
                if fault not in _LASTING:
                    one.back_on = day + timedelta(days=self.pick.randint(1, 6))

    def _update(self, one: Partner, day: date) -> None:
        """New figures, a corrected one, or some that are left out from now on."""
        one.earlier.append((one.good, dict(one.rows)))
        due = [year for year in range(FIRST_YEAR, day.year) if year not in one.rows]
        if due and self.pick.random() < 0.8:
            one.rows |= {year: self._value() for year in due}
        elif self.pick.random() < 0.1 and len(one.rows) > 5:
            del one.rows[self.pick.choice(sorted(one.rows))]
        else:
            one.rows[self.pick.choice(sorted(one.rows))] = self._value()
        one.good = self._content(one)
        self._lay(one, one.good)
        self.happened["changed by its partner"] += 1

    def note_what_a_run_sees(self, at: datetime) -> None:
        """Everything that can be read tonight and is not what the last run received."""
        for one in self.partners:
            digest = sha256(one.lies).hexdigest()
            if not one.is_readable or digest == one.seen:
                continue
            one.seen = digest
            is_good = one.lies == one.good
            self.delivered.append(Delivered(one.slug, one.path.name, one.lies, at, dict(one.rows) if is_good else None))


_FAULTS = [
    World.poisoned, World.cut, World.mistaken, World.moved, World.folder, World.link, World.growing, World.too_large,
    World.touched, World.older,
]  # fmt: skip
_LASTING = (World.touched, World.older)  # they leave nothing that must end


def _rows(one: Partner) -> list[list[Any]]:
    group = one.number // _TOGETHER
    code, place = (f"antal-{group}", None) if group else ("kommuner", PLACES[one.number])
    return [[code, place, year, value, None] for year, value in sorted(one.rows.items())]


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink(missing_ok=True)


def moment_of_night(day: date, minutes: int = 0) -> datetime:
    """So many minutes after 03:30 in Copenhagen."""
    local = datetime(day.year, day.month, day.day, 3, 30, tzinfo=COPENHAGEN)
    return local.astimezone(UTC) + timedelta(minutes=minutes)


@contextmanager
def few_templates() -> Iterator[Callable[[int], None]]:
    """Workbooks to be filled in are made only on some nights: what is given says which night it is."""
    made, night = jobs.write_templates, [0]

    def write(*given: Any, **named: Any) -> None:
        if night[0] % TEMPLATES_EVERY == 0:
            made(*given, **named)

    def tell(number: int) -> None:
        night[0] = number

    jobs.write_templates = worker.write_templates = write  # type: ignore[attr-defined]
    try:
        yield tell
    finally:
        jobs.write_templates = worker.write_templates = made  # type: ignore[attr-defined]


def live(
    house: House, forge: Forge, world: World, nights: int, tell: Callable[[str], None], until: float = math.inf
) -> int:
    """So many nights, one after another, each with its run, as it comes; how many there were.

    Args:
        until: seconds of the system's own clock after which no other night begins.
    """
    pick, begun = world.pick, time.monotonic()
    down = 0
    with few_templates() as tell_night:
        for number in range(nights):
            if time.time() > until:
                return number
            day = FIRST_NIGHT + timedelta(days=number)
            world.tonight(day)
            down = down - 1 if down else (pick.randint(1, 5) if number and pick.random() < DOWN else 0)
            if down and number < nights - 1:
                world.happened["machine off"] += 1
                continue
            house.clock.moment = moment_of_night(day, pick.randint(0, 90))
            world.note_what_a_run_sees(house.clock())
            tell_night(number)
            _night(house, forge, world)
            if number % 365 == 364:
                truths.nothing_is_half(house.store)
                as_delivered(world, truths.figures(house.store))
                tell(f"{day.year}: {len(world.delivered)} files, {time.monotonic() - begun:.0f} s")
    return nights


def _night(house: House, forge: Forge, world: World) -> None:
    """One run, by a worker that lives, or by some that do not."""
    chance = world.pick.random()
    quick = {"templates": False}
    if chance < KILLS:
        ended = forge.run(scene.asked(house, at=world.pick.randint(1, 70), **quick))
        world.happened["worker killed" if ended == [-9] else "worker killed too late"] += 1
    elif chance < KILLS + PAIRS:
        forge.run(
            *[
                scene.asked(house, told=str(house.folder / f"moment-{n}"), **quick)
                for n in range(world.pick.choice((2, 5)))
            ]
        )
        world.happened["several workers at once"] += 1
    elif chance < KILLS + PAIRS + FULL_DISKS:
        most = world.pick.choice((4096, 65_536, 1 << 20))
        forge.run(scene.asked(house, file_bytes=most, patience=2.0, **quick))
        world.happened["disk full"] += 1
    scene.take_over(house)


def in_one_go(world: World, house: House) -> None:
    """The same files into an empty store, in the order in which they came, and everything judged once, at the end."""
    last = world.house.clock()
    for one in world.delivered:
        house.clock.moment = one.at
        scene.import_alone(house, one.slug, one.name, one.content)
    house.clock.moment = last
    jobs.assess_again(house.room)


def expected(world: World) -> dict[tuple[str, str], list[float]]:
    """By partner and year every value that was ever told, in order: counted without the product."""
    held: dict[tuple[str, str], list[float]] = {}
    for one in world.delivered:
        for year, value in sorted((one.rows or {}).items()):
            told = held.setdefault((one.slug, str(year)), [])
            if not told or told[-1] != value:
                told.append(value)
    return held


def as_delivered(world: World, figures: dict[tuple[str, ...], list[tuple[Any, ...]]]) -> dict[Any, list[float]]:
    """By partner and year every value that is stored, in order.

    Raises:
        AssertionError: it is not what was delivered.
    """
    told = {(key[1], key[4]): [vintage[0] for vintage in held] for key, held in figures.items()}
    should = expected(world)
    wrong = [key for key in {*told, *should} if told.get(key) != should.get(key)]
    assert not wrong, (
        f"{len(wrong)} figures are not what was delivered: {wrong[0]} {told.get(wrong[0])}, {should.get(wrong[0])}"
    )
    return told


def compared(world: World, house: House, other: House) -> dict[str, int]:
    """What was compared, counted.

    Raises:
        AssertionError: something differs.
    """
    truths.nothing_is_half(house.store)
    truths.nothing_is_left(house.store)
    one, two = truths.said(house.store), truths.said(other.store)
    told = as_delivered(world, one["figures"])
    for part in ("figures", "shown"):
        truths.assert_same({part: one[part]}, {part: two[part]})
    runs = one["runs"]
    assert all(often == 1 for sources in runs.values() for often in sources.values()), "a source was told of twice"
    return {
        "runs": len(runs),
        "files received": len(world.delivered),
        "submissions": sum(one["handed in"].values()),
        "figures": len(told),
        "vintages": sum(map(len, told.values())),
        "published rows": len(one["shown"]),
    }


def lived(
    house: House,
    other: House,
    forge: Forge,
    partners: int,
    nights: int,
    seed: int,
    tell: Callable[[str], None],
    until: float = math.inf,
) -> World:
    """So many nights in one room, the same files in one go in another, and both compared.

    Raises:
        AssertionError: something differs.
    """
    world = World(house, partners, seed)
    nights = live(house, forge, world, nights, tell, until)
    in_one_go(world, other)
    tell(f"seed {seed}, {nights} nights, {partners} sources: {compared(world, house, other)}")
    tell(f"what happened: {dict(world.happened.most_common())}")
    return world


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--years", type=float, default=30)
    parser.add_argument("--partners", type=int, default=50)
    parser.add_argument("--seed", type=int, default=time.time_ns())
    parser.add_argument(
        "--minutes", type=float, default=math.inf, help="compare after so many, however many years it were"
    )
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="fremdrift-years-"))
    houses = []
    for name in ("lived", "one-go"):
        (folder / name).mkdir()
        url = f"sqlite:///{folder / name / 'fremdrift.db'}"
        store = Store(url)
        store.migrate()
        with store.writing() as connection:
            apply(connection, alliance(asked.partners), "file", NOW)
        houses.append(house_in(folder / name, store, url))
    logging.disable(logging.CRITICAL)  # a fault a night: what is told is what is compared
    begun = time.monotonic()
    until = time.time() + 60 * asked.minutes
    nights = int(365.25 * asked.years)
    with Forge() as forge:
        lived(*houses, forge, asked.partners, nights, asked.seed, lambda told: print(told, flush=True), until)
    print(f"{time.monotonic() - begun:.0f} s, {time.process_time():.0f} s of it this process's own")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
