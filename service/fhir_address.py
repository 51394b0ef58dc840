"""Addresses of FHIR servers: their canonical form, which one a client may name, and where a next link may lead.

Text is compared, never resolved: what a request or a record server says cannot lead to an address that is not listed.
"""

import re
from collections.abc import Collection
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from service.loopback import is_loopback

LONGEST_BASE = 2048
LONGEST_LINK = 16_384  # real servers send next links above 2 kB
DEFAULT_PORTS = {"http": "80", "https": "443"}
BASE = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])"
    r"(?::(?P<port>[0-9]{1,5}))?(?P<path>(?:/[A-Za-z0-9._~!$&'()*+,;=:@-]+)*)/?",
    re.ASCII,
)
LINK = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]+")  # printable, without the blank, the quote and the backslash
PROXY_PORT = re.compile(r"^(https?://[^/?]*?)(?::443)+(?=[/?]|$)", re.IGNORECASE)  # "host:443", "host:8443:443"
DOTS = {".", ".."}


def canonical(address: str) -> str | None:
    """The base of a FHIR server with scheme and host in lower case, no default port and no slash at the end.

    None for anything that would need more than that to be compared: user information, query, fragment, dot segments,
    escapes, blanks, control characters, another scheme.
    """
    if len(address) > LONGEST_BASE:
        return None
    scheme, colon, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    found = BASE.fullmatch(f"{scheme.lower()}{colon}{host.lower()}{slash}{path}")
    if found is None or DOTS & set(found["path"].split("/")):
        return None
    port = "" if found["port"] in (None, DEFAULT_PORTS[found["scheme"]]) else f":{int(found['port'])}"
    return f"{found['scheme']}://{found['host']}{port}{found['path']}"


def permitted(server: str, bases: Collection[str], *, http_loopback: bool) -> str | None:
    """The base to read from, or None: it must be listed, and be https or, where allowed, plain http on loopback."""
    base = canonical(server)
    if base is None or base not in bases:
        return None
    return base if base.startswith("https://") or (http_loopback and on_http_loopback(base)) else None


def on_http_loopback(base: str) -> bool:
    """True for plain http to this machine."""
    parts = urlsplit(base)
    return parts.scheme == "http" and is_loopback(parts.hostname or "")


def next_address(base: str, link: object) -> str | None:
    """Where a next link leads, on the origin and below the path of the base; None when it leads anywhere else.

    Relative links are resolved against the base (FHIR R4, Bundle.link), and a port that a proxy added is dropped. The
    answer is put together from the base and the link's path and query, so it cannot name another server.
    """
    if type(link) is not str or len(link) > LONGEST_LINK or not LINK.fullmatch(link) or "#" in link:
        return None
    home = urlsplit(base)
    try:
        target = urlsplit(urljoin(f"{base}/", PROXY_PORT.sub(r"\1", link)))
    except ValueError:  # an address of IPv6 that is none
        return None
    if (target.scheme, target.netloc.lower()) != (home.scheme, home.netloc):
        return None
    inside = target.path == home.path or target.path.startswith(f"{home.path}/")
    if not inside or DOTS & set(unquote(target.path).split("/")) or "\\" in unquote(target.path):
        return None
    return f"{home.scheme}://{home.netloc}{target.path}{f'?{target.query}' if target.query else ''}"


def parameters(address: object) -> set[str]:
    """The names of the search parameters of an address, without modifiers; none when it has no query."""
    if type(address) is not str or "?" not in address:
        return set()
    query = address.partition("?")[2]
    return {name.split(":")[0].split(".")[0] for name, _ in parse_qsl(query, keep_blank_values=True)}
