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

/** The object with the provider's annotation, where its kind has something else to be waited for; others as they stand. */
export function withWait(object: KubernetesObject): KubernetesObject {
  const wait = waits[object.kind];
  if (wait === undefined) return object;
  const { metadata } = object;
  return { ...object, metadata: { ...metadata, annotations: { ...metadata.annotations, "pulumi.com/waitFor": wait } } };
}
