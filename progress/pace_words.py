"""How far ahead or behind a value is, and how fast it must go, in one sentence."""

from __future__ import annotations

from config.language import Language, Text
from progress.fields import share_words
from progress.naming import both, plain, when
from progress.verdict import Verdict

_PACE = 6  # the rule that rates the pace
_TOO_MANY_MONTHS = 1200  # beyond a hundred years nobody counts months
_MONTH, _MONTHS = Text("måned", "month"), Text("måneder", "months")
_SAME, _MOST = 0.05, 1000  # times: so near 1 is the same speed; beyond so many no figure helps


def pace_sentence(verdict: Verdict) -> Text | None:
    """ "Tallet er 14 måneder bagud; det skal gå 2,3 gange så hurtigt som hidtil."

    None where the pace is not rated: before it is time to judge, and after the outcome. Of a missed target it is told
    how far behind it was.
    """
    months, times = verdict.lead_months, verdict.acceleration
    if verdict.verdict == "missed" and months is not None:
        return both(lambda language: _was_behind(months, language))
    if verdict.rule != _PACE or (months is None and times is None):
        return None
    is_stale = "stale" in verdict.overlays and verdict.deciding is not None

    def write(language: Language) -> str:
        if months is None:
            return _alone(_speed(times or 0.0, language), language)
        place = _place(months, language)
        speed = "" if times is None else "; " + _speed(times, language, is_stale)
        if is_stale and verdict.deciding:
            then = when(verdict.deciding.period, language, verdict.is_trailing)
            start = Text(f"{then[:1].upper()}{then[1:]} var tallet ", f"{then[:1].upper()}{then[1:]} the value was ")
        else:
            start = Text("Tallet er ", "The value is ")
        return f"{start[language]}{place}{speed}."

    return both(write)


def _was_behind(months: float, language: Language) -> str:
    return Text("Da fristen udløb, var tallet ", "When the deadline passed, the value was ")[language] + (
        f"{_place(months, language)}."
    )


def _alone(speed: str, language: Language) -> str:
    return speed[:1].upper() + speed[1:] + "."


def _place(months: float, language: Language) -> str:
    number = round(abs(months))
    if number == 0:
        return Text("lige på vejen mod målet", "right on the path to the target")[language]
    side = Text("bagud", "behind") if months < 0 else Text("foran", "ahead")
    if number > _TOO_MANY_MONTHS:
        return Text("mere end 100 år ", "more than 100 years ")[language] + side[language]
    return f"{plain(number, 0, language)} {(_MONTH if number == 1 else _MONTHS)[language]} {side[language]}"


def _speed(times: float, language: Language, is_stale: bool = False) -> str:
    in_time = Text(" for at nå målet til tiden", " to reach the target in time")[language]
    if times > _MOST:
        more = Text("mere end 1.000 gange så hurtigt", "more than 1,000 times as fast")
    elif times > 1 + _SAME:
        number = plain(round(times, 1 if times < 100 else 0), None, language)
        more = Text(f"{number} gange så hurtigt", f"{number} times as fast")
    elif times > 1:
        more = Text("en smule hurtigere end hidtil", "slightly faster than so far")
        return Text("det skal gå ", "it must go ")[language] + more[language] + in_time
    elif times > 1 - _SAME:
        return Text("den hidtidige fart er nok", "the speed so far is enough")[language]
    else:
        share = share_words(times, language)
        return Text(f"{share} af den hidtidige fart er nok", f"{share} of the speed so far is enough")[language]
    start = Text("derfra skal det gå ", "from there it must go ") if is_stale else Text("det skal gå ", "it must go ")
    return start[language] + more[language] + Text(" som hidtil", " as so far")[language] + in_time
