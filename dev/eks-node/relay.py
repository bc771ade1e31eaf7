"""Takes connections at addresses of the node and of its VPC and hands them on to Unix sockets of the machine. Runs where the node is, as root.

usage: relay.py PLACES, PLACES a JSON list of {"network": "node"|"vpc", "address", "port", "socket"}; without a socket it takes connections and ends them.
Prints a line when it listens everywhere, and ends when standard input does.
"""

import asyncio
import ctypes
import json
import os
import socket
import sys

CLONE_NEWNET = 0x40000000
libc = ctypes.CDLL(None, use_errno=True)
home = os.open("/proc/self/ns/net", os.O_RDONLY)


def enter(handle):
    if libc.setns(handle, CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "setns")


def listener(place):
    network = home if place["network"] == "node" else os.open(f"/run/netns/{place['network']}", os.O_RDONLY)
    enter(network)
    try:
        taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((place["address"], place["port"]))
        return taken
    finally:
        enter(home)


async def pump(reader, writer):
    """What comes goes on until one side ends."""
    try:
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
        writer.write_eof()
    except OSError:
        writer.close()


async def relay(path, reader, writer):
    try:
        if path:
            onward_reader, onward_writer = await asyncio.open_unix_connection(path)
            await asyncio.gather(pump(reader, onward_writer), pump(onward_reader, writer))
            onward_writer.close()
    except OSError:
        pass  # nobody is there
    writer.close()


async def main(places):
    for place in places:
        path = place.get("socket")
        await asyncio.start_server(lambda reader, writer, path=path: relay(path, reader, writer), sock=listener(place))
    print("listening", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.buffer.read)
    os._exit(0)  # connections that are open end with it


asyncio.run(main(json.loads(sys.argv[1])))
