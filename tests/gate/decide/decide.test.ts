import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBody } from "../../../gate/body/read-body.ts";
import { decide } from "../../../gate/decide/decide.ts";
import { bodyRoutes, routePaths } from "../../../gate/decide/routes.ts";
import { recorded } from "../corpus.ts";
import { cases, grantWith, model, withoutMessage } from "./vectors.ts";

describe("the corpus of vectors", () => {
  it.each(cases.map((one) => [one.name, one] as const))("%s", { tags: ["gate-corpus"] }, (_, { grant, model, request, verdict }) => {
    expect(withoutMessage(decide(grant, model, request))).toEqual(verdict);
  });

  it("has each name once, allowed requests and refused ones", () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    expect(cases.filter(({ verdict }) => verdict["allowed"]).length).toBeGreaterThan(15);
    expect(cases.filter(({ verdict }) => !verdict["allowed"]).length).toBeGreaterThan(35);
  });
});

const chat = (body: object) => ({ method: "POST", path: "/v1/chat/completions", body: Buffer.from(JSON.stringify(body)) });

it("what is sent passes again as it is, but for what the gate itself writes", () => {
  for (const { grant, model, request, verdict } of cases.filter((one) => one.verdict["body"] !== undefined)) {
    const { cache_salt: _, ...again } = verdict["body"] as Record<string, unknown>;
    const second = decide(grant, model, { ...request, body: Buffer.from(JSON.stringify(again)) });
    expect(second).toMatchObject({ allowed: true, body: verdict["body"], dropped: [], rewritten: [] });
  }
});

it("a refusal says what is accepted, in one line, and quotes no value", () => {
  const values = {
    best_guess: "canary",
    temperature: "canary",
    messages: [{ role: "canary", content: "canary" }],
    stop: ["canary", 1],
    n: "canary",
  };
  for (const [name, value] of Object.entries(values)) {
    const verdict = decide(grantWith(), model, chat({ model: model.servedAs, messages: [{ role: "user", content: "hi" }], [name]: value }));
    expect(verdict.allowed, name).toBe(false);
    if (!verdict.allowed) expect(verdict.message, name).not.toMatch(/canary|\n/);
  }
});

/** Numbers that are often allowed, and those that seldom are. */
const upTo = (allowed: number, most: number) => fc.oneof(fc.integer({ min: 1, max: allowed }), fc.integer({ min: -1, max: most }));

it("no request starts more than its grant, whatever it asks for", { tags: ["gate-grant-bounds-all"] }, () => {
  const asked = fc.record(
    {
      n: upTo(9, 200),
      max_tokens: upTo(300, 10_000),
      max_completion_tokens: upTo(300, 10_000),
      min_tokens: upTo(30, 10_000),
      stream: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  let allowed = 0;
  fc.assert(
    fc.property(asked, fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 9 }), (fields, outputTokens, concurrent) => {
      const grant = grantWith({ outputTokens, concurrent });
      const verdict = decide(grant, model, chat({ model: model.servedAs, messages: [{ role: "user", content: "hi" }], ...fields }));
      if (!verdict.allowed) return;
      allowed += 1;
      const { n = 1, max_tokens: each, min_tokens: least = 0 } = verdict.body as Record<string, number>;
      expect(n * each!).toBeLessThanOrEqual(outputTokens);
      expect([verdict.sequences, verdict.outputTokens]).toEqual([n, n * each!]);
      expect(n).toBeLessThanOrEqual(concurrent);
      expect(least).toBeLessThanOrEqual(each!);
      for (const name of ["max_tokens", "max_completion_tokens"] as const) expect(each).toBeLessThanOrEqual(fields[name] ?? Infinity);
    }),
    { numRuns: 2_000 },
  );
  expect(allowed).toBeGreaterThan(100);
});

it("nothing throws, and nothing that is sent has a field that no row passes, whatever the body", () => {
  const wild = fc.dictionary(fc.constantFrom(...names()), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 6 });
  fc.assert(
    fc.property(wild, (fields) => {
      const verdict = decide(grantWith(), model, chat({ model: model.servedAs, messages: [{ role: "user", content: "hi" }], ...fields }));
      expect(typeof verdict.allowed).toBe("boolean");
      if (verdict.allowed) for (const name of Object.keys(verdict.body!)) expect(names()).toContain(name);
    }),
    { numRuns: 5_000 },
  );
  function names(): string[] {
    return "model messages n stream stream_options tools tool_choice response_format structured_outputs stop logit_bias max_tokens cache_salt seed logprobs top_logprobs chat_template_kwargs constructor toString hasOwnProperty".split(
      " ",
    );
  }
});

/** Values of fields as vectors and libraries send them, by route. */
const seen = Map.groupBy(
  [...cases.map(({ request }) => request), ...recorded.map(({ request }) => request)].flatMap(({ path, body }) => {
    const { value } = readBody(body, { bytes: 1 << 20, depth: 64, values: 1 << 20 }) as { value?: unknown };
    return typeof value === "object" && value !== null ? Object.entries(value).map((field) => ({ path: path.split("?")[0]!, field })) : [];
  }),
  ({ path }) => path,
);

it.each(Object.values(routePaths).filter((path) => path !== routePaths.models))(
  "whatever fields meet on %s, what is sent is read again as it is, and within the grant",
  { tags: ["gate-read-again"] },
  (path) => {
    const fields = seen.get(path)!.map(({ field }) => field);
    const grant = grantWith({ inputTokens: 32_768, outputTokens: 5_000, bodyBytes: 300_000 });
    let allowed = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...fields), { maxLength: 5 }), (picked) => {
        const base = { model: model.servedAs, messages: [{ role: "user", content: "hi" }], input: "hi", prompt: "hi", max_tokens: 50 };
        const route = Object.values(bodyRoutes).find((one) => one.path === path)!;
        const body = {
          ...Object.fromEntries(Object.entries(base).filter(([name]) => (route.required as readonly string[]).includes(name))),
          ...Object.fromEntries(picked),
        };
        const first = decide(grant, model, { method: "POST", path, body: Buffer.from(JSON.stringify(body)) });
        if (!first.allowed) return;
        allowed += 1;
        expect(first.outputTokens).toBeLessThanOrEqual(5_000);
        const { cache_salt: salt, ...again } = first.body as Record<string, unknown>;
        expect(salt).toBe(route.salted ? grant.cacheSalt : undefined);
        const second = decide(grant, model, { method: "POST", path, body: Buffer.from(JSON.stringify(again)) });
        expect(second).toMatchObject({ allowed: true, body: first.body, dropped: [], rewritten: [] });
      }),
      { numRuns: 1_000 },
    );
    expect(allowed).toBeGreaterThan(50);
  },
);
