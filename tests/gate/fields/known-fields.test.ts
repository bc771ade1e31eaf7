import { describe, expect, it } from "vitest";
import { vllmRequests } from "../../../catalog/vllm-requests.ts";
import type { BodyRoute } from "../../../gate/decide/body-route.ts";
import { bodyRoutes } from "../../../gate/decide/routes.ts";
/** Fields that vLLM does not read on a route: of the hosted services, which libraries send, of its other routes, and one that it has dropped. */
import notOfVllm from "./not-of-vllm.json" with { type: "json" };

const routes = Object.keys(bodyRoutes) as (keyof typeof bodyRoutes)[];

describe.each(routes)("the table of %s", (route) => {
  const named = Object.keys(bodyRoutes[route].fields);

  it("says what becomes of each field that vLLM reads", () => {
    expect(vllmRequests[route].filter((name) => !named.includes(name))).toEqual([]);
  });

  it("sends vLLM no field that it does not read", () => {
    const extra = named.filter((name) => !vllmRequests[route].includes(name));
    expect(extra.sort()).toEqual(notOfVllm[route]);
    for (const name of extra) expect(bodyRoutes[route].fields[name]!.kind, name).not.toBe("pass");
  });
});

describe.each(routes)("what the server caches of %s", (name) => {
  const route: BodyRoute = bodyRoutes[name];

  it("is kept apart by a salt, or is nothing", { tags: ["gate-salted"] }, () => {
    expect(route.salted).toBe(vllmRequests[name].includes("cache_salt"));
    if (!route.salted) expect([route.output, route.prompts({})]).toEqual([undefined, 0]);
  });
});
