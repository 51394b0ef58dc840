"""Opens what stands between a token and an answer, as the settings say; without a trust table there is nothing."""

from service.auth import Gate
from service.keys import fetcher
from service.rate import Limiter
from service.replay import replay_store
from service.settings import PREFIX, Settings, WrongSetting
from service.trust import Trust
from service.trust_file import WrongTrustFile


def open_gate(settings: Settings) -> Gate | None:
    """The gate, or None without a trust table; WrongSetting when the table cannot be used."""
    trust = open_trust(settings)
    if trust is None:
        return None
    return Gate(trust, replay_store(settings.replay_store_url(), settings.data_dir), Limiter())


def open_trust(settings: Settings) -> Trust | None:
    """The trust table alone."""
    if settings.trust_file is None:
        return None
    try:
        return Trust(settings.trust_file, settings, fetcher(str(settings.ca_file) if settings.ca_file else True))
    except WrongTrustFile as wrong:
        raise WrongSetting(f"{PREFIX}TRUST_FILE: {wrong}") from None
