"""Which of an OpenID provider's groups has which role here: read from a file of the operator's own."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError, model_validator

from config.definition_file import Document, read_document
from config.entries import Entry, Slug
from config.settings import SettingError, Settings

_NAME = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class GroupRole(Entry):
    """What whoever is in a group may do; an administrator's is of the installation, all others' of one alliance."""

    group: _NAME
    role: Literal["viewer", "contributor", "secretariat", "administrator"]
    alliance: Slug | None = None
    organisation: Slug | None = None

    @model_validator(mode="after")
    def _where(self) -> GroupRole:
        if (self.alliance is None) != (self.role == "administrator"):
            raise ValueError("an alliance is expected for every role but administrator")
        if (self.organisation is not None) != (self.role == "contributor"):
            raise ValueError("an organisation is expected for a contributor, and for no other role")
        return self


class ProviderGroups(Entry):
    """The whole file.

    Attributes:
        claim: what the provider calls the list of groups in what it tells.
        scope: what must be asked for besides to be told it; "" where nothing must.
    """

    claim: _NAME = "groups"
    scope: str = Field(default="", pattern=r"^[\w:./ -]*$")
    roles: tuple[GroupRole, ...] = ()


def read_provider_groups(settings: Settings) -> ProviderGroups | None:
    """What the file of FREMDRIFT_OIDC_GROUPS says; None where there is none.

    Raises:
        SettingError: it cannot be read or understood; names the file without its folder.
    """
    provider = settings.provider
    if provider is None or provider.groups is None:
        return None
    name = f"FREMDRIFT_OIDC_GROUPS ({provider.groups.name})"
    document = read_document(provider.groups)
    if not isinstance(document, Document):
        first = document[0]
        line = "" if first.line is None else f", line {first.line}"
        raise SettingError(f"{name}{line}: expected {first.expected.en}. {first.remedy.en}")
    try:
        return ProviderGroups.model_validate(document.value)
    except ValidationError as fault:
        found = fault.errors(include_input=False, include_url=False)[0]
        field = ".".join(map(str, found["loc"])) or "the file"
        told = found["msg"].removeprefix("Value error, ")
        line_of = document.line_of(found["loc"]) or 1
        raise SettingError(f"{name}, line {line_of}, {field}: {told}. See docs/oidc.md.") from None
