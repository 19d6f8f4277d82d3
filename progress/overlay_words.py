"""What is said of a verdict's overlays, in a sentence each: stale, provisional, partial; and of a sum that stops."""

from __future__ import annotations

from config.language import Language, Text
from progress.naming import both, listed, named
from progress.verdict import Verdict


def stale_sentence(verdict: Verdict) -> Text | None:
    """None where it is fresh, and where the sentence itself says that the value for the deadline is missing."""
    if "stale" not in verdict.overlays or verdict.latest is None or verdict.is_overdue:
        return None
    period = verdict.latest.period
    return Text(
        f"Et nyere tal burde være kommet; det seneste er fra {named(period, 'da')}.",
        f"A newer value should have come; the latest is from {named(period, 'en')}.",
    )


def stopped_sentence(verdict: Verdict) -> Text | None:
    """That values are left out, where a sum since the baseline cannot be carried on."""
    if verdict.stopped_at is None:
        return None
    period = verdict.stopped_at
    return Text(
        f"Summen kan ikke føres videre fra {named(period, 'da')}; tallene derefter tæller ikke med.",
        f"The sum cannot be carried on from {named(period, 'en')}; the values after that do not count.",
    )


def provisional_sentence(verdict: Verdict) -> Text | None:
    """Which of the judged values may still be corrected."""
    shown = {value.period: value for value in (verdict.deciding, verdict.latest) if value and value.status == "P"}
    if "provisional" not in verdict.overlays or not shown:
        return None
    periods = sorted(shown, key=lambda period: period.end_years)

    def write(language: Language) -> str:
        names = listed([named(period, language) for period in periods], language)
        if len(periods) == 1:
            one = Text("Tallet for {} er foreløbigt", "The value for {} is provisional")
        else:
            one = Text("Tallene for {} er foreløbige", "The values for {} are provisional")
        return one[language].format(names) + Text(" og kan blive rettet.", " and may be corrected.")[language]

    return both(write)


def partial_sentence(parts: int, expected: int, unit: Text) -> Text:
    """ "Kun 7 af 9 kommuner har afleveret tal."

    Args:
        unit: what is counted, in the plural.
    """
    if parts == 0:
        return Text(f"Ingen af {expected} {unit.da} har afleveret tal.", f"None of {expected} {unit.en} has delivered.")
    has = "has" if parts == 1 else "have"
    return Text(
        f"Kun {parts} af {expected} {unit.da} har afleveret tal.",
        f"Only {parts} of {expected} {unit.en} {has} delivered.",
    )
