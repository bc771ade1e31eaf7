import { describe, expect, test } from "vitest";
import { platformNames } from "../../../catalog/platforms.ts";
import { judge } from "../../../policies/judge/judge.ts";
import type { SubjectSource } from "../../../policies/rule/subject.ts";
import { rules } from "../../../policies/rules.ts";
import { put, type Raw } from "../../infra/settings/good-settings.ts";
import { edited } from "../edit.ts";
import { exampleSettings, stackOf } from "./several-models.ts";

/** What is known of a replica over several nodes, and waived where there is one: its pods reach each other on every port. */
const ofGroups =
  /^kubernetes-network-policy-named-peers .*-group-\d spec\.(in|e)gress\[0\]\.ports|^kubernetes-pod-has-probes .*workerTemplate/;

const kubernetesRules = rules.filter(({ name }) => name.startsWith("kubernetes-"));
const said = (stack: readonly SubjectSource[]) =>
  judge(stack, { rules: kubernetesRules, today: "2026-11-29" }).flatMap(({ kind, rule, resource, path, message }) =>
    kind === "violation" ? [`${rule} ${resource} ${path}: ${message}`].filter((line) => !ofGroups.test(line)) : [],
  );

/** A model over several nodes, whose groups ask for names as well. */
const grouped: Raw = { gpus: { count: 8, memoryGiB: 141 }, nodesPerReplica: 2, replicas: { min: 1, max: 2 } };
const on = (platform: string, ...more: Parameters<typeof exampleSettings>[1][]) =>
  stackOf(
    exampleSettings(
      "on-prem",
      put("target.platform", platform),
      put("model", { name: "DeepSeek-R1" }),
      put("capacity", grouped),
      put("target.node", { vcpus: 192, memoryGiB: 2000 }),
      put("target.weights", { kind: "claim", claim: "weights" }),
      ...more,
    ),
    "on-prem",
  );

/** The stack with one value of one object changed. */
function changed(stack: readonly SubjectSource[], name: string, path: string[], to: unknown): SubjectSource[] {
  const found = stack.filter((one) => one.name === name && one.type.endsWith("NetworkPolicy"));
  expect(found).toHaveLength(1);
  return stack.map((one) => (one === found[0] ? { ...one, inputs: edited(one.inputs, path, to) as Record<string, unknown> } : one));
}

describe("a keep of each platform has the known shapes, and only the declared DNS", { tags: ["platforms-are-known"] }, () => {
  test.each(platformNames)("%s", (platform) => {
    expect(said(on(platform))).toEqual([]);
  });

  test("users and DNS of the settings' own", () => {
    expect(
      said(
        on(
          "other",
          put("target.users", { kind: "fixed", serving: 3000, probes: 4000 }),
          put("target.dns", [{ kind: "pods", labels: { app: "coredns" }, port: 8053 }]),
        ),
      ),
    ).toEqual([]);
  });
});

describe("refused", { tags: ["only-declared-dns"] }, () => {
  const probe = "modelkeep-on-prem-probes/probe-to-dns";
  const group = "modelkeep-on-prem-serving/model-server-group-0";
  const metadata = { ipBlock: { cidr: "169.254.169.254/32" } };
  const dns = (port: number) => [
    { port, protocol: "UDP" },
    { port, protocol: "TCP" },
  ];
  const cases: readonly (readonly [what: string, platform: string, name: string, path: string[], to: unknown])[] = [
    ["another way of one policy only", "other", group, ["spec", "egress", "1", "to", "0"], { ipBlock: { cidr: "169.254.20.10/32" } }],
    ["a way more of the probe only", "other", probe, ["spec", "egress", "0", "to", "1"], { ipBlock: { cidr: "169.254.20.10/32" } }],
    [
      "the metadata service on another port",
      "gke",
      probe,
      ["spec", "egress", "1"],
      { to: [metadata], ports: [{ port: 80, protocol: "TCP" }] },
    ],
    ["a range of addresses", "other", probe, ["spec", "egress", "0", "to", "0"], { ipBlock: { cidr: "10.0.0.0/8" } }],
    ["a public resolver", "other", probe, ["spec", "egress", "0", "to", "0"], { ipBlock: { cidr: "1.1.1.1/32" } }],
    [
      "pods of a namespace that is not the cluster's",
      "other",
      probe,
      ["spec", "egress", "0", "to", "0", "namespaceSelector", "matchLabels"],
      { "kubernetes.io/metadata.name": "team" },
    ],
    [
      "an address on the port of OpenShift's pods",
      "openshift",
      probe,
      ["spec", "egress", "0", "to", "0"],
      { ipBlock: { cidr: "169.254.20.10/32" } },
    ],
    ["a port that is none of DNS", "other", probe, ["spec", "egress", "0", "ports"], dns(443)],
    ["every pod of the namespace", "other", probe, ["spec", "egress", "0", "to", "0", "podSelector"], {}],
  ];
  test.each(cases)("%s", (_, platform, name, path, to) => {
    const stack = on(platform);
    expect(said(stack)).toEqual([]);
    expect(said(changed(stack, name, path, to)).length).toBeGreaterThan(0);
  });
});
