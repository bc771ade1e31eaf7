import fc from "fast-check";
import { expect, test } from "vitest";
import type { KeepSpec, KeepSpecs } from "../../../charts/keep-spec.ts";
import { judge } from "../../../policies/judge/judge.ts";
import { anySpec } from "../../charts/any-keep-spec.ts";
import { consumer, onAws, onCluster, onEightRanks, onLaptop, onTwoNodes } from "../../charts/keep-specs.ts";
import { renderedStack } from "./rendered.ts";
import { shapeRules } from "./shape-rules.ts";

const said = (...specs: KeepSpecs) =>
  judge(renderedStack(specs), { rules: shapeRules, today: "2026-11-29" }).map(
    ({ rule, resource, path, message }) => `${rule} ${resource} ${path}: ${message}`,
  );

test.each(Object.entries({ onAws, onCluster, onEightRanks, onLaptop, onTwoNodes }))(
  "what the charts render has the known shapes: %s",
  { tags: ["rendered-shapes-are-known"] },
  (_, spec) => {
    expect(shapeRules.length).toBe(12);
    expect(said(spec)).toEqual([]);
  },
);

test("data parallel ranks that slice experts are of no keep", { tags: ["ranks-share-experts-out"] }, () => {
  const layout = { dataParallel: 8, expertParallel: false, batchedTokens: 2048 };
  const [first, ...more] = said({ ...onEightRanks, hardware: { ...onEightRanks.hardware, layout } });
  expect(first).toContain("lacks --enable-expert-parallel");
  expect(more).toEqual([]);
});

test("a checkpoint is one of the catalog, or one that the keep's component says the project adds", {
  tags: ["checkpoint-of-the-catalog"],
}, () => {
  const stack = renderedStack([{ ...onLaptop, model: { ...onLaptop.model, name: "Our-Own-7B", servedAs: "ours" } }]);
  const component = { urn: "keep", type: "modelkeep:kubernetes:Keep", name: "keep", protect: false, custom: false };
  const found = (ownModels: string[]) =>
    judge([{ ...component, inputs: { waivers: [], ownModels } }, ...stack], { rules: shapeRules, today: "2026-11-29" });
  expect(found(["Our-Own-7B"])).toEqual([]);
  expect(found(["Our-Own-13B"])).toMatchObject([
    { rule: "kubernetes-pod-known-shape", kind: "violation", path: "spec.template.spec.initContainers[0].args[1]" },
  ]);
});

test.each<[string, KeepSpec["weights"]]>([
  ["somebody's claim", { kind: "claim", from: { kind: "claim", claim: "theirs" } }],
  ["a volume", { kind: "claim", from: { kind: "volume", volume: "filled", accessMode: "ReadOnlyMany" } }],
  ["a class", { kind: "claim", from: { kind: "storage-class", storageClass: "fast", accessMode: "ReadWriteOnce" } }],
])("weights on %s have the known shapes", (_, weights) => {
  expect(said({ ...onCluster, weights })).toEqual([]);
});

/** The network that such a keep has: on AWS beside a vault, with a node port where a client comes over PrivateLink. */
const placed = (spec: KeepSpec, outside: boolean): KeepSpec => {
  if (spec.weights.kind === "claim") return { ...spec, network: onCluster.network };
  if (outside) return { ...spec, clients: [...spec.clients, consumer("partner")], network: onAws.network };
  return { ...spec, network: { ...onAws.network, loadBalancerRanges: [], nodePort: undefined, listenerPort: undefined } };
};

test("any keep that settings and planner could lead to has the known shapes", () => {
  fc.assert(
    fc.property(anySpec, fc.boolean(), (spec, outside) => {
      expect(said(placed(spec, outside))).toEqual([]);
    }),
  );
});
