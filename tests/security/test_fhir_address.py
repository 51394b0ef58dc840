"""Which strings name the same FHIR server, which may be read, and where next links may lead."""

import pytest

from service.fhir_address import canonical, next_address, permitted

CANONICAL = [
    # written, canonical (None: refused)
    ("https://ehr.example/fhir", "https://ehr.example/fhir"),
    ("https://ehr.example/fhir/", "https://ehr.example/fhir"),
    ("HTTPS://EHR.Example/fhir", "https://ehr.example/fhir"),
    ("https://ehr.example:443/fhir", "https://ehr.example/fhir"),
    ("https://ehr.example:8443/fhir", "https://ehr.example:8443/fhir"),
    ("http://127.0.0.1:80/fhir", "http://127.0.0.1/fhir"),
    ("https://ehr.example", "https://ehr.example"),
    ("https://ehr.example/", "https://ehr.example"),
    ("https://[::1]:8080/fhir", "https://[::1]:8080/fhir"),
    ("https://ehr.example/Fhir/R4", "https://ehr.example/Fhir/R4"),
    ("https://ehr.example//fhir", None),
    ("https://ehr.example/fhir//", None),
    ("https://ehr.example./fhir", None),
    ("https://ehr.example/fhir/..", None),
    ("https://ehr.example/./fhir", None),
    ("https://ehr.example/%66hir", None),
    ("https://user@ehr.example/fhir", None),
    ("https://ehr.example/fhir?x", None),
    ("https://ehr.example/fhir#", None),
    ("https://ehr.example/fhir\n", None),
    (" https://ehr.example/fhir", None),
    ("https://ehr.example:/fhir", None),
    ("https://ehr.example:443443/fhir", None),
    ("https://ehr.exämple/fhir", None),
    ("ftp://ehr.example/fhir", None),
    ("ehr.example/fhir", None),
    ("", None),
    ("https://ehr.example/" + "a" * 2048, None),
]


@pytest.mark.parametrize(("written", "wanted"), CANONICAL, ids=[row[0][:40] for row in CANONICAL])
def test_the_canonical_form(written: str, wanted: str | None) -> None:
    assert canonical(written) == wanted
    assert wanted is None or canonical(wanted) == wanted


@pytest.mark.parametrize(
    ("server", "http_loopback", "read"),
    [
        ("https://ehr.example/fhir", False, True),
        ("https://ehr.example:443/fhir/", False, True),
        ("https://ehr.example/other", True, False),
        ("http://127.0.0.1:8090/fhir", True, True),
        ("http://127.0.0.1:8090/fhir", False, False),
        ("http://localhost:8090/fhir", True, False),
        ("http://ehr.example/fhir", True, False),
        ("", True, False),
    ],
)
def test_a_server_is_read_when_it_is_listed_and_safe(server: str, http_loopback: bool, read: bool) -> None:
    listed = ("https://ehr.example/fhir", "http://127.0.0.1:8090/fhir", "http://ehr.example/fhir")
    assert (permitted(server, listed, http_loopback=http_loopback) is not None) == read


HOME, PORT = "https://ehr.example/fhir", "https://ehr.example:8443/fhir"
NEXT = [
    # base, link, where it leads (None: not followed)
    (HOME, "https://ehr.example/fhir/Condition?page=2", "https://ehr.example/fhir/Condition?page=2"),
    (HOME, "https://ehr.example/fhir?_getpages=1&_getpagesoffset=20", "https://ehr.example/fhir?_getpages=1&_getpagesoffset=20"),
    (HOME, "Condition?page=2", "https://ehr.example/fhir/Condition?page=2"),
    (HOME, "/fhir/Condition?page=2", "https://ehr.example/fhir/Condition?page=2"),
    (HOME, "https://ehr.example:443/fhir/Condition?page=2", "https://ehr.example/fhir/Condition?page=2"),
    (HOME, "https://ehr.example:443:443/fhir/Condition?page=2", "https://ehr.example/fhir/Condition?page=2"),
    (PORT, "https://ehr.example:8443:443/fhir/Condition?page=2", "https://ehr.example:8443/fhir/Condition?page=2"),
    (HOME, "https://EHR.example/fhir/Condition?page=2", "https://ehr.example/fhir/Condition?page=2"),
    (HOME, "https://ehr.example/fhir/Condition?code=a|b,c&page=2", "https://ehr.example/fhir/Condition?code=a|b,c&page=2"),
    (HOME, "http://ehr.example/fhir/Condition?page=2", None),
    (PORT, "https://ehr.example/fhir/Condition?page=2", None),
    (HOME, "https://ehr.example:8443/fhir/Condition?page=2", None),
    (HOME, "https://ehr.example/fhirx/Condition?page=2", None),
    (HOME, "https://ehr.example/other?page=2", None),
    (HOME, "../admin", None),
    (HOME, "Condition/..%2f..%2fadmin", None),
    (HOME, "https://user@ehr.example/fhir/Condition", None),
    (HOME, "https://ehr.example@evil.example/fhir/Condition", None),
    (HOME, "//evil.example/fhir/Condition", None),
    (HOME, "https:/\\evil.example/fhir", None),
    (HOME, "Condition?page=2#x", None),
    (HOME, "Condition?page= 2", None),
    (HOME, "http://[::1", None),
    (HOME, "javascript:alert(1)", None),
    (HOME, "", None),
    (HOME, None, None),
    (HOME, ["Condition"], None),
]


@pytest.mark.parametrize(("base", "link", "wanted"), NEXT, ids=[f"{row[0]} {str(row[1])[:60]}" for row in NEXT])
def test_where_a_next_link_leads(base: str, link: object, wanted: str | None) -> None:
    assert next_address(base, link) == wanted
