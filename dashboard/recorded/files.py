"""The record as a file: CSV that opens in Excel, or JSON, with every hash, so that whoever has it can check it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import flask

from config.language import Language, Text
from dashboard.open_data.answers import written
from dashboard.open_data.columns import Column, Record, Table
from dashboard.open_data.formats import Format, csv_text, json_text
from dashboard.recorded.asked import wish_of
from dashboard.recorded.words import action_words, actor_words
from dashboard.viewing import current_actor, viewer_of
from store.acts import Act, read_acts, whose
from store.database import Store

_SUFFIX = "<any(csv, json):suffix>"
_NOTHING = Text("", "")
_FROM_THE_ACT = ("number", "who", "action", "alliance", "organisation", "subject", "before", "after", "address", "hash")
_NAMES = ("number", "at", "who", "name", "action", "what", *_FROM_THE_ACT[3:])
_TABLE = Table("acts", _NOTHING, tuple(Column(name, "text", _NOTHING) for name in _NAMES))


def blueprint(store: Store) -> flask.Blueprint:
    """The routes of the record's files; the page's filters hold for them too."""
    routes = flask.Blueprint("recorded", __name__)

    def acts(suffix: str, slug: str | None = None) -> flask.Response:
        args = flask.request.args
        language: Language = "en" if args.get("language") == "en" else "da"
        with store.reading() as connection:
            try:
                found = list(read_acts(connection, viewer_of(current_actor()), slug, wish_of(args)))
            except LookupError:
                flask.abort(404)
            names = whose(connection, {one.who for one in found})
        is_csv = suffix == "csv"
        records = _records(found, {key: actor_words(one, language) for key, one in names.items()}, language, is_csv)
        if is_csv:
            name = "-".join([*([slug] if slug else []), "audit"]) + ".csv"
            answer = written(csv_text(_TABLE.columns, records, Format("csv", language)), "text/csv", name)
        else:
            answer = written(json_text(_TABLE, records, {}), "application/json")
        answer.cache_control.no_store = True
        return answer

    routes.add_url_rule(f"/alliance/<slug>/audit/acts.{_SUFFIX}", "of alliance", acts)
    routes.add_url_rule(f"/audit/acts.{_SUFFIX}", "all", acts)
    return routes


def _records(found: list[Act], names: dict[str, str], language: Language, is_csv: bool) -> Iterator[Record]:
    for one in found:
        record: dict[str, Any] = {name: getattr(one, name) for name in _FROM_THE_ACT}
        record |= {"at": one.at.isoformat(), "name": names[one.who], "what": action_words(one.action, language)}
        if is_csv:
            record |= {name: _as_text(record[name]) for name in ("before", "after")}
        yield record


def _as_text(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)
