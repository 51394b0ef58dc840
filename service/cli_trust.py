"""bone-health-cds trust: write the trust table, show who may call, and tell why a token is refused."""

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import click

from service.settings import Settings, WrongSetting, load_settings

FILE = click.option(
    "--file",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The trust table; default: the setting BONE_HEALTH_TRUST_FILE.",
)
# What a reason of the token check means, for the person who sets up the EHR.
REASONS = {
    "no-token": "there is no token: the Authorization header must be `Bearer` and one token",
    "not-a-token": "this is not one JSON Web Token of three parts (or it is longer than 8 kB)",
    "header-encoding": "the first part is not base64url without padding",
    "header-json": "the first part is not a strict JSON object",
    "claims-encoding": "the second part is not base64url without padding",
    "claims-json": "the second part is not a strict JSON object (an element twice counts as none)",
    "signature-encoding": "the third part is not base64url without padding",
    "type": "the header must say typ: JWT",
    "header-parameter": "the header holds a parameter that is not accepted (b64, crit, cty, enc, jwk, x5c, x5u, zip)",
    "algorithm": "the signature algorithm is not one that this issuer and this key may use (ES384, RS384)",
    "key-id": "the header must name a key (kid), 1 to 256 printable characters",
    "unknown-issuer": "iss stands in no row of the trust table; it must match to the letter",
    "tenant": "the tenant is missing where it must be said, or stands in no row of this issuer",
    "jku": "jku is not the address registered for this issuer",
    "unknown-key": "no key of this issuer has that kid; was the key published, or the key set put into the table?",
    "signature": "the signature does not hold: the token was changed, or signed with another key",
    "audience": "aud is not the address of the service that is called",
    "exp": "exp is missing or no number",
    "iat": "iat is missing or no number",
    "nbf": "nbf is no number",
    "expired": "the token has run out",
    "not-yet": "the token is from the future: the clocks differ by more than the leeway",
    "lives-too-long": "the token lives longer than an hour",
    "token-id": "jti must be 1 to 256 characters",
}


@click.group()
def trust() -> None:
    """The trust table: who may call."""


@trust.command()
@FILE
@click.option("--iss", required=True, help="Issuer, exactly as its tokens say it.")
@click.option("--jku", help="Address where the issuer publishes its keys.")
@click.option("--jwks", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="File with its key set.")
@click.option("--tenant", "tenants", multiple=True, help="Tenant it may sign for; may be repeated.")
@click.option("--fhir-base", "fhir_bases", multiple=True, help="FHIR server to read its data from; may be repeated.")
@click.option("--origin", "origins", multiple=True, help="Origin of browser pages that may call; may be repeated.")
@click.option("--service", "services", multiple=True, help="Id of a CDS service it may call; default: all.")
@click.option("--off", "recommendations_off", multiple=True, help="Id of a recommendation to switch off.")
@click.option("--edition", help="Guideline edition.")
@click.option("--region", help="Region profile.")
@click.option("--language", help="Language of the cards.")
@click.option("--ceiling", "indicator_ceiling", help="Most urgent indicator: info, warning or critical.")
def add(file: Path | None, jwks: Path | None, **given: Any) -> None:
    """Add an issuer. The table is checked as a whole before anything is written."""
    target, chosen = _file(file), _settings(file)
    rows = _rows(target) if target.exists() else []
    said = {name: value for name, value in given.items() if value}
    row: dict[str, Any] = {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}
    if jwks is not None:
        row["jwks"] = json.loads(jwks.read_text("utf-8"))
    _write(target, {"issuers": [*rows, row]}, chosen)
    click.echo(f"{target} now holds {len(rows) + 1} issuer(s).")


