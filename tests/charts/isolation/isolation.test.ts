import { expect, test } from "vitest";
import { kubernetesVersions } from "../../../catalog/eks.ts";
import { isolation } from "../../../charts/isolation/isolation.ts";
import { keepNamespaces, podSecurityVersion } from "../../../charts/isolation/namespaces.ts";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";
import { onAws, onCluster } from "../keep-specs.ts";
import { policiesOf, policyOf } from "./policies.ts";

const both = { ["on AWS"]: onAws, ["on an existing cluster"]: onCluster };
const ids = (objects: readonly KubernetesObject[]) =>
  objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ? `${metadata.namespace}/` : ""}${metadata.name}`);
const find = (objects: readonly KubernetesObject[], id: string) => objects[ids(objects).indexOf(id)];

test("is this list, what denies before what allows", () => {
  expect(ids(isolation([onAws]))).toEqual([
    "Namespace modelkeep-demo-serving",
    "Namespace modelkeep-demo-probes",
    "NetworkPolicy modelkeep-demo-serving/default-deny",
    "NetworkPolicy modelkeep-demo-probes/default-deny",
    "ResourceQuota modelkeep-demo-serving/quota",
    "ResourceQuota modelkeep-demo-probes/quota",
    "LimitRange modelkeep-demo-serving/limits",
    "LimitRange modelkeep-demo-probes/limits",
    "PriorityClass modelkeep-demo-serving",
    "PriorityClass modelkeep-demo-batch",
    "ServiceAccount modelkeep-demo-serving/model-server",
    "ServiceAccount modelkeep-demo-probes/probe",
    "ServiceAccount modelkeep-demo-serving/default",
    "ServiceAccount modelkeep-demo-probes/default",
    "NetworkPolicy modelkeep-demo-serving/grant-support-bot",
    "NetworkPolicy modelkeep-demo-serving/grant-partner",
    "NetworkPolicy modelkeep-demo-serving/loader-to-dns",
    "NetworkPolicy modelkeep-demo-serving/loader-to-pod-identity",
    "NetworkPolicy modelkeep-demo-serving/loader-to-vault",
    "NetworkPolicy modelkeep-demo-probes/probe-to-dns",
  ]);
});

for (const [where, spec] of Object.entries(both)) {
  const objects = isolation([spec]);

  test(`${where}: namespaces are restricted in all three modes, at the newest version the catalog knows`, {
    tags: ["namespaces-restricted"],
  }, () => {
    const newest = kubernetesVersions().sort().at(-1);
    expect(podSecurityVersion).toBe(`v${newest}`);
    for (const name of keepNamespaces(spec.name)) {
      const { labels } = find(objects, `Namespace ${name}`)!.metadata;
      for (const mode of ["enforce", "audit", "warn"]) {
        expect(labels?.[`pod-security.kubernetes.io/${mode}`]).toBe("restricted");
        expect(labels?.[`pod-security.kubernetes.io/${mode}-version`]).toBe(`v${newest}`);
      }
    }
  });

  test(`${where}: every pod of every namespace is denied in both directions`, { tags: ["pods-denied-both-directions"] }, () => {
    for (const name of keepNamespaces(spec.name))
      expect(policyOf(objects, `${name}/default-deny`)).toEqual({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
  });

  test(`${where}: no service account mounts a token, the default ones neither`, { tags: ["no-service-account-tokens"] }, () => {
    const accounts = objects.filter((object) => object.kind === "ServiceAccount");
    expect(accounts).toHaveLength(4);
    for (const account of accounts) expect(account.automountServiceAccountToken).toBe(false);
  });

  test(`${where}: serving outranks batch, batch evicts nobody, neither is the default`, () => {
    const [serving, batch] = ["serving", "batch"].map((name) => find(objects, `PriorityClass modelkeep-demo-${name}`)!);
    expect(serving!["value"]).toBeGreaterThan(0);
    expect(batch!["value"]).toBeLessThan(0);
    expect(batch!["preemptionPolicy"]).toBe("Never");
    for (const priority of [serving, batch]) expect(priority!["globalDefault"]).toBe(false);
  });
}

test("the model server on a claim reaches nothing, whatever the network offers", { tags: ["model-server-on-claim-isolated"] }, () => {
  const spec = { ...onCluster, network: { ...onAws.network } };
  const out = policiesOf(isolation([spec])).filter(
    ({ id, spec }) => id.startsWith("modelkeep-demo-serving/") && (spec.egress ?? []).length > 0,
  );
  expect(out).toEqual([]);
});

test("with the vault it reaches DNS, the Pod Identity agent and the vault, and nothing else", () => {
  const out = policiesOf(isolation([onAws])).filter(({ id, spec }) => id.startsWith("modelkeep-demo-serving/") && spec.egress);
  const ways = out.flatMap(({ spec }) => spec.egress!.flatMap(({ to, ports }) => to.map((peer) => [peer, ports])));
  expect(ways).toEqual([
    [
      {
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
        podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
      },
      [
        { protocol: "UDP", port: 53 },
        { protocol: "TCP", port: 53 },
      ],
    ],
    [{ ipBlock: { cidr: "169.254.170.23/32" } }, [{ protocol: "TCP", port: 80 }]],
    [{ ipBlock: { cidr: "10.64.2.8/32" } }, [{ protocol: "TCP", port: 443 }]],
    [{ ipBlock: { cidr: "10.64.2.72/32" } }, [{ protocol: "TCP", port: 443 }]],
  ]);
});

test("without Pod Identity nothing leads to its agent", { tags: ["no-pod-identity-agent-without-it"] }, () => {
  const objects = isolation([{ ...onAws, network: { ...onAws.network, podIdentity: false } }]);
  expect(JSON.stringify(objects)).not.toContain("169.254");
});

test("quotas hold the largest number of replicas and one more, on the nodes they stand on", {
  tags: ["shows-D10", "quotas-hold-one-replica-more"],
}, () => {
  const hard = (spec: typeof onAws, name: string) =>
    (find(isolation([spec]), `ResourceQuota ${name}/quota`)!["spec"] as { hard: Record<string, string> }).hard;
  expect(hard(onAws, "modelkeep-demo-serving")).toEqual({
    pods: "5",
    "requests.cpu": "230",
    "requests.memory": "1800Gi",
    "requests.nvidia.com/gpu": "20",
    "services.loadbalancers": "0",
    "services.nodeports": "1",
    persistentvolumeclaims: "0",
  });
  const twoNodes = { ...onCluster, hardware: { ...onCluster.hardware, nodes: 2 } };
  expect(hard(twoNodes, "modelkeep-demo-serving")).toMatchObject({
    pods: "10",
    "requests.nvidia.com/gpu": "40",
    "services.nodeports": "0",
    persistentvolumeclaims: "1",
  });
  const own = {
    ...onCluster,
    weights: {
      kind: "claim" as const,
      from: { kind: "storage-class" as const, storageClass: "models", accessMode: "ReadOnlyMany" as const },
    },
  };
  expect(hard(own, "modelkeep-demo-serving")["persistentvolumeclaims"]).toBe("2");
  expect(hard(onAws, "modelkeep-demo-probes")).toMatchObject({
    "requests.nvidia.com/gpu": "0",
    "services.nodeports": "0",
    "services.loadbalancers": "0",
  });
});

test("no default limit of serving throttles a container that leaves its own out", () => {
  const { limits } = find(isolation([onAws]), "LimitRange modelkeep-demo-serving/limits")!["spec"] as { limits: Record<string, unknown>[] };
  expect(limits).toEqual([
    {
      type: "Container",
      default: { cpu: "46", memory: "360Gi" },
      defaultRequest: { cpu: "50m", memory: "64Mi" },
      max: { cpu: "46", memory: "360Gi" },
    },
  ]);
});
