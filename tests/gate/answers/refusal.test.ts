import { describe, expect, it } from "vitest";
import { refusalAnswer } from "../../../gate/answers/refusal.ts";

const refusal = { rule: "some-rule", message: "no" } as const;
const parsed = (path: string, status: 400 | 401 | 403 | 404 | 413 | 415 | 429 | 502 | 503, field?: string) =>
  JSON.parse(refusalAnswer(path, { ...refusal, status, ...(field !== undefined && { field }) }).body.toString());

describe("a refusal has the shape of the API that was asked for", { tags: ["gate-refusal"] }, () => {
  it.each([
    [400, "invalid_request_error", "invalid_request_error"],
    [401, "authentication_error", "authentication_error"],
    [403, "permission_error", "permission_error"],
    [404, "not_found_error", "not_found_error"],
    [413, "invalid_request_error", "request_too_large"],
    [415, "invalid_request_error", "invalid_request_error"],
    [429, "rate_limit_error", "rate_limit_error"],
    [502, "server_error", "api_error"],
    [503, "server_error", "overloaded_error"],
  ] as const)("%d", (status, ofOpenai, ofAnthropic) => {
    expect(parsed("/v1/responses", status)).toEqual({ error: { message: "no", type: ofOpenai, param: null, code: "some-rule" } });
    expect(parsed("/v1/messages", status)).toEqual({ type: "error", error: { type: ofAnthropic, message: "no", code: "some-rule" } });
  });

  it.each(["/v1/messages/count_tokens", "/v1/messages?beta=true", "/v1/messages/batches"])("Anthropic's on %s", (path) => {
    expect(parsed(path, 400).type).toBe("error");
  });

  it.each(["/v1/chat/completions", "/v1/messagesx", "/", ""])("OpenAI's on %j", (path) => {
    expect(parsed(path, 400)).not.toHaveProperty("type");
  });

  it("says in how many seconds it is worth another try", () => {
    const { headers, body } = refusalAnswer("/v1/messages", { ...refusal, status: 429, retryAfterSeconds: 7 });
    expect(headers).toEqual({ "content-type": "application/json", "content-length": String(body.length), "retry-after": "7" });
  });

  it("tells Anthropic's libraries that there are no threads, so that they go on without", () => {
    const details = { error_code: "thread_unsupported_request", unsupported: ["thread"] };
    expect(parsed("/v1/messages", 400, "thread").error.details).toEqual(details);
    expect(parsed("/v1/messages", 400, "tools").error).not.toHaveProperty("details");
  });
});
