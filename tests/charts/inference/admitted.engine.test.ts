import { type ChildProcess, execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { modelServer } from "../../../charts/inference/model-server.ts";
import { isolation } from "../../../charts/isolation/isolation.ts";
import type { KeepSpec } from "../../../charts/keep-spec.ts";
import type { Container } from "../../../charts/kubernetes/parts.ts";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";
import { type LeasedControlPlane, leaseControlPlane } from "../../support/cluster/control-plane.ts";
import { onAws, onLaptop, onTwoNodes } from "../keep-specs.ts";
import { groupObjects } from "./group-objects.ts";
import { parts } from "./pod-parts.ts";

let leased: LeasedControlPlane;

function run(file: string, args: readonly string[], input = "") {
  const running = promisify(execFile)(file, args, { env: leased.env }) as Promise<{ stdout: string; stderr: string }> & {
    child: ChildProcess;
  };
  running.child.stdin?.end(input);
  return running;
}
const list = (items: readonly KubernetesObject[]) => JSON.stringify({ apiVersion: "v1", kind: "List", items });
const apply = (objects: readonly KubernetesObject[], ...more: string[]) =>
  run("kubectl", ["apply", "--server-side", "-f", "-", ...more], list(objects));

/** Sidecar and loader as strict as the server, so that what is refused is the server's fault. */
const strict = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
};
const resources = { requests: { cpu: "100m", memory: "64Mi" }, limits: { cpu: "100m", memory: "64Mi" } };
const held = (containers: readonly Container[]) => containers.map((one) => ({ ...one, securityContext: strict, resources }));
const strictParts = {
  initContainers: held(parts.initContainers),
  sidecars: held(parts.sidecars),
  volumes: parts.volumes,
  programs: parts.programs,
};

/** The kinds that every cluster has; the pods of a LeaderWorkerSet in place of it. */
const known = (spec: KeepSpec): KubernetesObject[] =>
  modelServer(spec, strictParts).flatMap((object) => (object.kind === "LeaderWorkerSet" ? groupObjects(object).pods : [object]));

beforeAll(async () => {
  leased = await leaseControlPlane(2);
  await apply([
    ...isolation([onTwoNodes]),
    ...isolation([onLaptop]),
    { apiVersion: "node.k8s.io/v1", kind: "RuntimeClass", metadata: { name: "nvidia" }, handler: "nvidia" },
  ]);
});
afterAll(() => leased.release());

describe("a real API server with Pod Security `restricted`", () => {
  test.each([onAws, onLaptop, onTwoNodes].map((spec) => ({ of: `${spec.name}, ${spec.hardware.nodes} node(s)`, spec })))(
    "accepts every object of $of without a warning",
    async ({ spec }) => {
      const objects = known(spec);
      const { stdout, stderr } = await apply(objects, "--dry-run=server", "--validate=strict");
      expect(stderr).toBe("");
      expect(stdout.trim().split("\n")).toHaveLength(objects.length);
    },
  );

  it("changes nothing of what it is given but what it fills in", async () => {
    const [deployment] = known(onAws).filter(({ kind }) => kind === "Deployment");
    const { stdout } = await run(
      "kubectl",
      ["apply", "--server-side", "--dry-run=server", "-o", "json", "-f", "-"],
      JSON.stringify(deployment),
    );
    const answered = JSON.parse(stdout).spec;
    const { template, ...rest } = deployment!.spec as { template: { spec: { containers: object[] } } };
    expect(answered).toMatchObject(rest);
    expect(answered.template.spec.containers[0].args).toEqual((template.spec.containers[0] as { args: string[] }).args);
  });
});

/** The leader of a group as a pod of its own, without what only its namespace's objects need, changed. */
function weakened(change: (pod: Record<string, unknown>, container: Record<string, unknown>) => void): KubernetesObject {
  const pod = structuredClone(known(onTwoNodes).find(({ metadata }) => metadata.name === "model-server-0")!);
  const spec = pod.spec as { containers: Record<string, unknown>[] };
  change(spec as never, spec.containers[0]!.securityContext as Record<string, unknown>);
  return pod;
}

describe("Pod Security refuses the server", () => {
  test.each<[string, string, Parameters<typeof weakened>[0]]>([
    ["with its capabilities", "unrestricted capabilities", (_, context) => delete context.capabilities],
    ["that may gain privileges", "allowPrivilegeEscalation != false", (_, context) => (context.allowPrivilegeEscalation = true)],
    ["as root", "runAsUser=0", (_, context) => (context.runAsUser = 0)],
    ["without a seccomp profile", "seccompProfile", (_, context) => (context.seccompProfile = { type: "Unconfined" })],
    ["on the node's network", "host namespaces", (pod) => (pod.hostNetwork = true)],
    ["with a folder of the node", "hostPath", (pod) => (pod.volumes as object[]).push({ name: "node", hostPath: { path: "/" } })],
  ])("%s", async (_, reason, change) => {
    await expect(apply([weakened(change)], "--dry-run=server")).rejects.toThrow(reason);
  });
});
