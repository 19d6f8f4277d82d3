"""Every page at an address where it has something to show: found by following links, as a reader does."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import xlsxwriter

from config.secret import installation_secret
from dashboard.meeting import digest_of
from dashboard.routes import _MAP, split_language
from dashboard.view import read_one
from dashboard.visit import Visit
from etl.apply import apply_definitions
from etl.jobs import Workroom
from etl.practice.load import load_practice
from etl.practice.rows import SLUG
from etl.worker import work_once
from store.accounts import add_account
from store.actor import AT_THE_COMMAND_LINE
from store.definitions import indicator_ids
from store.editing import edit, read_entries
from store.files import Files
from store.first_link import make_first_link
from store.inviting import make_invitation, make_reset
from store.upload_links import make_upload_link
from store.viewer import Grant
from tests.dashboard.conftest import Site, copy_of, make_site
from tests.dashboard.demo_store import NOW, apply_demo

FIRST = "indikator;periode;værdi\nindbrud;2022;14899\nindbrud;2023;14844\nindbrud;2017;29147\n"
SHORTER = "indikator;periode;værdi\nindbrud;2023;14844\nindbrud;2017;29147\n"
MORE = {"/alliance/<slug>/<code>": 2, "/alliance/<slug>/meeting": 2}  # others: one address


def noted(demo: Site, home: Path) -> Site:
    """The demo with what a meeting has decided."""
    site = copy_of(demo, home)
    path = "/alliance/bo-trygt/meeting/indbrud"
    with site.store.reading() as connection:
        alliance = read_one(Visit("da", path, {}, NOW, connection, 1), "bo-trygt")
    assert alliance is not None
    view = alliance.named("indbrud")
    assert view is not None
    form = {"story": "Faldet er gået i stå.", "decision": "Spørg de to kommuner.", "who": "Sekretariatet"}
    answer = site.client.post(path, data=form | {"seen": digest_of(view)})
    assert answer.status_code == 303
    return site


def practised(home: Path) -> tuple[Site, dict[str, list[str]]]:
    """The invented alliance, and by route the addresses of its pages: all of its indicators."""
    site = make_site(home)
    room = Workroom(site.store, Files(site.settings.files), site.settings, lambda: NOW)
    apply_definitions(room, Path(__file__).parents[3] / "config" / "demo" / f"{SLUG}.yaml")
    load_practice(room, str)
    with site.store.reading() as connection:
        codes = list(indicator_ids(connection, SLUG))
    home_page = f"/alliance/{SLUG}"
    places = {
        "/": ["/"],
        "/alliance/<slug>": [home_page],
        "/alliance/<slug>/<code>": [f"{home_page}/{c}" for c in codes],
    }
    for name in ("deliveries", "meeting", "edit"):
        places[f"/alliance/<slug>/{name}"] = [f"{home_page}/{name}"]
    places["/alliance/<slug>/meeting/<code>"] = [f"{home_page}/meeting/{codes[0]}"]
    places["/upload/nothing"] = [f"/upload/nothing?alliance={SLUG}"]
    return site, places


def restorable(site: Site) -> dict[str, str]:
    """An entry that was edited, and the address at which its former version is put back."""
    with site.store.writing() as connection:
        first = read_entries(connection, "bo-trygt", "goal")[0]
        document = {**first.document, "title": {"da": "Færre indbrud i boliger", "en": "Fewer burglaries in homes"}}
        edit(connection, "bo-trygt", "goal", first.key, document,
             author="Sekretariatet", reason="Tydeligere", now=NOW, seen=first.version)  # fmt: skip
    base = "/alliance/<slug>/edit/<kind>/<key>"
    return {f"{base}/restore/<int:version>": f"/alliance/bo-trygt/edit/goal/{first.key}/restore/{first.version}"}


def opening(site: Site) -> dict[str, str]:
    """What opens an account or lets somebody deliver without one: no link leads there, it is handed over."""
    secret, of = installation_secret(site.settings), ("bo-trygt", "sekretariat")
    with site.store.writing() as connection:
        grant, email = Grant(of[0], "contributor", of[1]), "inviteret@example.dk"
        one = add_account(connection, "Et Navn", "glemsom@example.dk", NOW, password="a hash")
        lent = make_upload_link(connection, secret, "operator", NOW, NOW + timedelta(days=14), of, is_for_once=True)
        return {
            "/sign-in": "/sign-in",
            "/first/<link>": make_first_link(connection, secret, NOW),
            "/invite/<link>": make_invitation(connection, secret, AT_THE_COMMAND_LINE, email, grant, NOW),
            "/reset/<link>": make_reset(connection, secret, AT_THE_COMMAND_LINE, one, NOW),
            "/deliver/<text>": f"/deliver/{lent.text}",
        }


def delivered(home: Path) -> tuple[Site, dict[str, str]]:
    """A site with files in every state that has a page, and the address of each such page by its route."""
    site = make_site(home)
    apply_demo(site.store)
    clock = [NOW - timedelta(days=2)]
    room = Workroom(site.store, Files(site.settings.files), site.settings, lambda: clock[0])
    first = _hand_in(site, room, "første.csv", FIRST.encode("cp1252"))
    clock[0] += timedelta(days=1)
    shorter = _hand_in(site, room, "kortere.csv", SHORTER.encode("cp1252"))
    own = _hand_in(site, room, "egen.xlsx", _own_layout(home))
    return site, {
        "/upload/<token>": f"/upload/{first}",
        "/upload/<token>/undo": f"/upload/{first}/undo",
        "/upload/<token>/vanished": f"/upload/{shorter}/vanished",
        "/upload/<token>/layout": f"/upload/{own}",  # leads there while something must be chosen
    }


def _hand_in(site: Site, room: Workroom, name: str, content: bytes) -> str:
    path = site.settings.home / name
    path.write_bytes(content)
    form = {"alliance": "bo-trygt", "organisation": "sekretariat", "file": (path.open("rb"), name)}
    answer = site.client.post("/api/v1/submissions", data=form, headers={"Accept": "application/json"})
    assert answer.status_code == 202, answer.text
    while work_once(room, "test"):
        pass
    return str(answer.get_json()["submission"])


def _own_layout(home: Path) -> bytes:
    path = home / "egen-kilde.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Tabel 1")
        rows = [
            ["Tabel 1. Optælling"],
            ["Enhed: 1.000 ting"],
            [],
            ["Kommune", 2020, 2021],
            ["Aarhus", 10, 12],
            ["Odense", 20, 22],
        ]
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path.read_bytes()


def found_by_links(site: Site) -> dict[str, list[str]]:
    """By route, Danish addresses that links lead to from the front page: as many as are looked at."""
    waiting, seen, found = ["/"], set[str](), defaultdict[str, list[str]](list)
    while waiting:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        route = route_of(address)
        if route is None or len(found[route]) >= MORE.get(route, 1):
            continue
        answer = site.client.get(address)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        found[route].append(address)
        links = [unescape(link) for link in re.findall(r'href="([^"]+)"', answer.get_data(as_text=True))]
        waiting += [link.partition("#")[0] for link in links if not urlsplit(link).netloc and link.startswith("/")]
    return dict(found)


def route_of(address: str) -> str | None:
    """The route of a Danish page; None of anything else."""
    language, path = split_language(urlsplit(address).path)
    try:
        endpoint, _ = _MAP.match(path)
    except Exception:
        return None
    return str(endpoint) if language == "da" else None
