"""The queue's order, and the one kind of work that nobody waits for."""

from __future__ import annotations

from store.work import ask, ask_for_template, claim, finish, next_kind
from tests.rooms import House


def _all(house: House) -> list[tuple[str, object]]:
    """What the queue gives, piece by piece, until it is empty."""
    found = []
    with house.store.writing() as connection:
        while (kind := next_kind(connection)) is not None:
            piece = claim(connection, "test", house.clock())
            assert piece is not None
            assert piece.kind == kind, "the look says what is claimed next"
            finish(connection, piece.work_id, house.clock())
            found.append((piece.kind, piece.detail.get("organisation")))
        assert claim(connection, "test", house.clock()) is None
    return found


def test_a_template_waits_until_nobody_does(house: House) -> None:
    with house.store.writing() as connection:
        ask_for_template(connection, "proeve", "partner", house.clock())
        ask(connection, "assess", "test", house.clock(), alliance="proeve")
        ask(connection, "assess", "test", house.clock(), alliance="proeve")
    assert [kind for kind, _ in _all(house)] == ["assess", "assess", "template"]


def test_a_template_is_made_once_for_several_files(house: House) -> None:
    with house.store.writing() as connection:
        for who in ("partner", "sekretariat", "partner", "partner"):
            ask_for_template(connection, "proeve", who, house.clock())
    assert _all(house) == [("template", "partner"), ("template", "sekretariat")]


def test_a_template_that_is_being_made_is_made_again_for_a_later_file(house: House) -> None:
    with house.store.writing() as connection:
        ask_for_template(connection, "proeve", "partner", house.clock())
        assert claim(connection, "test", house.clock()) is not None, "it may have read the figures already"
        ask_for_template(connection, "proeve", "partner", house.clock())
    assert _all(house) == [("template", "partner")]
