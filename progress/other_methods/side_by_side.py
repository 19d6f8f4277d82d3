"""What other published methods say of the same series, and why where they disagree."""

from __future__ import annotations

from progress.assurance import MethodResult
from progress.situation import Situation


def other_methods(situation: Situation, verdict: str, rule: int) -> tuple[MethodResult, ...]:
    """Open SDG's, Eurostat's and the United Nations' answer.

    Args:
        verdict, rule: ours, to tell where they disagree.
    """
    return ()
