import { Many } from "./many.ts";
import type { Outcome } from "./outcome.ts";
import { Reading } from "./reading.ts";
import type { Subject } from "./subject.ts";

/** Where each kind keeps the specification of the pods that it makes; CronJob and LeaderWorkerSet further down than the others. */
const places: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "kubernetes:core/v1:Pod": [["spec"]],
  "kubernetes:core/v1:PodTemplate": [["template", "spec"]],
  "kubernetes:core/v1:ReplicationController": [["spec", "template", "spec"]],
  "kubernetes:apps/v1:Deployment": [["spec", "template", "spec"]],
  "kubernetes:apps/v1:StatefulSet": [["spec", "template", "spec"]],
  "kubernetes:apps/v1:DaemonSet": [["spec", "template", "spec"]],
  "kubernetes:apps/v1:ReplicaSet": [["spec", "template", "spec"]],
  "kubernetes:batch/v1:Job": [["spec", "template", "spec"]],
  "kubernetes:batch/v1:CronJob": [["spec", "jobTemplate", "spec", "template", "spec"]],
  "kubernetes:leaderworkerset.x-k8s.io/v1:LeaderWorkerSet": [
    ["spec", "leaderWorkerTemplate", "leaderTemplate", "spec"],
    ["spec", "leaderWorkerTemplate", "workerTemplate", "spec"],
  ],
};

export const podTypes: readonly string[] = Object.keys(places);

/** The pod specifications that a resource holds. */
export function podsOf(subject: Subject): Many<Reading> {
  const all = (places[subject.type] ?? []).map((path) => subject.at(...path));
  return all.reduce((pods, pod) => pods.concat(pod.items()), new Many<Reading>([], "spec"));
}

/** Labels of the pods that a resource makes, part by part. */
export const podLabelsOf = (subject: Subject): readonly Reading[] =>
  (places[subject.type] ?? []).map((path) => subject.at(...path.slice(0, -1), "metadata", "labels"));

/** Every container of a pod: regular, init and ephemeral. */
export function containersOf(pod: Reading): Many<Reading> {
  return ["containers", "initContainers", "ephemeralContainers"].reduce(
    (all, field) => all.concat(pod.at(field).items()),
    new Many<Reading>([], pod.path),
  );
}

/** What is found in each container of each pod of a resource. */
export function eachContainer(subject: Subject, find: (container: Reading, pod: Reading) => Outcome[]): Outcome[] {
  return podsOf(subject).each((pod) => containersOf(pod).each((container) => find(container, pod)));
}

/** The text of an environment variable: one that has neither a value nor a source is empty, which is how Kubernetes keeps an empty one. */
export function textOf(variable: Reading): Reading {
  const value = variable.at("value");
  const empty = value.absent().and(variable.at("valueFrom").absent());
  return empty.state === "yes" ? new Reading("", value.path) : value;
}
