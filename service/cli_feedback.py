"""bone-health-cds feedback: export what clinicians did with the cards, report it, forget what is old."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import click
import orjson
from sqlalchemy import Connection

from service import audit, journal
from service.deployment_key import DeploymentKey
from service.feedback_report import OLDEST, exported, forget, report
from service.settings import Settings
from service.store import STORE_ERRORS, Store

WIDE = 200  # characters of a line that goes into a file
OUT_OF_REACH = "the journal is out of reach ({problem})"


@contextmanager
def reading(settings: Settings) -> Iterator[Connection]:
    """The journal of these settings, as it is at this moment; ClickException when it is out of reach."""
    with _reported(Store(settings.journal_url())) as store, store.snapshot() as connection:
        yield connection


@contextmanager
def writing(settings: Settings) -> Iterator[tuple[Connection, bytes]]:
    """The journal with the writers' turn, and the key; ClickException when it is out of reach."""
    with _reported(Store(settings.journal_url())) as store:
        secret = DeploymentKey(settings.key_file()).secret()
        with store.write() as connection:
            yield connection, secret


@contextmanager
def _reported(store: Store) -> Iterator[Store]:
    try:
        yield store
    except STORE_ERRORS as problem:
        raise click.ClickException(OUT_OF_REACH.format(problem=type(problem).__name__)) from None
    finally:
        store.close()


def print_export(settings: Settings) -> None:
    """NDJSON: one object per feedback."""
    with reading(settings) as connection:
        for one in exported(connection):
            sys.stdout.buffer.write(orjson.dumps(one, option=orjson.OPT_APPEND_NEWLINE))
        sys.stdout.buffer.flush()


def print_report(settings: Settings, since: datetime | None, *, as_json: bool) -> None:
    """One line per recommendation, for people or as JSON."""
    with reading(settings) as connection:
        found = report(connection, since.replace(tzinfo=UTC) if since else OLDEST)
    if as_json:
        sys.stdout.buffer.write(orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
        sys.stdout.buffer.flush()
    else:
        _print_table(found)


def purge(settings: Settings, before: datetime) -> int:
    """Forget cards and feedback from before that day; the audit trail records it. How many rows went."""
    with writing(settings) as (connection, secret):
        gone = forget(connection, before.replace(tzinfo=UTC))
        detail = f"feedback and cards before {before.date().isoformat()}: {gone}"
        audit.append(connection, secret, [audit.event("retention", journal.now(), detail=detail)])
        return gone


def _print_table(found: dict[str, Any]) -> None:
    from rich.console import Console  # noqa: PLC0415  only needed in front of a person
    from rich.table import Table  # noqa: PLC0415

    table = Table(title=f"{found['evaluations']} evaluations", box=None, pad_edge=False)
    for name in ("recommendation", "cards", "accepted", "overridden", "no answer", "acceptance", "per 100"):
        table.add_column(name, justify="left" if name == "recommendation" else "right", overflow="fold")
    table.add_column("reasons", overflow="fold")
    for one in found["recommendations"]:
        reasons = ", ".join(f"{code} {count}" for code, count in one["reasons"].items())
        numbers = (one["cards"], one["accepted"], one["overridden"], one["notAnswered"])
        shares = (_percent(one["acceptance"]), _number(one["cardsPer100Evaluations"]))
        table.add_row(one["recommendation"], *map(str, numbers), *shares, reasons)
    Console(width=None if sys.stdout.isatty() else WIDE).print(table)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"
