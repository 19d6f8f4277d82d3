"""Everything that people do from the pages is noted, with who and what; the pages and files of the record say it."""

from __future__ import annotations

import ast
import csv
import io
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.recorded.words import ACTIONS, action_words, actor_words, change_words, done_words, subject_words
from store.actor import Actor
from store.acts import Act, Whose, read_acts
from store.audit import find_broken, note
from store.schema import submission
from store.submissions import AWAITING, move
from store.viewer import OPERATOR, PUBLIC, Grant
from tests.dashboard.conftest import Site, make_site
from tests.dashboard.demo_store import NOW
from tests.dashboard.desk import _Fields
from tests.dashboard.test_api import post, rows
from tests.people import client_of, session_of

ROOT = Path(__file__).parents[2]
SLUG = "bo-trygt"


def acts(site: Site) -> list[Act]:
    with site.store.reading() as connection:
        assert find_broken(connection) is None
        return list(read_acts(connection, OPERATOR, None))


def secretariat(site: Site, slug: str = SLUG) -> FlaskClient:
    return client_of(site.server, session_of(site.store, site.settings, NOW, Grant(slug, "secretariat")))


def test_a_delivery_and_what_is_decided_about_it_are_noted(site: Site) -> None:
    token = post(site).get_json()["submission"]
    with site.store.writing() as connection:
        move(connection, rows(site, submission)[0].submission_id, AWAITING, 1.0)
    assert site.client.post(f"/api/v1/submissions/{token}/confirm").status_code == 202
    refused = site.client.post(f"/api/v1/submissions/{token}/undo")
    assert refused.status_code == 409, "what is refused is no act"
    found = acts(site)
    assert [(one.action, one.subject) for one in found] == [
        ("submission_confirmed", token),
        ("submission_received", token),
    ]
    for one in found:
        assert (one.alliance, one.organisation, one.address) == (SLUG, "sekretariat", "127.0.0.1")
        assert one.who.startswith("account ")
    assert "tal 2024" not in repr(found), "names of files may name people"


def test_an_edit_is_noted_with_what_stood_and_what_stands(site: Site) -> None:
    goal = f"/alliance/{SLUG}/edit/goal/faerre-indbrud"
    reader = _Fields()
    reader.feed(site.client.get(goal).get_data(as_text=True))
    form = reader.fields | {"author": "Anna Jensen", "why": "Anna ville det", "title": "Et andet mål"}
    assert site.client.post(goal, data=form | {"look": "1"}).status_code in (200, 422)
    assert acts(site) == [], "a look stores nothing"
    assert site.client.post(goal, data=form).status_code == 303
    assert site.client.post(goal, data=form).status_code == 303, "the same form sent twice is stored once"
    (edited,) = acts(site)
    assert (edited.action, edited.alliance, edited.subject) == ("definition_edited", SLUG, "goal/faerre-indbrud")
    assert (edited.before, edited.after) == (
        {"title": {"da": "Indbruddene skal ned", "en": "Fewer burglaries"}},
        {"title": {"da": "Et andet mål", "en": "Fewer burglaries"}},
    )
    assert "Anna" not in repr(edited)


_HOSTILE = '<script>alert(1)</script>"=cmd|calc'


def fill(site: Site) -> None:
    """Acts of the administrator, of a deleted account, of a link; in two alliances and in none."""
    gone = Actor("account gone", PUBLIC, "2001:db8::7")
    with site.store.writing() as connection:
        note(connection, gone, "signed_in", NOW, subject="account gone")
        title = {"title": {"da": _HOSTILE, "en": "x"}}
        note(
            connection,
            gone,
            "definition_edited",
            NOW,
            alliance=SLUG,
            subject="goal/maal",
            before=title,
            after={"title": {"da": "=1+1", "en": "y"}},
        )
        note(
            connection,
            Actor("link 3", PUBLIC),
            "submission_received",
            NOW,
            alliance=SLUG,
            organisation="sekretariat",
            subject="tok-1",
        )
        note(connection, gone, _HOSTILE[:40], NOW, alliance=SLUG, subject=_HOSTILE)
        note(connection, Actor("operator", OPERATOR), "refresh_asked", NOW, alliance="hjem-til-alle")


def test_the_page_says_who_did_what(site: Site) -> None:
    fill(site)
    text = secretariat(site).get(f"/alliance/{SLUG}/audit").get_data(as_text=True)
    for part in ("Slettet konto", "målet maal", "Uploadlink 3", "/upload/tok-1", "fra 2001:db8::7", "=1+1"):
        assert part in text
    assert "<script>alert" not in text
    assert "bestilte en opdatering" not in text, "that was another alliance's"
    assert "loggede ind" not in text, "that was no alliance's"
    whole = site.client.get("/en/audit").get_data(as_text=True)
    assert "asked for an update" in whole
    assert "signed in" in whole
    few = (
        secretariat(site).get(f"/alliance/{SLUG}/audit?who=link+3&from=2026-11-01&to=2999-12-31").get_data(as_text=True)
    )
    assert "afleverede en fil" in few
    assert "målet maal" not in few
    none = secretariat(site).get(f"/alliance/{SLUG}/audit?from=2999-01-01&before=0&to=intet").get_data(as_text=True)
    assert "Ingen handlinger passer" in none


