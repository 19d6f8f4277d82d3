"""That a letter did not go out, and why."""

from __future__ import annotations


class NotSent(Exception):
    """A letter did not go out.

    Attributes:
        reason: a key of `store.letter_words.FAILURES`.
        is_final: nothing would change by trying again.
        is_of_server: the others for the same server need not be tried now.
    """

    def __init__(self, reason: str, is_final: bool = False, is_of_server: bool = True) -> None:
        super().__init__(reason)
        self.reason, self.is_final, self.is_of_server = reason, is_final, is_of_server
