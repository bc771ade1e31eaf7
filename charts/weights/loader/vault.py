"""The vault: an S3 bucket whose keys are `<model>/<commit>/<path>`. Read by ranged requests over TLS, many at a time."""

import http.client
import os
import random
import re
import ssl
import threading
import time
from datetime import datetime, timezone
from typing import Callable
from urllib.parse import quote, urlsplit

import folder
from lockfile import LockedFile, Lockfile
from pod_identity import PodIdentity, loopback
from refusal import CONTENT, SOURCE, Refusal, Stopped
from signature import Credentials, signed

# For tests alone, hence loopback alone.
OVERRIDE = "AWS_ENDPOINT_URL_S3"
SILENCE = 30  # seconds without a byte
LONGEST = 300  # seconds for one part
EXPIRED = {"ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"}
# Where distributions keep their authorities, for a Python that was built elsewhere and looks elsewhere.
AUTHORITIES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")


class Again(Exception):
    """A request that may succeed when it is made once more."""


def trust() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    paths = ssl.get_default_verify_paths()
    if paths.cafile is None and paths.capath is None:
        for path in filter(os.path.exists, AUTHORITIES):
            context.load_verify_locations(path)
            break
    return context


class Vault:
    """A source of parts of files."""

    def __init__(self, bucket: str, region: str, lockfile: Lockfile, attempts: int, stop: threading.Event):
        override = urlsplit(os.environ.get(OVERRIDE, ""))
        if override.netloc and not (override.scheme in ("http", "https") and loopback(override.hostname)):
            raise Refusal(SOURCE, f"{OVERRIDE} is for tests; expected an address of this machine")
        domain = "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"
        self.secure = override.scheme != "http"
        self.host = override.netloc or f"{bucket}.s3.{region}.{domain}"
        self.prefix = quote(f"{f'/{bucket}' if override.netloc else ''}/{lockfile.model}/{lockfile.commit}/", safe="/-_.~")
        self.region = region
        self.attempts = attempts
        self.stop = stop
        self.identity = PodIdentity(attempts, stop)
        self.trust = trust() if self.secure else None
        self.own = threading.local()

    def check(self, lockfile: Lockfile) -> None:
        """Nothing beforehand: the role may read objects and not list them, and each answer tells its object's size."""

    def read(self, file: LockedFile, offset: int, length: int, write: Callable[[memoryview, int], None]) -> None:
        """Hands `length` bytes from `offset` on to `write`, piece by piece; from the start again after a failure that may pass."""
        problem = ""
        for attempt in range(self.attempts):
            # Full jitter, so that many connections do not come back in step.
            if attempt and self.stop.wait(random.uniform(0.1, min(20, 0.5 * 2**attempt))):
                raise Stopped
            try:
                return self._once(file, offset, length, write)
            except ssl.SSLCertVerificationError as error:
                self._hang_up()
                raise Refusal(SOURCE, f"{file.path}: the vault's certificate is not trusted: {error.verify_message}") from None
            except (OSError, http.client.HTTPException, Again) as error:
                self._hang_up()
                problem = str(error) or type(error).__name__
        raise Refusal(SOURCE, f"{file.path} cannot be read from the vault after {self.attempts} attempts: {problem}")

    def _connection(self) -> http.client.HTTPConnection:
        if getattr(self.own, "connection", None) is None:
            kind = http.client.HTTPSConnection if self.secure else http.client.HTTPConnection
            self.own.connection = kind(self.host, timeout=SILENCE, **({"context": self.trust} if self.secure else {}))
        return self.own.connection

    def _hang_up(self) -> None:
        if getattr(self.own, "connection", None) is not None:
            self.own.connection.close()
            self.own.connection = None

    def _once(self, file: LockedFile, offset: int, length: int, write: Callable[[memoryview, int], None]) -> None:
        credentials = self.identity.get(getattr(self.own, "expired", None))
        path = self.prefix + quote(file.path, safe="/-_.~")
        wanted = {"range": f"bytes={offset}-{offset + length - 1}"}
        headers = signed(self.host, path, wanted, self.region, credentials, datetime.now(timezone.utc))
        connection = self._connection()
        connection.request("GET", path, headers={**headers, "accept-encoding": "identity"})
        answer = connection.getresponse()
        if answer.status != 206:
            self._judge(answer, file, credentials)
        span = answer.getheader("content-range", "")
        if span != f"bytes {offset}-{offset + length - 1}/{file.size}":
            total = span.rpartition("/")[2]
            if total.isdigit() and int(total) != file.size:
                raise Refusal(CONTENT, f"{file.path} has {total} bytes in the vault; expected {file.size}")
            raise Again("the vault answers with another range")
        self._receive(answer, offset, length, write)

    def _receive(self, answer: http.client.HTTPResponse, offset: int, length: int, write: Callable[[memoryview, int], None]) -> None:
        chunk = memoryview(bytearray(min(length, folder.CHUNK)))
        begun = time.monotonic()
        done = 0
        while done < length:
            if self.stop.is_set():
                raise Stopped
            if time.monotonic() - begun > LONGEST:
                raise Again(f"a part took longer than {LONGEST} s")
            count = answer.readinto(chunk[: length - done])
            if not count:
                raise Again(f"the answer ended after {done} of {length} bytes")
            write(chunk[:count], offset + done)
            done += count
        answer.read()

    def _judge(self, answer: http.client.HTTPResponse, file: LockedFile, credentials: Credentials) -> None:
        """@raise Again where the failure may pass, Refusal where it will not"""
        code = re.search(rb"<Code>(\w{1,60})</Code>", answer.read(8192))
        said = f"{answer.status} {code[1].decode() if code else answer.reason}"
        self._hang_up()
        if code and code[1].decode() in EXPIRED:
            self.own.expired = credentials
            raise Again(said)
        if answer.status >= 500 or answer.status in (408, 429) or (code and code[1] in (b"RequestTimeout", b"SlowDown")):
            raise Again(said)
        if answer.status == 416:
            raise Refusal(CONTENT, f"{file.path} has fewer bytes in the vault; expected {file.size}")
        if answer.status == 200:
            raise Again("the vault ignores the range")
        # Without the right to list, S3 says of a missing object what it says of a forbidden one.
        hint = ": it is not in the vault, or the pod's role may not read it" if answer.status in (403, 404) else ""
        raise Refusal(SOURCE, f"{file.path}: the vault answers {said}{hint}")
