"""Who did something, as a page says it. What is written of them is a key; names are looked up where members read."""

from __future__ import annotations

from collections.abc import Iterable

from config.language import Text
from dashboard.visit import Here, Visit
from store.accounts import names_of

_KINDS = {
    "account": Text("sekretariatet", "the secretariat"),
    "link": Text("et leveringslink", "an upload link"),
    "token": Text("et program", "a program"),
    "operator": Text("kommandolinjen", "the command line"),
    "command": Text("kommandolinjen", "the command line"),
    "browser": Text("browseren", "the browser"),
    "schedule": Text("planen", "the schedule"),
    "scheduler": Text("planen", "the schedule"),
}
_DELETED = Text("en slettet konto", "a deleted account")


def said_by(key: str, here: Here) -> str:
    """What everybody may read: no person's name. Whatever is no key was typed as a name before there were accounts."""
    kind, _, rest = key.partition(" ")
    text = _KINDS.get(kind)
    is_key = kind in ("account", "link", "token") if rest else kind not in ("account", "link", "token")
    return here.text(text) if text is not None and is_key and " " not in rest else key


def named(keys: Iterable[str], visit: Visit) -> dict[str, str]:
    """The same with the names of accounts, for a page that only those who may act with them read, and nobody keeps."""
    accounts = {key: key.removeprefix("account ") for key in keys if key.startswith("account ")}
    names = names_of(visit.store, set(accounts.values())) if accounts else {}
    deleted = visit.text(_DELETED)
    return {key: names.get(accounts[key], deleted) if key in accounts else said_by(key, visit) for key in set(keys)}
