"""The words of every verdict, outcome and overlay. Whoever shows one takes it from here."""

from __future__ import annotations

from typing import Literal, NamedTuple

from config.language import Text

Tone = Literal["ikke", "langsom", "fart", "god", "uden"]

TONES_WORST_FIRST: tuple[Tone, ...] = ("ikke", "langsom", "fart", "god", "uden")


class Word(NamedTuple):
    """A code as people read it, with the tone it is shown in."""

    text: Text
    tone: Tone


# Worst first, those without a verdict at the end: the order of every list of indicators.
VERDICTS: dict[str, Word] = {
    "moving_away": Word(Text("Går den forkerte vej", "Moving away"), "ikke"),
    "worsening": Word(Text("Forværres", "Worsening"), "ikke"),
    "missed": Word(Text("Mål ikke nået", "Target missed"), "ikke"),
    "slipped": Word(Text("Tabt igen", "Slipped"), "ikke"),
    "worsening_slowly": Word(Text("Forværres langsomt", "Worsening slowly"), "ikke"),
    "no_clear_change": Word(Text("Ingen tydelig ændring", "No clear change"), "langsom"),
    "stable": Word(Text("Uændret", "Unchanged"), "langsom"),
    "slow": Word(Text("For langsomt", "Too slow"), "langsom"),
    "acceleration_needed": Word(Text("Skal op i fart", "Must speed up"), "fart"),
    "improving_slowly": Word(Text("Forbedres langsomt", "Improving slowly"), "fart"),
    "met_late": Word(Text("Mål nået for sent", "Met late"), "fart"),
    "improving": Word(Text("Forbedres", "Improving"), "god"),
    "on_track": Word(Text("På sporet", "On track"), "god"),
    "kept": Word(Text("Fastholdt", "Kept"), "god"),
    "met": Word(Text("Mål nået", "Target met"), "god"),
    "not_enough_data": Word(Text("Ikke nok data", "Not enough data"), "uden"),
    "too_few": Word(Text("For få målinger", "Too few values"), "uden"),
    "too_early": Word(Text("For tidligt at vurdere", "Too early to judge"), "uden"),
    "not_assessed": Word(Text("Vurderes ikke", "Not assessed"), "uden"),
}

OUTCOMES: dict[str, Text] = {
    "met": Text("Nået", "Met"),
    "met_late": Text("Nået for sent", "Met late"),
    "missed": Text("Ikke nået", "Missed"),
    "open": Text("Åben", "Open"),
    "no_deadline": Text("Ingen frist", "No deadline"),
}

OVERLAYS: dict[str, Text] = {
    "stale": Text("Forældet", "Stale"),
    "provisional": Text("Foreløbig", "Provisional"),
    "partial": Text("Ufuldstændig dækning", "Partial coverage"),
    "fragile": Text("Skrøbelig", "Fragile"),
}

FORECASTS: dict[str, Text] = {
    "turned": Text("Kurven er knækket", "The curve has turned"),
    "bending": Text("Kurven bøjer", "The curve is bending"),
    "as_forecast": Text("Som ventet uden indsats", "As expected without action"),
    "worse_than_forecast": Text("Værre end ventet uden indsats", "Worse than expected without action"),
}

SIGNALS: dict[str, Text] = {
    "signal": Text("Tydeligt skift", "Clear shift"),
    "noise": Text("Almindelig variation", "Ordinary variation"),
    "too_few_points": Text("For få punkter til at sige det", "Too few points to say"),
}

METHOD_NAMES: dict[str, Text] = {
    "open_sdg": Text("Open SDG", "Open SDG"),
    "eurostat": Text("Eurostat", "Eurostat"),
    "un_2023": Text("FN 2023", "UN 2023"),
}

# The other methods' own words; the Danish ones are ours.
OTHER_METHODS: dict[str, dict[str, Text]] = {
    "open_sdg": {
        "achieved": Text("Mål nået", "Target achieved"),
        "substantial": Text("Betydelig fremgang", "Substantial progress"),
        "moderate": Text("Moderat fremgang", "Moderate progress"),
        "limited": Text("Begrænset fremgang", "Limited progress"),
        "deterioration": Text("Tilbagegang", "Deterioration"),
    },
    "eurostat": {
        "significant": Text("Betydelig fremgang", "Significant progress"),
        "moderate": Text("Moderat fremgang", "Moderate progress"),
        "insufficient": Text("Utilstrækkelig fremgang", "Insufficient progress"),
        "movement_away": Text("Bevæger sig væk fra målet", "Movement away from the target"),
        "moderate_movement_away": Text("Moderat tilbagegang", "Moderate movement away"),
        "significant_movement_away": Text("Betydelig tilbagegang", "Significant movement away"),
    },
    "un_2023": {
        "achieved": Text("Mål nået", "Target met"),
        "on_track": Text("På sporet eller næsten nået", "On track or target met"),
        "fair": Text("Nogen fremgang, skal op i fart", "Fair progress, acceleration needed"),
        "stagnation_or_regression": Text("Stilstand eller tilbagegang", "Stagnation or regression"),
    },
}

_RANKS = {code: rank for rank, code in enumerate(VERDICTS)}


def verdict_rank(code: str) -> int:
    """0 is the worst verdict; those without a judgement come last."""
    return _RANKS[code]
