"""What a visitor is told while the store or a disk fails: what it means for them, and that nothing is lost."""

from __future__ import annotations

from typing import NamedTuple

from config.language import Text
from store.outages import Failing, what_fails

AGAIN = 30  # seconds after which it is worth trying again; a program reads it from Retry-After


class Trouble(NamedTuple):
    """A failure of the machinery, in words. The code is what a program reads."""

    code: str
    title: Text
    text: Text


_TROUBLES: dict[Failing, Trouble] = {
    "lost": Trouble(
        "no_store",
        Text("Tallene kan ikke hentes lige nu", "The figures cannot be fetched right now"),
        Text(
            "Databasen svarer ikke. Ingen tal er tabt. Prøv igen om lidt.",
            "The database does not answer. No figures are lost. Try again in a while.",
        ),
    ),
    "full": Trouble(
        "no_room",
        Text("Der er ikke plads til mere lige nu", "There is no room for more right now"),
        Text(
            "Det, du sendte, er ikke modtaget. Alt, der lå her i forvejen, er der stadig. Sig det til sekretariatet, "
            "og prøv igen, når der er gjort plads.",
            "What you sent was not received. All that was here before is still here. Tell the secretariat, and try "
            "again when room has been made.",
        ),
    ),
    "read_only": Trouble(
        "read_only",
        Text("Der kan ikke gemmes noget lige nu", "Nothing can be stored right now"),
        Text(
            "Det, du sendte, er ikke modtaget. Alt, der lå her i forvejen, er der stadig. Prøv igen om lidt; varer det "
            "ved, så sig det til sekretariatet.",
            "What you sent was not received. All that was here before is still here. Try again in a while; if it goes "
            "on, tell the secretariat.",
        ),
    ),
}


def trouble(fault: BaseException, was_sent: bool = False) -> Trouble | None:
    """The words for a failing store or disk; None: it is a fault of ours.

    Args:
        was_sent: the visitor sent something to be kept; whoever only looks cannot be told that it was not received.
    """
    failing = what_fails(fault)
    return None if failing is None else _TROUBLES[failing if was_sent else "lost"]
