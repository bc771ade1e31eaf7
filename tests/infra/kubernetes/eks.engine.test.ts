import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { servingNamespace } from "../../../charts/names.ts";
import { withPodIdentity } from "../../../dev/eks-node/pod-identity-webhook.ts";
import type { Preview } from "../../../engine/preview.ts";
import { renderedFiles } from "../../../render/rendered-files.ts";
import { limits } from "../../support/limits.ts";
import { symbolicExample } from "../../support/symbolic-example.ts";
import { startCluster, type TestCluster } from "./cluster.ts";

interface Container {
  name: string;
  image: string;
  args: string[];
  env?: { name: string; value: string }[];
}
interface PodSpec {
  initContainers: Container[];
  containers: Container[];
  volumes: object[];
}
type Manifest = Record<string, unknown> & { kind: string; metadata: { name: string; namespace?: string } };

/** One for each example: a keep's own policies refuse another keep in its place. */
let cluster: TestCluster;

async function clusterOfEks(): Promise<TestCluster> {
  const started = await startCluster(4);
  await started.kubectl(["label", "node", "--all", "modelkeep/pool=gpu"]);
  await started.kubectl(["taint", "node", "--all", "nvidia.com/gpu=present:NoSchedule"]);
  return started;
}

const documents = (objects: readonly object[]) => JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
const apply = (objects: readonly object[], ...more: string[]) =>
  cluster.kubectl(["apply", "--server-side", "--force-conflicts", "--validate=strict", ...more, "-f", "-"], documents(objects));

describe.each(["demo", "r1-distill-32b", "v4-flash"])("the Kubernetes half of example %s", (stack) => {
  const serving = servingNamespace(stack);
  let preview: Preview;
  let objects: Manifest[];

  beforeAll(async () => {
    cluster = await clusterOfEks();
    preview = (await symbolicExample(stack)).plain;
    objects = renderedFiles(preview, "manifests").objects as unknown as Manifest[];
    await apply(objects);
  });
  afterAll(() => cluster.down());

  /** The model server's pod as the ReplicaSet makes it and the webhook of EKS Pod Identity changes it, then edited. */
  function pod(edit: (spec: PodSpec) => void = () => {}): Manifest {
    const deployment = objects.find(({ kind }) => kind === "Deployment")!;
    const { template } = structuredClone(deployment["spec"]) as { template: { metadata: object; spec: PodSpec } };
    const spec = withPodIdentity(template, "eu-central-1");
    edit(spec);
    const metadata = { ...template.metadata, name: "one-more", namespace: serving };
    return { apiVersion: "v1", kind: "Pod", metadata, spec };
  }

  it("is there, every object, and the model server becomes available under the keep's own policies", async () => {
    expect(objects.length).toBeGreaterThan(75);
    const text = await cluster.kubectl(["-n", serving, "rollout", "status", "deployment/model-server", `--timeout=${limits.wait / 1000}s`]);
    expect(text).toContain("successfully rolled out");
  });

  it("is accepted a second time, dry, while every policy is in force", async () => {
    const answer = await apply(objects, "--dry-run=server");
    expect(answer.split("\n").filter((line) => line.endsWith("serverside-applied (server dry run)"))).toHaveLength(objects.length);
  });

  it("admits its pod with what the webhook of EKS Pod Identity adds to the loader", async () => {
    expect(await apply([pod()], "--dry-run=server")).toContain("pod/one-more serverside-applied");
  });

  it.each<[string, string, Parameters<typeof pod>[0]]>([
    ["the image of the public registry", "image-digest", ({ containers }) => (containers[0]!.image = publicImage(containers[0]!.image))],
    ["the image by a tag", "image-digest", ({ containers }) => (containers[0]!.image = containers[0]!.image.replace(/@.*/, ":v0.33.0"))],
    ["one more flag", "server-arguments", ({ containers }) => containers[0]!.args.push("--trust-remote-code")],
    [
      "credentials for the server",
      "environment",
      ({ containers, initContainers }) => (containers[0]!.env = [...containers[0]!.env!, ...initContainers[0]!.env!]),
    ],
    [
      "a token for the Kubernetes API",
      "account-token",
      ({ volumes }) => volumes.push({ name: "token", projected: { sources: [{ serviceAccountToken: { path: "token" } }] } }),
    ],
  ])("refuses the pod with %s", async (_, rule, edit) => {
    await expect(apply([pod(edit)], "--dry-run=server")).rejects.toThrow(`modelkeep/${rule}:`);
  });

  it("gives every GPU pod the GPUs of its instance", async () => {
    const { gpuCount } = { demo: { gpuCount: 1 }, "r1-distill-32b": { gpuCount: 4 }, "v4-flash": { gpuCount: 8 } }[stack]!;
    const limits = "{.spec.template.spec.containers[0].resources.limits.nvidia\\.com/gpu}";
    expect(await cluster.kubectl(["-n", serving, "get", "deployment", "model-server", "-o", `jsonpath=${limits}`])).toBe(String(gpuCount));
  });
});

const publicImage = (reference: string) => `docker.io/vllm/vllm-openai@${reference.split("@")[1]}`;
