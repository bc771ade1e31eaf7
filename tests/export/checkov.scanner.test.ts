import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkovReport } from "../charts/judges/checkov.ts";
import { type Finding, needless, unexcepted } from "../charts/judges/finding.ts";
import type { Edits } from "./edited.ts";
import { scannerExceptions } from "./scanner-exceptions.ts";
import { writtenPlan } from "./written-plan.ts";

const work = mkdtempSync(join(tmpdir(), "modelkeep-checkov-"));
afterAll(() => rmSync(work, { recursive: true }));

async function findings(stack: string, edits: Edits = {}): Promise<{ passed: number; found: Finding[] }> {
  const { summary, results } = await checkovReport("terraform_plan", await writtenPlan(work, stack, edits));
  const found = results.failed_checks.map(({ check_id, check_name, resource }) => ({
    check: check_id,
    object: resource,
    says: check_name,
  }));
  return { passed: summary.passed, found };
}

test("checkov finds in the plans of the examples what docs/scanner-exceptions.md lists, nothing else, and all of it", async () => {
  const exceptions = scannerExceptions("checkov");
  const all: Finding[] = [];
  for (const stack of ["demo", "r1-distill-32b", "v4-flash"]) {
    const { passed, found } = await findings(stack);
    console.log(`${stack}: ${passed} checks passed, ${found.length} excepted`);
    expect(passed).toBeGreaterThan(250);
    all.push(...found);
  }
  expect(unexcepted(all, exceptions)).toEqual([]);
  expect(needless(all, exceptions)).toEqual([]);
});

/** Edits of resources by name, each with the check that must notice it: directly, in a block, in a policy, or by what refers to what. */
const hostile: [check: string, address: string, edits: Edits][] = [
  ["CKV_AWS_39", "aws_eks_cluster.cluster", { cluster: ({ vpcConfig }) => Object.assign(vpcConfig, { endpointPublicAccess: true }) }],
  ["CKV_AWS_37", "aws_eks_cluster.cluster", { cluster: (inputs) => Object.assign(inputs, { enabledClusterLogTypes: ["api"] }) }],
  ["CKV_AWS_7", "aws_kms_key.keys-vault", { "keys-vault": (inputs) => Object.assign(inputs, { enableKeyRotation: false }) }],
  [
    "CKV_AWS_33",
    "aws_kms_key.keys-logs",
    {
      "keys-logs": (inputs) => {
        const statement = { Effect: "Allow", Principal: "*", Action: "kms:*", Resource: "*" };
        Object.assign(inputs, { policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }) });
      },
    },
  ],
  [
    "CKV_AWS_51",
    "aws_ecr_repository.registry-vllm",
    { "registry-vllm": (inputs) => Object.assign(inputs, { imageTagMutability: "MUTABLE" }) },
  ],
  [
    "CKV_AWS_136",
    "aws_ecr_repository.registry-envoy",
    { "registry-envoy": (inputs) => Object.assign(inputs, { encryptionConfigurations: undefined }) },
  ],
  [
    "CKV_AWS_260",
    "aws_vpc_security_group_ingress_rule.added",
    { added: (inputs) => Object.assign(inputs, { cidrIpv4: "0.0.0.0/0", fromPort: 80, toPort: 80, ipProtocol: "tcp" }) },
  ],
  [
    "CKV2_AWS_6",
    "aws_s3_bucket.vault-bucket",
    { "vault-bucket-public-access": (inputs) => Object.assign(inputs, { blockPublicAcls: false, blockPublicPolicy: false }) },
  ],
  ["CKV_AWS_21", "aws_s3_bucket.trail-bucket", { "trail-bucket-versioning": (inputs) => Object.assign(inputs, { bucket: "another" }) }],
];

test("checkov notices hostile edits, in plain inputs, blocks and policies, and across resources", async () => {
  const edits: Edits = Object.assign({}, ...hostile.map(([, , one]) => one));
  // Two edits of one resource are both made.
  edits["cluster"] = (inputs) => {
    for (const [, , one] of hostile) one["cluster"]?.(inputs);
  };
  const { found } = await findings("r1-distill-32b", edits);
  const noticed = found.map(({ check, object }) => `${check} ${object}`);
  for (const [check, address] of hostile) expect(noticed).toContain(`${check} ${address}`);
  const { found: before } = await findings("r1-distill-32b");
  for (const [check, address] of hostile) expect(before.map((one) => `${one.check} ${one.object}`)).not.toContain(`${check} ${address}`);
});
