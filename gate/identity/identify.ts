import type { IncomingHttpHeaders } from "node:http";
import { apiKeyDigest } from "./api-key.ts";
import { type Credential, credentialOf, type IdentityKind } from "./credential.ts";
import { type TokenIssuer, verifyToken } from "./token.ts";

/** By what a client is recognised. */
export type Identity =
  /** The certificate of its connection, by the URI of its subject. */
  | { kind: "certificate"; uri: string }
  /** Tokens of an issuer about a subject. */
  | { kind: "token"; issuer: string; subject: string }
  /** An API key, by its digest ({@link apiKeyDigest}). */
  | { kind: "key"; digest: string /** ISO 8601, in UTC. */; expires: string };

/** Who sends a request, or why nobody is recognised. */
export type Identified =
  | { client: string; kind: IdentityKind }
  | { rule: "credential-none" | "credential-several" | "credential-unknown" | "credential-expired"; status: 401; message: string }
  | { rule: "credential-keys"; status: 503; message: string };

/** One text for all that is not known: which part of it was right is nobody's to learn. */
const unknown: Identified = {
  rule: "credential-unknown",
  status: 401,
  message: "the credential is of no client; accepted: one that the keep's settings name",
};
const expired: Identified = { rule: "credential-expired", status: 401, message: "the credential has expired; accepted: a new one" };
const none: Identified = {
  rule: "credential-none",
  status: 401,
  message: "no credential was sent; accepted: a client certificate, or a token or key as Authorization: Bearer or x-api-key",
};
const several: Identified = { rule: "credential-several", status: 401, message: "two credentials were sent; accepted: one" };
const withoutKeys: Identified = { rule: "credential-keys", status: 503, message: "tokens cannot be checked; accepted: again in a while" };

/** Recognises clients by what their requests show. */
export class Identifier {
  readonly #certificates = new Map<string, string>();
  readonly #keys = new Map<string, { client: string; expires: number }>();
  readonly #subjects = new Map<string, string>();
  readonly #issuers: ReadonlyMap<string, TokenIssuer>;
  readonly #now: () => number;

  /** @param now milliseconds since 1970 */
  constructor(clients: readonly { client: string; identities: readonly Identity[] }[], issuers: readonly TokenIssuer[], now: () => number) {
    this.#issuers = new Map(issuers.map((issuer) => [issuer.issuer, issuer]));
    this.#now = now;
    for (const { client, identities } of clients) for (const identity of identities) this.#add(client, identity);
  }

  async identify(headers: IncomingHttpHeaders): Promise<Identified> {
    const credential = credentialOf(headers);
    if (credential === "none") return none;
    if (credential === "several") return several;
    const found = await this.#of(credential);
    return typeof found === "string" ? { client: found, kind: credential.kind } : found;
  }

  /** The client's name, or why there is none. */
  async #of(credential: Credential): Promise<string | Identified> {
    switch (credential.kind) {
      case "certificate":
        return this.#certificates.get(credential.uri) ?? unknown;
      case "key": {
        // Found by its digest, which says nothing of how much of a wrong key was right.
        const key = this.#keys.get(apiKeyDigest(credential.key));
        if (key === undefined) return unknown;
        return this.#now() < key.expires ? key.client : expired;
      }
      case "token": {
        const verdict = await verifyToken(credential.token, this.#issuers, this.#now());
        if (typeof verdict === "object") return this.#subjects.get(subjectKey(verdict)) ?? unknown;
        return { unknown, expired, "no-keys": withoutKeys }[verdict];
      }
    }
  }

  #add(client: string, identity: Identity): void {
    if (identity.kind === "certificate") this.#certificates.set(identity.uri, client);
    else if (identity.kind === "token") this.#subjects.set(subjectKey(identity), client);
    else this.#keys.set(identity.digest, { client, expires: Date.parse(identity.expires) });
  }
}

const subjectKey = ({ issuer, subject }: { issuer: string; subject: string }) => JSON.stringify([issuer, subject]);
