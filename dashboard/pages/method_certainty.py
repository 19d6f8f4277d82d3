"""How sure a verdict is: the part of `/method` about forecast, shift and fragile verdicts, and the other methods."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.language import Text
from dashboard.parts import section
from dashboard.visit import Visit
from progress.words import FORECASTS, METHOD_NAMES, OVERLAYS, SIGNALS

_FORECAST = Text(
    "Vend kurven: ud fra fire til otte målinger før udgangspunktet føres linjen frem (Theil-Sen) med et interval, som "
    "fire af fem udfald forventes at ligge inden for. Målingerne fastfryses første gang, så en senere rettelse ikke "
    "flytter det, serien holdes op imod.",
    "Turn the curve: from four to eight values before the baseline the line is carried on (Theil-Sen), with an "
    "interval "
    "that four outcomes in five are expected to lie within. The values are frozen the first time, so that a later "
    "correction does not move what the series is held against.",
)
FORECAST_MEANINGS: dict[str, Text] = {
    "turned": Text(
        "De to seneste målinger er bedre end intervallet, og tallet har bevæget sig den rigtige vej siden "
        "udgangspunktet.",
        "The two latest values are better than the interval, and the value has moved the right way since the baseline.",
    ),
    "bending": Text(
        "Den seneste er bedre end intervallet, men tallet går ikke den rigtige vej, eller det er kun sket én gang.",
        "The latest is better than the interval, but the value is not moving the right way, or it has happened once.",
    ),
    "as_forecast": Text("Den seneste måling ligger i intervallet.", "The latest value lies within the interval."),
    "worse_than_forecast": Text("Den seneste er værre end intervallet.", "The latest is worse than the interval."),
}
_SIGNAL = Text(
    "Seriediagram, fra ti målinger ved siden af medianen (Anhøj og Olesen 2014): ligger flere i træk på samme side af "
    "medianen, end tilfældet sjældent giver, eller krydses medianen færre gange, er der sket et skift.",
    "Run chart, from ten values off the median (Anhøj and Olesen 2014): where more in a row lie on one side of the "
    "median than chance would often make, or the median is crossed fewer times, there has been a shift.",
)
SIGNAL_MEANINGS: dict[str, Text] = {
    "signal": Text(
        "Længste række over log2(n) + 3, afrundet, eller færre krydsninger end 5-procentfraktilen i "
        "binomialfordelingen (n − 1, ½).",
        "The longest run exceeds log2(n) + 3, rounded, or the crossings are below the 5th percentile of the binomial "
        "distribution (n − 1, ½).",
    ),
    "noise": Text("Ingen af delene.", "Neither."),
    "too_few_points": Text("Færre end ti.", "Fewer than ten."),
}
_FRAGILE = Text(
    "Kun vurderinger af fart og retning kan være skrøbelige; nået, ikke nået, fastholdt og tabt er "
    "kendsgerninger om et "
    "tal. Skrøbelig er den, der bliver en anden, når udgangspunktet flyttes én måling frem eller tilbage, når den "
    "seneste måling udelades, eller efter en af de andre metoder, som indikatoren beder om. Siden siger hvilken.",
    "Only verdicts on pace and direction can be fragile; met, missed, kept and slipped are facts about a "
    "value. Fragile "
    "is one that becomes another when the baseline is moved one value either way, when the latest value is "
    "left out, or "
    "under one of the other methods that the indicator asks for. The page says which.",
)
_METHODS = Text(
    "Open SDG, Eurostat og FN måler vækst i procent. Det går galt, hvor målet eller udgangspunktet er nul, så hos os "
    "står de ved siden af for dem, der afleverer efter dem: med tal, med ord, og hvor de siger noget andet, "
    "med grunden. "
    "Hvor en metode ikke kan bruges, står der hvorfor.",
    "Open SDG, Eurostat and the UN measure growth in per cent. That fails where the target or the baseline is zero, so "
    "with us they stand beside, for those who report by them: with number, with word, and where they say otherwise, "
    "with the reason. Where a method cannot be applied, it says why.",
)
_METHOD_MEANINGS: dict[str, Text] = {
    "open_sdg": Text(
        "Vækst siden udgangspunktet over den krævede vækst: 0,95, 0,60 og 0. Et nul regnes som 0,001.",
        "Growth since the baseline over the growth required: 0.95, 0.60 and 0. A zero counts as 0.001.",
    ),
    "eurostat": Text(
        "Det samme forhold, men fra målingen fem år før den seneste.",
        "The same ratio, but from the value five years before the latest.",
    ),
    "un_2023": Text(
        "Væksten føres frem til fristen: hvor stor en andel af vejen er så gået: 0,95 og 0,10.",
        "Growth is carried on to the deadline: what share of the way has then been covered: 0.95 and 0.10.",
    ),
}


def certainty(visit: Visit) -> Component:
    """Said beside a verdict, never in its place."""
    parts: list[tuple[Text, Text, dict[str, Text], dict[str, Text]]] = [
        (Text("Uden indsats", "Without action"), _FORECAST, FORECASTS, FORECAST_MEANINGS),
        (Text("Skift eller variation", "Shift or variation"), _SIGNAL, SIGNALS, SIGNAL_MEANINGS),
        (OVERLAYS["fragile"], _FRAGILE, {}, {}),
        (Text("Andre metoder", "Other methods"), _METHODS, METHOD_NAMES, _METHOD_MEANINGS),
    ]
    content: list[Component] = []
    for heading, text, words, meanings in parts:
        content += [html.H3(visit.text(heading), className="luft"), html.P(visit.text(text))]
        entries = [_entry(words[code], meaning, visit) for code, meaning in meanings.items()]
        content += [html.Dl(entries, className="luft")] if entries else []
    return section("s", visit.say("Hvor sikker vurderingen er", "How sure the verdict is"), *content)


def _entry(word: Text, meaning: Text, visit: Visit) -> Component:
    return html.Div([html.Dt(visit.text(word)), html.Dd(visit.text(meaning))], className="regel")
