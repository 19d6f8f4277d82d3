"""Words for a verdict: its sentence and its formula."""

from __future__ import annotations

from dataclasses import replace

from progress.formula import compose_formula
from progress.naming import Naming
from progress.sentence import compose_sentence
from progress.verdict import Verdict


def describe(verdict: Verdict, naming: Naming) -> Verdict:
    """The verdict with its sentence and formula filled in; the numbers stay as they are."""
    return replace(verdict, sentence=compose_sentence(verdict, naming), formula=compose_formula(verdict, naming))
