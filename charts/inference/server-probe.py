import http.client
import json
import os
import socket
import sys
import time

SETTLE = 15
# What the front door does, by a number that it reads: closes each connection with the next answer; takes no request any more.
CLOSING = "0.5"
REFUSING = "1"
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


def place(path, content, name):
    """Writes a small file beside the socket, whole or not at all."""
    target = f"{path}.{name}"
    with open(f"{target}.{os.getpid()}", "w") as file:
        file.write(content)
    os.rename(file.name, target)


def unanswered(path):
    """How many seconds ago a token was first asked for in vain, since when the count of tokens has not changed."""
    try:
        with open(f"{path}.unanswered") as file:
            since, count = file.read().split()
    except FileNotFoundError:
        return 0
    return time.monotonic() - float(since) if tokens(path) == float(count) else 0


def live(path, model, seconds, stuck):
    status, _ = ask(path, "GET", "/health", seconds)
    if status != 200:
        return f"/health answers {status}"
    waited = unanswered(path)
    return f"no token for {int(waited)} s, though asked for" if waited > float(stuck) else None


def ready(path, model, seconds):
    why = token(path, model, seconds)
    if why is None:
        place(path, "0 -1", "unanswered")
    elif unanswered(path) == 0:
        place(path, f"{time.monotonic()} {tokens(path)}", "unanswered")
    return why


def token(path, model, seconds):
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
    place(path, CLOSING, "ending")
    time.sleep(min(SETTLE, seconds))
    place(path, REFUSING, "ending")
    while time.monotonic() < end:
        try:
            if measured(path, ("vllm:num_requests_running", "vllm:num_requests_waiting")) == 0:
                break
        except (OSError, ValueError, http.client.HTTPException):
            break
        time.sleep(1)
    return None


def main(mode, path, model, seconds, *more):
    try:
        why = {"live": live, "ready": ready, "drain": drain}[mode](path, model, float(seconds), *more)
    except (OSError, ValueError, KeyError, TypeError, http.client.HTTPException) as error:
        why = f"{type(error).__name__}: {error}"
    if why:
        print(f"{mode}: {why}", file=sys.stderr)
    return 1 if why else 0


sys.exit(main(*sys.argv[1:]))
