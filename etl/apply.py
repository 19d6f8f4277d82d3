"""`fremdrift apply`: definitions from their files into the store, shown before they are done."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

import sqlalchemy as sa

from config.definitions import Alliance
from config.language import Text
from config.mistakes import Mistake, mistake
from config.read_definitions import ENDING, notes_about, read_folder
from etl.collect import make_inboxes
from etl.errands import ask_to_assess, carry_out
from etl.jobs import Workroom
from store import definitions
from store.actor import AT_THE_COMMAND_LINE
from store.applying import Choice
from store.noting import noting_definitions
from store.renaming import find_slug
from store.whole import Mistaken

BY = "file"


@dataclass(slots=True)
class Applied:
    """What `apply` found and did.

    Attributes:
        changes: by alliance; an empty list where the store says the same already.
        mistakes: with any of these nothing at all has been changed.
        notes: what may be meant, and should be looked at.
    """

    changes: dict[str, list[definitions.Change]] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()
    notes: tuple[Mistake, ...] = ()

    @property
    def conflicts(self) -> list[definitions.Change]:
        """What was changed in the browser and in the file, and is left alone until somebody chooses."""
        return [change for changes in self.changes.values() for change in changes if change.what == "conflict"]


def apply_definitions(room: Workroom, path: Path, check_only: bool = False, choices: Sequence[Choice] = ()) -> Applied:
    """Make the store say what the files say, and judge anew what changed; all files or none.

    Args:
        choices: which side counts, where an entry has been changed in the browser too.

    Raises:
        LookupError: a choice is about nothing that differs; the argument names it.
    """
    declared, mistakes = read_folder(path)
    applied = Applied(mistakes=mistakes, notes=tuple(note for one in declared for note in notes_about(one)))
    with room.store.reading() as connection:
        applied.changes = _planned(connection, declared, choices, applied)
    if applied.mistakes or check_only:
        return applied
    work = []
    with room.store.writing() as connection, ExitStack() as noting:
        for called in sorted(find_slug(connection, one.slug, one.formerly) for one in declared):
            noting.enter_context(noting_definitions(connection, AT_THE_COMMAND_LINE, called, room.clock()))
        for one in declared:
            changes = definitions.apply(connection, one, BY, room.clock(), choices)
            applied.changes[one.slug] = changes
            if any(change.what not in ("edited", "conflict") for change in changes):
                work.append(ask_to_assess(room, connection, one.slug))
        make_inboxes(room.settings.inbox, definitions.read_delivering(connection))
    carry_out(room, *work)
    return applied


def _planned(
    connection: sa.Connection, declared: Sequence[Alliance], choices: Sequence[Choice], applied: Applied
) -> dict[str, list[definitions.Change]]:
    """What would change; where file and browser together make no whole, that is a mistake of the file."""
    planned: dict[str, list[definitions.Change]] = {}
    if twice := _twice(connection, declared):
        applied.mistakes += twice
        return planned
    _check_choices(connection, declared, choices)
    for one in declared:
        try:
            planned[one.slug] = definitions.plan(connection, one, choices)
        except Mistaken as found:
            file = one.slug + ENDING
            applied.mistakes += tuple(replace(mistake, file=file) for mistake in found.mistakes)
    return planned


def _twice(connection: sa.Connection, declared: Sequence[Alliance]) -> tuple[Mistake, ...]:
    """Two files of one alliance, the second from before it was renamed, would undo each other."""
    seen: dict[str, str] = {}
    found = []
    for one in declared:
        file, slug = one.slug + ENDING, find_slug(connection, one.slug, one.formerly)
        if slug in seen:
            where = Text("filen", "the file")
            found.append(mistake("same_alliance", file, ("slug",), where, one.slug, fields={"other": seen[slug]}))
        seen.setdefault(slug, file)
    return tuple(found)


def _check_choices(connection: sa.Connection, declared: Sequence[Alliance], choices: Sequence[Choice]) -> None:
    if not choices:
        return
    open_: set[tuple[str, str, str | None]] = set()
    for one in declared:
        for change in definitions.plan(connection, one):
            if change.what in ("conflict", "edited"):
                open_ |= {(change.kind, change.key, name) for name in (None, *change.fields)}
    for choice in choices:
        if (choice.kind, choice.key, choice.field) not in open_:
            raise LookupError("/".join(filter(None, (choice.kind, choice.key, choice.field))))
