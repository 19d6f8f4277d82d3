"""What was typed into a form of these pages, and what is to be put right; or what was made, to be shown once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from config.language import Text

ALL = ""  # in `mistakes`: of the whole form
MOST_NAME, MOST_EMAIL = 120, 254
_NO_NAME = Text("Skriv dit navn.", "Write your name.")
_NO_EMAIL = Text("Skriv en e-mailadresse som navn@eksempel.dk.", "Write an e-mail address such as name@example.dk.")

# What came of signing in elsewhere, by what stands in the address of the page that one is led back to.
FAILED = {
    "refused": Text(
        "Du blev ikke logget ind: login blev afbrudt, eller du har ikke adgang derfra.",
        "You were not signed in: it was cancelled, or you have no access from there.",
    ),
    "wrong": Text(
        "Svaret fra det andet login kunne ikke godkendes, eller der gik for lang tid. Prøv igen.",
        "The answer of the other sign-in could not be accepted, or it took too long. Try again.",
    ),
    "away": Text(
        "Det andet login svarer ikke. Prøv igen om lidt.",
        "The other sign-in does not answer. Try again in a while.",
    ),
    "groups": Text(
        "Det andet login fortalte ikke, hvilke grupper du er med i. Sig det til den, der driver Fremdrift.",
        "The other sign-in did not tell which groups you are in. Tell whoever runs Fremdrift.",
    ),
}


@dataclass(frozen=True, slots=True)
class Attempt:
    """A form that was sent, for the page that shows it again.

    Attributes:
        form: which one of the page's.
        texts: of its fields, as typed; never a password.
        mistakes: of each field what is to be put right, and of the whole (`ALL`).
        link: the whole address of a link just made: it is shown in this answer and never again.
        ticket: that the password was given; a code of the telephone is asked for.
    """

    form: str
    texts: Mapping[str, str] = field(default_factory=dict)
    mistakes: Mapping[str, Text] = field(default_factory=dict)
    link: str | None = None
    ticket: str | None = None


def line(form: Mapping[str, str], name: str, most: int = 200) -> str:
    """What was typed into a field of one line: without blanks around it, and without what nobody can type."""
    text = "".join(sign if sign.isprintable() else " " for sign in form.get(name, ""))
    return text.strip()[:most]


def name_mistake(name: str) -> Text | None:
    return None if name else _NO_NAME


def email_mistake(email: str) -> Text | None:
    """What a letter cannot be sent to."""
    before, _, after = email.rpartition("@")
    is_one = bool(before) and "." in after.strip(".") and not any(sign in ' ,;:<>"()' for sign in email)
    return None if is_one and "@" not in before else _NO_EMAIL


def only(**found: Text | None) -> dict[str, Text]:
    """Those fields of which something is to be put right."""
    return {name: mistake for name, mistake in found.items() if mistake is not None}
