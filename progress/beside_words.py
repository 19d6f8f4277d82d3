"""The sentences that stand beside a verdict's own, each about one thing, by its name."""

from __future__ import annotations

from config.language import Text
from progress.forecast_words import forecast_sentence
from progress.fragile_words import fragile_sentence, method_sentence, steady_sentence
from progress.naming import Naming
from progress.overlay_words import provisional_sentence, stale_sentence, stopped_sentence
from progress.pace_words import pace_sentence
from progress.signal_words import signal_sentence
from progress.verdict import Verdict
from progress.words import METHOD_NAMES


def sentences_beside(verdict: Verdict, naming: Naming) -> dict[str, Text]:
    """`pace`, `forecast`, `signal`, `fragile` or `steady`, `stale`, `provisional`, each other method: what can be said.

    Of what is not assessed only how fresh it is.
    """
    fresh = {
        "stale": stale_sentence(verdict),
        "provisional": provisional_sentence(verdict),
        "stopped": stopped_sentence(verdict),
    }
    said: dict[str, Text | None] = {
        "pace": pace_sentence(verdict),
        "forecast": forecast_sentence(verdict, naming),
        "signal": signal_sentence(verdict.signal) if verdict.signal else None,
        "fragile": fragile_sentence(verdict.fragile),
        "steady": steady_sentence(verdict),
        **fresh,
        **{one.method: method_sentence(one, verdict) for one in verdict.methods if one.method in METHOD_NAMES},
    }
    told = fresh if verdict.verdict == "not_assessed" else said
    return {name: text for name, text in told.items() if text is not None}
