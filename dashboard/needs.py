"""What each address needs of whoever asks it: `GET /api/v1/alliances` anybody, `POST /api/v1/submissions` to deliver.

Pages say theirs in `routes.py`. Everything else stands here; what stands nowhere is refused.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from dashboard.access import ANYBODY_MAY, OWN_ACCOUNT, Need, Where
from dashboard.routes import EDITED, find
from dashboard.signing.forms import NEEDS as SIGNING
from store.actor import Actor
from store.definitions import read_alliance
from store.submissions import read_submission
from store.upload_links import may_know_of

PAGE = "/<path:_>"
_OF_SUBMISSION = Need("deliver", "submission")
_TABLES = ("<any(figures, vintages, verdicts, indicators):table>", "<any(figures, vintages, verdicts):table>")
_LOOK = "/api/v1/submissions/<token>"

_NEEDS: dict[str, Need] = {
    "POST /account/preview": ANYBODY_MAY,  # the view asks whether they are signed in
    "POST /en/account/preview": ANYBODY_MAY,
    "POST /api/v1/submissions": Need("deliver"),  # for whom is told by the form: the view asks again
    f"GET {_LOOK}": _OF_SUBMISSION,
    f"GET {_LOOK}/annotated.xlsx": _OF_SUBMISSION,
    f"GET {_LOOK}/layout": _OF_SUBMISSION,
    f"POST {_LOOK}/layout": _OF_SUBMISSION,
    f"POST {_LOOK}/confirm": _OF_SUBMISSION,
    f"POST {_LOOK}/undo": _OF_SUBMISSION,
    f"POST {_LOOK}/vanished": _OF_SUBMISSION,
    "POST /api/v1/layouts/forget": Need("represent"),
    "POST /api/v1/declarations": Need("represent"),
    "GET /template/<alliance>/<organisation>.xlsx": Need("deliver", "alliance"),
    "GET /alliance/<slug>/audit/acts.<any(csv, json):suffix>": Need("audit", "alliance"),
    "GET /audit/acts.<any(csv, json):suffix>": Need("install"),
    "GET /template": Need("deliver"),
    "GET /en/template": Need("deliver"),
}
_NEEDS |= {f"POST {prefix}{path}": Need("define", "alliance") for path in EDITED for prefix in ("", "/en")}
_NEEDS |= {f"POST {prefix}/alliance/<slug>/meeting/<code>": Need("define", "alliance") for prefix in ("", "/en")}
for _prefix in ("", "/en"):
    _LINKS = f"POST {_prefix}/alliance/<slug>/links"
    _NEEDS |= dict.fromkeys((_LINKS, f"{_LINKS}/<int:number>/withdraw"), Need("represent", "alliance"))
    _TOKENS = f"POST {_prefix}/account/tokens"
    _NEEDS |= dict.fromkeys((_TOKENS, f"{_TOKENS}/<int:number>/withdraw"), OWN_ACCOUNT)
    _DELIVER = f"{_prefix}/deliver/<text>"  # the link in the address is what opens it
    _NEEDS |= dict.fromkeys((f"GET {_DELIVER}", f"POST {_DELIVER}", f"GET {_DELIVER}/template.xlsx"), ANYBODY_MAY)
# What the store makes for its viewer, or what is the same for everybody.
_FOR_ANYBODY = [
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",  # has a word of its own
    "GET /robots.txt",
    "GET /favicon.svg",
    "GET /favicon.ico",
    "GET /static/<name>",
    "POST /judge",
    "POST /en/judge",
    "GET /api/v1",
    "GET /api/v1/openapi.json",
    "GET /sign-in/oidc",
    "GET /sign-in/oidc/back",
]
_NEEDS |= dict.fromkeys(_FOR_ANYBODY, ANYBODY_MAY)
_NEEDS |= SIGNING


def need_of(method: str, rule: str, path: str) -> Need | None:
    """What this method on this rule needs; of a page, what the page does. None where nobody has said."""
    if method == "OPTIONS":
        return ANYBODY_MAY
    method = "GET" if method == "HEAD" else method
    if method == "GET" and rule in ("/", PAGE):
        return find(path).need
    if rule.startswith(("/_dash", "/_reload-hash", "/_favicon", "/assets/")):  # a page's need is asked when it is made
        return ANYBODY_MAY
    return _NEEDS.get(f"{method} {rule}") or _open_data(method, rule)


def _open_data(method: str, rule: str) -> Need | None:
    """Tables of published figures, with and without an ending; and what leads nowhere."""
    starts = (
        "/api/v1/alliances",
        *(f"/api/v1/{table}" for table in _TABLES),
        "/alliance/<slug>/<code>.<any(",
        "/en/alliance/<slug>/<code>.<any(",
    )
    if method == "GET" and rule.startswith(starts):
        return ANYBODY_MAY
    return ANYBODY_MAY if rule in ("/api/", "/api/<path:_>") else None


def where_is(connection: sa.Connection, need: Need, parts: dict[str, Any], actor: Actor, now: datetime) -> Where | None:
    """The alliance and the organisation that an address is about; None where there is none that they may know of."""
    if need.of == "submission":
        found = read_submission(connection, token=parts["token"])
        return None if found is None or not may_know_of(actor, found) else (found.alliance, found.organisation)
    slug = parts.get("slug") or parts["alliance"]
    declared = read_alliance(connection, slug, actor.viewer.delivering, now)
    who = parts.get("organisation")
    if declared is None or (who is not None and declared.organisation(who) is None):
        return None
    return slug, who
