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

/** Headers and body of a refusal in OpenAI's shape. */
export function refusalAnswer({ status, rule, message, field, retryAfterSeconds }: Refusal): {
  headers: Record<string, string>;
  body: Buffer;
} {
  const body = Buffer.from(JSON.stringify({ error: { message, type: types[status], param: field ?? null, code: rule } }));
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
