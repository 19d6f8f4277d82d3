"""The words are complete, and their order is that of the tones."""

from __future__ import annotations

from progress.words import OUTCOMES, OVERLAYS, TONES_WORST_FIRST, VERDICTS, verdict_rank


def test_tones_stand_worst_first_and_those_without_a_verdict_last() -> None:
    tones = [TONES_WORST_FIRST.index(word.tone) for word in VERDICTS.values()]
    assert tones == sorted(tones)
    assert set(tones) == set(range(5))


def test_every_word_is_there_once_in_both_languages() -> None:
    texts = [word.text for word in VERDICTS.values()]
    for language in ("da", "en"):
        assert len({text[language] for text in texts}) == len(VERDICTS) == 19
        assert all(text[language] for text in [*OUTCOMES.values(), *OVERLAYS.values()])
    assert VERDICTS["met"].text == ("Mål nået", "Target met")


def test_rank_orders_what_one_series_can_become() -> None:
    pace = ["moving_away", "no_clear_change", "slow", "acceleration_needed", "on_track", "met"]
    trend = ["worsening", "worsening_slowly", "stable", "improving_slowly", "improving"]
    for row in (pace, trend, ["missed", "met_late", "met"], ["slipped", "kept", "not_assessed"]):
        ranks = [verdict_rank(code) for code in row]
        assert ranks == sorted(ranks)
