/** A request that was refused, with what the service said. */
export class RefusedRequest extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Reads a file by its path in an API, but no more than `limit` bytes. */
export type LimitedBytes = (path: string, limit: number) => Promise<Uint8Array>;

/** A file that is larger than what is read of it. */
export class TooLarge extends Error {}

/**
 * The bytes that a request gives, and never more than `limit`: what a stranger made may say that it is small and be endless, and a
 * compressed answer counts as what it unfolds to.
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
