"""Which received files stay with us: received bytes wait in quarantine, and what may not be here is deleted.

The submission's row stays, with the file's SHA-256, its size, who sent it and when, and the one reason.
"""

from __future__ import annotations

from typing import Any

from config.language import Text
from etl.problems.findings import Findings
from etl.problems.problem import problem
from etl.problems.report import make_report
from store.submissions import Submission

_BY_A_PERSON = Text("oplysninger, som en person har fundet", "data that a person has found")


def may_be_kept(submission: Submission) -> bool:
    """Whether the bytes of a finished submission stay.

    Not where they hold personal data, and not where the file was only to be checked: then it was never handed in.
    """
    if submission.finished_at is None:
        return True
    problems = (submission.report or {}).get("problems", [])
    return not submission.check_only and all(one["code"] != "personal_data" for one in problems)


def refused_report() -> dict[str, Any]:
    """What is said of a file that a person found personal data in: no more than that."""
    return make_report(Findings([problem("personal_data", what=_BY_A_PERSON)]))
