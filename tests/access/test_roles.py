"""The table of `roles.py`, cell by cell: every address and method, every role, two alliances (for all, for members)."""

from __future__ import annotations

import io
import runpy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from config.definitions import Alliance
from config.secret import installation_secret
from dashboard.routes import _PAGES, find
from dashboard.viewing import cookie_name
from fremdrift import cli
from store.definitions import apply
from store.meetings import Written, keep_note
from store.schema import account
from store.sessions import actor_of, begin
from store.submissions import UPLOAD, NewSubmission, receive
from store.tokens import make_token
from store.upload_links import make_upload_link
from store.viewer import Grant
from tests.access.roles import ACTIONS, ADDRESSES, COMMANDS, ELSEWHERE, NOWHERE, ROLES, SIGHT
from tests.dashboard.conftest import Site, make_site
from tests.people import client_of, session_of
from tests.rooms import NOW, small_alliance

OPEN, HIDDEN, NEXT = "aaben", "lukket", "nabo"
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class World:
    site: Site
    clients: dict[str, FlaskClient]
    tokens: dict[str, str]  # of a submission of the contributor's, by alliance
    headers: dict[str, dict[str, str]]

    def asks(self, role: str, method: str, where: str, slug: str) -> Any:
        address, _, form = where.removeprefix("*").format(slug=slug, token=self.tokens[slug]).partition(" ")
        more: dict[str, Any] = {"headers": self.headers[role]}
        if form:
            fields: dict[str, Any] = dict(one.split("=") for one in form.split("&"))
            if "file" in fields:
                fields["file"] = (io.BytesIO(b""), "tom.csv")
            more["data"] = fields
        return self.clients[role].open(address, method=method, **more)


def answered(answer: Any) -> str:
    """The letter of `roles.py` for an answer."""
    if answer.status_code == 401 or "/sign-in?next=" in answer.headers.get("Location", ""):
        return "s"
    return {403: "n", 404: "-"}.get(answer.status_code, "y")


def _alliance(slug: str, visibility: str = "public") -> Alliance:
    document = small_alliance().model_dump(mode="json", by_alias=True, exclude_defaults=True)
    first = document["indicators"][0]
    kinds = {"medlem": {"visibility": "members"}, "egen": {"visibility": "partner"}, "snart": {"embargo": "2099-01-01"}}
    others = [first | {"code": code} | kind for code, kind in kinds.items()]
    organisations = [*document["organisations"], {"slug": "anden", "name": "Den anden", "delivers": True}]
    more = {"slug": slug, "visibility": visibility, "organisations": organisations}
    return Alliance.model_validate(document | more | {"indicators": [first, *others]})


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    site = make_site(tmp_path_factory.mktemp("roles"))
    store, settings = site.store, site.settings
    with store.writing() as connection:
        for one in (_alliance(OPEN), _alliance(HIDDEN, "members"), _alliance(NEXT)):
            apply(connection, one, "file", NOW)
        seen = {"verdict": {"verdict": "slow"}, "periods": []}
        for slug in (OPEN, HIDDEN):
            note = Written((NOW - timedelta(days=3)).date(), "Fordi.", "Gør.", "Nogen", None, "da", "operator", seen)
            keep_note(connection, slug, "antal", note, NOW)

    def both(role: Any, organisation: str | None = None) -> dict[str, str]:
        grants = [Grant(slug, role, organisation) for slug in (OPEN, HIDDEN)]
        return session_of(store, settings, NOW, *grants)

    cookies = {
        "viewer": both("viewer"),
        "contributor": both("contributor", "partner"),
        "contributor of another": both("contributor", "anden"),
        "secretariat": both("secretariat"),
        "secretariat elsewhere": session_of(store, settings, NOW, Grant(NEXT, "secretariat")),
        "administrator": site.cookie,
    }
    secret, ends = installation_secret(settings), NOW + timedelta(days=30)
    with store.writing() as connection:
        keys = {}
        for role in ("contributor", "secretariat"):
            actor = actor_of(connection, cookies[role]["value"], secret, NOW)
            assert actor is not None
            keys[role] = actor.key
        numbers = {row.key: row.account_id for row in connection.execute(account.select())}
        number = {role: numbers[key.removeprefix("account ")] for role, key in keys.items()}
        link = make_upload_link(connection, secret, keys["secretariat"], NOW, ends, (OPEN, "partner"), False)
        bearer = begin(connection, secret, NOW, link_id=link.link_id)
        scopes = {"delivering token": ("contributor", "deliver"), "reading token": ("secretariat", "read")}
        said = {
            role: make_token(connection, secret, number[whose], "x", scope, NOW, ends)[1]  # type: ignore[arg-type]
            for role, (whose, scope) in scopes.items()
        }
        tokens = {}
        for slug in (OPEN, HIDDEN):
            file = NewSubmission(slug, "partner", UPLOAD, "tal.csv", "0" * 64, 1, "browser", keys["contributor"], NOW)
            tokens[slug] = receive(connection, file).token
    cookies["upload link"] = {"name": cookie_name(settings), "value": bearer}
    clients = {role: client_of(site.server, cookies.get(role)) for role in ROLES}
    headers = {role: {"Authorization": f"Bearer {said[role]}"} if role in said else {} for role in ROLES}
    yield World(site, clients, tokens, headers)
    store.close()


