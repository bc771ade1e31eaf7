import { createHash } from "node:crypto";
import { frontDoorSelector } from "../front-door/selector.ts";
import { isCurrent, type KeepSpecs } from "../keep-spec.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { frontDoorPort, keepLabels, probesNamespace, servingNamespace } from "../names.ts";
import { replicasService } from "./names.ts";
import { failurePolicy } from "./outcome.ts";
import { probePlan } from "./plan.ts";
import { probeFiles, probePod } from "./probe-pod.ts";

/** When the probe runs after the first time: every six hours, at an unusual minute. */
export const probeSchedule = "17 */6 * * *";

/** Longest run, in seconds: the plan's wait for a replica, a minute for its ways, and the pull of an image onto a new node. */
export const probeDeadlineSeconds = 3_600;

/**
 * The probes: a Job that runs after a deployment, whenever the script, the plan or its pod has changed, and a CronJob that runs on a
 * schedule. Both fail unless every way is closed and every control works, and their conditions say which it was (`probeResult`). A retry
 * could only hide that, so there is none.
 * Without a ready replica nothing is judged: the probe waits for one, which takes it `resolveSeconds` at most.
 * @param script the text of `charts/probes/probe.py`; reading it is the caller's
 */
export function probes(specs: KeepSpecs, script: string): KubernetesObject[] {
  const [spec] = specs;
  const serving = servingNamespace(spec.name);
  const probing = probesNamespace(spec.name);
  const labels = keepLabels(spec.name, "probe");
  const plan = JSON.stringify(probePlan(specs), null, 2);
  const fingerprint = createHash("sha256").update(script).update("\0").update(plan).digest("hex");
  const job = {
    backoffLimit: 0,
    podFailurePolicy: failurePolicy,
    activeDeadlineSeconds: probeDeadlineSeconds,
    template: probePod(spec, fingerprint),
  };
  return [
    ...specs.filter(isCurrent).map((one) => ({
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: replicasService(one.server.model), namespace: serving, labels },
      spec: {
        clusterIP: "None",
        selector: frontDoorSelector(one),
        ports: [{ name: "front-door", port: frontDoorPort, targetPort: frontDoorPort, protocol: "TCP" }],
      },
    })),
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: probeFiles, namespace: probing, labels },
      data: { "probe.py": script, "plan.json": plan },
    },
    { apiVersion: "batch/v1", kind: "Job", metadata: { name: "probe", namespace: probing, labels }, spec: job },
    {
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata: { name: "probe", namespace: probing, labels },
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
