"""Numbers as people write them."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.language import Text, format_number
from config.units import is_own_unit
from config.written_numbers import read_numbers, readings, take_apart
from tests.rooms import small_alliance

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
    ("1e5", "shortened", "an exponent is what a spreadsheet shows where the column is too narrow"),
    ("1,2E+05", "shortened", "123456 may be behind it"),
    ("1.23457E+14", "shortened", "the same in English"),
    ("########", "shortened", "what Excel prints into a narrow column"),
    ("1 234", 1234, "a space and three digits"),
    ("1\u2009234\u2009567", 1234567, "thin spaces"),
    ("1\u2007234", 1234, "a figure space"),
    ("1\u2019234,5", 1234.5, "a typographic apostrophe"),
    ("1 234,567", 1234.567, "with blanks for thousands the comma is the decimal sign"),
    ("1 234.567", 1234.567, "and so is the dot"),
    ("1 2", "not_a_number", "two numbers in a cell are not twelve"),
    ("12 5", "not_a_number", "nor is this 125"),
    ("1 2345", "not_a_number", "a group of four"),
    ("1234 567", "not_a_number", "a first group of four"),
    ("1 234'567", "not_a_number", "two kinds of separators"),
    ("1.234 567", "not_a_number", "a dot and a blank between thousands"),
    ("1.234,567.8", "not_a_number", "three signs"),
    ("1,234,567", 1234567, "two commas cannot be decimals"),
    ("1,23,456", "not_a_number", "groups as in India"),
    ("1.234.567,89", 1234567.89, "a whole Danish amount"),
    ("0.123", 0.123, "no thousands begin with a nought: English"),
    ("0,0", 0, "nought, Danish"),
    (",5", 0.5, "without its nought"),
    (".5", 0.5, "the same in English"),
    ("12,", "not_a_number", "what stood behind the comma is lost"),
    ("12.", "not_a_number", "or it is an ordinal"),
    ("12,-", 12, "twelve kroner and no oere"),
    ("1.234,-", 1234, "with thousands: only Danes write so"),
    ("5-", "not_a_number", "a minus behind, or a slip for 5-9"),
    ("--5", "not_a_number", "two signs"),
    ("(-5)", "not_a_number", "two signs again"),
    ("( 5,25 )", -5.25, "blanks in the brackets"),
    ("\u2013 5", -5, "a dash for a minus, and a blank"),
    ("\u20115", -5, "a hyphen that does not break"),
    ("+5", 5, "a plus"),
    ("-0", 0, "no negative zero"),
    ("\u2212 0,0", 0, "the same"),
    ("0101", 101, "digits"),
    ("'12,5", 12.5, "an apostrophe as a mark of text"),
    ("\u200b12,5\ufeff", 12.5, "signs that nobody sees"),
    ("\u00a0 12,5 \u202f", 12.5, "other blanks around"),
    ("\uff11\uff12\uff0c\uff15", 12.5, "full-width digits"),
    ("5 %", 5, "per cent"),
    ("5 procent", 5, "per cent, spelt out"),
    ("5 procentpoint", "not_a_number", "points are no per cent"),
    ("5 \u2030", "not_a_number", "per mille is no per cent"),
    ("12,50 kr.", 12.5, "kroner"),
    ("kr. 12,50", 12.5, "kroner before"),
    ("DKK 12", 12, "as banks write it"),
    ("11.000 kr.", "ambiguous", "eleven thousand kroner, or eleven"),
    ("12,5 mio.", 12.5, "millions, told apart from the number"),
    ("12,5 mio. kr.", 12.5, "millions of kroner"),
    ("5 t.kr.", 5, "thousands of kroner"),
    ("5 kr. %", "not_a_number", "two units"),
    ("5 stk.", "not_a_number", "a unit that we do not know"),
    ("999999999999999", 999999999999999, "15 digits are kept"),
    ("1000000000000000", "too_long", "16 are not, by any spreadsheet"),
    ("5.790.000.000.000.123", "too_long", "an account"),
    ("0,30000000000000004", 0.30000000000000004, "decimals of a double, as programs write them"),
    ("nan", "not_a_number", "no number"),
    ("inf", "not_a_number", "no number"),
    ("٣", "not_a_number", "only the digits 0 to 9"),
    ("9" * 60, "too_long", "longer than any figure"),
    ("9" * 70, "not_a_number", "longer than anything"),
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
    (["1.234", "0.5"], [1.234, 0.5], "no Danish number begins 0.5"),
    (["1.234", "1 000,5"], [1234, 1000.5], "blanks for thousands and a comma: Danish"),
    (["1.234", "1 000"], ["ambiguous", 1000], "blanks for thousands tell nothing of the dot"),
    (["1.234", "12,-"], [1234, 12], "a price is Danish"),
    (["1.234", "1,234"], ["ambiguous", "ambiguous"], "each could be either"),
    (["1.234", ".."], ["ambiguous", "not_a_number"], "a sign tells nothing"),
    (["1,5", "2,5", "3,5", "12.5"], [1.5, 2.5, 3.5, "mixed"], "one stranger in a Danish column is named, not all"),
    (["1,5", "2,5", "3,5", "12.5", "1.234"], [1.5, 2.5, 3.5, "mixed", 1234], "and the file is refused for it"),
    (["1.5", "2.5", "3.5", "12,5"], [1.5, 2.5, 3.5, "mixed"], "the same in an English column"),
]


@pytest.mark.parametrize(("column", "expected", "why"), COLUMNS, ids=[" ".join(c) for c, _, _ in COLUMNS])
def test_a_column(column, expected, why):
    found = read_numbers(column)
    assert [f if isinstance(f, str) else f[1] for f in (found[t] for t in column)] == expected, why


UNITS = [
    ("5", ""), ("5 %", "%"), ("5pct", "%"), ("5 kr.", "kr."), ("5,-", "kr."), ("5 mio.", "mio."),
    ("5 mia. kr.", "mia. kr."),
    ("5 mill. kroner", "mio. kr."), ("5 t. kr.", "1.000 kr."), ("5 milliarder", "mia."), ("-5 %", "%"), ("(5) %", "%"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "unit"), UNITS, ids=[text for text, _ in UNITS])
def test_the_unit_is_told(text, unit):
    found = take_apart(text)
    assert found.unit == unit
    assert abs(found.danish) == 5, "and never multiplied"


def indicator_in(unit):
    (one, *_) = small_alliance().indicators
    return one.model_copy(update={"unit": Text(unit, unit), "unit_short": None})


OWN = [
    ("mio. kr.", "mio. kr.", True), ("mio. kr.", "mio.", True), ("mio. kr.", "kr.", False), ("1.000 kr.", "kr.", False),
    ("1.000 kr.", "1.000 kr.", True), ("t.kr.", "1.000 kr.", True), ("kr. pr. borger", "kr.", True),
    ("ting", "kr.", False),
    ("mio. ton CO2e", "mio.", True), ("personer", "mio.", False), ("pct. af elever", "%", True), ("ting", "%", False),
    ("ting", "", True), ("krav", "kr.", False), ("mia. kr.", "mio. kr.", False),
]  # fmt: skip


@pytest.mark.parametrize(("of", "said", "is_own"), OWN)
def test_a_unit_that_is_not_the_indicators_is_asked_about(of, said, is_own):
    assert is_own_unit(said, indicator_in(of)) is is_own


def test_both_readings_are_told_without_thousands_separators():
    assert readings("1.234") == {"first": Text("1234", "1234"), "second": Text("1,234", "1.234")}


BLANKS = [" ", "\u00a0", "\u202f", "\u2009", "\u2007", "'", "\u2019"]


def spelt(value: Decimal, thousands: str, decimal: str, minus: str, before: str, behind: str) -> str:
    """A number as somebody might write it."""
    whole, _, part = f"{abs(value):,}".partition(".")
    text = whole.replace(",", thousands) + (decimal + part if part else "")
    text = f"({text})" if minus == "(" and value < 0 else (minus if value < 0 else "") + text
    return before + text + behind


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(st.decimals(-(10**12), 10**12, places=2), st.sampled_from(BLANKS)), min_size=1, max_size=12),
    st.sampled_from([(",", "."), (".", ",")]),
    st.sampled_from(["-", "\u2212", "\u2013", "("]),
    st.sampled_from(["", " ", "\u00a0", "\ufeff"]),
    st.sampled_from(["", " ", " %", " pct.", " kr.", " mio. kr."]),
    st.booleans(),
)
def test_written_in_any_way_and_read_back(values, signs, minus, before, behind, in_blanks):
    decimal, dot = signs
    pairs = [(one, spelt(one, blank if in_blanks else dot, decimal, minus, before, behind)) for one, blank in values]
    found = read_numbers([text for _, text in pairs])
    for value, text in pairs:
        assert found[text][1] == float(value), text


PIECES = st.text(alphabet="0123456789.,-() '%e\u00a0\u2212+", min_size=1, max_size=12)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_decides_nothing(texts, chance):
    shuffled = texts[:]
    chance.shuffle(shuffled)
    assert read_numbers(texts) == read_numbers(shuffled)


def acceptable(text: str) -> set[float]:
    """All that a person might read in a text: each of its signs is a decimal sign, or parts thousands in threes."""
    digits = re.sub(r"[^\d.,' \u00a0]", "", text.removesuffix(",-")).strip("' \u00a0")
    found = set()
    for at in (None, *(one.start() for one in re.finditer("[.,]", digits))):
        whole, part = (digits, "") if at is None else (digits[:at], digits[at + 1 :])
        groups = re.split(r"[.,' \u00a0]", whole)
        if all(len(one) == 3 for one in groups[1:]) and len(groups[0]) <= (3 if len(groups) > 1 else 99):
            found.add(float(f"{''.join(groups) or '0'}.{part or '0'}") if part.isdigit() or not part else None)
    return found


@settings(max_examples=1000, deadline=None, derandomize=True)
@given(PIECES, st.lists(PIECES, max_size=4))
def test_no_text_is_stretched(text, others):
    found = read_numbers([text, *others])[text]
    assert isinstance(found, str) or abs(found[1]) in acceptable(text)


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
