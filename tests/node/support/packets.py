"""Tries ways between pods by real packets, from the network namespace of the one into that of the other. Runs where the node is, as root.

usage: packets.py once|watch SECONDS LAYOUT, LAYOUT a JSON object {"tcp": [port], "udp": [port], "outside": [[name, address, port]], "namespaces": [name],
"of": [name]}: only pods of those namespaces are looked at, as other pods may be another test's; where there is "of", only ways of pods of these.

Each pod gets a listener on each port that nobody listens on there yet, so that a packet that arrives is seen and a refusal is one by a policy.
`once` tries every pair one time, each for at most SECONDS, and prints {"pods": {name: address}, "ways": [[from, to, protocol, port, open]], "deaf"}; deaf
are pods that their own listeners do not hear. `watch` tries again and again for SECONDS, or until there is a file "end" of the layout, with pods that come
and go, and prints
{"pods": {name: how often it was tried}, "rounds", "open": [[from, to, protocol, port]]}.
"""

import ctypes
import fcntl
import glob
import json
import os
import select
import socket
import struct
import sys
import time

TASKS = "/run/containerd/io.containerd.runtime.v2.task/k8s.io/*/config.json"
CLONE_NEWNET = 0x40000000
libc = ctypes.CDLL(None, use_errno=True)
home = os.open("/proc/self/ns/net", os.O_RDONLY)


def enter(handle):
    if libc.setns(handle, CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "setns")


def address_of(name="eth0"):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        return socket.inet_ntoa(fcntl.ioctl(s.fileno(), 0x8915, struct.pack("256s", name.encode()))[20:24])


class Pod:
    """A pod's sandbox: its namespace stays open as long as this does."""

    def __init__(self, name, pid, layout, leave=()):
        """leave: ports on which a container that still starts will listen itself."""
        self.name = name
        self.handle = os.open(f"/proc/{pid}/ns/net", os.O_RDONLY)
        self.listeners = {}
        enter(self.handle)
        try:
            self.address = address_of()
            for kind, ports in ((socket.SOCK_STREAM, layout["tcp"]), (socket.SOCK_DGRAM, layout["udp"])):
                for port in ports:
                    if port in leave:
                        continue
                    listener = socket.socket(socket.AF_INET, kind)
                    try:
                        listener.bind(("0.0.0.0", port))
                        if kind == socket.SOCK_STREAM:
                            listener.listen(64)
                        self.listeners[kind, port] = listener
                    except OSError:
                        listener.close()  # something of the pod's own listens there
        except OSError:
            self.close()
            raise
        finally:
            enter(home)

    def close(self):
        for listener in self.listeners.values():
            listener.close()
        os.close(self.handle)


def sandboxes(namespaces):
    """Name, first process and number of containers of every pod of these namespaces that runs, by its sandbox."""
    found, containers = {}, {}
    for path in glob.glob(TASKS):
        folder = os.path.dirname(path)
        try:
            with open(path, encoding="utf-8") as file:
                notes = json.load(file).get("annotations", {})
            if notes.get("io.kubernetes.cri.sandbox-namespace") not in namespaces:
                continue
            if notes.get("io.kubernetes.cri.container-type") != "sandbox":
                sandbox = notes.get("io.kubernetes.cri.sandbox-id")
                containers[sandbox] = containers.get(sandbox, 0) + 1
                continue
            with open(os.path.join(folder, "init.pid"), encoding="utf-8") as file:
                name = notes["io.kubernetes.cri.sandbox-namespace"] + "/" + notes["io.kubernetes.cri.sandbox-name"]
                found[os.path.basename(folder)] = (name, int(file.read()))
        except (OSError, ValueError):
            pass  # it comes or goes just now
    return {sandbox: (*pod, containers.get(sandbox, 0)) for sandbox, pod in found.items()}


