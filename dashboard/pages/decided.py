"""What was decided about a submission, and what the pages on which that is done have in common."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from config.language import Text, format_moment
from dashboard.acting import named
from dashboard.parts import section
from dashboard.visit import Content, Visit
from dashboard.words import capital, counted, organisation_name
from store.submissions import ACCEPTED, AWAITING, DECLARATION, WITHDRAWN, Submission
from store.vanished import read_vanished

_WHERE = {
    "browser": Text("i browseren", "in the browser"),
    "command": Text("på kommandolinjen", "on the command line"),
}
_FIGURE, _FIGURES = Text("tal", "figure"), Text("tal", "figures")


def crumbs(submission: Submission, alliance: Alliance | None, visit: Visit) -> Component:
    """The way to a page under a submission."""
    name = visit.text(alliance.name) if alliance else submission.alliance
    who = organisation_name(alliance, submission.organisation, visit.language)
    return html.P(
        [
            html.A(name, href=visit.link(f"/alliance/{submission.alliance}")),
            " / ",
            html.A(visit.say("Indberet", "Report figures"), href=visit.link("/upload")),
            f" / {who} / ",
            html.A(visit.say("Indberetningen", "The submission"), href=visit.link(f"/upload/{submission.token}")),
        ],
        className="over",
    )


def shown_name(submission: Submission, visit: Visit) -> str:
    """The file's name; a declaration has none."""
    if submission.source == DECLARATION:
        return visit.say("Intet at indberette", "Nothing to report")
    return submission.filename


def nothing_ticked(visit: Visit) -> Component:
    """Said above a form that came back because nothing in it was chosen."""
    return html.P(visit.say("Sæt mindst ét kryds.", "Tick at least one."), className="besked", role="alert")


def counted_figures(number: int, visit: Visit) -> str:
    return counted(number, _FIGURE, _FIGURES, visit.language)


def counted_periods(number: int, visit: Visit) -> str:
    return counted(number, Text("periode", "period"), Text("perioder", "periods"), visit.language)


def decided(submission: Submission, report: dict[str, Any], visit: Visit) -> Component | None:
    """Who withdrew the submission or answered about its vanished figures, when, and what came of it."""
    lines: list[Content] = [html.P(_answered(one, visit)) for one in report.get("vanished", [])]
    if submission.state == WITHDRAWN and (withdrawn := report.get("withdrawn")):
        lines.append(html.P(_withdrawn(withdrawn, visit)))
        if withdrawn.get("reason"):
            reason = visit.say("Begrundelse", "Reason")
            lines.append(html.P(f"{reason}: {withdrawn['reason']}"))
        for name in withdrawn.get("unread", []):
            text = visit.say(
                f"{name} kunne ikke læses igen; dens tal står, som de blev noteret.",
                f"{name} could not be read again; its figures stand as they were noted.",
            )
            lines.append(html.P(text, className="lille"))
    if not lines:
        return None
    return section("beslutning", visit.say("Det er besluttet", "What was decided"), *lines)


def ways_on(submission: Submission, visit: Visit) -> Component | None:
    """What can be decided about it now."""
    links: list[Content] = []
    if submission.state == ACCEPTED and (number := len(read_vanished(visit.store, submission))):
        text = visit.say(
            f"Tag stilling til {number} {'forsvundet' if number == 1 else 'forsvundne'} tal",
            f"Decide about {counted(number, Text('', 'vanished figure'), Text('', 'vanished figures'), 'en')}",
        )
        links.append(html.A(text, href=visit.link(f"/upload/{submission.token}/vanished"), className="knap"))
    if submission.state in (ACCEPTED, AWAITING):
        text = visit.say("Træk indberetningen tilbage", "Withdraw the submission")
        links.append(html.A(text, href=visit.link(f"/upload/{submission.token}/undo"), className="knap"))
    if not links:
        return None
    return section("valg", visit.say("Hvis noget er galt", "If something is wrong"), html.P(links, className="knapper"))


def _withdrawn(withdrawn: dict[str, Any], visit: Visit) -> str:
    counts = withdrawn["counts"]
    said = [
        (counts["restored"], "gik tilbage til det, der stod før", "went back to what stood before"),
        (counts["ended"], "blev taget af kurven", "left the curve"),
        (counts["kept"], "står også i en anden fil og blev stående", "stood in another file too, and stayed"),
        (counts["later"], "var ændret senere og blev ikke rørt", "had been changed since, and were not touched"),
    ]
    parts = [f"{counted_figures(number, visit)} {visit.say(da, en)}" for number, da, en in said if number]
    what = "; ".join(parts) or visit.say("ingen tal ændrede sig", "no figures changed")
    when = _when(withdrawn, visit)
    return visit.say(f"Trukket tilbage {when}: {what}.", f"Withdrawn {when}: {what}.")


def _answered(decision: dict[str, Any], visit: Visit) -> str:
    number, when = counted_figures(decision["number"], visit), _when(decision, visit)
    if decision["answer"] == "withdrawn":
        text = visit.say(f"{number} trukket tilbage {when}.", f"{number} withdrawn {when}.")
    else:
        text = visit.say(f"{number} står stadig: svaret {when}.", f"{number} still stand: answered {when}.")
    return capital(text)


def _when(decision: dict[str, Any], visit: Visit) -> str:
    moment = format_moment(datetime.fromisoformat(decision["at"]), visit.language)
    by = str(decision["by"])
    where = _WHERE.get(by)
    if where:
        return f"{moment} {visit.text(where)}"
    who = named({by}, visit)[by]
    return visit.say(f"{moment} af {who}", f"{moment} by {who}")
