import type { PodFailurePolicy } from "../kubernetes/parts.ts";
import { probesNamespace } from "../names.ts";
import { probeHelper } from "./probe-pod.ts";

/** Result of a probe run: every connection blocked, some connection open, or inconclusive. */
export interface ProbeResult {
  verdict: "closed" | "open" | "unjudged";
  /** What that means, as a sentence without the final period. */
  says: string;
  /** The command that shows each connection with its outcome. */
  read: string;
}

/** A condition of a Job. Source: `JobCondition`, Kubernetes API, batch/v1. */
export interface JobCondition {
  type: string;
  status: string;
  reason?: string | undefined;
  message?: string | undefined;
}

/** Exit status of probe.py if some connection is open. */
const openStatus = 1;

/**
 * Fails the Job with a distinct reason if a connection is open: `PodFailurePolicy`; every other failure has `BackoffLimitExceeded`,
 * `DeadlineExceeded` or another reason. It needs `restartPolicy: Never`.
 * Source: "Pod failure policy", Kubernetes documentation; stable since 1.31.
 */
export const failurePolicy = {
  rules: [{ action: "FailJob", onExitCodes: { containerName: probeHelper.container, operator: "In", values: [openStatus] } }],
} as const satisfies PodFailurePolicy;

/** The log has each connection with its outcome, also those at the start. */
const readOf = (keep: string, job: string) => `kubectl -n ${probesNamespace(keep)} logs job/${job}`;

/** Result of a Job with {@link failurePolicy}, from its conditions: inconclusive unless it clearly ended. */
export function probeResult(keep: string, job: string, conditions: readonly JobCondition[] | undefined): ProbeResult {
  const read = readOf(keep, job);
  const ended = (type: string) => conditions?.find((condition) => condition.type === type && condition.status === "True");
  const failed = ended("Failed");
  if (failed?.reason === "PodFailurePolicy")
    return {
      verdict: "open",
      says: "a connection that must be blocked is open: the cluster does not enforce the keep's network policies",
      read,
    };
  if (failed) return { verdict: "unjudged", says: `nothing is proven: ${failed.message ?? failed.reason ?? "the Job failed"}`, read };
  if (ended("Complete")) return { verdict: "closed", says: "every connection that must be blocked is blocked", read };
  return { verdict: "unjudged", says: "nothing is proven: the Job has not ended", read };
}

/** Verdicts, worst first. */
const severity: Readonly<Record<ProbeResult["verdict"], number>> = { open: 0, unjudged: 1, closed: 2 };

/** Result for a model whose probe runs only on schedule, by the name of its CronJob. */
export const onSchedule = (keep: string, cronJob: string): ProbeResult => ({
  verdict: "unjudged",
  says: `nothing is proven: ${cronJob} runs only on schedule, as its model has no replica`,
  read: `kubectl -n ${probesNamespace(keep)} get cronjob/${cronJob}`,
});

/** Combined result of the probes of all models: the worst. */
export const worstOf = (results: readonly ProbeResult[]): ProbeResult | undefined =>
  results.toSorted((a, b) => severity[a.verdict] - severity[b.verdict])[0];
