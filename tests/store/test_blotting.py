"""A text that is to be found nowhere is looked for everywhere: in every column that holds any, on both databases."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from store.blotting import BLOTTED, LEFT, TAKEN_AWAY, TOLD, blot_out, count_texts, text_columns
from store.database import Store
from store.letters import NewLetter, due_letters, end_waiting, note_failed, post, take
from store.schema import metadata
from tests.rooms import NOW

NAME = "Åse-Kirstine Ørum"


def test_every_text_column_of_the_store_is_in_exactly_one_list() -> None:
    """Whoever adds a table says here whether a purge looks into it, or why nothing of a partner can stand there."""
    assert sorted([*BLOTTED, *TAKEN_AWAY, *TOLD, *LEFT]) == sorted(text_columns())
    assert all(len(reason) > 10 for reason in (*TOLD.values(), *LEFT.values()))


def test_it_goes_from_every_column_that_is_looked_through(store: Store) -> None:
    looked_through = BLOTTED | TAKEN_AWAY | TOLD.keys()
    _fill(store, {name: f"x {NAME.upper()}." for name in looked_through})
    with store.writing() as connection:
        assert count_texts(connection, [NAME], looked_through) == dict.fromkeys(looked_through, 1)
        blotted = blot_out(connection, [NAME])
        left = count_texts(connection, [NAME], looked_through)
        kept = [name for name in TAKEN_AWAY if connection.execute(sa.select(text_columns()[name])).all()]
    assert blotted == dict.fromkeys(BLOTTED | TAKEN_AWAY, 1)
    assert left == dict.fromkeys(TOLD, 1)
    assert kept == []


CASES: list[tuple[str, Any, str, Any, str]] = [
    ("submission.note", "Ring til Åse", "åse", "Ring til slettet", "however it is written"),
    ("submission.note", "Åsenvej 4", "Åse", "Åsenvej 4", "a part of another word is another word"),
    ("submission.filename", "Åse.xlsx", "åse", "slettet.xlsx", "a file's name"),
    ("submission.note", "100 % af x_y", "100 %", "slettet af x_y", "signs that mean something to LIKE"),
    ("submission.note", "axy", "x_y", "axy", "no pattern of LIKE"),
    ("submission.note", "a+b (c)", "a+b (c)", "slettet", "no pattern of re"),
    ("submission.report", {"a": ["Åse", {"n": 1, "b": "(Åse)"}]}, "Åse",
     {"a": ["slettet", {"n": 1, "b": "(slettet)"}]}, "deep within a document"),
    ("submission.report", {"a": 'C "D"'}, 'c "d"', {"a": "slettet"}, "signs that JSON escapes"),
    ("submission.report", {"Åse Ø": {"note": 1}}, "Åse Ø", {"slettet": {"note": 1}}, "a partner's word as a name"),
    ("submission.report", {"note": "x"}, "note", {"note": "x"}, "a field of ours keeps its name"),
]  # fmt: skip


def test_what_is_blotted_and_what_is_not(store: Store) -> None:
    _fill(store, {})
    for name, there, text, left, why in CASES:
        column = text_columns()[name]
        with store.writing() as connection:
            connection.execute(sa.update(column.table).values({column.name: there}))
            blot_out(connection, [text])
            assert connection.execute(sa.select(column)).scalar_one() == left, why


def test_a_letter_that_was_given_up_while_it_was_in_hand_is_not_put_back(store: Store) -> None:
    """Its content is gone by then: it would be tried again without any."""
    with store.writing() as connection:
        post(connection, None, [NewLetter("digest", "proeve", "", "someone", "mail", {"text": NAME})], NOW)
        (number,) = due_letters(connection, NOW)
        one = take(connection, number, NOW)
        assert one is not None
        assert end_waiting(connection, NOW, "personal data were purged") == 1
        note_failed(connection, one, "no_answer", NOW)
        assert due_letters(connection, NOW.replace(year=NOW.year + 1)) == []


def _fill(store: Store, said: dict[str, Any]) -> None:
    """One row in each table; these columns hold what is said, the others something short."""
    with store.writing() as connection:
        for table in metadata.sorted_tables:
            row = {column.name: said.get(f"{table.name}.{column.name}", _something(column)) for column in table.c}
            connection.execute(sa.insert(table).values(row))


def _something(column: sa.Column[Any]) -> Any:
    kind = column.type
    if isinstance(kind, sa.JSON):
        return {}
    if isinstance(kind, sa.Boolean):
        return True
    if isinstance(kind, sa.Integer | sa.Double):
        return 1
    if isinstance(kind, sa.LargeBinary):
        return b""
    if isinstance(kind, sa.Date):
        return date(2026, 1, 1)
    return "x" if isinstance(kind, sa.String) else NOW
