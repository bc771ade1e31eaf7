import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type ProbeResult, probeResult, worstOf } from "../../charts/probes/outcome.ts";

/** One line about a failed or inconclusive probe; undefined for `closed`. */
export function probeWarning({ verdict, says, read }: ProbeResult): string | undefined {
  return verdict === "closed" ? undefined : `probe ${verdict}: ${says}; read more: ${read}`;
}

/**
 * Combined result of the probes' Jobs, the worst of all models, with a warning for each that did not find every connection blocked. Unknown
 * in a preview in which a Job will run again.
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
