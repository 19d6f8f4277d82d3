"""`/`: every alliance at a glance, the weakest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dash import html
from dash.development.base_component import Component

from config.language import Text, format_date
from dashboard.glimpse import Counted, Glimpse, read_glimpses, worst_first
from dashboard.pages.overview_heading import heading, lead
from dashboard.pages.overview_row import row
from dashboard.pages.overview_search import ROWS, address, form, hits, outcome
from dashboard.parts import marks, section
from dashboard.searching import VERDICT, WITHOUT, Wanted, wanted
from dashboard.visit import Page, Visit
from dashboard.words import INDICATOR, INDICATORS, capital, counted, number_word, sentence
from progress.words import VERDICTS

_MOST_NAMED = 4
_ALLIANCE, _ALLIANCES = Text("alliance", "alliance"), Text("alliancer", "alliances")


def page(visit: Visit) -> Page:
    """All alliances: the finding, the distribution, a row for each."""
    asked = wanted(visit.query)
    everything = read_glimpses(visit, asked, lambda found: row(found.view, visit, hits(found, visit)))
    views = [one for one in everything if not one.is_made_up]
    made_up = [one for one in everything if one.is_made_up]
    judged = worst_first(views)
    notes = disclaimers(views, visit)
    title = visit.say("Alle alliancer", "All alliances")
    return Page(
        title=title,
        description=visit.say(
            "Fremdrift i alliancerne: vurderinger, svageste indikator, seneste tal og dækning.",
            "Progress of the alliances: verdicts, weakest indicator, latest figures and coverage.",
        ),
        section="alliances",
        notes=notes,
        is_passing=not asked.is_anything,
        main=[
            _header(views, judged, notes, visit),
            _distribution(judged, visit) if judged else None,
            _rows(views, judged, asked, visit) if views else _nobody(visit),
            _made_up_rows(made_up, visit),
            html.P(_legend(visit), className="lille rum") if judged else None,
        ],
    )


def disclaimers(views: Iterable[Glimpse], visit: Visit) -> tuple[str, ...]:
    """What the alliances say of their figures, each once."""
    texts = [sentence(visit.text(view.disclaimer)) for view in views if view.disclaimer]
    return tuple(dict.fromkeys(texts))


def _header(views: list[Glimpse], judged: list[Counted], notes: Sequence[str], visit: Visit) -> Component:
    number = capital(number_word(len(views), visit.language))
    names = visit.text(_ALLIANCE if len(views) == 1 else _ALLIANCES)
    day = html.Time(format_date(visit.today, visit.language), dateTime=visit.today.isoformat())
    return html.Header(
        [
            html.P([f"{number} {names} · ", day], className="over"),
            html.H1(heading(judged, visit)),
            html.P(text, className="ind") if (text := lead(judged, visit)) else None,
            *[html.P(note, className="eks") for note in notes],
        ]
    )


def _distribution(judged: list[Counted], visit: Visit) -> Component:
    """One mark for each indicator, under the verdict it has; those without one together, last."""
    groups: dict[str, list[Counted]] = {}
    for one in judged:
        groups.setdefault(one.code if one.tone != "uden" else "", []).append(one)
    order = [code for code in VERDICTS if code in groups] + ([""] if "" in groups else [])
    heading = counted(len(judged), INDICATOR, INDICATORS, visit.language)
    return section(
        "f",
        visit.say(f"{heading}, fordelt på vurderinger", f"{heading} by verdict"),
        html.Ul([_group(code, groups[code], visit) for code in order], className="fordeling", role="list"),
    )


def _group(code: str, views: list[Counted], visit: Visit) -> Component:
    word = VERDICTS[code].text[visit.language] if code else visit.say("Uden vurdering", "Without a verdict")
    return html.Li(
        [
            html.Span(str(len(views)), className="n"),
            marks([view.code for view in views]),
            html.A(word, href=address(visit, **{VERDICT: code or WITHOUT}), className="vurdering"),
            html.Span(_names(views, visit) if code else _reasons(views, visit), className="lille"),
        ],
        className=views[0].tone,
    )


def _names(views: list[Counted], visit: Visit) -> list[Component | str]:
    """Each by name, with its alliance."""
    parts: list[Component | str] = []
    for view in views[:_MOST_NAMED]:
        parts += [", " if parts else "", html.A(visit.text(view.name), href=visit.link(view.path))]
        parts.append(f" ({visit.text(view.alliance)})")
    more = len(views) - _MOST_NAMED
    return [*parts, visit.say(f" og {more} til", f" and {more} more")] if more > 0 else parts


def _reasons(views: list[Counted], visit: Visit) -> str:
    """How many of which kind, and where."""
    texts = []
    for code in VERDICTS:
        these = [view for view in views if view.code == code]
        if these:
            where = dict.fromkeys(visit.text(view.alliance) for view in these)
            names = [f"{sum(visit.text(one.alliance) == name for one in these)} i {name}" for name in where]
            if visit.language == "en":
                names = [name.replace(" i ", " in ", 1) for name in names]
            texts.append(f"{VERDICTS[code].text[visit.language]} ({len(these)}): {', '.join(names)}.")
    return " ".join(texts)


def _rows(views: list[Glimpse], judged: list[Counted], asked: Wanted, visit: Visit) -> Component:
    """Every alliance, or those that are looked for."""
    heading = visit.say("Alliancerne, den svageste indikator først", "The alliances, the weakest indicator first")
    found = [one.row for one in views if one.row is not None]
    return section(
        ROWS,
        heading,
        form({one.code for one in judged if one.tone != "uden"}, asked, visit),
        None if asked.is_anything else outcome(len(found), len(views), visit),
        *found,
    )


def _made_up_rows(views: list[Glimpse], visit: Visit) -> Component | None:
    """Apart, and counted nowhere above: what is invented must not move what is said of the others."""
    found = [one.row for one in views if one.row is not None]
    if not found:
        return None
    heading = visit.say("Til at øve sig på: opdigtede tal", "To practise on: invented figures")
    return section("oev", heading, *found)


def _nobody(visit: Visit) -> Component:
    return html.P(visit.say("Ingen alliance er oprettet endnu.", "No alliance has been declared yet."), className="ind")


def _legend(visit: Visit) -> str:
    return visit.say(
        "Sådan læses de små kurver: fuld linje er målt, stiplet er vejen til målet, ringen er målet, prikket er "
        "fremskrivning, hul prik er foreløbig. Figuren ved det seneste tal er vurderingen.",
        "How to read the small curves: a solid line is measured, a dashed one is the path to the target, the ring is "
        "the target, dotted is a projection, a hollow dot is provisional. The shape at the end is the verdict.",
    )
