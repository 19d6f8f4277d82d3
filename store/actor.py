"""Who does something: written beside what they did, and into the record of who did what."""

from __future__ import annotations

from typing import NamedTuple

from store.viewer import OPERATOR, PUBLIC, Viewer


class Actor(NamedTuple):
    """Someone who acts: a person with an account, the bearer of a link or of a token, the operator, anybody.

    Attributes:
        key: what is written of them: "account 4f2a…", "link 12", "token 7", "operator", "public". No name and no
            address of a person: whoever is deleted leaves a key that leads to nobody.
        viewer: what they may.
        address: the internet address they came from; "" where there is none.
        session: the number of their session; None without one.
        shows_public: they have asked to see the pages as the public does.
    """

    key: str
    viewer: Viewer
    address: str = ""
    session: int | None = None
    shows_public: bool = False

    @property
    def is_signed_in(self) -> bool:
        return self.session is not None

    @property
    def account_key(self) -> str | None:
        """Of a person who is signed in with an account; None of the bearer of a link, of a token, of anybody."""
        kind, _, key = self.key.partition(" ")
        return key if kind == "account" and self.is_signed_in else None

    @property
    def is_anybody(self) -> bool:
        """Whether nothing says who it is: neither a session nor a token."""
        return self.key == ANYBODY.key

    @property
    def number(self) -> int:
        """Of "link 12" and "token 7"."""
        return int(self.key.rpartition(" ")[2])


ANYBODY = Actor("public", PUBLIC)
AT_THE_COMMAND_LINE = Actor("operator", OPERATOR)
