"""Which address shows which page: `/...` in Danish, `/en/...` in English. Every other address is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from config.language import Language
from dashboard.access import ANYBODY_MAY, OWN_ACCOUNT, Need
from dashboard.made_up import marked
from dashboard.pages import (
    accessibility,
    account,
    accounts,
    alliance,
    audit,
    contact,
    data,
    deliver,
    deliveries,
    edit,
    edit_decide,
    edit_entry,
    help,
    help_spreadsheet,
    indicator,
    judge,
    mapping,
    meeting,
    meeting_step,
    members,
    method,
    minutes,
    missing,
    nothing,
    opening,
    overview,
    privacy,
    report,
    runs,
    sign_in,
    tokens,
    undo,
    upload,
    upload_links,
    vanished,
)
from dashboard.searching import FIGURES, VERDICT, WORDS
from dashboard.visit import Page, Visit, localised

Compose = Callable[..., Page]

# Pages with a form for the secretariat; what it sends comes to the same address.
EDITED: dict[str, Compose] = {
    "/alliance/<slug>/edit/<kind>": edit_entry.page,
    "/alliance/<slug>/edit/<kind>/<key>": edit_entry.page,
    "/alliance/<slug>/edit/<kind>/<key>/retire": edit_decide.retire_page,
    "/alliance/<slug>/edit/<kind>/<key>/restore/<int:version>": edit_decide.restore_page,
    "/alliance/<slug>/edit/<kind>/<key>/<part>": edit_entry.page,
    "/alliance/<slug>/edit/<kind>/<key>/<part>/<int:number>": edit_entry.page,
    "/alliance/<slug>/edit/<kind>/<key>/<part>/<int:number>/retire": edit_decide.retire_page,
}
_PAGES: dict[str, Compose] = {
    **EDITED,
    "/alliance/<slug>/edit": edit.page,
    "/alliance/<slug>/audit": audit.page,
    "/audit": audit.page,
    "/": overview.page,
    "/alliance/<slug>": alliance.page,
    "/alliance/<slug>/deliveries": deliveries.page,
    "/alliance/<slug>/<code>": indicator.page,
    "/alliance/<slug>/meeting": meeting.page,
    "/alliance/<slug>/meeting/<code>": meeting_step.page,
    "/alliance/<slug>/minutes/<day>": minutes.page,
    "/alliance/<slug>/links": upload_links.page,
    "/account/tokens": tokens.page,
    "/deliver/<text>": deliver.page,
    "/upload": upload.page,
    "/upload/nothing": nothing.page,
    "/upload/<token>": report.page,
    "/upload/<token>/layout": mapping.page,
    "/upload/<token>/undo": undo.page,
    "/upload/<token>/vanished": vanished.page,
    "/runs": runs.page,
    "/method": method.page,
    "/judge": judge.page,
    "/sign-in": sign_in.page,
    "/first/<link>": opening.first_page,
    "/invite/<link>": opening.invitation_page,
    "/reset/<link>": opening.reset_page,
    "/account": account.page,
    "/accounts": accounts.page,
    "/alliance/<slug>/members": members.page,
    "/data": data.page,
    "/help": help.page,
    "/help/spreadsheet": help_spreadsheet.page,
    "/contact": contact.page,
    "/privacy": privacy.page,
    "/accessibility": accessibility.page,
}
# Pages of published figures alone, each with what may be asked of it after a question mark.
_LASTING: dict[str, tuple[str, ...]] = {
    "/": (WORDS, VERDICT, FIGURES),
    "/alliance/<slug>": (),
    "/alliance/<slug>/deliveries": ("organisation", "indicator", "from"),
    "/alliance/<slug>/<code>": indicator.ASKED,
    "/alliance/<slug>/meeting": ("paper",),
    "/alliance/<slug>/meeting/<code>": ("saved",),
    "/alliance/<slug>/minutes/<day>": (),
}
_LASTING |= dict.fromkeys(("/method", "/judge", "/data", "/help", "/help/spreadsheet"), ())
_LASTING |= dict.fromkeys(("/contact", "/privacy", "/accessibility"), ())
# Pages that not everybody may open. All others are for anybody; what stands on them is the viewer's.
_NEEDS: dict[str, Need] = dict.fromkeys(EDITED, Need("define", "alliance")) | {
    "/alliance/<slug>/edit": Need("define", "alliance"),
    "/alliance/<slug>/audit": Need("audit", "alliance"),
    "/audit": Need("install"),
    "/alliance/<slug>/members": Need("invite", "alliance"),
    "/account": Need(None, "account"),
    "/accounts": Need("install"),
    "/alliance/<slug>/links": Need("represent", "alliance"),
    "/account/tokens": OWN_ACCOUNT,
    "/upload": Need("deliver"),
    "/upload/nothing": Need("represent"),
    "/upload/<token>": Need("deliver", "submission"),
    "/upload/<token>/layout": Need("deliver", "submission"),
    "/upload/<token>/undo": Need("deliver", "submission"),
    "/upload/<token>/vanished": Need("deliver", "submission"),
}
_MAP = Map([Rule(path, endpoint=path) for path in _PAGES], strict_slashes=True, merge_slashes=False).bind("")


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart: language, path without it, and the page that it leads to.

    Attributes:
        asks: what may be asked of it after a question mark; None for anything. Where it is known what, the page shows
            published figures only, and may be kept until they change.
        need: what whoever opens it must be allowed to do.
    """

    language: Language
    path: str
    compose: Compose
    parts: Mapping[str, Any]
    asks: tuple[str, ...] | None = None
    need: Need = ANYBODY_MAY

    @property
    def is_lasting(self) -> bool:
        return self.asks is not None

    def asked(self, query: Mapping[str, str]) -> dict[str, str]:
        """What this page understands of a query, in one order: a letter's or a newspaper's own additions are none."""
        return dict(query) if self.asks is None else {name: query[name] for name in self.asks if name in query}

    def with_query(self, query: Mapping[str, str]) -> str:
        """The one address of the page that is the answer to this query: what it is kept under."""
        path, known = localised(self.path, self.language).replace("?", "%3F"), self.asked(query)
        return f"{path}?{urlencode(known)}" if known else path

    @property
    def is_known(self) -> bool:
        return self.compose is not missing.page


