/** Statuses that the gate itself answers. */
export type RefusalStatus = 400 | 401 | 403 | 404 | 413 | 415 | 429 | 502 | 503;

/** A refusal as a client's library reads it. */
export interface Refusal {
  status: RefusalStatus;
  /** The rule; it becomes the `code` of the error. */
  rule: string;
  message: string;
  /** Field of the body that it is about. */
  field?: string;
  /** Seconds after which it is worth another try. */
  retryAfterSeconds?: number;
}

/** `type` of an error by its status. Source: "Error codes", OpenAI API reference; vLLM's are alike. */
const types: Readonly<Record<RefusalStatus, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  413: "invalid_request_error",
  415: "invalid_request_error",
  429: "rate_limit_error",
  502: "server_error",
  503: "server_error",
};

/** `type` of an error by its status, where Anthropic's differs. Source: "Errors", Claude API reference; vLLM's are alike. */
const anthropicTypes: Readonly<Partial<Record<RefusalStatus, string>>> = {
  413: "request_too_large",
  502: "api_error",
  503: "overloaded_error",
};

/** Read by Anthropic's libraries, which go on without a thread and send the whole conversation. */
const noThreads = { error_code: "thread_unsupported_request", unsupported: ["thread"] };

/** Paths of Anthropic's API. */
const isAnthropic = (path: string) => /^\/v1\/messages(?:[/?]|$)/.test(path);

/** Headers and body of a refusal in the shape of the API whose path was asked for: OpenAI's or Anthropic's. */
export function refusalAnswer(
  path: string,
  { status, rule, message, field, retryAfterSeconds }: Refusal,
): { headers: Record<string, string>; body: Buffer } {
  const value = isAnthropic(path)
    ? {
        type: "error",
        error: { type: anthropicTypes[status] ?? types[status], message, code: rule, ...(field === "thread" && { details: noThreads }) },
      }
    : { error: { message, type: types[status], param: field ?? null, code: rule } };
  const body = Buffer.from(JSON.stringify(value));
  return {
    headers: {
      "content-type": "application/json",
      "content-length": String(body.length),
      // RFC 9110, section 15.5.2: an answer 401 names how to authenticate.
      ...(status === 401 && { "www-authenticate": "Bearer" }),
      ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }),
    },
    body,
  };
}
