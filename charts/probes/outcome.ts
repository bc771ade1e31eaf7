import type { PodFailurePolicy } from "../kubernetes/parts.ts";
import { probesNamespace } from "../names.ts";
import { probeHelper } from "./probe-pod.ts";

/** What a run of the probe found: every way closed, some way open, or nothing that can be relied on. */
export interface ProbeResult {
  verdict: "closed" | "open" | "unjudged";
  /** What that means, as a sentence without its full stop. */
  says: string;
  /** The command that shows each way with its outcome. */
  read: string;
}

/** A condition of a Job. Source: `JobCondition`, Kubernetes API, batch/v1. */
export interface JobCondition {
  type: string;
  status: string;
  reason?: string | undefined;
  message?: string | undefined;
}

/** Exit status of probe.py where some way is open. */
const openStatus = 1;

/**
 * Ends the Job by a rule of its own where a way is open, so that its condition tells it from every other failure: the reason is then
 * `PodFailurePolicy`, and `BackoffLimitExceeded`, `DeadlineExceeded` or another one else. It needs `restartPolicy: Never`.
 * Source: "Pod failure policy", Kubernetes documentation; stable since 1.31.
 */
export const failurePolicy = {
  rules: [{ action: "FailJob", onExitCodes: { containerName: probeHelper.container, operator: "In", values: [openStatus] } }],
} as const satisfies PodFailurePolicy;

/** Lets people read a run further: the log has each way with its outcome, also those at the start. */
const readOf = (keep: string, job: string) => `kubectl -n ${probesNamespace(keep)} logs job/${job}`;

/** What a Job with {@link failurePolicy} found, by its conditions: without a clear end nothing is judged. */
export function probeResult(keep: string, job: string, conditions: readonly JobCondition[] | undefined): ProbeResult {
  const read = readOf(keep, job);
  const ended = (type: string) => conditions?.find((condition) => condition.type === type && condition.status === "True");
  const failed = ended("Failed");
  if (failed?.reason === "PodFailurePolicy")
    return { verdict: "open", says: "a way that must be closed is open: the cluster does not enforce the keep's network policies", read };
  if (failed) return { verdict: "unjudged", says: `nothing is proven: ${failed.message ?? failed.reason ?? "the Job failed"}`, read };
  if (ended("Complete")) return { verdict: "closed", says: "every way that must be closed is closed", read };
  return { verdict: "unjudged", says: "nothing is proven: the Job has not ended", read };
}

/** Verdicts from the worst on. */
const severity: Readonly<Record<ProbeResult["verdict"], number>> = { open: 0, unjudged: 1, closed: 2 };

/** What the probes of all models found together: the worst, and without a probe nothing is judged. */
export function worstOf(keep: string, results: readonly ProbeResult[]): ProbeResult {
  const [worst] = results.toSorted((a, b) => severity[a.verdict] - severity[b.verdict]);
  return (
    worst ?? {
      verdict: "unjudged",
      says: "nothing is proven: no model has a replica",
      read: `kubectl -n ${probesNamespace(keep)} get cronjobs`,
    }
  );
}
