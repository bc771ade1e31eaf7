import type { IncomingMessage } from "node:http";

/** The whole body of a request, as text. */
export async function bodyOf(from: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of from) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
