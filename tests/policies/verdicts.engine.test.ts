import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeStarter } from "../../cli/policies/starter.ts";
import { previewInProcess } from "../../engine/in-process/preview.ts";
import type { Engine } from "../../engine/pulumi/engine.ts";
import { findEngine } from "../../engine/pulumi/find.ts";
import { type PolicyEvent, previewWithPolicies } from "../../engine/pulumi/policy-preview.ts";
import { listStacks } from "../../engine/stack/stacks.ts";
import { type Finding, sentence, stops } from "../../policies/judge/finding.ts";
import { judge } from "../../policies/judge/judge.ts";
import { rules } from "../../policies/rules.ts";

// `pulumi preview --policy-pack policies` and `modelkeep preview` come to the same verdicts, word for word.

const root = resolve(import.meta.dirname, "../..");
const fixture = join(root, "tests/fixtures/broken-keep");
const policyPack = join(root, "policies");
const today = new Date().toISOString().slice(0, 10);
const examples = await listStacks(root);

/** What each of these has wrong: resource, type, property, value; or something that stands there. */
const brokenOnAws = [
  "an internet gateway",
  "a static access key",
  "network-nodes-eu-central-1a | Subnet | mapPublicIpOnLaunch | true",
  'groups-clients-10.128.0.0/16 | SecurityGroupIngressRule | cidrIpv4 | "0.0.0.0/0"',
  'network-nodes-acl | NetworkAcl | egress 0 cidrBlock | "0.0.0.0/0"',
  'endpoints-logs | VpcEndpoint | policy Statement 0 Action | "*"',
  "cluster | Cluster | vpcConfig endpointPublicAccess | true",
  'cluster | Cluster | enabledClusterLogTypes | ["api"]',
  "keys-vault | Key | deletionWindowInDays | 7",
  "keys-vault | Key | policy Statement 1 Condition",
  "vault-bucket-public-access | BucketPublicAccessBlock | blockPublicPolicy | false",
  "trail-bucket-policy | BucketPolicy | policy Statement 0",
  'registry-vllm | Repository | imageTagMutability | "MUTABLE"',
  "gpu-pool-template | LaunchTemplate | metadataOptions httpPutResponseHopLimit | 2",
  "private-link-nlb | LoadBalancer | internal | false",
  'private-link-444455556666-root | VpcEndpointServiceAllowedPrinciple | principalArn | "*"',
];
const brokenInCluster = [
  "a secret in the state",
  "modelkeep-serving/model-server | Deployment | spec template spec hostNetwork | true",
  'modelkeep-serving/model-server | Deployment | spec template spec containers 0 args 1 | "--trust-remote-code"',
  'modelkeep-serving/default-deny | NetworkPolicy | spec policyTypes | ["Ingress"]',
  "modelkeep-serving/front-door | ConfigMap | data bootstrap.json static_resources listeners 0 filter_chains 0 transport_socket typed_config require_client_certificate | false",
  'modelkeep-serving/model-server | Service | spec type | "LoadBalancer"',
];

let engine: Engine;

beforeAll(async () => {
  engine = await findEngine({ root, env: process.env });
  for (const [stack, example] of [
    ["aws", "r1-distill-32b"],
    ["cluster", "on-prem"],
  ])
    copyFileSync(join(root, `Pulumi.${example}.yaml`), join(fixture, `Pulumi.${stack}.yaml`));
});

afterAll(() => {
  for (const stack of ["aws", "cluster"]) rmSync(join(fixture, `Pulumi.${stack}.yaml`), { force: true });
});

const told = (policy: string, kind: string, severity: string, urn: string, message: string) =>
  `${policy} ${kind} ${severity} ${urn}\n  ${message}`;
const byEngine = (events: readonly PolicyEvent[]) =>
  events.map(({ policy, level, severity, urn, message }) => told(policy, level, severity, urn, message)).sort();
const byUs = (findings: readonly Finding[]) =>
  findings.map((one) => told(one.rule, one.enforcement, one.severity, one.urn, sentence(one))).sort();

async function both(options: { root: string; stack: string; env?: Record<string, string>; config?: Record<string, unknown> }) {
  const { config, ...preview } = options;
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-verdicts-"));
  const file = join(folder, "config.json");
  writeFileSync(file, JSON.stringify(config ?? {}));
  const { resources } = await previewInProcess(preview);
  const findings = judge(resources, { rules, today, config: config ?? {} });
  const pulumi = await previewWithPolicies({ engine, ...preview, policyPack, ...(config && { policyPackConfig: file }) });
  rmSync(folder, { recursive: true });
  return { findings, pulumi };
}

