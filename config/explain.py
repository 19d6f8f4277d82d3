"""What the model refuses, as mistakes that a person can put right."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from config.definition_fields import Path, entry_words, fields_at
from config.definition_file import Document
from config.definitions import Alliance
from config.language import Text
from config.layout_mistakes import LAYOUT_TEXTS
from config.mistake_texts import TEXTS
from config.mistakes import Mistake, mistake

_LONGEST_SLUG = 80
_SHOWN = 5  # of the fields an entry may have, where it has none


def explain(
    error: ValidationError,
    document: Document,
    model: type[BaseModel] = Alliance,
    entry: Callable[[Any, Path], Text] = entry_words,
) -> tuple[Mistake, ...]:
    """One mistake for each thing that the model refused, in the order of the file.

    Args:
        entry: the words for the place at a path.
    """
    found = []
    for details in error.errors(include_url=False):
        path = details["loc"]
        code, fields = _kind(details, model)
        shown = None if details["type"] == "missing" else details["input"]
        if code in ("field_unknown", "field_misspelt", "field_name"):
            shown = path[-1]
        where = entry(document.value, path)
        found.append(mistake(code, document.file, path, where, shown, document.line_of(path), fields=fields))
    return tuple(sorted(found, key=lambda one: one.line or 0))


def _kind(details: ErrorDetails, model: type[BaseModel]) -> tuple[str, dict[str, object]]:
    """Which of our kinds an error is, and the words that fill its texts."""
    kind = details["type"]
    if kind == "value_error":
        code = str(details.get("ctx", {}).get("error")).partition(":")[0]
        return (code, {}) if code in _OWN else ("value", {})
    if kind in _OF_THE_MODEL:
        return _OF_THE_MODEL[kind](details, model)
    make = _KINDS.get(kind)
    return make(details) if make else ("value", {})


_OWN = (
    frozenset(
        {
            "text_shape",
            "period_shape",
            "embargo_shape",
            "negative_kind",
            "range_order",
            "keep_without_range",
            "cumulative_of_what",
        }
    )
    & TEXTS.keys()
)
_OWN |= LAYOUT_TEXTS.keys()


def _missing(details: ErrorDetails) -> tuple[str, dict[str, object]]:
    field = details["loc"][-1]
    return ("missing_item", {"count": 2}) if isinstance(field, int) else ("missing", {"field": field})


def _unknown_field(details: ErrorDetails, model: type[BaseModel]) -> tuple[str, dict[str, object]]:
    field, allowed = str(details["loc"][-1]), fields_at(details["loc"][:-1], model)
    near = difflib.get_close_matches(field.casefold(), allowed, n=1)
    if near:
        return "field_misspelt", {"field": field, "near": near[0]}
    return "field_unknown", {"allowed": ", ".join(allowed)}


def _fields_wanted(details: ErrorDetails, model: type[BaseModel]) -> tuple[str, dict[str, object]]:
    return "fields", {"allowed": ", ".join(fields_at(details["loc"], model)[:_SHOWN])}


def _choice(details: ErrorDetails) -> tuple[str, dict[str, object]]:
    allowed = re.findall(r"'([^']*)'", details["ctx"]["expected"])
    near = difflib.get_close_matches(str(details["input"]).casefold(), allowed, n=1)
    fields: dict[str, object] = {"allowed": ", ".join(allowed)}
    return ("choice_misspelt", {**fields, "near": near[0]}) if near else ("choice", fields)


def _slug(details: ErrorDetails) -> tuple[str, dict[str, object]]:
    return "slug", {"limit": _LONGEST_SLUG, "example": as_slug(details["input"])}


def _limit(details: ErrorDetails) -> tuple[str, dict[str, object]]:
    sign, bound = next(iter(details["ctx"].items()))
    words = _LIMITS[sign]
    return "number_limit", {"limit": Text(f"{words.da} {bound:g}", f"{words.en} {bound:g}")}


_LIMITS = {
    "ge": Text("mindst", "at least"),
    "gt": Text("større end", "greater than"),
    "le": Text("højst", "at most"),
    "lt": Text("mindre end", "less than"),
}


def _plain(code: str) -> Callable[[ErrorDetails], tuple[str, dict[str, object]]]:
    return lambda details: (code, {})


_OF_THE_MODEL: Mapping[str, Callable[[ErrorDetails, type[BaseModel]], tuple[str, dict[str, object]]]] = {
    "extra_forbidden": _unknown_field,
    "model_type": _fields_wanted,
}
_KINDS: Mapping[str, Callable[[ErrorDetails], tuple[str, dict[str, object]]]] = {
    "missing": _missing,
    "invalid_key": _plain("field_name"),
    "tuple_type": _plain("list"),
    "too_short": _plain("too_short"),
    "dict_type": _plain("field_name"),
    "too_long": lambda details: ("missing_item", {"count": details["ctx"]["max_length"]}),
    "literal_error": _choice,
    "string_type": _plain("text"),
    "string_pattern_mismatch": _slug,
    "string_too_long": _slug,
    "float_type": _plain("number"),
    "float_parsing": _plain("number"),
    "finite_number": _plain("number"),
    "int_type": _plain("whole_number"),
    "int_parsing": _plain("whole_number"),
    "int_parsing_size": _plain("whole_number"),
    "int_from_float": _plain("whole_number"),
    "greater_than": _limit,
    "greater_than_equal": _limit,
    "less_than": _limit,
    "less_than_equal": _limit,
    "bool_type": _plain("yes_no"),
    "bool_parsing": _plain("yes_no"),
    "date_type": _plain("day"),
    "date_parsing": _plain("day"),
    "date_from_datetime_parsing": _plain("day"),
    "date_from_datetime_inexact": _plain("day"),
}


def as_slug(text: object) -> str:
    """A key like a name: "Østerbyen 2016" as "oesterbyen-2016"."""
    letters = str(text).casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_LONGEST_SLUG].strip("-") or "navn"
