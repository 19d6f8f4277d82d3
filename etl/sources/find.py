"""What every source of a refresh holds: partners' inboxes, and the places elsewhere that are fetched meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from etl.collect import Found, collect, make_inboxes
from etl.sources.fetching import Elsewhere
from etl.workroom import Workroom
from store.definitions import former_folders, read_delivering
from store.entries import current_rows
from store.failing import read_failing
from store.feeds import places_of
from store.known_files import KnownFile, read_footprints, read_known_files, remember_files, remember_footprints

_FEW = 3  # organisations that are asked about one by one


def find_sources(room: Workroom, alliance: str | None) -> Iterator[Found]:
    """Every file of every source: of the inboxes first, while the places elsewhere are being fetched."""
    with room.store.reading() as connection:
        rows = current_rows(connection, None)
        where = [one for one in read_delivering(connection, rows) if alliance in (None, one[1])]
        footprints, former, places = read_footprints(connection), former_folders(rows, where), places_of(rows, where)
        known = read_known_files(connection) if places else {}
        failing = {(one.alliance, one.organisation, one.place) for one in read_failing(connection, 1)} if places else ()
    make_inboxes(room.settings.inbox, where)
    quiet = dict[int, str]()
    inboxes = collect(room.settings.inbox, where, _KnownTo(room), former, footprints, quiet.__setitem__)
    if not places:
        yield from inboxes
        _note_quiet(room, quiet)
        return
    places.sort(key=lambda one: (one.alliance, one.organisation, one.feed.key) in failing)  # those wait for the others
    with Elsewhere(room.settings, room.files, places, known) as elsewhere:
        yield from inboxes
        _note_quiet(room, quiet)
        for found in elsewhere.found():
            _note_touched(room, found)
            yield from found


def note_settled(room: Workroom, organisations: Collection[int]) -> None:
    """At the end of a run that brought something in from these organisations: the inboxes in which every file is known
    by now are looked into once more, so that the next night need not ask about each of their files.
    """
    with room.store.reading() as connection:
        rows = current_rows(connection, None)
        where = [one for one in read_delivering(connection, rows) if one[0] in organisations]
        former = former_folders(rows, where)
    quiet = dict[int, str]()
    for _ in collect(room.settings.inbox, where, _KnownTo(room), former, quiet=quiet.__setitem__):
        pass  # what has changed meanwhile is the next run's
    _note_quiet(room, quiet)


class _KnownTo:
    """What the store knows of an organisation's files; of all, where it is asked about many organisations."""

    def __init__(self, room: Workroom) -> None:
        self._room, self._asked = room, 0
        self._all: dict[tuple[int, str], KnownFile] = {}

    def __call__(self, organisation_id: int) -> dict[tuple[int, str], KnownFile]:
        self._asked += 1
        if self._asked <= _FEW:
            with self._room.store.reading() as connection:
                return read_known_files(connection, organisation_id)
        if self._asked == _FEW + 1:
            with self._room.store.reading() as connection:
                self._all = read_known_files(connection)
        return self._all


def _note_quiet(room: Workroom, quiet: Mapping[int, str]) -> None:
    """Of inboxes in which nothing was otherwise what they looked like: next time their files are not asked about."""
    if quiet:
        with room.store.writing() as connection:
            remember_footprints(connection, quiet, room.clock())


def _note_touched(room: Workroom, fetched: Sequence[Found]) -> None:
    """Of files that hold the same as before what their servers call them now: they are not opened next time."""
    touched = [
        (
            one.organisation_id,
            one.source,
            KnownFile(one.size, one.modified_ns, one.last.sha256, one.last.outcome, one.mark),
        )
        for one in fetched
        if one.is_known and one.last is not None
        if (one.size, one.modified_ns, one.mark) != (one.last.size, one.last.modified_ns, one.last.mark)
    ]
    if touched:
        with room.store.writing() as connection:
            remember_files(connection, touched, room.clock())
