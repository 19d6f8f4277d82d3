"""Looks at how a received file is read: what a person has chosen, and what came of it; gone when the file is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from config.layout import Layout
from store.schema import mapping


@dataclass(frozen=True, slots=True)
class Mapping:
    """How one submission is read.

    Attributes:
        known: the layout that it was read by, as JSON; None where it is proposed.
        answers: the fields of the page's form that were chosen, name and values, in that order.
        look: what the page shows; it is of the latest choice where `done` is `asked`.
        is_chosen: a person has said that the file is to be read so.
        remember: and its like from now on.
    """

    submission_id: int
    known: dict[str, Any] | None
    answers: list[tuple[str, list[str]]]
    look: dict[str, Any]
    asked: int
    done: int
    is_chosen: bool
    remember: bool

    @property
    def is_current(self) -> bool:
        return self.done >= self.asked

    @property
    def layout(self) -> Layout:
        """The layout with all choices made."""
        return Layout.model_validate(self.look["layout"])


def keep_look(connection: sa.Connection, submission_id: int, look: dict[str, Any], known: Layout | None) -> None:
    """The first look at a file; whatever was there of it before goes."""
    drop_mapping(connection, submission_id)
    document = None if known is None else known.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    connection.execute(
        sa.insert(mapping).values(
            submission_id=submission_id,
            known=document,
            answers=[],
            look=look,
            asked=0,
            done=0,
            is_chosen=False,
            remember=False,
        )
    )


def read_mapping(connection: sa.Connection, submission_id: int) -> Mapping | None:
    """The latest look at a submission's file; None where there is nothing to choose."""
    row = connection.execute(sa.select(mapping).where(mapping.c.submission_id == submission_id)).mappings().first()
    if row is None:
        return None
    answers = [(name, list(values)) for name, values in row["answers"]]
    return Mapping(**{**row, "answers": answers})


def ask_for_look(connection: sa.Connection, submission_id: int, answers: list[tuple[str, list[str]]]) -> int:
    """Note what was chosen; returns the number of the look that shows it."""
    where = mapping.c.submission_id == submission_id
    values = {"answers": answers, "asked": mapping.c.asked + 1}
    asked = connection.execute(sa.update(mapping).where(where).values(**values).returning(mapping.c.asked))
    return int(asked.scalar_one())


def finish_look(connection: sa.Connection, submission_id: int, number: int, look: dict[str, Any]) -> None:
    """The look that was asked for is there."""
    where = (mapping.c.submission_id == submission_id) & (mapping.c.done < number)
    connection.execute(sa.update(mapping).where(where).values(look=look, done=number))


def choose_mapping(connection: sa.Connection, submission_id: int, remember: bool) -> None:
    """A person has said: read it so."""
    where = mapping.c.submission_id == submission_id
    connection.execute(sa.update(mapping).where(where).values(is_chosen=True, remember=remember))


def forget_wish(connection: sa.Connection, submission_id: int, name: str) -> None:
    """The layout is remembered now, under this name."""
    found = read_mapping(connection, submission_id)
    assert found is not None
    look = found.look | {"layout": found.look["layout"] | {"name": name}}
    where = mapping.c.submission_id == submission_id
    connection.execute(sa.update(mapping).where(where).values(remember=False, look=look))


def settle_mapping(connection: sa.Connection, submission_id: int) -> None:
    """The file is in: the layout stays, for it may have to be read again; what its cells said is not kept twice."""
    found = read_mapping(connection, submission_id)
    if found is not None and found.is_chosen:
        where = mapping.c.submission_id == submission_id
        values: dict[str, Any] = {"look": {"layout": found.look["layout"]}, "answers": [], "known": None}
        connection.execute(sa.update(mapping).where(where).values(**values))
    else:
        drop_mapping(connection, submission_id)


def drop_mapping(connection: sa.Connection, submission_id: int) -> None:
    """Nothing is to be chosen any more."""
    connection.execute(sa.delete(mapping).where(mapping.c.submission_id == submission_id))
