"""`GET /api/v1/...`: every published figure, verdict and definition, as whoever asks may see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import chain

import flask
import sqlalchemy as sa

from config.language import Text
from dashboard.open_data.answers import lasting, written
from dashboard.open_data.columns import ALLIANCES, DELIVERIES, FIGURES, INDICATORS, VERDICTS, VINTAGES, Record, Table
from dashboard.open_data.deliveries import deliveries_of
from dashboard.open_data.documents import alliance_document, indicator_document
from dashboard.open_data.formats import Format, as_json, chosen_format, csv_text, json_text
from dashboard.open_data.openapi import openapi
from dashboard.open_data.records import alliance_record, figures_of, indicators_of, verdicts_of, vintages_of
from dashboard.open_data.told import Told, read_all_told, read_told
from dashboard.refusal import Refusal
from dashboard.viewing import current_actor, viewer_of
from store.clock import Clock, danish_day
from store.database import Store
from store.viewer import Viewer

_NO_ALLIANCE = Text(
    "Den alliance findes ikke her. Se /api/v1/alliances.", "There is no such alliance here. See /api/v1/alliances."
)
_NO_INDICATOR = Text(
    "Den indikator findes ikke i alliancen. Se dens /indicators.",
    "There is no such indicator in the alliance. See its /indicators.",
)
_JSON_ONLY = Text("Den adresse findes kun som JSON.", "That address is JSON only.")
Rows = Callable[[sa.Connection, Told, str | None], Iterable[Record]]
_ROWS: dict[str, tuple[Table, Rows]] = {
    "figures": (FIGURES, figures_of),
    "verdicts": (VERDICTS, verdicts_of),
    "vintages": (VINTAGES, vintages_of),
    "indicators": (INDICATORS, lambda _, told, code: indicators_of(told, code)),
}
_SUFFIX = "<any(json, csv):suffix>"


def blueprint(store: Store, program: str, clock: Clock) -> flask.Blueprint:
    """The routes of open data.

    Args:
        program: changes with every change of the program, so that nobody keeps what an older one made.
    """
    return _OpenData(store, program, clock).routes


class _OpenData:
    def __init__(self, store: Store, program: str, clock: Clock) -> None:
        self._store, self._program, self._clock = store, program, clock
        self.routes = flask.Blueprint("open_data", __name__, url_prefix="/api/v1")
        self.routes.add_url_rule("", "start", self._start)
        self.routes.add_url_rule("/openapi.json", "openapi", self._openapi)
        self._both("/alliances", "alliances", self._alliances)
        self._both("/<any(figures, vintages, verdicts, indicators):table>", "all", self._table)
        self._both("/alliances/<slug>", "alliance", self._alliance)
        tables = "<any(figures, vintages, verdicts, indicators):table>"
        self._both(f"/alliances/<slug>/{tables}", "of alliance", self._table)
        self._both("/alliances/<slug>/deliveries", "deliveries", self._deliveries)
        self._both("/alliances/<slug>/indicators/<code>", "indicator", self._indicator)
        tables = "<any(figures, vintages, verdicts):table>"
        self._both(f"/alliances/<slug>/indicators/<code>/{tables}", "of indicator", self._table)

    def _both(self, path: str, name: str, view: Callable[..., flask.Response]) -> None:
        """With and without an ending that says the form."""
        self.routes.add_url_rule(path, name, view)
        self.routes.add_url_rule(f"{path}.{_SUFFIX}", f"{name} as", view)

    def _start(self) -> flask.Response:
        links = ("openapi.json", "alliances", "indicators", "verdicts", "figures", "vintages")
        document = {name.removesuffix(".json"): f"/api/v1/{name}" for name in links}
        return self._kept(lambda *_: _document({"page": "/data", **document}))

    def _openapi(self) -> flask.Response:
        return self._kept(lambda *_: _document(openapi()))

    def _alliances(self, suffix: str = "") -> flask.Response:
        form = chosen_format(suffix, flask.request.args)

        def make(connection: sa.Connection, now: datetime) -> flask.Response:
            followed = read_all_told(connection, _viewer(), now)
            return _table(ALLIANCES, (alliance_record(one.declared) for one in followed), form, ())

        return self._kept(make)

    def _alliance(self, slug: str, suffix: str = "") -> flask.Response:
        _check_json(suffix)
        return self._kept(
            lambda connection, now: _document(alliance_document(connection, _told(connection, now, slug)))
        )

    def _indicator(self, slug: str, code: str, suffix: str = "") -> flask.Response:
        _check_json(suffix)

        def make(connection: sa.Connection, now: datetime) -> flask.Response:
            return _document(indicator_document(connection, _told(connection, now, slug, code), code))

        return self._kept(make)

    def _table(self, table: str, slug: str | None = None, code: str | None = None, suffix: str = "") -> flask.Response:
        form = chosen_format(suffix, flask.request.args)
        columns, rows = _ROWS[table]

        def make(connection: sa.Connection, now: datetime) -> flask.Response:
            wanted = read_all_told(connection, _viewer(), now) if slug is None else [_told(connection, now, slug, code)]
            records = chain.from_iterable(rows(connection, one, code) for one in wanted)
            return _table(columns, records, form, [part for part in (slug, code) if part])

        return self._kept(make)

    def _deliveries(self, slug: str, suffix: str = "") -> flask.Response:
        form = chosen_format(suffix, flask.request.args)

        def make(connection: sa.Connection, now: datetime) -> flask.Response:
            told = _told(connection, now, slug)
            records = deliveries_of(connection, told.declared, told.retired or danish_day(now))
            return _table(DELIVERIES, records, form, (slug,))

        return self._kept(make)

    def _kept(self, make: Callable[[sa.Connection, datetime], flask.Response]) -> flask.Response:
        now = self._clock()  # one moment for the answer and its tag: an embargo may end between two
        with self._store.reading() as connection:
            return lasting(connection, self._program, now, lambda: make(connection, now))


def _viewer() -> Viewer:
    return viewer_of(current_actor())


def _told(connection: sa.Connection, now: datetime, slug: str, code: str | None = None) -> Told:
    told = read_told(connection, slug, code, _viewer(), now)
    if told is not None:
        return told
    if code is not None and read_told(connection, slug, None, _viewer(), now) is not None:
        raise Refusal(404, "no_indicator", _NO_INDICATOR)
    raise Refusal(404, "no_alliance", _NO_ALLIANCE)


def _check_json(suffix: str) -> None:
    if chosen_format(suffix, flask.request.args).suffix != "json":
        raise Refusal(400, "json_only", _JSON_ONLY)


def _table(table: Table, records: Iterable[Record], form: Format, names: Sequence[str]) -> flask.Response:
    if form.suffix == "csv":
        name = "-".join([*names, table.name]) + ".csv"
        return written(csv_text(table.columns, records, form), "text/csv", name)
    return written(json_text(table, records, {}), "application/json")


def _document(document: Record) -> flask.Response:
    return written([as_json(document), "\n"], "application/json")
