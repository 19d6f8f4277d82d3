"""A request that cannot be done, in words for whoever asked."""

from __future__ import annotations

from config.language import Text


class Refusal(Exception):
    """Answered as JSON {code, message {da, en}} below /api/, as a page everywhere else.

    Attributes:
        status: HTTP status, 400 to 503.
        code: for programs.
        message: for people.
    """

    def __init__(self, status: int, code: str, message: Text) -> None:
        super().__init__(code)
        self.status, self.code, self.message = status, code, message
