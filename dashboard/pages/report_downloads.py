"""What the partner can fetch from a report: the file with its mistakes marked, and an empty template."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from dashboard.downloads import annotated_address, template_address
from dashboard.visit import Visit
from store.submissions import Submission


def handed_back(submission: Submission, alliance: Alliance | None, visit: Visit) -> list[Component]:
    """Links beside the report's first button.

    Args:
        alliance: offers the template of the organisation; None leaves it out.
    """
    links: list[Component] = []
    report = submission.report or {}
    if kind := report.get("annotated"):
        label = _label(kind, report["problem_count"]["error"] > 0, visit)
        links.append(html.A(label, href=annotated_address(submission.token), className="knap"))
    if alliance is not None and submission.organisation in {one.slug for one in alliance.delivering}:
        label = visit.say("Hent skabelon", "Get a template")
        links.append(html.A(label, href=template_address(alliance.slug, submission.organisation)))
    return links


def _label(kind: str, has_errors: bool, visit: Visit) -> str:
    what = visit.say("fejlene", "mistakes") if has_errors else visit.say("advarslerne", "warnings")
    if kind == "marked":
        return visit.say(f"Hent filen med {what} markeret", f"Get the file with the {what} marked")
    return visit.say(f"Hent {what} som liste", f"Get the {what} as a list")
