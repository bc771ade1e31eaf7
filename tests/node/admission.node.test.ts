import { beforeAll, expect, test } from "vitest";
import type { Applied } from "../../dev/sandbox/kubectl.ts";
import { type NodeRun, nodeRun } from "./support/run.ts";

let run: NodeRun;
let serving: string[];
let pod: string;
beforeAll(async () => {
  run = await nodeRun();
  serving = ["-n", run.keep.serving];
  pod = (await run.node.kubectl.run([...serving, "get", "pods", "-o", "name"])).split("\n")[0]!;
});

const kubectl = (...args: string[]) => run.node.kubectl.run([...serving, ...args]);
const container = (fields: object) => ({ name: "main", image: run.images.python, ...fields });
const strict = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  runAsUser: 2000,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
};
const intruder = (spec: object): Applied => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "intruder", namespace: run.keep.serving },
  spec: { automountServiceAccountToken: false, ...spec },
});

test.each([
  ["exec", ["exec", "POD", "-c", "model-server", "--", "id"]],
  ["attach", ["attach", "POD", "-c", "model-server"]],
  ["port-forward", ["port-forward", "POD", "18443:8443"]],
  ["debug", ["debug", "POD", "--image=registry.local/pause", "--profile=restricted", "--target=model-server"]],
])("%s into a pod of the keep is refused by name of the policy, even for an administrator", async (_what, args) => {
  await expect(kubectl(...args.map((arg) => (arg === "POD" ? pod : arg)))).rejects.toThrow(
    /ValidatingAdmissionPolicy 'modelkeep-laptop-[a-z-]+'.* denied request/,
  );
});

test("Pod Security refuses a privileged pod, one of root, and one in the node's network", {
  tags: ["shows-D17", "shows-D20"],
}, async () => {
  for (const spec of [
    { containers: [container({ securityContext: { privileged: true } })] },
    { containers: [container({ securityContext: { ...strict, runAsNonRoot: false, runAsUser: 0 } })] },
    { hostNetwork: true, containers: [container({ securityContext: strict })] },
  ])
    await expect(run.node.kubectl.apply(intruder(spec))).rejects.toThrow(/violates PodSecurity "restricted:v1\.\d+"/);
});

interface PodSpec {
  containers: (Record<string, unknown> & { name: string })[];
  [field: string]: unknown;
}

test.each<[string, string, (spec: PodSpec) => object]>([
  [
    "another command",
    "known-command",
    ({ containers: [main, ...more] }) => ({ containers: [{ ...main, command: ["python3", "-c", "pass"] }, ...more] }),
  ],
  [
    "an image by tag",
    "image-digest",
    ({ containers: [main, ...more] }) => ({ containers: [{ ...main, image: "docker.io/library/python:latest" }, ...more] }),
  ],
  ["a service account's token", "account-token", () => ({ automountServiceAccountToken: true })],
  ["one process namespace for all containers", "process-namespace", () => ({ shareProcessNamespace: true })],
  ["the addresses of services in its environment", "service-links", () => ({ enableServiceLinks: true })],
])("admission refuses a copy of the server's pod with %s", async (_what, policy, edit) => {
  const { spec, metadata } = await run.node.kubectl.get<{ spec: PodSpec; metadata: { labels: Record<string, string> } }>(...serving, pod);
  const { nodeName: _, ...own } = spec;
  const copy = (edited: object): Applied => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "intruder", namespace: run.keep.serving, labels: { ...metadata.labels, "pod-template-hash": "none" } },
    spec: { ...own, ...edited },
  });
  await expect(run.node.kubectl.apply(copy(edit(spec)))).rejects.toThrow(`modelkeep-laptop-${policy}`);
});

test("no service publishes the model, and no network policy of others opens it", { tags: ["shows-D1", "shows-D20"] }, async () => {
  const service: Applied = {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "open", namespace: run.keep.serving },
    spec: { type: "NodePort", selector: { "app.kubernetes.io/component": "model-server" }, ports: [{ port: 8443 }] },
  };
  await expect(run.node.kubectl.apply(service)).rejects.toThrow(/modelkeep-laptop-service-exposure|exceeded quota/);
  const policy: Applied = {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "open", namespace: run.keep.serving },
    spec: { podSelector: {}, ingress: [{}], policyTypes: ["Ingress"] },
  };
  await expect(run.node.kubectl.apply(policy)).rejects.toThrow(/modelkeep-laptop-(foreign-network-policies|network-peers)/);
});
