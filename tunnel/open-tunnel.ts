import { setTimeout as pause } from "node:timers/promises";
import type { Destination } from "./destination.ts";
import { handshake } from "./handshake.ts";
import { assertFree } from "./local-port.ts";
import { openSession, type Session } from "./session.ts";
import { TunnelError } from "./tunnel-error.ts";

export interface OpenOptions {
  /** Port of localhost. */
  port: number;
  /** How long the cluster's endpoint may take to answer, in seconds. */
  seconds: number;
  /** Gives up when it aborts. */
  stop: AbortSignal;
}

/**
 * Opens a tunnel, and returns when the cluster's endpoint has answered through it.
 *
 * @throws TunnelError where the port is taken, the session does not open, nothing answers in time, or it is told to stop; nothing is left open
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
        `${to.host} did not answer through the tunnel in ${seconds} s (${why}): is the cluster there, and does its security group let host ${to.instance} in?`,
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