def test_older_acts_are_a_page_further(site: Site) -> None:
    with site.store.writing() as connection:
        for number in range(1, 61):
            note(
                connection,
                Actor("operator", OPERATOR),
                "definition_edited",
                NOW,
                alliance=SLUG,
                subject=f"goal/nr-{number}.",
            )
    first = site.client.get(f"/alliance/{SLUG}/audit?action=definition_edited").get_data(as_text=True)
    assert "nr-11." in first
    assert "nr-10." not in first
    assert "action=definition_edited&amp;before=11" in first
    second = site.client.get(f"/alliance/{SLUG}/audit?action=definition_edited&before=11").get_data(as_text=True)
    assert "nr-10." in second
    assert "nr-1." in second
    assert "nr-11." not in second


def test_the_files_hold_the_whole_chain_and_no_formula(site: Site) -> None:
    fill(site)
    answer = site.client.get("/audit/acts.csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "no-store" in answer.headers["Cache-Control"]
    table = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff")), delimiter=";"))
    assert [one["number"] for one in table] == ["5", "4", "3", "2", "1"]
    assert not [cell for one in table for cell in one.values() if cell.startswith(("=", "+", "-", "@"))]
    own = secretariat(site).get(f"/alliance/{SLUG}/audit/acts.json?action=definition_edited&language=en").get_json()
    (edited,) = own["acts"]
    assert (edited["name"], edited["what"], edited["number"]) == ("Deleted account", "edited", 2)
    assert edited["before"] == {"title": {"da": _HOSTILE, "en": "x"}}
    assert len(edited["hash"]) == 64
    with site.store.reading() as connection:
        assert [one["hash"] for one in table] == [one.hash for one in read_acts(connection, OPERATOR, None)]


_ADDRESSES = ("/audit", "/en/audit", "/audit/acts.csv", "/audit/acts.json")
_OWN = tuple(f"{prefix}/alliance/{SLUG}/audit" for prefix in ("", "/en")) + tuple(
    f"/alliance/{SLUG}/audit/acts.{kind}" for kind in ("csv", "json")
)
_UNKNOWN = tuple(one.replace(SLUG, "ukendt") for one in _OWN)


_READERS: list[tuple[str, tuple[str, ...], set[int]]] = [
    ("public", (*_ADDRESSES, *_OWN, *_UNKNOWN), {401, 303}),  # whether or not there is such a thing
    ("administrator", (*_ADDRESSES, *_OWN), {200}),
    ("administrator", _UNKNOWN, {404}),
    ("secretariat", _OWN, {200}),
    ("secretariat", _ADDRESSES, {403}),
    ("secretariat", _UNKNOWN, {404}),
    ("another secretariat", (*_ADDRESSES, *_OWN), {403, 404}),
    ("contributor", (*_ADDRESSES, *_OWN), {403, 404}),
    ("viewer", (*_ADDRESSES, *_OWN), {403, 404}),
]


def test_the_way_to_it_stands_where_one_would_look(site: Site) -> None:
    leads = secretariat(site)
    partner = client_of(
        site.server, session_of(site.store, site.settings, NOW, Grant(SLUG, "contributor", "sekretariat"))
    )
    ways = [
        (leads, f"/alliance/{SLUG}/members", f"/alliance/{SLUG}/audit", True),
        (leads, f"/en/alliance/{SLUG}/members", f"/en/alliance/{SLUG}/audit", True),
        (leads, "/account", f"/alliance/{SLUG}/audit", True),
        (site.client, "/accounts", "/audit", True),
        (site.client, "/account", "/audit", True),
        (partner, "/account", f"/alliance/{SLUG}/audit", False),
    ]
    for client, page, way, is_there in ways:
        assert (f'href="{way}"' in client.get(page).get_data(as_text=True)) is is_there, (page, way)


@pytest.mark.parametrize(("days", "da", "en"), [(30, "30 dage", "30 days"), (1, "1 dag", "1 day")])
def test_it_says_how_long_addresses_are_kept_here(days: int, da: str, en: str, tmp_path: Path) -> None:
    made = make_site(tmp_path, FREMDRIFT_KEEP_ADDRESSES_DAYS=str(days))
    assert f"Internetadresser slettes efter {da}." in made.client.get("/audit").get_data(as_text=True)
    assert f"addresses are deleted after {en}." in made.client.get("/en/audit").get_data(as_text=True)
    made.store.close()


_ROLES: dict[str, Grant] = {
    "secretariat": Grant(SLUG, "secretariat"),
    "another secretariat": Grant("hjem-til-alle", "secretariat"),
    "contributor": Grant(SLUG, "contributor", "sekretariat"),
    "viewer": Grant(SLUG, "viewer"),
}


def test_nobody_else_reads_it(site: Site) -> None:
    fill(site)
    clients = {
        who: client_of(site.server, session_of(site.store, site.settings, NOW, role)) for who, role in _ROLES.items()
    }
    clients |= {"public": site.public, "administrator": site.client}
    found = []
    for who, addresses, statuses in _READERS:
        for address in addresses:
            answer = clients[who].get(address)
            tells = "tok-1" in answer.get_data(as_text=True) and statuses != {200}
            if answer.status_code not in statuses or tells:
                found.append((who, address, answer.status_code, tells))
    assert found == []


def test_every_act_has_words() -> None:
    """An act that somebody notes and nobody has found words for fails here."""
    noted: set[str] = set()
    places = {"note": 2, "_note": 1, "note_submission": 2, "noting_definitions": 4}  # of the act among what is given
    for path in (one for room in ("dashboard", "etl", "store") for one in (ROOT / room).rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and len(call.args) > places.get(_name(call), 99):
                told = ast.walk(call.args[places[_name(call)]])
                noted |= {one.value for one in told if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    noted |= {"definition_added", "definition_edited", "definition_renamed", "definition_retired"}
    assert len(noted) > 15
    assert noted - set(ACTIONS) == set()


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def act(action: str, subject: str = "", **more: Any) -> Act:
    empty = dict.fromkeys(("alliance", "organisation", "before", "after", "address"))
    return Act(
        **({"number": 1, "at": NOW, "who": "operator", "hash": ""} | empty | more), action=action, subject=subject
    )


@pytest.mark.parametrize(
    ("key", "name", "da", "en"),
    [
        ("account 1", "Anna", "Anna", "Anna"),
        ("account 1", None, "Slettet konto", "Deleted account"),
        ("token 7", "Anna", "Anna (API-nøgle 7)", "Anna (API token 7)"),
        ("token 7", None, "Slettet konto (API-nøgle 7)", "Deleted account (API token 7)"),
        ("link 12", "partner", "Uploadlink 12 (partner)", "Upload link 12 (partner)"),
        ("link 12", None, "Uploadlink 12", "Upload link 12"),
        ("operator", None, "Kommandolinjen", "The command line"),
        ("public", None, "En uden konto", "Somebody without an account"),
        ("something new", None, "something new", "something new"),
    ],
)
def test_whoever_acted_has_a_name(key: str, name: str | None, da: str, en: str) -> None:
    assert (actor_words(Whose(key, name), "da"), actor_words(Whose(key, name), "en")) == (da, en)


_DONE = [
    ("role_given", "account a", "b", "gav en rolle til Bo"),
    ("role_given", "account b", "b", "fik en rolle"),
    ("role_ended", "account a", "c", "tog en rolle fra Slettet konto"),
    ("administrator_made", "account a", "b", "gjorde en konto til administrator: Bo"),
    ("password_changed", "account b", "b", "skiftede adgangskode"),
    ("account_deleted", "account b", "b", "slettede sin konto"),
    ("signed_in", "account b", "b", "loggede ind"),
]


@pytest.mark.parametrize(("action", "who", "subject", "told"), _DONE)
def test_what_is_done_to_an_account_names_it(action: str, who: str, subject: str, told: str) -> None:
    assert done_words(act(action, subject, who=who), {"account b": "Bo"}, "da") == told


def test_acts_are_told_in_words() -> None:
    assert action_words("an_act_of_tomorrow", "da") == "an act of tomorrow"
    assert subject_words(act("definition_edited", "indicator/antal"), "da") == "indikatoren antal"
    assert subject_words(act("definition_edited", "alliance/proeve"), "en") == "the alliance's texts"
    assert subject_words(act("submission_received", "token"), "da") == ""
    renamed = act("definition_renamed", "indicator/ny", before={"code": "antal"}, after={"code": "ny"})
    assert [tuple(one) for one in change_words(renamed, "da")] == [("Nøgle", "antal", "ny")]
    lent = act("upload_link_made", "link 3", after={"uses": "once", "ends": "2026-12-01"})
    told = [("Kan bruges til", "", "én fil"), ("Til og med", "", "1. december 2026")]
    assert [tuple(one) for one in change_words(lent, "da")] == told
    odd = act("upload_link_made", "link 3", after={"ends": "2026-02-31"})
    assert change_words(odd, "da")[0].after == "2026-02-31"
    odd = act("definition_edited", "indicator/ny", before={"targets": "x"}, after={"targets": 7})
    assert change_words(odd, "da"), "what cannot be read as a form's field is told as it is"
