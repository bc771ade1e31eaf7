import { createHash } from "node:crypto";
import { frontDoorSelector } from "../front-door/selector.ts";
import { isCurrent, type KeepSpec, type KeepSpecs } from "../keep-spec.ts";
import type { ConfigMap, CronJob, Job, Service } from "../kubernetes/kinds.ts";
import type { JobSpec } from "../kubernetes/parts.ts";
import { frontDoorPort, keepLabels, probesNamespace, servingNamespace } from "../names.ts";
import { probeName, replicasService } from "./names.ts";
import { failurePolicy } from "./outcome.ts";
import { probePlan } from "./plan.ts";
import { probePod } from "./probe-pod.ts";

type ProbeObject = Service | ConfigMap | Job | CronJob;

/** Schedule after the first run: every six hours, at an off-peak minute. */
export const probeSchedule = "17 */6 * * *";

/** Longest run, in seconds: the plan's wait for a replica, a minute for its connections, and an image pull onto a new node. */
export const probeDeadlineSeconds = 3_600;

/**
 * The probes of each model: a Job that runs after a deployment if the script, the plan or its pod has changed, and a CronJob. Both fail
 * unless every connection is blocked and every control works, and their conditions distinguish these (`probeResult`). A retry could only
 * hide a failure, so there is none.
 * Without a ready replica the run is inconclusive: the probe waits for one, for at most `resolveSeconds`. A model whose Service has zero
 * replicas by the settings is only probed on schedule, so that no deployment waits in vain.
 * @param script the text of `charts/probes/probe.py`, read by the caller
 */
export function probes(specs: KeepSpecs, script: string): ProbeObject[] {
  return specs.filter(isCurrent).flatMap((spec) =>
    probeOf(
      spec,
      script,
      specs.some((one) => servesWithReplicas(one, spec)),
    ),
  );
}

/** Whether a version is one to which the Service of a model leads, and has replicas. */
const servesWithReplicas = ({ server: { model, version }, replicas }: KeepSpec, { server }: KeepSpec): boolean =>
  model === server.model && (server.serves === "both" || server.serves === version) && replicas.min > 0;

function probeOf(spec: KeepSpec, script: string, afterDeployment: boolean): ProbeObject[] {
  const name = probeName(spec.server.model);
  const serving = servingNamespace(spec.name);
  const probing = probesNamespace(spec.name);
  const labels = keepLabels(spec.name, "probe");
  const plan = JSON.stringify(probePlan(spec), null, 2);
  const fingerprint = createHash("sha256").update(script).update("\0").update(plan).digest("hex");
  const job: JobSpec = {
    backoffLimit: 0,
    podFailurePolicy: failurePolicy,
    activeDeadlineSeconds: probeDeadlineSeconds,
    template: probePod(spec, fingerprint),
  };
  return [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: replicasService(spec.server.model), namespace: serving, labels },
      spec: {
        clusterIP: "None",
        selector: frontDoorSelector(spec),
        ports: [{ name: "front-door", port: frontDoorPort, targetPort: frontDoorPort, protocol: "TCP" }],
      },
    },
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name, namespace: probing, labels },
      data: { "probe.py": script, "plan.json": plan },
    },
    ...(afterDeployment
      ? [{ apiVersion: "batch/v1", kind: "Job", metadata: { name, namespace: probing, labels }, spec: job } satisfies Job]
      : []),
    {
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata: { name, namespace: probing, labels },
      spec: {
        schedule: probeSchedule,
        timeZone: "Etc/UTC",
        concurrencyPolicy: "Forbid",
        startingDeadlineSeconds: 3_600,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: { metadata: { labels }, spec: job },
      },
    },
  ];
}
