import * as pulumi from "@pulumi/pulumi";
import { afterEach, describe, expect, it, vi } from "vitest";
import { removalTimeoutSeconds, rolloutTimeoutSeconds } from "../../../charts/inference/rollout-time.ts";
import type { KeepSpec } from "../../../charts/keep-spec.ts";
import type { ProbeResult } from "../../../charts/probes/outcome.ts";
import { probeDeadlineSeconds } from "../../../charts/probes/probes.ts";
import { KubernetesKeep } from "../../../infra/kubernetes/kubernetes-keep.ts";
import { onAws, onLaptop, onTwoNodes } from "../../charts/keep-specs.ts";
import { all, only, record } from "../../support/recorder.ts";

afterEach(() => vi.restoreAllMocks());

/** Registers a keep whose probe Job ends with these conditions; returns what it found and what the program warned of. */
async function found(conditions: object[], preview = false) {
  const warn = vi.spyOn(pulumi.log, "warn").mockResolvedValue(undefined);
  let result: ProbeResult | undefined;
  const computed = { "kubernetes:batch/v1:Job": () => ({ status: { conditions } }) };
  const recorded = await record(() => new KubernetesKeep("keep", { specs: [onLaptop] }, {}).probe.apply((value) => (result = value)), {
    preview,
    computed,
  });
  return { recorded, result, warnings: warn.mock.calls.map(([message]) => message) };
}

describe("the probe's result", () => {
  it("is closed without a word where the Job completed", async () => {
    const { result, warnings } = await found([{ type: "Complete", status: "True" }]);
    expect(result?.verdict).toBe("closed");
    expect(warnings).toEqual([]);
  });

  it("is open with one warning of one line where a way was open", { tags: ["probe-open-one-warning"] }, async () => {
    const { result, warnings } = await found([{ type: "Failed", status: "True", reason: "PodFailurePolicy" }]);
    expect(result?.verdict).toBe("open");
    expect(warnings).toEqual([expect.stringMatching(/^probe open: .*does not enforce.*; read more: kubectl .*$/)]);
  });

  it("is unjudged with a warning where the Job failed otherwise", async () => {
    const { result, warnings } = await found([{ type: "Failed", status: "True", reason: "DeadlineExceeded" }]);
    expect(result?.verdict).toBe("unjudged");
    expect(warnings).toEqual([expect.stringMatching(/^probe unjudged: /)]);
  });

  it("is unknown in a preview", async () => {
    const { result, warnings } = await found([], true);
    expect([result, warnings]).toEqual([undefined, []]);
  });

  it("is waited for, whatever it is", { tags: ["probe-result-awaited"] }, async () => {
    const { recorded } = await found([{ type: "Complete", status: "True" }]);
    const wait = recorded.filter(({ inputs }) => inputs["metadata"]?.annotations?.["pulumi.com/waitFor"] !== undefined);
    expect(wait.map(({ type, name }) => `${type} ${name}`)).toEqual(["kubernetes:batch/v1:Job modelkeep-laptop-probes/probe"]);
    expect(only(recorded, "kubernetes:batch/v1:Job").inputs["metadata"].annotations["pulumi.com/waitFor"]).toBe(
      'jsonpath={.status.conditions[?(@.status=="True" && (@.type=="Complete" || @.type=="Failed"))]}',
    );
  });
});

it("groups of several nodes are waited for until they are available, and not only created", { tags: ["node-groups-awaited"] }, async () => {
  const groups = await record(() => new KubernetesKeep("keep", { specs: [onTwoNodes] }, {}));
  expect(only(groups, "LeaderWorkerSet").inputs["metadata"].annotations["pulumi.com/waitFor"]).toBe("condition=Available");
});

it("takes back what kubectl scale and autoscalers write into the model server, and nothing else", {
  tags: ["scaled-by-hand-taken-back"],
}, async () => {
  for (const [spec, kind] of [
    [onAws, "Deployment"],
    [onTwoNodes, "LeaderWorkerSet"],
  ] as const) {
    const objects = await record(() => new KubernetesKeep("keep", { specs: [spec] }, {}));
    const forced = objects.filter(({ inputs }) => inputs["metadata"]?.annotations?.["pulumi.com/patchForce"] === "true");
    expect(forced.map(({ type }) => type.split(":").at(-1))).toEqual([kind]);
  }
});

it("has the provider record of each Service what the API server answered, and awaits all else", {
  tags: ["services-recorded-as-answered"],
}, async () => {
  const objects = await record(() => new KubernetesKeep("keep", { specs: [onAws] }, {}));
  const recorded = objects.filter(({ inputs }) => inputs["metadata"]?.annotations?.["pulumi.com/skipAwait"] === "true");
  expect(recorded).toEqual(all(objects, "Service"));
  expect(recorded.length).toBeGreaterThan(0);
});

it("leaves a namespace's own ServiceAccount to the namespace: Kubernetes makes it anew while somebody waits for it to be gone", {
  tags: ["default-accounts-go-with-namespaces"],
}, async () => {
  const accounts = all(await record(() => new KubernetesKeep("keep", { specs: [onLaptop] }, {})), "ServiceAccount");
  const [own, others] = [true, false].map((isDefault) =>
    accounts.filter(({ inputs }) => (inputs["metadata"].name === "default") === isDefault),
  );
  expect(own!.map(({ inputs, deletedWith }) => [inputs["metadata"].namespace, deletedWith])).toEqual([
    ["modelkeep-laptop-serving", "modelkeep-laptop-serving"],
    ["modelkeep-laptop-probes", "modelkeep-laptop-probes"],
  ]);
  expect(others!.map(({ deletedWith }) => deletedWith)).toEqual(others!.map(() => ""));
});

describe("how long is waited", () => {
  const registered = (spec: KeepSpec) => record(() => new KubernetesKeep("keep", { specs: [spec] }, {}), { preview: true });

  it.each([
    ["Deployment", onAws],
    ["LeaderWorkerSet", onTwoNodes],
  ])("for a %s: a rollout for create and update, a removal for delete", { tags: ["waits-by-kind"] }, async (kind, spec) => {
    const rollout = `${rolloutTimeoutSeconds(spec)}s`;
    expect(only(await registered(spec), kind).timeouts).toEqual({
      create: rollout,
      update: rollout,
      delete: `${removalTimeoutSeconds(spec)}s`,
    });
  });

  it("for the probe: longer than its Job may run", { tags: ["waits-longer-than-probe"] }, async () => {
    const { create } = only(await registered(onLaptop), "kubernetes:batch/v1:Job").timeouts;
    expect(Number.parseInt(create, 10)).toBeGreaterThan(probeDeadlineSeconds);
  });

  it("for anything else: what the provider has by default, and nothing is said twice", async () => {
    const recorded = await registered(onAws);
    const policies = all(recorded, "NetworkPolicy").map(({ timeouts: { create } }) => create);
    expect([...new Set(policies)]).toEqual([""]);
    expect(JSON.stringify(recorded)).not.toContain("pulumi.com/timeoutSeconds");
  });
});
