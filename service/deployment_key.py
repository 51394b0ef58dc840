"""The secret key of the deployment, and the keyed hashes under which patients, clinicians and facts are kept."""

import hashlib
import hmac
import logging
import os
import secrets
import threading
from contextlib import suppress
from pathlib import Path

import orjson

from service.logs import log

KEY_BYTES = 32
OTHERS = 0o077


class DeploymentKey:
    """The key in its file, made with mode 0600 when it is not there. Without a file: a key of this process alone."""

    def __init__(self, file: Path | None = None):
        self._file = file
        self._read: bytes | None = None
        self._own = secrets.token_bytes(KEY_BYTES)  # stands in while the file is out of reach
        self._reading = threading.Lock()

    def secret(self) -> bytes:
        """The key; OSError when its file can be neither read nor made."""
        if self._file is None:
            return self._own
        if self._read is None:
            with self._reading:
                self._read = self._read or _read_or_made(self._file)
        return self._read

    def digest(self, *parts: str) -> str:
        """HMAC-SHA256 over the parts, as 64 hexadecimal digits.

        While the key is out of reach another one stands in: the hash then joins with nothing and tells nothing.
        """
        try:
            key = self._read or self.secret()
        except OSError:
            key = self._own
        return hmac.digest(key, orjson.dumps(parts), "sha256").hex()


def _read_or_made(file: Path) -> bytes:
    """The key in the file. Of several processes that make it at once, one wins and the others read its key."""
    with suppress(FileNotFoundError):
        return _bytes_of(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as made:
            made.write(f"{secrets.token_hex(KEY_BYTES)}\n")
            made.flush()
            os.fsync(made.fileno())
        with suppress(FileExistsError):
            os.link(draft, file)
    finally:
        draft.unlink(missing_ok=True)
    return _bytes_of(file)


def _bytes_of(file: Path) -> bytes:
    text = file.read_text("ascii", errors="replace").strip()
    if len(text) < KEY_BYTES * 2:
        raise OSError("the key file is too short")
    if file.stat().st_mode & OTHERS:
        log("key file can be read by others", logging.WARNING)
    return hashlib.sha256(text.encode()).digest()
