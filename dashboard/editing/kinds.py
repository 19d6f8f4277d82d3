"""What a secretariat edits in the browser: the kinds of entries and their fields, in the order of the page."""

from __future__ import annotations

from config.language import Text
from dashboard.editing.fields import Ask, Option
from dashboard.editing.indicator import INDICATOR, NOTE, sight_asks
from dashboard.editing.kind import Kind
from dashboard.editing.source import FEED

ACTION_STATES: tuple[Option, ...] = (
    ("planned", Text("Planlagt", "Planned")),
    ("under_way", Text("I gang", "Under way")),
    ("done", Text("Gennemført", "Done")),
    ("dropped", Text("Opgivet", "Dropped")),
)
_ROLES: tuple[Option, ...] = (
    ("partner", Text("Partner", "Partner")),
    ("backbone", Text("Sekretariat", "Backbone")),
    ("funder", Text("Finansierer", "Funder")),
    ("consultant", Text("Konsulent", "Consultant")),
)
_TITLE = Text("Titel", "Title")
_TEXT = Text("Tekst", "Text")
_TIED = Text("Hører til indikatorerne", "Belongs to the indicators")
_CITED = Text("Kilde", "Source")
_WHERE_FROM = Text("Hvor det kan læses.", "Where it can be read.")

ALLIANCE = Kind(
    code="alliance",
    the=Text("alliancens tekster", "the alliance's texts"),
    heading=Text("Alliancens tekster", "The alliance's texts"),
    add=Text("", ""),
    parts=(NOTE,),
    hint=Text(
        "Adresse, år og områder står i definitionsfilen.", "Address, years and areas stand in the definition file."
    ),
    asks=(
        Ask("name", Text("Navn", "Name"), "words", needed=True),
        Ask("headline", Text("Overskrift", "Heading"), "words", Text("Øverst på alliancens side.", "Tops its page.")),
        Ask("problem", Text("Problemet", "The problem"), "words", needed=True),
        Ask("summary", Text("Kort om alliancen", "The alliance in short"), "long"),
        Ask("vision", Text("Visionen", "The vision"), "long"),
        Ask(
            "disclaimer", Text("Forbehold", "Disclaimer"), "words", Text("Nederst på hver side.", "Foot of each page.")
        ),
        *sight_asks(
            Text(
                "Indtil da kan kun alliancens medlemmer se den. En dag: til og med dagen; ellers dato og klokkeslæt.",
                "Until then only the alliance's members see it. A day: until its end; else a date and a time of day.",
            )
        ),
    ),
)
GOAL = Kind(
    code="goal",
    the=Text("målet", "the goal"),
    heading=Text("Mål", "Goals"),
    add=Text("Tilføj et mål", "Add a goal"),
    asks=(
        Ask(
            "title",
            Text("Målet i ord", "The goal in words"),
            "words",
            Text("Den tilstand, I vil nå, uden tal.", "The condition that you want, without figures."),
            needed=True,
        ),
        Ask("description", Text("Uddybning", "Description"), "long"),
    ),
)
SMALL_WIN = Kind(
    code="small_win",
    the=Text("den lille sejr", "the small win"),
    heading=Text("Små sejre", "Small wins"),
    add=Text("Tilføj en lille sejr", "Add a small win"),
    aside=("period",),
    asks=(
        Ask("title", _TITLE, "words", needed=True),
        Ask("period", Text("Hvornår", "When"), "period", needed=True),
        Ask("text", _TEXT, "long"),
        Ask("source", _CITED, "line", _WHERE_FROM),
        Ask("indicators", _TIED, "many", of="indicator"),
    ),
)
ACTION = Kind(
    code="action",
    the=Text("indsatsen", "the action"),
    heading=Text("Handleplan", "Action plan"),
    add=Text("Tilføj en indsats", "Add an action"),
    aside=("state", "by"),
    asks=(
        Ask("title", Text("Hvad der gøres", "What is done"), "words", needed=True),
        Ask("who", Text("Hvem", "Who"), "many", of="organisation"),
        Ask("by", Text("Senest den", "By"), "day"),
        Ask("state", Text("Hvor langt", "How far"), "choice", None, True, ACTION_STATES, default="planned"),
        Ask("indicators", _TIED, "many", of="indicator"),
    ),
)
STORY = Kind(
    code="story",
    the=Text("fortællingen", "the story"),
    heading=Text("Fortællinger", "Stories"),
    add=Text("Tilføj en fortælling", "Add a story"),
    asks=(
        Ask("title", _TITLE, "words", needed=True),
        Ask("text", _TEXT, "long", needed=True),
        Ask("written", Text("Skrevet den", "Written on"), "day"),
    ),
)
ORGANISATION = Kind(
    code="organisation",
    the=Text("organisationen", "the organisation"),
    heading=Text("Organisationer", "Organisations"),
    add=Text("Tilføj en organisation", "Add an organisation"),
    aside=("role", "task"),
    parts=(FEED,),
    hint=Text(
        "Flere roller, hvornår de gjaldt, og hentesteder på jeres eget net står i definitionsfilen.",
        "More roles, when they held, and places on a network of your own stand in the definition file.",
    ),
    asks=(
        Ask("name", Text("Navn", "Name"), "words", needed=True),
        Ask(
            "role",
            Text("Rolle", "Role"),
            "choice",
            None,
            True,
            _ROLES,
            path=("roles", 0, "role"),
            default="partner",
        ),
        Ask("task", Text("Opgave", "Task"), "words", path=("roles", 0, "task")),
        Ask("delivers", Text("Afleverer tal", "Hands in figures"), "tick"),
    ),
)
SOURCE = Kind(
    code="source",
    the=Text("kilden", "the source"),
    heading=Text("Kilder", "Sources"),
    add=Text("Tilføj en kilde", "Add a source"),
    aside=("producer",),
    asks=(
        Ask("title", _TITLE, "line", needed=True),
        Ask("producer", Text("Udgiver", "Publisher"), "line"),
        Ask("url", Text("Adresse", "Address"), "line", Text("https://...", "https://...")),
        Ask("licence", Text("Licens", "Licence"), "line"),
    ),
)

KINDS = {kind.code: kind for kind in (ALLIANCE, GOAL, INDICATOR, ACTION, SMALL_WIN, STORY, ORGANISATION, SOURCE)}
