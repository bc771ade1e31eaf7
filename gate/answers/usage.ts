/** Tokens of a request as the model server counted them. */
export interface Usage {
  inputTokens: number;
  outputTokens: number;
}

const count = (value: unknown) => (Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined);

type Counts = Readonly<Record<string, unknown>>;

/** The record of usage in a JSON answer or in an event of a stream; undefined where there is none that can be read. */
export function usageIn(text: string): Usage | undefined {
  let read: { usage?: Counts | null; response?: { usage?: Counts | null } | null } | null;
  try {
    read = JSON.parse(text);
  } catch {
    return undefined;
  }
  // The last event of a response has the whole of it.
  const usage = read?.usage ?? read?.response?.usage;
  const input = usage?.["input_tokens"] === undefined ? count(usage?.["prompt_tokens"]) : ofMessages(usage);
  // Of an answer that has no output, such as one of embeddings, there is no such field.
  const output = count(usage?.["completion_tokens"] ?? usage?.["output_tokens"] ?? 0);
  return input === undefined || output === undefined ? undefined : { inputTokens: input, outputTokens: output };
}

/** Anthropic counts apart what was read from the cache and written to it; a response has the sum. */
function ofMessages(usage: Counts): number | undefined {
  const parts = ["input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"].map((name) => count(usage[name] ?? 0));
  return parts.reduce((sum, part) => (sum === undefined || part === undefined ? undefined : sum + part), 0);
}
