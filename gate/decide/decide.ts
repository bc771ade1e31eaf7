import { readBody } from "../body/read-body.ts";
import { takeFields } from "../fields/take-fields.ts";
import { schemasProblem } from "../json-schema/bounds.ts";
import type { BodyRoute } from "./body-route.ts";
import type { GateModel } from "./gate-model.ts";
import type { Grant } from "./grant.ts";
import { bodyRoutes, type RouteName, routes } from "./routes.ts";
import { sized } from "./sized.ts";
import { refused, type Verdict } from "./verdict.ts";

/** A request as the gate receives it: the client is known, the body is whole. */
export interface GateRequest {
  method: string;
  /** As it came, with a query where there is one. */
  path: string;
  body: Uint8Array;
}

/** Of any body: far more than libraries send, and far less than costs time to judge. */
const shape = { depth: 32, values: 20_000 };

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

function decideBody(grant: Grant, model: GateModel, route: Exclude<RouteName, "models">, bytes: Uint8Array): Verdict {
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
  if (sent["model"] !== model.servedAs)
    return refused("model-unknown", 404, `there is no such model; accepted: ${JSON.stringify(model.servedAs)}`, "model");
  const problem = schemasProblem(rules.schemas(sent));
  if (problem !== undefined) return refused("schema-bounds", 400, problem);
  const input = rules.inputTokens(sent);
  if (input !== undefined && input > grant.limits.inputTokens)
    return refused("input-tokens", 400, `the input has ${input} tokens; accepted: at most ${grant.limits.inputTokens}`);
  return sized(grant, model, rules, route, sent, dropped);
}
