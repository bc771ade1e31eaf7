import type { IncomingHttpHeaders } from "node:http";
import { apiKeyPrefix } from "./api-key.ts";

/**
 * Header in which the front door says whose certificate the connection has shown: the URI of its subject. It takes away what a client sends under
 * this name, and sends none where there was no certificate.
 */
export const certificateHeader = "x-modelkeep-client";

/** What a request shows of who sends it. */
export type Credential =
  | { kind: "certificate"; uri: string }
  /** A JSON Web Token. */
  | { kind: "token"; token: string }
  | { kind: "key"; key: string };

export type IdentityKind = Credential["kind"];

/** `Bearer` in any case, and one word (RFC 6750, section 2.1). */
const bearer = /^bearer +([\w.~+/-]+=*)$/i;

/**
 * The credential of a request. One by certificate comes first: libraries always send an API key besides, if only `none`. OpenAI's send theirs as a
 * bearer token, Anthropic's as `x-api-key` or a bearer token.
 * @returns `none`, or `several` where two headers hold two
 */
export function credentialOf(headers: IncomingHttpHeaders): Credential | "none" | "several" {
  const uri = headers[certificateHeader];
  if (typeof uri === "string" && uri !== "") return { kind: "certificate", uri };
  const [, token] = bearer.exec(headers.authorization ?? "") ?? [];
  const key = headers["x-api-key"];
  const shown = new Set([token, typeof key === "string" ? key : undefined].filter((one) => one !== undefined && one !== ""));
  if (shown.size > 1) return "several";
  const [one] = shown;
  if (one === undefined) return "none";
  return one.startsWith(apiKeyPrefix) ? { kind: "key", key: one } : { kind: "token", token: one };
}
