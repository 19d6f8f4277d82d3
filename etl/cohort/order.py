"""Which files of a refresh go in as one cohort next, and which by themselves.

Order matters only within an organisation: a file speaks of no other's series. So a cohort takes of each organisation
the files at the front of its queue, up to one that must be imported by itself or speaks of a series that one before it
does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from config.definitions import Alliance
from etl.cohort.compare import series_of
from etl.cohort.plain import Like, Plain
from etl.cohort.read import Read, read
from store.observations import SeriesKey

MOST_ROWS = 50_000  # of a cohort: its transaction takes a second


@dataclass(slots=True)
class Group:
    """Files of one likeness, read as one.

    Attributes:
        series: as `series_of`.
    """

    of: Read
    declared: Alliance
    series: tuple[npt.NDArray[np.int64], list[SeriesKey]]


@dataclass(frozen=True, slots=True)
class Clean:
    """A file of which there is nothing to tell, at its place in a group."""

    group: Group
    place: int
    rows: int
    series: frozenset[int]


@dataclass(slots=True)
class Waiting:
    """The files of a part of a refresh that are still to be imported, by organisation, each in its order.

    Attributes:
        clean: by the number of the submission.
    """

    queues: dict[int, deque[int]] = field(default_factory=dict)
    clean: dict[int, Clean] = field(default_factory=dict)

    def cohort(self) -> list[int]:
        """The files that may go in together now, all of one group; they stay in their queues."""
        chosen: list[int] = []
        group, room = None, MOST_ROWS
        for queue in self.queues.values():
            seen: set[int] = set()
            for number in queue:
                one = self.clean.get(number)
                if one is None or (group is not None and one.group is not group):
                    break
                if one.rows > room or not seen.isdisjoint(one.series):
                    break
                group, room = one.group, room - one.rows
                seen |= one.series
                chosen.append(number)
        return sorted(chosen)

    def heads(self) -> list[int]:
        """The first of each organisation."""
        return sorted(queue[0] for queue in self.queues.values() if queue)

    def done(self, numbers: Collection[int]) -> None:
        """These are dealt with."""
        for queue in self.queues.values():
            while queue and queue[0] in numbers:
                queue.popleft()


def waiting_for(files: Sequence[tuple[int, int, Plain | None]], declared: dict[str, Alliance]) -> Waiting:
    """The files in their order as (organisation, submission, the file where it is plain)."""
    waiting = Waiting()
    alike: dict[Like, list[Plain]] = {}
    sources: set[tuple[int, str]] = set()
    for organisation, number, plain in files:
        waiting.queues.setdefault(organisation, deque()).append(number)
        if plain is not None and (organisation, plain.submission.source) not in sources:
            sources.add((organisation, plain.submission.source))
            alike.setdefault(plain.like, []).append(plain)
    for like, plains in alike.items():
        for part in _parts(plains):
            for one in _group(part, declared[like.alliance]):
                waiting.clean[one.group.of.files[one.place].submission.submission_id] = one
    return waiting


def _parts(plains: Sequence[Plain]) -> Iterator[list[Plain]]:
    part, rows = list[Plain](), 0
    for one in plains:
        if part and rows + len(one.rows) > MOST_ROWS:
            yield part
            part, rows = [], 0
        part.append(one)
        rows += len(one.rows)
    if part:
        yield part


def _group(plains: Sequence[Plain], declared: Alliance) -> Iterator[Clean]:
    found = read(plains, declared) if len(plains) > 1 else None
    if found is None:
        return
    group = Group(found, declared, series_of(found))
    starts = np.searchsorted(found.file, np.arange(len(found.files) + 1))
    for place in range(len(found.files)):
        numbers = group.series[0][starts[place] : starts[place + 1]]
        yield Clean(group, place, len(numbers), frozenset(np.unique(numbers).tolist()))
