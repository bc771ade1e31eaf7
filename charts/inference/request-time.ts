import type { KeepSpec } from "../keep-spec.ts";

/**
 * Slowest speeds at which a request is still waited for, in tokens per second of one request: what a reader follows at ease, and far
 * below what is published (61 tokens/s for one request to R1 on 8x H200, 47 for R1-Distill-Qwen-32B on two GPUs; the recipe's prefill of 7.9K
 * tokens takes 0.56 s). A request that is slower than this may be cut off when its replica ends. Without a GPU: a laptop and a small model.
 */
const slowestTokensPerSecond = {
  nvidia: { prefill: 500, decode: 10 },
  none: { prefill: 50, decode: 2 },
} as const;

/** The limit where no client has a grant: a minute. */
const withoutClients = 60;

/**
 * Seconds that the longest request which a grant allows may take, by {@link slowestTokensPerSecond}: the input is read at once, the output
 * token by token; both together never exceed the context.
 */
export function longestRequestSeconds({ clients, hardware, model }: Pick<KeepSpec, "clients" | "hardware" | "model">): number {
  const { prefill, decode } = slowestTokensPerSecond[hardware.accelerator];
  const longest = clients.map(({ limits }) => {
    const output = Math.min(limits.outputTokens, model.contextTokens);
    const input = Math.min(limits.inputTokens, model.contextTokens - output);
    return Math.ceil(input / prefill + output / decode);
  });
  return Math.max(withoutClients, ...longest);
}
