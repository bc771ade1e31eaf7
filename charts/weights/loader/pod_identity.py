"""Credentials of the pod's own role, from the EKS Pod Identity agent. Source: "Container credential provider", AWS SDKs reference guide."""

import http.client
import ipaddress
import json
import os
import threading
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

from refusal import SOURCE, Refusal, Stopped
from signature import Credentials

ADDRESS = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"
AGENTS = {"169.254.170.23", "fd00:ec2::23"}
# The agent renews long before the end; asked again only this close to it.
MARGIN = timedelta(minutes=5)


def loopback(host: str | None) -> bool:
    try:
        return host is not None and ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class PodIdentity:
    """Credentials for as long as they hold, then new ones; safe for threads."""

    def __init__(self, attempts: int, stop: threading.Event):
        address = os.environ.get(ADDRESS)
        if not address or not os.environ.get(TOKEN_FILE):
            raise Refusal(SOURCE, f"the pod has no AWS credentials: {ADDRESS} and {TOKEN_FILE} are not set by EKS Pod Identity")
        self.address = urlsplit(address)
        # The token would go in the clear to whoever is named here.
        if self.address.scheme != "http" or (self.address.hostname not in AGENTS and not loopback(self.address.hostname)):
            raise Refusal(SOURCE, f"{ADDRESS} is not the Pod Identity agent; expected http://169.254.170.23/...")
        self.attempts = attempts
        self.stop = stop
        self.lock = threading.Lock()
        self.current: Credentials | None = None

    def get(self, refused: Credentials | None = None) -> Credentials:
        """@param refused: credentials that the vault called expired, not to be given again"""
        with self.lock:
            current = self.current
            fresh = current and (current.expires is None or current.expires - datetime.now(timezone.utc) > MARGIN)
            if current is None or not fresh or current is refused:
                self.current = current = self._ask()
            return current

    def _ask(self) -> Credentials:
        problem = ""
        for attempt in range(self.attempts):
            if attempt and self.stop.wait(min(10, 0.25 * 2**attempt)):
                raise Stopped
            try:
                return self._once()
            # A new association reaches the agent only after a while, so its refusals are tried again as well.
            except (OSError, http.client.HTTPException, ValueError) as error:
                problem = str(error) or type(error).__name__
        raise Refusal(SOURCE, f"no credentials from the Pod Identity agent after {self.attempts} attempts: {problem}")

    def _once(self) -> Credentials:
        with open(os.environ[TOKEN_FILE], encoding="ascii") as file:
            token = file.read().strip()
        connection = http.client.HTTPConnection(self.address.hostname or "", self.address.port or 80, timeout=5)
        try:
            query = f"?{self.address.query}" if self.address.query else ""
            connection.request("GET", (self.address.path or "/") + query, headers={"Authorization": token, "Accept": "application/json"})
            answer = connection.getresponse()
            body = answer.read(65_536)
        finally:
            connection.close()
        if answer.status != 200:
            raise ValueError(f"it answers {answer.status}")
        given = json.loads(body)
        try:
            expires = given.get("Expiration")
            return Credentials(
                key=str(given["AccessKeyId"]),
                secret=str(given["SecretAccessKey"]),
                token=given.get("Token"),
                expires=datetime.fromisoformat(expires.replace("Z", "+00:00")) if expires else None,
            )
        except (KeyError, TypeError, AttributeError):
            raise ValueError("its answer holds no credentials") from None
