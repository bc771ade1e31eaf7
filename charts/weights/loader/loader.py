"""Brings a checkpoint to node-local storage and ends well only when every byte of it is what the lockfile says.

Runs before the model server, with the Python of its image and nothing but the standard library. What lies in the storage from an earlier
run is verified like everything else. The folder that the server reads appears by one rename, at the very end.
"""

import argparse
import os
import signal
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # Python in isolated mode does not look beside the program

import folder  # noqa: E402
import lockfile as locks  # noqa: E402
from bring import bring, verified  # noqa: E402
from claim import Claim  # noqa: E402
from refusal import STORAGE, Refusal  # noqa: E402
from vault import Vault  # noqa: E402

SERVED = "checkpoint"
INCOMING = ".incoming"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--model", required=True)
    parser.add_argument("--lockfile", required=True)
    parser.add_argument("--lockfile-sha256", required=True)
    parser.add_argument("--storage", required=True)
    parser.add_argument("--cores", type=int, required=True)
    parser.add_argument("--attempts", type=int, default=8)
    parser.add_argument("--bucket")
    parser.add_argument("--region")
    parser.add_argument("--claim")
    given = parser.parse_args()
    if (given.claim is None) == (given.bucket is None or given.region is None):
        parser.error("either --claim, or --bucket and --region")
    return given


def retire(storage: str) -> str:
    """Takes from the server what an earlier run brought, and returns the folder where it lies now."""
    served, incoming = os.path.join(storage, SERVED), os.path.join(storage, INCOMING)
    try:
        if os.path.islink(served) or (os.path.lexists(served) and not os.path.isdir(served)):
            folder.remove(served)
        if os.path.lexists(served):
            folder.remove(incoming)
            os.rename(served, incoming)
        if os.path.islink(incoming) or not os.path.isdir(incoming):
            folder.remove(incoming)
            os.mkdir(incoming, 0o755)
    except OSError as error:
        raise Refusal(STORAGE, f"the storage cannot be prepared: {error.filename}: {error.strerror}") from None
    return incoming


def left_over(incoming: str, lockfile: locks.Lockfile, cores: int) -> set[str]:
    """Removes from an earlier run's files all that is not as locked; the paths of the rest."""
    for path in folder.faults(incoming, lockfile):
        folder.remove(os.path.join(incoming, path))
    present = [file for file in lockfile.files if os.path.lexists(os.path.join(incoming, file.path))]
    good = verified(incoming, present, cores)
    for file in present:
        if file.path not in good:
            folder.remove(os.path.join(incoming, file.path))
    return good


def publish(storage: str, incoming: str, lockfile: locks.Lockfile) -> None:
    """The one step that makes the checkpoint servable."""
    folder.refuse_faults(folder.faults(incoming, lockfile))
    for inside in ["", *sorted(lockfile.folders)]:
        folder.sync(os.path.join(incoming, inside))
    os.rename(incoming, os.path.join(storage, SERVED))
    folder.sync(storage)


def load(given: argparse.Namespace) -> None:
    begun = time.monotonic()
    stop = threading.Event()
    incoming = retire(given.storage)
    lockfile = locks.read(given.lockfile, given.model, given.lockfile_sha256)
    good = left_over(incoming, lockfile, given.cores)
    missing = [file for file in lockfile.files if file.path not in good]
    if missing:
        source = Claim(given.claim, lockfile, stop) if given.claim else Vault(given.bucket, given.region, lockfile, given.attempts, stop)
        source.check(lockfile)
        bring(source, incoming, missing, given.cores, min(32, max(8, 2 * given.cores)), stop)
    publish(given.storage, incoming, lockfile)
    size, seconds = lockfile.size / 1e9, time.monotonic() - begun
    print(f"weights: {len(lockfile.files)} files, {size:.2f} GB as locked, {len(missing)} brought, in {seconds:.1f} s", flush=True)


def main() -> int:
    # As the first process of a container it would otherwise not hear this signal.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(143))
    given = arguments()
    try:
        load(given)
        return 0
    except Refusal as refusal:
        print(f"weights: refused: {refusal}", file=sys.stderr, flush=True)
        return refusal.code
    except OSError as error:
        print(f"weights: refused: storage: {error}", file=sys.stderr, flush=True)
        return STORAGE


if __name__ == "__main__":
    sys.exit(main())
