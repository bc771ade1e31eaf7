import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";

/** A check of kube-score that is failed on purpose. */
export interface Exception {
  check: string;
  /** `Kind name` of the objects; every kind where it is missing. */
  object: RegExp;
  reason: string;
}

/** All of them. What is not here fails, and so does a line that no object needs any longer. */
export const exceptions: readonly Exception[] = [
  {
    check: "container-image-pull-policy",
    object: /^(Deployment|Job|CronJob) /,
    reason: "images are named by digest, so what a node has is what was asked for; Always would need the registry for every restart",
  },
  {
    check: "container-security-context-user-group-id",
    object: /^Deployment model-server$/,
    reason: "user and group 2000 are the one non-root user that vLLM's image has a home for; user namespaces are the cluster's to give",
  },
  {
    check: "pod-probes-identical",
    object: /^Deployment model-server$/,
    reason: "the front door's: both ask whether it listens; whether the model answers is the server's readiness, by one token",
  },
  {
    check: "deployment-replicas",
    object: /^Deployment model-server$/,
    reason: "replicas are the settings' choice: one is a laptop's, or what somebody pays for",
  },
  {
    check: "service-type",
    object: /^Service model-server$/,
    reason:
      "PrivateLink ends at a load balancer outside of the cluster, which reaches pods by a node port alone; the network admits its subnets",
  },
];

/** One object as kube-score's JSON (version 2) tells of it. */
interface Scored {
  type_meta: { kind: string };
  object_meta: { name: string };
  checks: readonly {
    check: { id: string };
    grade: number;
    skipped: boolean;
    comments: readonly { path: string; summary: string }[] | null;
  }[];
}

/** A check that an object fails or is warned for. */
export interface Finding {
  check: string;
  object: string;
  says: string;
}

/** Grade of a check that has nothing to say: 1 is critical, 5 a warning, 7 nearly all right. */
const allRight = 10;

export function findings(scored: readonly Scored[]): Finding[] {
  return scored.flatMap(({ type_meta: { kind }, object_meta: { name }, checks }) =>
    checks
      .filter(({ grade, skipped }) => !skipped && grade < allRight)
      .map(({ check, comments }) => ({
        check: check.id,
        object: `${kind} ${name}`,
        says: (comments ?? []).map(({ path, summary }) => `${path} ${summary}`.trim()).join("; "),
      })),
  );
}

export const excepted = ({ check, object }: Finding, exception: Exception): boolean =>
  check === exception.check && exception.object.test(object);

/** Objects as one stream of documents; JSON is YAML. */
export const documents = (objects: readonly KubernetesObject[]): string => objects.map((object) => JSON.stringify(object)).join("\n---\n");
