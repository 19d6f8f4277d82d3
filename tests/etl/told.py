"""A house with letters set up: a real mail server and a real webhook beside it, and short ways to what they got."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest
import sqlalchemy as sa

from config.recipients import read_letters
from etl.errands import refresh_now
from etl.jobs import Workroom
from etl.telling.news import Late, News
from etl.telling.post import send_due
from etl.telling.tell import post_news
from store.letters import Letter
from store.schema import letter
from tests.rooms import House, small_alliance
from tests.servers.post import MailServer, Webhook, mail_server, webhook

# A day on which nothing of the small alliance is overdue: its figures have half a year.
CALM = datetime(2021, 3, 1, 2, 30, tzinfo=UTC)
PAGES = "https://fremdrift.example.dk"
LETTERS = f"""
pages: {PAGES}
alliances:
  proeve:
    secretariat:
      - mail: sekretariat@example.dk
      - webhook: FREMDRIFT_KROG
    partners:
      partner:
        - mail: partner@example.dk
          language: both
"""


@dataclass
class Told:
    """A house whose refresh writes letters."""

    house: House
    room: Workroom
    mail: MailServer
    hook: Webhook

    def drop(self, rows: list[list[Any]], name: str = "tal.xlsx", organisation: str = "sekretariat") -> None:
        """Put a workbook in an organisation's folder, another one each time."""
        folder = self.room.settings.inbox / "proeve" / organisation
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.house.workbook(rows), folder / name)
        when = time.time() - 600 + self.house.made
        os.utime(folder / name, (when, when))

    def refresh(self, **later: float) -> None:
        """The next night; or after as long as is said."""
        self.house.clock.forward(**(later or {"days": 1}))
        run = refresh_now(self.room)
        assert run.failure is None

    def write(self) -> None:
        """Letters to the secretariat that wait, without a run: what becomes of them is the same."""
        declared = small_alliance()
        late = Late("partner", (), 2020, True)
        found = read_letters(self.room.settings)
        assert found is not None
        with self.room.store.writing() as connection:
            news = News(declared, CALM, CALM, late=(late,))
            post_news(connection, None, news, [], found, self.house.clock())

    def send(self) -> int:
        return send_due(self.room)

    def letters(self) -> list[Letter]:
        with self.room.store.reading() as connection:
            columns = [letter.c[name] for name in Letter.__slots__]
            return [Letter(*row) for row in connection.execute(sa.select(*columns).order_by(letter.c.letter_id))]

    def states(self) -> list[tuple[str, str, str | None]]:
        return [(one.kind, one.state, one.failure) for one in self.letters()]

    def got(self) -> list[tuple[str, str]]:
        """Recipient and subject of each mail."""
        return [(to, str(message["Subject"])) for to, message in self.mail.got]

    def text(self, place: int = -1) -> str:
        return part_of(self.mail.got[place][1], "plain")


def part_of(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def room_with(house: House, text: str) -> Workroom:
    """The house's room, where this file says who gets letters."""
    path = house.folder / "letters.yaml"
    path.write_text(text, encoding="utf-8")
    return replace(house.room, settings=replace(house.room.settings, letters=path))


@contextmanager
def telling(house: House, monkeypatch: pytest.MonkeyPatch, text: str = LETTERS) -> Iterator[Told]:
    house.clock.moment = CALM
    with mail_server() as mail, webhook() as hook:
        monkeypatch.setenv("FREMDRIFT_MAIL", mail.url)
        monkeypatch.setenv("FREMDRIFT_KROG", hook.url)
        yield Told(house, room_with(house, text), mail, hook)
