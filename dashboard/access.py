"""What every address needs: the one list. An address that is not in it is refused, and a test fails.

It says who may come in at all. What they then see is the store's to say: its reading functions know their viewer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import flask
from werkzeug.exceptions import NotFound

from config.language import Text
from dashboard.refusal import Refusal
from dashboard.viewing import current_actor, looking
from store.actor import Actor
from store.rights import Action, may

Of = Literal["nothing", "alliance", "submission", "account"]

_SIGN_IN = Text("Log ind for at gøre det.", "Sign in to do that.")
NO_SUBMISSION = Text("Den indberetning findes ikke.", "There is no such submission.")
_NOT_YOURS = Text("Det har din konto ikke lov til.", "Your account may not do that.")


class Need(NamedTuple):
    """What an address needs.

    Attributes:
        action: what whoever asks must be allowed to do; None: anybody may come in.
        of: whose things it is about: the alliance that the address names, the submission that it names (of one
            organisation), their own account; "nothing" where only the form tells, and the view asks again.
    """

    action: Action | None
    of: Of = "nothing"


ANYBODY_MAY = Need(None)
OWN_ACCOUNT = Need(None, "account")  # whoever is signed in with one, not by a link or a token
Where = tuple[str, str | None]  # alliance, organisation


def check_access(
    needs: Callable[[str, str], Need | None], where_is: Callable[[Need, dict[str, Any]], Where | None]
) -> Callable[[], None]:
    """A check to run before each request.

    Args:
        needs: what a method on a rule of Flask's needs; None where nobody has said.
        where_is: the alliance and organisation that an address is about; None where there is none such, or none that
            whoever asks may know of.
    """

    def check() -> None:
        request = flask.request
        if request.url_rule is None:
            return  # there is no such address: Flask says so
        if "\0" in request.path:  # PostgreSQL can hold no such name: it is a fault there, and nothing's name anywhere
            flask.abort(404)
        need = needs(request.method, request.url_rule.rule)
        if need is None:
            raise refuse()
        actor = current_actor() if request.method not in ("GET", "HEAD") else looking(current_actor())
        enter(actor, need, lambda: where_is(need, request.view_args or {}))

    return check


def enter(actor: Actor, need: Need, where: Callable[[], Where | None]) -> None:
    """Let whoever asks in, where they may; `where` is asked only where the need is about a place.

    Raises:
        Refusal, HTTPException: as `admit` and `admit_account`.
    """
    if need.of == "account":
        admit_account(actor)
    elif need.action is not None:
        admit(actor, need, where() if need.of != "nothing" else None)


def admit_account(actor: Actor) -> None:
    """Let in whoever is signed in with an account.

    Raises:
        Refusal: 401 for anybody; 403 for the bearer of a link or a token.
    """
    if actor.is_anybody:
        raise Refusal(401, "sign_in", _SIGN_IN)
    if not actor.is_signed_in or not actor.key.startswith("account "):
        raise refuse()


def admit(actor: Actor, need: Need, where: Where | None) -> None:
    """Let whoever may do this in.

    Raises:
        Refusal: 401 for whoever is not signed in, whether or not there is such a thing; 403 for who may not; and
            HTTPException 404 where there is no such thing for them.
    """
    assert need.action is not None
    if actor.is_anybody:
        raise Refusal(401, "sign_in", _SIGN_IN)
    if need.of == "nothing":
        is_allowed = may(actor.viewer, need.action)
    elif where is None:
        raise _unknown(need)
    else:
        is_allowed = may(actor.viewer, need.action, *where)
        if need.of == "submission" and not is_allowed:
            raise _unknown(need)
    if not is_allowed:
        raise refuse()


def _unknown(need: Need) -> Exception:
    """There is no such thing, or none that they may know of: the same answer."""
    is_asked_by_api = need.of == "submission" and flask.request.path.startswith("/api/")
    return Refusal(404, "no_submission", NO_SUBMISSION) if is_asked_by_api else NotFound()


def refuse() -> Refusal:
    """What is told to whoever may know of a thing, and may not do this with it."""
    return Refusal(403, "not_yours", _NOT_YOURS)
