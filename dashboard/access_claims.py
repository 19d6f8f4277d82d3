"""What the accessibility statement says has been tried, by the name of the test that tries it."""

from __future__ import annotations

from config.language import Text

CLAIMS: dict[str, Text] = {
    "test_every_page": Text(
        "Hver side er prøvet med axe, lys og mørk, på dansk og engelsk, bred og smal.",
        "Every page has been tried with axe, light and dark, in Danish and English, wide and narrow.",
    ),
    "test_a_file_is_delivered_by_keyboard": Text(
        "En fil afleveres med tastaturet alene, fra forsiden til kvitteringen.",
        "A file is delivered by keyboard alone, from the front page to the receipt.",
    ),
    "test_a_layout_is_chosen_by_keyboard": Text(
        "Man vælger med tastaturet alene, hvordan et regneark læses, og læser det ind.",
        "How a spreadsheet is read is chosen by keyboard alone, and it is read in.",
    ),
    "test_every_stop_is_seen": Text(
        "Fokus kan ses ved hvert stop og dækkes ikke af noget.",
        "Focus is seen at every stop, and nothing covers it.",
    ),
    "test_a_meeting_is_held_by_keyboard": Text(
        "Et møde holdes med tastaturet alene: næste indikator, en beslutning, referatet.",
        "A meeting is held by keyboard alone: the next indicator, a decision, the minutes.",
    ),
    "test_four_hundred_per_cent": Text(
        "Ved 400 pct. forstørrelse ruller siderne kun på én led, og ingen tekst bliver skåret af.",
        "At 400 per cent the pages scroll one way only, and no text is cut.",
    ),
    "test_wider_text": Text(
        "Større afstand mellem linjer, ord og bogstaver skærer ingen tekst af.",
        "More space between lines, words and letters cuts no text.",
    ),
    "test_colours_are_far_enough_apart": Text(
        "Hver farve, der skrives eller tegnes med, står mindst 4,5 til 1 fra bunden, lys og mørk.",
        "Every colour of text and drawing stands at least 4.5 to 1 from what is behind it, light and dark.",
    ),
    "test_nothing_moves": Text(
        "Intet på siderne bevæger sig, når læseren har bedt om ro.",
        "Nothing on the pages moves where the reader has asked for rest.",
    ),
    "test_a_curve_is_also_text_and_table": Text(
        "Hver kurve har en tekst og en tabel med de samme tal.",
        "Every curve has a text and a table of the same figures.",
    ),
}
