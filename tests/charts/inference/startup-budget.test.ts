import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { longestRequestSeconds } from "../../../charts/inference/request-time.ts";
import { replicaSeconds, rolloutTimeoutSeconds, weightsSeconds } from "../../../charts/inference/rollout-time.ts";
import { drainSeconds, terminationGraceSeconds } from "../../../charts/inference/shutdown.ts";
import { startupBudget } from "../../../charts/inference/startup-budget.ts";
import { anySpec } from "../any-keep-spec.ts";
import { onAws, onLaptop, onTwoNodes, workload } from "../keep-specs.ts";

describe("startup budget", () => {
  test.each([
    { of: "65 GB on NVMe", spec: onAws, loadSeconds: 132, engineSeconds: 423 },
    { of: "689 GB on NVMe", spec: onTwoNodes, loadSeconds: 1378, engineSeconds: 1583 },
    { of: "3.6 GB on a volume without a GPU", spec: onLaptop, loadSeconds: 29, engineSeconds: 334 },
  ])("of $of", ({ spec, loadSeconds, engineSeconds }) => {
    const budget = startupBudget(spec);
    expect(budget).toMatchObject({ loadSeconds, engineSeconds });
    expect(budget.totalSeconds).toBe(loadSeconds + engineSeconds + budget.marginSeconds);
    expect(budget.marginSeconds).toBe(Math.ceil((loadSeconds + engineSeconds) / 2));
  });

  it("covers what was published: GLM-5.2 on four GPUs in 1,268 s and 4 minutes more; 15 GB ready in 66 s on a volume", () => {
    const sized = (checkpointBytes: number) => ({ ...onAws, model: { ...onAws.model, checkpointBytes } });
    expect(startupBudget(sized(350e9)).totalSeconds).toBeGreaterThan(1268 + 240);
    const volume = { ...sized(15e9), hardware: { ...onAws.hardware, localNvme: false } };
    expect(startupBudget(volume).totalSeconds).toBeGreaterThan(66);
  });

  it("goes by the lockfile where there is one, and by the largest model where the size is not known", () => {
    const lockfile = {
      schema: 1 as const,
      model: onAws.model.name,
      source: { repo: "r", commit: "c", license: "MIT" },
      files: [
        { path: "a.safetensors", size: 1e9, sha256: "a" },
        { path: "b.safetensors", size: 1e9, sha256: "b" },
      ],
    };
    expect(startupBudget({ ...onAws, model: { ...onAws.model, lockfile } }).loadSeconds).toBe(4);
    expect(startupBudget({ ...onAws, model: { ...onAws.model, checkpointBytes: null } }).loadSeconds).toBe(1800);
  });

  it("never shrinks for a larger checkpoint", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1e9, max: 9e11 }), fc.integer({ min: 0, max: 1e11 }), (bytes, more) => {
        const total = (checkpointBytes: number) => startupBudget({ ...onAws, model: { ...onAws.model, checkpointBytes } }).totalSeconds;
        return total(bytes + more) >= total(bytes);
      }),
    );
  });
});

describe("the longest request", () => {
  it("is that of the client with the highest limits, at the slowest speeds", () => {
    const clients = [workload("a", { inputTokens: 16_000, outputTokens: 2000 }), workload("b", { inputTokens: 1000, outputTokens: 4000 })];
    expect(longestRequestSeconds({ ...onAws, clients })).toBe(402);
    expect(longestRequestSeconds({ ...onLaptop, clients, model: { ...onLaptop.model, contextTokens: 32_768 } })).toBe(2020);
  });

  it("never exceeds the context, and is a minute where nobody has a grant", () => {
    const greedy = [workload("a", { inputTokens: 1e6, outputTokens: 1e6 })];
    expect(longestRequestSeconds({ ...onAws, clients: greedy })).toBe(Math.ceil(32_768 / 10));
    expect(longestRequestSeconds({ ...onAws, clients: [] })).toBe(60);
  });
});

describe("times that build on each other", () => {
  it("end a pod no earlier than its longest request, and a rollout no earlier than its replicas", {
    tags: ["times-build-on-each-other"],
  }, () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        expect(drainSeconds(spec)).toBeGreaterThan(longestRequestSeconds(spec));
        expect(terminationGraceSeconds(spec)).toBeGreaterThanOrEqual(drainSeconds(spec) + 30);
        expect(replicaSeconds(spec)).toBeGreaterThan(
          terminationGraceSeconds(spec) + weightsSeconds(spec) + startupBudget(spec).totalSeconds,
        );
        expect(rolloutTimeoutSeconds(spec)).toBeGreaterThanOrEqual(replicaSeconds(spec) * spec.replicas.min);
      }),
    );
  });

  it("count the way from the vault at a quarter of the bandwidth", () => {
    const slow = { ...onAws, hardware: { ...onAws.hardware, networkMbps: 2500 } };
    expect(weightsSeconds(slow)).toBe(Math.ceil(65_527_752_704 / (2.5e9 / 4 / 8) + 65_527_752_704 / 200e6));
    expect(weightsSeconds({ ...slow, weights: { kind: "claim", from: { kind: "claim", claim: "w" } } })).toBe(328);
  });
});
