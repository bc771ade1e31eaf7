import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { onSchedule, type ProbeResult, probeResult, worstOf } from "../../charts/probes/outcome.ts";

/** One line about a failed or inconclusive probe; undefined for `closed`. */
export function probeWarning({ verdict, says, read }: ProbeResult): string | undefined {
  return verdict === "closed" ? undefined : `probe ${verdict}: ${says}; read more: ${read}`;
}

/**
 * Combined result of the probes, the worst of all models, with a warning for each Job that did not find every connection blocked. Unknown
 * in a preview in which a Job will run again.
 * @throws Error without a probe among the resources, which is a mistake of the charts
 */
export function foundBy(keep: string, resources: readonly pulumi.Resource[]): pulumi.Output<ProbeResult> {
  const jobs = resources.filter((resource) => resource instanceof k8s.batch.v1.Job);
  const cronJobs = resources.filter((resource) => resource instanceof k8s.batch.v1.CronJob);
  const found = jobs.map((job) =>
    pulumi.all([job.metadata.name, job.status.conditions]).apply(async ([name, conditions]) => {
      const result = probeResult(keep, name, conditions);
      const warning = probeWarning(result);
      if (warning !== undefined) await pulumi.log.warn(warning, job);
      return result;
    }),
  );
  const names = (of: readonly (k8s.batch.v1.Job | k8s.batch.v1.CronJob)[]) => pulumi.all(of.map(({ metadata }) => metadata.name));
  return pulumi.all([pulumi.all(found), names(jobs), names(cronJobs)]).apply(([results, ran, scheduled]) => {
    const waiting = scheduled.filter((name) => !ran.includes(name)).map((name) => onSchedule(keep, name));
    const worst = worstOf([...results, ...waiting]);
    if (worst === undefined) throw new Error("the keep has no probe");
    return worst;
  });
}
