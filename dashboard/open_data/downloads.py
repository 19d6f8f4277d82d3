"""An indicator's page as files: `/alliance/<slug>/<indicator>.xlsx`, `.svg` and `.png`, in the language of the address.

The CSV is the one of open data: a second one with other columns would only be another thing to explain.
"""

from __future__ import annotations

from datetime import date, datetime

import flask
import sqlalchemy as sa

from config.language import Language, format_date
from dashboard.curves import chart_of
from dashboard.made_up import SENTENCE
from dashboard.open_data.answers import lasting, sent
from dashboard.open_data.meanings import licence_of
from dashboard.open_data.picture import Words, picture
from dashboard.open_data.raster import png
from dashboard.open_data.records import read_view
from dashboard.open_data.told import Told, read_told
from dashboard.open_data.workbook import XLSX, workbook
from dashboard.pages.indicator import chosen
from dashboard.routes import split_language
from dashboard.view import IndicatorView
from dashboard.viewing import current_actor, viewer_of
from dashboard.visit import localised
from dashboard.words import sentence
from store.clock import Clock, danish_day
from store.database import Store
from store.published import PublishedSeries

_MIMETYPES = {"xlsx": XLSX, "svg": "image/svg+xml", "png": "image/png"}


def blueprint(store: Store, program: str, clock: Clock) -> flask.Blueprint:
    """The routes of the files of an indicator."""
    routes = flask.Blueprint("indicator_files", __name__)

    @routes.get("/alliance/<slug>/<code>.<any(xlsx, svg, png):suffix>")
    @routes.get("/en/alliance/<slug>/<code>.<any(xlsx, svg, png):suffix>")
    def file(slug: str, code: str, suffix: str) -> flask.Response:
        """404 where the page is one, and where there is nothing to draw."""
        language, _ = split_language(flask.request.path)
        now = clock()
        with store.reading() as connection:
            return lasting(
                connection,
                program,
                now,
                lambda: _file(connection, (slug, code, suffix), language, now),
            )

    return routes


def _file(connection: sa.Connection, which: tuple[str, str, str], language: Language, now: datetime) -> flask.Response:
    slug, code, suffix = which
    today = danish_day(now)
    told = read_told(connection, slug, code, viewer_of(current_actor()), now)
    if told is None:
        flask.abort(404)
    declared, (indicator,) = told.declared, told.chosen(code)
    view = read_view(connection, declared, indicator)
    if suffix == "xlsx":
        content = workbook(connection, told, view, language, today)
    else:
        query = flask.request.args
        series = chosen(view, query.get("area"), query.get("organisation"))
        drawn = drawing_of(told, view, series, language, today) if series else ""
        if not drawn:
            flask.abort(404)
        content = png(drawn) if suffix == "png" else drawn.encode()
    mark = "-opdigtede-tal" if declared.made_up else ""
    return sent(content, _MIMETYPES[suffix], f"{slug}-{code}{mark}.{suffix}")


def drawing_of(told: Told, view: IndicatorView, series: PublishedSeries, language: Language, today: date) -> str:
    """The curve of a series with everything that must be read with it; "" where there is nothing to draw."""
    chart = chart_of(view, language, None if series is view.shared else series)
    below = _below(view, series, language, today)
    if told.retired:
        day = format_date(told.retired, language)
        below.insert(0, f"Udgik {day}." if language == "da" else f"Retired {day}.")
    words = Words(chart.title, chart.unit_line, below, _mark(view, language))
    return picture(chart, words)


def _mark(view: IndicatorView, language: Language) -> str:
    return SENTENCE[language] if view.alliance.made_up else ""


def _below(view: IndicatorView, series: PublishedSeries, language: Language, today: date) -> list[str]:
    """The verdict, the source with its terms, what is to be said of the figures, where and when this was fetched."""
    da = language == "da"
    said = series.verdict.get("sentence")
    known = next((one for one in reversed(series.points.sources) if one), None) or view.indicator.source
    licence = licence_of(view.alliance, known)
    source = known or ("ikke oplyst" if da else "not given")
    lines = [said[language]] if said else []
    lines.append(sentence(f"{'Kilde' if da else 'Source'}: {source}" + (f" ({licence})" if licence else "")))
    if view.alliance.disclaimer:
        lines.append(sentence(view.alliance.disclaimer[language]))
    fetched = f"hentet {format_date(today, 'da')}" if da else f"fetched {format_date(today, 'en')}"
    lines.append(f"Fremdrift, {view.alliance.name[language]}, {localised(view.path, language)}, {fetched}")
    return lines
