"""Wrongly delivered personal data taken out of everything: every vintage, files, what was published, backups.

First the file is undone, so that every figure goes back to what the other files say; then all it brought is deleted.
The same bytes are never taken in again, by whatever way they come.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from config.definitions import Alliance
from etl.deciding.undo import undo
from etl.jobs import Workroom
from etl.operations.folder import Folder, Made
from etl.publish import publish
from etl.quarantine import refused_report
from store.actor import AT_THE_COMMAND_LINE
from store.clock import danish_day
from store.database import Store
from store.decisions import CAN_BE_UNDONE
from store.definitions import indicator_ids, read_alliance
from store.deleted import PURGE, Expired, note_deleted, read_purged
from store.letters import end_waiting
from store.noting import note_submission
from store.purging import Stood, blot_texts, erase, find_by_bytes, read_stood
from store.schema import submission
from store.submissions import Submission, read_submission, read_where
from store.viewer import OPERATOR
from store.work import Work, ask, note_done


class Reach(NamedTuple):
    """What a purge will take away.

    Attributes:
        submissions: of the same bytes, whoever sent them. values: that they brought.
        copies: files of these bytes that still lie in inbox folders.
        backups: those made since, which hold its rows.
        beside: later files of the same organisations, which may hold the same data; they stay.
    """

    submissions: list[Submission]
    values: int
    copies: list[Path]
    backups: list[Made]
    beside: list[Submission]

    @property
    def sha256(self) -> str:
        return self.submissions[0].sha256


def reach(room: Workroom, folder: Folder, sha256: str) -> Reach | None:
    """What there is of these bytes; None: nothing was ever received of them."""
    with room.store.reading() as connection:
        found = find_by_bytes(connection, sha256)
        if not found:
            return None
        stood = read_stood(connection, [one.submission_id for one in found])
    since = found[0].received_at
    backups = [one for one in folder.all() if one.moment >= since]
    return Reach(found, len(stood), _copies(room.settings.inbox, sha256), backups, _beside(room, found))


def digest_of_token(store: Store, token: str) -> str | None:
    """The digest of a submission's file; None: there is no such submission."""
    with store.reading() as connection:
        found = read_submission(connection, token=token)
    return None if found is None else found.sha256


def ask_to_purge(room: Workroom, found: Reach, by: str, texts: Collection[str] = ()) -> int:
    """Put the purge in the queue; the number of the work.

    Args:
        texts: to be blotted out wherever they stand, beside the file's own.
    """
    now = room.clock()
    with room.store.writing() as connection:
        first = found.submissions[0].submission_id
        asked = ask(connection, "purge", by, now, submission_id=first, detail={"texts": sorted(texts)})
        for one in found.submissions:
            note_submission(connection, AT_THE_COMMAND_LINE, "submission_purged", one, now)
        return asked


def purge(room: Workroom, piece: Work) -> None:
    """Carry it out, by the worker: the store in one transaction, then the files. Done twice it changes nothing."""
    assert piece.submission_id is not None
    with room.store.reading() as connection:
        asked = read_submission(connection, submission_id=piece.submission_id)
        assert asked is not None
        found = find_by_bytes(connection, asked.sha256)
    purge_bytes(room, found, piece)


def purge_again(room: Workroom, digests: set[str]) -> int:
    """In a store that was just restored: what was purged since the backup was made; how many files' rows went."""
    count = 0
    with room.store.reading() as connection:
        wanted = digests - read_purged(connection)
    for sha256 in sorted(wanted):
        with room.store.reading() as connection:
            found = find_by_bytes(connection, sha256)
        if found:
            number = found[0].submission_id
            purge_bytes(room, found, Work(0, "purge", number, None, None, "restore", room.clock(), 1, {}))
            count += 1
    return count


def purge_bytes(room: Workroom, found: list[Submission], piece: Work) -> None:
    """Undo and erase submissions of the same bytes; newest first, as if each had never come."""
    for one in reversed(found):
        if one.state in CAN_BE_UNDONE:
            undo(room, _undo_of(piece, one.submission_id))
    now = room.clock()
    with room.store.writing() as connection:
        stood = read_stood(connection, [one.submission_id for one in found])
        copies = erase(connection, found, stood, refused_report())
        texts = piece.detail.get("texts", ())
        note_done(connection, piece.work_id, {})  # before anything is looked for: it holds the texts itself
        told = blot_texts(connection, found, texts)
        note_done(connection, piece.work_id, piece.detail if "blotted" in piece.detail else told)
        end_waiting(connection, now, "personal data were purged", {one.alliance for one in found})
        note_deleted(connection, [Expired(one.submission_id, one.token, one.sha256) for one in found], PURGE, now)
        for slug in {one.alliance for one in found}:
            declared = read_alliance(connection, slug, OPERATOR, danish_day(now))
            if declared is not None:
                publish(
                    connection, declared, _codes(indicator_ids(connection, slug), stood, declared), danish_day(now), now
                )
    for one in found:
        room.files.delete(one.token)
    for token in copies:
        room.files.annotated_path_of(token).unlink(missing_ok=True)
    for path in _copies(room.settings.inbox, found[0].sha256):
        path.unlink(missing_ok=True)
    _clean(room.store)


def _undo_of(piece: Work, submission_id: int) -> Work:
    return Work(piece.work_id, "undo", submission_id, None, None, piece.asked_by, piece.asked_at, piece.attempts, {})


def _codes(numbers: dict[str, int], stood: list[Stood], declared: Alliance) -> list[str]:
    touched = {one.indicator_id for one in stood}
    return [one.code for one in declared.indicators if numbers.get(one.code) in touched]


def _copies(inbox: Path, sha256: str) -> list[Path]:
    """Files of these bytes in the inbox folders: the next refresh would fetch them."""
    if not inbox.is_dir():
        return []
    return [one for one in sorted(inbox.glob("*/*/*")) if one.is_file() and not one.is_symlink() and _is(one, sha256)]


def _is(path: Path, sha256: str) -> bool:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256


def _beside(room: Workroom, found: list[Submission]) -> list[Submission]:
    """Later files of the same organisations with other bytes: a corrected copy may hold the same person."""
    since: datetime = found[0].received_at
    with room.store.reading() as connection:
        others = read_where(
            connection,
            submission.c.organisation_id.in_({one.organisation_id for one in found})
            & (submission.c.received_at >= since)
            & (submission.c.sha256 != found[0].sha256)
            & submission.c.state.in_(CAN_BE_UNDONE),
        )
    return sorted(others, key=lambda one: one.submission_id)


def _clean(store: Store) -> None:
    """What was deleted shall not lie about in unused pages of the database's files."""
    with store.dedicated() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("VACUUM")  # in no transaction
        if store.is_sqlite:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
