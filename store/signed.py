"""What opens something without a password: sessions, links, tokens. Random, signed, and kept as a hash only.

The signature says that we made it, so that a guess is refused without a question to the store; the random part is what
cannot be guessed; the store says what it opens, and whether it still does.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from typing import Literal, NamedTuple

Kind = Literal["s", "l", "t"]  # session, link, token: one is never taken for another

_RANDOM = 24  # bytes
_SIGNATURE = 16


class Made(NamedTuple):
    """A new one: its text is told once, the hash is kept."""

    text: str
    hash: str


def make(kind: Kind, secret: bytes) -> Made:
    """A new one, "l-…"."""
    said = f"{kind}-{secrets.token_urlsafe(_RANDOM)}"
    text = f"{said}.{_signature(said, secret)}"
    return Made(text, _hash(text))


def hash_of(text: str, kind: Kind, secret: bytes) -> str | None:
    """What the store keeps of it; None where we did not make it, or as another kind."""
    said, _, signature = text.rpartition(".")
    is_ours = text.isascii() and hmac.compare_digest(signature.encode(), _signature(said, secret).encode())
    return _hash(text) if is_ours and said.startswith(f"{kind}-") else None


def _signature(said: str, secret: bytes) -> str:
    made = hmac.digest(secret, said.encode(), "sha256")[:_SIGNATURE]
    return urlsafe_b64encode(made).rstrip(b"=").decode()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
