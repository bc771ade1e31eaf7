import { createHash } from "node:crypto";
import { createServer, type Server } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** What this process has, by name. */
const held = new Map<string, Server>();

/**
 * Waits until no other process has something that is one process's at a time, and takes it. It is a socket by a name of the kernel's, without a
 * file, so that it goes with its process, however that ends.
 */
export async function takeTurn(name: string): Promise<void> {
  const path = `\0modelkeep-${createHash("sha256").update(name).digest("hex").slice(0, 32)}`;
  while (!held.has(name)) {
    const server = await listening(path);
    if (server === undefined) await pause(300);
    else held.set(name, server);
  }
}

/** Gives it to the next process. */
export async function endTurn(name: string): Promise<void> {
  const server = held.get(name);
  held.delete(name);
  if (server !== undefined) await new Promise((closed) => server.close(closed));
}

/** Gives everything to the next processes. */
export async function endTurns(): Promise<void> {
  for (const name of [...held.keys()]) await endTurn(name);
}

/** A server on a socket; undefined where another process listens on it. */
const listening = (path: string) =>
  new Promise<Server | undefined>((done, failed) => {
    const server = createServer().unref();
    server.once("error", (error: NodeJS.ErrnoException) => (error.code === "EADDRINUSE" ? done(undefined) : failed(error)));
    server.listen({ path }, () => done(server));
  });
