"""`/upload/<token>/layout`: how a file of unknown layout is read, what can be chosen, and what that gives."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from config.language import format_number
from dashboard.drawing import Field
from dashboard.pages import missing
from dashboard.pages.mapping_choices import choices
from dashboard.pages.mapping_figures import figures
from dashboard.pages.mapping_sheet import sheets
from dashboard.parts import also, section
from dashboard.visit import Content, Page, Visit
from dashboard.words import capital, number_word, organisation_name
from store.definitions import read_alliance
from store.mappings import Mapping, read_mapping
from store.submissions import AWAITING, REJECTED, Submission, read_submission

_REFRESH = 2  # seconds, while the worker is at it


def page(visit: Visit, token: str) -> Page:
    """The latest look at a file that waits for a person to say how it is read."""
    submission = read_submission(visit.store, token=token)
    mapping = read_mapping(visit.store, submission.submission_id) if submission is not None else None
    if submission is None or mapping is None or submission.state not in (AWAITING, REJECTED):
        return missing.page(visit)
    alliance = read_alliance(visit.store, submission.alliance, visit.viewer.delivering, visit.now)
    look = mapping.look
    form = html.Form(
        [
            Field("whole", "hidden", value="1"),
            choices(look, visit),
            html.P(
                html.Button(visit.say("Vis med mine valg", "Show with my choices"), type="submit", name="do",
                            value="look", className="knap uden-script"),
                className="knapper",
            ),
            html.Div([sheets(look, visit), figures(look, alliance, visit)], className="to-kort"),
            _decision(submission, look, alliance, visit),
        ],
        action=f"/api/v1/submissions/{submission.token}/layout?language={visit.language}",
        method="post",
        **also(data_mapping=""),
    )  # fmt: skip
    return Page(
        title=f"{submission.filename} · {visit.say('Sådan læses filen', 'How the file is read')}",
        section="upload",
        scripts=("mapping.js",),
        refresh_seconds=None if mapping.is_current else _REFRESH,
        main=[_header(submission, mapping, alliance, visit), form],
    )


def _header(submission: Submission, mapping: Mapping, alliance: Alliance | None, visit: Visit) -> Component:
    name = visit.text(alliance.name) if alliance else submission.alliance
    who = organisation_name(alliance, submission.organisation, visit.language)
    parts: list[Content] = [
        html.P(
            [
                html.A(name, href=visit.link(f"/alliance/{submission.alliance}")),
                " / ",
                html.A(visit.say("Indberet", "Report figures"), href=visit.link("/upload")),
                " / ",
                html.A(who, href=visit.link(f"/upload/{submission.token}")),
            ],
            className="over",
        ),
        html.H1(_heading(mapping.look, visit)),
        html.P(_lead(submission, mapping.look, visit), className="ind"),
    ]
    if not mapping.is_current:
        parts.append(html.P(visit.say("Dine valg er på vej.", "Your choices are on their way."), className="besked"))
    return html.Header(parts)


def _heading(look: dict[str, Any], visit: Visit) -> str:
    """The finding: what must be chosen, or what would be read."""
    if look["layout"] is None:
        return visit.say("Vi fandt ingen tabel med tal", "We found no table of figures")
    if look["open"]:
        word = capital(number_word(look["open"], visit.language, neuter=True))
        is_one = look["open"] == 1
        return visit.say(
            f"{word} valg mangler, før filen kan læses",
            f"{word} choice{' is' if is_one else 's are'} missing before the file can be read",
        )
    if look["errors"]:
        return visit.say("Sådan læst har filen fejl", "Read like this, the file has mistakes")
    number = format_number(look["count"], visit.language)
    if not look["count"]:
        return visit.say("Sådan læst er der ingen tal i filen", "Read like this, the file holds no figures")
    return visit.say(f"Vi læser {number} tal sådan her", f"This is how we read {number} figures")


def _lead(submission: Submission, look: dict[str, Any], visit: Visit) -> list[Content]:
    texts: list[Content] = [html.Code(submission.filename), ". "]
    if look["is_proposal"]:
        sure = {
            "sure": visit.say("Vi er sikre på opbygningen", "We are sure of the layout"),
            "likely": visit.say("Opbygningen er sandsynligvis den rigtige", "The layout is probably right"),
            "unsure": visit.say("Vi er usikre på opbygningen", "We are unsure of the layout"),
        }[look["confidence"]]
        if look["is_ready"]:
            sure = visit.say("Alt er valgt", "All is chosen") if look["confidence"] == "unsure" else sure
        texts.append(visit.say(f"{sure}. Ret det, der er forkert, og bekræft.",
                               f"{sure}. Correct what is wrong, and confirm."))  # fmt: skip
    texts.append(visit.say(" Intet er gemt endnu.", " Nothing has been stored yet."))
    return texts


def _decision(submission: Submission, look: dict[str, Any], alliance: Alliance | None, visit: Visit) -> Component:
    """What happens on confirming, the box that remembers, and the buttons."""
    who = organisation_name(alliance, submission.organisation, visit.language)
    heading = visit.say("Læs filen sådan", "Read the file like this")
    text = visit.say(
        f"Husk dette layout for {who}, så næste fil læses af sig selv.",
        f"Remember this layout for {who}, so that the next file is read by itself.",
    )
    box = Field("remember", "checkbox", value="1", checked=True)
    remember = html.Label([box, html.Span(text)], className="kryds")
    ready = look["is_ready"]
    buttons = [
        html.Button(visit.say("Læs tallene ind", "Read the figures in"), type="submit", name="do", value="read",
                    className="knap foerst", disabled=None if ready else True),
        html.Button(visit.say("Begynd forfra", "Start over"), type="submit", name="do", value="restart",
                    className="knap"),
        html.A(visit.say("Vælg en anden fil", "Choose another file"),
               href=visit.link(f"/upload?alliance={submission.alliance}&organisation={submission.organisation}")),
    ]  # fmt: skip
    return section("l", heading, html.P(_consequence(look, visit)), remember, html.P(buttons, className="knapper"))


def _consequence(look: dict[str, Any], visit: Visit) -> str:
    if look["open"]:
        return visit.say("Vælg først det, der mangler ovenfor.", "First choose what is missing above.")
    if look["errors"]:
        return visit.say("Ret fejlene i filen, eller vælg en anden læsning.",
                         "Correct the mistakes in the file, or choose another reading.")  # fmt: skip
    counts = look.get("counts") or {}
    new, changed = (format_number(counts.get(name, 0), visit.language) for name in ("new", "changed"))
    same, gone = (format_number(counts.get(name, 0), visit.language) for name in ("unchanged", "vanished"))
    if not counts:
        return visit.say("Tallene gemmes, når du bekræfter.", "The figures are stored when you confirm.")
    text = visit.say(
        f"{new} nye tal, {changed} ændrede, {same} uændrede; {gone} fra den seneste fil er ikke i denne.",
        f"{new} new figures, {changed} changed, {same} unchanged; {gone} of the last file are not in this one.",
    )
    if counts.get("changed"):
        text += visit.say(" Ændringerne viser vi enkeltvis, før de gemmes.",
                          " We show the changes one by one before they are stored.")  # fmt: skip
    return text
