"""Who gets letters, and by which way: read from a file of its own, since addresses are nobody's business but theirs.

The file names variables where a secret is needed (`config.settings.read_secret`), and holds none itself. It is
no part of the definitions: those are public.
"""

from __future__ import annotations

import hashlib
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, ValidationError, model_validator

from config.definition_file import Document, read_document
from config.entries import Entry, Slug
from config.settings import SettingError, Settings

Letter = Literal["da", "en", "both"]
MAIL = "FREMDRIFT_MAIL"  # the variable that names the mail server, unless the file names another one
_EMAIL = re.compile(r"[^\s@<>,;:\"']+@[\w.-]+\.\w+")
_FIELD = re.compile(r"[\w-]+")  # an address written where a name is expected is not repeated
_PAGES = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")

Variable = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]*$", max_length=80)]


def _address(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise ValueError("one e-mail address is expected, such as anna@example.dk")
    return text


def _pages(text: str) -> str:
    if not _PAGES.fullmatch(text):
        raise ValueError("an address is expected that begins with https://")
    return text.rstrip("/")


class Recipient(Entry):
    """One who gets letters: by e-mail, or where a variable says (a webhook, as Apprise writes its address)."""

    mail: Annotated[str, AfterValidator(_address)] | None = None
    webhook: Variable | None = None
    language: Letter = "da"

    @model_validator(mode="after")
    def _one_way(self) -> Recipient:
        if (self.mail is None) == (self.webhook is None):
            raise ValueError("either mail or webhook is expected")
        return self

    @property
    def key(self) -> str:
        """What the store calls it: no address can be read from it."""
        return hashlib.sha256(f"{self.mail or ''}|{self.webhook or ''}".encode()).hexdigest()[:16]

    @property
    def way(self) -> str:
        return "mail" if self.mail else "webhook"


class AllianceLetters(Entry):
    """Of one alliance: who hears from every refresh that has news, and who is reminded of what is late."""

    secretariat: tuple[Recipient, ...] = ()
    partners: dict[Slug, tuple[Recipient, ...]] = Field(default_factory=dict)
    reminders: Literal["weekly", "never"] = "weekly"


class Letters(Entry):
    """The whole file.

    Attributes:
        pages: where the pages are reached, for the links in letters.
        mail: the variable that holds the mail server's address.
    """

    pages: Annotated[str, AfterValidator(_pages)]
    mail: Variable = MAIL
    alliances: dict[Slug, AllianceLetters] = Field(default_factory=dict)


def read_letters(settings: Settings) -> Letters | None:
    """What the file of FREMDRIFT_LETTERS says; None where there is none, and then nothing is sent.

    Raises:
        SettingError: it cannot be read or understood; names the file without its folder, and no address.
    """
    if settings.letters is None:
        return None
    name = f"FREMDRIFT_LETTERS ({settings.letters.name})"
    document = read_document(settings.letters)
    if not isinstance(document, Document):
        first = document[0]
        line = "" if first.line is None else f", line {first.line}"
        raise SettingError(f"{name}{line}: expected {first.expected.en}. {first.remedy.en}")
    try:
        return Letters.model_validate(document.value)
    except ValidationError as fault:
        found = fault.errors(include_input=False, include_url=False)[0]
        line_of = document.line_of(found["loc"])
        field = ".".join(part if _FIELD.fullmatch(part) else "..." for part in map(str, found["loc"])) or "the file"
        told = found["msg"].removeprefix("Value error, ")
        raise SettingError(f"{name}, line {line_of or 1}, {field}: {told}. See docs/breve.md.") from None
