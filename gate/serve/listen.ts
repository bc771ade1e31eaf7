import { rmSync } from "node:fs";
import { createServer } from "node:http";
import type { RequestGate } from "./gate.ts";

/** Headers of a request, in bytes: the front door has judged them, and passes on few. */
const mostHeaders = 16_384;

/**
 * Serves a gate on a socket of its own, also where one that was killed has left its file.
 * @returns stops taking requests, and waits for those that run
 */
export async function listenOn(path: string, gate: RequestGate): Promise<() => Promise<void>> {
  rmSync(path, { force: true });
  // Time is the front door's to bound: it ends a request by its own limits, and the gate follows.
  const options = { maxHeaderSize: mostHeaders, requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 };
  const server = createServer(options, (request, response) => void gate.handle(request, response));
  await new Promise<void>((ready, failed) => {
    server.once("error", failed);
    server.listen({ path, readableAll: true, writableAll: true }, ready);
  });
  return () =>
    new Promise((ended) => {
      server.close(() => ended());
      server.closeIdleConnections();
    });
}
