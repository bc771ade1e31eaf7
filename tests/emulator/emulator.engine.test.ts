import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SidedStack } from "../../diff/model.ts";
import { diffResources } from "../../diff/resources/diff-resources.ts";
import { portable } from "../../diff/sides/portable.ts";
import { previewWithSymbols } from "../../engine/in-process/symbols/preview.ts";
import { type Engine, engineEnvironment } from "../../engine/pulumi/engine.ts";
import { findEngine } from "../../engine/pulumi/find.ts";
import { openWorkspace, said, type Workspace } from "../../engine/pulumi/workspace.ts";
import { inventoryOfState } from "../../evidence/input/from-state.ts";
import { prove } from "../../evidence/proofs/prove.ts";
import { awsNames, placeOf } from "../../infra/aws/names.ts";
import { plannedSteps } from "../diff/resources/planned-steps.ts";
import { everything } from "../support/everything.ts";
import { judgedOverState } from "../support/judged-over-state.ts";
import { editedProgram, programEdits } from "./edited-program.ts";
import { type Moto, startMoto } from "./moto.ts";

// A preview proves that AWS would accept each resource by itself; this proves order and references, by creating them. The tests build on
// each other: what one leaves behind, the next one finds.

const program = resolve("tests/emulator/program");
const place = placeOf("emulated", { accountId: "123456789012", region: "eu-central-1" });
const names = awsNames(place);
const passphrase = { PULUMI_CONFIG_PASSPHRASE: "emulator" };

let moto: Moto;
let engine: Engine;
let stateDir: string;
let workspace: Workspace;

beforeAll(async () => {
  engine = await findEngine({ root: resolve("."), env: process.env });
  moto = await startMoto(place.region);
  stateDir = await mkdtemp(join(tmpdir(), "modelkeep-emulator-"));
  workspace = await openWorkspace({
    engine,
    root: program,
    stack: "emulator",
    stateDir,
    env: { ...passphrase, MODELKEEP_EMULATOR: moto.url },
  });
});

afterAll(async () => {
  moto?.stop();
  await workspace?.close();
  if (stateDir) await rm(stateDir, { recursive: true, force: true });
});

/** A command of the CLI about the state, which takes no stack file as the others do. */
const onState = (...command: string[]) =>
  promisify(execFile)(engine.cli, [...command, "--non-interactive", "--stack", "emulator"], {
    cwd: program,
    env: engineEnvironment(engine, { ...process.env, ...passphrase, PULUMI_BACKEND_URL: pathToFileURL(stateDir).href }),
    maxBuffer: 2 ** 26,
  });

/** Lifts the protection of every resource, in the state alone: the first step of the documented way to destroy a keep. */
const unprotect = () => onState("state", "unprotect", "--all", "--yes");

/** What is there for the eye of AWS. */
async function standing() {
  const aliases = (await moto.call("kms", "TrentService.ListAliases"))["Aliases"] as { AliasName: string }[];
  const groups = (await moto.call("logs", "Logs_20140328.DescribeLogGroups"))["logGroups"] as { logGroupName: string }[];
  const keys = (await moto.call("kms", "TrentService.ListKeys"))["Keys"] as { KeyId: string }[];
  const states = await Promise.all(
    keys.map(
      async ({ KeyId }) =>
        ((await moto.call("kms", "TrentService.DescribeKey", { KeyId }))["KeyMetadata"] as { KeyState: string }).KeyState,
    ),
  );
  const repositories = (await moto.call("ecr", "AmazonEC2ContainerRegistry_V20150921.DescribeRepositories"))["repositories"] as unknown[];
  return {
    keys: states,
    aliased: aliases.some(({ AliasName }) => AliasName === names.keyAlias("vault")),
    logGroups: groups.map(({ logGroupName }) => logGroupName).sort(),
    repositories: repositories.length,
    buckets: await Promise.all([names.vault, names.vaultAccessLogs, names.trail].map((bucket) => moto.status(bucket))),
  };
}

/** Roles and accounts that a whole keep names in its settings, which these components are without. */
const namedByAKeep = (said: string) => /^stack-no-external-references (?!aws )\S+ .*refers to the (role|account) /.test(said);

/** What the policy pack says. */
const judged = async () =>
  (await judgedOverState(workspace)).events
    .map(({ policy, level, urn, message }) => [level, `${policy} ${urn.split("::").at(-1)} ${message}`] as const)
    .filter(([, said]) => !namedByAKeep(said));
let firstDay: Awaited<ReturnType<typeof judged>>;

