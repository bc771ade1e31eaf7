import os
import signal
import socket
import sys
import time

# Ends a server that does not listen yet: it has nothing to finish.
STARTING = 5
ACCEPTING, REFUSING = "0", "1"
FORWARDED = (signal.SIGTERM, signal.SIGINT)
WAITED = {*FORWARDED, signal.SIGCHLD}


class Server:
    def __init__(self, command):
        # The mask of this program is not the server's: until it has a handler of its own, a signal ends it.
        self.process = os.posix_spawnp(command[0], command, os.environ, setsigmask=[])
        self.status = None

    def reap(self):
        while self.status is None:
            process, status = os.waitpid(-1, os.WNOHANG)
            if process == 0:
                return
            if process == self.process:
                self.status = os.waitstatus_to_exitcode(status)

    def tell(self, number):
        if self.status is None:
            os.kill(self.process, number)


def remove(path):
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass


def place(path, content):
    """Tells the front door, which watches the file: it sees a rename, and no write."""
    with open(f"{path}.new", "w") as file:
        file.write(content)
    os.rename(file.name, path)


def listens(path):
    """Whether somebody takes connections: vLLM makes the socket at once, and listens when its engine is ready."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        try:
            caller.connect(path)
        except OSError:
            return False
    return True


def main(seconds, path, *command):
    signal.pthread_sigmask(signal.SIG_BLOCK, WAITED)
    for left in (path, f"{path}.unanswered"):
        remove(left)
    place(f"{path}.ending", ACCEPTING)
    server = Server(command)
    end = None
    while server.status is None:
        wait = 3600 if end is None else end - time.monotonic()
        if wait <= 0:
            print("init: the server does not end; killed", file=sys.stderr, flush=True)
            server.tell(signal.SIGKILL)
            end = None
            continue
        told = signal.sigtimedwait(WAITED, wait)
        if told is not None and told.si_signo in FORWARDED and end is None:
            place(f"{path}.ending", REFUSING)
            serves = "--headless" in command or listens(path)
            end = time.monotonic() + (float(seconds) if serves else STARTING)
            server.tell(told.si_signo)
        server.reap()
    # Whatever it left ends with this process, which is the first of the container.
    return server.status if server.status >= 0 else 128 - server.status


sys.exit(main(*sys.argv[1:]))
