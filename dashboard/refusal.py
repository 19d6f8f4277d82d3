"""A request that cannot be done, in words for whoever asked."""

from __future__ import annotations

from config.language import Text


class Refusal(Exception):
    """Answered as JSON {code, message {da, en}} below /api/, as a page everywhere else.

    Attributes:
        status: HTTP status, 400 to 503.
        code: for programs.
        message: for people.
        wait: seconds after which it may be tried again; None where that changes nothing.
    """

    def __init__(self, status: int, code: str, message: Text, wait: int | None = None) -> None:
        super().__init__(code)
        self.status, self.code, self.message, self.wait = status, code, message, wait
