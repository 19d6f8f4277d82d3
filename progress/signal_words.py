"""Signal or noise in plain words, with the run chart's numbers."""

from __future__ import annotations

from config.language import Language, Text
from progress.assurance import Signal
from progress.fields import count_words
from progress.naming import both

FEWEST_POINTS = 10


def signal_sentence(signal: Signal) -> Text | None:
    """ "Almindelig variation: højst 4 målinger i træk ligger på samme side af medianen, og den krydses 5 gange." """
    if signal.code == "too_few_points":
        return both(lambda language: _too_few(signal.count, language))
    if None in (signal.longest_run, signal.longest_usual, signal.crossings, signal.fewest_usual):
        return None
    return both(lambda language: _shift(signal, language) if signal.code == "signal" else _usual(signal, language))


def _too_few(count: int, language: Language) -> str:
    tell = Text("til at skelne et skift fra almindelig variation", "to tell a shift from ordinary variation")
    if count >= FEWEST_POINTS:
        return Text(
            f"For mange målinger ligger lige på medianen {tell.da}.",
            f"Too many values lie on the median itself {tell.en}.",
        )[language]
    few = Text("for lidt", "too few") if count == 1 else Text("for få", "too few")
    return Text(
        f"{count_words(count, 'da')} er {few.da} {tell.da}; der skal ti til.",
        f"{count_words(count, 'en')} {'is' if count == 1 else 'are'} {few.en} {tell.en}; it takes ten.",
    )[language]


def _shift(signal: Signal, language: Language) -> str:
    """Only what is unusual is told."""
    run, usual = signal.longest_run or 0, signal.longest_usual or 0
    crossings, fewest = signal.crossings or 0, signal.fewest_usual or 0
    told = []
    if run > usual:
        told.append(
            Text(
                f"{count_words(run, 'da')} i træk ligger på samme side af medianen (mere end {usual} er usædvanligt)",
                f"{count_words(run, 'en')} in a row lie on one side of the median (more than {usual} is unusual)",
            )[language]
        )
    if crossings < fewest:
        median = Text("den" if told else "medianen", "it is" if told else "the median is")[language]
        told.append(
            Text(
                f"{median} krydses {_times(crossings, 'da', is_only=True)} (færre end {fewest} er usædvanligt)",
                f"{median} crossed {_times(crossings, 'en', is_only=True)} (fewer than {fewest} is unusual)",
            )[language]
        )
    start = Text("Tallene har taget et tydeligt skift", "The values have shifted clearly")[language]
    return f"{start}: {Text(', og ', ', and ')[language].join(told)}." if told else f"{start}."


def _usual(signal: Signal, language: Language) -> str:
    run, usual = signal.longest_run or 0, signal.longest_usual or 0
    crossings, fewest = signal.crossings or 0, signal.fewest_usual or 0
    return Text(
        f"Almindelig variation: højst {count_words(run, 'da')} i træk ligger på samme side af medianen (op til {usual} "
        f"er almindeligt), og den krydses {_times(crossings, 'da')} (mindst {fewest} er almindeligt).",
        f"Ordinary variation: at most {count_words(run, 'en')} in a row {'lies' if run == 1 else 'lie'} on one side of "
        f"the median (up to {usual} is usual), and it is crossed {_times(crossings, 'en')} (at least {fewest} is "
        "usual).",
    )[language]


def _times(number: int, language: Language, is_only: bool = False) -> str:
    only = Text("kun ", "only ")[language] if is_only and number else ""
    if number == 0:
        return Text("slet ikke", "not at all")[language]
    if language == "en":
        return only + {1: "once", 2: "twice"}.get(number, f"{number} times")
    return f"{only}{number} {'gang' if number == 1 else 'gange'}"
