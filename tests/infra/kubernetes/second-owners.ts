import { until } from "../../support/until.ts";
import type { TestCluster } from "./cluster.ts";

/** What `pulumi up` does to a field that somebody else wrote, in the words that a cell of docs/updates.md begins with. */
export type Outcome = "takes it back" | "leaves it" | "refuses";

/** One field that somebody beside Pulumi writes, on a real API server. */
export interface SecondOwner {
  /** Row of the table in docs/updates.md, by its first cell. */
  row: string;
  /** Who writes it here. */
  writer: string;
  outcome: Outcome;
  /** What is read, as arguments of `kubectl get`. */
  field: readonly [object: string, path: string];
  /** Writes it, as arguments of kubectl. */
  write: readonly string[];
  /** Ends what would write it again. */
  afterwards?: readonly string[];
}

const rows = {
  replicas: "`spec.replicas` of the model server",
  server: "any other field of the model server",
  restart: "annotation `kubectl.kubernetes.io/restartedAt` of the pods",
  data: "data of a ConfigMap",
  byKubectl: "fields of other objects, by kubectl",
  byTool: "fields of other objects that the program writes, by another tool",
  unwritten: "`status`, `clusterIP`, annotations and other fields that the program does not write, by another tool or a controller",
} as const;

const json = (path: string, value: unknown) => ["--type=json", "-p", JSON.stringify([{ op: "replace", path, value }])];
const otherImage = `docker.io/vllm/vllm-openai-cpu@sha256:${"1".repeat(64)}`;
const groups = "leaderworkersets.leaderworkerset.x-k8s.io/model-server";
const annotation = (key: string) => `.metadata.annotations.${key.replaceAll(".", "\\.")}`;

/** The fields of a keep whose replicas are pods of a Deployment. */
export const ofDeployment: readonly SecondOwner[] = [
  {
    row: rows.replicas,
    writer: "an autoscaler",
    outcome: "takes it back",
    field: ["deployment/model-server", ".spec.replicas"],
    write: ["autoscale", "deployment", "model-server", "--min=2", "--max=2"],
    afterwards: ["delete", "horizontalpodautoscaler", "model-server"],
  },
  {
    row: rows.server,
    writer: "kubectl set image",
    outcome: "takes it back",
    field: ["deployment/model-server", '.spec.template.spec.containers[?(@.name=="model-server")].image'],
    write: ["set", "image", "deployment/model-server", `model-server=${otherImage}`],
  },
  {
    row: rows.server,
    writer: "a dashboard",
    outcome: "takes it back",
    field: ["deployment/model-server", ".spec.template.spec.terminationGracePeriodSeconds"],
    write: [
      "patch",
      "deployment/model-server",
      "--field-manager=dashboard",
      ...json("/spec/template/spec/terminationGracePeriodSeconds", 7),
    ],
  },
  {
    row: rows.restart,
    writer: "kubectl rollout restart",
    outcome: "takes it back",
    field: ["deployment/model-server", `.spec.template${annotation("kubectl.kubernetes.io/restartedAt")}`],
    write: ["rollout", "restart", "deployment/model-server"],
  },
  {
    row: rows.data,
    writer: "a dashboard",
    outcome: "takes it back",
    field: ["configmap/model-server-front-door", String.raw`.data.server\.json`],
    write: ["patch", "configmap/model-server-front-door", "--field-manager=dashboard", ...json("/data/server.json", "{}")],
  },
  {
    row: rows.byKubectl,
    writer: "kubectl patch of a port of a network policy",
    outcome: "takes it back",
    field: ["networkpolicy/grant-notebook", ".spec.ingress[0].ports[0].port"],
    write: ["patch", "networkpolicy/grant-notebook", ...json("/spec/ingress/0/ports/0/port", 9443)],
  },
  {
    row: rows.byKubectl,
    writer: "kubectl patch of a Service",
    outcome: "takes it back",
    field: ["service/model-server", ".spec.ports[0].port"],
    write: ["patch", "service/model-server", ...json("/spec/ports/0/port", 9443)],
  },
  {
    row: rows.byKubectl,
    writer: "kubectl annotate",
    outcome: "takes it back",
    field: ["service/model-server", annotation("example.com/by-hand")],
    write: ["annotate", "service/model-server", "example.com/by-hand=yes"],
  },
  {
    row: rows.unwritten,
    writer: "a load balancer's controller",
    outcome: "leaves it",
    field: ["service/model-server", annotation("example.com/by-controller")],
    write: ["annotate", "service/model-server", "--field-manager=load-balancer-controller", "example.com/by-controller=yes"],
  },
  {
    row: rows.unwritten,
    writer: "a GitOps tool, by server-side apply",
    outcome: "leaves it",
    field: ["service/model-server", ".spec.internalTrafficPolicy"],
    write: ["patch", "service/model-server", "--field-manager=gitops", ...json("/spec/internalTrafficPolicy", "Local")],
  },
];

/** The field that stops an update, tried by itself. */
export const refused: SecondOwner = {
  row: rows.byTool,
  writer: "a dashboard",
  outcome: "refuses",
  field: ["networkpolicy/grant-notebook", ".spec.ingress[0].ports[0].port"],
  write: ["patch", "networkpolicy/grant-notebook", "--field-manager=dashboard", ...json("/spec/ingress/0/ports/0/port", 9443)],
};

/** The fields of a keep whose replicas are groups of pods, and whose certificate cert-manager issues. */
export const ofGroups: readonly SecondOwner[] = [
  {
    row: rows.replicas,
    writer: "kubectl scale",
    outcome: "takes it back",
    field: [groups, ".spec.replicas"],
    write: ["scale", groups, "--replicas=3"],
  },
  {
    row: rows.server,
    writer: "kubectl patch",
    outcome: "takes it back",
    field: [groups, ".spec.leaderWorkerTemplate.leaderTemplate.spec.terminationGracePeriodSeconds"],
    write: ["patch", groups, ...json("/spec/leaderWorkerTemplate/leaderTemplate/spec/terminationGracePeriodSeconds", 7)],
  },
  {
    row: rows.unwritten,
    writer: "cert-manager",
    outcome: "leaves it",
    field: ["certificates.cert-manager.io/front-door", ".status.revision"],
    write: [
      "patch",
      "certificates.cert-manager.io/front-door",
      "--field-manager=cert-manager-certificates-readiness",
      "--type=merge",
      "-p",
      '{"status":{"revision":1}}',
    ],
  },
];

/** Reads and writes a field of the keep's namespace. */
export function fieldOf({ kubectl }: TestCluster, namespace: string, { field: [object, path], write, afterwards }: SecondOwner) {
  const within = (...args: string[]) => kubectl(["-n", namespace, ...args]);
  const read = () => within("get", object, "-o", `jsonpath={${path}}`);
  return {
    read,
    /** @returns what was there, and what was written */
    write: async () => {
      const before = await read();
      await within(...write);
      const written = await until(`${object} has another ${path}`, async () => {
        const now = await read();
        return now !== before && now;
      });
      if (afterwards) await within(...afterwards);
      return { before, written };
    },
  };
}
