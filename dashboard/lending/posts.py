"""What the forms of tokens and upload links send: one is made and shown once, or one is withdrawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flask
import sqlalchemy as sa

from config.settings import Settings
from dashboard.lending.asked import Asked
from dashboard.lending.delivering import Delivering
from dashboard.lending.places import choices, speaks_for
from dashboard.pages import missing, tokens, upload_links
from dashboard.routes import Address, compose, find
from dashboard.viewing import current_actor
from dashboard.visit import Page, Visit
from store.audit import note
from store.clock import Clock, danish_day
from store.database import Store
from store.definitions import read_alliance
from store.files import Files
from store.tokens import make_token, withdraw_token
from store.upload_links import MOST_DAYS, make_upload_link, withdraw_upload_link

Look = Callable[[Address, sa.Connection, dict[str, str], dict[str, str] | None], Visit]
Write = Callable[[Page, Visit], flask.Response]
LINKS = "/alliance/<slug>/links"
TOKENS = "/account/tokens"
_WITHDRAW = re.compile(r"/\d+/withdraw$")  # it is done from the page before it


@dataclass(frozen=True)
class Lending:
    """The views of what the forms of these pages send."""

    store: Store
    files: Files
    settings: Settings
    secret: bytes
    clock: Clock
    look: Look
    write: Write

    def register(self, server: flask.Flask) -> None:
        """These, and what an upload link opens."""
        for prefix in ("", "/en"):
            for path, view in (
                (TOKENS, self.token),
                (f"{TOKENS}/<int:number>/withdraw", self.token_withdrawn),
                (LINKS, self.link),
                (f"{LINKS}/<int:number>/withdraw", self.link_withdrawn),
            ):
                server.add_url_rule(prefix + path, f"lending {prefix}{path}", view, methods=["POST"])
        own = Delivering(self.store, self.files, self.settings, self.secret, self.clock, self.look, self.write)
        own.register(server)

    def token(self) -> flask.Response:
        """Shown once, on the page that answers; or what is to be put right."""
        with self.store.writing() as connection:
            visit, asked = self._asked(connection)
            scope = asked.one_of("scope", [*tokens.SCOPES])
            offered = {one.value: one for one in choices(visit)}
            chosen = offered.get(asked.one_of("of", [*offered]))
            name, until = asked.name(), asked.until(visit.today, tokens.MOST_DAYS)
            if asked.mistakes or chosen is None or until is None:
                return self._answer(visit, 400, texts=asked.texts, mistakes=asked.mistakes)
            of = (chosen.alliance, chosen.organisation)
            owner = tokens.account_of(visit)
            number, text = make_token(connection, self.secret, owner, name, scope, visit.now, until, of)  # type: ignore[arg-type]
            about = {"scope": scope, "ends": danish_day(until).isoformat()}
            self._note(connection, "token_made", of, f"token {number}", after=about)
            return self._answer(visit, made=text)

    def token_withdrawn(self, number: int) -> flask.Response:
        with self.store.writing() as connection:
            visit, _ = self._asked(connection)
            if withdraw_token(connection, tokens.account_of(visit), number, visit.now):
                self._note(connection, "token_withdrawn", (None, None), f"token {number}")
            return _on(visit.link(TOKENS))

    def link(self, slug: str) -> flask.Response:
        with self.store.writing() as connection:
            visit, asked = self._asked(connection)
            alliance = read_alliance(connection, slug, current_actor().viewer, visit.now)
            if alliance is None:
                return self.write(missing.page(visit), visit)
            who = asked.one_of("organisation", [one.slug for one in speaks_for(alliance, visit)])
            uses = asked.one_of("uses", [*upload_links.USES])
            until = asked.until(visit.today, MOST_DAYS)
            if asked.mistakes or until is None:
                return self._answer(visit, 400, texts=asked.texts, mistakes=asked.mistakes)
            by, is_for_once = current_actor().key, uses == upload_links.ONCE
            made = make_upload_link(connection, self.secret, by, visit.now, until, (slug, who), is_for_once)
            about = {"uses": uses, "ends": danish_day(until).isoformat()}
            self._note(connection, "upload_link_made", (slug, who), f"link {made.link_id}", after=about)
            address = f"{self._base()}{visit.link(f'/deliver/{made.text}')}"
            return self._answer(visit, made=address)

    def link_withdrawn(self, slug: str, number: int) -> flask.Response:
        with self.store.writing() as connection:
            visit, _ = self._asked(connection)
            one = next((own for own in upload_links.own_links(visit, slug) if own.link_id == number), None)
            if one is None:
                return self.write(missing.page(visit), visit)
            if withdraw_upload_link(connection, one, visit.now):
                self._note(connection, "upload_link_withdrawn", (slug, one.organisation), f"link {number}")
            return _on(visit.link(f"/alliance/{slug}/links"))

    def _asked(self, connection: sa.Connection) -> tuple[Visit, Asked]:
        form = flask.request.form.to_dict()
        return self.look(_address(), connection, {}, form), Asked(form)

    def _answer(self, visit: Visit, status: int = 200, **more: Any) -> flask.Response:
        """The page that the form stands on; `more` is what it is told besides."""
        answer = self.write(compose(_address(), visit, **more), visit)
        answer.status_code = status
        answer.cache_control.no_store = True
        return answer

    def _note(
        self,
        connection: sa.Connection,
        action: str,
        of: tuple[str | None, str | None],
        subject: str,
        after: dict[str, Any] | None = None,
    ) -> None:
        note(
            connection,
            current_actor(),
            action,
            self.clock(),
            alliance=of[0],
            organisation=of[1],
            subject=subject,
            after=after,
        )

    def _base(self) -> str:
        """The address that people use; else the one that this was asked under, which was checked to be ours."""
        return self.settings.url or flask.request.host_url.rstrip("/")


def _address() -> Address:
    return find(_WITHDRAW.sub("", flask.request.path))


def _on(address: str) -> flask.Response:
    return flask.make_response(flask.redirect(address, 303))
