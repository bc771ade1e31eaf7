import { readFileSync, statSync } from "node:fs";
import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import { z } from "zod";

/** Public keys alone: whoever could read a secret one here could sign with it. */
const publicKey = z
  .looseObject({ kty: z.enum(["RSA", "EC", "OKP"], "is a key of another kind; accepted: RSA, EC, OKP") })
  .refine((key) => !("d" in key) && !("k" in key), "holds a private key; accepted: public keys");
const schema = z.object({ keys: z.array(publicKey).min(1) });

/** How long a file that was looked at is not looked at again, in milliseconds. */
const fresh = 1_000;

/** Keys of an issuer in a mounted file (RFC 7517), read anew when it has changed: an issuer's keys are renewed while the gate runs. */
export class JwksFile {
  readonly #path: string;
  readonly #now: () => number;
  #looked = Number.NEGATIVE_INFINITY;
  #version = "";
  #keys: JWTVerifyGetKey | undefined;

  /** @param now milliseconds of a clock that never goes back */
  constructor(path: string, now: () => number) {
    this.#path = path;
    this.#now = now;
  }

  /**
   * The keys as they are now.
   * @throws Error where the file cannot be read, or holds something else: then no token of the issuer is accepted, also none that was before
   */
  keys(): JWTVerifyGetKey {
    if (this.#now() - this.#looked < fresh && this.#keys !== undefined) return this.#keys;
    // A volume of Kubernetes swaps a link, so that the file behind the path is another one.
    const { ino, mtimeMs, size } = statSync(this.#path);
    const version = `${ino} ${mtimeMs} ${size}`;
    if (version !== this.#version || this.#keys === undefined) {
      this.#keys = undefined;
      this.#keys = this.#read();
      this.#version = version;
    }
    this.#looked = this.#now();
    return this.#keys;
  }

  #read(): JWTVerifyGetKey {
    const read = schema.safeParse(JSON.parse(readFileSync(this.#path, "utf8")));
    if (!read.success) {
      const [{ path, message }] = read.error.issues as [z.core.$ZodIssue];
      throw new Error(`${this.#path}: ${path.join(".") || "it"}: ${message}`);
    }
    return createLocalJWKSet(read.data as JSONWebKeySet);
  }
}
