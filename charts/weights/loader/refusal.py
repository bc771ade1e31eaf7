"""What ends the loader: one line that names the file, what was found and what was expected, and an exit code that says of which kind."""

import json
import re

LOCKFILE = 10  # the lockfile cannot be used
CONTENT = 11  # a file is not what the lockfile says, or is there without being named by it
SOURCE = 12  # the vault or the claim cannot be read
STORAGE = 13  # the node-local storage cannot hold the checkpoint


class Refusal(Exception):
    """Ends the loader with `code`; nothing is served."""

    def __init__(self, code: int, message: str):
        super().__init__(message)
        self.code = code


class Stopped(Exception):
    """Another thread has failed already; its reason is the one to tell."""


def shown(name: object) -> str:
    """A name as a log may hold it: as it is where harmless, else quoted, without line breaks or control characters, and not at any length."""
    if isinstance(name, str) and re.fullmatch(r"[A-Za-z0-9_.@/-]{1,300}", name):
        return name
    text = json.dumps(name)
    return text if len(text) <= 300 else text[:300] + "..."
