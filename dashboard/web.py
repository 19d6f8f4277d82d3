"""The web process: addresses, answers and their headers, around pages that know nothing of HTTP."""

from __future__ import annotations

import flask
import sqlalchemy as sa
from dash.development.base_component import Component

from config.settings import Settings
from dashboard import api, choosing, decisions, downloads, health
from dashboard.assets import Assets, program_digest
from dashboard.document import document
from dashboard.editing.posts import answer_edits
from dashboard.errors import answer_faults
from dashboard.frame import framed
from dashboard.freshness import etag_of
from dashboard.guards import check_writes, is_at_the_machine
from dashboard.moved import leading_on
from dashboard.open_data import downloads as indicator_files
from dashboard.open_data import routes as open_data
from dashboard.pages import judge, missing
from dashboard.receiving import request_class
from dashboard.routes import Address, compose, find, without_slash
from dashboard.shell import content_security_policy, dash_app
from dashboard.visit import Here, Page, Visit
from store.clock import Clock, system_clock
from store.database import Store
from store.files import Files

_ROBOTS = "User-agent: *\n" + "".join(
    f"Disallow: {path}\n" for path in ("/api/", "/upload/", "/template/", "/en/upload/", "/*/edit")
)


def build(store: Store, settings: Settings, clock: Clock = system_clock) -> flask.Flask:
    """The WSGI application: pages, API and health of this store."""
    return _Web(store, settings, clock).server


class _Web:
    def __init__(self, store: Store, settings: Settings, clock: Clock) -> None:
        self.store, self.settings, self.clock = store, settings, clock
        self.assets, self.program = Assets(), program_digest()
        files = Files(settings.files)
        self.server = flask.Flask("fremdrift", static_folder=None, template_folder=None)
        self.server.request_class = request_class(files.folder, settings.max_upload_mb)
        self.server.before_request(check_writes(settings))
        self.server.before_request(self._plotly)
        self.server.register_blueprint(health.blueprint(store, clock))
        self.server.register_blueprint(choosing.blueprint(store, clock))
        self.server.register_blueprint(open_data.blueprint(store, self.program, clock))
        self.server.register_blueprint(indicator_files.blueprint(store, self.program, clock))
        self.server.register_blueprint(api.blueprint(store, files, settings, clock))
        self.server.register_blueprint(decisions.blueprint(store, clock))
        self.server.register_blueprint(downloads.blueprint(store, files, settings))
        self._own_addresses()
        self.dash = dash_app(self.server, self.assets, self._again)
        self._policy = content_security_policy(self.dash)
        self.server.after_request(self._headers)
        self.server.after_request(leading_on(store))
        answer_faults(self.server, self._written, api.too_large(settings))

    def _own_addresses(self) -> None:
        # Before Dash's own: of two equal rules the first one counts, and Dash would answer 200 to everything.
        self.server.add_url_rule("/", "home", self._page)
        self.server.add_url_rule("/<path:_>", "page", self._page)
        for path in ("/judge", "/en/judge"):
            self.server.add_url_rule(path, f"judge {path}", self._judged, methods=["POST"])
        answer_edits(self.server, self.store, self.clock, self._visit, self._written)
        self.server.add_url_rule("/static/<name>", "static", self._static)
        self.server.add_url_rule("/favicon.svg", "icon", lambda: self._static("favicon.svg"))
        self.server.add_url_rule("/favicon.ico", "icon_ico", lambda: self._static("favicon.svg"))
        self.server.add_url_rule("/robots.txt", "robots", lambda: flask.Response(_ROBOTS, mimetype="text/plain"))

    def _page(self, _: str = "") -> flask.Response:
        request = flask.request
        shorter = without_slash(request.path)
        if shorter is not None:
            return flask.make_response(flask.redirect(shorter, 308))
        address = find(request.path)
        is_lasting = address.is_lasting
        with self.store.reading() as connection:
            etag = etag_of(connection, self.program, request.full_path, self.clock())
            if is_lasting and request.if_none_match.contains_weak(etag):
                answer = flask.Response(status=304)
            else:
                visit = self._visit(address, connection, request.args.to_dict())
                page = compose(address, visit)
                is_lasting = is_lasting and not page.is_passing
                answer = self._written(page, visit)
        if is_lasting and answer.status_code in (200, 304):
            answer.set_etag(etag, weak=True)
            answer.cache_control.no_cache = True
        else:
            answer.cache_control.no_store = True
        return answer

    def _judged(self) -> flask.Response:
        """The answer to a pasted series: made from what was sent, and forgotten. Nothing of it is stored or logged."""
        request = flask.request
        address = find(request.path)
        is_too_long = (request.content_length or 0) > judge.MOST_BYTES
        form = {judge.TOO_LONG: "1"} if is_too_long else request.form.to_dict()
        with self.store.reading() as connection:
            visit = self._visit(address, connection, {}, form)
            try:
                page = compose(address, visit)
            except Exception as fault:
                # Whatever the fault says may quote what was pasted; where it arose is enough for the log.
                told = RuntimeError(f"{type(fault).__name__} on a pasted series")
                raise told.with_traceback(fault.__traceback__) from None
        answer = self._written(page, visit)
        answer.cache_control.no_store = True
        return answer

    def _again(self, path: str, query: dict[str, str]) -> list[Component]:
        """The same page, for Dash."""
        address = find(path)
        here = Here(address.language, address.path, query)
        try:
            with self.store.reading() as connection:
                return framed(compose(address, self._visit(address, connection, query)), here)
        except Exception as fault:
            self.server.logger.error("page %s", path, exc_info=fault)
            return framed(missing.fault(fault, here), here)

    def _visit(
        self,
        address: Address,
        connection: sa.Connection,
        query: dict[str, str],
        form: dict[str, str] | None = None,
    ) -> Visit:
        return Visit(
            language=address.language,
            path=address.path,
            query=query,
            now=self.clock(),
            store=connection,
            most_mb=self.settings.max_upload_mb,
            form=form,
            is_at_the_machine=is_at_the_machine(flask.request.host, self.settings),
        )

    def _written(self, page: Page, here: Here) -> flask.Response:
        is_alive = page.status == 200 and not page.is_answer
        machinery = str(self.dash.index()) if is_alive else ""  # type: ignore[no-untyped-call]
        answer = flask.Response(document(page, here, self.assets, machinery), page.status, mimetype="text/html")
        if page.is_passing:
            answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    def _static(self, name: str) -> flask.Response:
        return self.assets.answer(name) or flask.abort(404)

    def _plotly(self) -> flask.Response | None:
        if flask.request.path.endswith("/plotly/package_data/plotly.min.js"):
            return self.assets.plotly_answer()
        return None

    def _headers(self, answer: flask.Response) -> flask.Response:
        answer.headers.setdefault("Content-Security-Policy", self._policy)
        answer.headers.setdefault("X-Content-Type-Options", "nosniff")
        # Not "no-referrer": with it a browser calls the origin of our own forms "null".
        answer.headers.setdefault("Referrer-Policy", "same-origin")
        return answer
