"""Folders of files, looked at without following a link."""

import hashlib
import os
import shutil
import stat
from typing import Iterator

from lockfile import LockedFile, Lockfile
from refusal import CONTENT, STORAGE, Refusal, shown

CHUNK = 1 << 20


def entries(folder: str, below: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """Everything in a folder, by its path in it. Links are told, not followed."""
    with os.scandir(os.path.join(folder, below) if below else folder) as scan:
        for entry in sorted(scan, key=lambda entry: entry.name):
            path = f"{below}/{entry.name}" if below else entry.name
            status = entry.stat(follow_symlinks=False)
            yield path, status
            if stat.S_ISDIR(status.st_mode):
                yield from entries(folder, path)


def _fault(status: os.stat_result, path: str, lockfile: Lockfile, sizes: dict[str, int]) -> str | None:
    """What is wrong with an entry, by its kind, name and size."""
    if stat.S_ISLNK(status.st_mode):
        return "is a symbolic link; expected a plain file" if path in sizes else "is a symbolic link that the lockfile does not name"
    if stat.S_ISDIR(status.st_mode):
        return None if path in lockfile.folders else "is a folder; expected a plain file" if path in sizes else "is a folder of no locked file"
    if not stat.S_ISREG(status.st_mode):
        return "is neither a file nor a folder"
    if path not in sizes:
        return "is not named by the lockfile; expected no other file"
    if status.st_size != sizes[path]:
        return f"has {status.st_size} bytes; expected {sizes[path]}"
    return None


def faults(folder: str, lockfile: Lockfile) -> dict[str, str]:
    """What is wrong with a folder before any content is read: by path, in order. Empty where it holds the locked files and nothing else."""
    sizes = {file.path: file.size for file in lockfile.files}
    found: dict[str, str | None] = {path: _fault(status, path, lockfile, sizes) for path, status in entries(folder)}
    missing = {path: f"is missing; expected a file of {size} bytes" for path, size in sizes.items() if path not in found}
    return {path: what for path, what in sorted({**found, **missing}.items()) if what is not None}


def refuse_faults(wrong: dict[str, str]) -> None:
    for path, what in wrong.items():
        others = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        raise Refusal(CONTENT, f"{shown(path)} {what}{others}")


def remove(path: str) -> None:
    """Removes a file, a link (not what it points to) or a folder."""
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    elif os.path.lexists(path):
        os.unlink(path)


def open_beneath(folder: str, path: str, flags: int) -> int:
    """Opens a file in a folder; no part of `path` may be a link. @raise OSError"""
    *parents, name = path.split("/")
    at = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        for parent in parents:
            at, above = os.open(parent, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=at), at
            os.close(above)
        return os.open(name, flags | os.O_NOFOLLOW | os.O_CLOEXEC, 0o444, dir_fd=at)
    finally:
        os.close(at)


def unreadable(what: str, error: OSError) -> str:
    """Why something in a claim cannot be read. Its modes are whoever's who filled it, often of another user: that is told with what helps."""
    text = f"{what} cannot be opened as a plain file: {error.strerror}"
    if isinstance(error, PermissionError):
        text += f" for user {os.getuid()}; expected files and folders that every user may read (chmod -R a+rX)"
    return text


def sync(folder: str) -> None:
    """Brings the names in a folder to the disk."""
    at = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(at)
    finally:
        os.close(at)


def verify(folder: str, file: LockedFile) -> None:
    """Reads a file from the disk, not from memory, and compares. hashlib works outside Python's global lock, so threads use every core."""
    try:
        descriptor = open_beneath(folder, file.path, os.O_RDONLY)
    except OSError as error:
        raise Refusal(CONTENT, f"{file.path} cannot be opened as a plain file: {error.strerror}") from None
    with open(descriptor, "rb", buffering=0) as stream:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size != file.size:
            raise Refusal(CONTENT, f"{file.path} has {status.st_size} bytes; expected a plain file of {file.size}")
        try:
            # What was just written would otherwise be read from the page cache: pages are dropped once they are on the disk.
            os.fsync(descriptor)
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_SEQUENTIAL)
            digest = hashlib.sha256()
            chunk = memoryview(bytearray(CHUNK))
            while count := stream.readinto(chunk):
                digest.update(chunk[:count])
        except OSError as error:
            raise Refusal(STORAGE, f"{file.path} cannot be read back: {error.strerror}") from None
    if digest.hexdigest() != file.sha256:
        raise Refusal(CONTENT, f"{file.path} has SHA-256 {digest.hexdigest()}; expected {file.sha256}")
