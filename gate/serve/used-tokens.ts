import type { Answered } from "./forward.ts";

/**
 * Tokens that a request used: by the model server's count. Where there is none, since the client left or the server broke off, its input by bytes, of
 * which a token has at least one, and an event of the stream for each token of the output.
 */
export function usedTokens({ usage, events, status }: Answered, bytes: number): number {
  if (usage !== undefined) return usage.inputTokens + usage.outputTokens;
  return status === undefined || status >= 400 ? 0 : bytes + events;
}