test("there are twenty broken programs at least", () => {
  expect(brokenOnAws.length + brokenInCluster.length).toBeGreaterThanOrEqual(20);
});

describe.each(examples)("example %s", (stack) => {
  test("passes every mandatory rule, by both engines, with the same findings", async () => {
    const { findings, pulumi } = await both({ root, stack });
    expect(byEngine(pulumi.events)).toEqual(byUs(findings));
    expect([stops(findings), pulumi.refused]).toEqual([false, false]);
  });
});

describe.each([
  ["aws", brokenOnAws],
  ["cluster", brokenInCluster],
] as const)("a broken keep: %s", (stack, all) => {
  test.each([...all])("%s", async (what) => {
    const { findings, pulumi } = await both({ root: fixture, stack, env: { BROKEN_KEEP: what } });
    expect(byEngine(pulumi.events)).toEqual(byUs(findings));
    expect([stops(findings), pulumi.refused]).toEqual([true, true]);
  });
});

describe("waivers", () => {
  const rule = "aws-kms-key-deletion-window";
  const what = "keys-vault | Key | deletionWindowInDays | 7";
  const signed = { reason: "a bench that lives for a week", owner: "security@example.com", expires: "2999-12-31" };
  const declare = (waivers: readonly object[]) => {
    const text = readFileSync(join(root, "Pulumi.r1-distill-32b.yaml"), "utf8").trimEnd();
    writeFileSync(join(fixture, "Pulumi.waived.yaml"), `${text}\n    waivers: ${JSON.stringify(waivers)}\n`);
  };

  afterAll(() => rmSync(join(fixture, "Pulumi.waived.yaml"), { force: true }));

  test("in the settings of the keep hold in both engines, and are shown", async () => {
    declare([{ rule, resource: "keys-vault", ...signed }]);
    const { findings, pulumi } = await both({ root: fixture, stack: "waived", env: { BROKEN_KEEP: what } });
    expect(byEngine(pulumi.events)).toEqual(byUs(findings));
    expect([stops(findings), pulumi.refused]).toEqual([false, false]);
    expect(pulumi.events.find(({ policy }) => policy === rule)?.message).toMatch(/^waived until 2999-12-31 by security@example.com/);
  });

  test("that are unused, or of another resource, stop both engines", async () => {
    declare([{ rule, resource: "keys-logs", ...signed }]);
    const { findings, pulumi } = await both({ root: fixture, stack: "waived", env: { BROKEN_KEEP: what } });
    expect(byEngine(pulumi.events)).toEqual(byUs(findings));
    expect(
      pulumi.events
        .filter(({ level }) => level === "mandatory")
        .map(({ policy }) => policy)
        .sort(),
    ).toEqual([rule, "modelkeep-waivers"]);
  });

  test("in the configuration hold in both engines, as do levels, severities and settings", async () => {
    const config = {
      [rule]: { waivers: [{ resource: "keys-vault", ...signed }] },
      "aws-cloudwatch-log-group-retention": { enforcementLevel: "advisory", severity: "low", days: 3000 },
      "aws-sns-topic-encrypted": "disabled",
    };
    const { findings, pulumi } = await both({ root: fixture, stack: "aws", env: { BROKEN_KEEP: what }, config });
    expect(byEngine(pulumi.events)).toEqual(byUs(findings));
    expect([stops(findings), pulumi.refused]).toEqual([false, false]);
    expect(findings.filter((one) => one.rule === "aws-cloudwatch-log-group-retention" && one.severity === "low")).toHaveLength(4);
  });
});

test("a starter pack runs as it is written, with its own rule", async () => {
  const starter = join(mkdtempSync(join(tmpdir(), "modelkeep-starter-")), "ours");
  await writeStarter(starter);
  // In place of npm install, which would bring the same package.
  symlinkSync(join(root, "node_modules"), join(starter, "node_modules"));
  const { events, refused } = await previewWithPolicies({ engine, root, stack: "demo", policyPack: starter });
  expect(refused).toBe(false);
  expect(
    events
      .filter(({ policy }) => policy === "own-owner-tag")
      .map(({ urn }) => urn.split("::").at(-1))
      .sort(),
  ).toEqual(["trail-bucket", "vault-access-logs", "vault-bucket"]);
  rmSync(starter, { recursive: true });
});
