import type { Agent, ServerResponse } from "node:http";
import type { Refusal } from "../answers/refusal.ts";
import { inputCounts } from "../decide/input-count.ts";
import type { Allowed } from "../decide/verdict.ts";
import { countInput } from "./count-input.ts";

/**
 * Why a request that is allowed by its bytes is refused by its tokens; undefined where it is not, `left` where its client left. The model server is
 * asked, since only its tokenizer and template say what an input has.
 * @param bytes of the body as it came
 * @param most tokens of an input
 */
export async function inputRefusal(
  model: { socketPath: string; agent: Agent },
  verdict: Allowed,
  { bytes, most }: { bytes: number; most: number },
  client: ServerResponse,
): Promise<Refusal | "left" | undefined> {
  const counts = inputCounts(verdict, bytes, most);
  if (counts.length === 0) return undefined;
  const left = new AbortController();
  const leave = () => left.abort();
  client.once("close", leave);
  try {
    for (const count of counts) {
      const tokens = await countInput(model, count, left.signal);
      if (left.signal.aborted) return "left";
      if (tokens === "none")
        return {
          status: 503,
          rule: "model-server",
          message: "the model server does not count the input; accepted: again in a while",
          retryAfterSeconds: 5,
        };
      if (tokens === "unreadable") return { status: 400, rule: "input-tokens", message: "the model server cannot read the input" };
      if (tokens > most) return { status: 400, rule: "input-tokens", message: `the input has ${tokens} tokens; accepted: at most ${most}` };
    }
    return undefined;
  } finally {
    client.off("close", leave);
  }
}
