"""How long each line of one request takes, measured in this process: the lines of service/invoke.py, one by one."""

import gc
import time
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import orjson

from cards.engine import Interview
from cards.guidelines import guideline
from cards.ranking import rank
from cards.regions import region
from service.assessing import assess_each, open_ones
from service.auth import Caller
from service.catalog import build_catalog
from service.deployment_key import DeploymentKey
from service.evaluation import Findings
from service.gather import gather
from service.hooks import HOOKS
from service.journal_rows import evaluation
from service.present import present
from service.reader import read
from service.wire import read_call

TODAY = date(2026, 11, 1)
CALLER = Caller("esmo-2014", "INT", "en", "critical")
KEY = DeploymentKey()


class Stage(NamedTuple):
    """One line of the request and what it makes of what the lines before it made."""

    name: str
    run: Callable[[dict[str, Any]], Any]


def _lines() -> list[Stage]:
    service = next(iter(build_catalog().values()))
    rows = service.recommendations[CALLER.edition]
    edition, area = guideline(CALLER.edition), region(CALLER.region)

    def found(at: dict[str, Any]) -> Findings:
        assessments, failed = at["assess"]
        left_open = open_ones(at["gather"], at["read"], assessments)
        return Findings(CALLER, at["gather"], at["read"].notes, at["interview"], assessments, failed, left_open, rank(assessments))

    return [
        Stage("parse", lambda at: read_call(at["body"], HOOKS[0].name)),
        Stage("gather", lambda at: gather(service, at["parse"])),
        Stage("read", lambda at: read(at["gather"], TODAY, edition, area)),
        Stage("interview", lambda at: Interview(at["read"].patient, thorough=False)),
        Stage("assess", lambda at: assess_each(rows, at["interview"])),
        Stage("rank", found),
        Stage("present", lambda at: present(at["rank"])),
        Stage("journal rows", lambda at: evaluation(KEY, service.id, at["parse"], at["rank"], at["present"])),
        Stage("write the answer", lambda at: orjson.dumps({"cards": at["present"]})),
    ]


def stages(body: bytes, repeats: int) -> list[tuple[str, float]]:
    """The mean CPU seconds of each line over `repeats` requests, in the order they run."""
    lines = _lines()
    gc.collect()
    gc.freeze()
    spent = dict.fromkeys((line.name for line in lines), 0.0)
    for turn in range(repeats + 20):
        at: dict[str, Any] = {"body": body}
        for line in lines:
            start = time.process_time()
            at[line.name] = line.run(at)
            if turn >= 20:  # the first ones fill the caches
                spent[line.name] += time.process_time() - start
    return [(name, seconds / repeats) for name, seconds in spent.items()]
