"""Codes of a telephone (RFC 6238) beside the password, and the ticket of whoever has given the password already."""

from __future__ import annotations

import hmac
import io
import re
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta

import pyotp
import segno

from store.accounts import Account

_ISSUER = "Fremdrift"
_EVERY = 30  # seconds
_SECRET = re.compile(r"[A-Z2-7]{32}")
TICKET_LASTS = timedelta(minutes=5)


def new_secret() -> str:
    """160 random bits, as telephones read them."""
    return pyotp.random_base32()


def is_secret(text: str) -> bool:
    """Whether it is one that `new_secret` made."""
    return _SECRET.fullmatch(text) is not None


def number_of(code: str, secret: str, now: datetime) -> int | None:
    """The number of the half minute whose code this is, now or just before or after; None where it is none of them."""
    typed = "".join(sign for sign in code if not sign.isspace())
    if not re.fullmatch(r"[0-9]{6}", typed):
        return None
    telephone, this = pyotp.TOTP(secret, interval=_EVERY), int(now.timestamp()) // _EVERY
    found = [one for one in (this - 1, this, this + 1) if hmac.compare_digest(telephone.generate_otp(one), typed)]
    return found[-1] if found else None


def square(secret: str, email: str) -> str:
    """What a telephone's camera reads, as SVG: dark on light whatever the page's colours are."""
    address = pyotp.TOTP(secret, interval=_EVERY).provisioning_uri(name=email, issuer_name=_ISSUER)
    written = io.BytesIO()
    segno.make(address, error="m").save(
        written, kind="svg", scale=5, border=4, dark="#000", light="#fff", xmldecl=False, svgns=False, omitsize=True
    )
    return written.getvalue().decode()


def in_groups(secret: str) -> str:
    """The same to be typed: "ABCD EFGH …"."""
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))


def ticket(of: Account, secret: bytes, now: datetime) -> str:
    """That whoever holds this has given the password of that account, a few minutes ago at most."""
    return _signed(of, secret, int((now + TICKET_LASTS).timestamp()))


def account_key_in(text: str) -> str:
    """The key of the account that a ticket says to be of; "" where it says none. Nothing is proved by it."""
    return text.partition(".")[0]


def is_ticket(text: str, of: Account, secret: bytes, now: datetime) -> bool:
    """Whether it is one of this account that still holds; not after its password or its codes have changed."""
    _, _, rest = text.partition(".")
    until, _, _ = rest.partition(".")
    if not re.fullmatch(r"[0-9]{1,12}", until) or int(until) <= now.timestamp():
        return False
    return hmac.compare_digest(text.encode("utf-8", "replace"), _signed(of, secret, int(until)).encode())


def _signed(of: Account, secret: bytes, until: int) -> str:
    said = f"{of.key}.{until}"
    made = hmac.digest(secret, f"ticket|{said}|{of.password}|{of.totp}".encode(), "sha256")
    return f"{said}.{urlsafe_b64encode(made).rstrip(b'=').decode()}"
