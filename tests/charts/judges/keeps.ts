import { keepPhases } from "../../../charts/keep.ts";
import type { KeepSpec } from "../../../charts/keep-spec.ts";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";
import { listStacks } from "../../../engine/stack/stacks.ts";
import { chartTexts } from "../../../infra/kubernetes/chart-texts.ts";
import { renderedFiles } from "../../../render/rendered-files.ts";
import { symbolicExample } from "../../support/symbolic-example.ts";
import { groupObjects } from "../inference/group-objects.ts";
import { onTwoNodes } from "../keep-specs.ts";

/** A keep that is judged: its objects, and the files of its rendering where an example stack makes it. */
export interface JudgedKeep {
  objects: readonly KubernetesObject[];
  files: ReturnType<typeof renderedFiles>["files"] | undefined;
}

const objectsOf = (spec: KeepSpec): JudgedKeep => ({
  objects: keepPhases([spec], chartTexts()).flatMap(({ objects }) => objects),
  files: undefined,
});

/**
 * Every example with Kubernetes objects, rendered as `modelkeep render` does it, and what no example has: replicas of two nodes.
 */
export async function judgedKeeps(root: string): Promise<Map<string, JudgedKeep>> {
  const keeps = new Map<string, JudgedKeep>();
  for (const stack of await listStacks(root)) {
    const { files, objects } = renderedFiles((await symbolicExample(stack)).plain, "kustomize");
    if (objects.length > 0) keeps.set(stack, { objects: objects as readonly KubernetesObject[], files });
  }
  keeps.set("replicas of two nodes", objectsOf({ ...onTwoNodes, replicas: { min: 2, max: 2 } }));
  return keeps;
}

interface Pod {
  spec: { containers: Record<string, unknown>[] } & Record<string, unknown>;
}

/** What a hostile or careless edit of its Deployment makes of the objects of a keep. */
export function edited(
  { objects }: JudgedKeep,
  change: (container: Record<string, unknown>, pod: Pod["spec"], deployment: KubernetesObject) => void,
): KubernetesObject[] {
  const copy = structuredClone([...objects]);
  const deployment = copy.find(({ kind }) => kind === "Deployment")!;
  const { template } = deployment.spec as { template: Pod };
  change(template.spec.containers[0]!, template.spec, deployment);
  return copy;
}

/** The objects with the pods of a LeaderWorkerSet in its place, for judges that do not know that kind. */
export const withPodsOfGroups = (objects: readonly KubernetesObject[]): KubernetesObject[] =>
  objects.flatMap((object) => (object.kind === "LeaderWorkerSet" ? groupObjects(object).pods : [object]));
