"""Tries every way that must be closed, and says in one line of JSON which are open.

usage: probe.py PLAN [REPORT]

PLAN is a JSON file: {"timeoutSeconds", "settleSeconds", "resolveSeconds", "controlAttempts", "controls": [way], "ways": [way]}, where a way
is {"name", "host", "port", "protocol": "tcp" | "dns", "mustResolve"}. A host "$NAME" is read from the environment, a host "@FILE" is the
first name server of a resolv.conf.
Exit status: 0 every way is closed; 1 some way is open; 2 it cannot be judged, because a control failed or a way could not be tried.
REPORT, a file, gets the same line.
"""

import concurrent.futures
import errno
import json
import os
import socket
import sys
import time

# What the kernel answers where nothing came through. Any other error means that the probe itself is broken.
CLOSED = {
    errno.ETIMEDOUT: "timeout",
    errno.ECONNREFUSED: "refused",
    errno.EHOSTUNREACH: "unreachable",
    errno.ENETUNREACH: "unreachable",
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
    errno.EAFNOSUPPORT: "no such address family",
    errno.EADDRNOTAVAIL: "no such address family",
}
# A question for the root's name servers, with recursion: any answer to it, even a refusal, has come from somewhere.
DNS_QUESTION = bytes.fromhex("6b70 0100 0001 0000 0000 0000 00 0002 0001")


def answers(family, address, protocol, timeout):
    """True where the address answers: accepts a TCP connection, or replies to a DNS question over UDP."""
    with socket.socket(family, socket.SOCK_DGRAM if protocol == "dns" else socket.SOCK_STREAM) as connection:
        connection.settimeout(timeout)
        connection.connect(address)
        if protocol == "dns":
            connection.send(DNS_QUESTION)
            connection.recv(512)


def host_of(way):
    """The address or name to try; empty where it is to be looked up and is not there."""
    host = way["host"]
    if host.startswith("$"):
        return os.environ.get(host[1:], "")
    if host.startswith("@"):
        with open(host[1:], encoding="utf-8") as file:
            lines = [line.split() for line in file]
        return next((words[1] for words in lines if len(words) > 1 and words[0] == "nameserver"), "")
    return host


def attempt(way, timeout):
    """One way, at every address of its host: (outcome, how), where outcome is open, closed or unjudged."""
    host, port, protocol = host_of(way), way["port"], way.get("protocol", "tcp")
    if protocol not in ("tcp", "dns"):
        return "unjudged", f"unknown protocol {protocol}"
    if not 0 < port < 65536:
        return "unjudged", f"no such port {port}"
    if not host:
        return "unjudged", f"{way['host']} names nothing"
    try:
        kind = socket.SOCK_DGRAM if protocol == "dns" else socket.SOCK_STREAM
        found = socket.getaddrinfo(host, port, type=kind)
    except (socket.gaierror, UnicodeError):
        return ("unjudged" if way.get("mustResolve") else "closed"), "no such name"
    seen = []
    for family, _, _, _, address in found:
        try:
            answers(family, address, protocol, timeout)
            return "open", address[0]
        except socket.timeout:
            seen.append(("closed", "timeout"))
        except OSError as error:
            closed = CLOSED.get(error.errno)
            seen.append(("closed", closed) if closed else ("unjudged", str(error)))
    return next((result for result in seen if result[0] == "unjudged"), seen[0])


def resolves(way):
    """Whether the host of a way has an address."""
    try:
        return bool(socket.getaddrinfo(host_of(way), way["port"]))
    except (OSError, UnicodeError):
        return False


def wait_for_names(ways, seconds):
    """Until all names that must resolve do, at most so long: the name of a replica is there once one is ready."""
    end = time.monotonic() + seconds
    while not all(resolves(way) for way in ways if way.get("mustResolve")) and time.monotonic() < end:
        time.sleep(1)


def attempt_all(ways, timeout):
    """Outcomes of all ways, tried at the same time, in their order."""
    with concurrent.futures.ThreadPoolExecutor(max_workers=max(1, len(ways))) as pool:
        outcomes = list(pool.map(lambda way: attempt(way, timeout), ways))
    return [{"name": way["name"], "outcome": outcome, "how": how} for way, (outcome, how) in zip(ways, outcomes)]


def names(results, *outcomes):
    return [result["name"] for result in results if result["outcome"] in outcomes]


def broken_controls(plan):
    """Controls that do not work, although they must: a listener of the probe's own, then the ways that are granted to it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        own = {"name": "the probe sees an open port", "host": "127.0.0.1", "port": listener.getsockname()[1]}
        results = attempt_all([own, *plan["controls"]], plan["timeoutSeconds"])
    return names(results, "closed", "unjudged")


def judge(plan):
    if not plan["ways"] or not plan["controls"]:
        raise ValueError("a plan without ways or without controls proves nothing")
    at_start = attempt_all(plan["ways"], plan["timeoutSeconds"])
    # Where policies reach a pod only after it has started, its first seconds are no measure of the rest; they are reported apart.
    time.sleep(plan["settleSeconds"])
    for _ in range(plan["controlAttempts"]):
        broken = broken_controls(plan)
        if not broken:
            break
        time.sleep(1)
    if not broken:
        wait_for_names(plan["ways"], plan["resolveSeconds"])
    ways = attempt_all(plan["ways"], plan["timeoutSeconds"])
    # Again after the ways, so that a network that died meanwhile does not pass for a closed one.
    broken = broken or broken_controls(plan)
    is_open, unjudged = names(ways, "open"), names(ways, "unjudged")
    verdict = "open" if is_open else "unjudged" if unjudged or broken else "closed"
    return {
        "verdict": verdict,
        "open": is_open,
        "unjudged": unjudged,
        "brokenControls": broken,
        "openAtStart": names(at_start, "open"),
        "ways": ways,
    }


def main(arguments):
    with open(arguments[0], encoding="utf-8") as file:
        result = judge(json.load(file))
    line = json.dumps(result, separators=(",", ":"))
    print(line, flush=True)
    if len(arguments) > 1:
        # Kubernetes keeps 4,096 bytes of a termination message; the outcome of each way is in the log.
        with open(arguments[1], "w", encoding="utf-8") as file:
            file.write(json.dumps({key: value for key, value in result.items() if key != "ways"}, separators=(",", ":"))[:4096])
    return {"closed": 0, "open": 1, "unjudged": 2}[result["verdict"]]


if __name__ == "__main__":
    try:
        status = main(sys.argv[1:])
    except Exception as error:  # Python's own exit status would be 1, which says that a way is open.
        print(json.dumps({"verdict": "unjudged", "error": str(error)}), flush=True)
        status = 2
    sys.exit(status)
