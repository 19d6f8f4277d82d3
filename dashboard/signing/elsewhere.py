"""Signing in by an organisation's own OpenID provider: code flow with PKCE, and whatever it answers is checked.

Between leaving and coming back a signed cookie of its own holds the state, the nonce and the verifier, for ten minutes
and for these two addresses alone; then it is deleted, and what is held is a session of ours like any other.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from typing import Any

import flask
import requests
import sqlalchemy as sa
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.flask_client import OAuth
from joserfc.errors import JoseError

from config.language import Language
from config.provider import Provider
from config.provider_groups import read_provider_groups
from dashboard.signing.desk import Desk
from dashboard.signing.sign_in import begun, note_failure, safe_next
from dashboard.viewing import current_actor, give_cookie, is_secure
from dashboard.visit import localised
from store.audit import note
from store.provided import Person, note_acts, welcome

BEGIN, BACK = "/sign-in/oidc", "/sign-in/oidc/back"
_COOKIE = "fremdrift-elsewhere"
_LASTS = timedelta(minutes=10)
_SECONDS = 10  # that the provider has for each answer
_LEEWAY = 60  # seconds by which its clock may differ from ours
_MOST_NEXT = 500  # a cookie holds four thousand in all
# Signed with a key of which only the half that checks is told: neither "none", nor by a secret that we hold too.
_SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")


class _Failed(Exception):
    """Why nobody was signed in: a key of `attempt.FAILED`; `told` is for the log."""

    def __init__(self, why: str, told: str) -> None:
        super().__init__(told)
        self.why = why


def answer_elsewhere(desk: Desk) -> None:
    """Have the two addresses answer; 404 where there is no provider."""
    config = desk.server.config
    desk.server.secret_key = hmac.new(desk.secret, b"sign in elsewhere", hashlib.sha256).digest()
    config["SESSION_COOKIE_NAME"], config["SESSION_COOKIE_PATH"] = _COOKIE, BEGIN
    config["SESSION_COOKIE_HTTPONLY"], config["SESSION_COOKIE_SAMESITE"] = True, "Lax"
    config["SESSION_COOKIE_SECURE"] = is_secure(desk.settings)
    config["SESSION_REFRESH_EACH_REQUEST"], config["PERMANENT_SESSION_LIFETIME"] = False, _LASTS
    provider = desk.settings.provider
    one = None if provider is None else _Elsewhere(desk, provider)
    for path, name in ((BEGIN, "begin"), (BACK, "back")):
        desk.server.add_url_rule(path, f"elsewhere {name}", _view(one, name), methods=["GET"])


def _view(one: _Elsewhere | None, name: str) -> Any:
    def asked() -> flask.Response:
        if one is None:
            flask.abort(404)
        try:
            answer: flask.Response = getattr(one, name)()
        except _Failed as fault:
            answer = one.failed(fault)
        answer.cache_control.no_store = True
        return answer

    return asked


class _Elsewhere:
    def __init__(self, desk: Desk, provider: Provider) -> None:
        self._desk, self._provider = desk, provider
        self._rules = read_provider_groups(desk.settings)
        self._claim = "groups" if self._rules is None else self._rules.claim
        more = "" if self._rules is None else self._rules.scope
        self._client: Any = OAuth(desk.server).register(
            "oidc",
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": f"openid profile email {more}".strip(),
                "code_challenge_method": "S256",
                "default_timeout": _SECONDS,
            },
        )

    def begin(self) -> flask.Response:
        """To the provider."""
        self._know()
        session, asked = flask.session, flask.request.args
        session.clear()
        session.permanent = True
        session["language"] = self._language()
        session["next"] = safe_next(asked.get("next", "")[:_MOST_NEXT]) or ""
        answer: flask.Response = flask.make_response(self._client.authorize_redirect(self._back()))
        return answer

    def back(self) -> flask.Response:
        """From the provider: a session of ours, if everything it says is right."""
        language, wanted = self._language(), flask.session.get("next")
        person = self._person()
        flask.session.clear()
        text = self._let_in(person, language)
        answer = flask.make_response(flask.redirect(wanted or localised("/account", language), 303))
        give_cookie(answer, text, self._desk.settings)
        return answer

    def failed(self, fault: _Failed) -> flask.Response:
        """To the sign-in page, which says why."""
        language = self._language()
        flask.session.clear()
        self._desk.server.logger.warning("OpenID provider: %s", fault)
        note_failure(self._desk, None)
        return flask.make_response(flask.redirect(localised(f"/sign-in?failed={fault.why}", language), 303))

    def _language(self) -> Language:
        said = flask.request.args.get("language") or flask.session.get("language")
        return "en" if said == "en" else "da"

    def _back(self) -> str:
        assert self._desk.settings.url is not None  # the settings hold that
        return self._desk.settings.url + BACK

    def _know(self) -> None:
        """Have the provider tell of itself, once: its addresses, and that it is the one that was meant."""
        try:
            told = self._client.load_server_metadata()
        except (requests.RequestException, ValueError, TypeError) as fault:
            raise _Failed("away", f"it does not tell of itself ({type(fault).__name__})") from None
        if told.get("issuer") != self._provider.issuer:
            self._client.server_metadata.clear()
            raise _Failed("wrong", "what tells of itself is another issuer than FREMDRIFT_OIDC_ISSUER")
        algorithms = told.get("id_token_signing_alg_values_supported") or ["RS256"]
        told["id_token_signing_alg_values_supported"] = [one for one in algorithms if one in _SIGNED_BY]

    def _person(self) -> Person:
        """Whoever the provider says has come.

        Raises:
            _Failed: it says that nobody has, or what it says cannot be believed.
        """
        if flask.request.args.get("error"):
            raise _Failed("refused", "it refused, or whoever came cancelled")
        if flask.request.args.get("iss", self._provider.issuer) != self._provider.issuer:
            raise _Failed("wrong", "the answer is another issuer's")
        self._know()
        options = {
            "iss": {"essential": True, "value": self._provider.issuer},
            "aud": {"essential": True, "value": self._provider.client_id},
        }
        try:
            token = self._client.authorize_access_token(claims_options=options, leeway=_LEEWAY)
            claims = token.get("userinfo")  # of the id_token; where none came, unchecked
            if not token.get("id_token") or not claims:
                raise _Failed("wrong", "no id_token came")
            return self._told(token, claims)
        except requests.RequestException as fault:
            raise _Failed("away", type(fault).__name__) from None
        except (OAuthError, JoseError, ValueError, KeyError, TypeError, RuntimeError) as fault:
            raise _Failed("wrong", type(fault).__name__) from None  # what it says may quote a secret

    def _told(self, token: Any, claims: Any) -> Person:
        subject, told = claims["sub"], dict(claims)
        if not isinstance(subject, str) or not 0 < len(subject) <= 255:
            raise _Failed("wrong", "its subject is none")
        is_asked = self._rules is not None and self._claim not in told
        if is_asked and self._claim in (told.get("_claim_names") or {}):  # too many to be told: Entra ID
            raise _Failed("groups", "it did not tell the groups of somebody who is in too many")
        if (is_asked or "name" not in told) and self._client.server_metadata.get("userinfo_endpoint"):
            more = self._client.userinfo(token=token)
            if more.get("sub") != subject:
                raise _Failed("wrong", "it told of somebody else")
            told = dict(more) | told
        groups = told.get(self._claim) or []
        groups = [groups] if isinstance(groups, str) else groups
        email = told.get("email")
        is_held = isinstance(email, str) and "@" in email and told.get("email_verified") is not False
        name = next((told[key] for key in ("name", "preferred_username") if isinstance(told.get(key), str)), "")
        return Person(
            issuer=self._provider.issuer,
            subject=subject,
            name=_line(name) or _line(subject),
            email=_line(str(email)) if is_held else None,
            groups=frozenset(one for one in groups if isinstance(one, str)),
        )

    def _let_in(self, person: Person, language: Language) -> str:
        try:
            return self._begun(person, language)
        except sa.exc.IntegrityError:  # the same person in two windows, for the first time
            return self._begun(person, language)

    def _begun(self, person: Person, language: Language) -> str:
        desk, warn = self._desk, self._desk.server.logger.warning
        with desk.store.writing() as connection:
            found = welcome(connection, person, self._rules, desk.now, language, warn)
            one = found.account
            text = begun(connection, desk, one)
            note_acts(connection, found, current_actor(), desk.now)
            note(connection, current_actor()._replace(key=f"account {one.key}"), "signed_in", desk.now, subject=one.key)
        return text


def _line(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()[:120]
