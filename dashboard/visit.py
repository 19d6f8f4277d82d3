"""One visit to one page: in which language, where, when, and with which view of the store; and the page made for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from dash.development.base_component import Component

from config.imprint import NOBODY, Imprint
from config.language import Language, Text
from store.actor import Actor
from store.clock import danish_day
from store.links import Link, LinkKind
from store.viewer import PUBLIC, Viewer

Content = Component | str | None


@dataclass(frozen=True)
class Here:
    """Where a visitor is, and in which language.

    Attributes:
        path: the page's path without its language, `/alliance/bo-trygt`.
        query: what stands after the question mark.
        viewer: whose eyes the page is made for.
        is_signed_in: they can sign out. shows_public: though they may more, they look as the public does.
    """

    language: Language
    path: str
    query: Mapping[str, str]
    viewer: Viewer = field(default=PUBLIC, kw_only=True)
    is_signed_in: bool = field(default=False, kw_only=True)
    shows_public: bool = field(default=False, kw_only=True)

    def say(self, da: str, en: str) -> str:
        """The text in the language of this visit."""
        return da if self.language == "da" else en

    def text(self, text: Text) -> str:
        return text[self.language]

    def link(self, path: str) -> str:
        """An address of ours in the language of this visit."""
        return localised(path, self.language)


@dataclass(frozen=True)
class Visit(Here):
    """What a page function is given.

    Attributes:
        store: one consistent view of the store, for as long as the page is made.
        most_mb: how large a file may be.
        form: what was sent to be answered at once; None where a page was only asked for.
        imprint: who runs the installation.
        look_at: a link of ours by its text: what it opens; None where it opens nothing, or nothing any longer.
        actor: who asks; None for a page that is kept, which depends on what they may and not on who they are.
        provider: what the OpenID provider is called where people may sign in besides; None: there is none.
    """

    now: datetime
    store: sa.Connection
    most_mb: int
    form: Mapping[str, str] | None = None
    imprint: Imprint = NOBODY
    look_at: Callable[[str, LinkKind], Link | None] = lambda text, kind: None
    actor: Actor | None = None
    provider: str | None = None

    @property
    def today(self) -> date:
        return danish_day(self.now)


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language.

    Attributes:
        main: what stands in <main>.
        section: the part of the house it belongs to: alliances, upload, runs, method, or none.
        scripts: files in `static/` that this page needs besides those of every page.
        refresh_seconds: without JavaScript the page is asked for again after so long.
        is_passing: made for what one reader asked just now: not kept by anyone, not indexed.
        is_answer: answers a form: Dash, which only knows the address, must not take it over.
        is_made_up: it shows an alliance of which nothing is real, and says so above everything else.
        notes: said at the foot, before the method's name.
    """

    title: str
    main: list[Content]
    description: str = ""
    section: str = ""
    status: int = 200
    scripts: tuple[str, ...] = ()
    refresh_seconds: int | None = None
    is_passing: bool = False
    is_answer: bool = False
    is_made_up: bool = False
    notes: tuple[str, ...] = ()


def localised(path: str, language: Language) -> str:
    """`/upload` as it is, or `/en/upload`."""
    if language == "da":
        return path
    return "/en" + ("" if path == "/" else path)
