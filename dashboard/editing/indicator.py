"""The form of an indicator, and those of its targets, events and notes."""

from __future__ import annotations

from config.language import Text
from config.visibility import PUBLIC
from dashboard.editing.fields import Ask, Option
from dashboard.editing.kind import Kind, Part

_FREQUENCIES: tuple[Option, ...] = (
    ("annual", Text("hvert år", "every year")),
    ("half_yearly", Text("hvert halvår", "every half-year")),
    ("quarterly", Text("hvert kvartal", "every quarter")),
    ("monthly", Text("hver måned", "every month")),
    ("school_year", Text("hvert skoleår", "every school year")),
    ("biennial", Text("hvert andet år", "every second year")),
    ("irregular", Text("uregelmæssigt", "irregularly")),
)
_INDICATOR_KINDS: tuple[Option, ...] = (
    ("count", Text("antal hændelser, som kan lægges sammen", "a number of events, which can be added up")),
    ("state", Text("antal på et tidspunkt", "a number at one moment")),
    ("rate", Text("rate: antal pr. så og så mange", "a rate: a number per so many")),
    ("share", Text("andel", "a share")),
    ("index", Text("indeks", "an index")),
)
_DIRECTIONS: tuple[Option, ...] = (
    ("decrease", Text("lavere er bedre", "lower is better")),
    ("increase", Text("højere er bedre", "higher is better")),
)
_TITLE = Text("Titel", "Title")
_TEXT = Text("Tekst", "Text")
_CITED = Text("Kilde", "Source")

_WHEN = Text("Hvornår", "When")
_UNTIL = Ask("until", Text("Til og med", "Until"), "period", Text("Tomt: kun den ene periode.", "Empty: one period."))


def sight_asks(until: Text) -> tuple[Ask, ...]:
    """Who may see it, and from when.

    Args:
        until: whose it is until the embargo ends.
    """
    who = Text("Hvem der kan se", "Who can see")
    return (
        Ask("visibility", who, "choice", of="reader", default=PUBLIC),
        Ask("embargo", Text("Spærretid", "Embargo"), "embargo", until),
    )


TARGET = Part(
    code="target",
    field="targets",
    the=Text("måltallet", "the target"),
    heading=Text("Måltal", "Targets"),
    add=Text("Sæt et nyt måltal", "Set a new target"),
    adds_only=True,
    says_why="reason",
    asks=(
        Ask("value", Text("Måltal", "Target"), "number", needed=True),
        Ask(
            "period",
            Text("Frist", "Deadline"),
            "period",
            Text(
                "Perioden, hvor det skal være nået. Tomt: ingen frist, og så kan farten ikke vurderes.",
                "The period in which it is to be reached. Empty: no deadline, and the pace cannot be judged.",
            ),
        ),
        Ask("adopted", Text("Vedtaget den", "Adopted on"), "day", needed=True),
        Ask("source", _CITED, "line", Text("Hvor det er besluttet, fx et referat.", "Where it was decided.")),
        Ask(
            "area",
            Text("Sted", "Place"),
            "line",
            Text(
                "Tomt: hele indikatoren. Ellers ét sted, fx 0751 Aarhus, eller »hvert sted«.",
                "Empty: all of the indicator. Else one place, for example 0751 Aarhus, or “each place”.",
            ),
        ),
        Ask(
            "reason",
            Text("Hvorfor", "Why"),
            "words",
            Text("Vises på indikatorens side.", "Shown on the indicator's page."),
            needed=True,
        ),
    ),
)
EVENT = Part(
    code="event",
    field="events",
    the=Text("begivenheden", "the event"),
    heading=Text("Begivenheder på kurven", "Events on the curve"),
    add=Text("Tilføj en begivenhed", "Add an event"),
    asks=(
        Ask("title", Text("Hvad skete der", "What happened"), "words", needed=True),
        Ask("period", _WHEN, "period", needed=True),
        _UNTIL,
    ),
)
MILESTONE = Part(
    code="milestone",
    field="milestones",
    the=Text("delmålet", "the milestone"),
    heading=Text("Delmål", "Milestones"),
    add=Text("Tilføj et delmål", "Add a milestone"),
    is_rare=True,
    asks=(
        Ask("period", _WHEN, "period", Text("Vejen til målet går herigennem.", "The path goes through it."), True),
        Ask("value", Text("Tal", "Figure"), "number", needed=True),
    ),
)
BREAK = Part(
    code="break",
    field="breaks",
    the=Text("databruddet", "the break in series"),
    heading=Text("Databrud", "Breaks in series"),
    add=Text("Tilføj et databrud", "Add a break in series"),
    is_rare=True,
    asks=(
        Ask(
            "period",
            Text("Fra og med", "From"),
            "period",
            Text("Herfra kan tallene ikke helt sammenlignes.", "From here values are not quite comparable."),
            True,
        ),
        Ask("reason", Text("Hvorfor", "Why"), "words", needed=True),
        Ask("bridged", Text("Serien føres hen over bruddet", "The series is carried across it"), "tick"),
    ),
)
MISSING = Part(
    code="missing",
    field="missing",
    the=Text("den manglende periode", "the missing period"),
    heading=Text("Perioder, der mangler", "Periods that are missing"),
    add=Text("Forklar en periode, der mangler", "Explain a period that is missing"),
    is_rare=True,
    asks=(
        Ask("period", _WHEN, "period", needed=True),
        _UNTIL,
        Ask(
            "reason",
            Text("Hvorfor", "Why"),
            "words",
            Text("Står på kurven, hvor tallet ville have stået.", "Stands on the curve where the figure would."),
            needed=True,
        ),
    ),
)
NOTE = Part(
    code="note",
    field="notes",
    the=Text("noten", "the note"),
    heading=Text("Noter", "Notes"),
    add=Text("Tilføj en note", "Add a note"),
    single="text",
    asks=(Ask("text", _TEXT, "long", needed=True),),
)

