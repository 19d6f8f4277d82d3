"""An invented alliance on a dashboard, and the short ways by which tests send forms to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import unescape
from html.parser import HTMLParser

import flask
from flask.testing import FlaskClient

from config.definitions import Alliance
from config.secret import installation_secret
from dashboard.web import build
from store.definitions import apply, read_alliance
from store.editing import Stored, read_history
from store.sessions import actor_of
from store.viewer import OPERATOR, Grant
from tests.people import client_of, session_of
from tests.rooms import NOW, House, small_alliance

HOME = "/alliance/proeve/edit"
TARGET = {"value": "40", "period": "2032", "adopted": "2026-11-20", "reason": "Styregruppen satte det ned"}


def rich_alliance() -> Alliance:
    """The small alliance with an entry of every kind, and an indicator that not everybody may see."""
    declared = small_alliance()
    hidden = declared.indicators[0].model_copy(update={"code": "hemmelig", "visibility": "members"})
    texts = declared.model_dump(mode="json", by_alias=True)
    return Alliance.model_validate(
        texts
        | {
            "areas": ["alle kommuner"],
            "notes": [{"da": "Opdigtet", "en": "Made up"}],
            "indicators": [*texts["indicators"], hidden.model_dump(mode="json", by_alias=True)],
            "small_wins": [{"key": "sejr", "period": "2024", "title": {"da": "En sejr", "en": "A win"}}],
            "plan": [
                {
                    "key": "tilbud",
                    "title": {"da": "Nyt tilbud", "en": "New offer"},
                    "who": ["partner"],
                    "by": "2027-03-01",
                    "indicators": ["antal", "hemmelig"],
                }
            ],
            "stories": [{"key": "historie", "title": "Sådan gik det", "text": {"da": "Godt.", "en": "Well."}}],
            "sources": [{"key": "kilde", "title": "En rapport"}],
        }
    )


@dataclass(frozen=True)
class Desk:
    house: House
    server: flask.Flask
    cookie: dict[str, str]  # of Anna, of the secretariat

    @property
    def client(self) -> FlaskClient:
        return client_of(self.server, self.cookie)

    @property
    def key(self) -> str:
        """What is written of her."""
        with self.house.store.reading() as connection:
            session = actor_of(connection, self.cookie["value"], installation_secret(self.house.room.settings), NOW)
        assert session is not None
        return session.key

    def of(self, name: str) -> Desk:
        """The same desk with somebody else of the secretariat at it."""
        return replace(self, cookie=secretary(self.house, name))

    @property
    def public(self) -> FlaskClient:
        return client_of(self.server, None)

    def get(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, path
        return readable(answer.get_data(as_text=True))

    def status(self, path: str) -> int:
        return self.client.get(path).status_code

    def post(self, path: str, *forms: Mapping[str, str], status: int) -> str:
        """What was sent comes back as text; of what was stored, the address that it leads to."""
        form: dict[str, str] = {}
        for one in forms:
            form |= one
        answer = self.client.post(path, data=form)
        html = answer.get_data(as_text=True)
        assert answer.status_code == status, readable(html)[:1500]
        return str(answer.headers["Location"]) if status == 303 else html

    def form(self, path: str) -> dict[str, str]:
        """The fields of a page's form as a browser would send them."""
        reader = _Fields()
        reader.feed(self.client.get(path).get_data(as_text=True))
        return reader.fields

    def save(self, path: str, status: int = 303, **changes: str) -> str:
        """The page's own form, sent with these changes."""
        named = {name.replace("__", "-"): value for name, value in changes.items()}
        return self.post(path, self.form(path), named, status=status)

    def versions(self, kind: str, key: str) -> list[Stored]:
        with self.house.store.reading() as connection:
            return read_history(connection, "proeve", kind, key)

    def newest(self, kind: str, key: str) -> Stored:
        return self.versions(kind, key)[0]

    def declared(self) -> Alliance:
        with self.house.store.reading() as connection:
            found = read_alliance(connection, "proeve", OPERATOR, NOW.date())
        assert found is not None
        return found


def desk_in(house: House) -> Desk:
    with house.store.writing() as connection:
        apply(connection, rich_alliance(), "file", NOW)
    return Desk(house, build(house.store, house.room.settings, house.clock), secretary(house, "Anna"))


def secretary(house: House, name: str) -> dict[str, str]:
    """The session of somebody of the alliance's secretariat."""
    return session_of(house.store, house.room.settings, NOW, Grant("proeve", "secretariat"), name=name)


def readable(html: str) -> str:
    main = html.split("<main", 1)[-1].split("</main>")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", main)).replace("\u00a0", " "))


class _Fields(HTMLParser):
    """What a browser sends of the form that it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._area = self._select = ""
        self._is_first = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name = found.get("name") or ""
        if tag == "input" and (found.get("type") != "checkbox" or "checked" in found):
            self.fields[name] = found.get("value") or ""
        elif tag == "textarea":
            self._area, self.fields[name] = name, ""
        elif tag == "select":
            self._select, self._is_first = name, True
        elif tag == "option" and self._select and (self._is_first or "selected" in found):
            self.fields[self._select], self._is_first = found.get("value") or "", False

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""
