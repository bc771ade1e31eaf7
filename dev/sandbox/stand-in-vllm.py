#!/usr/bin/python3
"""Takes the part of `vllm serve` on its Unix socket: the routes that probes and front door use, a process of its own for the engine, and words
without a meaning. An engine that is stopped gives no token while /health says 200; one that has ended ends the server, as vLLM's does; one that gets
SIGUSR1 takes more and more memory, up to 8 GiB."""

import ctypes
import http.server
import json
import multiprocessing
import os
import signal
import socketserver
import sys
import threading
import time

arguments = dict(word[2:].split("=", 1) for word in sys.argv if word.startswith("--") and "=" in word)
MODEL, SOCKET = arguments["served-model-name"], arguments["uds"]
SECONDS_PER_TOKEN = 0.25
counts = {"prompt": 0, "generation": 0, "running": 0}
lock, engine_lock = threading.Lock(), threading.Lock()


def grow(*_):
    held = [b"x" * (16 << 20) for _ in range(512)]
    signal.pause()
    held.clear()


def engine(pipe):
    """Gives a token for each question, as the worker of vLLM does; it has the name of vLLM's, cut at 15 characters by the kernel."""
    ctypes.CDLL(None).prctl(15, b"VLLM::EngineCor", 0, 0, 0)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGUSR1, grow)
    while True:
        try:
            pipe.recv()
        except EOFError:
            os._exit(0)  # the server has ended
        pipe.send("word ")


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True
    request_queue_size = 64


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def address_string(self):
        return "socket"

    def log_message(self, *_):
        pass

    def answer(self, status, body, kind="application/json"):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        if self.path == "/health":
            return self.answer(200, b"")
        if self.path == "/metrics":
            lines = [f"vllm:{kind}_tokens_total {counts[kind]}" for kind in ("prompt", "generation")]
            lines += [f"vllm:num_requests_running {counts['running']}", "vllm:num_requests_waiting 0"]
            return self.answer(200, "\n".join(lines).encode() + b"\n", "text/plain")
        if self.path == "/v1/models":
            return self.answer(200, {"object": "list", "data": [{"id": MODEL, "object": "model"}]})
        return self.answer(404, {"error": "no such route"})

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        wanted = int(asked.get("max_tokens", 1))
        with lock:
            counts["running"] += 1
        try:
            self.stream(wanted) if asked.get("stream") else self.whole(wanted)
        finally:
            with lock:
                counts["running"] -= 1

    def token(self, first):
        """The next word. As in vLLM, a prompt counts once its first token is there."""
        with engine_lock:
            ours.send(MODEL)
            word = ours.recv()
        with lock:
            counts["generation"] += 1
            counts["prompt"] += first
        return word

    def whole(self, wanted):
        text = "".join(self.token(index == 0) for index in range(wanted))
        choice = {"index": 0, "finish_reason": "length", "text": text, "message": {"role": "assistant", "content": text}}
        usage = {"prompt_tokens": 1, "completion_tokens": wanted, "total_tokens": wanted + 1}
        self.answer(200, {"id": "x", "object": "completion", "created": int(time.time()), "model": MODEL, "choices": [choice], "usage": usage})

    def stream(self, wanted):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

        def chunk(text):
            data = f"data: {text}\n\n".encode()
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()

        for index in range(wanted):
            chunk(json.dumps({"choices": [{"index": 0, "delta": {"content": self.token(index == 0)}, "number": index}]}))
            time.sleep(SECONDS_PER_TOKEN)
        chunk("[DONE]")
        self.wfile.write(b"0\r\n\r\n")


def end(server):
    """As with --shutdown-timeout: nothing new, what runs ends, then the process does."""
    server.socket.close()
    deadline = time.monotonic() + int(arguments.get("shutdown-timeout", "0"))
    while counts["running"] and time.monotonic() < deadline:
        time.sleep(0.1)
    os._exit(0)


def watch(process):
    process.join()
    print("stand-in: the engine has ended", flush=True)
    os._exit(1)


if not os.path.isdir(sys.argv[2]):
    sys.exit(f"stand-in: {sys.argv[2]} is no folder")
print("stand-in: weights", sorted(os.listdir(sys.argv[2])), flush=True)
ours, theirs = multiprocessing.Pipe()
worker = multiprocessing.get_context("fork").Process(target=engine, args=(theirs,), daemon=True)
worker.start()
theirs.close()
server = Server(SOCKET, Handler)
# The first process of a container has no default action for a signal.
signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=end, args=(server,)).start())
threading.Thread(target=watch, args=(worker,), daemon=True).start()
server.serve_forever()
