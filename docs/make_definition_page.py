"""Writes the tables of docs/definitions.md from the model in config/: `python docs/make_definition_page.py`."""

from __future__ import annotations

import re
import sys
import types
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from config.definitions import Alliance  # noqa: E402
from config.entries import Period, Slug, Words  # noqa: E402
from config.indicator import Indicator  # noqa: E402
from config.visibility import Embargo, Visibility  # noqa: E402

PAGE = ROOT / "docs" / "definitions.md"
MEANINGS = ROOT / "docs" / "definition_meanings.yaml"
TABLES: dict[str, type[BaseModel]] = {"alliance": Alliance, "indicator": Indicator}
_PLAIN: dict[Any, str] = {
    bool: "true, false", int: "whole number", float: "number", str: "words", date: "day", type(None): "null",
}  # fmt: skip


_READERS = "`public`, `members` or an organisation's key"


class Row(NamedTuple):
    """One field: its path as written in the file, its form, and what it is where it is left out."""

    path: str
    form: str
    default: str


def rows(model: type[BaseModel], prefix: str = "") -> Iterator[Row]:
    """Every field of a model and of the entries inside it; indicators have a table of their own."""
    hints = get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        path = prefix + (field.alias or name)
        yield Row(path, _form(hints[name]), _default(field))
        inner = next(_models(hints[name]), None)
        if inner is not None and inner is not Indicator:
            yield from rows(inner, path + ("[]." if get_origin(hints[name]) is tuple else "."))


def meanings() -> dict[str, dict[str, str]]:
    """The hand-written meaning of each field, by table and path."""
    found: dict[str, dict[str, str]] = yaml.safe_load(MEANINGS.read_text(encoding="utf-8"))
    return found


def page(standing: str) -> str:
    """The page with its tables made anew; the text around them is kept."""
    words = meanings()
    for name, model in TABLES.items():
        table = "\n".join(_table(model, words[name]))
        made = f"<!-- {name}: begin -->\n{table}\n<!-- {name}: end -->"
        standing = re.sub(rf"<!-- {name}: begin -->.*<!-- {name}: end -->", lambda _, m=made: m, standing, flags=re.S)  # type: ignore[misc]
    return standing


def _table(model: type[BaseModel], words: dict[str, str]) -> Iterator[str]:
    yield "| field | form | if left out | meaning |"
    yield "|---|---|---|---|"
    for row in rows(model):
        yield f"| `{row.path}` | {row.form} | {row.default} | {words[row.path]} |"


def _form(hint: Any) -> str:
    known_forms = (
        (Words, "text"),
        (Period, "period"),
        (Visibility, _READERS),
        (Slug, "key"),
        (Embargo, "day or moment"),
    )
    for known, word in known_forms:
        if hint == known:
            return word
    if hint in _PLAIN:
        return _PLAIN[hint]
    arguments = get_args(hint)
    if get_origin(hint) is Literal:
        return ", ".join(f"`{one}`" for one in arguments)
    if get_origin(hint) in (Union, types.UnionType):
        return " or ".join(_form(one) for one in arguments if one is not type(None))
    if get_origin(hint) is tuple:
        if arguments[-1] is Ellipsis:
            return f"list: {_form(arguments[0])}"
        return f"[{', '.join(_form(one) for one in arguments)}]"
    if get_origin(hint) is dict:
        return f"value: {_form(arguments[1])}"
    return _form(arguments[0]) if arguments else "entry"  # Annotated; else a model


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**needed**"
    value = field.get_default(call_default_factory=True)
    if isinstance(value, BaseModel):
        return ", ".join(f"{name}: {part}" for name, part in value.model_dump().items())
    if value in (None, (), {}):
        return "–"
    if isinstance(value, tuple):
        return ", ".join(f"role: {one.role}" for one in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _models(hint: Any) -> Iterator[type[BaseModel]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    for inner in get_args(hint):
        yield from _models(inner)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
