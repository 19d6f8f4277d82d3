"""`/upload`: whose figures, which file. A plain form; with JavaScript it shows how far the file has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance, Organisation
from config.language import danish_order, format_number
from config.settings import MEGABYTE
from dashboard.drawing import Field
from dashboard.pages.upload_layouts import remembered
from dashboard.parts import also
from dashboard.visit import Page, Visit
from store.definitions import read_alliances
from store.rights import may

Named = TypeVar("Named", Alliance, Organisation)
ACCEPTED = ".xlsx,.xlsm,.xlsb,.xls,.ods,.csv,.json,.jsonstat"


def page(visit: Visit) -> Page:
    """The form, with alliance and organisation chosen where the address names them."""
    alliances = deliverable(visit)
    title = visit.say("Indberet", "Report figures")
    wanted = next((one for one in alliances if one.slug == visit.query.get("alliance")), None)
    return Page(
        title=title,
        description=visit.say("Aflever et regneark med tal.", "Deliver a spreadsheet with figures."),
        section="upload",
        scripts=("upload.js",),
        main=[
            _header(wanted, bool(alliances), visit),
            _form(alliances, wanted, visit) if alliances else html.P(_nobody(visit), className="rum"),
            remembered(wanted, visit),
            what_happens(visit),
        ],
    )


def _nobody(visit: Visit) -> str:
    """Why there is nothing to choose: for whoever sets organisations up, and for whoever was invited by them."""
    sets_up = visit.viewer.is_administrator or any(grant.role == "secretariat" for grant in visit.viewer.grants)
    if sets_up:
        return visit.say(
            "Ingen organisation er sat op til at aflevere tal endnu.",
            "No organisation has been set up to deliver figures.",
        )
    return visit.say(
        "Din organisation er ikke sat op til at aflevere tal. Spørg alliancens sekretariat.",
        "Your organisation has not been set up to deliver figures. Ask the alliance's secretariat.",
    )


def deliverable(visit: Visit) -> list[Alliance]:
    """The alliances that this viewer may hand in figures of, with the organisations for which they may."""
    found = []
    for one in read_alliances(visit.store, visit.viewer.delivering, visit.now):
        theirs = [who for who in one.delivering if may(visit.viewer, "deliver", one.slug, who.slug)]
        if theirs:
            others = tuple(who for who in one.organisations if not who.delivers)
            found.append(one.model_copy(update={"organisations": (*theirs, *others)}))
    return found


def _header(wanted: Alliance | None, has_choice: bool, visit: Visit) -> Component:
    crumbs: list[Any] = [visit.say("Indberet", "Report figures")]
    if wanted is not None:
        crumbs = [html.A(visit.text(wanted.name), href=visit.link(f"/alliance/{wanted.slug}")), " / ", *crumbs]
    return html.Header(
        [
            html.P(crumbs, className="over"),
            html.H1(visit.say("Aflever et regneark", "Deliver a spreadsheet")),
            html.P(
                visit.say(
                    "Vælg alliance, organisation og fil. Filen læses med det samme, og du får at vide, hvad der blev "
                    "læst, og hvad der skal rettes.",
                    "Choose alliance, organisation and file. The file is read at once, and you are told what was read "
                    "and what must be put right.",
                ),
                className="ind",
            )
            if has_choice
            else None,
        ]
    )


def _form(alliances: Sequence[Alliance], wanted: Alliance | None, visit: Visit) -> Component:
    most = visit.say(f"Højst {format_number(visit.most_mb)} MB.", f"At most {format_number(visit.most_mb, 'en')} MB.")
    too_large = visit.say(
        f"Filen er for stor: en fil må fylde højst {format_number(visit.most_mb)} MB.",
        f"The file is too large: a file may hold at most {format_number(visit.most_mb, 'en')} MB.",
    )
    data = also(
        data_upload="",
        data_language=visit.language,
        data_report=visit.link("/upload/"),
        data_most=str(visit.most_mb * MEGABYTE),
        data_too_large=too_large,
        data_failed=visit.say("Filen kom ikke frem. Prøv igen.", "The file did not arrive. Try again."),
    )
    return html.Form(
        [
            *organisation_fields(alliances, wanted, visit),
            html.Div(
                [
                    html.Label(visit.say("Fil", "File"), htmlFor="file"),
                    html.P(
                        f"{visit.say('Excel, ODS eller CSV.', 'Excel, ODS or CSV.')} {most}",
                        id="file-help",
                        className="lille",
                    ),
                    Field("file", "file", id="file", accept=ACCEPTED, required=True, described_by="file-help"),
                ],
                className="felt",
            ),
            html.P("", hidden=True, className="besked", role="alert", **also(data_message="")),
            html.Progress(
                "",
                max="1",
                value="0",
                hidden=True,
                **also(aria_label=visit.say("Filen sendes", "The file is being sent")),
            ),
            html.P(
                [
                    html.Button(visit.say("Send filen", "Send the file"), type="submit", className="knap foerst"),
                    _template_button(visit),
                    _nothing_button(visit) if may(visit.viewer, "represent") else None,
                ],
                className="knapper",
            ),
        ],
        action=f"/api/v1/submissions?language={visit.language}",
        method="post",
        encType="multipart/form-data",
        className="rum",
        **data,
    )


def organisation_fields(alliances: Sequence[Alliance], wanted: Alliance | None, visit: Visit) -> list[Component]:
    """Two selects: the alliance, and the organisation whose figures it is about."""
    chosen = wanted or (alliances[0] if len(alliances) == 1 else None)
    return [
        _field("alliance", visit.say("Alliance", "Alliance"), _alliances(alliances, chosen, visit)),
        _field("organisation", visit.say("Organisation", "Organisation"), _organisations(alliances, chosen, visit)),
    ]


def _template_button(visit: Visit) -> Component:
    """Asks for the workbook to fill in, of the alliance and organisation that are chosen; no file is needed for it."""
    return html.Button(
        visit.say("Hent skabelon", "Get a template"),
        type="submit",
        className="knap",
        formAction=visit.link("/template"),
        formMethod="get",
        formEncType="application/x-www-form-urlencoded",
        formNoValidate=True,
    )


def _nothing_button(visit: Visit) -> Component:
    """Leads to "nothing to report" of the alliance and organisation that are chosen."""
    return html.Button(
        visit.say("Intet at indberette", "Nothing to report"),
        type="submit",
        className="knap",
        formAction=visit.link("/upload/nothing"),
        formMethod="get",
        formEncType="application/x-www-form-urlencoded",
        formNoValidate=True,
    )


def _field(name: str, label: str, options: list[Component]) -> Component:
    return html.Div(
        [html.Label(label, htmlFor=name), html.Select(options, id=name, name=name, required=True)], className="felt"
    )


def _alliances(alliances: Sequence[Alliance], chosen: Alliance | None, visit: Visit) -> list[Component]:
    options = [_option(visit.text(one.name), one.slug, one is chosen) for one in _by_name(alliances, visit)]
    return options if chosen is not None and len(alliances) == 1 else [_choose(visit, chosen is None), *options]


def _organisations(alliances: Sequence[Alliance], chosen: Alliance | None, visit: Visit) -> list[Component]:
    """Grouped by alliance; of a chosen alliance its own only."""
    shown = [chosen] if chosen is not None and len(alliances) == 1 else alliances
    wanted = visit.query.get("organisation")
    groups: list[Component] = []
    is_chosen = False
    for alliance in _by_name(shown, visit):
        options = []
        for one in _by_name(alliance.delivering, visit):
            fits = alliance is chosen and (one.slug == wanted or (wanted is None and len(alliance.delivering) == 1))
            is_chosen = is_chosen or fits
            options.append(_option(visit.text(one.name), one.slug, fits))
        groups.append(html.Optgroup(options, label=visit.text(alliance.name), **also(data_alliance=alliance.slug)))
    return [_choose(visit, not is_chosen), *groups]


def _by_name(named: Iterable[Named], visit: Visit) -> list[Named]:
    return sorted(named, key=lambda one: danish_order(visit.text(one.name)))


def _choose(visit: Visit, is_chosen: bool) -> Component:
    return _option(visit.say("Vælg", "Choose"), "", is_chosen)


def _option(text: str, value: str, is_chosen: bool) -> Component:
    return html.Option(text, value=value, selected=True if is_chosen else None)


def what_happens(visit: Visit) -> Component:
    """What becomes of a file that is sent."""
    texts = [
        visit.say(
            "Filen gemmes, præcis som den er, og hvert tal kan føres tilbage til sin celle.",
            "The file is kept exactly as it is, and every figure leads back to its cell.",
        ),
        visit.say(
            "Enten kommer hele filen med, eller også kommer intet af den med. Fejl vises ved den celle, de står i.",
            "Either the whole file is taken, or nothing of it. Mistakes are shown at the cell they stand in.",
        ),
        visit.say(
            "Rettelser af tal, som allerede er afleveret, venter på, at du bekræfter dem. De gamle tal bevares.",
            "Corrections of figures already delivered wait until you confirm them. The old figures are kept.",
        ),
        visit.say(
            "Filen må ikke indeholde personoplysninger: ingen navne, ingen CPR-numre.",
            "The file must not hold personal data: no names, no civil registration numbers.",
        ),
    ]
    heading = visit.say("Det sker der med filen", "What happens to the file")
    return html.Section(
        [html.H2(heading, id="sker"), html.Ul([html.Li(text) for text in texts], className="punkter")],
        **also(aria_labelledby="sker"),
    )
