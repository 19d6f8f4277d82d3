"""On `/runs`: the files that were refused for personal data and deleted: how many, when, from whom, and their hash."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html

from config.definitions import Alliance
from config.language import format_moment, format_number
from dashboard.pages.report_link import followed_of, report_link
from dashboard.parts import section, table
from dashboard.visit import Content, Visit
from dashboard.words import organisation_name
from store.refusals import Refusal, count_refusals, read_refusals


def refusals(alliances: Mapping[str, Alliance], visit: Visit) -> list[Content]:
    """A section for the secretariat, of its own alliance; none where it has not happened."""
    followed = followed_of(alliances, visit)
    count = count_refusals(visit.store, followed)
    if not count:
        return []
    found = read_refusals(visit.store, followed)
    number = format_number(count, visit.language)
    text = visit.say(
        f"Antal i alt: {number}. Filerne er slettet hos os, og indholdet er hverken vist eller gemt. Kontrolsummen "
        "(SHA-256) viser, om en fil hos jer er den samme.",
        f"Number in all: {number}. The files are deleted here, and nothing in them was shown or kept. The hash "
        "(SHA-256) tells whether a file of yours is the same.",
    )
    head = [
        visit.say("Modtaget", "Received"),
        visit.say("Alliance og organisation", "Alliance and organisation"),
        visit.say("Kontrolsum (SHA-256)", "Hash (SHA-256)"),
        visit.say("Rapport", "Report"),
    ]
    title = visit.say("Afvist og slettet: personoplysninger", "Refused and deleted: personal data")
    rows = [_row(one, alliances[one.alliance], visit) for one in found]
    return [section("refusals", title, html.P(text), *([table(title, head, rows)] if rows else []))]


def _row(one: Refusal, alliance: Alliance, visit: Visit) -> list[object]:
    who = organisation_name(alliance, one.organisation, visit.language)
    return [
        format_moment(one.received_at, visit.language),
        f"{visit.text(alliance.name)}, {who}",
        html.Code(one.sha256),
        report_link(one.submission, visit, one.alliance, one.organisation),
    ]
