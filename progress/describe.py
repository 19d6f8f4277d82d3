"""Words for a verdict: its sentence, the sentences beside it, and its formula."""

from __future__ import annotations

from dataclasses import replace

from progress.beside_words import sentences_beside
from progress.formula import compose_formula
from progress.formula_beside import compose_formula_beside
from progress.naming import Naming
from progress.sentence import compose_sentence
from progress.verdict import Verdict


def describe(verdict: Verdict, naming: Naming) -> Verdict:
    """The verdict with its sentences and formulas filled in; the numbers stay as they are."""
    return replace(
        verdict,
        sentence=compose_sentence(verdict, naming),
        beside=sentences_beside(verdict, naming),
        formula=compose_formula(verdict, naming),
        formula_beside=compose_formula_beside(verdict, naming),
    )
