"""The command bone-health-cds: serve, evaluate, unknown codes, pages. Answers on stdout, complaints on stderr."""

import sys
from datetime import datetime
from pathlib import Path

import click

from service.cli_evaluate import Choice, evaluate_file
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
@click.option("--host", default="127.0.0.1", show_default=True, help="Loopback address to listen on.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
def serve(host: str, port: int, workers: int) -> None:
    """Answer CDS Hooks calls over HTTP, from this machine only.

    There is no authentication yet, so any other address than a loopback one is refused.
    """
    from service.auth import is_loopback  # noqa: PLC0415  gunicorn and Flask load only when they are needed
    from service.server import base_url, curl_line, prepared  # noqa: PLC0415

    if not is_loopback(host):
        raise click.ClickException(
            f"refused to listen on {host}: without authentication the service answers on a loopback address only"
            " (127.0.0.1, ::1 or localhost)"
        )
    chosen = settings()
    server = prepared(chosen, host, port, workers)
    obstacle = server.obstacle()
    if obstacle:
        raise click.ClickException(f"cannot listen on port {port} ({obstacle}); choose another with --port")
    click.echo(f"Listening on {base_url(host, port)} for this machine only: no authentication is set up.", err=True)
    click.echo(f"Try it:\n  {curl_line(host, port)}", err=True)
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


def main() -> None:
    """Entry point of the installed command. What the user can put right becomes one line and an exit code."""
    try:
        command()
    except WrongSetting as wrong:  # one that shows only when it is used
        sys.exit(f"Error: {wrong}")