def find(path: str) -> Address:
    """Where an address leads; an unknown one to the page that says so."""
    language, rest = split_language(path)
    if "\0" in path:  # a name that PostgreSQL cannot hold
        return Address(language, rest, missing.page, {})
    try:
        endpoint, parts = _MAP.match(rest)
    except HTTPException:
        return Address(language, rest, missing.page, {})
    need = _NEEDS.get(endpoint, ANYBODY_MAY)
    return Address(language, rest, _PAGES[endpoint], parts, _LASTING.get(endpoint), need)


def query_of(text: str) -> dict[str, str]:
    """What stands after a question mark; of several values of a name the first."""
    found: dict[str, str] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        found.setdefault(name, value.replace("\0", ""))
    return found


def split_language(path: str) -> tuple[Language, str]:
    """`/en/upload` is ("en", "/upload")."""
    if path == "/en" or path.startswith("/en/"):
        return "en", path[3:] or "/"
    return "da", path or "/"


def without_slash(path: str) -> str | None:
    """The known address that a path with a slash too many means, `/upload/` for `/upload`; None for all others."""
    if not path.endswith("/") or path == "/":
        return None
    shorter = path[:-1]
    return shorter if find(shorter).is_known else None


def compose(address: Address, visit: Visit, **more: Any) -> Page:
    """The page at an address; `more` is what this page is told besides."""
    return marked(address.compose(visit, **address.parts, **more), address.parts, visit)
