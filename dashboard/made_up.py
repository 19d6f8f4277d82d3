"""What is said of an alliance of which nothing is real: on every page, whoever wrote the page, and on every chart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from config.definitions import Alliance
from config.language import Language, Text
from dashboard.visit import Page, Visit
from store.definitions import read_made_up
from store.submissions import read_submission

WORDS = Text("Opdigtede tal", "Invented figures")
SENTENCE = Text(
    "Opdigtede tal: alliancen findes ikke, og intet tal her er målt. Den er til at øve sig på.",
    "Invented figures: this alliance does not exist, and no figure here was measured. It is here to practise on.",
)


def words_of(alliance: Alliance, language: Language) -> str:
    """ "Opdigtede tal" of an invented alliance; nothing of a real one."""
    return WORDS[language] if alliance.made_up else ""


def marked(page: Page, parts: Mapping[str, str], visit: Visit) -> Page:
    """The page, marked where its address leads to an invented alliance or to a file of one.

    Args:
        parts: of the address: `slug` of an alliance, or `token` of a submission.
    """
    made_up = read_made_up(visit.store, visit.viewer.delivering, visit.now)
    if not made_up or not made_up & _about(parts, visit):
        return page
    words = visit.text(WORDS)
    is_said = words.casefold() in page.title.casefold()
    return replace(page, title=page.title if is_said else f"{page.title} · {words}", is_made_up=True)


def _about(parts: Mapping[str, str], visit: Visit) -> set[str]:
    """The alliances that a page is about: of its address, of what was asked, of the file it shows."""
    found = {parts.get("slug", ""), visit.query.get("alliance", "")}
    if "token" in parts:
        submission = read_submission(visit.store, token=parts["token"])
        found.add(submission.alliance if submission else "")
    return found
