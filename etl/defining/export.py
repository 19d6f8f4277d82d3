"""`fremdrift export-definitions`: what stands, edited in the browser too, written back as the text it came from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from config.definitions import Alliance
from config.read_definitions import ENDING, read_alliance
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


def read_texts(room: Workroom, slug: str | None) -> dict[str, str]:
    """The text of each alliance (or of one) by its slug; empty where there is none."""
    with room.store.reading() as connection:
        declared = read_alliances(connection, OPERATOR, danish_day(room.clock()))
    return {one.slug: definition_text(one, REMARK) for one in declared if slug in (None, one.slug)}


def export_into(room: Workroom, folder: Path, texts: Mapping[str, str], force: bool) -> Iterator[tuple[str, str]]:
    """Write the texts into a folder; a file that says the same keeps its comments, and no news in a file is lost.

    Returns:
        of each alliance, its slug and what became of its file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    formerly = _former_slugs(room)
    for slug, text in texts.items():
        file = folder / f"{slug}{ENDING}"
        outcome = WRITTEN if not file.exists() else _standing(room, file, force)
        if outcome == WRITTEN:
            beside = file.with_suffix(".part")
            beside.write_text(text, encoding="utf-8")
            os.replace(beside, file)
            outcome += _put_aside(folder, formerly[slug])
        yield slug, outcome


def _former_slugs(room: Workroom) -> dict[str, tuple[str, ...]]:
    with room.store.reading() as connection:
        return {one.slug: one.formerly for one in read_alliances(connection, OPERATOR, danish_day(room.clock()))}


def _put_aside(folder: Path, former: Sequence[str]) -> str:
    """The file that an alliance had under its former name would be read as another text of the same alliance."""
    moved = ""
    for file in (folder / f"{slug}{ENDING}" for slug in former):
        if file.exists():
            os.replace(file, file.with_suffix(".yaml.former"))
            moved += f"; {file.name} is now {file.name}.former"
    return moved


def _standing(room: Workroom, file: Path, force: bool) -> str:
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
