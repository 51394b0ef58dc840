"""bone-health-cds audit: check the chain of the audit trail, and take away its oldest records."""

from datetime import datetime

import click

from service import audit
from service.cli_feedback import OUT_OF_REACH, reading, writing
from service.deployment_key import DeploymentKey
from service.journal import now
from service.settings import Settings


def verified(settings: Settings, expect: str) -> bool:
    """Print what the trail holds and the first fault; True when there is none."""
    key = settings.key_file()
    if not key.is_file():
        raise click.ClickException("the key of the deployment is not there: nothing can be checked")
    with reading(settings) as connection:
        try:
            secret = DeploymentKey(key).secret()
        except OSError as problem:
            raise click.ClickException(OUT_OF_REACH.format(problem=type(problem).__name__)) from None
        verdict = audit.verify(connection, secret, expect)
    click.echo(f"{verdict.records} records, newest {verdict.seq}")
    click.echo(f"seal {verdict.seal or '(none)'}")
    click.echo(f"FAULT: {verdict.fault}" if verdict.fault else "The trail is whole.")
    return not verdict.fault


def purge(settings: Settings, before: datetime) -> int:
    """Take away the records from before that day (UTC); how many. The trail records it and still verifies."""
    with writing(settings) as (connection, secret):
        return audit.purge(connection, secret, before.date().isoformat(), now())
