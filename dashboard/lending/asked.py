"""What the forms of tokens and upload links ask for, checked: each field, or what is to be put right in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from config.language import Text, format_date
from store.clock import end_of_danish_day

MOST_NAME = 80
_NO_NAME = Text("Skriv, hvad nøglen skal bruges til.", "Write what the token is for.")
_LONG_NAME = Text(f"Højst {MOST_NAME} tegn.", f"At most {MOST_NAME} characters.")
_NO_CHOICE = Text("Vælg en af dem, der står.", "Choose one of those that stand there.")
_NO_DAY = Text("Vælg en dag.", "Choose a day.")

Mistakes = dict[str, Text]


@dataclass
class Asked:
    """A form as it was sent.

    Attributes:
        texts: what each field held. mistakes: by the name of the field; empty where all is well.
    """

    texts: Mapping[str, str]
    mistakes: Mistakes = field(default_factory=dict)

    def name(self) -> str:
        text = self.texts.get("name", "").replace("\0", "").strip()
        if not text:
            self.mistakes["name"] = _NO_NAME
        elif len(text) > MOST_NAME:
            self.mistakes["name"] = _LONG_NAME
        return text

    def one_of(self, name: str, values: list[str]) -> str:
        text = self.texts.get(name, "")
        if text not in values:
            self.mistakes[name] = _NO_CHOICE
        return text

    def until(self, today: date, most_days: int) -> datetime | None:
        """The end of a day from today on, at most so many days away."""
        last = today + timedelta(days=most_days)
        try:
            day = date.fromisoformat(self.texts.get("until", ""))
        except ValueError:
            self.mistakes["until"] = _NO_DAY
            return None
        if not today <= day <= last:
            self.mistakes["until"] = Text(
                f"Vælg en dag fra i dag til {format_date(last)}.",
                f"Choose a day from today to {format_date(last, 'en')}.",
            )
            return None
        return end_of_danish_day(day)
