import { type Json, readBody } from "../body/read-body.ts";
import { takeFields } from "../fields/take-fields.ts";
import { schemasProblem } from "../json-schema/bounds.ts";
import type { GateModel, Grant } from "./grant.ts";
import { type BodyRoute, bodyRoutes, type RouteName, routes } from "./routes.ts";
import type { Allowed, Refused, Rule, Verdict } from "./verdict.ts";

/** A request as the gate receives it: the client is known, the body is whole. */
export interface GateRequest {
  method: string;
  /** As it came, with a query where there is one. */
  path: string;
  body: Uint8Array;
}

/** Of any body: far more than libraries send, and far less than costs time to judge. */
const shape = { depth: 32, values: 20_000 };

const refused = (rule: Rule, status: Refused["status"], message: string, field?: string): Refused => ({
  allowed: false,
  rule,
  status,
  message,
  ...(field !== undefined && { field }),
});

/**
 * Whether a client's request goes to the model server, and as what. The body is parsed once and what is sent is written from what was
 * judged, so that nobody reads another meaning. Depends on its arguments alone, and never throws for what a client sends.
 */
export function decide(grant: Grant, model: GateModel, { method, path, body }: GateRequest): Verdict {
  const key = `${method} ${path}`;
  const route = Object.hasOwn(routes, key) ? routes[key] : undefined;
  if (route === undefined) return refused("route-unknown", 404, `there is no such endpoint; accepted: ${Object.keys(routes).join(", ")}`);
  if (!grant.routes.includes(route))
    return refused("route-not-granted", 403, `${path} is not granted; accepted: ${grant.routes.join(", ")}`);
  if (route === "models") {
    if (body.length > 0) return refused("body-size", 413, `the body has ${body.length} bytes; accepted: none`);
    return { allowed: true, route, stream: false, wantsUsage: false, sequences: 0, outputTokens: 0, dropped: [], rewritten: [] };
  }
  return decideBody(grant, model, route, body);
}

function decideBody(grant: Grant, { servedAs }: GateModel, route: Exclude<RouteName, "models">, bytes: Uint8Array): Verdict {
  const rules: BodyRoute = bodyRoutes[route];
  const read = readBody(bytes, { bytes: grant.limits.bodyBytes, ...shape });
  if ("fault" in read) return refused(read.fault.rule, read.fault.rule === "body-size" ? 413 : 400, read.fault.message);
  const { value } = read;
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return refused("body-not-object", 400, "the body is not a JSON object");
  const taken = takeFields(rules.fields, value, grant.unknownFields);
  if ("fault" in taken) return refused(taken.fault.rule, 400, taken.fault.message, taken.fault.field);
  const { sent, dropped } = taken;
  const missing = rules.required.find((name) => sent[name] === undefined);
  if (missing !== undefined) return refused("field-missing", 400, `${JSON.stringify(missing)} is missing`, missing);
  if (sent["model"] !== servedAs)
    return refused("model-unknown", 404, `there is no such model; accepted: ${JSON.stringify(servedAs)}`, "model");
  const problem = schemasProblem(rules.schemas(sent));
  if (problem !== undefined) return refused("schema-bounds", 400, problem);
  const input = rules.inputTokens(sent);
  if (input !== undefined && input > grant.limits.inputTokens)
    return refused("input-tokens", 400, `the input has ${input} tokens; accepted: at most ${grant.limits.inputTokens}`);
  return sized(grant, rules, route, sent, dropped);
}

/** Bounds what the request starts: sequences, and the tokens of all of them as one product. */
function sized(
  { limits, cacheSalt }: Grant,
  rules: BodyRoute,
  route: Exclude<RouteName, "models">,
  sent: Record<string, Json>,
  dropped: readonly string[],
): Verdict {
  const sequences = Number(sent["n"] ?? 1) * rules.prompts(sent);
  if (sequences > limits.concurrent)
    return refused("sequences", 400, `n times prompts is ${sequences}; accepted: at most ${limits.concurrent}`, "n");
  const most = Math.floor(limits.outputTokens / sequences);
  if (most < 1)
    return refused("output-tokens", 400, `${sequences} outputs of one token; accepted: ${limits.outputTokens} tokens in all`, "n");
  const asked = rules.outputBounds.map((name) => sent[name]).filter((bound) => typeof bound === "number");
  const each = Math.min(most, ...asked);
  const least = Number(sent["min_tokens"] ?? 0);
  if (least > each)
    return refused("output-tokens", 400, `"min_tokens" is ${least}; accepted: at most ${each}, which is the longest output`, "min_tokens");
  const stream = sent["stream"] === true;
  const options = sent["stream_options"] as { include_usage?: boolean; continuous_usage_stats?: boolean } | undefined;
  if (options !== undefined && !stream) return refused("field-value", 400, '"stream_options" is for streams', "stream_options");
  const body: Record<string, Json> = { ...sent };
  for (const name of rules.outputBounds) delete body[name];
  Object.assign(body, { max_tokens: each, cache_salt: cacheSalt }, stream && { stream_options: { ...options, include_usage: true } });
  return { allowed: true, route, body, stream, wantsUsage: options?.include_usage === true, ...cost(), dropped, rewritten: rewritten() };

  function cost(): Pick<Allowed, "sequences" | "outputTokens"> {
    return { sequences, outputTokens: sequences * each };
  }

  /** What the client said and is sent otherwise. */
  function rewritten(): string[] {
    return [
      ...rules.outputBounds.filter((name) => sent[name] !== undefined && sent[name] !== each),
      ...(stream && options !== undefined && options.include_usage !== true ? ["stream_options"] : []),
    ];
  }
}
