"""The writing half of the OpenAPI document: files handed in, and what is decided about them. Every answer is named."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from config.language import Text
from dashboard.open_data.schemas import WORDS, reference

Json = dict[str, Any]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORM, _FILES, _JSON = "application/x-www-form-urlencoded", "multipart/form-data", "application/json"

# Every answer that is no success, with the codes that stand in it.
ERRORS: dict[str, tuple[str, Text]] = {
    "400": (
        "BadRequest",
        Text(
            "Noget af det sendte mangler eller kendes ikke: json_only, missing_field, no_answer, none_chosen, "
            "wrong_figure; eller en endelse eller et ønske, der ikke findes.",
            "Something that was sent is missing or not known; or an ending or a wish that there is not.",
        ),
    ),
    "401": (
        "Unauthorized",
        Text(
            "sign_in: uden nøgle. wrong_token: nøglen er forkert, udløbet eller trukket tilbage.",
            "sign_in: without a token. wrong_token: the token is wrong, has ended or has been withdrawn.",
        ),
    ),
    "403": (
        "Forbidden",
        Text(
            "not_yours: nøglen må det ikke. foreign_origin, foreign_host: sendt fra en anden side.",
            "not_yours: the token may not do that. foreign_origin, foreign_host: sent by another site's page.",
        ),
    ),
    "404": (
        "NotFound",
        Text(
            "Det findes ikke, eller nøglen må ikke vide, at det findes: no_alliance, no_indicator, no_organisation, "
            "no_submission, no_choice, no_layout, not_marked, not_found.",
            "There is no such thing, or none that the token may know of.",
        ),
    ),
    "409": (
        "Conflict",
        Text(
            "Det kan ikke gøres nu: not_waiting, not_ready, already_withdrawn, being_withdrawn, being_read, "
            "nothing_to_undo, not_accepted, none_vanished, not_due.",
            "It cannot be done now.",
        ),
    ),
    "413": ("TooLarge", Text("too_large: filen er over grænsen.", "too_large: the file is above the limit.")),
    "415": ("WrongForm", Text("wrong_form: ikke multipart/form-data.", "wrong_form: not multipart/form-data.")),
    "422": ("Unusable", Text("empty_file: filen er tom.", "empty_file: the file is empty.")),
    "429": ("TooMany", Text("For mange på kort tid; se Retry-After.", "Too many in a short while; see Retry-After.")),
    "503": (
        "Unavailable",
        Text(
            "no_store, no_room, read_only: prøv igen efter Retry-After. Det sendte er ikke modtaget.",
            "no_store, no_room, read_only: try again after Retry-After. What was sent was not received.",
        ),
    ),
}
TOKEN: Json = {
    "type": "http",
    "scheme": "bearer",
    "description": "En nøgle fra /account/tokens: t-… / a token made at /account/tokens: t-…",
}
_ALWAYS = ("401", "403", "429", "503")


@dataclass(frozen=True, slots=True)
class Act:
    """One operation that needs a token.

    Attributes:
        answers: of success: by status, the schema of its JSON; None: a workbook.
        errors: those besides `_ALWAYS`.
        fields: of what is sent, each with its schema. needed: those that must be there.
        forms: how it may be sent.
    """

    method: str
    path: str
    name: str
    about: Text
    answers: dict[str, str | None]
    errors: tuple[str, ...]
    fields: Json = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


_TEXT: Json = {"type": "string"}
_ONE = "/submissions/{submission}"
_PLACE: Json = {"alliance": _TEXT, "organisation": _TEXT}
ACTS = (
    Act(
        "post",
        "/submissions",
        "submit",
        Text("Aflever en fil. Den læses bagefter: se efter på Location.", "Hand in a file. It is read afterwards."),
        {"202": "Submission"},
        ("400", "404", "413", "415", "422"),
        {**_PLACE, "file": {"type": "string", "format": "binary"}},
        ("alliance", "organisation", "file"),
        (_FILES,),
    ),
    Act(
        "get",
        _ONE,
        "get_submission",
        Text("Hvor langt en indberetning er, og dens rapport", "How far a submission has come, and its report"),
        {"200": "SubmissionReport"},
        ("404",),
    ),
    Act(
        "get",
        f"{_ONE}/annotated.xlsx",
        "get_annotated",
        Text("Filen med fejlene markeret", "The file with its mistakes marked"),
        {"200": None},
        ("404",),
    ),
    Act(
        "get",
        f"{_ONE}/layout",
        "get_layout",
        Text("Hvordan filen bliver læst, og hvad der kan vælges", "How the file is read, and what can be chosen"),
        {"200": "Layout"},
        ("404", "409"),
    ),
    Act(
        "post",
        f"{_ONE}/layout",
        "choose_layout",
        Text(
            "Vælg, med felterne fra layout; do=read læser filen sådan, do=restart begynder forfra",
            "Choose, by the fields of the layout; do=read reads the file so, do=restart begins again",
        ),
        {"200": "Layout", "202": "Submission"},
        ("404", "409"),
        {"do": {"type": "string", "enum": ["look", "read", "restart"]}, "remember": _TEXT},
        (),
        (_FORM, _FILES),
    ),
    Act(
        "post",
        f"{_ONE}/confirm",
        "confirm",
        Text("Bekræft det, der venter: layout, rettelser, tal langt fra", "Confirm what waits to be confirmed"),
        {"202": "Submission"},
        ("404", "409"),
    ),
    Act(
        "post",
        f"{_ONE}/undo",
        "undo",
        Text("Fortryd en indberetning", "Take a submission back"),
        {"202": "Submission"},
        ("404", "409"),
        {"reason": _TEXT},
        (),
        (_JSON, _FORM),
    ),
    Act(
        "post",
        f"{_ONE}/vanished",
        "answer_vanished",
        Text("Hvad det betyder, at tal fra den forrige fil mangler", "What it means that earlier figures are missing"),
        {"202": "Submission"},
        ("400", "404", "409"),
        {
            "answer": {"type": "string", "enum": ["withdrawn", "stays"]},
            "figure": {"type": "array", "items": _TEXT, "description": "12:2024"},
            "all": _TEXT,
        },
        ("answer",),
        (_JSON, _FORM),
    ),
    Act(
        "post",
        "/declarations",
        "declare",
        Text("Meld, at der intet er at indberette", "Say that there is nothing to report"),
        {"202": "Submission"},
        ("400", "404", "409"),
        {
            **_PLACE,
            "figure": {
                "type": "array",
                "items": _TEXT,
                "description": '["indicator", "area", {"dimension": "value"}, "2024"]',
            },
            "note": _TEXT,
        },
        ("alliance", "organisation", "figure"),
        (_JSON, _FORM),
    ),
    Act(
        "post",
        "/layouts/forget",
        "forget_layout",
        Text("Glem, hvordan en slags fil blev læst", "Forget how files of a kind were read"),
        {"200": "Forgotten"},
        ("404",),
        {**_PLACE, "name": _TEXT},
        ("alliance", "organisation", "name"),
        (_FORM, _FILES),
    ),
)


def schemas() -> Json:
    """Of what is answered."""
    text: Json = {"type": "string"}
    state: Json = {
        "submission": text,
        "state": {
            "type": "string",
            "enum": ["received", "read", "checked", "awaiting_confirmation", "accepted", "rejected", "withdrawn"],
        },
        "outcome": {"type": ["string", "null"]},
    }
    report: Json = {"progress": {"type": "number"}, "report": {"type": ["object", "null"]}}
    # Whoever chooses how a file is read gets no outcome: it has none yet.
    return {
        "Words": WORDS,
        "Submission": {"type": "object", "properties": state, "required": ["submission", "state"]},
        "SubmissionReport": {"type": "object", "properties": state | report, "required": [*state, *report]},
        "Layout": {
            "type": "object",
            "properties": {"submission": text, "is_current": {"type": "boolean"}, "look": {"type": "object"}},
            "required": ["submission", "is_current", "look"],
        },
        "Forgotten": {"type": "object", "properties": {"forgotten": text}, "required": ["forgotten"]},
    }


def responses() -> Json:
    """Of what is refused: one description each, whoever refuses it."""
    schema = {"application/json": {"schema": reference("Error")}}
    headers = {
        "401": {"WWW-Authenticate": {"required": True, "schema": {"type": "string"}}},
        "429": {"Retry-After": {"schema": {"type": "string"}}},
        "503": {"Retry-After": {"schema": {"type": "string"}}},
    }
    return {
        name: {"description": f"{about.da} / {about.en}", "content": schema}
        | ({"headers": headers[status]} if status in headers else {})
        for status, (name, about) in ERRORS.items()
    }


def refused(*statuses: str) -> Json:
    """References to these, as an operation names them."""
    return {status: {"$ref": f"#/components/responses/{ERRORS[status][0]}"} for status in sorted(statuses)}


def paths() -> Json:
    """Every operation by its path and method."""
    found: Json = {}
    for act in ACTS:
        found.setdefault(act.path, {})[act.method] = _operation(act)
    return found


def _operation(act: Act) -> Json:
    operation: Json = {
        "operationId": act.name,
        "summary": f"{act.about.da} / {act.about.en}",
        "security": [{"token": []}],
        "responses": {status: _success(status, schema) for status, schema in act.answers.items()}
        | refused(*act.errors, *_ALWAYS),
    }
    if "{submission}" in act.path:
        operation["parameters"] = [{"$ref": "#/components/parameters/submission"}]
    if act.forms:
        schema: Json = {"type": "object", "properties": act.fields, "required": [*act.needed]}
        content = {form: {"schema": schema} for form in act.forms}
        operation["requestBody"] = {"required": bool(act.needed), "content": content}
    return operation


def _success(status: str, schema: str | None) -> Json:
    if schema is None:
        content: Json = {_XLSX: {"schema": {"type": "string", "format": "binary"}}}
    else:
        content = {_JSON: {"schema": reference(schema)}}
    answer: Json = {"description": "Modtaget / taken" if status == "202" else "Fundet / found", "content": content}
    if status == "202":
        where = {"type": "string", "description": "Hvor det kan følges / where it can be followed"}
        answer["headers"] = {"Location": {"schema": where}}
    return answer
