"""The installation's own secret: what links, tokens and cookies are signed with."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from config.settings import SettingError, Settings

_NAME = "secret"  # in the home
_LEAST = 32  # characters of one that the operator chooses


def installation_secret(settings: Settings) -> bytes:
    """As the operator set it (FREMDRIFT_SECRET); else made once and kept in the home, for its owner alone to read.

    Raises:
        SettingError: it is too short to be one.
        OSError: the home cannot be written.
    """
    if settings.secret is not None:
        if len(settings.secret) < _LEAST:
            raise SettingError(f"FREMDRIFT_SECRET is too short; use at least {_LEAST} random characters.")
        return settings.secret.encode()
    path = settings.home / _NAME
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return _made(path)


def _made(path: Path) -> bytes:
    """Two processes may start at once: the first one's stands."""
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_name(f".{_NAME}-{secrets.token_hex(8)}")
    descriptor = os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "wb") as file:
        file.write(secrets.token_hex(32).encode())
    try:
        os.link(begun, path)
    except FileExistsError:
        pass
    finally:
        begun.unlink()
    return path.read_bytes()
