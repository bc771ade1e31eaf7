import { createHmac } from "node:crypto";

/**
 * Salt of what the server caches of a client's prompts: without the key of the keep nobody can tell it, so nobody can ask in another's name
 * and learn from the time of the answer what was asked before. 43 characters of base64url; vLLM takes 128, without `/` and `@`.
 */
export function cacheSalt(key: Uint8Array, client: string): string {
  const mac = createHmac("sha256", key);
  // A length before each part, or two divisions of one text would be one salt.
  for (const part of ["modelkeep cache salt", client]) mac.update(`${Buffer.byteLength(part)}:${part}`);
  return mac.digest("base64url");
}
