"""The OpenAPI 3.1 document: what is read stands here, what is written in `writing.py`."""

from __future__ import annotations

from functools import cache
from typing import Any

from config.language import Text
from dashboard.open_data import writing
from dashboard.open_data.addresses import ADDRESSES, Address
from dashboard.open_data.columns import TABLES, Table
from dashboard.open_data.schemas import documents, reference, row_schema, table_schema

Json = dict[str, Any]
_DESCRIPTION = Text(
    "Alle offentliggjorte tal, vurderinger og definitioner, for enhver; aflevering for den, der har en nøgle. "
    "Uden endelse er svaret JSON; med .csv er det semikolon, "
    "decimalkomma og UTF-8 med BOM, som dansk Excel læser det; ?format=international giver komma og decimalpunkt. "
    "Små antal er skjult og findes ikke i svarene. Adresserne er faste inden for v1: nye felter kan komme til, "
    "ingen forsvinder eller skifter mening.",
    "Every published figure, verdict and definition, for anybody; delivery for whoever has a token. "
    "Without an ending the answer is JSON; with .csv it has "
    "semicolons, decimal commas and UTF-8 with BOM, as a Danish Excel reads it; ?format=international gives commas and "
    "decimal points. Small counts are hidden and not in the answers. Addresses are stable within v1: fields may be "
    "added, none disappears or changes its meaning.",
)
_PARTS = {
    "slug": Text("Alliancens kode, fx bo-trygt.", "The alliance's code, such as bo-trygt."),
    "code": Text("Indikatorens kode, fx indbrud.", "The indicator's code, such as indbrud."),
    "submission": Text(
        "Indberetningens navn, fra svaret på afleveringen.", "The submission's name, as it was answered."
    ),
}
_MOVED = Text("Navnet er nu et andet: se Location.", "It has another name now: see Location.")


@cache
def openapi() -> Json:
    """The whole document."""
    paths: Json = {"/openapi.json": {"get": _of_itself()}}
    for one in ADDRESSES:
        paths[one.path] = {"get": _operation(one, "json")}
        if one.table:
            paths[f"{one.path}.csv"] = {"get": _operation(one, "csv")}
    paths |= writing.paths()
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "Fremdrift: åbne data / open data",
            "version": "1",
            "description": both(_DESCRIPTION),
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{}, {"token": []}],  # nobody need say who they are to read what is public
        "paths": paths,
        "components": {
            "parameters": _parameters(),
            "responses": writing.responses(),
            "securitySchemes": {"token": writing.TOKEN},
            "schemas": {
                **writing.schemas(),
                "Error": {
                    "type": "object",
                    "properties": {"code": {"type": "string"}, "message": reference("Words")},
                    "required": ["code", "message"],
                    "additionalProperties": False,
                },
                **{row_name(table): row_schema(table) for table in TABLES.values()},
                **{table_name(table): table_schema(table.name, row_name(table)) for table in TABLES.values()},
                **documents(),
            },
        },
    }


def row_name(table: Table) -> str:
    """ "figures" is "FigureRow"."""
    return f"{table.name.removesuffix('s').capitalize()}Row"


def table_name(table: Table) -> str:
    return f"{table.name.capitalize()}Table"


def both(text: Text) -> str:
    return f"{text.da} / {text.en}"


def _operation(one: Address, suffix: str) -> Json:
    names = [part for part in _PARTS if f"{{{part}}}" in one.path]
    parameters = [{"$ref": f"#/components/parameters/{name}"} for name in names]
    if suffix == "csv":
        parameters += [{"$ref": f"#/components/parameters/{name}"} for name in ("format", "language")]
        content: Json = {"text/csv": {"schema": {"type": "string", "description": both(_columns(one))}}}
    else:
        schema = table_name(one.table) if one.table else one.document
        content = {"application/json": {"schema": reference(schema)}}
    answers: Json = {
        "200": {
            "description": both(one.about),
            "headers": {"ETag": {"schema": {"type": "string"}}},
            "content": content,
        },
        "304": {"description": "Uændret siden If-None-Match / not changed since If-None-Match"},
        **writing.refused("400", "401", "429", "503", *(["404"] if names else [])),
    }
    if names:
        answers["308"] = {"description": both(_MOVED), "headers": {"Location": {"schema": {"type": "string"}}}}
    return {
        "operationId": one.name + ("_csv" if suffix == "csv" else ""),
        "summary": both(one.about),
        "parameters": parameters,
        "responses": answers,
    }


def _columns(one: Address) -> Text:
    names = ", ".join(column.name for column in one.table.columns) if one.table else ""
    return Text(f"Kolonner: {names}", "Columns in this order; what each means stands at the schema of the JSON.")


def _of_itself() -> Json:
    content = {"application/json": {"schema": {"type": "object"}}}
    return {
        "operationId": "get_openapi",
        "summary": "Dette dokument / this document",
        "responses": {
            "200": {"description": "OpenAPI 3.1", "content": content},
            "304": {"description": "Uændret / not changed"},
            **writing.refused("401", "429", "503"),
        },
    }


def _parameters() -> Json:
    path = {
        name: {"name": name, "in": "path", "required": True, "description": both(about), "schema": {"type": "string"}}
        for name, about in _PARTS.items()
    }
    query = {
        "format": Text("Komma og decimalpunkt, uden BOM.", "Commas and decimal points, without BOM."),
        "language": Text("Sproget for tekster i CSV.", "The language of texts in CSV."),
    }
    values: dict[str, Json] = {
        "format": {"type": "string", "enum": ["csv", "international"], "default": "csv"},
        "language": {"type": "string", "enum": ["da", "en"], "default": "da"},
    }
    asked = {
        name: {"name": name, "in": "query", "description": both(about), "schema": values[name]}
        for name, about in query.items()
    }
    return path | asked
