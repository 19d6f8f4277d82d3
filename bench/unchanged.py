"""How long it takes to see that 10,000 files are as they were, beside a bare scandir and stat of each.

Usage: python -m bench.unchanged [FILES [ORGANISATIONS [ROUNDS]]]. Files and partners are made up. Both sides look at
the same warm folders, in turn, round by round; the ratio is the median of the rounds' ratios.

"recognised": from asking the store for what it knows until every file has been told as unchanged, on a night after one
on which every file was unchanged too, and on one after a run that brought in something from every folder. "not looked
into before": the store is asked about each file, as at the end of such a run; there it is part of the run.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench._rooms import room_in
from etl.collect import INBOX
from etl.sources.find import find_sources, note_settled
from store.definitions import read_delivering
from store.known_files import KnownFile, remember_files, remember_footprints


def main(files: int = 10_000, organisations: int = 100, rounds: int = 15) -> None:
    with tempfile.TemporaryDirectory() as home:
        room = room_in(Path(home), partners=organisations)
        with room.store.reading() as connection:
            where = read_delivering(connection)
        folders, known = [], []
        for number, alliance, organisation in where:
            folders.append(room.settings.inbox / alliance / organisation)
            folders[-1].mkdir(parents=True, exist_ok=True)
            for one in range(files // len(where)):
                path = folders[-1] / f"tal-{one:05d}.xlsx"
                path.write_bytes(b"x" * 12_000)
                os.utime(path, (time.time() - 60,) * 2)
                facts = path.stat()
                seen = KnownFile(facts.st_size, facts.st_mtime_ns, "0" * 64, "accepted")
                known.append((number, INBOX + path.name, seen))

        def bare() -> int:
            count = 0
            for folder in folders:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        entry.stat(follow_symlinks=False)
                        count += 1
            return count

        def recognised() -> int:
            return sum(found.is_known for found in find_sources(room, None))

        def forget() -> None:
            with room.store.writing() as connection:
                remember_files(connection, known, room.clock())

        def brought_in() -> None:
            forget()
            note_settled(room, {number for number, _, _ in where})

        def nothing() -> None: ...

        forget()
        assert bare() == recognised() == len(known)
        print(f"{len(known)} files of {len(where)} organisations, {rounds} rounds")
        _told("unchanged the night before too", bare, recognised, nothing, rounds)
        _told("the night after all had changed", bare, recognised, brought_in, max(rounds // 3, 1))
        _told("not looked into before", bare, recognised, forget, max(rounds // 3, 1))
        with room.store.writing() as connection:
            remember_footprints(connection, {}, room.clock())
        room.store.close()


def _told(name: str, bare: Callable[[], int], ours: Callable[[], int], before: Callable[[], None], rounds: int) -> None:
    pairs = []
    for _ in range(rounds):
        before()
        pairs.append((_cost(bare), _cost(ours)))
    walls, cpus = ([(one[0][part], one[1][part]) for one in pairs] for part in (0, 1))
    floor, found = (median(one[place] for one in walls) * 1000 for place in (0, 1))
    ratios = [median(ours / floor for floor, ours in some) for some in (walls, cpus)]
    best = min(one[1] for one in walls) / min(one[0] for one in walls)
    print(
        f"{name}: bare {floor:.0f} ms, recognised {found:.0f} ms: {ratios[0]:.2f} times"
        f" (processor time {ratios[1]:.2f}, the quickest of each {best:.2f})"
    )


def _cost(do: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the wall and of the processor."""
    start, begun = time.perf_counter(), time.process_time()
    do()
    return time.perf_counter() - start, time.process_time() - begun


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
