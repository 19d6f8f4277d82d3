"""`/deliver/<link>`: what an upload link opens. Whose figures, the workbook to fill in, the file to send."""

from __future__ import annotations

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from config.language import Text, format_number
from config.settings import MEGABYTE
from dashboard.drawing import Field
from dashboard.pages import missing
from dashboard.pages.lent import last_day
from dashboard.pages.upload import ACCEPTED, what_happens
from dashboard.parts import also
from dashboard.visit import Here, Page, Visit
from dashboard.words import organisation_name
from store.definitions import read_alliance
from store.links import Link
from store.viewer import OPERATOR

OVER = Text("Linket gælder ikke længere", "The link is no longer valid")
_OVER_TEXT = Text(
    "Det er udløbet, trukket tilbage eller brugt, eller der mangler noget af det. Bed den, der sendte det, om et nyt.",
    "It has ended, been withdrawn or been used, or a part of it is missing. Ask whoever sent it for a new one.",
)


def page(visit: Visit, text: str, link: Link | None = None) -> Page:
    """The form, in the language of the visit; what is no link (any longer) gets one answer, whatever it was.

    Args:
        text: what the address holds. link: the link of that text; None: it opens nothing.
    """
    if link is None or link.alliance is None or link.organisation is None:
        return over(visit)
    # Whoever made the link gave its bearer these two names, and nothing else of the alliance.
    alliance = read_alliance(visit.store, link.alliance, OPERATOR, visit.now)
    if alliance is None or alliance.organisation(link.organisation) is None:
        return over(visit)
    who = organisation_name(alliance, link.organisation, visit.language)
    title = visit.say(f"Aflever tal for {who}", f"Deliver figures for {who}")
    return Page(
        title=title,
        scripts=("upload.js",),
        is_answer=True,
        is_passing=True,
        main=[
            html.Header(
                [
                    html.P(visit.text(alliance.name), className="over"),
                    html.H1(title),
                    html.P(_lead(link, visit), className="ind"),
                ]
            ),
            _form(visit),
            what_happens(visit),
        ],
    )


def over(here: Here) -> Page:
    """There is no such link, or none any longer: the same answer to both."""
    start = here.say("Se alle alliancer", "See all alliances")
    page = missing.words(here.text(OVER), here.text(_OVER_TEXT), start, here.link("/"), 404)
    return replace(page, is_answer=True)


def _lead(link: Link, visit: Visit) -> str:
    day = last_day(link.ends_at, visit)
    if link.uses_left is None:
        how = visit.say(f"Linket gælder til og med {day}.", f"The link is valid to and including {day}.")
    else:
        how = visit.say(
            f"Linket gælder til og med {day} og kun for den første, der sender en fil med det. Derefter kan du rette "
            "og sende igen fra samme browser i 12 timer.",
            f"The link is valid to and including {day}, for the first who sends a file with it alone. After that you "
            "can correct and send again from the same browser for 12 hours.",
        )
    return visit.say(
        f"Vælg filen, og send den. Du skal ikke have nogen konto. {how}",
        f"Choose the file and send it. You need no account. {how}",
    )


def _form(visit: Visit) -> Component:
    most = visit.say(f"Højst {format_number(visit.most_mb)} MB.", f"At most {format_number(visit.most_mb, 'en')} MB.")
    data = also(
        data_upload="",
        data_language=visit.language,
        data_report=visit.link("/upload/"),
        data_most=str(visit.most_mb * MEGABYTE),
        data_too_large=visit.say(f"Filen er for stor. {most}", f"The file is too large. {most}"),
        data_failed=visit.say("Filen kom ikke frem. Prøv igen.", "The file did not arrive. Try again."),
    )
    kinds = visit.say("Excel, ODS eller CSV.", "Excel, ODS or CSV.")
    is_sent = visit.say("Filen sendes", "The file is being sent")
    template = visit.say("Hent skabelon", "Get a template")
    return html.Form(
        [
            html.Div(
                [
                    html.Label(visit.say("Fil", "File"), htmlFor="file"),
                    html.P(f"{kinds} {most}", id="file-help", className="lille"),
                    Field("file", "file", id="file", accept=ACCEPTED, required=True, described_by="file-help"),
                ],
                className="felt",
            ),
            html.P("", hidden=True, className="besked", role="alert", **also(data_message="")),
            html.Progress("", max="1", value="0", hidden=True, **also(aria_label=is_sent)),
            html.P(
                [
                    html.Button(visit.say("Send filen", "Send the file"), type="submit", className="knap foerst"),
                    html.A(template, href=f"{visit.link(visit.path)}/template.xlsx", className="knap"),
                ],
                className="knapper",
            ),
        ],
        action=visit.link(visit.path),
        method="post",
        encType="multipart/form-data",
        className="rum",
        **data,
    )
