"""Brings files from a source into a folder, in parts and in parallel, each verified on the disk as soon as it is whole."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Callable, Iterable, Protocol

import folder
from lockfile import LockedFile, Lockfile
from refusal import STORAGE, Refusal, Stopped, shown

PART = 64 << 20


class Source(Protocol):
    def check(self, lockfile: Lockfile) -> None: ...
    def read(self, file: LockedFile, offset: int, length: int, write: Callable[[memoryview, int], None]) -> None: ...


class Incoming:
    """A file on its way."""

    def __init__(self, target: str, file: LockedFile):
        self.target = target
        self.file = file
        self.offsets = range(0, file.size, PART)
        self.left = len(self.offsets)
        self.lock = threading.Lock()
        try:
            os.makedirs(os.path.dirname(os.path.join(target, file.path)), exist_ok=True)
            self.descriptor = folder.open_beneath(target, file.path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
            os.ftruncate(self.descriptor, file.size)
        except OSError as error:
            raise Refusal(STORAGE, f"{file.path} cannot be created: {error.strerror}") from None

    def write(self, data: memoryview, offset: int) -> None:
        try:
            while data:
                count = os.pwrite(self.descriptor, data, offset)
                data, offset = data[count:], offset + count
        except OSError as error:
            raise Refusal(STORAGE, f"{self.file.path} cannot be written: {error.strerror}") from None

    def fetch(self, source: Source, offset: int) -> bool:
        """@return whether this was the last part"""
        source.read(self.file, offset, min(PART, self.file.size - offset), self.write)
        with self.lock:
            self.left -= 1
            return self.left == 0

    def settle(self) -> None:
        os.close(self.descriptor)
        folder.verify(self.target, self.file)


def verified(target: str, files: Iterable[LockedFile], cores: int) -> set[str]:
    """The paths whose content is as locked; the others are told."""

    def good(file: LockedFile) -> bool:
        try:
            folder.verify(target, file)
            return True
        except Refusal as refusal:
            print(f"weights: found before: {refusal}; brought again", flush=True)
            return False

    files = sorted(files, key=lambda file: -file.size)
    with ThreadPoolExecutor(cores) as hashers:
        return {file.path for file, fine in zip(files, hashers.map(good, files)) if fine}


def bring(source: Source, target: str, files: list[LockedFile], cores: int, connections: int, stop: threading.Event) -> None:
    """@raise Refusal by the first file that is not what the lockfile says, or that does not come"""
    needed, free = sum(file.size for file in files), os.statvfs(target)
    if free.f_bavail * free.f_frsize < needed:
        raise Refusal(STORAGE, f"{shown(target)} has {free.f_bavail * free.f_frsize} bytes left; expected {needed}")
    failures: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> None:
        """The first failure stops all other work and is the one that is told."""
        try:
            if not stop.is_set():
                work()
        except Stopped:
            pass
        except BaseException as error:
            failures.append(error)
            stop.set()

    def fetch(file: Incoming, offset: int) -> None:
        if file.fetch(source, offset):
            hashers.submit(guarded, file.settle)

    # Large files first: a small one at the end keeps no core waiting for long.
    incoming = [Incoming(target, file) for file in sorted(files, key=lambda file: -file.size)]
    with ThreadPoolExecutor(cores) as hashers:
        with ThreadPoolExecutor(connections) as fetchers:
            for file in incoming:
                for offset in file.offsets:
                    fetchers.submit(guarded, partial(fetch, file, offset))
    if failures:
        raise failures[0]
