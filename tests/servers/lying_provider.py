"""An OpenID provider that says whatever a test has it say: what it signs, by which key, and what it tells of itself."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask
from joserfc import jws
from joserfc.jwk import OctKey, RSAKey
from werkzeug.serving import make_server

Claims = dict[str, Any]
_KEY = RSAKey.generate_key(2048, {"kid": "one"})
_OTHER = RSAKey.generate_key(2048, {"kid": "one"})


class Liar:
    """What it says next; `honest` sets everything right again.

    Attributes:
        issuer: its address.
        claims: what is changed in the token's claims before they are signed.
        signed: the text of a token with these claims.
        told: what is changed in what it tells of itself. answer: in what a code is worth. person: by userinfo.
        asked: what was sent for a token.
    """

    def __init__(self) -> None:
        self.issuer = ""
        self.asked: list[dict[str, str]] = []
        self.honest()

    def honest(self) -> None:
        self.claims: Callable[[Claims], object] = lambda claims: None
        self.signed: Callable[[Claims], str] = by_its_key
        self.told: Claims = {}
        self.answer: Claims = {}
        self.person: Claims = {"sub": "anna", "name": "Anna"}
        self.status = 200

    def comes_back(self, left: str) -> dict[str, str]:
        """What a browser that was led here is led back with."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(left).query).items()}
        self._nonce, self._client = asked["nonce"], asked["client_id"]
        return {"code": "a-code", "state": asked["state"], "iss": self.issuer}

    def metadata(self) -> Claims:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "id_token_signing_alg_values_supported": ["none", "HS256", "RS256"],
        } | self.told

    def token(self) -> tuple[Claims, int]:
        self.asked.append(flask.request.form.to_dict())
        now = int(time.time())
        claims: Claims = {"iss": self.issuer, "sub": "anna", "aud": self._client, "nonce": self._nonce, "name": "Anna"}
        claims |= {"iat": now, "exp": now + 300, "groups": []}
        self.claims(claims)
        said = {"access_token": "x", "token_type": "Bearer", "id_token": self.signed(claims)} | self.answer
        return {name: value for name, value in said.items() if value is not None}, self.status


def by_its_key(claims: Claims) -> str:
    return _signed(claims, {"alg": "RS256", "kid": "one"}, _KEY)


def by_another_key(claims: Claims) -> str:
    """Which says that it is the right one."""
    return _signed(claims, {"alg": "RS256", "kid": "one"}, _OTHER)


def by_an_unknown_key(claims: Claims) -> str:
    return _signed(claims, {"alg": "RS256", "kid": "two"}, _OTHER)


def by_nothing(claims: Claims) -> str:
    return f"{_part({'alg': 'none'})}.{_part(claims)}."


def by_what_everybody_knows(claims: Claims) -> str:
    """By the key that checks, as if it were a secret."""
    text = f"{_part({'alg': 'HS256', 'kid': 'one'})}.{_part(claims)}"
    return f"{text}.{_text(hmac.new(_KEY.as_pem(private=False), text.encode(), hashlib.sha256).digest())}"


def by_the_secret(secret: str) -> Callable[[Claims], str]:
    return lambda claims: _signed(claims, {"alg": "HS256"}, OctKey.import_key(secret))


def changed_afterwards(claims: Claims) -> str:
    header, _, signature = by_its_key(claims).split(".")
    return f"{header}.{_part(claims | {'sub': 'somebody-else'})}.{signature}"


def _signed(claims: Claims, header: Claims, key: Any) -> str:
    registry = jws.JWSRegistry(algorithms=[header["alg"]], strict_check_header=False)
    return str(jws.serialize_compact(header, json.dumps(claims), key, registry=registry))


def _part(content: Claims) -> str:
    return _text(json.dumps(content).encode())


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


@contextmanager
def lying_provider() -> Iterator[Liar]:
    """One on a free port of the loopback."""
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    liar, app = Liar(), flask.Flask("liar")
    app.add_url_rule("/.well-known/openid-configuration", "metadata", lambda: liar.metadata())
    app.add_url_rule("/jwks", "jwks", lambda: {"keys": [_KEY.as_dict(private=False)]})
    app.add_url_rule("/userinfo", "userinfo", lambda: liar.person)
    app.add_url_rule("/token", "token", lambda: liar.token(), methods=["POST"])
    server = make_server("127.0.0.1", 0, app, threaded=True)
    liar.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield liar
    server.shutdown()
    thread.join(5)
    server.server_close()
