"""Taking up a refresh whose worker was lost: what it had received goes in first, and is told of as this run's own.

Bytes that were received are never dropped: the partner may have taken the file away since. A file that still lies in
its folder is recognised by its SHA-256, and is no second submission.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from etl.collect import Found
from etl.jobs import Workroom, import_submission
from etl.outcomes import Outcome, remember
from etl.problems.findings import Findings
from etl.problems.problem import problem
from etl.problems.report import make_report
from store.cut_off import read_cut_off, read_received_since
from store.files import Received
from store.known_files import KnownFile
from store.outages import is_outage
from store.submissions import REJECTED, Submission, move, read_submission

log = logging.getLogger(__name__)

Source = tuple[int, str]  # organisation and source
Held = Sequence[tuple[Found, Received]]


@dataclass(slots=True)
class Recognised:
    """What the files that were fetched are.

    Attributes:
        new: those that were not received before.
        received: by the identity of a file its submission, which a lost worker had received and not brought in.
        known: files that are in already, with what is known of them now.
    """

    new: list[tuple[Found, Received]] = field(default_factory=list)
    received: dict[int, Submission] = field(default_factory=dict)
    known: list[Found] = field(default_factory=list)


@dataclass(slots=True)
class TakenUp:
    """What lost workers had received.

    Attributes:
        done: what became of the files that this run had brought in before.
        left: submissions that are not brought in, in the order in which they came.
    """

    done: dict[Source, Outcome] = field(default_factory=dict)
    left: dict[Source, list[Submission]] = field(default_factory=dict)

    def of(self, found: Found) -> Outcome | None:
        """What became of a file that is as it was when this run saw it before."""
        known = self.done.get((found.organisation_id, found.source))
        return known if known is not None and (found.last is None or found.last.sha256 == known.sha256) else None

    def recognise(self, room: Workroom, held: Held) -> Recognised:
        """Tell files that had been received before from new ones; the bytes of the former, which we have, are dropped.

        What was received of a source before it changed goes in before what it is now.
        """
        told = Recognised()
        for found, file in held:
            source = (found.organisation_id, found.source)
            known = self.done.get(source)
            for before in self.left.pop(source, ()):
                if before.sha256 == file.sha256 and id(found) not in told.received:
                    told.received[id(found)] = before
                else:
                    _bring_in(room, before)
            if id(found) not in told.received and (known is None or known.sha256 != file.sha256):
                told.new.append((found, file))
                continue
            if known is not None and id(found) not in told.received:
                last = KnownFile(found.size, found.modified_ns, file.sha256, known.outcome)
                told.known.append(found._replace(is_known=True, last=last))
                with room.store.writing() as connection:
                    remember(connection, [(found, known)], room.clock())
            file.path.unlink(missing_ok=True)
        return told

    def bring_in_the_rest(self, room: Workroom) -> None:
        """What was received of files that lie in their folders no longer."""
        for source in list(self.left):
            for one in self.left.pop(source):
                _bring_in(room, one)


def take_up(room: Workroom, alliance: str | None, begun: datetime | None) -> TakenUp:
    """What is left of lost workers' refreshes.

    Args:
        alliance: only of this one; None: of all.
        begun: when the run that is taken up was begun before; None for a new one.
    """
    found = TakenUp()
    with room.store.reading() as connection:
        for number in read_received_since(connection, begun) if begun is not None else ():
            one = read_submission(connection, submission_id=number)
            assert one is not None
            found.done[one.organisation_id, one.source] = Outcome.of_submission(one)
        for number in read_cut_off(connection):
            one = read_submission(connection, submission_id=number)
            assert one is not None
            if alliance in (None, one.alliance):
                found.left.setdefault((one.organisation_id, one.source), []).append(one)
    return found


def _bring_in(room: Workroom, one: Submission) -> None:
    try:
        import_submission(room, one.submission_id)
    except Exception as fault:
        if is_outage(fault):  # nothing is wrong with the file
            raise
        log.exception("submission %s, which a lost worker had received, could not be imported", one.submission_id)
        report = make_report(Findings([problem("import_failed")]))
        with room.store.writing() as connection:
            now = room.clock()
            move(connection, one.submission_id, REJECTED, 1.0, outcome=REJECTED, report=report, finished_at=now)
