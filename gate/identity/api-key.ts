import { randomBytes } from "node:crypto";
import { digestOf } from "../digest.ts";

/** By which a key is told from a token, and found where it was left by mistake. */
export const apiKeyPrefix = "mk-";

/** A new API key: 256 random bits. */
export const newApiKey = (): string => `${apiKeyPrefix}${randomBytes(32).toString("base64url")}`;

/**
 * What settings hold of a key, `sha256:` and 64 hexadecimal digits. One round is enough: nobody guesses 256 random bits, while every request has to be
 * checked.
 */
export const apiKeyDigest = (key: string): string => digestOf(key);
