import { Fact } from "../shape/fact.ts";
import { text } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import type { Keep } from "./keep.ts";
import { orLeftOut } from "./left-out.ts";
import { metadata, selectorOfServer } from "./metadata.ts";
import { modelServer } from "./names.ts";
import { type KeepObject, object } from "./object.ts";
import { servingQuota } from "./quota.ts";

const area = "namespace";

/** What a keep's namespaces are, what they may hold, and who runs in them. */
export function namespaces(keep: Keep): KeepObject[] {
  const both = [keep.serving, keep.probes];
  return [
    ...both.map((name) => namespace(keep, name)),
    quota(keep, keep.serving, servingQuota(keep)),
    quota(keep, keep.probes, {
      persistentvolumeclaims: "0",
      pods: String(3 * keep.models.length),
      "requests.cpu": String(keep.models.length),
      "requests.memory": `${keep.models.length}Gi`,
      "requests.nvidia.com/gpu": "0",
      "services.loadbalancers": "0",
      "services.nodeports": "0",
    }),
    limits(keep, keep.serving, {
      cpu: most(keep.models.map(({ vcpus }) => vcpus)).as(String),
      memory: most(keep.models.map(({ memoryGiB }) => memoryGiB)).as((gib) => `${gib}Gi`),
    }),
    limits(keep, keep.probes, { cpu: "500m", memory: "128Mi" }),
    account(keep, keep.serving, modelServer, "model-server"),
    account(keep, keep.probes, "probe", "probe"),
    ...both.map((name) => account(keep, name, "default", "isolation")),
    priority(keep, "serving", 1_000_000, "PreemptLowerPriority", "The model server of a keep"),
    priority(keep, "batch", -1000, "Never", "Work of a keep that can wait"),
    ...keep.servers.map((server) =>
      object(area, "kubernetes:policy/v1:PodDisruptionBudget", keep.serving, server.name, () => ({
        metadata: metadata(keep, "model-server", server.name, keep.serving),
        spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: "AlwaysAllow", selector: { matchLabels: selectorOfServer(server) } },
      })),
    ),
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
  return object(area, "kubernetes:core/v1:Namespace", undefined, name, () => ({
    metadata: { ...own, labels: { ...(own["labels"] as object), ...Object.fromEntries(modes) } },
  }));
}

const quota = (keep: Keep, namespace: string, hard: Shape): KeepObject =>
  object(area, "kubernetes:core/v1:ResourceQuota", namespace, "quota", () => ({
    metadata: metadata(keep, "isolation", "quota", namespace),
    spec: { hard },
  }));

/** The largest of some amounts. */
const most = (all: readonly Fact<number>[]): Fact<number> => Fact.all(...all).as((amounts) => Math.max(...amounts));

const limits = (keep: Keep, namespace: string, max: Readonly<Record<"cpu" | "memory", Shape>>): KeepObject =>
  object(area, "kubernetes:core/v1:LimitRange", namespace, "limits", () => ({
    metadata: metadata(keep, "isolation", "limits", namespace),
    spec: { limits: [{ type: "Container", default: max, defaultRequest: { cpu: "50m", memory: "64Mi" }, max }] },
  }));

const account = (keep: Keep, namespace: string, name: string, component: string): KeepObject =>
  object(area, "kubernetes:core/v1:ServiceAccount", namespace, name, () => ({
    metadata: metadata(keep, component, name, namespace),
    automountServiceAccountToken: false,
  }));

function priority(keep: Keep, what: string, value: number, preemptionPolicy: string, description: string): KeepObject {
  const name = keep.clusterWide(what);
  return object(area, "kubernetes:scheduling.k8s.io/v1:PriorityClass", undefined, name, () => ({
    metadata: metadata(keep, "isolation", name),
    value,
    globalDefault: orLeftOut("globalDefault", false),
    preemptionPolicy,
    description,
  }));
}
