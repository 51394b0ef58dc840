"""A PostgreSQL of our own for the tests: made and started once per process, each test gets a database of its own."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name), reverse=True)
MISSING = "there is no PostgreSQL here (Debian: postgresql), so nothing was tested on it"


class Cluster(NamedTuple):
    """A running server that listens on a Unix socket in its folder and nowhere else."""

    programs: Path
    folder: Path

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs as the owner of the cluster, which is never root."""
        owner = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        command = [str(self.programs / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder, timeout=60, **owner)  # type: ignore[call-overload]

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off"
        self.run("pg_ctl", "start", "-w", "-D", f"{self.folder}/data", "-l", f"{self.folder}/log", "-o", options)

    def stop(self) -> None:
        self.run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", f"{self.folder}/data")

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def new_database(self, name: str) -> str:
        """The URL of a new, empty database."""
        self.run("createdb", "-h", str(self.folder), "-U", "postgres", name)
        return self.url(name)


def available() -> Path | None:
    """Where PostgreSQL's programs are; None without them, or without the user they must run as under root."""
    programs = next((one for one in FOLDERS if (one / "initdb").exists()), None)
    users = {one.pw_name for one in pwd.getpwall()}
    return programs if os.geteuid() != 0 or "postgres" in users else None


@contextmanager
def running(programs: Path) -> Iterator[Cluster]:
    """A cluster for the time of the block, removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: the address of a socket has little room
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    cluster = Cluster(programs, folder)
    try:
        cluster.run("initdb", "-D", f"{folder}/data", "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8")
        cluster.start()
        yield cluster
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