@trust.command(name="list")
@FILE
def list_(file: Path | None) -> None:
    """Show who may call, and what to type into the EHR."""
    from service.hooks import HOOKS  # noqa: PLC0415

    chosen = _settings(file)
    for one in _table(_file(file), chosen):
        click.echo(one.iss)
        tenants = ", ".join(sorted(one.tenants)) or "(only tokens without a tenant)"
        bases = ", ".join(one.fhir_bases) or "(none)"
        rows = (
            ("keys", ", ".join(sorted(one.keys)) or one.jku),
            ("algorithms", ", ".join(sorted(one.algorithms))),
            ("tenants", tenants),
            ("FHIR servers", bases),
            ("rules", f"{one.edition}, region {one.region}, language {one.language}, at most {one.ceiling}"),
            ("services", ", ".join(sorted(one.services)) or "(all)"),
            ("switched off", ", ".join(sorted(one.off)) or "(nothing)"),
            ("origins", ", ".join(sorted(one.origins)) or "(none)"),
        )
        for name, value in rows:
            click.echo(f"  {name:13} {value}")
    click.echo("Tokens must name one of these addresses as their audience (aud):")
    base = chosen.public_url or "<BONE_HEALTH_PUBLIC_URL>"
    for hook in HOOKS:
        click.echo(f"  {base}/cds-services/{hook.service_id}")


@trust.command()
@FILE
@click.option("--service", default="bone-health-patient-view", show_default=True, help="CDS service that was called.")
@click.argument("token_file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
def check(file: Path | None, service: str, token_file: Path) -> None:
    """Tell whether the token in TOKEN_FILE ("-": standard input) would be accepted, and if not, why.

    The token is not taken from the command line, where others could read it, and is not used up. Exit code 1: refused.
    """
    from service.gate import open_trust  # noqa: PLC0415
    from service.tokens import Refused, audiences, bearer, verify  # noqa: PLC0415

    chosen = _settings(file)
    text = sys.stdin.read() if str(token_file) == "-" else token_file.read_text("utf-8")
    audience = audiences(chosen.public_url, [f"/cds-services/{service}"])
    table = open_trust(chosen)
    if table is None:
        raise click.UsageError("there is no trust table: give --file or set BONE_HEALTH_TRUST_FILE")
    written = text.strip()
    try:
        token = bearer(written if written[:7].lower() == "bearer " else f"Bearer {written}")
        proven = verify(token, table.table(), audience, time.time(), chosen.clock_leeway_seconds)
    except Refused as why:
        click.echo(f"Refused: {REASONS[why.reason]}.")
        if why.reason == "audience":
            click.echo(f"It must be {min(audience)}")
        sys.exit(1)
    of, left = f" for the tenant {proven.tenant}" if proven.tenant else "", round(proven.expires - time.time())
    click.echo(f"Accepted: signed by {proven.trusted.issuer.iss}{of}; it may be used for {left} s more.")


def _settings(file: Path | None) -> Settings:
    """The settings with the table of the option; an address stands in for one that is not set, to make a table."""
    try:
        plain = load_settings({"trust_file": None})
        address = plain.public_url or "https://address-not-set.invalid"
        return load_settings({"trust_file": _file(file), "public_url": address})
    except WrongSetting as wrong:
        raise click.ClickException(str(wrong)) from None


def _file(file: Path | None) -> Path:
    given = file or os.environ.get("BONE_HEALTH_TRUST_FILE")
    if not given:
        raise click.UsageError("give --file or set BONE_HEALTH_TRUST_FILE")
    return Path(given)


def _rows(file: Path) -> list[dict[str, Any]]:
    """The rows as they are written; a file that is no table is never written over."""
    try:
        found = json.loads(file.read_text("utf-8"))["issuers"]
    except (OSError, ValueError, KeyError, TypeError):
        raise click.ClickException(f"{file} is there and is no trust table; it was left as it is") from None
    return list(found)


def _table(file: Path, chosen: Settings) -> Any:
    from service.trust_file import WrongTrustFile, read_trust_file  # noqa: PLC0415

    try:
        return read_trust_file(file, chosen)
    except WrongTrustFile as wrong:
        raise click.ClickException(str(wrong)) from None


def _write(file: Path, table: dict[str, Any], chosen: Settings) -> None:
    """Check the table under another name, then put it in place in one step: a reader sees the old one or the new."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".trust-", dir=file.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as draft:
            json.dump(table, draft, indent=2, ensure_ascii=False)
            draft.write("\n")
        _table(Path(name), chosen)
        Path(name).replace(file)
    except click.ClickException as wrong:
        raise click.ClickException(wrong.message.replace(Path(name).name, file.name)) from None
    finally:
        Path(name).unlink(missing_ok=True)
