import type { IncomingMessage } from "node:http";

/** A body, or that it is too long; undefined where the client left before its end. */
export type Collected = { body: Buffer } | { tooLong: number } | undefined;

/** Collects a body of at most so many bytes, and stops at the first byte beyond. Never throws. */
export async function collect(request: IncomingMessage, most: number): Promise<Collected> {
  const stated = Number(request.headers["content-length"] ?? 0);
  if (stated > most) return { tooLong: stated };
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > most) return { tooLong: bytes };
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return request.complete ? { body: Buffer.concat(chunks, bytes) } : undefined;
}
