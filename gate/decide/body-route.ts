import type { Json } from "../body/read-body.ts";
import type { Fields } from "../fields/field.ts";
import type { GateModel } from "./gate-model.ts";

export type Body = Readonly<Record<string, Json>>;

/** A way to the model server that has a body. */
export interface BodyRoute {
  path: string;
  fields: Fields;
  /** Fields without which there is nothing to answer. */
  required: readonly string[];
  /** Fields that bound the output, of which the smallest counts, and the name under which it is sent; undefined where nothing is written. */
  output: { bounds: readonly string[]; sentAs: string } | undefined;
  /** Sequences of the request besides `n`; none for a route that the model itself has no part in. */
  prompts: (body: Body) => number;
  /** Whether the sequences have to be as few as the grant's; inputs that nothing is written for take turns within the request. */
  atOnce: boolean;
  /** Tokens of the longest input where the body counts them; undefined where it is text. */
  inputTokens: (body: Body) => number | undefined;
  /** JSON Schemas in the body, by path. */
  schemas: (body: Body) => Readonly<Record<string, Json>>;
  /** Whether what the server caches of the request is kept apart by a salt. Without one, nothing of the request may stay in that cache. */
  salted: boolean;
  /** Whether a stream ends with a record of usage only where `stream_options` ask for it. */
  usageOnRequest: boolean;
  /** Fields that are sent at these values, whatever the client says. */
  always?: Body;
  /** What else of a body has to follow from the longest output, or why it cannot. */
  follow?: (body: Body, longest: number, model: GateModel) => Body | { problem: string; field: string };
}
