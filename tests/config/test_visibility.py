"""When an embargo ends, however it is written; and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import yaml

from config.definition_file import Document
from config.definitions import Alliance
from config.mistakes import Mistake
from config.read_definitions import notes_about, understand
from config.visibility import Sight, embargo_text, sight_of
from tests.rooms import small_alliance

ENDS: list[tuple[Any, str, datetime, str]] = [
    ("2026-12-01", "2026-12-01", datetime(2026, 12, 1, 23, tzinfo=UTC), "a day counts to its Danish end"),
    (date(2026, 12, 1), "2026-12-01", datetime(2026, 12, 1, 23, tzinfo=UTC), "as YAML reads a day"),
    ("2026-07-01", "2026-07-01", datetime(2026, 7, 1, 22, tzinfo=UTC), "in summer"),
    ("2026-12-01T09:00", "2026-12-01T09:00", datetime(2026, 12, 1, 8, tzinfo=UTC), "a moment is Danish"),
    ("2026-12-01 09:00", "2026-12-01T09:00", datetime(2026, 12, 1, 8, tzinfo=UTC), "with a space"),
    (datetime(2026, 12, 1, 9), "2026-12-01T09:00", datetime(2026, 12, 1, 8, tzinfo=UTC), "as YAML reads a moment"),
    ("2026-10-25T02:30", "2026-10-25T02:30", datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "an hour twice: the second"),
    ("2026-03-29T02:30", "2026-03-29T02:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "an hour that never was"),
    ("2026-03-28", "2026-03-28", datetime(2026, 3, 28, 23, tzinfo=UTC), "the day before a short one"),
]


@pytest.mark.parametrize(("given", "kept", "ends", "why"), ENDS)
def test_an_embargo_ends_at_one_moment(given: Any, kept: str, ends: datetime, why: str) -> None:
    declared = small_alliance(embargo=given)
    assert (declared.embargo, declared.sight.ends) == (kept, ends), why
    stored = declared.model_dump(mode="json", exclude_defaults=True)
    assert sight_of(stored) == Sight("public", ends)
    assert Alliance.model_validate(stored) == declared
    assert yaml.safe_load(f"embargo: {given}")["embargo"] is not None


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"embargo": "2026-02-30"}, "embargo_shape", "a day that never was"),
    ({"embargo": "2026-12-01T25:00"}, "embargo_shape", "an hour that is none"),
    ({"embargo": "2026-12-01T09:00+01:00"}, "embargo_shape", "a zone: it is Danish time"),
    ({"embargo": "2026-12-01T09:00:30"}, "embargo_shape", "seconds"),
    ({"embargo": "1. december"}, "embargo_shape", "words"),
    ({"embargo": 2026}, "embargo_shape", "a year"),
    ({"visibility": "medlemmer"}, "unknown_reader", "no word of ours and no organisation"),
    ({"visibility": "Members"}, "slug", "no key"),
    ({"organisations": [{"slug": "members", "name": "X"}]}, "reader_reserved", "an organisation called as all of them"),
]


@pytest.mark.parametrize(("fields", "code", "why"), WRONG)
def test_what_cannot_be_meant_is_refused(fields: dict[str, Any], code: str, why: str) -> None:
    document = small_alliance().model_dump(mode="json", by_alias=True, exclude_defaults=True)
    found = understand(Document("proeve.yaml", document | fields))
    assert not isinstance(found, Alliance), why
    assert code in {one.code for one in found if isinstance(one, Mistake)}, why
    if "organisations" not in fields:
        document["indicators"][0] |= fields
        found = understand(Document("proeve.yaml", document))
        assert not isinstance(found, Alliance), why
        assert code in {one.code for one in found}, why


def test_an_organisation_may_be_the_only_reader() -> None:
    declared = small_alliance(visibility="partner")
    assert declared.sight == Sight("partner", None)
    assert notes_about(declared) == ()


def test_an_embargo_is_said_in_words() -> None:
    assert embargo_text("2026-12-01") == ("til og med 1. december 2026", "until the end of 1 December 2026")
    assert embargo_text("2026-12-01T09:05") == ("til 1. december 2026 kl. 9.05", "until 1 December 2026 at 09:05")
    assert embargo_text("2026-12-01T00:00").da == "til 1. december 2026 kl. 00.00"
