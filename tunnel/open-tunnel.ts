import { setTimeout as pause } from "node:timers/promises";
import type { Destination } from "./destination.ts";
import { handshake } from "./handshake.ts";
import { assertFree } from "./local-port.ts";
import { openSession, type Session } from "./session.ts";
import { TunnelError } from "./tunnel-error.ts";

export interface OpenOptions {
  /** Local port. */
  port: number;
  /** How long to wait for the cluster's endpoint to answer, in seconds. */
  seconds: number;
  /** Cancels the attempt. */
  stop: AbortSignal;
}

/**
 * Opens a tunnel, and returns when the cluster's endpoint has answered through it.
 *
 * @throws TunnelError where the port is taken, the session does not open, nothing answers in time, or it is cancelled; nothing is left
 * open
 */
export async function openTunnel(to: Destination, { port, seconds, stop }: OpenOptions): Promise<Session> {
  await assertFree(port);
  const session = openSession(port, to);
  const over = new AbortController();
  try {
    const answered = await Promise.race([session.died, stopped(stop), untilAnswered(port, to, seconds, over.signal)]);
    if (answered instanceof TunnelError) throw answered;
    return session;
  } catch (error) {
    await session.close();
    throw error;
  } finally {
    over.abort();
  }
}

async function untilAnswered(port: number, to: Destination, seconds: number, over: AbortSignal): Promise<undefined | TunnelError> {
  const deadline = performance.now() + seconds * 1000;
  while (!over.aborted) {
    const why = await handshake(port, to);
    if (why === undefined) return undefined;
    if (performance.now() > deadline)
      return new TunnelError(
        `${to.host} did not answer through the tunnel in ${seconds} s (${why}): does the cluster exist, and does its security group allow host ${to.instance}?`,
      );
    await pause(200);
  }
  return undefined;
}

function stopped(stop: AbortSignal): Promise<TunnelError> {
  return new Promise((resolve) => {
    const tell = () => resolve(new TunnelError("stopped before the tunnel was open"));
    if (stop.aborted) tell();
    else stop.addEventListener("abort", tell, { once: true });
  });
}
