"""`fremdrift apply`: definitions from their files into the store, shown before they are done."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from config.mistakes import Mistake
from config.read_definitions import notes_about, read_folder
from etl.collect import make_inboxes
from etl.errands import ask_to_assess, carry_out
from etl.jobs import Workroom
from store import definitions

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


def apply_definitions(room: Workroom, path: Path, check_only: bool = False) -> Applied:
    """Make the store say what the files say, and judge anew what changed; all files or none."""
    declared, mistakes = read_folder(path)
    applied = Applied(mistakes=mistakes, notes=tuple(note for one in declared for note in notes_about(one)))
    if mistakes or check_only:
        with room.store.reading() as connection:
            applied.changes = {one.slug: definitions.plan(connection, one) for one in declared}
        return applied
    work = []
    with room.store.writing() as connection:
        for one in declared:
            applied.changes[one.slug] = definitions.apply(connection, one, BY, room.clock())
            if applied.changes[one.slug]:
                work.append(ask_to_assess(room, connection, one.slug))
        make_inboxes(room.settings.inbox, definitions.read_delivering(connection))
    carry_out(room, *work)
    return applied
