"""The web process: addresses, answers and their headers, around pages that know nothing of HTTP."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

import flask
import sqlalchemy as sa
from dash.development.base_component import Component
from werkzeug.exceptions import HTTPException

from config.language import Text
from config.secret import installation_secret
from config.settings import Settings
from dashboard import api, choosing, decisions, downloads, health, meeting, metrics, preview
from dashboard.access import Need, Where, check_access, enter
from dashboard.address import address_of
from dashboard.assets import Assets, program_digest
from dashboard.document import document
from dashboard.editing.posts import answer_edits
from dashboard.errors import answer_faults, told_path
from dashboard.frame import framed
from dashboard.freshness import Freshness, knows, tag_of
from dashboard.front import SUITES, Front, file_place
from dashboard.guards import check_writes
from dashboard.headers import Headers
from dashboard.keeping import Answer
from dashboard.lending.posts import Lending
from dashboard.limits import check_limits, count_wrong_token
from dashboard.moved import leading_on
from dashboard.needs import PAGE, need_of, where_is
from dashboard.open_data import downloads as indicator_files
from dashboard.open_data import routes as open_data
from dashboard.own_files import COMPRESSED, add_own_files
from dashboard.pages import judge, missing
from dashboard.receiving import check_length, request_class
from dashboard.recorded import files as record_files
from dashboard.refusal import Refusal
from dashboard.routes import Address, compose, find, query_of, without_slash
from dashboard.shell import CALLBACK, asked_page, content_security_policy, dash_app
from dashboard.signing.posts import answer_signing
from dashboard.times import OF_MACHINES, Times
from dashboard.viewing import Readers, about, current_actor, looking, reader_of
from dashboard.visit import Here, Page, Visit
from store.actor import ANYBODY
from store.clock import Clock, system_clock
from store.database import Store
from store.files import Files
from store.links import look_at

_NO_PAGE = Text("Det, der blev spurgt om, er ingen side.", "What was asked for is no page.")
_STAMP = "stamp"  # of the page that Dash's callback makes, for whoever keeps it


def build(store: Store, settings: Settings, clock: Clock = system_clock, times: Times | None = None) -> flask.Flask:
    """The WSGI application: pages, API and health of this store.

    Args:
        times: where answers are counted, shared by the processes of this machine; None: of this one alone.
    """
    server = _Web(store, settings, clock, times or Times()).server
    # Dash sets itself up in its first request: a browser's next ones, at the same moment, would meet it half done.
    server.test_client().get("/healthz")
    return server


class _Web:
    def __init__(self, store: Store, settings: Settings, clock: Clock, times: Times) -> None:
        self.store, self.settings, self.clock = store, settings, clock
        self.assets, self.secret = Assets(), installation_secret(settings)
        self.program = program_digest(settings.imprint, self.secret)  # so that nobody reckons the tag of what is hidden
        files = Files(settings.files)
        self.server = flask.Flask("fremdrift", static_folder=None, template_folder=None)
        self.server.request_class = request_class(files.folder, settings.max_upload_mb)
        self.freshness = Freshness(store, self.program, clock)
        self.readers = Readers(store, settings, self.secret, clock, self.freshness.token)
        self.server.before_request(self._who)
        self.server.before_request(check_length)
        self.server.before_request(check_writes(settings))
        self.server.before_request(check_access(self._need, self._where))
        check_limits(self.server, store, settings, self.secret, clock)
        self.front = Front(self.server.wsgi_app, self.freshness, self.readers)
        self.server.wsgi_app = times.around(self.front)  # type: ignore[assignment, method-assign]
        self.server.extensions |= {"front": self.front, "times": times}  # for the loop that asks it first: `at_once.py`
        self._turn = threading.Lock()  # to make a page: who waits for it gets what was made, and memory holds one page
        self.server.register_blueprint(health.blueprint(store, clock))
        self.server.register_blueprint(metrics.blueprint(store, settings, times, clock))
        self.server.register_blueprint(choosing.blueprint(store, clock))
        self.server.register_blueprint(open_data.blueprint(store, self.program, clock))
        self.server.register_blueprint(indicator_files.blueprint(store, self.program, clock))
        self.server.register_blueprint(api.blueprint(store, files, settings, clock))
        self.server.register_blueprint(decisions.blueprint(store, clock))
        self.server.register_blueprint(record_files.blueprint(store))
        self.server.register_blueprint(downloads.blueprint(store, files, settings))
        self.server.register_blueprint(preview.blueprint(store))
        self._own_addresses()
        answer_signing(self.server, store, settings, self.secret, clock, self._visit, self._written)
        Lending(store, files, settings, self.secret, clock, self._visit, self._written).register(self.server)
        self.server.config["COMPRESS_MIMETYPES"] = list(COMPRESSED)
        self.dash = dash_app(self.server, self.assets, self._again)
        self._headers = Headers(settings, content_security_policy(self.dash))
        fill = self.server.view_functions[CALLBACK]
        self.server.view_functions[CALLBACK] = lambda: self._filled(fill)
        self.server.after_request(self._keep_file)  # the later one of two runs first
        self.server.after_request(self._headers)
        self.server.after_request(leading_on(store, clock))
        answer_faults(self.server, self._written, api.too_large(settings))

    def _own_addresses(self) -> None:
        # Before Dash's own: of two equal rules the first one counts, and Dash would answer 200 to everything.
        self.server.add_url_rule("/", "home", self._page)
        self.server.add_url_rule("/<path:_>", "page", self._page)
        answer_edits(self.server, self.store, self.clock, self._visit, self._written)
        for path, answer in (("/judge", self._judged), ("/alliance/<slug>/meeting/<code>", self._met)):
            for prefix in ("", "/en"):
                self.server.add_url_rule(prefix + path, f"answer {prefix}{path}", answer, methods=["POST"])
        add_own_files(self.server, self.assets)

    def _who(self) -> None:
        flask.g.actor = ANYBODY  # where the answer is that a token opens nothing
        if flask.request.path in OF_MACHINES:  # they are the same for all, and told when the store is away too
            return
        try:
            flask.g.actor = self.readers.actor(flask.request.environ)
        except Refusal:  # a token that opens nothing
            address = address_of(flask.request.environ, self.settings.proxies)
            count_wrong_token(self.store, self.secret, address, self.clock())
            raise
        self.readers.note_use(flask.g.actor)

    def _need(self, method: str, rule: str) -> Need | None:
        return need_of(method, rule, flask.request.path)

    def _where(self, need: Need, parts: dict[str, Any]) -> Where | None:
        if flask.request.url_rule is not None and flask.request.url_rule.rule == PAGE:
            parts = dict(find(flask.request.path).parts)
        with self.store.reading() as connection:
            return where_is(connection, need, parts, current_actor(), self.clock())

    def _page(self, _: str = "") -> flask.Response:
        request = flask.request
        if (shorter := without_slash(request.path)) is not None:
            return flask.make_response(flask.redirect(shorter, 308))
        address = find(request.path)
        if not address.is_lasting:
            return self._made(address)[0]
        with self._turn:
            place = self.front.page_place(request.environ, current_actor(), self.freshness.now(request.path))
            if (kept := self.front.get(place)) is not None:  # made by another while this one waited for its turn
                return _reply(kept)
            answer, stamp = self._made(address)
            if stamp is None or answer.status_code != 200:
                return answer
            made = Answer(self._headers(answer).headers.items(), answer.get_data())
            self.front.put(place._replace(stamp=stamp), made)
        return _reply(made)

    def _made(self, address: Address) -> tuple[flask.Response, str | None]:
        """The page, made anew; and the stamp that it may be kept under, if it may."""
        request = flask.request
        is_lasting, query = address.is_lasting, query_of(request.query_string.decode(errors="replace"))
        now = self.clock()  # one moment for the page and its stamp: an embargo may end between two
        with self.store.reading() as connection:
            stamp = self.freshness.of(connection, now, request.path)  # before anything else is read
            etag = tag_of(stamp, reader_of(current_actor()), address.with_query(query))
            if is_lasting and knows(request, etag):
                answer = flask.Response(status=304)
            else:
                visit = self._visit(address, connection, query, now=now)
                page = compose(address, visit)
                is_lasting = is_lasting and not page.is_passing
                answer = self._written(page, visit)
        is_lasting = is_lasting and answer.status_code in (200, 304)
        if is_lasting:
            answer.set_etag(etag, weak=True)
            answer.cache_control.no_cache = True
        else:
            answer.cache_control.no_store = True
        return answer, stamp if is_lasting else None

    def _filled(self, fill: Callable[[], Any]) -> flask.Response:
        """Dash's one callback: what it answers for a page is kept as the page is."""
        asked = asked_page(flask.request.get_data())
        if asked is None:
            raise Refusal(400, "no_page", _NO_PAGE)
        address = find(asked[0])
        if not address.is_lasting:
            return flask.make_response(fill())
        with self._turn:
            page = address.with_query(asked[1])
            place = self.front.callback_place(current_actor(), page, self.freshness.now(asked[0]))
            kept = self.front.get(place)
            if kept is None:
                answer = flask.make_response(fill())
                stamp = flask.g.get(_STAMP)  # noted by `_again`
                if stamp is None or answer.status_code != 200:
                    return answer
                kept = Answer(self._headers(answer).headers.items(), answer.get_data())
                self.front.put(place._replace(stamp=stamp), kept)
        return _reply(kept)

    def _judged(self) -> flask.Response:
        """The answer to a pasted series: made from what was sent, and forgotten. Nothing of it is stored or logged."""
        request = flask.request
        address = find(request.path)
        form = {judge.TOO_LONG: "1"} if (request.content_length or 0) > judge.MOST_BYTES else request.form.to_dict()
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

    def _met(self, **_: str) -> flask.Response:
        """What was typed at a meeting: kept, and shown where it was typed; or the page with what is to be put right."""
        request = flask.request
        address = find(request.path)
        with self.store.writing() as connection:
            visit = self._visit(address, connection, {}, request.form.to_dict())
            if (onward := meeting.take(visit, **address.parts)) is not None:
                answer = flask.make_response(flask.redirect(onward, 303))
            else:
                answer = self._written(compose(address, visit), visit)
        answer.cache_control.no_store = True
        return answer

    def _again(self, path: str, query: dict[str, str]) -> list[Component]:
        """The same page, for Dash, which asks at an address of its own."""
        address = find(path)
        actor, now, need = current_actor(), self.clock(), address.need
        here = Here(address.language, address.path, address.asked(query), **about(actor))
        try:
            with self.store.reading() as connection:
                enter(looking(actor), need, lambda: where_is(connection, need, dict(address.parts), actor, now))
                stamp = self.freshness.of(connection, now, path)
                page = compose(address, self._visit(address, connection, query, now=now))
                if address.is_lasting and page.status == 200 and not page.is_passing:
                    flask.g.setdefault(_STAMP, stamp)
                return framed(page, here)
        except (Refusal, HTTPException):
            return framed(missing.page(here), here)
        except Exception as fault:
            self.server.logger.error("page %s", told_path(path), exc_info=fault)
            return framed(missing.fault(fault, here), here)

    def _visit(
        self,
        address: Address,
        connection: sa.Connection,
        query: dict[str, str],
        form: dict[str, str] | None = None,
        now: datetime | None = None,
    ) -> Visit:
        actor = current_actor()
        return Visit(
            language=address.language,
            path=address.path,
            query=address.asked(query),
            now=now or self.clock(),
            store=connection,
            most_mb=self.settings.max_upload_mb,
            **about(actor),
            look_at=lambda text, kind: look_at(connection, text, kind, self.secret, self.clock()),
            actor=None if address.is_lasting else actor,
            imprint=self.settings.imprint,
            provider=None if self.settings.provider is None else self.settings.provider.name,
            form=form,
        )

    def _written(self, page: Page, here: Here) -> flask.Response:
        is_alive = page.status == 200 and not page.is_answer
        machinery = str(self.dash.index()) if is_alive else ""  # type: ignore[no-untyped-call]
        answer = flask.Response(document(page, here, self.assets, machinery), page.status, mimetype="text/html")
        if page.is_passing:
            answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    def _keep_file(self, answer: flask.Response) -> flask.Response:
        """A script or style that never changes under its address: compressed once."""
        request = flask.request
        lasts = request.path.startswith(SUITES) or bool(answer.cache_control.immutable)
        if not lasts or answer.status_code != 200 or request.method != "GET" or answer.is_streamed:
            return answer
        made = Answer(answer.headers.items(), answer.get_data())
        self.front.files.put(file_place(request.environ), made)
        return _reply(made)


def _reply(answer: Answer) -> flask.Response:
    """A kept answer to this request."""
    status, headers, body = answer.reply(flask.request.environ)
    return flask.Response(body, status, headers)
