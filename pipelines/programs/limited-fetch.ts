/** A request that was refused, with the service's message. */
export class RefusedRequest extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Reads a file by its API path, up to `limit` bytes. */
export type LimitedBytes = (path: string, limit: number) => Promise<Uint8Array>;

/** A file that exceeds the limit. */
export class TooLarge extends Error {}

/**
 * The bytes of a response, never more than `limit`: an untrusted response may declare a small length and be endless, and a
 * compressed one counts with its decompressed size.
 *
 * @param limit bytes
 * @throws RefusedRequest where the service refuses, TooLarge where there are more bytes
 */
export async function limitedFetch(url: string, headers: Record<string, string>, limit: number): Promise<Uint8Array> {
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(60_000) });
  if (!answer.ok) throw new RefusedRequest(answer.status, `GET ${new URL(url).pathname}: ${answer.status}`);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.length;
    if (size > limit) throw new TooLarge(`it is larger than ${Math.round(limit / 1024)} KiB`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
