"""Commands in the documentation work: every block marked `bash run` is run, against a real server where it asks for one.

A line `#> text` in a block says that the output of the block holds this text. Ports and folders are replaced by free ones.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.repository.files import ROOT, name, texts

BASH = shutil.which("bash") or "bash"
BLOCK = re.compile(r"^```bash run\n(.*?)^```", re.MULTILINE | re.DOTALL)
DATA = re.compile(r"^```(json|toml)\n(.*?)^```", re.MULTILINE | re.DOTALL)
# The command is the entry point of pyproject.toml, installed or not.
ENTRY = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]["bone-health-cds"]
MODULE, FUNCTION = ENTRY.split(":")
PORT_IN_TEXT = "127.0.0.1:8080"
MARKDOWN = [p for p in texts() if p.suffix == ".md"]
BLOCKS = [
    pytest.param(block, id=f"{name(p)}-{number}")
    for p in MARKDOWN
    for number, block in enumerate(BLOCK.findall(p.read_text("utf-8")), 1)
]
pytestmark = pytest.mark.enable_socket


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The commands of this environment first, and an empty folder for the service's data."""
    folder = tmp_path_factory.mktemp("bin")
    command = folder / "bone-health-cds"
    command.write_text(f"#!{sys.executable}\nfrom {MODULE} import {FUNCTION}\n{FUNCTION}()\n", "utf-8")
    command.chmod(0o755)
    kept = {k: v for k, v in os.environ.items() if not k.startswith("BONE_HEALTH_")}
    return kept | {
        "PATH": os.pathsep.join([str(folder), str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONPATH": str(ROOT),
        "BONE_HEALTH_DATA_DIR": str(tmp_path_factory.mktemp("data")),
    }


@pytest.fixture(scope="module")
def address(environment: dict[str, str]) -> Iterator[str]:
    """A server started as the tutorial says, on a free port."""
    port = free_port()
    command = [sys.executable, "-c", f"from {MODULE} import {FUNCTION}; {FUNCTION}()", "serve", "--workers", "1"]
    command += ["--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield f"127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")


def test_there_are_blocks_to_run() -> None:
    with_blocks = {name(p) for p in MARKDOWN if BLOCK.search(p.read_text("utf-8"))}
    assert {"README.md", "docs/tutorial.md"} <= with_blocks


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_does_what_it_says(block: str, environment: dict[str, str], address: str) -> None:
    script = block.replace(PORT_IN_TEXT, address)
    done = subprocess.run(
        [BASH, "-euo", "pipefail", "-c", script],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    expected = [line.removeprefix("#> ") for line in block.splitlines() if line.startswith("#> ")]
    assert [text for text in expected if text not in done.stdout] == [], done.stdout[:2000]


@pytest.mark.parametrize("path", MARKDOWN, ids=name)
def test_data_in_the_text_can_be_read(path: Path) -> None:
    for kind, text in DATA.findall(path.read_text("utf-8")):
        json.loads(text) if kind == "json" else tomllib.loads(text)
