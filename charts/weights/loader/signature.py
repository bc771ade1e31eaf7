"""AWS Signature Version 4 of a GET to S3. Source: "Authenticating Requests: Using the Authorization Header", Amazon S3 API reference."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

NO_BODY = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True)
class Credentials:
    key: str
    secret: str
    token: str | None
    expires: datetime | None


def _mac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def signed(host: str, path: str, headers: dict[str, str], region: str, credentials: Credentials, now: datetime) -> dict[str, str]:
    """The headers to send with `GET path`, which must be percent-encoded already and have no query. @param now in UTC"""
    moment = now.strftime("%Y%m%dT%H%M%SZ")
    sent = {"host": host, **headers, "x-amz-content-sha256": NO_BODY, "x-amz-date": moment}
    if credentials.token is not None:
        sent["x-amz-security-token"] = credentials.token
    names = sorted(sent)
    lines = "".join(f"{name}:{sent[name].strip()}\n" for name in names)
    request = f"GET\n{path}\n\n{lines}\n{';'.join(names)}\n{NO_BODY}"
    scope = f"{moment[:8]}/{region}/s3/aws4_request"
    to_sign = f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
    key = f"AWS4{credentials.secret}".encode()
    for part in scope.split("/"):
        key = _mac(key, part)
    mark = _mac(key, to_sign).hex()
    credential = f"Credential={credentials.key}/{scope}"
    sent["authorization"] = f"AWS4-HMAC-SHA256 {credential},SignedHeaders={';'.join(names)},Signature={mark}"
    return sent
