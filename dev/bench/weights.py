"""weights.py LOADER FOLDER: how fast the loader's own verification reads and hashes 2 GB, against the disk and sha256sum; JSON on stdout."""

import hashlib
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

sys.path.insert(0, sys.argv[1])
import bring  # noqa: E402
import folder  # noqa: E402
from lockfile import LockedFile  # noqa: E402

TARGET = sys.argv[2]
FILES, SIZE, PIECE = 8, 1 << 28, 1 << 24


def paths() -> list[str]:
    return [os.path.join(TARGET, f"model-{index}.safetensors") for index in range(FILES)]


def fill() -> list[LockedFile]:
    piece = bytearray(os.urandom(PIECE))
    files = []
    for path in paths():
        digest = hashlib.sha256()
        with open(path, "wb") as file:
            for index in range(SIZE // PIECE):
                piece[0] = index
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        files.append(LockedFile(os.path.basename(path), SIZE, digest.hexdigest()))
    return files


def forget() -> None:
    """Takes the files out of the page cache, so that the next one to read them reads the disk."""
    for path in paths():
        with open(path, "rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def read(path: str) -> None:
    chunk = bytearray(folder.CHUNK)
    with open(path, "rb", buffering=0) as file:
        while file.readinto(chunk):
            pass


def verify(file: LockedFile) -> None:
    folder.verify(TARGET, file)


def threads(cores: int, files: list[LockedFile]) -> None:
    if len(bring.verified(TARGET, files, cores)) != FILES:
        raise SystemExit("the files are not what was written")


def processes(cores: int, files: list[LockedFile]) -> None:
    with ProcessPoolExecutor(cores) as pool:
        list(pool.map(verify, files))


def memory() -> None:
    """The hash alone, without a file."""
    chunk, digest = bytes(folder.CHUNK), hashlib.sha256()
    for _ in range(FILES * SIZE // folder.CHUNK):
        digest.update(chunk)


def main() -> None:
    files = fill()
    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as pool:
        rows = [
            ("the disk, read alone", cores, lambda: list(pool.map(read, paths())), True),
            ("sha256sum, from the disk", 1, lambda: subprocess.run(["sha256sum", *paths()], check=True, stdout=subprocess.DEVNULL), True),
            ("sha256sum, from memory", 1, lambda: subprocess.run(["sha256sum", *paths()], check=True, stdout=subprocess.DEVNULL), False),
            ("hashlib, from memory", 1, memory, False),
            ("the loader, 1 core", 1, lambda: threads(1, files), True),
            *([(f"the loader, {cores} cores", cores, lambda: threads(cores, files), True)] if cores > 1 else []),
            (f"the same in {cores} processes", cores, lambda: processes(cores, files), True),
        ]
        for name, used, work, cold in rows:
            if cold:
                forget()
            else:
                list(pool.map(read, paths()))
            begun = time.monotonic()
            work()
            speed = FILES * SIZE / 1e9 / (time.monotonic() - begun)
            print(json.dumps({"name": name, "cores": used, "gigabytesPerSecond": speed}), flush=True)


if __name__ == "__main__":
    main()
