"""Which way of reading a received file gets: the layout a person has chosen for it, else the one that fits it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import sqlalchemy as sa

from config.definitions import Alliance
from config.layout import Layout
from etl.harmonise import Harmonised
from etl.interpret import interpret, layouts_in_folder
from etl.opening.cells import Workbook
from etl.problems.findings import Findings
from store.clock import Clock, danish_day
from store.layouts import read_remembered, remember_layout
from store.mappings import forget_wish, read_mapping
from store.submissions import Submission


def chosen_layout(connection: sa.Connection, of: Submission) -> Layout | None:
    """The layout that a person has chosen for this very file."""
    mapping = read_mapping(connection, of.submission_id)
    return mapping.layout if mapping is not None and mapping.is_chosen else None


def known_layouts(connection: sa.Connection, of: Submission, config: Path) -> tuple[Layout, ...]:
    """The layouts that are remembered for its organisation, and those of the folder."""
    return (*read_remembered(connection, of.alliance, of.organisation), *layouts_in_folder(config / "layouts"))


def remember_if_wished(connection: sa.Connection, of: Submission, clock: Clock) -> None:
    """Keep the chosen layout for the files to come; once, however often the file is looked at again."""
    mapping = read_mapping(connection, of.submission_id)
    if mapping is None or not mapping.is_chosen or not mapping.remember:
        return
    replaces = (mapping.known or {}).get("name") or mapping.look.get("replaces")
    name = remember_layout(connection, of.organisation_id, mapping.layout, of.received_by, clock(), replaces)
    forget_wish(connection, of.submission_id, name)


def understand(
    opened: Workbook,
    declared: Alliance,
    of: Submission,
    layouts: Iterable[Layout],
    chosen: Layout | None,
    takes_proposal: bool,
) -> tuple[Findings, Harmonised]:
    """The file's observations, and what is to be told about it.

    Args:
        takes_proposal: a proposal that leaves nothing open has been confirmed.
    """
    today = danish_day(of.received_at)
    findings = Findings(opened.problems)
    harmonised = interpret(opened, declared, of.organisation, layouts, today, findings, chosen)
    if takes_proposal and harmonised.proposal is not None and harmonised.proposal.is_ready:
        findings, layout = Findings(opened.problems), harmonised.proposal.layout
        harmonised = interpret(opened, declared, of.organisation, (), today, findings, layout)
    return findings, harmonised
