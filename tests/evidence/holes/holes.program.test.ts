import { describe, expect, test } from "vitest";
import { symbolicExample } from "../../support/symbolic-example.ts";
import { egressByGateway } from "./egress-by-gateway.ts";
import { egressByRoute } from "./egress-by-route.ts";
import { egressOfPods } from "./egress-of-pods.ts";
import { frontDoorHoles } from "./front-door-holes.ts";
import type { Hole } from "./hole.ts";
import { ingressByAddress } from "./ingress-by-address.ts";
import { ingressByNetwork } from "./ingress-by-network.ts";
import { ingressToPods } from "./ingress-to-pods.ts";
import { modelServerHoles } from "./model-server-holes.ts";
import { nearMisses } from "./near-misses.ts";
import { pathsOf, runHole } from "./run-hole.ts";

const holes: Hole[] = [
  ...ingressByAddress,
  ...ingressByNetwork,
  ...ingressToPods,
  ...egressByGateway,
  ...egressByRoute,
  ...egressOfPods,
  ...frontDoorHoles,
  ...modelServerHoles,
];

// Made here, once for all tests of the file.
for (const stack of ["demo", "r1-distill-32b", "on-prem"]) await symbolicExample(stack);

test("there are at least 40 holes, each of a name of its own", () => {
  expect(holes.length).toBeGreaterThanOrEqual(40);
  expect(new Set(holes.map(({ name, proof }) => `${proof}: ${name}`)).size).toBe(holes.length);
});

describe("a hole is refuted by the path through it", () => {
  test.each(holes)("$proof: $name", async (hole) => {
    const result = await runHole(hole);
    expect(result).toMatchObject({ status: "refuted" });
    expect(pathsOf(result)).toContainEqual(hole.path);
    if (result.status === "refuted") for (const { hops } of result.counterexamples) for (const { why } of hops) expect(why).not.toBe("");
  });
});

describe("what only looks like a hole is none", () => {
  test.each(nearMisses)("$proof: $name", async (miss) => {
    expect(await runHole(miss)).toMatchObject({ status: "proved" });
  });
});
