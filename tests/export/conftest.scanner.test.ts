import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { listStacks } from "../../engine/stack/stacks.ts";
import { renderedFiles } from "../../render/rendered-files.ts";
import { symbolicExample } from "../support/symbolic-example.ts";
import { conftest } from "./conftest.ts";
import { type Edits, edited } from "./edited.ts";
import { judgeProgram } from "./judge-program.ts";
import { writtenPlan } from "./written-plan.ts";

const program = judgeProgram("conftest");
const work = mkdtempSync(join(tmpdir(), "modelkeep-conftest-"));
afterAll(() => rmSync(work, { recursive: true }));

const planVerdict = async (stack: string, edits?: Edits) => conftest(program, "plan", await writtenPlan(work, stack, edits));

/** Judges the manifests of an example after edits, as `modelkeep render` writes them. */
async function manifestVerdict(stack: string, edits: Edits = {}) {
  const { files, objects } = renderedFiles(edited(await symbolicExample(stack), edits).preview, "manifests");
  const folder = mkdtempSync(join(work, "manifests-"));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { objects, ...(await conftest(program, "manifests", folder)) };
}

const serverOf = (stack: string) => `modelkeep-${stack}-serving/model-server`;
/** Others than the Deployment have the same name, and no pods. */
const ofPods = (stack: string): Edits => ({
  [serverOf(stack)]: ({ spec }) => {
    const pod = spec?.template?.spec;
    if (!pod) return;
    pod.hostNetwork = true;
    pod.containers[0].image = "registry.example/vllm:latest";
  },
  [`${serverOf(stack)}-replicas`]: ({ spec }) => Object.assign(spec, { type: "LoadBalancer" }),
});

const hostile: [denied: string, edits: Edits][] = [
  ["aws_internet_gateway.gateway: a keep has no way to the internet", { gateway: () => {} }],
  [
    "aws_eks_cluster.cluster: the API endpoint of the cluster is public",
    { cluster: ({ vpcConfig }) => delete vpcConfig.endpointPublicAccess },
  ],
  ["aws_vpc_security_group_ingress_rule.added: anybody may connect", { added: (inputs) => Object.assign(inputs, { cidrIpv6: "::/0" }) }],
  ...(["vault-bucket", "trail-bucket"] as const).map((bucket, i): [string, Edits] => [
    `aws_s3_bucket.${bucket}: no public access block that blocks everything is about this bucket`,
    { [`${bucket}-public-access`]: (inputs) => Object.assign(inputs, i === 0 ? { ignorePublicAcls: false } : { bucket: "another" }) },
  ]),
];

const deniedPods = ["a pod uses the network of its node", "the image registry.example/vllm:latest is not named by its digest"];
const deniedService = "a Service opens the cluster";

describe("conftest, by the rules of docs/conftest", () => {
  test("has nothing against the plans and manifests of the examples", async () => {
    const stacks = await listStacks(resolve(import.meta.dirname, "../.."));
    expect(stacks.length).toBeGreaterThan(3);
    for (const stack of stacks) {
      const plan = await planVerdict(stack);
      expect(plan.denied, stack).toEqual([]);
      expect(plan.passed, stack).toBeGreaterThan(0);
      const { objects, passed, denied } = await manifestVerdict(stack);
      expect(denied, stack).toEqual([]);
      expect(passed, stack).toBeGreaterThanOrEqual(objects.length);
    }
  });

  test("denies hostile edits of a plan, and nothing else", async () => {
    const edits: Edits = Object.assign({}, ofPods("r1-distill-32b"), ...hostile.map(([, one]) => one));
    const { denied } = await planVerdict("r1-distill-32b", edits);
    const pods = deniedPods.map((problem) => `kubernetes_manifest.modelkeep-r1-distill-32b-serving_model-server: ${problem}`);
    const service = `kubernetes_manifest.modelkeep-r1-distill-32b-serving_model-server-replicas: ${deniedService}`;
    expect(denied.toSorted()).toEqual([...hostile.map(([one]) => one), ...pods, service].toSorted());
  });

  test("denies hostile edits of manifests, and nothing else", async () => {
    const { denied } = await manifestVerdict("laptop", ofPods("laptop"));
    expect(denied.toSorted()).toEqual([...deniedPods, deniedService].toSorted());
  });

  test("denies what is no plan, or an empty one", async () => {
    const file = join(work, "empty.json");
    writeFileSync(file, JSON.stringify({ resource_changes: [] }));
    const { denied } = await conftest(program, "plan", file);
    expect(denied).toEqual(["this is no plan, or one that creates nothing: there is nothing to judge"]);
  });
});
