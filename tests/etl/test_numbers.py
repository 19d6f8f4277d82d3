"""Numbers as people write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.language import format_number
from etl.meaning.numbers import read_numbers, take_apart

ALONE = [
    # text, value, why
    ("14844", 14844, "digits are digits"),
    ("  14844 ", 14844, "blanks around"),
    ("14 844", 14844, "a space parts the thousands"),
    ("14\u00a0844", 14844, "a space that does not break"),
    ("14\u202f844", 14844, "a narrow space"),
    ("14'844", 14844, "an apostrophe"),
    ("1.234.567", 1234567, "two dots cannot be decimals"),
    ("12,5", 12.5, "a comma with one digit behind it"),
    ("0,001", 0.001, "no thousands begin with a nought"),
    ("1.234,5", 1234.5, "both signs"),
    ("12.5", 12.5, "a dot with one digit behind it is a decimal dot, and never 125"),
    ("1,234.5", 1234.5, "English"),
    ("\u22125,25", -5.25, "a true minus"),
    ("-5,25", -5.25, "a hyphen"),
    ("(5,25)", -5.25, "book-keepers' minus"),
    ("45,9 %", 45.9, "per cent"),
    ("45,9 pct.", 45.9, "per cent in Danish"),
    ("1.234", "ambiguous", "1234 or 1.234"),
    ("1,234", "ambiguous", "1.234 or 1234"),
    ("ca. 15.000", "not_a_number", "not exact"),
    ("1.2.3", "not_a_number", "a version, not a number"),
    ("1.23.456", "not_a_number", "groups of the wrong size"),
    ("..", "not_a_number", "a sign for missing"),
    ("", "not_a_number", "nothing"),
    ("1e5", "not_a_number", "no exponents"),
    ("nan", "not_a_number", "no number"),
    ("inf", "not_a_number", "no number"),
    ("٣", "not_a_number", "only the digits 0 to 9"),
    ("9" * 60, "not_a_number", "longer than any figure"),
]


@pytest.mark.parametrize(("text", "expected", "why"), ALONE, ids=[a for a, _, _ in ALONE])
def test_a_text_alone(text, expected, why):
    found = read_numbers([text])[text]
    assert (found if isinstance(found, str) else found[1]) == expected, why


COLUMNS = [
    (["1.234", "12,5"], [1234, 12.5], "beside a Danish decimal it is Danish"),
    (["1.234", "12.5"], [1.234, 12.5], "beside an English decimal it is English"),
    (["1,234", "1.234.567"], [1.234, 1234567], "two dots are Danish thousands"),
    (["12.5", "12,5"], ["mixed", "mixed"], "a column written both ways is not guessed at"),
    (["12.5", "12,5", "7"], ["mixed", "mixed", 7], "digits alone are the same in both"),
    (["1.234", "5.678"], ["ambiguous", "ambiguous"], "nothing tells"),
    (["1.234", "7"], ["ambiguous", 7], "digits alone tell nothing"),
]


@pytest.mark.parametrize(("column", "expected", "why"), COLUMNS, ids=[" ".join(c) for c, _, _ in COLUMNS])
def test_a_column(column, expected, why):
    found = read_numbers(column)
    assert [f if isinstance(f, str) else f[1] for f in (found[t] for t in column)] == expected, why


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=20), st.sampled_from(["da", "en"]))
def test_written_in_either_language_and_read_back(values, language):
    texts = [format_number(float(value), language, 2) for value in values]
    found = read_numbers(texts)
    for value, text in zip(values, texts, strict=True):
        assert found[text][1] == pytest.approx(float(value), abs=1e-9)


def test_a_percent_sign_is_told():
    assert take_apart("45 %").is_percent
    assert not take_apart("45").is_percent
