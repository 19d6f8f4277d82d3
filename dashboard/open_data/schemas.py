"""JSON schemas of what open data answers with: of rows from their columns, of definitions from their own models."""

from __future__ import annotations

from typing import Any

from config.definitions import Alliance
from dashboard.open_data.columns import POINT, SERIES, Column, Table
from progress.words import VERDICTS

Json = dict[str, Any]
WORDS: Json = {
    "type": "object",
    "description": "En tekst på begge sprog / a text in both languages",
    "properties": {"da": {"type": "string"}, "en": {"type": "string"}},
    "required": ["da", "en"],
    "additionalProperties": False,
}
_KINDS: dict[str, Json] = {
    "text": {"type": "string"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "truth": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "list": {"type": "array", "items": {"type": "string"}},
    "pairs": {"type": "object", "additionalProperties": {"type": "string"}},
}
_LINK: Json = {"type": "string", "description": "En adresse her på stedet / an address of this place"}
_DEFINITIONS = "Definition"  # before the names of the models, which are not ours to name anew


def reference(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def row_schema(table: Table) -> Json:
    return _object({column.name: column_schema(column) for column in table.columns}) | {
        "description": f"{table.about.da} / {table.about.en}"
    }


def table_schema(name: str, row: str) -> Json:
    return _object({name: {"type": "array", "items": reference(row)}})


def column_schema(column: Column) -> Json:
    """One column of a row: null where it may be empty."""
    schema = reference("Words") if column.kind == "words" else dict(_KINDS[column.kind])
    if column.values:
        schema["enum"] = [*column.values] if column.is_given else [*column.values, None]
    if not column.is_given:
        schema = (
            {"anyOf": [schema, {"type": "null"}]} if "$ref" in schema else schema | {"type": [schema["type"], "null"]}
        )
    return schema | {"description": f"{column.about.da} / {column.about.en}"}


def documents() -> Json:
    """The schemas of the two documents and of all that they hold."""
    about: Json = {
        "alliance": {"type": "string"},
        "alliance_name": reference("Words"),
        "made_up": {"type": "boolean"},
        "disclaimer": {"anyOf": [reference("Words"), {"type": "null"}]},
        "retired": {"type": ["string", "null"], "format": "date"},
        "page": _LINK,
    }
    links = dict.fromkeys(("figures", "verdicts"), _LINK)
    declared = _declared()
    return {
        "Alliance": _object(
            {
                **about,
                "definition": reference(f"{_DEFINITIONS}Alliance"),
                "together": reference("Together"),
                "links": _object(
                    {**links, "indicators": _LINK, "each": {"type": "object", "additionalProperties": _LINK}}
                ),
            }
        ),
        "Indicator": _object(
            {
                **about,
                "indicator": {"type": "string"},
                "goal": reference(f"{_DEFINITIONS}Goal"),
                "definition": reference(f"{_DEFINITIONS}Indicator"),
                "licence": {"type": ["string", "null"]},
                "sources": {"type": "array", "items": reference(f"{_DEFINITIONS}Source")},
                "series": {"type": "array", "items": reference("Series")},
                "contributions": {"type": ["object", "null"]},
                "equity": {"type": "array", "items": {"type": "object"}},
                "links": _object(links),
            }
        ),
        "Series": _object(
            {
                **{column.name: column_schema(column) for column in SERIES},
                "verdict": {"anyOf": [reference("Verdict"), {"type": "null"}]},
                "figures": {"type": "array", "items": reference("Figure")},
            }
        ),
        "Figure": _object(
            {
                **{column.name: column_schema(column) for column in POINT},
                "earlier": {"type": "array", "items": reference("Vintage")},
            }
        ),
        "Vintage": _object(
            {
                "value": {"type": ["number", "null"]},
                "status": {"type": "string"},
                "known_from": {"type": ["string", "null"], "format": "date"},
            }
        ),
        "Verdict": _verdict(),
        "Together": {
            "type": "object",
            "description": "Hvor mange af hver vurdering, og den svageste / how many of each verdict, and the weakest",
            "properties": {
                "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
                "weakest": {"type": ["string", "null"]},
                "judged": {"type": "integer"},
                "of": {"type": "integer"},
            },
            "required": ["counts", "weakest", "judged", "of"],
        },
        **declared,
    }


def _verdict() -> Json:
    """What `fremdrift status --json` says of a series: the method may say more."""
    number: Json = {"type": ["number", "null"]}
    value: Json = {
        "type": ["object", "null"],
        "properties": {"period": {"type": ["string", "null"]}, "value": number},
    }
    return {
        "type": "object",
        "properties": {
            "verdict": {"type": "string", "enum": [*VERDICTS]},
            "sentence": reference("Words"),
            "progress": number,
            "elapsed": number,
            "pace": number,
            "lead_months": number,
            "baseline": value,
            "latest": value,
            "target": value,
            "targets": {"type": "array", "items": {"type": "object"}},
            "overlays": {"type": "array", "items": {"type": "string"}},
            "assessed_on": {"type": "string", "format": "date"},
            "method": {"type": "object"},
        },
        "required": ["verdict"],
    }


def _declared() -> Json:
    """The models of a definition, by the names of their classes."""
    place = f"#/components/schemas/{_DEFINITIONS}{{model}}"
    whole = Alliance.model_json_schema(by_alias=True, ref_template=place, mode="serialization")
    parts: Json = whole.pop("$defs")
    return {f"{_DEFINITIONS}{name}": schema for name, schema in {**parts, "Alliance": whole}.items()}


def _object(properties: Json) -> Json:
    """An object that has all of these and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
