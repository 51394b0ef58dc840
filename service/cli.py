"""The command bone-health-cds and its subcommands. Answers on stdout, complaints on stderr."""

import sys
from datetime import datetime
from pathlib import Path

import click

from service.cli_evaluate import Choice, evaluate_file
from service.cli_trust import trust
from service.hooks import HOOKS
from service.settings import PREFIX, Settings, WrongSetting, load_settings

FORMATS = ["%Y-%m-%d"]


@click.group(name="bone-health-cds", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="bone-health-cds")
def command() -> None:
    """Bone health in cancer patients as a CDS Hooks service (decision support for clinicians)."""


def settings(**given: str | None) -> Settings:
    """The settings of the environment with the options given; a wrong one is a usage error."""
    try:
        return load_settings({name: value for name, value in given.items() if value is not None})
    except WrongSetting as wrong:
        raise click.ClickException(_as_option(str(wrong), given)) from None


def _as_option(complaint: str, given: dict[str, str | None]) -> str:
    """A complaint about a setting under the name the user wrote: the option, or the variable."""
    variable, colon, why = complaint.partition(":")
    name = variable.removeprefix(PREFIX).lower()
    return f"--{name}{colon}{why}" if given.get(name) is not None else complaint


@command.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
def serve(host: str, port: int, workers: int) -> None:
    """Answer CDS Hooks calls over HTTP.

    Without a trust table nobody can prove who calls, so any other address than a loopback one is refused.
    """
    from service.loopback import is_loopback  # noqa: PLC0415  gunicorn and Flask load only when they are needed
    from service.server import base_url, curl_line, prepared  # noqa: PLC0415

    chosen = settings()
    if chosen.trust_file is None and not is_loopback(host):
        raise click.ClickException(
            f"refused to listen on {host}: without a trust table the service answers on a loopback address only"
            " (127.0.0.1, ::1 or localhost)"
        )
    server = prepared(chosen, host, port, workers)
    obstacle = server.obstacle()
    if obstacle:
        raise click.ClickException(f"cannot listen on port {port} ({obstacle}); choose another with --port")
    if chosen.trust_file is None:
        click.echo(f"Listening on {base_url(host, port)} for this machine only: no trust table is set up.", err=True)
        click.echo(f"Try it:\n  {curl_line(host, port)}", err=True)
    else:
        click.echo(f"Listening on {base_url(host, port)} for the clients of {chosen.trust_file.name}.", err=True)
        click.echo(f"Tokens are accepted for {chosen.public_url}/cds-services/...", err=True)
    server.run()


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--hook", type=click.Choice([one.name for one in HOOKS]), help="Hook to evaluate a Bundle for.")
@click.option("--today", type=click.DateTime(FORMATS), metavar="YYYY-MM-DD", help="Day to judge on; default: today.")
@click.option("--patient", help="Id of the patient, when a Bundle holds several.")
@click.option("--edition", help="Guideline edition; default: the setting.")
@click.option("--region", help="Region profile; default: the setting.")
@click.option("--language", help="Language of the cards; default: the setting.")
@click.option("--explain", is_flag=True, help="Show every recommendation with its criteria and what they rest on.")
def evaluate(  # noqa: PLR0917  one parameter for each option
    file: Path,
    hook: str | None,
    today: datetime | None,
    patient: str | None,
    edition: str | None,
    region: str | None,
    language: str | None,
    explain: bool,
) -> None:
    """Print the cards for FILE: a CDS Hooks request or any FHIR R4 Bundle of one patient ("-" reads standard input).

    A Bundle counts as the whole record: what is not in it is taken as not on record. With --hook order-select or
    order-sign its orders with the status draft are the orders being written.
    """
    chosen = settings(edition=edition, region=region, language=language)
    evaluate_file(file, chosen, Choice(hook, today.date() if today else None, patient, explain))


@command.group()
def codes() -> None:
    """Questions about clinical codes."""


@codes.command()
@click.argument("path", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def unknown(path: tuple[Path, ...]) -> None:
    """List the codes in JSON files or folders that no codelist knows, most frequent first."""
    from service.cli_codes import print_unknown  # noqa: PLC0415

    print_unknown(path)


@command.group()
def feedback() -> None:
    """What clinicians did with the cards."""


@feedback.command()
def export() -> None:
    """Print every feedback as NDJSON: one object per line, with card, outcome, recommendations, reason and times."""
    from service.cli_feedback import print_export  # noqa: PLC0415

    print_export(settings())


@feedback.command()
@click.option("--since", type=click.DateTime(FORMATS), metavar="YYYY-MM-DD", help="Only cards from that day (UTC) on.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def report(since: datetime | None, as_json: bool) -> None:
    """Print acceptance, override reasons and burden of every recommendation."""
    from service.cli_feedback import print_report  # noqa: PLC0415

    print_report(settings(), since, as_json=as_json)


@feedback.command(name="purge")
@click.option("--before", type=click.DateTime(FORMATS), metavar="YYYY-MM-DD", required=True, help="First day to keep.")
def purge_feedback(before: datetime) -> None:
    """Delete cards and feedback from before a day; the audit trail records it."""
    from service.cli_feedback import purge  # noqa: PLC0415

    click.echo(f"{purge(settings(), before)} rows deleted.")


@command.group()
def audit() -> None:
    """The audit trail."""


@audit.command()
@click.option("--expect", default="", metavar="SEAL", help="A seal noted earlier that must still be in the trail.")
def verify(expect: str) -> None:
    """Check the audit trail; exit 1 when a record was changed or is missing."""
    from service.cli_audit import verified  # noqa: PLC0415

    sys.exit(int(not verified(settings(), expect)))


@audit.command(name="purge")
@click.option("--before", type=click.DateTime(FORMATS), metavar="YYYY-MM-DD", required=True, help="First day to keep.")
def purge_audit(before: datetime) -> None:
    """Delete audit records from before a day; the rest still verifies, and the deletion is a record of its own."""
    from service.cli_audit import purge  # noqa: PLC0415

    click.echo(f"{purge(settings(), before)} records deleted.")


@command.command()
@click.argument("folder", default="docs", type=click.Path(file_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; name the pages that differ, exit 1 if any.")
def docs(folder: Path, check: bool) -> None:
    """Write the handbook and reference pages into FOLDER (default: docs), from the objects that run."""
    from service import create_app, reference  # noqa: PLC0415  the application is built only where it is needed

    if not reference.is_ours(folder):
        raise click.ClickException(f"{folder} holds pages that this command did not write")
    wanted = reference.pages(create_app(settings()))
    changed = reference.drift(folder, wanted) if check else reference.write(folder, wanted)
    click.echo("\n".join(changed) if changed else "Every page is as it should be.")
    sys.exit(int(check and bool(changed)))


command.add_command(trust)
@command.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def check(arguments: tuple[str, ...]) -> None:
    """Test any CDS Hooks service against the requirements of the specification (check --help)."""
    from service.conformance.command import check as conformance  # noqa: PLC0415  its HTTP client loads only for it

    conformance.main(args=list(arguments), prog_name="bone-health-cds check")


def main() -> None:
    """Entry point of the installed command. What the user can put right becomes one line and an exit code."""
    try:
        command()
    except WrongSetting as wrong:  # one that shows only when it is used
        sys.exit(f"Error: {wrong}")
