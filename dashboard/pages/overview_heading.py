"""The overview's finding, composed from counts of verdicts."""

from __future__ import annotations

from dashboard.glimpse import Counted
from dashboard.visit import Visit
from dashboard.words import capital, number_word

_GOOD_PACE = ("met", "kept", "on_track", "met_late")


def heading(judged: list[Counted], visit: Visit) -> str:
    """How many dated targets can be judged, and how many of them are on track or met."""
    dated = [view for view in judged if view.has_deadline and view.tone != "uden"]
    good = sum(view.code in _GOOD_PACE for view in dated)
    if not judged:
        return visit.say("Alliancerne følges i ord", "The alliances are followed in words")
    if not dated:
        return visit.say(
            "Intet fælles mål med tal og frist kan vurderes endnu",
            "No shared target with a number and a deadline can be judged yet",
        )
    can = _can_be_judged(len(dated), visit)
    if len(dated) == 1:
        ends = (
            visit.say("Det er på sporet.", "It is on track."),
            visit.say("Det er ikke på sporet.", "It is off track."),
        )
        return f"{can} {ends[0] if good else ends[1]}"
    if good == len(dated):
        return f"{can} {visit.say('Alle er på sporet.', 'All are on track.')}"
    number = capital(number_word(good, visit.language, neuter=True))
    if good == 0:
        return f"{can} {visit.say('Ingen af dem er på sporet.', 'None of them is on track.')}"
    verb = "is" if good == 1 else "are"
    return f"{can} {visit.say(f'{number} af dem er på sporet.', f'{number} of them {verb} on track.')}"


def lead(judged: list[Counted], visit: Visit) -> str:
    """Those without a dated target, and those without a verdict."""
    undated = [view for view in judged if not view.has_deadline]
    better = sum(view.code in ("improving", "improving_slowly") for view in undated)
    worse = sum(view.code in ("worsening", "worsening_slowly") for view in undated)
    without = sum(view.tone == "uden" for view in judged)
    texts = []
    if better or worse:
        texts.append(_undated(better, worse, visit))
    if without:
        number = capital(number_word(without, visit.language))
        has = visit.say("den har" if without == 1 else "de har", "it has" if without == 1 else "they have")
        texts.append(
            visit.say(
                f"{number} kan ikke få en vurdering endnu: {has} kun et udgangspunkt eller for få målinger.",
                f"{number} cannot have a verdict yet: {has} only a baseline or too few values.",
            )
        )
    return " ".join(texts)


def _undated(better: int, worse: int, visit: Visit) -> str:
    first, second = number_word(better, visit.language), number_word(worse, visit.language)
    noun = visit.say(
        "indikator" if (better or worse) == 1 else "indikatorer",
        "indicator" if (better or worse) == 1 else "indicators",
    )
    if better and worse:
        return visit.say(
            f"Uden måltal forbedres {first} {noun}, og {second} forværres.",
            f"Without a target, {first} {noun} {'is' if better == 1 else 'are'} improving and {second} worsening.",
        )
    number = capital(first if better else second)
    verb = visit.say("forbedres", "improving") if better else visit.say("forværres", "worsening")
    return visit.say(
        f"{number} {noun} uden måltal {verb}.",
        f"{number} {noun} without a target {'is' if (better or worse) == 1 else 'are'} {verb}.",
    )


def _can_be_judged(number: int, visit: Visit) -> str:
    word = capital(number_word(number, visit.language, neuter=True))
    if number == 1:
        return visit.say(
            f"{word} fælles mål med tal og frist kan vurderes.",
            f"{word} shared target with a number and a deadline can be judged.",
        )
    return visit.say(
        f"{word} fælles mål med tal og frist kan vurderes.",
        f"{word} shared targets with a number and a deadline can be judged.",
    )
