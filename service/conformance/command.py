"""The command `check`: from its options to the calls, the verdicts and the exit code."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from service.conformance.asking import Json, Target
from service.conformance.report import as_json, show
from service.conformance.tokens import ALGORITHMS, Signer
from service.conformance.verdicts import FAIL, verdicts
from service.conformance.visit import DISCOVERY, visit

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("url")
@click.option(
    "--request", "requests", type=FILE, multiple=True, help="A CDS Hooks request that brings cards; once a hook."
)
@click.option("--origin", default="", help="Origin of a browser client the service allows; tests CORS.")
@click.option("--token-key", type=FILE, help="Private key (PEM) of a client the service trusts; tests tokens.")
@click.option("--iss", default="", help="Issuer of that client.")
@click.option("--kid", default="", help="Id of that key.")
@click.option(
    "--alg", type=click.Choice(ALGORITHMS), default=ALGORITHMS[0], show_default=True, help="Algorithm of that key."
)
@click.option("--jku", default="", help="Address of that client's key set, if its tokens name one.")
@click.option("--json", "machine", is_flag=True, help="Print JSON.")
def check(  # noqa: PLR0917  one parameter for each option
    url: str,
    requests: tuple[Path, ...],
    origin: str,
    token_key: Path | None,
    iss: str,
    kid: str,
    alg: str,
    jku: str,
    machine: bool,
) -> None:
    """Test the CDS Hooks service at URL (with or without /cds-services) against the requirements of CDS Hooks 2.0.1.

    It sends feedback and, with a key, tokens that must be refused: do not point it at a service with real patients.
    Exit code 1 when a requirement is not met; advice and what cannot be tested do not count.
    """
    if not url.startswith(("http://", "https://")):
        raise click.BadParameter("it must begin with http:// or https://", param_hint="URL")
    if token_key and not (iss and kid):
        raise click.UsageError("--token-key needs --iss and --kid")
    signer = Signer(token_key.read_bytes(), iss, kid, alg, jku) if token_key else None
    target = Target(url.rstrip("/").removesuffix(DISCOVERY), signer, origin)
    seen = visit(target, {str(call.get("hook")): call for call in map(_request, requests)})
    if not seen.discovery.status:
        raise click.ClickException(f"nothing answers at {target.base}{DISCOVERY} ({seen.discovery.problem})")
    rows = verdicts(seen)
    if machine:
        click.echo(as_json(rows))
    else:
        show(rows)
    sys.exit(int(any(one.result == FAIL for one in rows)))


def _request(path: Path) -> Json:
    try:
        call: Any = json.loads(path.read_text("utf-8"))
    except ValueError:
        call = None
    if type(call) is not dict or type(call.get("context")) is not dict:
        raise click.BadParameter(f"{path} is no CDS Hooks request", param_hint="--request")
    return call