def _rules(site: Site) -> set[str]:
    """Every method on every address, in Danish; pages one by one."""
    found = {
        f"{method} {rule.rule.removeprefix('/en')}"
        for rule in site.server.url_map.iter_rules()
        if rule.rule not in (*NOWHERE, "/<path:_>")
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}
    }
    return found | {f"GET {path}" for path in _PAGES}


def test_every_address_is_in_the_table(world: World) -> None:
    """A new one without an entry fails here, and whoever is asked is refused until it has one."""
    assert _rules(world.site) == {*ADDRESSES, *ELSEWHERE}


def test_every_command_is_in_the_table() -> None:
    assert sorted(cli.commands) == COMMANDS


@pytest.mark.parametrize("slug", [OPEN, HIDDEN])
@pytest.mark.parametrize("one", [one for one in ADDRESSES if "sign-out" not in one and "account/delete" not in one])
def test_each_cell(world: World, one: str, slug: str) -> None:
    method = one.split(" ")[0]
    action, where = ADDRESSES[one]
    told = ""
    for role, expected in zip(ROLES, ACTIONS[action][slug == HIDDEN], strict=True):
        letter = answered(world.asks(role, method, where, slug))
        told += expected if where.startswith("*") and (letter, expected) == ("-", "y") else letter
    if method == "POST" and action == "look":  # without a field, and by whoever is signed in already
        told = told.replace("n", "y")
    assert dict(zip(ROLES, told, strict=True)) == dict(zip(ROLES, ACTIONS[action][slug == HIDDEN], strict=True))


@pytest.mark.parametrize("code", SIGHT)
@pytest.mark.parametrize(
    "where",
    ["/alliance/{slug}/", "/alliance/{slug}/meeting/", "/api/v1/alliances/{slug}/indicators/"],
)
def test_who_sees_which_indicator(world: World, code: str, where: str) -> None:
    told = "".join(answered(world.asks(role, "GET", where + code, OPEN)) for role in ROLES)
    assert dict(zip(ROLES, told, strict=True)) == dict(zip(ROLES, SIGHT[code][0], strict=True))


@pytest.mark.parametrize("slug", [OPEN, HIDDEN])
def test_dash_asks_for_no_more_than_the_page(world: World, slug: str) -> None:
    """Its one callback answers for each page as the page itself would be answered: else with the missing one."""
    assert [*world.site.server.view_functions].count("/_dash-update-component") <= 1
    pages = [one for one in ADDRESSES if one.startswith("GET ") and one[4:] in _PAGES]
    for one in pages:
        action, where = ADDRESSES[one]
        for role, expected in zip(ROLES, ACTIONS[action][slug == HIDDEN], strict=True):
            path = where.removeprefix("*").format(slug=slug, token=world.tokens[slug])
            if where.startswith("*") or expected == "y":
                continue
            inputs = [{"id": "url", "property": name, "value": of} for name, of in (("pathname", path), ("search", ""))]
            body = {"output": "page.children", "outputs": {"id": "page", "property": "children"}, "inputs": inputs}
            answer = world.clients[role].post("/_dash-update-component", json=body, headers=world.headers[role])
            assert "Siden findes ikke" in str(answer.get_json()), (one, role)


def test_a_language_changes_no_right() -> None:
    for path in _PAGES:
        example = path.replace("<int:number>", "1").replace("<int:version>", "1")
        assert find(f"/en{example}").need == find(example).need


def test_the_page_of_roles_says_the_same() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_roles_page.py"))["page"]()
    assert (ROOT / "docs" / "roles.md").read_text("utf-8") == made