it("is judged before it exists", async () => {
  firstDay = await judged();
  // The emulator itself is a stranger, and its components are not all of a keep.
  expect(new Set(firstDay.filter(([level]) => level === "mandatory").map(([, said]) => said.split(" ").slice(0, 2).join(" ")))).toEqual(
    new Set([
      "aws-cloudtrail-trail-alarms trail",
      "aws-ec2-vpc-dns-firewall network-vpc",
      "aws-ec2-vpc-dns-query-log network-vpc",
      ...["cluster", "registry", "logs", "vault", "volumes"].map((key) => `aws-kms-key-change-alarm keys-${key}`),
      "aws-resource-known-inputs aws",
      "stack-no-external-references aws",
    ]),
  );
});

it("creates every resource", async () => {
  const up = await workspace.run(["up", "--yes", "--skip-preview"]);
  expect(up.code, said(up)).toBe(0);
  expect(await standing()).toEqual({
    keys: Array(5).fill("Enabled"),
    aliased: true,
    logGroups: [names.clusterLogs, names.auditLogs, names.dnsLogs, names.flowLogs].sort(),
    repositories: 1,
    buckets: [200, 200, 200],
  });
});

it("leaves a state in which no way leads in or out, with every reference found", async () => {
  const { stdout } = await onState("stack", "export");
  const inventory = inventoryOfState(stdout);
  const [subnet] = inventory.of("aws:ec2/subnet:Subnet");
  const [rule] = inventory.of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
  expect(inventory.reference(subnet?.inputs["vpcId"])).toMatchObject({ resource: { name: "network-vpc" }, property: "id" });
  expect(inventory.referred(rule?.inputs["referencedSecurityGroupId"])?.type).toBe("aws:ec2/securityGroup:SecurityGroup");
  const results = prove(inventory).filter(({ id }) => id.startsWith("no-way-"));
  expect(results).toMatchObject([
    { id: "no-way-in", status: "proved", examined: ["12 network interfaces"] },
    { id: "no-way-out", status: "undecided", unknown: ["the stack has nothing for this proof to examine"] },
  ]);
});

it("is judged alike once ids and ARNs stand in place of what was not known; what could not be decided is decided", async () => {
  const again = await judged();
  const of = (level: string, all: typeof again) =>
    all
      .filter(([one]) => one === level)
      .map(([, said]) => said)
      .sort();
  expect(of("mandatory", again)).toEqual(of("mandatory", firstDay));
  expect(of("advisory", again).filter((said) => !firstDay.some(([, before]) => before === said))).toEqual([]);
  expect(again.length).toBeLessThan(firstDay.length);
});

it("finds nothing to change the second time", async () => {
  const again = await workspace.run(["up", "--yes", "--skip-preview", "--expect-no-changes"]);
  expect(again.code, said(again)).toBe(0);
});

/** A landing tries those that do what none before them does. */
const tried = programEdits.filter(
  ({ operations }, i) => everything || operations.some((one) => !programEdits.slice(0, i).some((edit) => edit.operations.includes(one))),
);

describe("a comparison says what the real CLI plans over this state", () => {
  const side = async (root: string): Promise<SidedStack> => {
    const { preview, symbols } = await previewWithSymbols({ root, stack: "emulator", env: { MODELKEEP_EMULATOR: moto.url } });
    return { stack: "emulator", project: preview.project, preview: portable(preview, root), symbols, config: {} };
  };
  let base: SidedStack;
  beforeAll(async () => {
    base = await side(program);
  });

  it.each(tried)("$about", async ({ edits, operations }) => {
    const { root, remove } = editedProgram(edits);
    try {
      const opened = await openWorkspace({
        engine,
        root,
        stack: "emulator",
        stateDir,
        env: { ...passphrase, MODELKEEP_EMULATOR: moto.url },
      });
      const planned = await opened.run(["preview", "--json"]).finally(opened.close);
      expect(planned.code, said(planned)).toBe(0);
      const found = diffResources(base, await side(root)).map(({ operation, urn }) => `${operation} ${urn}`);
      expect(found.sort()).toEqual(plannedSteps(planned.stdout));
      expect(new Set(found.map((line) => line.split(" ")[0]))).toEqual(new Set(operations));
    } finally {
      remove();
    }
  });
});

it("destroys nothing at all while the keep is protected", async () => {
  const before = await standing();
  const refused = await workspace.run(["destroy", "--yes"]);
  expect(refused.code).not.toBe(0);
  expect(said(refused)).toContain("because it is protected");
  expect(await standing()).toEqual(before);
});

it("destroys the rest once unprotected, and leaves weights, keys and audit logs where they are", async () => {
  await unprotect();
  const destroyed = await workspace.run(["destroy", "--yes", "--skip-preview"]);
  expect(destroyed.code, said(destroyed)).toBe(0);
  expect(await standing()).toEqual({
    keys: Array(5).fill("Enabled"),
    aliased: false,
    logGroups: [names.clusterLogs, names.auditLogs].sort(),
    repositories: 0,
    buckets: [200, 200, 200],
  });
});