INDICATOR = Kind(
    code="indicator",
    the=Text("indikatoren", "the indicator"),
    heading=Text("Indikatorer", "Indicators"),
    add=Text("Tilføj en indikator", "Add an indicator"),
    parts=(TARGET, EVENT, NOTE, MILESTONE, BREAK, MISSING),
    hint=Text(
        "Enhed, hyppighed, retning og udgangspunkt vælges, når indikatoren oprettes; tallene hænger i dem. Steder "
        "og opdelinger står i definitionsfilen.",
        "Unit, frequency, direction and baseline are chosen when the indicator is made; the figures hang on them. "
        "Places and dimensions stand in the definition file.",
    ),
    asks=(
        Ask("title", _TITLE, "words", needed=True),
        Ask("short_title", Text("Kort titel", "Short title"), "words", Text("Til oversigter.", "For overviews.")),
        Ask("definition", Text("Hvad der tælles", "What is counted"), "long"),
        Ask("goal", Text("Mål", "Goal"), "choice", needed=True, of="goal"),
        Ask("source", _CITED, "line", Text("Hvor tallene kommer fra.", "Where the figures come from.")),
        *sight_asks(
            Text(
                "Indtil da kan kun sekretariatet se den. En dag: til og med dagen. Med klokkeslæt, dansk tid: til da.",
                "Until then only the secretariat sees it. A day: until its end. With a time of day, Danish time: until "
                "then.",
            )
        ),
        Ask("headline", Text("Vises først under sit mål", "Shown first for its goal"), "tick"),
        Ask(
            "unit",
            Text("Enhed", "Unit"),
            "words",
            Text("For eksempel indbrud eller pct. af de unge.", "For example burglaries, or per cent of the young."),
            needed=True,
            only_new=True,
        ),
        Ask(
            "kind", Text("Hvad tallet er", "What the figure is"), "choice", None, True, _INDICATOR_KINDS, only_new=True
        ),
        Ask("direction", Text("Hvad er bedre", "Which is better"), "choice", None, True, _DIRECTIONS, only_new=True),
        Ask("frequency", Text("Opgøres", "Measured"), "choice", None, True, _FREQUENCIES, only_new=True),
        Ask("decimals", Text("Decimaler", "Decimals"), "whole", needed=True, only_new=True, default="0"),
        Ask(
            "lag_months",
            Text("Frist for tal, i måneder", "Months until figures are due"),
            "whole",
            Text("Efter periodens slutning. Tomt: ingen frist.", "After the period's end. Empty: none."),
            only_new=True,
        ),
        Ask(
            "baseline_period",
            Text("Udgangspunkt, periode", "Baseline, period"),
            "period",
            Text("Den periode, fremdriften regnes fra.", "The period that progress counts from."),
            path=("baseline", "period"),
            only_new=True,
        ),
        Ask(
            "baseline_value",
            Text("Udgangspunkt, tal", "Baseline, figure"),
            "number",
            Text("Tomt: seriens eget tal i den periode.", "Empty: the series' own figure in that period."),
            path=("baseline", "value"),
            only_new=True,
        ),
    ),
)
