import { readdirSync, readFileSync } from "node:fs";
import type { GateRequest } from "../../gate/decide/decide.ts";
import { grantWith } from "./decide/vectors.ts";

/** One request of a client, as it was recorded. */
export interface Recorded {
  /** The client, its version, and what it was asked for. */
  name: string;
  request: GateRequest;
  body: unknown;
}

const folder = "tests/gate/corpus";

interface CorpusFile {
  client: string;
  registry: string;
  version: string;
  requests: { name: string; method: string; path: string; body?: unknown }[];
}

/** Requests as clients' libraries send them by default. */
export const recorded: readonly Recorded[] = readdirSync(folder).flatMap((file) => {
  const { client, registry, version, requests } = JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) as CorpusFile;
  return requests.map(({ name, method, path, body }) => ({
    name: `${client} ${version} (${registry}): ${name}`,
    request: { method, path, body: Buffer.from(body === undefined ? "" : JSON.stringify(body)) },
    body,
  }));
});

/** What a client is usually granted. */
export const ordinary = grantWith({ inputTokens: 32_768, outputTokens: 4_096, bodyBytes: 300_000 });
