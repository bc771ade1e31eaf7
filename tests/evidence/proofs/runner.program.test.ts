import { readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { previewWithSymbols, type SymbolicPreview } from "../../../engine/in-process/symbols/preview.ts";
import { inventoryOfPreview } from "../../../evidence/input/from-preview.ts";
import { proveIdentity } from "../../../evidence/proofs/identity.ts";
import { prove } from "../../../evidence/proofs/prove.ts";
import { awsNetwork } from "../../../evidence/reach/aws/network.ts";
import { judge } from "../../../policies/judge/judge.ts";
import { rules } from "../../../policies/rules.ts";
import { demoWithRunner } from "../../support/demo-with-runner.ts";
import { variantFolder } from "../../support/variant-folder.ts";

let folder: string;
let symbolic: SymbolicPreview;

beforeAll(async () => {
  folder = variantFolder("demo", demoWithRunner(readFileSync(resolve(import.meta.dirname, "../../../Pulumi.demo.yaml"), "utf8")));
  symbolic = await previewWithSymbols({ root: folder, stack: "demo" });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

test("a stack whose builds run inside the VPC breaks no rule", () => {
  const found = judge(symbolic.preview.resources, { rules, today: "2026-11-25" });
  expect(found.filter(({ enforcement, kind }) => enforcement === "mandatory" && kind === "violation")).toEqual([]);
  expect(symbolic.preview.resources.filter(({ type }) => type === "aws:codebuild/project:Project")).toHaveLength(1);
});

test("every claim about its network and its principals is proved, with the builds in the graph", async () => {
  const inventory = inventoryOfPreview(symbolic);
  const builds = awsNetwork(inventory).interfaces.filter(({ owner }) => owner.type === "aws:codebuild/project:Project");
  expect(builds.map(({ subnet }) => subnet.resource?.name).sort()).toEqual(["network-nodes-eu-central-1a", "network-nodes-eu-central-1b"]);
  const principals = await proveIdentity(inventory, { account: "111122223333", writers: ["modelkeep-publisher"] });
  const network = prove(inventory, [{ namespace: "research" }]);
  for (const { id, status } of [...principals, ...network]) expect(status, id).toBe("proved");
});
