"""An organisation's own OpenID provider, as the operator names it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

_LOOPBACK = re.compile(r"http://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(/|$)")


@dataclass(frozen=True, slots=True)
class Provider:
    """Where else people may sign in: an organisation's own OpenID provider.

    Attributes:
        issuer: its address, as it writes it into what it signs.
        name: what people call it; on the sign-in page.
        groups: the file that says which of its groups has which role; None: it gives none.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str
    groups: Path | None = None


def mistake_in(issuer: str, url: str | None) -> str | None:
    """What keeps an issuer from being used; None: nothing.

    Args:
        url: the address that people use; the provider sends them back to it, and to no other.
    """
    if issuer.startswith("http:") and not _LOOPBACK.match(issuer):
        return f"FREMDRIFT_OIDC_ISSUER is '{issuer}'; use an address that begins with https://."
    if url is None:
        return "FREMDRIFT_OIDC_ISSUER is set, but FREMDRIFT_URL is not; the provider sends people back to that address."
    return None


def host_of(issuer: str) -> str:
    """What it is called where nobody has said."""
    return urlsplit(issuer).netloc
