"""What processes tell on standard error, as lines for people or JSON objects; passwords and CPR numbers blotted out."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime

from config.personal_numbers import masked

# As in postgresql+psycopg://user:password@host; and what a header or an address may hold.
_PASSWORD = re.compile(r"(://[^\s:/@]*:)[^\s@/]+(@)")
_TOKEN = re.compile(
    r"((?:bearer|token|password|secret|key)[\"']?\s*[=:]\s*[\"']?|bearer\s+)[^\s\"'&,;]+", re.IGNORECASE
)
# PostgreSQL tells what stood in the row that it refused: below its message, or in quotation marks behind it.
_ROW = re.compile(
    r"^(DETAIL|CONTEXT): .*?"
    r"(?=^(?:DETAIL|HINT|CONTEXT): |^\[SQL: |^\(Background on|^Traceback |^The above |^During |\Z)",
    re.MULTILINE | re.DOTALL,
)
_INPUT = re.compile(r'((?:invalid input|out of range|invalid byte)[^:"\n]*: )".*', re.DOTALL)
_QUIET = ("apscheduler", "alembic", "distributed", "asyncssh", "aiobotocore", "botocore")


def set_up_log(form: str, level: int = logging.INFO) -> None:
    """Have this process tell what happens, in the form that the operator asked for: `text` or `json`."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsJson() if form == "json" else AsText())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def discreet(text: str) -> str:
    """A text without what no log may hold."""
    text = _INPUT.sub(r"\1…", _ROW.sub("\\1: …\n", text))
    return masked(_TOKEN.sub(r"\1***", _PASSWORD.sub(r"\1***\2", text)))


class AsText(logging.Formatter):
    """`2026-11-26 03:30:00,123 etl.worker: text`, with the fault below it."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return discreet(super().format(record))


class AsJson(logging.Formatter):
    """`{"time": "...Z", "level": "info", "logger": "...", "message": "...", "fault": "..."}`, where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": f"{datetime.fromtimestamp(record.created, UTC):%Y-%m-%dT%H:%M:%S.%f}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "message": discreet(record.getMessage()),
        }
        if record.exc_info:
            told["fault"] = discreet(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False)
