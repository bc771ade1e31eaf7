"""A client of a keep: ask.py HOST MODE MODEL NUMBER [PATIENCE], PATIENCE in seconds, 120 where none is given.

once TOKENS: asks once and prints status and answer. stream TOKENS: streams, and prints how many words came and whether the end did. load SECONDS: asks
on and on, at most so long or until SIGTERM, and prints how many answers had which status, and which errors there were. times COUNT: asks so often without
a pause, each time over a connection of its own, and prints the same."""

import http.client
import json
import signal
import ssl
import sys
import threading
import time

host, mode, model, number = sys.argv[1:5]
patience = float(sys.argv[5]) if len(sys.argv) > 5 else 120
tls = ssl.create_default_context(cafile="/tls/ca.crt")
tls.load_cert_chain("/tls/client.crt", "/tls/client.key")


def ask(tokens, stream=False):
    connection = http.client.HTTPSConnection(host, 8443, context=tls, timeout=patience)
    body = {"model": model, "max_tokens": tokens, "stream": stream, "messages": [{"role": "user", "content": "Hello"}]}
    connection.request("POST", "/v1/chat/completions", json.dumps(body), {"Content-Type": "application/json"})
    return connection.getresponse()


def once():
    answer = ask(int(number))
    print(answer.status, answer.read()[:2000].decode(), flush=True)


def stream():
    answer, words, ended = ask(int(number), stream=True), 0, False
    for line in answer:
        text = line.decode().strip()
        if text == "data: [DONE]":
            ended = True
        elif text.startswith("data: "):
            words += 1
            print(f"word {words}", flush=True)
    print(answer.status, words, "whole" if ended else "broken off", flush=True)


def outcome():
    try:
        answer = ask(1)
        answer.read()
        return str(answer.status)
    except (OSError, http.client.HTTPException) as error:
        return f"{type(error).__name__}: {error}"


def load():
    seen, end, told = {}, time.monotonic() + float(number), threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told.set())
    while time.monotonic() < end and not told.wait(0.2):
        what = outcome()
        seen[what] = seen.get(what, 0) + 1
    print(json.dumps(seen), flush=True)


def times():
    seen = {}
    for _ in range(int(number)):
        what = outcome()
        seen[what] = seen.get(what, 0) + 1
    print(json.dumps(seen), flush=True)


try:
    {"once": once, "stream": stream, "load": load, "times": times}[mode]()
except (OSError, http.client.HTTPException) as error:
    print(type(error).__name__, error, flush=True)
    sys.exit(1)
