"""`fremdrift export-definitions`: what stands, edited in the browser too, written back as the text it came from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from config.definitions import Alliance
from config.read_definitions import ENDING, read_alliance
from config.splice_definitions import spliced_text
from config.write_definitions import definition_text
from etl.jobs import Workroom
from store.clock import danish_day
from store.definitions import plan, read_alliances
from store.viewer import OPERATOR
from store.whole import Mistaken

REMARK = (
    "Skrevet af »fremdrift export-definitions«: sådan står definitionen, også det, der er rettet i browseren.\n"
    "Written by “fremdrift export-definitions”: the definition as it stands, with what was edited in the browser."
)
WRITTEN, SAME, LEFT = (
    "written",
    "no change",
    "left alone: it says something the store does not; apply it first, or use --force",
)


def read_standing(room: Workroom, slug: str | None) -> list[Alliance]:
    """Each alliance as it stands, or one of them; empty where there is none."""
    with room.store.reading() as connection:
        declared = read_alliances(connection, OPERATOR, danish_day(room.clock()))
    return [one for one in declared if slug in (None, one.slug)]


def text_of(declared: Alliance) -> str:
    """An alliance as the text of its file."""
    return definition_text(declared, REMARK)


def export_into(room: Workroom, folder: Path, standing: Iterable[Alliance], force: bool) -> Iterator[tuple[str, str]]:
    """Write the alliances into a folder, into the files that are there; no news in a file is lost.

    Returns:
        of each alliance, its slug and what became of its file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for one in standing:
        file = folder / f"{one.slug}{ENDING}"
        former = [old for old in (folder / f"{slug}{ENDING}" for slug in one.formerly) if old.exists()]
        source = next((there for there in (file, *former) if there.exists()), None)
        outcome = WRITTEN if source is None else _outcome(room, source, force)
        if outcome == WRITTEN:
            beside = file.with_suffix(".part")
            there = "" if source is None else source.read_text("utf-8-sig", "replace")
            beside.write_text(spliced_text(there, one, REMARK), encoding="utf-8")
            os.replace(beside, file)
            for old in former:  # it would be read as another text of the same alliance
                os.replace(old, old.with_suffix(f"{ENDING}.former"))
                outcome += f"; {old.name} is now {old.name}.former"
        yield one.slug, outcome


def _outcome(room: Workroom, file: Path, force: bool) -> str:
    """What is to become of a file that is there already."""
    found = read_alliance(file)
    if isinstance(found, Alliance):
        try:
            with room.store.reading() as connection:
                changes = plan(connection, found)
        except Mistaken:
            return WRITTEN if force else LEFT
        if not changes:
            return SAME
        if all(change.what == "edited" for change in changes):
            return WRITTEN
    return WRITTEN if force else LEFT
