"""Reads the trust table: a JSON file of the issuers whose tokens are accepted, each with the rules for its calls.

Strictly: an unknown field, a wrong word, an address that is not exact or a key that is too weak refuses the whole file,
with the place and the reason. Fields and defaults are told in docs/how-to/connect-an-ehr.md.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cards.guidelines import edition_ids
from cards.recommendations import recommendations
from cards.regions import region_ids
from cards.text import LANGUAGES
from service import strict_json
from service.fhir_address import canonical, on_http_loopback
from service.hooks import HOOKS
from service.jwk import BadKey, Key, keys_of
from service.rate import BadRate, rate_of
from service.settings import ORIGIN, Settings

Algorithm = Literal["ES384", "RS384", "ES256", "RS256"]
Text = Annotated[str, Field(min_length=1, max_length=2048)]


class WrongTrustFile(ValueError):
    """The file is no trust table; one line with file, place and reason, and no value of it."""


class Row(BaseModel):
    """One issuer as it stands in the file."""

    model_config = ConfigDict(extra="forbid", strict=True)

    iss: Text
    jku: Text | None = None
    jwks: dict[str, Any] | Text | None = None
    tenants: list[Text] = []
    fhir_bases: list[Text] = []
    edition: str | None = None
    region: str | None = None
    language: str | None = None
    indicator_ceiling: Literal["info", "warning", "critical"] | None = None
    recommendations_off: list[str] = []
    services: list[str] = []
    origins: list[str] = []
    algorithms: list[Algorithm] = ["ES384", "RS384"]  # CDS Hooks 2.0.1, JWT Signing Algorithm
    deadline_ms: int = Field(2500, ge=1000, le=4000)
    rate_limit: str | None = None


class Table(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid", strict=True)

    issuers: list[Row]


class Issuer(NamedTuple):
    """One issuer, checked; what the file leaves out is taken from the settings."""

    iss: str
    jku: str
    keys: dict[str, Key]  # by key id; empty when those published at `jku` are fetched
    tenants: frozenset[str]
    fhir_bases: tuple[str, ...]
    edition: str
    region: str
    language: str
    ceiling: str
    off: frozenset[str]
    services: frozenset[str]  # empty: every one
    origins: frozenset[str]
    algorithms: frozenset[str]
    deadline: float
    rate_limit: str


Issuers = tuple[Issuer, ...]


def read_trust_file(file: Path, settings: Settings) -> Issuers:
    """The issuers of the file; WrongTrustFile with the first thing that is wrong."""
    try:
        rows = Table.model_validate(strict_json.parse(file.read_bytes())).issuers
    except OSError as problem:
        raise WrongTrustFile(f"{file.name}: {problem.strerror}") from None
    except strict_json.NotStrictJson as broken:
        raise WrongTrustFile(f"{file.name}: {broken}") from None
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise WrongTrustFile(f"{file.name}: {place or 'the file'}: {first['msg']}") from None
    at = f"{file.name}: issuers."
    issuers = tuple(_issuer(row, f"{at}{place}", file.parent, settings) for place, row in enumerate(rows))
    _tell_apart(issuers, file.name)
    return issuers


def _issuer(row: Row, place: str, folder: Path, settings: Settings) -> Issuer:
    if row.jku is None and row.jwks is None:
        raise WrongTrustFile(f"{place}: needs jku, or jwks, or both (the keys of jwks, for tokens that name the jku)")
    known = (
        ("edition", [row.edition], edition_ids()),
        ("region", [row.region], region_ids()),
        ("language", [row.language], list(LANGUAGES)),
        ("recommendations_off", row.recommendations_off, [one.id for one in recommendations()]),
        ("services", row.services, [one.service_id for one in HOOKS]),
    )
    for name, given, choices in known:
        for word in given:
            if word is not None and word not in choices:
                raise WrongTrustFile(f"{place}.{name}: there is only {', '.join(dict.fromkeys(choices))}")
    if not all(ORIGIN.fullmatch(origin) for origin in row.origins):
        raise WrongTrustFile(f"{place}.origins: each must be scheme://host or scheme://host:port, without a path")
    return Issuer(
        iss=row.iss,
        jku=_address(row.jku, f"{place}.jku", settings) if row.jku else "",
        keys=_keys(row.jwks, f"{place}.jwks", folder) if row.jwks is not None else {},
        tenants=frozenset(row.tenants),
        fhir_bases=tuple(_address(base, f"{place}.fhir_bases", settings) for base in row.fhir_bases),
        edition=row.edition or settings.edition,
        region=row.region or settings.region,
        language=row.language or settings.language,
        ceiling=row.indicator_ceiling or settings.indicator_ceiling,
        off=frozenset(row.recommendations_off),
        services=frozenset(row.services),
        origins=frozenset(row.origins),
        algorithms=frozenset(row.algorithms),
        deadline=row.deadline_ms / 1000,
        rate_limit=_rate(row.rate_limit or settings.rate_limit, f"{place}.rate_limit"),
    )


def _address(written: str, place: str, settings: Settings) -> str:
    """The canonical form. Plain http only to this machine, and only where the settings allow it."""
    address = canonical(written)
    if address is None:
        raise WrongTrustFile(f"{place}: not an exact https address (no user, query, fragment or dot segment)")
    if not address.startswith("https://") and not (settings.allow_http_loopback and on_http_loopback(address)):
        raise WrongTrustFile(f"{place}: must be https (plain http only on loopback, with the setting that allows it)")
    return address


def _keys(given: dict[str, Any] | str, place: str, folder: Path) -> dict[str, Key]:
    """The keys of a set that stands in the table, or in a file beside it."""
    try:
        keys = keys_of(strict_json.parse((folder / given).read_bytes()) if isinstance(given, str) else given)
    except OSError as problem:
        raise WrongTrustFile(f"{place}: the file of the key set: {problem.strerror}") from None
    except (BadKey, strict_json.NotStrictJson) as wrong:
        raise WrongTrustFile(f"{place}: {wrong}") from None
    if not keys:
        raise WrongTrustFile(f"{place}: holds no key for a signature that is accepted here")
    return keys


def _rate(written: str, place: str) -> str:
    try:
        rate_of(written)
    except BadRate as wrong:
        raise WrongTrustFile(f"{place}: {wrong}") from None
    return written


def _tell_apart(issuers: Issuers, name: str) -> None:
    """One issuer may sign for several rows when each names its own tenants (a vendor signs for all its hospitals)."""
    for iss in dict.fromkeys(one.iss for one in issuers):
        rows = [one for one in issuers if one.iss == iss]
        tenants = [tenant for one in rows for tenant in one.tenants]
        if len(rows) > 1 and (not all(one.tenants for one in rows) or _twice(tenants)):
            raise WrongTrustFile(f"{name}: an issuer that stands in several rows needs different tenants in each")


def _twice(names: Iterable[str]) -> bool:
    rows = list(names)
    return len(rows) != len(set(rows))
