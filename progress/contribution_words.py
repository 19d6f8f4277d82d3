"""The finding of the contributions in plain sentences: how far local targets reach, and what has been moved so far."""

from __future__ import annotations

from config.language import LANGUAGES, Language, Text
from progress.contribution import Contributions, Totals
from progress.naming import Naming, named
from progress.verdict import Value

PLACE = (Text("sted", "place"), Text("steder", "places"), True)
PARTNER = (Text("partner", "partner"), Text("partnere", "partners"), False)
# Of one, and of several.
_WITHOUT = (
    Text("har ikke sit eget mål", "has no target of its own"),
    Text("har ikke deres eget mål", "have no target of their own"),
)
_LATER = (
    Text(
        "har et mål med en senere frist eller ingen; det er ikke regnet med",
        "has a target with a later deadline or none; it is not counted",
    ),
    Text(
        "har mål med en senere frist eller ingen; de er ikke regnet med",
        "have targets with a later deadline or none; they are not counted",
    ),
)


def finding(found: Contributions, sign: float | None, naming: Naming, expected: tuple[int, Text] | None = None) -> Text:
    """What the contributions come to; where they are not added up, why.

    Args:
        sign: +1 where more is better, -1 where less is; None where neither.
        expected: of how many parts the whole would consist, and what those are called.
    """
    said = []
    for language in LANGUAGES:
        sentences = _sentences(found, sign, naming, language)
        if found.totals and expected and found.totals.parts < expected[0]:
            words = Text(
                "Kun {} af {} {} er med; summen er deres alene.", "Only {} of {} {} are in; the sum is theirs."
            )
            sentences.append(words[language].format(found.totals.parts, expected[0], expected[1][language]))
        said.append(" ".join(sentences))
    return Text(*said)


def noun(found: Contributions) -> tuple[Text, Text, bool]:
    """What the parts are, one and several: places, or partners of one place. The third: in Danish it is "et"."""
    return PLACE if len({part.area for part in found.parts}) == len(found.parts) else PARTNER


def _sentences(found: Contributions, sign: float | None, naming: Naming, language: Language) -> list[str]:
    totals = found.totals
    if totals is None:
        assert found.why_no_totals is not None
        own = Text("Hver måles mod sit eget mål.", "Each is measured against its own target.")
        return [found.why_no_totals[language] + ".", own[language]]
    sentences = [_moved(found, totals, naming, language)]
    if totals.promised is not None and totals.needed is not None and sign is not None:
        sentences.insert(0, _reach(totals, sign, naming, language))
        sentences += _not_counted(found, totals, language)
    elif totals.local_targets is not None:
        sentences.insert(0, _sum_of_targets(totals, naming, language))
    return [sentence for sentence in sentences if sentence]


def _reach(totals: Totals, sign: float, naming: Naming, language: Language) -> str:
    """ "Lokale mål rækker til 2.400 af 3.000 ton: der mangler 600."."""
    assert totals.promised is not None
    assert totals.needed is not None
    assert totals.gap is not None
    promised, needed = totals.promised * sign, naming.full(totals.needed * sign, language)
    gap = naming.number(abs(totals.gap), language)
    if promised < 0:
        words = Text(
            "De lokale mål går tilsammen den forkerte vej; der skal {needed} til.",
            "The local targets together go the wrong way; {needed} are needed.",
        )
    elif gap == naming.number(0, language):
        words = Text("Lokale mål rækker til de {needed}, der skal til.", "Local targets reach the {needed} needed.")
    elif totals.gap > 0:
        words = Text(
            "Lokale mål rækker til {promised} af {needed}: der mangler {gap}.",
            "Local targets reach {promised} of {needed}: {gap} short.",
        )
    else:
        words = Text(
            "Lokale mål rækker til {promised}, hvor der skal {needed} til: {gap} mere.",
            "Local targets reach {promised} where {needed} are needed: {gap} more.",
        )
    return words[language].format(promised=naming.number(promised, language), needed=needed, gap=gap)


def _sum_of_targets(totals: Totals, naming: Naming, language: Language) -> str:
    assert totals.local_targets is not None
    value = naming.full(totals.local_targets.value, language)
    period = totals.local_targets.period
    when = Text(" i {}", " in {}")[language].format(period.label(language)) if period else ""
    words = Text(
        "De lokale mål er tilsammen {}{}; der er ikke noget fælles måltal at holde summen op imod.",
        "The local targets together are {}{}; there is no shared target to hold the sum against.",
    )
    return words[language].format(value, when)


def _not_counted(found: Contributions, totals: Totals, language: Language) -> list[str]:
    """How many parts have no target, and how many one that comes too late."""
    said = []
    for number, words in ((totals.parts - totals.with_target - totals.later, _WITHOUT), (totals.later, _LATER)):
        if number:
            one, many, ett = noun(found)
            amount = Text("Ét" if ett else "Én", "One")[language] if number == 1 else str(number)
            name = (one if number == 1 else many)[language]
            said.append(f"{amount} {name} {words[number != 1][language]}.")
    return said


def _moved(found: Contributions, totals: Totals, naming: Naming, language: Language) -> str:
    """ "Fra 2018 til 2023 faldt summen fra 12.345 til 10.234 ton."."""
    if totals.change is None or totals.baseline is None or totals.latest is None:
        return dict(totals.withheld)["change"][language] + "."
    assert found.first is not None
    assert found.last is not None
    span = _span(found.first, found.last, language)
    start, end = naming.number(totals.baseline, language), naming.full(totals.latest, language)
    if start == naming.number(totals.latest, language):
        words = Text("{span} var summen uændret {end}.", "{span} the sum stood at {end}.")
    elif totals.change < 0:
        words = Text("{span} faldt summen fra {start} til {end}.", "{span} the sum fell from {start} to {end}.")
    else:
        words = Text("{span} steg summen fra {start} til {end}.", "{span} the sum rose from {start} to {end}.")
    return words[language].format(span=span, start=start, end=end)


def _span(first: Value, last: Value, language: Language) -> str:
    words = Text("Fra {} til {}", "From {} to {}")[language]
    return words.format(named(first.period, language), named(last.period, language))
