"""The command that lists codes no codelist knows, for those who keep the codelists."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from service import strict_json
from service.bundle import chart_of, resources_of
from service.catalog import Service, build_catalog
from service.reader import unknown_codes
from service.reader.unknown_codes import UnknownCode


def print_unknown(paths: Iterable[Path]) -> None:
    """One line per code: in how many files, system, code, display, resource type; only of charts with a cancer."""
    service = next(iter(build_catalog().values()))
    counts: Counter[UnknownCode] = Counter()
    for file in _files(paths):
        counts.update(_of_file(service, file))
    for code, count in sorted(counts.items(), key=lambda row: (-row[1], row[0])):
        click.echo("\t".join([str(count), *code]))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.json")) if path.is_dir() else [path]


def _of_file(service: Service, file: Path) -> Iterable[UnknownCode]:
    """The unknown codes of one file: a request, a Bundle or a single resource; a file that is no JSON is named."""
    try:
        content = strict_json.parse(file.read_bytes())
    except strict_json.NotStrictJson as broken:
        click.echo(f"{file}: {broken}", err=True)
        return ()
    rows = [one for one in _resources(content) if one.get("resourceType") != "Patient"]
    return unknown_codes(chart_of(service, rows, ""))


def _resources(content: Any) -> Iterator[dict[str, Any]]:
    if type(content) is not dict:
        return
    if content.get("resourceType") == "Bundle":
        yield from resources_of(content)
    elif "prefetch" in content and type(content["prefetch"]) is dict:
        for value in content["prefetch"].values():
            yield from _resources(value)
    elif "resourceType" in content:
        yield content
