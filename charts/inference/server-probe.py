import http.client
import json
import socket
import sys
import time

SETTLE = 15
BUSY = (429, 503)


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path, seconds):
        super().__init__("localhost", timeout=seconds)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def ask(path, method, url, seconds, body=None):
    connection = UnixConnection(path, seconds)
    try:
        headers = {"Content-Type": "application/json"} if body else {}
        connection.request(method, url, json.dumps(body) if body else None, headers)
        answer = connection.getresponse()
        return answer.status, answer.read(1 << 22).decode("utf-8", "replace")
    finally:
        connection.close()


def measured(path, names):
    status, text = ask(path, "GET", "/metrics", 5)
    if status != 200:
        raise OSError(f"/metrics answers {status}")
    found = [line for line in text.splitlines() if line.split("{")[0].split(" ")[0] in names]
    if not found:
        raise OSError("/metrics lacks " + ", ".join(names))
    return sum(float(line.rsplit(" ", 1)[1]) for line in found)


def tokens(path):
    return measured(path, ("vllm:generation_tokens_total", "vllm:prompt_tokens_total"))


def live(path, model, seconds):
    status, _ = ask(path, "GET", "/health", seconds)
    return None if status == 200 else f"/health answers {status}"


def ready(path, model, seconds):
    before = tokens(path)
    body = {"model": model, "prompt": "1", "max_tokens": 1, "temperature": 0}
    try:
        status, text = ask(path, "POST", "/v1/completions", seconds, body)
        if status == 200:
            produced = json.loads(text)["usage"]["completion_tokens"]
            return None if produced == 1 else f"{produced} tokens in place of 1"
        if status not in BUSY:
            return f"a completion answers {status}"
        time.sleep(1)
        why = f"a completion answers {status}"
    except TimeoutError:
        why = f"no token in {seconds} s"
    return None if tokens(path) > before else why + ", and no other request moves"


def drain(path, model, seconds):
    end = time.monotonic() + seconds
    time.sleep(min(SETTLE, seconds))
    while time.monotonic() < end:
        try:
            if measured(path, ("vllm:num_requests_running", "vllm:num_requests_waiting")) == 0:
                break
        except (OSError, ValueError, http.client.HTTPException):
            break
        time.sleep(1)
    return None


def main(mode, path, model, seconds):
    try:
        why = {"live": live, "ready": ready, "drain": drain}[mode](path, model, float(seconds))
    except (OSError, ValueError, KeyError, TypeError, http.client.HTTPException) as error:
        why = f"{type(error).__name__}: {error}"
    if why:
        print(f"{mode}: {why}", file=sys.stderr)
    return 1 if why else 0


sys.exit(main(*sys.argv[1:]))
