/** Tokens of a request as the model server counted them. */
export interface Usage {
  inputTokens: number;
  outputTokens: number;
}

const count = (value: unknown) => (Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined);

/** The record of usage in a JSON answer or in an event of a stream; undefined where there is none that can be read. */
export function usageIn(text: string): Usage | undefined {
  let usage: Record<string, unknown> | undefined;
  try {
    usage = (JSON.parse(text) as { usage?: Record<string, unknown> } | null)?.usage;
  } catch {
    return undefined;
  }
  const input = count(usage?.["prompt_tokens"]);
  // Of an answer that has no output, such as one of embeddings, there is no such field.
  const output = count(usage?.["completion_tokens"] ?? 0);
  return input === undefined || output === undefined ? undefined : { inputTokens: input, outputTokens: output };
}
