import type { BodyBounds, BodyFault } from "./fault.ts";
import { scanBody } from "./scan-body.ts";

/** A value of JSON. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** A body that was read, or why it was not. */
export type ReadBody = { value: Json } | { fault: BodyFault };

/** Reads a body as JSON that every parser reads as the same value; see {@link scanBody}. Never throws for what a client sends. */
export function readBody(bytes: Uint8Array, bounds: BodyBounds): ReadBody {
  const fault = scanBody(bytes, bounds);
  return fault === undefined ? { value: JSON.parse(Buffer.from(bytes).toString()) as Json } : { fault };
}
