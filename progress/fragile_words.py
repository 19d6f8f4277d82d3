"""What would have made the verdict another, and what each other method says, in a sentence each."""

from __future__ import annotations

import math
from collections.abc import Sequence

from config.language import Language, Text, format_percent
from progress.assurance import Doubt, MethodResult
from progress.naming import OR, both, listed, plain, when
from progress.other_methods.shown import GROWTH_LIMITS, RATIO_LIMITS, decimals_for
from progress.verdict import Verdict
from progress.words import METHOD_NAMES, OTHER_METHODS, VERDICTS

_CONDITIONS: dict[str, Text] = {
    "baseline_earlier": Text("med udgangspunktet én måling tidligere", "with the baseline one value earlier"),
    "baseline_later": Text("med udgangspunktet én måling senere", "with the baseline one value later"),
    "without_latest": Text("uden det seneste tal", "without the latest value"),
}


def fragile_sentence(doubts: Sequence[Doubt]) -> Text | None:
    """ "Vurderingen er skrøbelig: med udgangspunkt i 2018 ville den være »På sporet«." None where nothing tips it."""
    known = [doubt for doubt in doubts if _word(doubt) is not None]
    if not known:
        return None
    start = Text("Vurderingen er skrøbelig: ", "The verdict is fragile: ")
    return both(lambda language: start[language] + _clauses(known, language) + ".")


def steady_sentence(verdict: Verdict) -> Text | None:
    """That nothing tips it, of a verdict that was tried, or cannot tip; the other methods are told one by one."""
    if verdict.rule in _FACTS and VERDICTS[verdict.verdict].tone != "uden":
        return Text(
            "Vurderingen er en kendsgerning om et målt tal og regnes derfor aldrig for skrøbelig.",
            "The verdict is a fact about a measured value, and so is never counted as fragile.",
        )
    is_tried = verdict.rule in _CAN_TIP and VERDICTS[verdict.verdict].tone != "uden" and verdict.signal is not None
    if verdict.fragile or not is_tried:
        return None
    moved = Text("når udgangspunktet flyttes én måling, og ", "with the baseline moved by one value, and ")
    moves = moved if verdict.baseline else Text("", "")
    return Text(
        f"Vurderingen er den samme, {moves.da}når det seneste tal udelades, så vidt det kan prøves.",
        f"The verdict is the same {moves.en}without the latest value, as far as that can be tried.",
    )


_FACTS, _CAN_TIP = (3, 4), (6, 7)  # rules about a value; rules that rate pace and direction


def _clauses(doubts: list[Doubt], language: Language) -> str:
    """Conditions that lead to the same word stand together; the other methods come last, each with its own word."""
    by_verdict: dict[str, list[str]] = {}
    for doubt in doubts:
        if doubt.code in _CONDITIONS:
            by_verdict.setdefault(doubt.verdict, []).append(_condition(doubt, language))
    would = Text("ville den være ", "it would be ")[language]
    clauses = [
        f"{listed(conditions, language, OR)} {'' if number else would}{quoted(VERDICTS[code].text, language)}"
        for number, (code, conditions) in enumerate(by_verdict.items())
    ]
    answer = Text("er svaret ", "the answer is ")[language]
    by = Text("efter {}", "by the method of {}")[language]
    others = [doubt for doubt in doubts if doubt.code in METHOD_NAMES]
    clauses += [
        f"{by.format(METHOD_NAMES[doubt.code][language])} {'' if number else answer}{quoted(_word(doubt), language)}"
        for number, doubt in enumerate(others)
    ]
    last = Text(", og ", ", and ")[language] if len(clauses) > 1 else ""
    return ", ".join(clauses[:-1]) + last + clauses[-1]


def _condition(doubt: Doubt, language: Language) -> str:
    if doubt.period is None or doubt.code == "without_latest":
        return _CONDITIONS[doubt.code][language]
    return Text("med udgangspunkt ", "with the baseline ")[language] + when(doubt.period, language)


def _word(doubt: Doubt) -> Text | None:
    if doubt.code in _CONDITIONS:
        return VERDICTS[doubt.verdict].text if doubt.verdict in VERDICTS else None
    return OTHER_METHODS.get(doubt.code, {}).get(doubt.verdict)


def quoted(word: Text | None, language: Language) -> str:
    """A word of a verdict inside a sentence."""
    return Text(f"»{word.da}«", f"“{word.en}”")[language] if word else ""


def method_sentence(result: MethodResult, verdict: Verdict) -> Text:
    """ "Open SDG siger »Moderat fremgang« (0,65); det passer med vores »Skal op i fart«." """
    return both(lambda language: _method(result, verdict, language))


def _method(result: MethodResult, verdict: Verdict, language: Language) -> str:
    name = METHOD_NAMES[result.method][language]
    word = OTHER_METHODS[result.method].get(result.verdict or "")
    if word is None:
        why = result.reason[language].strip() if result.reason else ""
        cannot = Text("kan ikke bruges her", "cannot be applied here")[language]
        return f"{name} {cannot}. {why}".rstrip()
    number = method_number(result, rates_growth_of(result, verdict), language)
    said = f"{name} {Text('siger', 'says')[language]} {quoted(word, language)}" + (f" ({number})" if number else "")
    if result.agrees:
        ours = quoted(VERDICTS[verdict.verdict].text, language)
        return said + Text(f"; det passer med vores {ours}.", f"; that goes with our {ours}.")[language]
    if result.because is not None:
        return f"{said}. {result.because[language].strip()}"
    return said + "."


def method_number(result: MethodResult, is_growth: bool, language: Language) -> str:
    """The number that a method rates: a ratio, or a growth rate a year; empty without one."""
    if result.value is None or not math.isfinite(result.value):
        return ""
    if is_growth and abs(result.value) < _STEEP:
        # Signed by what is wanted and not by up or down, so it is said in words.
        decimals = decimals_for(result.value, GROWTH_LIMITS, 3)  # of per cent two fewer
        way = _WAYS[result.value >= 0] if round(abs(result.value), decimals) else Text("", "")
        number = format_percent(abs(result.value), language, decimals - 2)
        return number + Text(" om året", " a year")[language] + way[language]
    return plain(result.value, decimals_for(result.value, RATIO_LIMITS, 2), language)


_STEEP = 10  # a thousand per cent a year and more is shown as a factor
_WAYS = {True: Text(" den rigtige vej", " the right way"), False: Text(" den forkerte vej", " the wrong way")}


def rates_growth(method: str, has_target: bool, has_deadline: bool) -> bool:
    """Whether a method rates a growth rate. Of an undated target only Eurostat does; the others assume a deadline."""
    return not has_target or (method == "eurostat" and not has_deadline)


def rates_growth_of(result: MethodResult, verdict: Verdict) -> bool:
    """The same, of a verdict."""
    target = verdict.target
    return rates_growth(result.method, target is not None, target is not None and target.period is not None)
