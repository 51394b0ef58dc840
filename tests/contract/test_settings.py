"""Settings: a wrong or unknown one stops the start and is named; every one has a description."""

from pathlib import Path

import pytest

from service.settings import Settings, WrongSetting, load_settings
from tests.calls import client


def test_every_setting_has_a_description() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_a_variable_that_is_no_setting_stops_the_start_by_name() -> None:
    with pytest.raises(WrongSetting, match="BONE_HEALTH_LANGAUGE is not a setting"):
        load_settings(environ={"BONE_HEALTH_LANGAUGE": "en", "OTHER": "x"})


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("EDITION", "esmo-1999", "there is only esmo-2014"),
        ("REGION", "XX", "there is only CN"),
        ("LANGUAGE", "tlh", "there is only en"),
        ("MAX_BODY_BYTES", "lots", "valid integer"),
        ("MAX_BODY_BYTES", "5", "greater than or equal"),
        ("INDICATOR_CEILING", "fatal", "'info', 'warning' or 'critical'"),
        ("ALLOWED_ORIGINS", "*", "scheme://host"),
        ("ALLOWED_ORIGINS", "https://ehr.example/path", "scheme://host"),
        ("CLOCK_LEEWAY_SECONDS", "301", "less than or equal to 300"),
        ("RATE_LIMIT", "often", "must be a rate"),
        ("PUBLIC_URL", "cds.example", "http:// or https://"),
        ("PUBLIC_URL", "https://user:word@cds.example", "http:// or https://"),
    ],
)
def test_a_wrong_value_stops_the_start(name: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"BONE_HEALTH_{name}", value)
    with pytest.raises(WrongSetting, match=f"BONE_HEALTH_{name}: .*") as refused:
        load_settings()
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


def test_origins_are_a_comma_separated_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BONE_HEALTH_ALLOWED_ORIGINS", "https://a.example, http://localhost:8080")
    assert load_settings().allowed_origins == ("https://a.example", "http://localhost:8080")


def test_the_journal_lies_in_the_data_folder_unless_a_url_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BONE_HEALTH_DATA_DIR", "/var/lib/bone")
    assert load_settings().journal_url() == "sqlite:////var/lib/bone/journal.sqlite3"
    monkeypatch.setenv("BONE_HEALTH_DATABASE_URL", "postgresql://db/bone")
    assert load_settings().journal_url() == "postgresql://db/bone"


def test_the_data_folder_is_the_users_own_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/home/u/data")
    assert load_settings().data_dir == Path("/home/u/data/bone-health-cds")


def test_the_public_address_stands_in_the_openapi_document() -> None:
    served = client(public_url="https://cds.example/bone/").get("/openapi.json").get_json()
    assert served["servers"] == [{"url": "https://cds.example/bone"}]
    assert "servers" not in client().get("/openapi.json").get_json()


def test_plain_http_on_loopback_may_be_allowed_beforehand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BONE_HEALTH_ALLOW_HTTP_LOOPBACK", "1")
    assert load_settings().allow_http_loopback is True
