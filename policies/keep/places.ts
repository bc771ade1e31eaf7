import { Fact } from "../shape/fact.ts";
import { text } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { isOwnClaim } from "./claim.ts";
import type { Keep } from "./keep.ts";
import { orLeftOut } from "./left-out.ts";
import { metadata, selectorOf } from "./metadata.ts";
import { keepNamespaces, modelServer, probesNamespace, servingNamespace } from "./names.ts";
import { type KeepObject, object } from "./object.ts";

const area = "namespace";

/** What a keep's namespaces are, what they may hold, and who runs in them. */
export function places(keep: Keep): KeepObject[] {
  return [
    ...keepNamespaces.map((name) => namespace(keep, name)),
    quota(keep, servingNamespace, servingQuota(keep)),
    quota(keep, probesNamespace, {
      persistentvolumeclaims: "0",
      pods: "3",
      "requests.cpu": "1",
      "requests.memory": "1Gi",
      "requests.nvidia.com/gpu": "0",
      "services.loadbalancers": "0",
      "services.nodeports": "0",
    }),
    limits(
      keep,
      servingNamespace,
      { cpu: text(/[1-9]\d{0,3}(\.\d+)?|0\.\d+/, "cores of a node"), memory: text(/[1-9]\d{0,4}(\.\d+)?Gi/, "memory of a node") },
      { cpu: keep.vcpus.as(String), memory: keep.memoryGiB.as((gib) => `${gib}Gi`) },
    ),
    limits(keep, probesNamespace, { cpu: "500m", memory: "128Mi" }),
    account(keep, servingNamespace, modelServer, "model-server"),
    account(keep, probesNamespace, "probe", "probe"),
    ...keepNamespaces.map((name) => account(keep, name, "default", "isolation")),
    priority(keep, "modelkeep-serving", 1_000_000, "PreemptLowerPriority", "The model server of a keep"),
    priority(keep, "modelkeep-batch", -1000, "Never", "Work of a keep that can wait"),
    object(area, "kubernetes:policy/v1:PodDisruptionBudget", servingNamespace, modelServer, () => ({
      metadata: metadata(keep, "model-server", modelServer, servingNamespace),
      spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: "AlwaysAllow", selector: { matchLabels: selectorOf(keep, "model-server") } },
    })),
  ];
}

/** Pod Security at the strictest, at a version. */
function namespace(keep: Keep, name: string): KeepObject {
  const own = metadata(keep, "isolation", name);
  const version = text(/v1\.\d{1,3}/, "a version such as v1.36");
  const modes = ["enforce", "audit", "warn"].flatMap((mode): [string, Shape][] => [
    [`pod-security.kubernetes.io/${mode}`, "restricted"],
    [`pod-security.kubernetes.io/${mode}-version`, version],
  ]);
  // The instance is where the keep's name is read, so it is only held to what a name may be.
  const instance = { "app.kubernetes.io/instance": name === servingNamespace ? text(/[a-z][a-z0-9-]{0,17}/, "a keep's name") : keep.name };
  return object(area, "kubernetes:core/v1:Namespace", undefined, name, () => ({
    metadata: { ...own, labels: { ...(own["labels"] as object), ...instance, ...Object.fromEntries(modes) } },
  }));
}

const quota = (keep: Keep, namespace: string, hard: Shape): KeepObject =>
  object(area, "kubernetes:core/v1:ResourceQuota", namespace, "quota", () => ({
    metadata: metadata(keep, "isolation", "quota", namespace),
    spec: { hard },
  }));

/** Replicas and one more for a rollout, with what each may take of its node. */
function servingQuota(keep: Keep): Shape {
  const times = (each: Fact<number>, unit = "") => keep.pods.chain((pods) => each.as((one) => `${pods * one}${unit}`));
  return {
    // None with a bucket; of the keep's own claims the one in use and its replacement; one that is managed elsewhere.
    persistentvolumeclaims: keep.vault.chain<Shape>((vault) =>
      vault ? Fact.of("0") : keep.claim.as((name) => (isOwnClaim(keep, name) ? "2" : "1")),
    ),
    pods: text(/[1-9]\d{0,3}/, "a number of pods"),
    "requests.cpu": times(keep.vcpus),
    "requests.memory": times(keep.memoryGiB, "Gi"),
    "requests.nvidia.com/gpu": times(keep.gpus),
    "services.loadbalancers": "0",
    "services.nodeports": keep.nodePort ? "1" : "0",
  };
}

const limits = (keep: Keep, namespace: string, max: Readonly<Record<"cpu" | "memory", Shape>>, byDefault: Shape = max): KeepObject =>
  object(area, "kubernetes:core/v1:LimitRange", namespace, "limits", () => ({
    metadata: metadata(keep, "isolation", "limits", namespace),
    spec: { limits: [{ type: "Container", default: byDefault, defaultRequest: { cpu: "50m", memory: "64Mi" }, max }] },
  }));

const account = (keep: Keep, namespace: string, name: string, component: string): KeepObject =>
  object(area, "kubernetes:core/v1:ServiceAccount", namespace, name, () => ({
    metadata: metadata(keep, component, name, namespace),
    automountServiceAccountToken: false,
  }));

const priority = (keep: Keep, name: string, value: number, preemptionPolicy: string, description: string): KeepObject =>
  object(area, "kubernetes:scheduling.k8s.io/v1:PriorityClass", undefined, name, () => ({
    metadata: metadata(keep, "isolation", name),
    value,
    globalDefault: orLeftOut("globalDefault", false),
    preemptionPolicy,
    description,
  }));
