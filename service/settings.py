"""Every setting of the service, read from BONE_HEALTH_* variables; a wrong or unknown one stops the start by name."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from cards.guidelines import edition_ids
from cards.regions import region_ids
from cards.text import LANGUAGES
from service.rate import rate_of

PREFIX = "BONE_HEALTH_"
ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?|https?://\[[0-9a-f:]+\](:[0-9]{1,5})?")


ADDRESS = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?")


class WrongSetting(ValueError):
    """A setting that stops the start; the message is one line and names the variable."""


def _data_home() -> Path:
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "bone-health-cds"


class Settings(BaseSettings):
    """All settings. A variable is the field's name in capitals after BONE_HEALTH_."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    edition: str = Field("esmo-2014", description="Guideline edition the advice follows.")
    region: str = Field("INT", description="Region profile: which drugs are available.")
    language: str = Field("en", description="Language of the cards unless a caller asks for another.")
    indicator_ceiling: Literal["info", "warning", "critical"] = Field(
        "critical", description="The most urgent indicator a card may carry; some EHRs show critical as a pop-up."
    )
    data_dir: Path = Field(
        default_factory=_data_home,
        description="Folder for the service's own data; made when it does not exist.",
    )
    database_url: str = Field(
        "", repr=False, description="SQLAlchemy URL of the journal. Empty: SQLite in the data folder."
    )
    hmac_key_file: Path | None = Field(
        None,
        description="File with the key under which patients and clinicians are hashed and the audit trail is sealed; at"
        " least 64 characters. Empty: hmac.key in the data folder, made at the first start.",
    )
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Origins (scheme://host:port, comma-separated) whose browser pages may call the service."
    )
    public_url: str = Field(
        "",
        description="Address under which callers reach the service; what tokens must name as their audience begins so.",
    )
    trust_file: Path | None = Field(
        None, description="Trust table: who may call. Without one only calls from this machine are answered."
    )
    replay_url: str = Field(
        "",
        repr=False,
        description="SQLAlchemy URL of the used tokens. Empty: the journal's PostgreSQL, else a file in memory.",
    )
    clock_leeway_seconds: int = Field(
        90, ge=0, le=300, description="How far the clocks of a client and of this service may differ for a token."
    )
    rate_limit: str = Field(
        "600/minute",
        description="Calls of one client that one worker process answers, unless the trust table says otherwise.",
    )
    allow_http_loopback: bool = Field(
        False,
        description="Read FHIR servers over plain HTTP on loopback too, when they are listed for the client.",
    )
    ca_file: Path | None = Field(
        None,
        description="PEM file with the authorities behind certificates of FHIR and key servers; default: the public.",
    )
    fhir_parallel_calls: int = Field(4, ge=1, le=16, description="Calls to a FHIR server at once for one request.")
    fhir_calls_per_client: int = Field(
        8, ge=1, le=32, description="Calls to FHIR servers at once for one client, in each process."
    )
    fhir_max_bytes: int = Field(
        5 * 1024 * 1024,
        ge=1024,
        le=64 * 1024 * 1024,
        description="Largest answer of a FHIR server, in bytes; four times that for a chart.",
    )
    max_body_bytes: int = Field(
        5 * 1024 * 1024, ge=1024, le=64 * 1024 * 1024, description="Largest request body in bytes; more gets 413."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="Least severe line written.")

    @field_validator("edition", "region", "language")
    @classmethod
    def _must_exist(cls, value: str, info: object) -> str:
        known = {"edition": edition_ids(), "region": region_ids(), "language": list(LANGUAGES)}
        choices = known[getattr(info, "field_name", "")]
        if value not in choices:
            raise ValueError(f"there is only {', '.join(choices)}")
        return value

    @field_validator("rate_limit")
    @classmethod
    def _a_rate(cls, written: str) -> str:
        rate_of(written)
        return written

    @model_validator(mode="after")
    def _address_for_tokens(self) -> Self:
        """A token names the address it is meant for; a request cannot be asked what that is."""
        if self.trust_file is not None and not self.public_url:
            raise ValueError("BONE_HEALTH_PUBLIC_URL: a trust table needs the address that tokens are made for")
        return self

    @field_validator("ca_file")
    @classmethod
    def _must_be_there(cls, file: Path | None) -> Path | None:
        if file is not None and not file.is_file():
            raise ValueError("there is no such file")
        return file

    @field_validator("hmac_key_file")
    @classmethod
    def _is_there(cls, file: Path | None) -> Path | None:
        """A key that is named is never made: a slip in the name would begin a second key unseen."""
        if file is not None and not file.is_file():
            raise ValueError("there is no such file")
        return file

    @field_validator("public_url")
    @classmethod
    def _plain_address(cls, address: str) -> str:
        if address and not ADDRESS.fullmatch(address):
            raise ValueError("it must be http:// or https:// with a host, without query or fragment")
        return address.rstrip("/")

    @field_validator("allowed_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(one.strip() for one in value.split(",") if one.strip()) if isinstance(value, str) else value

    @field_validator("allowed_origins")
    @classmethod
    def _exact_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for origin in origins:
            if not ORIGIN.fullmatch(origin):
                raise ValueError("each must be scheme://host or scheme://host:port, in lower case, without a path")
        return origins

    def replay_store_url(self) -> str:
        """The SQLAlchemy URL of the tokens used, for all replicas of one database; "" for a file of this machine."""
        return self.replay_url or (self.database_url if not self.database_url.startswith("sqlite") else "")

    def journal_url(self) -> str:
        """The SQLAlchemy URL of the journal."""
        return self.database_url or f"sqlite:///{self.data_dir / 'journal.sqlite3'}"

    def key_file(self) -> Path:
        """The file of the deployment's key."""
        return self.hmac_key_file or self.data_dir / "hmac.key"


def load_settings(given: Mapping[str, object] | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process; `given` ones win over variables. WrongSetting names what stops the start."""
    ours = (name for name in environ if name.upper().startswith(PREFIX))
    unknown = sorted(name for name in ours if name[len(PREFIX) :].lower() not in Settings.model_fields)
    if unknown:
        raise WrongSetting(f"{unknown[0]} is not a setting of this service")
    try:
        return Settings(**(given or {}))  # type: ignore[arg-type]  # checked by pydantic, field by field
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False)[0]
        why = first["msg"].removeprefix("Value error, ")
        name = f"{PREFIX}{str(first['loc'][0]).upper()}: " if first["loc"] else ""  # a check of all names its own
        raise WrongSetting(f"{name}{why}") from None
