"""A reminder to a partner: what is missing, exactly, and the shortest way to deliver it."""

from __future__ import annotations

from urllib.parse import urlencode

from config.definitions import Alliance
from config.language import Language
from etl.telling.letter import Draft, Item, Link, Section
from etl.telling.news import Late
from etl.telling.words import marked, name_of, overdue_line, say

_LINES = 12


def reminder(declared: Alliance, late: Late, pages: str, language: Language) -> Draft:
    """The letter to one organisation.

    Args:
        pages: where the pages are reached.
    """
    alliance, name = declared.name[language], name_of(declared, late.organisation, language)
    base = pages if language == "da" else f"{pages}/en"
    query = urlencode({"alliance": declared.slug, "organisation": late.organisation})
    lines = [overdue_line(row, late.since, language) for row in late.rows[:_LINES]]
    if len(late.rows) > _LINES:
        more = len(late.rows) - _LINES
        lines.append(say(language, f"og {more} rækker til, som skabelonen viser", f"and {more} more, see the template"))
    heading = say(language, "Vi mangler nogle tal fra jer", "We are missing some figures from you")
    missing = Item(say(language, f"Det drejer sig om {alliance}:", f"This is about {alliance}:"), tuple(lines))
    deliver = Item(
        say(
            language,
            "Skabelonen har en række til hvert tal, der mangler. Udfyld den, og aflever den; det tager få minutter.",
            "The template has a row for each missing figure. Fill it in and deliver it; it takes a few minutes.",
        ),
        links=(
            Link(
                say(language, "Hent skabelonen", "Get the template"),
                f"{pages}/template/{declared.slug}/{late.organisation}.xlsx",
            ),
            Link(say(language, "Aflever tallene", "Deliver the figures"), f"{base}/upload?{query}"),
        ),
    )
    nothing = Item(
        say(
            language,
            "Er der intet at indberette for en periode, så sig det her:",
            "If there is nothing to report for a period, say so here:",
        ),
        links=(Link(say(language, "Intet at indberette", "Nothing to report"), f"{base}/upload/nothing?{query}"),),
    )
    closing = Item(
        say(
            language,
            "Har I sendt tallene i mellemtiden, så se bort fra brevet.",
            "If you have sent them meanwhile, please ignore this letter.",
        )
    )
    regards = Item(f"{say(language, 'Venlig hilsen', 'Kind regards')}\n{_secretariat(declared, language)}")
    mark = marked(declared, language)
    return Draft(
        language=language,
        subject=mark + say(language, f"{alliance}: tal, vi mangler fra jer", f"{alliance}: figures we are missing"),
        over=f"{mark}{alliance}",
        heading=heading,
        lead=say(language, f"Til {name}", f"To {name}"),
        sections=(Section("", (missing, deliver, nothing, closing, regards)),),
        foot=(
            say(
                language,
                "I får højst ét brev om ugen, og kun når noget mangler. Sig til sekretariatet, hvis et andet menneske "
                "skal have det.",
                "You get one letter a week at most, and only when something is missing. Tell the secretariat if "
                "somebody else should get it.",
            ),
        ),
    )


def _secretariat(declared: Alliance, language: Language) -> str:
    for one in declared.organisations:
        if any(role.role == "backbone" for role in one.roles):
            return one.name[language]
    return say(language, "sekretariatet", "the secretariat")
