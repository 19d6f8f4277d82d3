"""The answer of `fremdrift judge` for a terminal: each case with its verdict, and the other methods beneath it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from config.language import Language, format_number
from progress.assurance import MethodResult
from progress.fragile_words import method_number, rates_growth
from progress.words import METHOD_NAMES, OTHER_METHODS, VERDICTS

_WIDTH = max(len(name.da) for name in METHOD_NAMES.values()) + 2


def judge_lines(answer: dict[str, Any]) -> Iterator[str]:
    """Danish first, with the English beneath it.

    Args:
        answer: what `answer_cases` gives.
    """
    for case in answer["cases"]:
        word = VERDICTS[case["verdict"]].text
        yield f"{case['id']}: {case['verdict']}. {case['sentence']['da']}"
        yield f"  {word.da} / {word.en}. {case['sentence']['en']}"
        for name, text in case["beside"].items():
            if name not in METHOD_NAMES:
                yield f"  {text['da']}"
                yield f"  {text['en']}"
        for method, said in case["methods"].items():
            yield from _method_lines(method, said, case)


def _method_lines(method: str, said: dict[str, Any], case: dict[str, Any]) -> Iterator[str]:
    name = f"  {METHOD_NAMES[method].da:<{_WIDTH}}"
    if said["verdict"] is None:
        yield f"{name}–  {said['reason']['da']}"
        yield f"{'':<{_WIDTH + 2}}   {said['reason']['en']}"
        return
    word = OTHER_METHODS[method][said["verdict"]]
    numbers = [number for number in (_value(method, said, case), _score(said)) if number]
    yield f"{name}{word.da} / {word.en}" + (f" ({'; '.join(numbers)})" if numbers else "")
    if said["because"]:
        yield f"{'':<{_WIDTH + 2}}{said['because']['da']}"
        yield f"{'':<{_WIDTH + 2}}{said['because']['en']}"


def _value(method: str, said: dict[str, Any], case: dict[str, Any], language: Language = "da") -> str:
    """A ratio or a share; without a target, and to Eurostat without a deadline, a growth rate a year."""
    target = case["target"]
    growth = rates_growth(method, target is not None, bool(target and target["period"]))
    return method_number(MethodResult(method, said["verdict"], said["value"]), growth, language)


def _score(said: dict[str, Any]) -> str:
    return "" if said["score"] is None else f"score {format_number(said['score'], 'da', 1)}"
