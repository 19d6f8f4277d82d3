"""What a log tells, and what it never holds."""

from __future__ import annotations

import json
import logging

import pytest

from config.logs import AsJson, AsText, discreet


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("postgresql+psycopg://fremdrift:hemmelig@db/x", "postgresql+psycopg://fremdrift:***@db/x"),
        ("connect to sftp://a:b%40c@host:22/", "connect to sftp://a:***@host:22/"),
        ("https://example.org/a:b", "https://example.org/a:b"),  # no password
        ("Authorization: Bearer abc.def", "Authorization: Bearer ***"),
        ("password=hemmelig, user=x", "password=***, user=x"),
        ('{"token": "abc"}', '{"token": "***"}'),
        ("https://example.org/x?key=abc&y=1", "https://example.org/x?key=***&y=1"),
        ("the key of the row", "the key of the row"),
        ("rows 123 of 456", "rows 123 of 456"),
    ],
)
def test_passwords_are_blotted_out(text: str, left: str) -> None:
    assert discreet(text) == left


def test_civil_registration_numbers_are_blotted_out() -> None:
    assert "0101901234" not in discreet("cell 010190-1234").replace("-", "")


def record(fault: bool) -> logging.LogRecord:
    try:
        raise ValueError("postgresql://u:hemmelig@h")
    except ValueError as happened:
        info = (ValueError, happened, happened.__traceback__) if fault else None
        return logging.LogRecord("etl.worker", logging.WARNING, "x.py", 1, "work %s æ\nnext", (7,), info)


def test_json_is_one_object_a_line() -> None:
    text = AsJson().format(record(True))
    assert "\n" not in text
    told = json.loads(text)
    assert (told["level"], told["logger"], told["message"]) == ("warning", "etl.worker", "work 7 æ\nnext")
    assert told["time"].endswith("Z")
    assert "ValueError" in told["fault"]
    assert "hemmelig" not in text
    assert "fault" not in json.loads(AsJson().format(record(False)))


def test_text_is_for_people() -> None:
    text = AsText().format(record(True))
    assert "etl.worker: work 7 æ" in text
    assert "hemmelig" not in text
