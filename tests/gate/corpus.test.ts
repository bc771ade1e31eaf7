import { describe, expect, it } from "vitest";
import { decide } from "../../gate/decide/decide.ts";
import { ordinary, recorded } from "./corpus.ts";
import { model } from "./decide/vectors.ts";

/** What some libraries ask for unless they are told otherwise, and what cannot be given: to keep a conversation, and refer to it. */
const keepsNothing = {
  "@ai-sdk/openai 4.0.118 (npm): responses tools, 2": "input",
  "@ai-sdk/openai 4.0.118 (npm): responses stream tools, 2": "input",
  "@anthropic-ai/sdk 1.14.0 (npm): beta tool runner": "thread",
  "@anthropic-ai/sdk 1.14.0 (npm): beta tool runner, 2": "thread",
};

describe("requests as libraries send them by default", () => {
  const allowed = recorded.filter(({ name }) => !Object.hasOwn(keepsNothing, name));

  it.each(allowed.map((one) => [one.name, one] as const))("%s", { tags: ["gate-clients"] }, (_, { request }) => {
    const verdict = decide(ordinary, model, request);
    expect(verdict).toMatchObject({ allowed: true });
  });

  it.each(Object.entries(keepsNothing))("%s is told that nothing is kept", (name, field) => {
    const { request } = recorded.find((one) => one.name === name)!;
    expect(decide(ordinary, model, request)).toMatchObject({
      allowed: false,
      field,
      message: expect.stringContaining("nothing of a request is kept"),
    });
  });

  it("are many, of many clients, on every route", () => {
    expect(new Set(recorded.map(({ name }) => name)).size).toBe(recorded.length);
    expect(recorded.length).toBeGreaterThan(120);
    expect(new Set(recorded.map(({ name }) => name.split(" ")[0])).size).toBeGreaterThan(9);
    expect(new Set(recorded.map(({ request: { path } }) => path.split("?")[0])).size).toBe(7);
  });

  it("go on as something that is allowed again and sent as it is", () => {
    for (const { request, name } of allowed) {
      const verdict = decide(ordinary, model, request);
      if (!verdict.allowed || verdict.body === undefined) continue;
      const { cache_salt: _, ...again } = verdict.body;
      const second = decide(ordinary, model, { ...request, body: Buffer.from(JSON.stringify(again)) });
      expect(second, name).toMatchObject({ allowed: true, body: verdict.body, dropped: [], rewritten: [] });
    }
  });
});
