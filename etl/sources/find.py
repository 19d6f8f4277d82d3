"""What every source of a refresh holds: partners' inboxes, and the places elsewhere that are fetched meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from etl.collect import Found, collect, make_inboxes
from etl.sources.fetching import Elsewhere
from etl.workroom import Workroom
from store.definitions import read_delivering, read_former_folders
from store.failing import read_failing
from store.feeds import read_places
from store.known_files import KnownFile, read_footprints, read_known_files, remember_files, remember_footprints


def find_sources(room: Workroom, alliance: str | None) -> Iterator[Found]:
    """Every file of every source: of the inboxes first, while the places elsewhere are being fetched."""
    with room.store.reading() as connection:
        where = [one for one in read_delivering(connection) if alliance in (None, one[1])]
        former, footprints = read_former_folders(connection), read_footprints(connection)
        places = read_places(connection, alliance)
        known = read_known_files(connection) if places else {}
        failing = {(one.alliance, one.organisation, one.place) for one in read_failing(connection, 1)} if places else ()
    make_inboxes(room.settings.inbox, where)
    places.sort(key=lambda one: (one.alliance, one.organisation, one.feed.key) in failing)  # those wait for the others
    quiet = dict[int, str]()
    with Elsewhere(room.settings, room.files, places, known) as elsewhere:
        yield from collect(room.settings.inbox, where, _known_to(room), former, footprints, quiet.__setitem__)
        if quiet:
            with room.store.writing() as connection:
                remember_footprints(connection, quiet, room.clock())
        for found in elsewhere.found():
            _note_touched(room, found)
            yield from found


def _known_to(room: Workroom) -> Callable[[int], dict[tuple[int, str], KnownFile]]:
    def _known(organisation_id: int) -> dict[tuple[int, str], KnownFile]:
        with room.store.reading() as connection:
            return read_known_files(connection, organisation_id)

    return _known


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
