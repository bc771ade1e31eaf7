import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";
import { checkov, exceptions, type Verdict } from "./checkov.ts";
import { documents } from "./documents.ts";
import { needless, unexcepted } from "./finding.ts";
import { edited, type JudgedKeep, judgedKeeps, withPodsOfGroups } from "./keeps.ts";

const work = mkdtempSync(join(tmpdir(), "modelkeep-checkov-"));
let keeps: Map<string, JudgedKeep>;

beforeAll(async () => {
  keeps = await judgedKeeps(resolve(import.meta.dirname, "../../.."));
});
afterAll(() => rmSync(work, { recursive: true }));

function judge(objects: readonly KubernetesObject[]): Promise<Verdict> {
  const file = join(work, "keep.yaml");
  writeFileSync(file, documents(withPodsOfGroups(objects)));
  return checkov(file);
}

it("has nothing to say but what is excepted, with a reason, and every exception is needed", async () => {
  const all = [];
  for (const [keep, { objects }] of keeps) {
    const { passed, findings } = await judge(objects);
    expect(passed, keep).toBeGreaterThan(200);
    all.push(...findings);
  }
  expect(unexcepted(all, exceptions)).toEqual([]);
  expect(needless(all, exceptions)).toEqual([]);
});

type Edit = Parameters<typeof edited>[1];
const token = { name: "KEY", valueFrom: { secretKeyRef: { name: "key", key: "key" } } };

const hostile: [what: string, check: string, edit: Edit][] = [
  ["a privileged server", "CKV_K8S_16", (container) => (container["securityContext"] = { privileged: true })],
  ["a writable root", "CKV_K8S_22", (container) => (container["securityContext"] = {})],
  ["no limits", "CKV_K8S_13", (container) => delete container["resources"]],
  ["an image by tag", "CKV_K8S_43", (container) => (container["image"] = "registry.example/vllm:v0.33.0")],
  ["a secret in the environment", "CKV_K8S_35", (container) => (container["env"] = [token])],
  ["no readiness probe", "CKV_K8S_9", (container) => delete container["readinessProbe"]],
  ["the node's network", "CKV_K8S_19", (_, pod) => (pod["hostNetwork"] = true)],
  ["a Kubernetes token", "CKV_K8S_38", (_, pod) => (pod["automountServiceAccountToken"] = true)],
  ["the runtime's socket", "CKV_K8S_27", (_, pod) => (pod["volumes"] = [{ name: "x", hostPath: { path: "/var/run/docker.sock" } }])],
  ["a Deployment in the default namespace", "CKV_K8S_21", (_, __, deployment) => (deployment.metadata.namespace = "default")],
];

it("finds each hostile edit, by the check that is about it", async () => {
  const named = (index: number) => `hostile-${index}`;
  const deployments = hostile.map(([, , edit], index) => {
    const { metadata, ...rest } = edited(keeps.get("laptop")!, edit).find(({ kind }) => kind === "Deployment")!;
    return { ...rest, metadata: { ...metadata, name: named(index) } };
  });
  const { findings } = await judge(deployments);
  const missed = hostile.filter(([, check], index) => !findings.some((one) => one.check === check && one.object.endsWith(named(index))));
  expect(missed.map(([what]) => what)).toEqual([]);
  // And only by it: each of these checks speaks of the edits that are about it, not of every Deployment.
  for (const [what, check] of hostile) expect(findings.filter((one) => one.check === check).length, what).toBeLessThan(4);
});
