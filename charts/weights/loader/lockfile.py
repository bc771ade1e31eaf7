"""The lockfile: which files a checkpoint has, with size and SHA-256. `charts/weights/lockfile.ts` holds the same rules; a test holds the two equal."""

import hashlib
import json
import re
from dataclasses import dataclass

from refusal import LOCKFILE, Refusal, shown

LARGEST = 1_000_000  # bytes; a ConfigMap holds 1 MiB
NAME = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}"
FOLDER = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}"
# Data only. Python and pickle formats are code to whoever loads them; so no pattern ends in an open extension.
FILE = (
    r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,150}\.(safetensors|safetensors\.index\.json|model|tiktoken)"
    r"|(config|generation_config|special_tokens_map|added_tokens|vocab)\.json"
    r"|tokenizer[A-Za-z0-9_-]{0,60}\.(json|txt)"
    r"|merges\.txt|README\.md|LICENSE[A-Z0-9_-]{0,40}(\.md|\.txt)?"
)
PATH = re.compile(rf"({FOLDER}/){{0,4}}({FILE})")


@dataclass(frozen=True)
class LockedFile:
    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Lockfile:
    model: str
    commit: str
    files: tuple[LockedFile, ...]

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)

    @property
    def folders(self) -> set[str]:
        """Every folder that holds a file, at any depth."""
        parts = [file.path.split("/") for file in self.files]
        return {"/".join(part[:depth]) for part in parts for depth in range(1, len(part))}


def refuse(where: str, what: str) -> Refusal:
    return Refusal(LOCKFILE, f"lockfile: {where} {what}")


def _object(value: object, keys: tuple[str, ...], where: str) -> dict:
    if not isinstance(value, dict):
        raise refuse(where, "is not an object")
    for key in value:
        if key not in keys:
            raise refuse(where, f"has a key {shown(key)}; expected are {', '.join(keys)} alone")
    for key in keys:
        if key not in value:
            raise refuse(where, f"has no {key}")
    return value


def _text(value: object, pattern: str, where: str, expected: str) -> str:
    if not isinstance(value, str) or not re.fullmatch(pattern, value):
        raise refuse(where, f"is {shown(value)}; expected {expected}")
    return value


def _file(value: object, index: int) -> LockedFile:
    where = f"files[{index}]"
    entry = _object(value, ("path", "size", "sha256"), where)
    path = entry["path"]
    if not isinstance(path, str) or not PATH.fullmatch(path):
        raise refuse(
            f"{where}.path",
            f"is {shown(path)}; expected a relative path, without . or .., to a safetensors, config, tokenizer or license file",
        )
    size = entry["size"]
    if type(size) is not int or not 1 <= size <= 2**53 - 1:
        raise refuse(f"{where}.size", f"of {shown(path)} is {shown(size)}; expected a whole number of bytes, at least 1")
    sha256 = _text(entry["sha256"], r"[0-9a-f]{64}", f"{where}.sha256 of {shown(path)}", "64 lower-case hex digits")
    return LockedFile(path, size, sha256)


def _unique(pairs: list[tuple[str, object]]) -> dict:
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise refuse("an object", f"has the key {shown(key)} more than once")
    return dict(pairs)


def _no_constant(name: str) -> object:
    raise refuse("a number", f"is {name}")


def parse(text: bytes, model: str) -> Lockfile:
    """@raise Refusal unless `text` is a lockfile of `model` and of nothing else."""
    if len(text) > LARGEST:
        raise refuse("it", f"has {len(text)} bytes; expected at most {LARGEST}")
    try:
        raw = json.loads(text.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise refuse("it", f"is no JSON: {error}") from error
    top = _object(raw, ("schema", "model", "source", "files"), "it")
    if type(top["schema"]) is not int or top["schema"] != 1:
        raise refuse("schema", f"is {shown(top['schema'])}; expected 1")
    named = _text(top["model"], NAME, "model", "a name of letters, digits, dots, hyphens and underscores")
    if named != model:
        raise refuse("model", f"is {shown(named)}; expected {shown(model)}")
    source = _object(top["source"], ("repo", "commit", "license"), "source")
    _text(source["repo"], rf"{NAME}/{NAME}", "source.repo", "owner/name")
    _text(source["license"], r"[A-Za-z0-9][A-Za-z0-9 .+()/_-]{0,99}", "source.license", "a licence's name or SPDX expression")
    commit = _text(source["commit"], r"[0-9a-f]{40}", "source.commit", "40 lower-case hex digits")
    if not isinstance(top["files"], list):
        raise refuse("files", "is not a list")
    lockfile = Lockfile(named, commit, tuple(_file(value, index) for index, value in enumerate(top["files"])))
    _check_together(lockfile)
    return lockfile


def _check_together(lockfile: Lockfile) -> None:
    seen: set[str] = set()
    folders = {folder.lower() for folder in lockfile.folders}
    for index, file in enumerate(lockfile.files):
        where = f"files[{index}].path"
        # Some file systems take names that differ in case for one.
        if file.path.lower() in seen:
            raise refuse(where, f"is {file.path}, which is there already")
        if file.path.lower() in folders:
            raise refuse(where, f"is {file.path}, which is a folder of another file")
        seen.add(file.path.lower())
    if lockfile.size > 2**53 - 1:
        raise refuse("files", "have more bytes together than any disk")
    if not any(file.path == "config.json" for file in lockfile.files):
        raise refuse("files", "name no config.json")
    if not any("/" not in file.path and file.path.endswith(".safetensors") for file in lockfile.files):
        raise refuse("files", "name no *.safetensors")


def read(path: str, model: str, sha256: str) -> Lockfile:
    """The lockfile at `path`, which must have this SHA-256 and be of this model."""
    try:
        with open(path, "rb") as file:
            text = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise refuse(shown(path), "is not there: publish the model's weights and name their lockfile in the settings") from None
    except OSError as error:
        raise refuse(shown(path), f"cannot be read: {error.strerror}") from None
    if hashlib.sha256(text).hexdigest() != sha256:
        raise refuse(shown(path), f"has SHA-256 {hashlib.sha256(text).hexdigest()}; expected {sha256}")
    return parse(text, model)
