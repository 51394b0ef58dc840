"""Logs as JSON lines that hold allow-listed keys only, so that nothing of a patient has a way in.

Lines of other libraries keep their level and the place in the code; their text is dropped, because it may quote data.
"""

import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

KEYS = frozenset(
    {"cards", "correlation", "count", "fields", "issuer", "ms", "problem", "reason", "recommendation", "service"}
    | {"status", "where"}
)
LOGGER = logging.getLogger("bone_health_cds")


class JsonLines(logging.Formatter):
    """One JSON object per record: time, level, event and the allow-listed fields."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
        }
        if record.name == LOGGER.name:
            line |= {"event": record.msg} | getattr(record, "fields", {})
        else:
            line |= {"event": "library", "where": f"{record.name} {Path(record.pathname).name}:{record.lineno}"}
        return orjson.dumps(line).decode()


class StandardError(logging.Handler):
    """Writes to whatever standard error is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line in one piece: several processes write to the same place, and print would send its end apart."""
        sys.stderr.write(f"{self.format(record)}\n")
        sys.stderr.flush()


def log(event: str, level: int = logging.INFO, **fields: object) -> None:
    """Write one line. `event` is a fixed sentence; a field that is not in KEYS is a mistake (ValueError)."""
    if not fields.keys() <= KEYS:
        raise ValueError(f"{sorted(fields.keys() - KEYS)} may not be logged")
    if LOGGER.isEnabledFor(level):
        LOGGER.log(level, event, extra={"fields": fields})


def log_crash(event: str, crash: BaseException, **fields: object) -> None:
    """An unexpected error: its type and where it was raised, never its text, which may quote the request."""
    last = traceback.extract_tb(crash.__traceback__)[-1:]
    where = f"{Path(last[0].filename).name}:{last[0].lineno}" if last else ""
    log(event, logging.ERROR, problem=type(crash).__name__, where=where, **fields)


def start(level: str) -> None:
    """Send every log line of this process to standard error as JSON; called once by the application factory."""
    root = logging.getLogger()
    if not any(isinstance(one.formatter, JsonLines) for one in root.handlers):
        handler = StandardError()
        handler.setFormatter(JsonLines())
        root.addHandler(handler)
    LOGGER.setLevel(level)
