import type { Json } from "../body/read-body.ts";
import type { Body, BodyRoute } from "./body-route.ts";
import type { GateModel } from "./gate-model.ts";
import type { Grant } from "./grant.ts";
import type { RouteName } from "./routes.ts";
import { refused, type Verdict } from "./verdict.ts";

/** Bounds what the request starts: sequences, and the tokens of all of them as one product. */
export function sized(
  { limits, cacheSalt }: Grant,
  model: GateModel,
  rules: BodyRoute,
  route: Exclude<RouteName, "models">,
  sent: Record<string, Json>,
  dropped: readonly string[],
): Verdict {
  const prompts = rules.prompts(sent);
  const sequences = rules.atOnce ? Number(sent["n"] ?? 1) * prompts : Math.min(prompts, limits.concurrent);
  if (sequences > limits.concurrent)
    return refused("sequences", 400, `n times prompts is ${sequences}; accepted: at most ${limits.concurrent}`, "n");
  const output = outputOf(rules, model, limits.outputTokens, sequences, sent);
  if ("problem" in output) return refused("output-tokens", 400, output.problem, output.field);
  const stream = sent["stream"] === true;
  const options = sent["stream_options"] as { include_usage?: boolean; continuous_usage_stats?: boolean } | undefined;
  if (options !== undefined && !stream) return refused("field-value", 400, '"stream_options" is for streams', "stream_options");
  const asks = stream && rules.usageOnRequest;
  const body: Record<string, Json> = { ...sent };
  for (const name of rules.output?.bounds ?? []) delete body[name];
  Object.assign(
    body,
    output.body,
    rules.always,
    rules.salted && { cache_salt: cacheSalt },
    asks && { stream_options: { ...options, include_usage: true } },
  );
  const written = { ...output.body, ...rules.always };
  const rewritten = [
    ...(rules.output?.bounds.filter((name) => sent[name] !== undefined && sent[name] !== output.each) ?? []),
    ...Object.keys(written).filter(
      (name) => !rules.output?.bounds.includes(name) && sent[name] !== undefined && sent[name] !== written[name],
    ),
    ...(asks && options !== undefined && options.include_usage !== true ? ["stream_options"] : []),
  ];
  const wantsUsage = stream && (!rules.usageOnRequest || options?.include_usage === true);
  return { allowed: true, route, body, stream, wantsUsage, sequences, outputTokens: sequences * output.each, dropped, rewritten };
}

/** The longest output of each sequence, and what is sent to say so; nothing of a route that writes none. */
function outputOf(
  { output, follow }: BodyRoute,
  model: GateModel,
  granted: number,
  sequences: number,
  sent: Body,
): { each: number; body: Body } | { problem: string; field: string } {
  if (output === undefined) return { each: 0, body: {} };
  const most = Math.floor(granted / sequences);
  if (most < 1) return { problem: `${sequences} outputs of one token; accepted: ${granted} tokens in all`, field: "n" };
  const asked = output.bounds.map((name) => sent[name]).filter((bound) => typeof bound === "number");
  const each = Math.min(most, ...asked);
  const least = Number(sent["min_tokens"] ?? 0);
  if (least > each)
    return { problem: `"min_tokens" is ${least}; accepted: at most ${each}, which is the longest output`, field: "min_tokens" };
  const followed = follow?.(sent, each, model) ?? {};
  return "problem" in followed ? (followed as { problem: string; field: string }) : { each, body: { [output.sentAs]: each, ...followed } };
}
