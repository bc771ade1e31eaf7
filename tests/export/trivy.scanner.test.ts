import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { KubernetesObject } from "../../charts/kubernetes-object.ts";
import type { ManifestObject } from "../../render/kubernetes-objects.ts";
import { manifestText } from "../../render/manifest-text.ts";
import { type Finding, needless, unexcepted } from "../charts/judges/finding.ts";
import { edited as editedKeep, type JudgedKeep, judgedKeeps, withPodsOfGroups } from "../charts/judges/keeps.ts";
import type { Edits } from "./edited.ts";
import { judgeProgram } from "./judge-program.ts";
import { scannerExceptions } from "./scanner-exceptions.ts";
import { trivy, type Verdict } from "./trivy.ts";
import { writtenPlan } from "./written-plan.ts";

const program = judgeProgram("trivy");
const work = mkdtempSync(join(tmpdir(), "modelkeep-trivy-"));
afterAll(() => rmSync(work, { recursive: true }));
const judge = (path: string) => trivy(program, path, join(work, "cache"));

const planVerdict = async (stack: string, edits?: Edits): Promise<Verdict> => judge(await writtenPlan(work, stack, edits));

/** Judges objects, each in a file that is named for it, in a folder of its own: two may have one name. */
function manifestVerdict(objects: readonly KubernetesObject[]): Promise<Verdict> {
  const folder = mkdtempSync(join(work, "manifests-"));
  for (const [i, object] of withPodsOfGroups(objects).entries()) {
    mkdirSync(join(folder, String(i)));
    writeFileSync(join(folder, String(i), `${object.kind} ${object.metadata.name}.yaml`), manifestText(object as ManifestObject));
  }
  return judge(folder);
}

let known: Promise<Map<string, JudgedKeep>> | undefined;
/** The examples' manifests, made once. */
const keeps = () => (known ??= judgedKeeps(resolve(import.meta.dirname, "../..")));

const line = ({ check, object }: Finding) => `${check} ${object}`;

const hostilePlan: [check: string, address: string, edits: Edits][] = [
  ["AWS-0040", "aws_eks_cluster.cluster", { cluster: ({ vpcConfig }) => Object.assign(vpcConfig, { endpointPublicAccess: true }) }],
  ["AWS-0065", "aws_kms_key.keys-vault", { "keys-vault": (inputs) => Object.assign(inputs, { enableKeyRotation: false }) }],
  [
    "AWS-0031",
    "aws_ecr_repository.registry-vllm",
    { "registry-vllm": (inputs) => Object.assign(inputs, { imageTagMutability: "MUTABLE" }) },
  ],
  [
    "AWS-0107",
    "aws_vpc_security_group_ingress_rule.added",
    { added: (inputs) => Object.assign(inputs, { cidrIpv4: "0.0.0.0/0", fromPort: 22, toPort: 22, ipProtocol: "tcp" }) },
  ],
  [
    "AWS-0028",
    "aws_launch_template.tunnel-template",
    { "tunnel-template": ({ metadataOptions }) => Object.assign(metadataOptions, { httpTokens: "optional" }) },
  ],
  [
    "AWS-0086",
    "aws_s3_bucket_public_access_block.vault-bucket-public-access",
    { "vault-bucket-public-access": (inputs) => Object.assign(inputs, { blockPublicAcls: false }) },
  ],
  // What refers to what is read as well: these two are found missing at the buckets that they were about.
  ["AWS-0094", "aws_s3_bucket.trail-bucket", { "trail-bucket-public-access": (inputs) => Object.assign(inputs, { bucket: "another" }) }],
  ["AWS-0132", "aws_s3_bucket.vault-bucket", { "vault-bucket-encryption": (inputs) => Object.assign(inputs, { bucket: "another" }) }],
];

type Edit = Parameters<typeof editedKeep>[1];
const hostilePods: [check: string, edit: Edit][] = [
  ["KSV-0017", (container) => (container["securityContext"] = { privileged: true })],
  ["KSV-0014", (container) => (container["securityContext"] = {})],
  ["KSV-0009", (_, pod) => (pod["hostNetwork"] = true)],
  ["KSV-0006", (_, pod) => (pod["volumes"] = [{ name: "x", hostPath: { path: "/var/run/docker.sock" } }])],
];

describe("trivy", () => {
  test("finds in plans and manifests of the examples what docs/scanner-exceptions.md lists, nothing else, and all of it", async () => {
    const exceptions = scannerExceptions("trivy");
    const all: Finding[] = [];
    const judged = (what: string, { passed, findings }: Verdict, least: number) => {
      console.log(`${what}: ${passed} checks passed, ${findings.length} excepted`);
      expect(passed, what).toBeGreaterThan(least);
      all.push(...findings);
    };
    // Half a hundred checks pass on a plan without resources as well.
    for (const stack of ["demo", "r1-distill-32b", "v4-flash"]) judged(stack, await planVerdict(stack), 90);
    for (const [keep, { objects }] of await keeps()) judged(`manifests of ${keep}`, await manifestVerdict(objects), objects.length * 100);
    expect(unexcepted(all, exceptions)).toEqual([]);
    expect(needless(all, exceptions)).toEqual([]);
  });

  test("notices hostile edits of a plan, in plain inputs, blocks, and across resources", async () => {
    const { findings: before } = await planVerdict("r1-distill-32b");
    const { findings } = await planVerdict("r1-distill-32b", Object.assign({}, ...hostilePlan.map(([, , edits]) => edits)));
    for (const [check, address] of hostilePlan) {
      expect(before.map(line)).not.toContain(`${check} ${address}`);
      expect(findings.map(line)).toContain(`${check} ${address}`);
    }
  });

  test("reads nothing of a plan with a null in a list, as the docs say, and that does not pass for a plan without findings", async () => {
    const file = join(work, "null.json");
    const plan = JSON.parse(readFileSync(await writtenPlan(work, "demo"), "utf8")) as {
      resource_changes: { address: string; change: { after: Record<string, unknown> } }[];
    };
    const pool = plan.resource_changes.find(({ address }) => address === "aws_eks_node_group.gpu-pool")!;
    pool.change.after["subnet_ids"] = [null];
    writeFileSync(file, JSON.stringify(plan));
    await expect(judge(file)).rejects.toThrow(/trivy could not read all of it: .*Error parsing file/);
  });

  test("notices hostile edits of manifests, each by the check that is about it", async () => {
    const laptop = (await keeps()).get("laptop")!;
    const edits = hostilePods.map(([check, edit]): KubernetesObject => {
      const { metadata, ...rest } = editedKeep(laptop, edit).find(({ kind }) => kind === "Deployment")!;
      return { ...rest, metadata: { ...metadata, name: check } };
    });
    const { findings } = await manifestVerdict(edits);
    for (const [check] of hostilePods) expect(findings.map(line)).toContain(`${check} Deployment ${check}`);
    const { findings: before } = await manifestVerdict(laptop.objects);
    for (const [check] of hostilePods) expect(before.map(({ check: one }) => one)).not.toContain(check);
  });
});
