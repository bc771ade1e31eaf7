import { beforeAll, expect, test } from "vitest";
import type { SymbolicPreview } from "../../../engine/in-process/symbols/preview.ts";
import { inventoryOfPreview } from "../../../evidence/input/from-preview.ts";
import { proveIdentity } from "../../../evidence/proofs/identity.ts";
import { prove } from "../../../evidence/proofs/prove.ts";
import { awsNetwork } from "../../../evidence/reach/aws/network.ts";
import { judge } from "../../../policies/judge/judge.ts";
import { rules } from "../../../policies/rules.ts";
import { symbolicDemoWithRunner } from "../../support/symbolic-demo-with-runner.ts";

let symbolic: SymbolicPreview;
beforeAll(async () => {
  symbolic = await symbolicDemoWithRunner();
});

test("a stack whose builds run inside the VPC breaks no rule", () => {
  const found = judge(symbolic.preview.resources, { rules, today: "2026-11-25" });
  expect(found.filter(({ enforcement, kind }) => enforcement === "mandatory" && kind === "violation")).toEqual([]);
  expect(symbolic.preview.resources.filter(({ type }) => type === "aws:codebuild/project:Project")).toHaveLength(1);
});

test("every claim about its network and its principals is proved, with the builds in the graph", {
  tags: ["runner-claims-proved"],
}, async () => {
  const inventory = inventoryOfPreview(symbolic);
  const builds = awsNetwork(inventory).interfaces.filter(({ owner }) => owner.type === "aws:codebuild/project:Project");
  expect(builds.map(({ subnet }) => subnet.resource?.name).sort()).toEqual(["network-nodes-eu-central-1a", "network-nodes-eu-central-1b"]);
  const principals = await proveIdentity(inventory, { account: "111122223333", writers: ["modelkeep-publisher"] });
  const network = prove(inventory, [{ kind: "workload", namespace: "research" }]);
  for (const { id, status } of [...principals, ...network]) expect(status, id).toBe("proved");
});
