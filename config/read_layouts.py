"""Layouts from their files: those where all is well, and every mistake with its place and its remedy."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from config.definition_file import Document, read_document
from config.explain import explain
from config.language import Text
from config.layout import Layout
from config.mistakes import Mistake, mistake

ENDING = ".yaml"
_WHOLE = Text("layoutet", "the layout")


def read_layouts(folder: Path) -> tuple[tuple[Layout, ...], tuple[Mistake, ...]]:
    """All layouts of a folder, by file name, and the mistakes of those that could not be read.

    A folder that is not there is ordinary: no layout has been remembered yet.
    """
    layouts: list[Layout] = []
    mistakes: list[Mistake] = []
    files = sorted(f for f in folder.iterdir() if f.suffix.lower() in (ENDING, ".yml")) if folder.is_dir() else []
    for file in files:
        outcome = read_layout(file)
        if isinstance(outcome, Layout):
            layouts.append(outcome)
        else:
            mistakes += outcome
    return tuple(layouts), tuple(mistakes)


def read_layout(path: Path) -> Layout | tuple[Mistake, ...]:
    """The layout that a file declares, ready for use, or all that is wrong with it."""
    if path.suffix != ENDING:
        return (mistake("file_ending", path.name, where=_WHOLE, found=path.name, fields={"name": path.stem + ENDING}),)
    document = read_document(path)
    if not isinstance(document, Document):
        return document
    outcome = understand_layout(document)
    if isinstance(outcome, Layout) and outcome.name != path.stem:
        line = document.line_of(("name",))
        return (mistake("layout_file", path.name, ("name",), _WHOLE, outcome.name, line, fields={"stem": path.stem}),)
    return outcome


def understand_layout(document: Document) -> Layout | tuple[Mistake, ...]:
    """The layout that a document declares, wherever it came from, or all that is wrong with it."""
    if not isinstance(document.value, dict):
        return (mistake("fields", document.file, where=_WHOLE, fields={"allowed": "name, tables"}),)
    try:
        layout = Layout.model_validate(document.value)
    except ValidationError as error:
        return explain(error, document, Layout, _words)
    return _open(layout, document) or layout


def _open(layout: Layout, document: Document) -> tuple[Mistake, ...]:
    paths = [("tables", number, name) for number, table in enumerate(layout.tables) for name in table.open_fields]
    return tuple(
        mistake(
            "layout_open",
            document.file,
            path,
            _words(None, path),
            None,
            document.line_of(path),
            None,
            {"field": path[-1]},
        )
        for path in paths
    )


def _words(_: object, path: tuple[str | int, ...]) -> Text:
    """`("tables", 1, "area")` as "tabel nr. 2"."""
    if len(path) > 1 and path[0] == "tables" and isinstance(path[1], int):
        return Text(f"tabel nr. {path[1] + 1}", f"table no. {path[1] + 1}")
    return _WHOLE
