import { RefusedRequest } from "./limited-fetch.ts";

/**
 * Sends a request to a REST API and parses the response as JSON.
 *
 * @throws RefusedRequest with the beginning of the response
 */
export async function jsonRequest<T>(method: string, url: string, headers: Record<string, string>, body?: unknown): Promise<T> {
  const answer = await fetch(url, {
    method,
    headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(60_000),
  });
  const text = await answer.text();
  if (!answer.ok) throw new RefusedRequest(answer.status, `${method} ${new URL(url).pathname}: ${answer.status} ${text.slice(0, 300)}`);
  return JSON.parse(text) as T;
}

/**
 * All entries of a list in pages of 100.
 *
 * @param page the URL of page `n`, from 1
 * @param most pages to read; a list that is longer is an error, because the wanted entry may be on a later page
 */
export async function allPages<T>(page: (n: number) => Promise<T[]>, most = 50): Promise<T[]> {
  const all: T[] = [];
  for (let n = 1; n <= most; n++) {
    const some = await page(n);
    all.push(...some);
    if (some.length < 100) return all;
  }
  throw new Error(`a list of more than ${most * 100} entries`);
}
