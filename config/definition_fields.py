"""The fields that a definition has, asked for by the path to a place in it, and the words for its entries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from config.definitions import Alliance
from config.language import Text

Path = tuple[str | int, ...]

# The lists whose entries have a name of their own: the field that holds it, and the words before it.
ENTRIES: dict[str, tuple[str, Text]] = {
    "organisations": ("slug", Text("organisationen", "the organisation")),
    "goals": ("code", Text("målet", "the goal")),
    "indicators": ("code", Text("indikatoren", "the indicator")),
    "small_wins": ("key", Text("den lille sejr", "the small win")),
    "plan": ("key", Text("handlingen", "the action")),
    "stories": ("key", Text("historien", "the story")),
    "sources": ("key", Text("kilden", "the source")),
}
_WHOLE = Text("alliancen", "the alliance")


def entry_words(data: Any, path: Path) -> Text:
    """`("indicators", 2, "baseline")` as "indikatoren indbrud"; by its number where it has no code yet."""
    if len(path) < 2 or path[0] not in ENTRIES or not isinstance(path[1], int):
        return _WHOLE
    key, words = ENTRIES[path[0]]
    entry = value_at(data, path[:2])
    name = entry.get(key) if isinstance(entry, dict) else None
    if isinstance(name, str) and 0 < len(name) <= 80:
        return Text(f"{words.da} {name}", f"{words.en} {name}")
    return Text(f"{words.da} nr. {path[1] + 1}", f"{words.en} no. {path[1] + 1}")


def value_at(data: Any, path: Path) -> Any:
    """What stands at a path; None where nothing does."""
    for part in path:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list | tuple) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def fields_at(path: Path, root: type[BaseModel] = Alliance) -> tuple[str, ...]:
    """The fields that the entry at a path may have, as they are written in the file."""
    model = _model_at(path, root)
    return tuple(field.alias or name for name, field in model.model_fields.items()) if model else ()


def _model_at(path: Path, root: type[BaseModel]) -> type[BaseModel] | None:
    model: type[BaseModel] | None = root
    for part in path:
        if isinstance(part, int):
            continue  # an item of the list that the field before it holds
        if model is None:
            return None
        annotation = next((f.annotation for n, f in model.model_fields.items() if part in (n, f.alias)), None)
        model = next(_models(annotation), None)
    return model


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The entries inside `tuple[Indicator, ...]` or `Baseline | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
