"""`/method`: the words, their shapes, and the rules behind them, in plain language."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.language import Text
from dashboard.pages.method_certainty import certainty
from dashboard.pages.method_small_counts import small_counts
from dashboard.parts import section, verdict_word
from dashboard.visit import Page, Visit
from progress.verdict import LINEAR
from progress.words import OUTCOMES, OVERLAYS, TONES_WORST_FIRST, VERDICTS, Tone

_TONES: dict[Tone, Text] = {
    "ikke": Text("Firkant: målet er ikke nået, eller det går den forkerte vej", "Square: missed, or the wrong way"),
    "langsom": Text("Rombe: for langsomt, eller ingen tydelig ændring", "Diamond: too slow, or no clear change"),
    "fart": Text("Trekant: rigtig vej, men farten skal op", "Triangle: the right way, but the pace must rise"),
    "god": Text("Skive: på sporet, nået eller bedre", "Disc: on track, met or better"),
    "uden": Text("Åben ring: ingen vurdering", "Open ring: no verdict"),
}
_MEANINGS: dict[str, Text] = {
    "moving_away": Text(
        "Tallet er længere fra målet end ved udgangspunktet.", "Further from the target than at the baseline."
    ),
    "worsening": Text(
        "Uden frist: tallet går mere end 1 pct. om året den forkerte vej.",
        "Without a deadline: more than 1 per cent a year the wrong way.",
    ),
    "missed": Text(
        "Tallet for fristen er inde, og målet blev ikke nået.", "The value for the deadline is in, and it fell short."
    ),
    "slipped": Text("Målet var opfyldt, men er det ikke længere.", "The target was held, and is no longer."),
    "worsening_slowly": Text(
        "Uden frist: mellem 0,1 og 1 pct. om året den forkerte vej.",
        "Without a deadline: between 0.1 and 1 per cent a year the wrong way.",
    ),
    "no_clear_change": Text(
        "Ændringen siden udgangspunktet er mindre end støjen, som regel 2 pct. af vejen.",
        "The change since the baseline is smaller than the noise, usually 2 per cent of the way.",
    ),
    "stable": Text(
        "Uden frist: højst 0,1 pct. om året til en af siderne.",
        "Without a deadline: at most 0.1 per cent a year either way.",
    ),
    "slow": Text("Farten er under 60 pct. af den, der skal til.", "The pace is under 60 per cent of what it takes."),
    "acceleration_needed": Text(
        "Farten er 60 til 95 pct. af den, der skal til.", "The pace is 60 to 95 per cent of what it takes."
    ),
    "improving_slowly": Text(
        "Uden frist: mellem 0,1 og 1 pct. om året den rigtige vej.",
        "Without a deadline: between 0.1 and 1 per cent a year the right way.",
    ),
    "met_late": Text("Målet er nået, men efter fristen.", "The target is met, but after the deadline."),
    "improving": Text(
        "Uden frist: tallet går mere end 1 pct. om året den rigtige vej.",
        "Without a deadline: more than 1 per cent a year the right way.",
    ),
    "on_track": Text(
        "Farten er mindst 95 pct. af den, der skal til.", "The pace is at least 95 per cent of what it takes."
    ),
    "kept": Text(
        "Målet var opfyldt fra begyndelsen og er det stadig.", "The target was held from the start and still is."
    ),
    "met": Text("Det seneste tal når målet.", "The latest value reaches the target."),
    "not_enough_data": Text(
        "Udgangspunktet mangler, eller der er ingen måling efter det.",
        "The baseline is missing, or nothing was measured after it.",
    ),
    "too_few": Text(
        "Færre end to målinger efter udgangspunktet; uden frist færre end fire i alt.",
        "Fewer than two values after the baseline; without a deadline fewer than four in all.",
    ),
    "too_early": Text("Mindre end 10 pct. af tiden er gået.", "Less than 10 per cent of the time has gone."),
    "not_assessed": Text(
        "Den ønskede retning er ikke angivet, fristen ligger før udgangspunktet, eller en navngiven person har "
        "undtaget indikatoren til en bestemt dag.",
        "The wanted direction has not been declared, the deadline lies before the baseline, or a named person has "
        "exempted the indicator until a given day.",
    ),
}
_RULES: tuple[Text, ...] = (
    Text(
        "Vi bruger tallene, som de er kendt nu. Fremskrivninger og ufuldstændige perioder tæller ikke med. Antal "
        "hændelser pr. måned eller kvartal vurderes på de seneste 12 måneder. Et databrud flytter udgangspunktet, "
        "medmindre alliancen har erklæret, at serien kan føres hen over det, og hvorfor. "
        "Er målet en sum siden udgangspunktet, lægges perioderne sammen, så længe ingen mangler.",
        "We use the figures as known now. Projections and incomplete periods are left out. Counts of events by month "
        "or quarter are judged on the last twelve months. A break in series moves the baseline, unless the alliance "
        "has declared that the series can be carried across it, and why. "
        "Where the target is a sum since the baseline, the periods are added as long as none is missing.",
    ),
    Text(
        "Ingen vurdering uden ønsket retning, eller hvis fristen ikke ligger efter udgangspunktet.",
        "No verdict without a wanted direction, or where the deadline does not come after the baseline.",
    ),
    Text(
        "Med et måltal kræves et udgangspunkt og mindst én måling efter det.",
        "With a target it takes a baseline and at least one value after it.",
    ),
    Text(
        "Var målet opfyldt fra begyndelsen, er spørgsmålet kun, om det stadig er det: fastholdt eller tabt igen.",
        "Where the target was held from the start, the only question is whether it still is: kept or slipped.",
    ),
    Text(
        "Når det seneste tal målet, er det nået. Er tallet for fristen inde uden at nå det, er målet ikke nået, og "
        "farten vurderes ikke længere.",
        "If the latest value reaches the target, it is met. If the value for the deadline is in and falls short, the "
        "target is missed, and the pace is no longer rated.",
    ),
    Text(
        "Er mindre end 10 pct. af tiden gået, eller er der færre end to målinger, venter vi.",
        "With less than 10 per cent of the time gone, or fewer than two values, we wait.",
    ),
    Text(
        "Ellers måles farten: andelen af vejen fra udgangspunkt til mål, delt med andelen af tiden.",
        "Otherwise the pace is measured: the share of the way from baseline to target over the share of the time.",
    ),
    Text(
        "Uden måltal, eller uden frist, ser vi på retningen: den typiske ændring om året (Theil-Sen) siden "
        "udgangspunktet eller i de seneste ti år, af medianen. Andele mellem 0 og 100 måles i procentpoint.",
        "Without a target, or without a deadline, we look at the direction: the typical change a year (Theil-Sen) "
        "since the baseline or over the last ten years, of the median. Shares count percentage points.",
    ),
)
_OVERLAY_MEANINGS: dict[str, Text] = {
    "stale": Text("Et nyere tal burde være kommet.", "A newer figure should have come."),
    "provisional": Text("Det seneste tal kan blive rettet.", "The latest figure may be corrected."),
    "partial": Text("Kun nogle af stederne har afleveret tal.", "Only some of the places have delivered figures."),
    "fragile": Text(
        "En lille ændring af grundlaget giver en anden vurdering.",
        "A small change of the inputs makes the verdict another.",
    ),
}


def page(visit: Visit) -> Page:
    """How progress is judged."""
    return Page(
        title=visit.say("Sådan vurderer vi", "How we judge"),
        description=visit.say("Reglerne bag vurderingerne.", "The rules behind the verdicts."),
        section="method",
        main=[
            _header(visit),
            _words(visit),
            _rules(visit),
            _pace(visit),
            _targets(visit),
            _overlays(visit),
            certainty(visit),
            small_counts(visit),
        ],
    )


def _header(visit: Visit) -> Component:
    return html.Header(
        [
            html.P(
                visit.say(f"Metode {LINEAR.version}, lineær fart", f"Method {LINEAR.version}, linear pace"),
                className="over",
            ),
            html.H1(
                visit.say(
                    "Samme regler for alle, og regnestykket ved siden af", "The same rules for all, with the sum beside"
                )
            ),
            html.P(
                visit.say(
                    "En vurdering siger, om et fælles mål kommer nærmere hurtigt nok. Den er regnet ud efter faste "
                    "regler, og tallene i regnestykket står på indikatorens side.",
                    "A verdict says whether a shared goal is coming nearer fast enough. It is computed by fixed rules, "
                    "and the numbers in the sum stand on the indicator's page.",
                ),
                className="ind",
            ),
            html.P(
                html.A(visit.say("Prøv metoden på en serie", "Try the method on a series"), href=visit.link("/judge")),
                className="luft",
            ),
        ]
    )


def _words(visit: Visit) -> Component:
    groups: list[Component] = []
    for tone in TONES_WORST_FIRST:
        codes = [code for code, word in VERDICTS.items() if word.tone == tone]
        entries = [_entry(verdict_word(code, visit.language), _MEANINGS[code], visit) for code in codes]
        groups += [html.H3(visit.text(_TONES[tone]), className="luft"), html.Dl(entries)]
    return section("o", visit.say("Ordene og figurerne", "The words and the shapes"), *groups)


def _rules(visit: Visit) -> Component:
    note = visit.say(
        "Reglerne prøves i rækkefølge; den første, der passer, afgør.", "Tried in order; the first that fits decides."
    )
    return section(
        "r",
        visit.say("Reglerne, i den rækkefølge de prøves", "The rules, in the order they are tried"),
        html.P(note, className="lille"),
        html.Ol([html.Li(f"{number}. {visit.text(rule)}") for number, rule in enumerate(_RULES)], className="punkter"),
    )


def _pace(visit: Visit) -> Component:
    say = visit.say
    rows = [
        (
            say("Andel af vejen, P", "Share of the way, P"),
            say("(seneste − udgangspunkt) / (mål − udgangspunkt)", "(latest − baseline) / (target − baseline)"),
        ),
        (
            say("Andel af tiden, E", "Share of the time, E"),
            say(
                "(tid nu − tid ved udgangspunktet) / (frist − tid ved udgangspunktet)",
                "(time now − time of baseline) / (deadline − time of baseline)",
            ),
        ),
        (say("Fart, R", "Pace, R"), "P / E"),
        (
            say("Afstand i måneder", "Distance in months"),
            say("(P − E) × år fra udgangspunkt til frist × 12", "(P − E) × years from baseline to deadline × 12"),
        ),
        (
            say("Nødvendig fart", "Speed needed"),
            say(
                "(resten af vejen / resten af tiden) / (vejen hidtil / tiden hidtil); uden frist intet tal",
                "(way left / time left) / (way so far / time so far); without a deadline no number",
            ),
        ),
    ]
    lines = [html.Div([html.Span(name), html.Span(sum_)]) for name, sum_ in rows]
    return section("f", say("Regnestykket", "The sum"), html.Div(lines, className="formel"))


def _targets(visit: Visit) -> Component:
    outcomes = ", ".join(visit.text(word).lower() for word in OUTCOMES.values())
    text = visit.say(
        "Vurderingen gælder det nyeste mål, som har en frist. Et nyt mål uden frist sletter ikke et gammelt løfte: "
        f"hver version står med sin egen andel af vejen og sit eget udfald ({outcomes}).",
        "The verdict is about the newest target that has a deadline. A new target without one does not erase an old "
        f"promise: every version stands with its own share of the way and its own outcome ({outcomes}).",
    )
    return section("m", visit.say("Når et mål bliver ændret", "When a target is changed"), html.P(text))


def _overlays(visit: Visit) -> Component:
    entries = [
        _entry(html.Span(visit.text(OVERLAYS[code]), className="flag"), text, visit)
        for code, text in _OVERLAY_MEANINGS.items()
    ]
    return section(
        "v", visit.say("Forbehold ved siden af vurderingen", "Reservations beside the verdict"), html.Dl(entries)
    )


def _entry(name: Component, meaning: Text, visit: Visit) -> Component:
    return html.Div([html.Dt(name), html.Dd(visit.text(meaning))], className="regel")
