"""The trust table under gunicorn with several workers: a token is good once for all of them, and a new table costs no call."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service.replay import StoreDown, file_for, replay_store
from tests.contract.test_server import serving
from tests.load.reload import MANY, status, under_reloads
from tests.postgres import Cluster
from tests.signing import PUBLIC, row, token, trust_file

pytestmark = pytest.mark.enable_socket


@pytest.mark.requirement("JWT-12")
def test_of_twenty_uses_of_one_token_at_once_one_is_answered(tmp_path: Path) -> None:
    """AUTH-218."""
    file = trust_file(tmp_path, row())
    with serving(tmp_path, workers=3, trust_file=str(file), public_url=PUBLIC) as server, ThreadPoolExecutor(20) as pool:
        for _ in range(3):
            once = f"Bearer {token()}"
            answers = sorted(pool.map(lambda authorization: status(server, authorization), [once] * 20))
            assert answers == [200] + [401] * 19


def test_a_table_that_changes_every_half_second_costs_no_call(tmp_path: Path) -> None:
    file = trust_file(tmp_path, row(**MANY))
    with serving(tmp_path, trust_file=str(file), public_url=PUBLIC) as server:
        outcome = under_reloads(server, file, seconds=6)
    assert set(outcome.statuses) == {200}, outcome
    assert outcome.statuses[200] > 40
    assert outcome.turns >= 5


def test_without_the_store_of_used_tokens_nobody_is_let_in(tmp_path: Path) -> None:
    """Fail closed: 503 with Retry-After, and 200 again when it is back."""
    file, store = trust_file(tmp_path, row()), tmp_path / "store"
    store.write_text("a file where the folder should be")
    url = f"sqlite:///{store / 'replay.sqlite3'}"
    with serving(tmp_path, trust_file=str(file), public_url=PUBLIC, replay_url=url) as server:
        assert status(server, f"Bearer {token()}") == 503
        store.unlink()
        assert status(server, f"Bearer {token()}") == 200


@pytest.mark.requirement("BP-02")
def test_tokens_that_have_run_out_are_forgotten(tmp_path: Path) -> None:
    store = replay_store(f"sqlite:///{tmp_path / 'replay.sqlite3'}", tmp_path)
    assert [store.first("iss", "one", 10.0, 0.0), store.first("iss", "one", 10.0, 0.0)] == [True, False]
    assert store.first("other", "one", 10.0, 0.0)
    for number in range(1000):
        store.first("iss", f"later-{number}", 99.0, 50.0)
    assert store.first("iss", "one", 99.0, 50.0)


def test_the_file_lies_in_memory_unless_somebody_else_made_the_folder(tmp_path: Path) -> None:
    """A full disk must not keep callers out, and nobody else may read or plant a file there."""
    data, memory = tmp_path / "data", tmp_path / "memory"
    memory.mkdir()
    file = file_for(data, memory)
    assert (file.parent.parent, stat.S_IMODE(file.parent.stat().st_mode)) == (memory, 0o700)
    assert file_for(data, memory) == file
    assert file_for(tmp_path / "other", memory) != file
    file.parent.chmod(0o777)
    assert file_for(data, memory) == data / "replay.sqlite3"
    file.parent.rmdir()
    (tmp_path / "planted").mkdir(mode=0o700)
    file.parent.symlink_to(tmp_path / "planted")
    assert file_for(data, memory) == data / "replay.sqlite3"
    assert file_for(data, tmp_path / "absent") == data / "replay.sqlite3"


def test_replicas_of_one_database_know_the_same_tokens(cluster: Cluster) -> None:
    """PostgreSQL: two processes' worth of stores, opened at once on an empty database."""
    url = cluster.new_database("replay")
    stores = [replay_store(url, Path("unused")) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        first = list(pool.map(lambda store: store.first("iss", "one", 10.0, 0.0), stores))
    assert sorted(first) == [False, False, False, True]
    assert stores[1].first("iss", "two", 10.0, 0.0)
    cluster.stop()
    with pytest.raises(StoreDown):
        stores[0].first("iss", "three", 10.0, 0.0)
    cluster.start()
    assert stores[0].first("iss", "three", 10.0, 0.0)
    for store in stores:
        store._engine.dispose()  # type: ignore[attr-defined]
