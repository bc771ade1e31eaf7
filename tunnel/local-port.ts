import { createServer } from "node:net";
import { UsageError } from "../engine/preview.ts";
import { TunnelError } from "./tunnel-error.ts";

/**
 * A port number as a user writes it.
 * @throws UsageError where it is not a port
 */
export function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw new UsageError([`--port is "${text}"; accepted: a port from 1 to 65535`]);
  return port;
}

/**
 * Resolves if a local port is free. Checked beforehand because the plugin reports a used port only after it has opened a session.
 * @throws TunnelError where it is in use, or this user is not allowed to use it
 */
export async function assertFree(port: number): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((done, failed) => server.once("error", failed).listen(port, "localhost", done));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE")
      throw new TunnelError(`local port ${port} is in use by another tunnel or program; accepted: a free one with --port`);
    if (code === "EACCES") throw new TunnelError(`local port ${port} needs root; accepted: 1024 or above with --port`);
    throw error;
  }
  await new Promise((closed) => server.close(closed));
}
