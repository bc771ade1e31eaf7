import type { KubernetesObject } from "../../charts/kubernetes-object.ts";

/**
 * What the provider waits for, in place of its own idea of a kind, on create and on update.
 *
 * - A Job: its end, whatever it is; by itself the provider fails the update where the Job fails. One expression (RFC 9535) over the
 *   conditions, since of a list of expressions all must hold.
 * - A LeaderWorkerSet: until its groups are available; a kind that the provider does not know is done when it is created.
 *
 * Source: pulumi-kubernetes, provider/pkg/metadata/overrides.go `ReadyCondition`, at 4.32.0.
 */
const waits: Readonly<Record<string, string>> = {
  Job: `jsonpath={.status.conditions[?(@.status=="True" && (@.type=="Complete" || @.type=="Failed"))]}`,
  LeaderWorkerSet: "condition=Available",
};

/**
 * Kinds whose fields are the settings' alone. `kubectl scale`, `kubectl set image` and autoscalers become owners of what they write, and the
 * API server refuses the next update of a field that has another owner, unless the provider says that it takes it back. What kubectl added
 * beside goes with it: the annotation of the template that `kubectl rollout restart` writes.
 */
const takenBack: readonly string[] = ["Deployment", "LeaderWorkerSet"];

/**
 * Kinds of which the provider shall record what the API server answered. Once it waits, it records what its watch has: of two Services that
 * are updated together, the second may be recorded as it was before, and the next update then compares with that and leaves the Service as it
 * is. What a Service leads to is waited for with the workload.
 *
 * Source: pulumi-kubernetes, provider/pkg/await/service.go `processServiceEvent`; a watch that has begun first tells what it holds.
 */
const recordedAsAnswered: readonly string[] = ["Service"];

/** The object with the provider's annotations, where its kind has something else to be waited for or fields that others write as well. */
export function withProviderAnnotations(object: KubernetesObject): KubernetesObject {
  const wait = waits[object.kind];
  const added = {
    ...(wait === undefined ? {} : { "pulumi.com/waitFor": wait }),
    ...(takenBack.includes(object.kind) ? { "pulumi.com/patchForce": "true" } : {}),
    ...(recordedAsAnswered.includes(object.kind) ? { "pulumi.com/skipAwait": "true" } : {}),
  };
  if (Object.keys(added).length === 0) return object;
  const { metadata } = object;
  return { ...object, metadata: { ...metadata, annotations: { ...metadata.annotations, ...added } } };
}
