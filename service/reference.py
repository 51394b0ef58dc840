"""The reference pages: settings, routes and errors, written from the objects that run; and all pages into a folder."""

import json
from pathlib import Path
from typing import Any

from flask import Flask
from pydantic.fields import FieldInfo

from cards import handbook
from cards.handbook.markdown import GENERATED, page, table
from service import errors
from service.openapi import openapi, routes, summary
from service.settings import PREFIX, Settings

COMMAND = "bone-health-cds docs"
# Folders below docs/ that hold written pages only: what is not among the pages there is left over.
BY_TESTS = ("reference/conformance.md",)  # written by tests/conformance, which know what proves a requirement
WRITTEN = ("recommendations", "codelists", "editions", "regions", "reference")


def pages(app: Flask) -> dict[str, str]:
    """Every page that is written by the program: path below docs/ -> text."""
    own = {
        "reference/settings.md": _settings(),
        "reference/routes.md": _routes(app),
        "reference/errors.md": _errors(),
        "reference/openapi.json": json.dumps(openapi(app), ensure_ascii=False, indent=1) + "\n",
    }
    return handbook.pages() | own


def drift(folder: Path, wanted: dict[str, str]) -> list[str]:
    """The pages in `folder` that are missing, differ from `wanted`, or are left over."""
    differing = [path for path, text in wanted.items() if not _is(folder / path, text)]
    return sorted(differing + left_over(folder, wanted))


def left_over(folder: Path, wanted: dict[str, str]) -> list[str]:
    """Files in the written folders that no page stands behind any more."""
    there = (file for name in WRITTEN for file in (folder / name).rglob("*") if file.is_file())
    paths = (file.relative_to(folder).as_posix() for file in there)
    return [path for path in paths if path not in wanted and path not in BY_TESTS]


def _is(file: Path, text: str) -> bool:
    return file.is_file() and file.read_text("utf-8") == text


def is_ours(folder: Path) -> bool:
    """True when writing cannot remove what is not ours: the written folders are not there yet, or bear our note."""
    index = folder / WRITTEN[0] / "README.md"
    bears_note = index.is_file() and GENERATED in index.read_text("utf-8")
    return bears_note or not any((folder / name).exists() for name in WRITTEN)


def write(folder: Path, wanted: dict[str, str]) -> list[str]:
    """Write every page that differs, remove what is left over, and return what changed."""
    changed = drift(folder, wanted)
    for path in changed:
        file = folder / path
        if path in wanted:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(wanted[path], "utf-8")
        else:
            file.unlink()
    return changed


def _settings() -> str:
    fields = Settings.model_fields.items()
    rows = [(f"`{PREFIX}{name.upper()}`", _default(field), field.description) for name, field in fields]
    intro = f"Every setting is an environment variable. A `{PREFIX}` variable that is not listed here stops the start."
    return page("Settings", intro, table(("variable", "default", "meaning"), rows))


def _default(field: FieldInfo) -> str:
    """The default as a variable would be written; a computed one is told in the how-to."""
    if field.default_factory is not None:
        return "(computed, see [run and configure](../how-to/run-and-configure.md))"
    value: Any = ",".join(field.default) if isinstance(field.default, tuple) else field.default
    return f"`{value}`" if value != "" else "(empty)"


def _routes(app: Flask) -> str:
    rows = [(f"`{method}`", f"`{path}`", summary(app, endpoint)) for path, method, endpoint in routes(app)]
    intro = "The machine-readable description is [openapi.json](openapi.json), also served at `/openapi.json`."
    return page("Routes", intro, table(("method", "path", "what"), rows))


def _errors() -> str:
    classes = sorted(_below(errors.ServiceError) - {errors.ServiceError}, key=lambda one: (one.status, one.__name__))
    ours = [(one.status, f"`{one.code}`", f"`{one.__name__}`", _words(one)) for one in classes]
    last = {errors.ServiceError.status: (errors.ServiceError.code, errors.UNEXPECTED)}
    framework = [(status, f"`{code}`", text) for status, (code, text) in sorted((errors.HTTP_TEXTS | last).items())]
    return page(
        "Errors",
        "Every error has a FHIR OperationOutcome as its body. It names fields of the contract, never a value sent.",
        table(("status", "issue code", "kind", "when"), ours),
        "Statuses that the web server or framework raises itself:",
        table(("status", "issue code", "text"), framework),
    )


def _words(kind: type[errors.ServiceError]) -> str:
    return " ".join((kind.__doc__ or "").split())


def _below(kind: type[errors.ServiceError]) -> set[type[errors.ServiceError]]:
    return {kind}.union(*(_below(child) for child in kind.__subclasses__()))
