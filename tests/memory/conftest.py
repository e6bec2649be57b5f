"""What the tests of the store share: other processes, small disks and disks that cannot be written."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_LOCK = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
held.execute("ROLLBACK")
held.close()
"""


def start(code: str, *words: object) -> subprocess.Popen[str]:
    """Start a process of its own that runs Python code; a warning ends it."""
    command = (sys.executable, "-W", "error", "-c", code, *map(str, words))
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def system(*words: object) -> None:
    """Run a command of the system; it fails as a whole where it cannot."""
    subprocess.run([str(word) for word in words], check=True, capture_output=True, timeout=10)


@pytest.fixture(scope="session")
def process() -> Callable[..., subprocess.Popen[str]]:
    """Start Python code as a process of its own."""
    return start


@pytest.fixture(scope="session")
def locked():
    """While it lasts, another process is writing to the store."""

    @contextmanager
    def locked(path: Path) -> Iterator[None]:
        with start(_LOCK, path) as other:
            assert other.stdout.readline() == "locked\n"
            yield
            other.communicate("")

    return locked


@pytest.fixture
def disk(tmp_path):
    """A disk of 256 kB of its own; the test is left out where none can be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        system("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder)
    except (OSError, subprocess.SubprocessError):
        pytest.skip("no disk can be mounted here")
    yield folder
    system("umount", "-l", folder)


@pytest.fixture
def fill():
    """Leave no byte free on a disk."""

    def fill(folder: Path) -> None:
        with (folder / "filler").open("wb", buffering=0) as file:
            for size in (4096, 1):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError:
                    continue

    return fill


@pytest.fixture
def freeze():
    """Make a folder, and the files in it, such that nobody can write them; left out where that cannot be had."""
    frozen = []

    def freeze(folder: Path) -> None:
        if os.path.ismount(folder):
            system("mount", "-o", "remount,ro", folder)
            return
        if os.geteuid() == 0:
            pytest.skip("permissions do not bind the superuser")
        for path in (*folder.iterdir(), folder):
            path.chmod(0o500)
        frozen.append(folder)

    yield freeze
    for folder in frozen:
        folder.chmod(0o700)
