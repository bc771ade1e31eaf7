import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type ProbeResult, probeResult } from "../../charts/probes/outcome.ts";

/** One line about a failed or inconclusive probe; undefined for `closed`. */
export function probeWarning({ verdict, says, read }: ProbeResult): string | undefined {
  return verdict === "closed" ? undefined : `probe ${verdict}: ${says}; read more: ${read}`;
}

/**
 * What the probe's Job found, and a warning where it is not that every way is closed. Unknown in a preview in which the Job runs anew.
 * @throws Error unless exactly one of the resources is a Job, which is a mistake of the charts
 */
export function foundBy(keep: string, resources: readonly pulumi.Resource[]): pulumi.Output<ProbeResult> {
  const jobs = resources.filter((resource) => resource instanceof k8s.batch.v1.Job);
  const [job] = jobs;
  if (job === undefined || jobs.length > 1) throw new Error(`the probes have ${jobs.length} Jobs; expected one`);
  return job.status.conditions.apply(async (conditions) => {
    const result = probeResult(keep, conditions);
    const warning = probeWarning(result);
    if (warning !== undefined) await pulumi.log.warn(warning, job);
    return result;
  });
}
