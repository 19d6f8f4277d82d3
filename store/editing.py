"""Editing: an entry of a definition changed by a person in the browser. Each change is a new version, never a loss.

The caller opens the transaction (`store.writing()`); `edit` also puts the alliance in the queue to be judged anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from config.mistakes import Mistake


class Stored(NamedTuple):
    """One version of one entry.

    Attributes:
        kind: a key of `store.definitions.PARTS`, or "alliance".
        document: its fields as the file writes them, without those that say the default; of a retired one the last.
        origin: "file" or "browser".
        reason: why, in the author's words; None where nobody said.
        version: to be handed to `edit` as `seen`.
        is_retired: it stands no more since `recorded_at`.
    """

    kind: str
    key: str
    position: int
    document: dict[str, Any]
    origin: str
    author: str
    recorded_at: datetime
    reason: str | None
    version: int
    is_retired: bool


class EditedMeanwhile(Exception):
    """Another version stands by now than the one that was shown: `stored` is the one that stands."""

    def __init__(self, stored: Stored) -> None:
        super().__init__(f"{stored.kind} {stored.key}")
        self.stored = stored


class Mistaken(Exception):
    """What is wrong with the change, as `apply` would tell it of a file.

    Attributes:
        mistakes: all of them.
        fields: those of the entry itself, by the path within it: "baseline.period", "targets.2.value", "title".
        elsewhere: those that the change would make in other entries: a goal retired that an indicator belongs to.
    """

    def __init__(self, mistakes: tuple[Mistake, ...], fields: Mapping[str, Mistake], elsewhere: tuple[Mistake, ...]):
        super().__init__(" ".join(one.sentence("en") for one in mistakes))
        self.mistakes, self.fields, self.elsewhere = mistakes, fields, elsewhere


def read_entries(connection: sa.Connection, slug: str, kind: str) -> list[Stored]:
    """The entries of a kind as they stand, in their order; retired ones are not among them."""
    raise NotImplementedError


def read_retired(connection: sa.Connection, slug: str, kind: str) -> list[Stored]:
    """The entries of a kind that stand no more, latest first: `edit` with their document brings them back."""
    raise NotImplementedError


def read_history(connection: sa.Connection, slug: str, kind: str, key: str) -> list[Stored]:
    """Every version of an entry, newest first; also what it was before it was renamed."""
    raise NotImplementedError


def edit(
    connection: sa.Connection,
    slug: str,
    kind: str,
    key: str,
    document: Mapping[str, Any] | None,
    *,
    author: str,
    reason: str | None,
    now: datetime,
    seen: int | None,
) -> Stored:
    """Write a new version of an entry, or its first; a document that says what stands already writes none.

    Targets that stand already keep value, deadline, place, partner and day of adoption: a change is one more target with
    `adopted` and `reason`, as the list of targets is their history. Only one adopted today or later may be corrected.

    Args:
        document: all its fields, not only the changed ones; the key in it may be left out. None retires the entry.
        author: who says so; not blank.
        seen: the version that was shown; None where there was none (a new entry).

    Raises:
        LookupError: there is no such "alliance", or no such "entry" to retire.
        EditedMeanwhile: another version than `seen` stands by now, or one where there was none.
        Mistaken: with the change the alliance would not hold together.
    """
    raise NotImplementedError
