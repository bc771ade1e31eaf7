"""A client of a keep. ask.py HOST once MODEL TOKENS: asks once and prints status and answer. ask.py HOST stream MODEL TOKENS: streams, and prints how
many words came and whether the end did. ask.py HOST load MODEL SECONDS: asks without pause, and prints how many answers were 200 and what the others were."""

import http.client
import json
import ssl
import sys
import time

host, mode, model, number = sys.argv[1:]
tls = ssl.create_default_context(cafile="/tls/ca.crt")
tls.load_cert_chain("/tls/client.crt", "/tls/client.key")


def ask(tokens, stream=False):
    connection = http.client.HTTPSConnection(host, 8443, context=tls, timeout=120)
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


def load():
    seen, end = {}, time.monotonic() + float(number)
    while time.monotonic() < end:
        try:
            answer = ask(1)
            answer.read()
            what = str(answer.status)
        except (OSError, http.client.HTTPException) as error:
            what = f"{type(error).__name__}: {error}"
        seen[what] = seen.get(what, 0) + 1
        time.sleep(0.2)
    print(json.dumps(seen), flush=True)


try:
    {"once": once, "stream": stream, "load": load}[mode]()
except (OSError, http.client.HTTPException) as error:
    print(type(error).__name__, error, flush=True)
    sys.exit(1)
