"""`fremdrift propose`: a layout for a partner's own spreadsheet, as text that a person can keep and change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import sqlalchemy as sa
import yaml

from etl.extract import extract
from etl.layouts.proposal import Proposal
from etl.layouts.recognise import recognise
from etl.problems.problem import Problem
from store.definitions import read_alliance
from store.viewer import Viewer


class NoProposal(Exception):
    """The file cannot be read, or has no table of observations."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("no proposal")
        self.problems = problems


def propose_layout(
    connection: sa.Connection, slug: str, viewer: Viewer, today: date, organisation: str, file: Path
) -> Proposal:
    """What is made of a file.

    Raises:
        LookupError: there is no such alliance, or no such organisation in it.
        NoProposal: nothing can be made of it.
    """
    declared = read_alliance(connection, slug, viewer, today)
    if declared is None:
        raise LookupError("alliance")
    if declared.organisation(organisation) is None:
        raise LookupError("organisation")
    opened = extract(file, file.name)
    if isinstance(opened, list):
        raise NoProposal(opened)
    proposal = recognise(opened, declared, organisation)
    if proposal is None:
        raise NoProposal(opened.problems)
    return proposal


def as_yaml(proposal: Proposal, name: str) -> str:
    """The layout as a file of `config/layouts/`; a file is called what its layout is called."""
    layout = proposal.layout.model_copy(update={"name": name})
    entry = layout.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return yaml.safe_dump(entry, allow_unicode=True, sort_keys=False, width=110)
