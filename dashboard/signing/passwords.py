"""Passwords: kept as Argon2id. Long and not one of the commonest, as NIST SP 800-63B asks; nothing else is asked."""

from __future__ import annotations

import threading
import unicodedata
from functools import lru_cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

import config
from config.language import Text

LEAST, MOST = 12, 200  # letters
_LEAST_FIGURES = 16  # of one without any letter: dates and telephone numbers are shorter
# 19 MiB, two rounds: OWASP's smallest. With more a few people signing in at once would take all of a small server.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_TURN = threading.BoundedSemaphore(2)  # as many at a time in a process

_TOO_SHORT = Text(
    f"Adgangskoden skal være på mindst {LEAST} tegn. En sætning, du kan huske, er god.",
    f"The password must have at least {LEAST} characters. A sentence that you can remember is good.",
)
_TOO_LONG = Text(f"Adgangskoden må højst være på {MOST} tegn.", f"The password must have at most {MOST} characters.")
_COMMON = Text(
    "Den adgangskode er en af dem, der gættes først. Vælg en anden.",
    "That password is one of those that are guessed first. Choose another one.",
)
_SAME = Text(
    "Adgangskoden er din e-mailadresse eller dit navn. Vælg en anden.",
    "The password is your e-mail address or your name. Choose another one.",
)
_COMMON_WORDS = Path(config.__file__).parent / "reference" / "common_passwords.txt"
_RUNS = (
    "01234567890123456789",
    "qwertyuiopåasdfghjklæøzxcvbnm",
    "abcdefghijklmnopqrstuvwxyzæøå",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)


def mistake_in(password: str, *names: str) -> Text | None:
    """What keeps a password from being taken; None: nothing.

    Args:
        names: the person's address and name, which are no password.
    """
    text = _composed(password)
    if len(text) < LEAST:
        return _TOO_SHORT
    if len(text) > MOST:
        return _TOO_LONG
    if text.casefold() in {name.strip().casefold() for name in names}:
        return _SAME
    return _COMMON if is_common(text) else None


def is_common(password: str) -> bool:
    """Whether it is one of those that are tried first: a run of keys, few letters over and over, a common word."""
    text = password.casefold()
    if len(set(text)) <= 3 or any(text in run * 2 or text[::-1] in run * 2 for run in _RUNS):
        return True
    bare = text.strip("0123456789!?.,;:-_+*#$@&%/()= ")
    if not bare:
        return len(text) < _LEAST_FIGURES
    return any(not bare.replace(word, "") for word in _words())


def hashed(password: str) -> str:
    """What is kept of a password."""
    with _TURN:
        return _HASHER.hash(_composed(password))


def is_right(kept: str | None, password: str) -> bool:
    """Whether it is the password of which this was kept. Where nothing was kept (there is no such account, or it has no
    password) it takes as long to say no.
    """
    stand_in = _stand_in()
    with _TURN:
        try:
            return _HASHER.verify(kept or stand_in, _composed(password)[: MOST + 1]) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(kept: str) -> bool:
    """Whether it was kept with other costs than those of now, and should be kept anew."""
    return _HASHER.check_needs_rehash(kept)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    lines = _COMMON_WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def _stand_in() -> str:
    return hashed("no account has this password")


def _composed(password: str) -> str:
    """The same letters by whatever keyboard."""
    return unicodedata.normalize("NFKC", password)
