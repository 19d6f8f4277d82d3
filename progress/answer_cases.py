"""The answer of `fremdrift judge`: every case with its verdict, nothing stored."""

from __future__ import annotations

from datetime import date

from config.language import Text
from progress.describe import describe
from progress.judge import judge
from progress.naming import Naming
from progress.plain import Json
from progress.read_case import read_cases


def answer_cases(document: object, today: date) -> Json:
    """`{"cases": [{"id", ... the fields of a verdict}]}`, in the order of the document.

    Args:
        document: the parsed JSON: a list of cases.
        today: the day of the verdict where a case names none.

    Raises:
        CaseError: naming every mistake in the document.
    """
    answers = []
    for id_, case in read_cases(document, today):
        naming = Naming(Text(id_, id_), decimals=case.decimals)
        answers.append({"id": id_, **describe(judge(case), naming).to_json()})
    return {"cases": answers}
