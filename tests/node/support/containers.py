"""Looks at containers from the node, without exec, which a keep refuses. Runs where the node is, as root.

usage: containers.py NAMESPACE inside     each container of the namespace: who it runs as, what it may, what it could write, whether it has a token
       containers.py NAMESPACE pids NAME  processes of the namespace's containers whose name begins so, as {pod: [pid]}
       containers.py NAMESPACE running    requests that each model server has under way, by its own metrics
"""

import ctypes
import glob
import http.client
import json
import os
import socket
import sys

TASKS = "/run/containerd/io.containerd.runtime.v2.task/k8s.io/*/config.json"
CLONE_NEWNS = 0x20000
FOLDERS = ("/", "/etc", "/usr", "/usr/local/bin", "/weights", "/etc/modelkeep", "/run", "/var", "/tmp", "/run/modelkeep", "/home/vllm")
TOKENS = ("/var/run/secrets/kubernetes.io/serviceaccount/token", "/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token")


def containers(namespace):
    """Annotations and first process of every container of a namespace, sandboxes left out."""
    for path in glob.glob(TASKS):
        try:
            with open(path, encoding="utf-8") as file:
                notes = json.load(file).get("annotations", {})
            if notes.get("io.kubernetes.cri.sandbox-namespace") != namespace or notes.get("io.kubernetes.cri.container-type") == "sandbox":
                continue
            with open(os.path.join(os.path.dirname(path), "init.pid"), encoding="utf-8") as file:
                yield notes["io.kubernetes.cri.sandbox-name"], notes["io.kubernetes.cri.container-name"], int(file.read())
        except (OSError, ValueError):
            pass


def writable(pid, uid, gid):
    """Folders of the container in which a process of this user can make a file, tried in a child that has entered its mounts."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        found = []
        handle = os.open(f"/proc/{pid}/ns/mnt", os.O_RDONLY)
        if ctypes.CDLL(None).setns(handle, CLONE_NEWNS) != 0:
            os._exit(1)
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
        for folder in FOLDERS:
            name = os.path.join(folder, ".try")
            try:
                os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
                os.unlink(name)
                found.append(folder)
            except OSError:
                pass
        os.write(writer, json.dumps({"writable": found, "token": any(map(os.path.exists, TOKENS))}).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as file:
        text = file.read()
    os.waitpid(child, 0)
    return json.loads(text)


def root_is_read_only(pid):
    """Whether the root of a container is mounted so: its files belong to root, so that its user could not write them in any case."""
    with open(f"/proc/{pid}/mountinfo", encoding="utf-8") as file:
        mounts = [line.split() for line in file]
    return any(fields[4] == "/" and "ro" in fields[5].split(",") for fields in mounts)


def inside(namespace):
    found = []
    for pod, container, pid in containers(namespace):
        with open(f"/proc/{pid}/status", encoding="utf-8") as file:
            status = dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
        uid, gid = (sorted(set(status[key].split())) for key in ("Uid", "Gid"))
        found.append(
            {
                "pod": pod,
                "container": container,
                "uids": uid,
                "gids": gid,
                "capabilities": sorted({status[key] for key in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")}),
                "noNewPrivileges": status["NoNewPrivs"],
                "seccomp": status["Seccomp"],
                "rootReadOnly": root_is_read_only(pid),
                **writable(pid, int(uid[0]), int(gid[0])),
            }
        )
    return found


def pids(namespace, name):
    found = {}
    for pod, _, first in containers(namespace):
        family = [first]
        for pid in family:
            for path in glob.glob(f"/proc/{pid}/task/*/children"):
                with open(path, encoding="utf-8") as file:
                    family += [int(child) for child in file.read().split()]
        for pid in family:
            with open(f"/proc/{pid}/comm", encoding="utf-8") as file:
                if file.read().startswith(name):
                    found.setdefault(pod, []).append(pid)
    return found


def running(namespace):
    found = {}
    for pod, container, pid in containers(namespace):
        if container != "model-server":
            continue
        try:
            connection = http.client.HTTPConnection("localhost", timeout=5)
            connection.sock = socket.socket(socket.AF_UNIX)
            connection.sock.connect(f"/proc/{pid}/root/run/modelkeep/vllm.sock")
            connection.request("GET", "/metrics")
            lines = connection.getresponse().read().decode().splitlines()
            found[pod] = sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith("vllm:num_requests_running"))
        except OSError:
            pass
    return found


namespace, what = sys.argv[1:3]
print(json.dumps({"inside": inside, "pids": pids, "running": running}[what](namespace, *sys.argv[3:])))
