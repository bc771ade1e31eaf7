"""A claim that somebody has filled: laid out as the vault is, `<model>/<commit>/<path>`, and mounted read-only."""

import os
import threading
from typing import Callable

import folder
from lockfile import LockedFile, Lockfile
from refusal import CONTENT, SOURCE, Refusal, Stopped, shown


class Claim:
    """A source of parts of files. Copied before it is verified: what somebody writes into the claim later on is never served."""

    def __init__(self, mount: str, lockfile: Lockfile, stop: threading.Event):
        self.mount = mount
        self.below = f"{lockfile.model}/{lockfile.commit}"
        self.stop = stop

    def check(self, lockfile: Lockfile) -> None:
        """@raise Refusal unless the claim holds the files of the lockfile, with their sizes, and nothing else beside them."""
        at = self.mount
        for part in self.below.split("/"):
            at = os.path.join(at, part)
            if os.path.islink(at) or not os.path.isdir(at):
                raise Refusal(SOURCE, f"{shown(self.below)} is not a folder of the claim; expected the checkpoint there")
        try:
            folder.refuse_faults(folder.faults(at, lockfile))
        except OSError as error:
            raise Refusal(SOURCE, folder.unreadable(f"the claim's {shown(self.below)}", error).replace("opened as a plain file", "listed")) from None

    def read(self, file: LockedFile, offset: int, length: int, write: Callable[[memoryview, int], None]) -> None:
        """Hands `length` bytes from `offset` on to `write`, piece by piece."""
        try:
            descriptor = folder.open_beneath(self.mount, f"{self.below}/{file.path}", os.O_RDONLY)
        except OSError as error:
            raise Refusal(CONTENT, folder.unreadable(file.path, error)) from None
        try:
            chunk = memoryview(bytearray(min(length, folder.CHUNK)))
            done = 0
            while done < length:
                if self.stop.is_set():
                    raise Stopped
                try:
                    count = os.preadv(descriptor, [chunk[: length - done]], offset + done)
                except OSError as error:
                    raise Refusal(SOURCE, f"{file.path} cannot be read from the claim: {error.strerror}") from None
                if count == 0:
                    raise Refusal(CONTENT, f"{file.path} ends after {offset + done} bytes; expected {file.size}")
                write(chunk[:count], offset + done)
                done += count
        finally:
            os.close(descriptor)
