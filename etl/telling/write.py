"""Letters as they wait in the store: in the language their recipient asks for, as text and as HTML."""

from __future__ import annotations

from config.definitions import Alliance
from config.language import Language
from config.recipients import Recipient
from etl.telling.digest import digest
from etl.telling.letter import Draft, as_html, as_text
from etl.telling.news import Late, News
from etl.telling.reminder import reminder
from store.letters import Kind, NewLetter


def write_digest(news: News, pages: str, to: Recipient) -> NewLetter:
    """The letter to one recipient of a secretariat."""
    drafts = tuple(digest(news, pages, one) for one in languages_of(to))
    return _letter("digest", news.declared.slug, "", to, drafts)


def write_reminder(declared: Alliance, late: Late, pages: str, to: Recipient) -> NewLetter:
    """The letter to one recipient of a partner."""
    drafts = tuple(reminder(declared, late, pages, one) for one in languages_of(to))
    return _letter("reminder", declared.slug, late.organisation, to, drafts)


def languages_of(to: Recipient) -> tuple[Language, ...]:
    return ("da", "en") if to.language == "both" else (to.language,)


def _letter(kind: Kind, slug: str, organisation: str, to: Recipient, drafts: tuple[Draft, ...]) -> NewLetter:
    content = {"subject": drafts[0].subject, "text": as_text(drafts), "html": as_html(drafts)}
    return NewLetter(kind, slug, organisation, to.key, to.way, content)
