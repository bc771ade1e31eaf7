import type { KubernetesObject } from "../../charts/kubernetes-object.ts";

/**
 * Overrides of what the provider waits for, by kind, on create and on update.
 *
 * - A Job: its end, successful or not; by default the provider fails the update if the Job fails. One expression (RFC 9535) over the
 * conditions, since in a list of expressions all must be true.
 * - A LeaderWorkerSet: until its groups are available; for an unknown kind the provider waits only for creation.
 *
 * Source: pulumi-kubernetes, provider/pkg/metadata/overrides.go `ReadyCondition`, at 4.32.0.
 */
const waits: Readonly<Record<string, string>> = {
  Job: `jsonpath={.status.conditions[?(@.status=="True" && (@.type=="Complete" || @.type=="Failed"))]}`,
  LeaderWorkerSet: "condition=Available",
};

/**
 * Kinds whose fields only the settings may change. `kubectl scale`, `kubectl set image` and autoscalers become field managers of what they
 * write, and the API server reports a conflict at the next update of such a field, unless the provider forces it. That also removes the
 * annotation that `kubectl rollout restart` adds to the template.
 */
const takenBack: readonly string[] = ["Deployment", "LeaderWorkerSet"];

/**
 * Kinds for which the provider records the API server's response. If it waits, it records the state of its watch: of two Services that are
 * updated together, the second may be recorded with its old state, and the next update then compares with that and does not change the
 * Service. The pods of a Service are awaited with the workload.
 *
 * Source: pulumi-kubernetes, provider/pkg/await/service.go `processServiceEvent`; a new watch first sends the existing objects.
 */
const recordedAsAnswered: readonly string[] = ["Service"];

/** The object with the provider's annotations for its kind. */
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
