"""What every entry of a definition is made of: texts in two languages, periods, keys, and no unknown fields."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

from config.language import Text
from config.periods import period_type

SLUG = r"^[a-z0-9]+([-_][a-z0-9]+)*$"


def _text(value: Any) -> Any:
    if isinstance(value, Text):
        return value
    if isinstance(value, str) and value.strip():
        return Text(value.strip(), value.strip())
    if isinstance(value, dict) and set(value) <= {"da", "en"} and str(value.get("da") or "").strip():
        if not all(isinstance(text, str | None) for text in value.values()):
            raise ValueError("text_shape")
        return Text(value["da"].strip(), str(value.get("en") or value["da"]).strip())
    raise ValueError("text_shape")


def _period(value: Any) -> str:
    text = str(value)  # YAML reads 2024 as a number
    if period_type(text) is None:
        raise ValueError("period_shape")
    return text


Words = Annotated[
    Text,
    BeforeValidator(_text),
    PlainSerializer(lambda t: {"da": t[0], "en": t[1]}, return_type=dict),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {"da": {"type": "string"}, "en": {"type": "string"}},
                    "required": ["da"],
                },
            ]
        }
    ),
]
Period = Annotated[
    str, BeforeValidator(_period), WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer", "minimum": 1}]})
]
Slug = Annotated[str, Field(pattern=SLUG, max_length=80)]


class Entry(BaseModel):
    """Unknown fields are mistakes, most often misspelt ones."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
