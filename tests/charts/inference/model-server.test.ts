import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { modelServer } from "../../../charts/inference/model-server.ts";
import { modelServerDeployment } from "../../../charts/inference/model-server-deployment.ts";
import { serverPod } from "../../../charts/inference/server-pod.ts";
import { settleSeconds, terminationGraceSeconds } from "../../../charts/inference/shutdown.ts";
import { startupBudget } from "../../../charts/inference/startup-budget.ts";
import { modelServerSelector } from "../../../charts/names.ts";
import { anySpec } from "../any-keep-spec.ts";
import { onAws, onLaptop } from "../keep-specs.ts";
import { parts } from "./pod-parts.ts";

describe("the Deployment", () => {
  const spec = modelServerDeployment(onAws, parts).spec as Record<string, unknown>;
  it("replaces one replica after the other, as there is no spare GPU", { tags: ["rollout-without-spare-gpu"] }, () =>
    expect(spec.strategy).toEqual({ type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }),
  );
  it("has the replicas that are always there", () => expect(spec.replicas).toBe(2));
  it("gives a replica its time", () =>
    expect(spec.progressDeadlineSeconds).toBeGreaterThan(terminationGraceSeconds(onAws) + startupBudget(onAws).totalSeconds));
});

describe("all objects of the model server", () => {
  it("are named once, in the serving namespace, with the keep's labels, the same at every call", () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        const objects = modelServer(spec, parts);
        expect(JSON.stringify(modelServer(spec, parts))).toBe(JSON.stringify(objects));
        expect(new Set(objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).size).toBe(objects.length);
        for (const { metadata } of objects) {
          expect(metadata.namespace).toBe("modelkeep-demo-serving");
          expect(metadata.labels).toMatchObject({ "app.kubernetes.io/part-of": "modelkeep", "app.kubernetes.io/instance": spec.name });
        }
      }),
      { numRuns: 50 },
    );
  });

  it("let one pod at a time be evicted, and one that never became ready at any time", { tags: ["shows-D12"] }, () => {
    const budget = modelServer(onAws, parts).find((object) => object.kind === "PodDisruptionBudget")!.spec;
    expect(budget).toEqual({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: "AlwaysAllow",
      selector: { matchLabels: modelServerSelector("demo", onAws.server) },
    });
  });

  test.each([onAws, onLaptop])("mount the programs that they bring ($name)", (spec) => {
    const [config] = modelServer(spec, parts);
    const volumes = serverPod(spec, parts, "single").spec.volumes!;
    expect(volumes.find(({ name }) => name === "programs")!.configMap!.name).toBe(config!.metadata.name);
    expect(config).toMatchObject({
      immutable: true,
      data: { "init.py": expect.stringContaining("posix_spawnp"), "probe.py": expect.stringContaining("def ready(") },
    });
  });

  it("wait in the probe as long as the grace period reckons that proxies take", () => {
    expect(parts.programs.probe).toMatch(new RegExp(`^SETTLE = ${settleSeconds}$`, "m"));
  });
});
