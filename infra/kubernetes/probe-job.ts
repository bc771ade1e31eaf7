import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type ProbeResult, probeResult, worstOf } from "../../charts/probes/outcome.ts";

/** One line about a failed or inconclusive probe; undefined for `closed`. */
export function probeWarning({ verdict, says, read }: ProbeResult): string | undefined {
  return verdict === "closed" ? undefined : `probe ${verdict}: ${says}; read more: ${read}`;
}

/**
 * What the probes' Jobs found, the worst of all models, and a warning for each that did not find every way closed. Unknown in a preview in
 * which a Job runs anew.
 */
export function foundBy(keep: string, resources: readonly pulumi.Resource[]): pulumi.Output<ProbeResult> {
  const jobs = resources.filter((resource) => resource instanceof k8s.batch.v1.Job);
  const found = jobs.map((job) =>
    pulumi.all([job.metadata.name, job.status.conditions]).apply(async ([name, conditions]) => {
      const result = probeResult(keep, name, conditions);
      const warning = probeWarning(result);
      if (warning !== undefined) await pulumi.log.warn(warning, job);
      return result;
    }),
  );
  return pulumi.all(found).apply((results) => worstOf(keep, results));
}
