import type { Exception, Finding } from "./finding.ts";

/** All of them. What is not here fails, and so does a line that no object needs any longer. */
export const exceptions: readonly Exception[] = [
  {
    check: "networkpolicy-targets-pod",
    object: /^NetworkPolicy core-dns$/,
    reason: "it lets the cluster's own DNS through, whose pods are EKS's and not among the keep's objects",
  },
  {
    check: "container-image-pull-policy",
    object: /^(Deployment|Pod|Job|CronJob) /,
    reason: "images are named by digest, so what a node has is what was asked for; Always would need the registry for every restart",
  },
  {
    check: "container-security-context-user-group-id",
    object: /^(Deployment|Pod) (model-server|chat|code)/,
    reason: "user and group 2000 are the one non-root user that vLLM's image has a home for; user namespaces are the cluster's to give",
  },
  {
    check: "pod-probes-identical",
    object: /^(Deployment (model-server|chat|code)|Pod model-server-\d+)$/,
    reason: "the front door's: both ask whether it listens; whether the model answers is the server's readiness, by one token",
  },
  {
    check: "deployment-replicas",
    object: /^Deployment (model-server|code)$/,
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
