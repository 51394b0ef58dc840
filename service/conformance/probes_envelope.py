"""Probes of JSON, discovery, prefetch templates and extensions."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qsl

from service.conformance.asking import Json
from service.conformance.probing import ADDRESS, REVERSE_DOMAIN, NotTestable, Probe, some, text, texts, walk
from service.conformance.visit import Seen

OK, UNAUTHORIZED = 200, 401
LIBRARY = {
    "allergyintolerance-create", "appointment-book", "encounter-discharge", "encounter-start", "medication-prescribe",
    "medication-refill", "medication-verify", "order-dispatch", "order-review", "order-select", "order-sign",
    "patient-view", "problem-list-item-create",
}  # fmt: skip
TOKEN = re.compile(r"\{\{(.*?)\}\}")
USER_TOKENS = {"userPractitionerId", "userPractitionerRoleId", "userPatientId", "userRelatedPersonId"}
PATIENT_VIEW_TOKENS = {"context.userId", "context.patientId", "context.encounterId"} | USER_TOKENS
DATE_PREFIXES = re.compile(r"(ne|sa|eb|ap)\d")
SEMVER = re.compile(r"\d+\.\d+(\.\d+)?(-[0-9A-Za-z.-]+)?")
MAY_BE_EMPTY = re.compile(r"\.(cards|services)")


def all_json(seen: Seen) -> Iterable[str]:
    """Every answer with a body is JSON with the media type of JSON."""
    for reply in seen.replies():
        if reply.body and (reply.json is None or "json" not in reply.headers.get("Content-Type", "")):
            yield f"{reply.story}: {reply.status} is not JSON"


def strict(seen: Seen) -> Iterable[str]:
    """Bodies parse with a strict parser."""
    return (f"{reply.story}: not strict JSON" for reply in seen.replies() if reply.body and reply.json is None)


def no_null(seen: Seen) -> Iterable[str]:
    """No element of any answer is null."""
    for reply in seen.replies():
        yield from (f"{reply.story}: {path} is null" for path, value in walk(reply.json or {}) if value is None)


def nothing_empty(seen: Seen) -> Iterable[str]:
    """Only `cards` and `services` may be empty."""
    for reply in (one for one in seen.replies() if one.json):
        for path, value in walk(reply.json):
            if value in ("", [], {}) and not MAY_BE_EMPTY.fullmatch(path):
                yield f"{reply.story}: {path} is empty"


def no_selection_of_actions(seen: Seen) -> Iterable[str]:
    """No answer uses actionSelectionBehavior, which only clients known to support it may get."""
    return (
        f"{r.story}: {p}" for r in seen.replies() for p, _ in walk(r.json) if p.endswith(".actionSelectionBehavior")
    )


def discovery_answers(seen: Seen) -> Iterable[str]:
    """GET {base}/cds-services answers 200 with JSON, twice."""
    for reply in (seen.discovery, seen.around["discovery again"]):
        if reply.status != OK or type(reply.json) is not dict:
            yield f"status {reply.status} {reply.problem}".strip()


def services_listed(seen: Seen) -> Iterable[str]:
    """The body has an array `services` of objects."""
    found = seen.discovery.json.get("services") if type(seen.discovery.json) is dict else None
    if type(found) is not list or any(type(one) is not dict for one in found):
        yield "services is no array of objects"


def hook_named(seen: Seen) -> Iterable[str]:
    """Each service names its hook."""
    return texts(some(seen.services, "service"), "hook")


def titled(seen: Seen) -> Iterable[str]:
    """Each service has a title."""
    return texts(some(seen.services, "service"), "title")


def described(seen: Seen) -> Iterable[str]:
    """Each service has a description."""
    return texts(some(seen.services, "service"), "description")


def id_is_path(seen: Seen) -> Iterable[str]:
    """Each service has a URL-safe id, and a call at {base}/cds-services/{id} reaches it."""
    for service in some(seen.services, "service"):
        problem = text(service, "id")
        if problem or not re.fullmatch(r"[A-Za-z0-9._~-]+", service["id"]):
            yield problem or "an id is not safe in a URL"
        elif seen.calls[service["id"]]["well formed"].status in {0, 404, 405}:
            yield f"{service['id']} does not answer at its address"


def templates(seen: Seen) -> list[tuple[str, Json, str]]:
    """Every prefetch template as (hook, service, query)."""
    rows = [
        (str(s.get("hook")), s, q) for s in some(seen.services, "service") for q in (s.get("prefetch") or {}).values()
    ]
    if not rows:
        raise NotTestable("no service asks for prefetch")
    return rows


def prefetch_form(seen: Seen) -> Iterable[str]:
    """`prefetch`, when present, is a non-empty object of non-empty strings."""
    for service in some(seen.services, "service"):
        asked = service.get("prefetch", {"x": "x"})
        if type(asked) is not dict or not asked or not all(type(q) is str and q.strip() for q in asked.values()):
            yield "prefetch is no object of strings, or empty"


def usage_is_text(seen: Seen) -> Iterable[str]:
    """usageRequirements, when present, is text."""
    return texts((s for s in some(seen.services, "service") if "usageRequirements" in s), "usageRequirements")


def version_form(seen: Seen) -> Iterable[str]:
    """`version`, when present, is a semantic version."""
    said = [s for s in seen.services if "version" in s]
    return (f"version {s['version']!r:.20}" for s in some(said, "version") if not SEMVER.fullmatch(str(s["version"])))


def hook_version(seen: Seen) -> Iterable[str]:
    """`hookVersion` of patient-view, when present, is 1.0."""
    said = [s for s in seen.services if s.get("hook") == "patient-view" and "hookVersion" in s]
    return (f"hookVersion {s['hookVersion']!r:.20}" for s in some(said, "hookVersion") if s["hookVersion"] != "1.0")


def pairs_unique(seen: Seen) -> Iterable[str]:
    """No two services have the same id and hook."""
    pairs = [(s.get("id"), s.get("hook")) for s in some(seen.services, "service")]
    return ["an id and hook stand twice"] if len(pairs) > len(set(pairs)) else []


def order_of_keys(seen: Seen) -> Iterable[str]:
    """A template that uses another key comes after it."""
    for service in seen.services:
        known: set[str] = set()
        for key, query in (service.get("prefetch") or {}).items():
            used = set(re.findall(r"%(\w+)(?=[.}])", str(query)))
            yield from (f"{key} uses {name} before it" for name in used - known)
            known.add(key)


def tokens(seen: Seen) -> Iterator[tuple[str, str]]:
    return ((hook, token) for hook, _, query in templates(seen) for token in TOKEN.findall(query))


def delimiters(seen: Seen) -> Iterable[str]:
    """Braces come in pairs of {{ and }}."""
    return (f"{q[:40]}" for _, _, q in templates(seen) if re.search(r"[{}]", TOKEN.sub("", q)))


def token_names(seen: Seen) -> Iterable[str]:
    """A token is a context field, or one of the four ids of the user."""
    plain = re.compile(r"context\.[A-Za-z0-9_]+")
    return (token for _, token in tokens(seen) if not plain.fullmatch(token) and token not in USER_TOKENS)


def token_grammar(seen: Seen) -> Iterable[str]:
    """As before, or with the paths of CDS Hooks 3.0."""
    grammar = re.compile(r"(context\.\w+|%\w+|user\w+Id|today\(\))[\w.()| :'-]*")
    return (token for _, token in tokens(seen) if not grammar.fullmatch(token))


def patient_view_tokens(seen: Seen) -> Iterable[str]:
    """patient-view offers userId, patientId and encounterId."""
    return (token for hook, token in tokens(seen) if hook == "patient-view" and token not in PATIENT_VIEW_TOKENS)


def subset(seen: Seen) -> Iterable[str]:
    """Plain parameters only: no modifier but :in, no chain, _include, _has or odd date prefix."""
    for _, _, query in templates(seen):
        _, _, parameters = query.partition("?")
        for name, value in parse_qsl(parameters, keep_blank_values=True):
            odd_name = "." in name or (":" in name and not name.endswith(":in"))
            if (
                odd_name
                or name in {"_include", "_revinclude", "_has", "_filter", "_query"}
                or DATE_PREFIXES.match(value)
            ):
                yield f"{name}={value[:20]}"


def each_parameter_once(seen: Seen) -> Iterable[str]:
    """No parameter stands twice: the reference client joins them with a comma, which means OR."""
    for _, _, query in templates(seen):
        names = [name for name, _ in parse_qsl(query.partition("?")[2], keep_blank_values=True)]
        yield from {f"{name} stands twice" for name in names if names.count(name) > 1}


def extensions(seen: Seen) -> Iterator[tuple[str, Any]]:
    """Every extension of the service itself, with its path; not those inside FHIR resources."""
    found = [(f"{r.story}: {p}", v) for r in seen.replies() for p, v in walk(r.json) if p.endswith(".extension")]
    found = [(path, value) for path, value in found if ".resource." not in path]
    if not found:
        raise NotTestable("no extension seen")
    return iter(found)


def extension_is_object(seen: Seen) -> Iterable[str]:
    """An extension is an object with something in it."""
    return (path for path, value in extensions(seen) if type(value) is not dict or not value)


def extension_names(seen: Seen) -> Iterable[str]:
    """The keys of an extension are reverse-domain names."""
    return (k for _, v in extensions(seen) if type(v) is dict for k in v if not REVERSE_DOMAIN.fullmatch(k))


def hooks_of_their_own(seen: Seen) -> Iterable[str]:
    """A hook that is not in the library has a reverse-domain name."""
    own = [s for s in seen.services if s.get("hook") not in LIBRARY]
    names = (str(one.get("hook")) for one in some(own, "hook outside the library"))
    return (name[:40] for name in names if not REVERSE_DOMAIN.fullmatch(name))


def strict_types(seen: Seen) -> Iterable[str]:
    """Discovery is the same document when it is asked for again."""
    again = seen.around["discovery again"].json
    return [] if json.dumps(again) == json.dumps(seen.discovery.json) else ["discovery differs when asked again"]


def over_tls(seen: Seen) -> Iterable[str]:
    """The address is https."""
    if seen.target.base.startswith(("http://127.", "http://localhost", "http://[::1]")):
        raise NotTestable("the address is loopback")
    return [] if ADDRESS.fullmatch(seen.target.base) else ["the address is not https"]


PROBES: dict[str, Probe] = {
    "JSN-01": all_json, "JSN-03": strict, "JSN-04": no_null, "JSN-05": nothing_empty, "JSN-06": no_null,
    "CAP-02": no_selection_of_actions, "DSC-01": discovery_answers, "DSC-02": services_listed, "DSC-04": hook_named,
    "DSC-05": titled, "DSC-06": described, "DSC-07": id_is_path, "DSC-08": prefetch_form, "DSC-09": usage_is_text,
    "DSC-10": version_form, "DSC-11": hook_version, "DSC-12": pairs_unique, "DSC-13": discovery_answers,
    "DSC-14": order_of_keys, "PRF-14": strict_types, "TOK-01": delimiters, "TOK-02": token_names,
    "TOK-03": token_grammar, "TOK-04": patient_view_tokens, "TOK-05": token_names, "TOK-06": token_names,
    "QRY-01": each_parameter_once, "QRY-02": subset, "EXT-01": extension_is_object, "EXT-02": extension_names,
    "HOK-02": hooks_of_their_own, "SEC-01": over_tls,
}  # fmt: skip
