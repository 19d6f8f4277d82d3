"""Sending the letters that wait in the store, and trying again those that did not go out.

A letter is marked as being sent before it is, and as sent after. Of a process that is lost between the two nobody knows
whether the letter went out: it is sent again, under the same Message-ID.
"""

from __future__ import annotations

import logging

from config.recipients import Letters, Recipient, read_letters
from config.settings import SettingError
from etl.jobs import Workroom
from etl.telling.not_sent import NotSent
from store.letters import Letter, due_letters, note_failed, note_sent, take
from store.outages import is_outage, told

log = logging.getLogger(__name__)


def send_due(room: Workroom) -> int:
    """Send what is to go out now; whatever goes wrong is logged, and never raised.

    Returns:
        how many letters went out.
    """
    try:
        with room.store.reading() as connection:
            numbers = due_letters(connection, room.clock())
        letters = read_letters(room.settings) if numbers else None
        return _send(room, numbers, letters) if letters else 0
    except SettingError as mistake:
        log.error("no letters are sent: %s", mistake)
    except Exception as fault:
        if is_outage(fault):
            log.warning("the store did not answer, so letters wait (%s)", told(fault))
        else:
            log.exception("letters could not be sent")
    return 0


def _send(room: Workroom, numbers: list[int], letters: Letters) -> int:
    """Each letter once; a server that has not answered is left alone until later, so that it costs one wait only."""
    from etl.telling.sending import send  # what it needs takes a third of a second to load

    sent, silent = 0, dict[str, NotSent]()
    for number in numbers:
        with room.store.writing() as connection:
            one = take(connection, number, room.clock())
        if one is None:
            continue
        to = _recipient(one, letters)
        if to is None:
            _failed(room, one, NotSent("not_a_recipient", is_final=True))
        elif server_of(to, letters) in silent:
            _failed(room, one, silent[server_of(to, letters)])
        else:
            try:
                send(one, to, letters, room.clock())
            except NotSent as failure:
                _failed(room, one, failure)
                if failure.is_of_server:
                    silent[server_of(to, letters)] = failure
            else:
                sent += 1
                with room.store.writing() as connection:
                    note_sent(connection, number, room.clock())
    return sent


def server_of(to: Recipient, letters: Letters) -> str:
    """What tells servers apart: the name of the variable with their address."""
    return letters.mail if to.mail else str(to.webhook)


def _recipient(one: Letter, letters: Letters) -> Recipient | None:
    """Whom the letter is for, by the list as it is now: who was taken off it gets nothing more."""
    of = letters.alliances.get(one.alliance)
    if of is None:
        return None
    listed = of.partners.get(one.organisation, ()) if one.organisation else of.secretariat
    return next((to for to in listed if to.key == one.recipient), None)


def _failed(room: Workroom, one: Letter, failure: NotSent) -> None:
    log.warning("a %s of %s was not sent (attempt %s): %s", one.kind, one.alliance, one.attempts, failure.reason)
    with room.store.writing() as connection:
        note_failed(connection, one, failure.reason, room.clock(), failure.is_final)
