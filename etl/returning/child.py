"""The process that marks a stranger's workbook: `python -m etl.returning.child`, one JSON line as standard input.

Bound like the one that reads it; if it dies there is no marked copy, and nothing else is lost.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from etl.opening.child import limit_resources

COPY = "copy.xlsx"  # what it leaves in the folder
NO_COPY = 3  # how it ends where a copy would not be the partner's workbook any more


def main() -> None:
    """Reads `{"path", "folder", "report", "memory_mb", "seconds"}` and leaves the marked copy in the folder."""
    arguments: dict[str, Any] = json.loads(sys.stdin.readline())
    limit_resources(arguments["memory_mb"], arguments["seconds"])
    from etl.returning.mark_workbook import mark_workbook

    if not mark_workbook(Path(arguments["path"]), arguments["report"], Path(arguments["folder"]) / COPY):
        sys.exit(NO_COPY)


if __name__ == "__main__":
    main()
