"""Definitions from their files: alliances where all is well, else every mistake with its place and its remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError, model_validator

from config.contradictions import Contradiction, contradictions, notes
from config.definition_fields import entry_words, value_at
from config.definition_file import Document, read_document
from config.definitions import Alliance
from config.explain import explain
from config.language import Text
from config.mistakes import Mistake, mistake

ENDING = ".yaml"
_WHOLE = Text("filen", "the file")


def read_folder(path: Path) -> tuple[tuple[Alliance, ...], tuple[Mistake, ...]]:
    """All alliances of a folder (or of one file), by file name, and the mistakes of the files that could not be read.

    A folder without definitions is ordinary: nothing has been declared yet.
    """
    alliances: list[Alliance] = []
    mistakes: list[Mistake] = []
    for file in _files(path):
        outcome = read_alliance(file)
        if isinstance(outcome, Alliance):
            alliances.append(outcome)
        else:
            mistakes += outcome
    return tuple(alliances), tuple(mistakes)


def read_alliance(path: Path) -> Alliance | tuple[Mistake, ...]:
    """The alliance that a file declares, or all that is wrong with it."""
    if path.suffix != ENDING:
        return (mistake("file_ending", path.name, where=_WHOLE, found=path.name, fields={"name": path.stem + ENDING}),)
    document = read_document(path)
    if not isinstance(document, Document):
        return document
    outcome = understand(document)
    if isinstance(outcome, Alliance) and outcome.slug != path.stem:
        line = document.line_of(("slug",))
        where = entry_words(document.value, ())
        return (mistake("slug_file", path.name, ("slug",), where, outcome.slug, line, fields={"stem": path.stem}),)
    return outcome


def understand(document: Document) -> Alliance | tuple[Mistake, ...]:
    """The alliance that a document declares, wherever it came from, or all that is wrong with it."""
    if document.value is None:
        return (mistake("file_blank", document.file, where=_WHOLE),)
    if not isinstance(document.value, dict):
        stem = {"stem": Path(document.file).stem}
        return (mistake("file_shape", document.file, where=_WHOLE, found=document.value, fields=stem),)
    try:
        draft = _Draft.model_validate(document.value)
        found = contradictions(draft)
        return _told(found, document) if found else Alliance.model_validate(document.value)
    except ValidationError as error:
        return explain(error, document)


def notes_about(alliance: Alliance, file: str | None = None) -> tuple[Mistake, ...]:
    """What may be meant, and is worth showing to the one who applies the definition; never a reason to refuse it."""
    document = Document(file or alliance.slug + ENDING, alliance.model_dump(mode="json", by_alias=True))
    return _told(notes(alliance), document)


def schema() -> dict[str, Any]:
    """The JSON schema of a definition file, published as `config/alliance.schema.json`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Alliance.model_json_schema()}


class _Draft(Alliance):
    """The fields alone, so that everything that contradicts can be told at once instead of the first."""

    @model_validator(mode="after")
    def _names_fit(self) -> _Draft:
        return self


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(f for f in path.iterdir() if f.suffix.lower() in (ENDING, ".yml") and not f.name.startswith("."))


def _told(found: list[Contradiction], document: Document) -> tuple[Mistake, ...]:
    told = [
        mistake(
            one.code,
            document.file,
            one.path,
            entry_words(document.value, one.path),
            value_at(document.value, one.path),
            document.line_of(one.path),
            fields=one.fields,
        )
        for one in found
    ]
    return tuple(sorted(told, key=lambda one: one.line or 0))