def attempt(sources, seconds):
    """Tries all targets (key, address, protocol, port, listener) of all sources (namespace, targets) at a time; gives the keys of the open ones."""
    pending, is_open, udp = {}, set(), {}
    for handle, targets in sources:
        enter(handle)
        try:
            for key, address, protocol, port, listener in targets:
                s = socket.socket(socket.AF_INET, socket.SOCK_STREAM if protocol == "tcp" else socket.SOCK_DGRAM)
                s.setblocking(False)
                try:
                    if protocol == "udp":
                        token = os.urandom(8)
                        udp[token] = (key, listener, s)
                        s.sendto(token, (address, port))
                    else:
                        pending[s] = key
                        s.connect((address, port))
                except BlockingIOError:
                    pass
                except OSError:
                    pending.pop(s, None)
                    s.close()
        finally:
            enter(home)
    end = time.monotonic() + seconds
    hearing = {listener for _, listener, _ in udp.values()}
    while (pending or udp) and (left := end - time.monotonic()) > 0:
        readable, writable, _ = select.select(list(hearing), list(pending), [], left)
        for s in writable:
            key = pending.pop(s)
            if s.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0:
                is_open.add(key)
            s.close()
        for listener in readable:
            token = listener.recv(64)
            if token in udp:
                key, _, s = udp.pop(token)
                is_open.add(key)
                s.close()
    for s in [*pending, *(s for _, _, s in udp.values())]:
        s.close()
    return is_open


def drain(pod):
    for (kind, _), listener in pod.listeners.items():
        listener.setblocking(False)
        try:
            while kind == socket.SOCK_STREAM:
                listener.accept()[0].close()
        except OSError:
            pass
        listener.setblocking(True)


def concerned(pod, layout):
    return "of" not in layout or pod.name.split("/")[0] in layout["of"]


def ways(pods, layout):
    """Every way from each pod to each other, and to what is outside, as targets of `attempt`."""
    for source in pods:
        targets = []
        for target in pods:
            if target is source or not (concerned(source, layout) or concerned(target, layout)):
                continue
            for port in layout["tcp"]:
                targets.append(((source.name, target.name, "tcp", port), target.address, "tcp", port, None))
            for port in layout["udp"]:
                listener = target.listeners.get((socket.SOCK_DGRAM, port))
                if listener:
                    targets.append(((source.name, target.name, "udp", port), target.address, "udp", port, listener))
        for name, address, port in layout["outside"] if concerned(source, layout) else ():
            targets.append(((source.name, name, "tcp", port), address, "tcp", port, None))
        yield source.handle, targets


def once(seconds, layout):
    # A sandbox in which nothing runs any more is no pod, though it is still there when the API server has forgotten it.
    pods = [Pod(name, pid, layout) for name, pid, containers in sandboxes(layout["namespaces"]).values() if containers > 0]
    deaf = []
    for pod in pods:
        own = [((kind, port), "127.0.0.1", "tcp" if kind == socket.SOCK_STREAM else "udp", port, listener) for (kind, port), listener in pod.listeners.items()]
        if attempt([(pod.handle, own)], 5) != set(pod.listeners):
            deaf.append(pod.name)
        drain(pod)
    tried = list(ways(pods, layout))
    is_open = attempt(tried, seconds)
    seen = [[*key, key in is_open] for _, targets in tried for key, *_ in targets]
    print(json.dumps({"pods": {pod.name: pod.address for pod in pods}, "ways": seen, "deaf": deaf}))


def watch(seconds, layout):
    known, busy, tried, is_open, rounds = {}, {}, {}, set(), 0
    end = time.monotonic() + seconds

    def alive():
        """Pods of which a process of their own runs, or none yet; one that has ended is no pod, though its namespace may still be there."""
        now = sandboxes(layout["namespaces"])
        for sandbox, (_, _, containers) in now.items():
            busy[sandbox] = max(busy.get(sandbox, 0), containers)
        return {sandbox: pod for sandbox, pod in now.items() if pod[2] > 0 or busy[sandbox] == 0}

    while time.monotonic() < end and not os.path.exists(layout.get("end", "")):
        now = alive()
        for sandbox in [sandbox for sandbox in known if sandbox not in now]:
            known.pop(sandbox).close()
        for sandbox, (name, pid, _) in now.items():
            if sandbox not in known:
                try:
                    known[sandbox] = Pod(name, pid, layout, leave=(8443, 53))
                except OSError:
                    pass  # its network is not there yet
        pods = list(known.values())
        round_open = attempt(list(ways(pods, layout)), 0.4)
        still = {name for name, *_ in alive().values()} | {name for name, *_ in layout["outside"]}
        is_open |= {way for way in round_open if way[0] in still and way[1] in still}
        for pod in pods:
            drain(pod)
            tried[pod.name] = tried.get(pod.name, 0) + 1
        rounds += 1
    print(json.dumps({"pods": tried, "rounds": rounds, "open": sorted(map(list, is_open))}))


if __name__ == "__main__":
    mode, seconds = sys.argv[1], float(sys.argv[2])
    {"once": once, "watch": watch}[mode](seconds, json.loads(sys.argv[3]))
