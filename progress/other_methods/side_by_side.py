"""What other published methods say of the same series, and why where they disagree."""

from __future__ import annotations

from dataclasses import replace

from config.language import Text
from progress.assurance import MethodResult
from progress.other_methods.agreement import agrees
from progress.other_methods.because import why_not
from progress.other_methods.eurostat import eurostat
from progress.other_methods.figures import figures_of
from progress.other_methods.open_sdg import open_sdg
from progress.other_methods.un_2023 import un_2023
from progress.situation import Situation
from progress.words import METHOD_NAMES

METHODS = (open_sdg, eurostat, un_2023)


def other_methods(situation: Situation, verdict: str, rule: int) -> tuple[MethodResult, ...]:
    """Open SDG's, Eurostat's and the United Nations' answer.

    Args:
        verdict, rule: ours, to tell where they disagree.

    Returns:
        All three, whatever the figures: a method that cannot be applied has no verdict, and says why.
    """
    figures = figures_of(situation)
    if isinstance(figures, Text):
        return tuple(MethodResult(name, None, reason=figures) for name in METHOD_NAMES)
    found = []
    for method in METHODS:
        result = method(figures)
        same = agrees(result.method, result.verdict, verdict)
        because = why_not(situation, figures, result, verdict, rule) if same is False else None
        found.append(replace(result, agrees=same, because=because))
    return tuple(found)
