"""Which address takes which form, and the page that it stands on."""

from __future__ import annotations

from dashboard.access import ANYBODY_MAY, Need
from dashboard.signing import leading, opening, own, running, sign_in
from dashboard.signing.desk import Take

_OWN, _LED, _RUN = Need(None, "account"), Need("invite", "alliance"), Need("install")
_MEMBERS = "/alliance/{slug}/members"

# Address of a form: the page that shows it again, who takes it, what it needs.
_ALL: dict[str, tuple[str, Take, Need]] = {
    "/sign-in": ("/sign-in", sign_in.sign_in, ANYBODY_MAY),
    "/sign-out": ("/sign-in", sign_in.sign_out, ANYBODY_MAY),
    "/first/<link>": ("/first/{link}", opening.open_first, ANYBODY_MAY),
    "/invite/<link>": ("/invite/{link}", opening.open_invitation, ANYBODY_MAY),
    "/reset/<link>": ("/reset/{link}", opening.open_reset, ANYBODY_MAY),
    "/account/own": ("/account", own.change_own, _OWN),
    "/account/password": ("/account", own.change_password, _OWN),
    "/account/codes": ("/account", own.set_up_codes, _OWN),
    "/account/codes/end": ("/account", own.end_codes, _OWN),
    "/account/sessions/end": ("/account", sign_in.sign_out_everywhere, _OWN),
    "/account/delete": ("/account", own.delete_own, _OWN),
    "/alliance/<slug>/members": (_MEMBERS, leading.invite, _LED),
    "/alliance/<slug>/members/invitations/<int:number>/withdraw": (_MEMBERS, leading.withdraw_invitation, _LED),
    "/alliance/<slug>/members/roles/<int:number>/end": (_MEMBERS, leading.end_membership, _LED),
    "/alliance/<slug>/members/<key>/reset": (_MEMBERS, leading.reset_member, _LED),
    "/accounts/<key>/administrator": ("/accounts", running.make_administrator, _RUN),
    "/accounts/<key>/administrator/end": ("/accounts", running.end_administrator, _RUN),
    "/accounts/<key>/reset": ("/accounts", running.reset_any, _RUN),
    "/accounts/<key>/codes/end": ("/accounts", running.end_codes_of, _RUN),
    "/accounts/<key>/delete": ("/accounts", running.delete_any, _RUN),
}
FORMS: dict[str, tuple[str, Take]] = {path: (page, take) for path, (page, take, _) in _ALL.items()}
NEEDS: dict[str, Need] = {f"POST {lang}{path}": need for path, (_, _, need) in _ALL.items() for lang in ("", "/en")}
